// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <QStringList>

class QWidget;

namespace saccade::test {

/// The widgets that have the focus, one after the other, while Tab is pressed until it comes round.
QSet<const QWidget*> reachedByTab(QWidget& window);

/// Visible, enabled controls that are not among `reached`, in words. Left out: parts of a control that is
/// there as a whole, and what Qt itself gives other keys (menu bar, scroll bars, the docks' title buttons).
QStringList controlsBeside(const QWidget& window, const QSet<const QWidget*>& reached);

} // namespace saccade::test
