// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

class QWidget;

namespace saccade::ui {

/// Those of `parts` that take the focus by Tab come behind `proxy`, in this order. For a widget whose focus
/// proxy stands below its other parts: whoever comes to it by Tab is on the proxy at once, and what stands
/// before that would be passed by.
void tabBehindProxy(QWidget* proxy, const QList<QWidget*>& parts);

} // namespace saccade::ui
