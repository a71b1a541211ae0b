// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeline_canvas.h"

#include "ui/attention/scene/words.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace saccade::ui {

namespace {

constexpr int Gap = 10;
constexpr int Smallest = 16;

} // namespace

TimelineCanvas::TimelineCanvas(QWidget* parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Maps of the pinned pictures"));
    setToolTip(tr("Colours as in the large picture: each map from 0 to its highest value, unless another "
                  "scale is chosen there"));
}

void TimelineCanvas::setCount(std::size_t pins)
{
    m_count = pins;
    update();
}

void TimelineCanvas::setDrawing(const TimelineDrawing& drawing)
{
    m_drawing = drawing;
    QStringList said;
    for (const TimelineBlock& block : drawing.blocks)
        said << words(block);
    setAccessibleDescription(said.join(QStringLiteral(", ")));
    update();
}

void TimelineCanvas::clear()
{
    m_drawing = {};
    m_count = 0;
    setAccessibleDescription({});
    update();
}

int TimelineCanvas::labelHeight() const
{
    return fontMetrics().height() + 2;
}

int TimelineCanvas::side() const
{
    const int count = std::max(1, int(m_count));
    const int across = (width() - Gap * (count - 1)) / count;
    return std::max(Smallest, std::min(across, height() - labelHeight()));
}

int TimelineCanvas::sideInPixels() const
{
    return int(std::lround(side() * devicePixelRatioF()));
}

QRect TimelineCanvas::blockRect(std::size_t pin) const
{
    const int one = side();
    return {int(pin) * (one + Gap), 0, one, one};
}

QString TimelineCanvas::words(const TimelineBlock& block) const
{
    const auto& names = m_drawing.view.timeline->classNames;
    const QString name = block.predicted >= 0 && block.predicted < int(names.size())
                             ? QString::fromStdString(names[std::size_t(block.predicted)])
                             : QString();
    return tr("%1 %2", "class, probability").arg(name, percent(double(block.probability)));
}

void TimelineCanvas::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    for (std::size_t pin = 0; pin < m_drawing.blocks.size(); ++pin) {
        const TimelineBlock& block = m_drawing.blocks[pin];
        const QRect place = blockRect(pin);
        painter.drawImage(place, block.image);
        painter.setPen(palette().color(block.isRight ? QPalette::Text : QPalette::PlaceholderText));
        const QRect label(place.left(), place.bottom() + 1, place.width(), labelHeight());
        painter.drawText(label, Qt::AlignLeft | Qt::AlignVCenter,
                         fontMetrics().elidedText(words(block), Qt::ElideRight, label.width()));
    }
}

void TimelineCanvas::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    Q_EMIT resized();
}

void TimelineCanvas::mousePressEvent(QMouseEvent* event)
{
    for (std::size_t pin = 0; pin < m_drawing.blocks.size(); ++pin)
        if (event->button() == Qt::LeftButton && blockRect(pin).contains(event->position().toPoint()))
            Q_EMIT pinClicked(pin);
}

} // namespace saccade::ui
