// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/support/tab_order.h"

#include <QWidget>

namespace saccade::ui {

void tabBehindProxy(QWidget* proxy, const QList<QWidget*>& parts)
{
    QWidget* before = proxy;
    for (QWidget* part : parts)
        if (part->focusPolicy() & Qt::TabFocus) {
            QWidget::setTabOrder(before, part);
            before = part;
        }
}

} // namespace saccade::ui
