// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attention/picture/colour_bar.h"

#include "core/render/tile.h"
#include "ui/attention/scene/words.h"
#include "ui/support/image_convert.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace saccade::ui {

namespace {

constexpr int StripWidth = 10;
constexpr int MarkWidth = 7;
constexpr int Gap = 5;

QFont small(QFont font)
{
    font.setPointSizeF(font.pointSizeF() * 0.85);
    return font;
}

} // namespace

ColourBar::ColourBar(QWidget* parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Colour scale"));
}

void ColourBar::setColours(ColourMap colours, const Scale& scale, Meaning meaning)
{
    m_colours = colours;
    m_scale = scale;
    setToolTip(
        meaning == Meaning::ForAndAgainst ? tr("What the colours stand for: above 0, in the middle, what "
                                               "speaks for the class; below it what "
                                               "speaks against.")
        : meaning == Meaning::Method
            ? (scale.minimum == 0.0F
                   ? tr("What the colours stand for: the method's values. The scale begins at 0.")
                   : tr("What the colours stand for: the method's values. The scale does not begin at 0: "
                        "small "
                        "differences look large."))
        : scale.minimum == 0.0F
            ? tr("What the colours stand for: attention, as a share of 1. The scale begins at 0.")
            : tr("What the colours stand for: attention, as a share of 1. The scale does not begin at 0: "
                 "small differences look large."));
    setAccessibleDescription(tr("From %1 to %2").arg(shortNumber(scale.minimum), shortNumber(scale.maximum)));
    update();
}

void ColourBar::setMark(std::optional<float> value)
{
    if (m_mark == value)
        return;
    m_mark = value;
    update();
}

void ColourBar::setEmpty(bool empty)
{
    m_empty = empty;
    update();
}

QSize ColourBar::sizeHint() const
{
    return {StripWidth + Gap + QFontMetrics(small(font())).horizontalAdvance(QStringLiteral("-.000000")), 64};
}

void ColourBar::paintEvent(QPaintEvent*)
{
    if (m_empty)
        return;
    QPainter painter(this);
    const double ratio = devicePixelRatioF();
    QImage strip = toQImage(renderColourBar(m_colours, 1, std::max(1, int(height() * ratio))));
    strip.setDevicePixelRatio(ratio);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF stripRect(0, 0, StripWidth, height());
    QPainterPath rounded;
    rounded.addRoundedRect(stripRect, 2.5, 2.5);
    painter.setClipPath(rounded);
    painter.drawImage(stripRect, strip, QRectF(QPointF(0, 0), QSizeF(strip.size())));
    painter.setClipping(false);

    painter.setFont(small(font()));
    painter.setPen(palette().color(QPalette::PlaceholderText));
    const QFontMetrics metrics(painter.font());
    const int decimals = decimalsFor(m_scale.maximum);
    const auto number = [&](double share, int y) {
        const double value = m_scale.minimum + (m_scale.maximum - m_scale.minimum) * share;
        painter.drawText(QRect(StripWidth + Gap, y, width() - StripWidth - Gap, metrics.height()),
                         Qt::AlignLeft | Qt::AlignVCenter, shortNumber(value, decimals));
    };
    number(1.0, 0);
    number(0.5, (height() - metrics.height()) / 2);
    number(0.0, height() - metrics.height());

    if (!m_mark)
        return;
    const double y = (1.0 - double(positionOn(m_scale, *m_mark))) * (height() - 2) + 1;
    QPainterPath mark;
    mark.moveTo(StripWidth - 1, y);
    mark.lineTo(StripWidth + MarkWidth - 2, y - MarkWidth / 2.0);
    mark.lineTo(StripWidth + MarkWidth - 2, y + MarkWidth / 2.0);
    mark.closeSubpath();
    painter.setPen(QPen(palette().color(QPalette::Window), 1.5));
    painter.setBrush(palette().color(QPalette::Text));
    painter.drawPath(mark);
}

} // namespace saccade::ui
