// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/command_delegate.h"

#include "ui/window/theme.h"

#include <QPainter>
#include <QTextLayout>

namespace saccade::ui {

namespace {

void drawWords(QPainter* painter, const QRect& place, const QString& words, const QList<int>& matched,
               const QFont& font, const QColor& ink)
{
    QTextLayout layout(words, font);
    QList<QTextLayout::FormatRange> formats;
    for (const int at : matched) {
        QTextLayout::FormatRange range;
        range.start = at;
        range.length = 1;
        range.format.setFontWeight(QFont::Bold);
        formats += range;
    }
    layout.setFormats(formats);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(place.width());
    layout.endLayout();
    painter->setPen(ink);
    layout.draw(painter, QPointF(place.left(), place.center().y() - line.height() / 2.0 + 1.0));
}

} // namespace

void CommandDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const
{
    const ThemeColours& colours = Theme::colours();
    const bool current = option.state & QStyle::State_Selected;
    const bool usable = index.data(UsableRole).toBool();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (current) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(usable ? colours.accent : colours.pressed);
        painter->drawRoundedRect(QRectF(option.rect).adjusted(4, 1, -4, -1), 5, 5);
    }
    const QColor ink = !usable ? colours.muted : current ? colours.onAccent : colours.text;
    const QColor faint = usable && current ? colours.onAccent : colours.muted;
    const QRect inner = option.rect.adjusted(14, 0, -14, 0);
    drawWords(painter, inner, index.data(Qt::DisplayRole).toString(),
              index.data(MatchRole).value<QList<int>>(), option.font, ink);

    QFont small = option.font;
    small.setPointSizeF(small.pointSizeF() * 0.9);
    painter->setFont(small);
    painter->setPen(faint);
    const QString keys = index.data(KeysRole).toString();
    const QString group = index.data(GroupRole).toString();
    painter->drawText(inner, Qt::AlignRight | Qt::AlignVCenter,
                      keys.isEmpty() ? group : group + QStringLiteral("    ") + keys);
    painter->restore();
}

QSize CommandDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    return {200, option.fontMetrics.height() + 13};
}

} // namespace saccade::ui
