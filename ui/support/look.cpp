// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/support/look.h"

#include <QStyle>

namespace saccade::ui {

QColor amber(const QPalette& palette)
{
    return palette.color(QPalette::Window).lightness() < 128 ? QColor(0xffb454) : QColor(0x9c5a00);
}

QLabel* labelOfKind(const char* kind, const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setProperty("kind", QLatin1String(kind));
    return label;
}

void setKind(QWidget* widget, const char* kind)
{
    if (widget->property("kind").toString() == QLatin1String(kind))
        return;
    widget->setProperty("kind", QLatin1String(kind));
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

} // namespace saccade::ui
