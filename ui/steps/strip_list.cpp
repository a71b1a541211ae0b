// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/steps/strip_list.h"

#include "ui/attention/scene/words.h"
#include "ui/steps/signed_colour.h"
#include "ui/steps/token_mark.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace saccade::ui {

namespace {

constexpr std::size_t LongestLine = 192; // values; more of them go on in the next line
constexpr int OneLineHeight = 20;
constexpr int ManyLinesHeight = 10;
constexpr int Spacing = 9;
constexpr int Gap = 12;
constexpr int SegmentGap = 5;
constexpr int Underline = 3;

bool isArrow(int key)
{
    return key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down;
}

} // namespace

StripList::StripList(TokenMark* mark, QWidget* parent)
    : QWidget(parent)
    , m_mark(mark)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Vectors as strips of colour"));
    connect(mark, &TokenMark::changed, this, qOverload<>(&QWidget::update));
}

void StripList::setStrips(const std::vector<Strip>& strips)
{
    if (strips == m_strips)
        return;
    m_strips = strips;
    if (m_place && (std::size_t(m_place->strip) >= strips.size() ||
                    std::size_t(m_place->value) >= strips[std::size_t(m_place->strip)].values.size()))
        m_place.reset();
    QStringList spoken;
    for (const Strip& strip : strips)
        spoken << tr("%1: %2 numbers, at most %3 from 0")
                      .arg(strip.name)
                      .arg(strip.values.size())
                      .arg(shortNumber(double(largestSize(strip.values))));
    setAccessibleDescription(spoken.join(QStringLiteral("; ")));
    updateGeometry();
    update();
}

StripList::Line StripList::lineOf(const Strip& strip) const
{
    Line line;
    const std::size_t count = std::max<std::size_t>(strip.values.size(), 1);
    line.lines = strip.segments > 1 ? 1 : int((count + LongestLine - 1) / LongestLine);
    line.perLine = int((count + std::size_t(line.lines) - 1) / std::size_t(line.lines));
    line.cellHeight = line.lines > 1 ? ManyLinesHeight : OneLineHeight;
    line.height = std::max(line.lines * line.cellHeight + (strip.segments > 1 ? 2 + Underline : 0),
                           fontMetrics().height());
    return line;
}

int StripList::topOf(int strip) const
{
    int top = 2;
    for (int i = 0; i < strip; ++i)
        top += lineOf(m_strips[std::size_t(i)]).height + Spacing;
    return top;
}

int StripList::nameWidth() const
{
    int width = 0;
    for (const Strip& strip : m_strips)
        width = std::max(width, fontMetrics().horizontalAdvance(strip.name));
    return std::min(width, this->width() / 3);
}

int StripList::noteWidth() const
{
    int width = 0;
    for (const Strip& strip : m_strips)
        width = std::max(width, fontMetrics().horizontalAdvance(strip.note));
    return std::min(width, this->width() / 4);
}

QSize StripList::sizeHint() const
{
    return {520, topOf(int(m_strips.size())) - Spacing + 4};
}

QSize StripList::minimumSizeHint() const
{
    return {260, sizeHint().height()};
}

QRectF StripList::cellRect(Place place) const
{
    const Strip& strip = m_strips[std::size_t(place.strip)];
    const Line line = lineOf(strip);
    const double left = nameWidth() + Gap;
    const double room = std::max(20.0, width() - left - Gap - noteWidth() - 2);
    const double cell = (room - SegmentGap * (strip.segments - 1)) / line.perLine;
    const int column = place.value % line.perLine;
    const int perSegment = std::max(1, line.perLine / strip.segments);
    const int segment = strip.segments > 1 ? std::min(column / perSegment, strip.segments - 1) : 0;
    return {left + column * cell + segment * SegmentGap,
            double(topOf(place.strip) + place.value / line.perLine * line.cellHeight), cell,
            double(line.cellHeight)};
}

std::optional<StripList::Place> StripList::placeAt(const QPointF& position) const
{
    for (int i = 0; i < int(m_strips.size()); ++i) {
        const int top = topOf(i);
        const Line line = lineOf(m_strips[std::size_t(i)]);
        if (position.y() < top || position.y() >= top + line.lines * line.cellHeight)
            continue;
        for (int value = 0; value < int(m_strips[std::size_t(i)].values.size()); ++value)
            if (cellRect({i, value}).contains(position))
                return Place{i, value};
    }
    return std::nullopt;
}

QString StripList::textAt(Place place) const
{
    const Strip& strip = m_strips[std::size_t(place.strip)];
    return tr("%1, value %2: %3")
        .arg(strip.name)
        .arg(place.value)
        .arg(shortNumber(double(strip.values[std::size_t(place.value)])));
}

void StripList::paintStrip(QPainter& painter, int index) const
{
    const Strip& strip = m_strips[std::size_t(index)];
    const Line line = lineOf(strip);
    const ColourMap map = signedMap(palette());
    const bool isMarked = strip.token >= 0 && m_mark->token() == strip.token;
    QFont font = this->font();
    font.setBold(isMarked);
    painter.setFont(font);
    const int top = topOf(index);
    const int textHeight = std::min(line.height, std::max(OneLineHeight, fontMetrics().height()));
    painter.setPen(palette().color(isMarked ? QPalette::Text : QPalette::PlaceholderText));
    painter.drawText(QRect(0, top, nameWidth() + Gap / 2, textHeight), Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(strip.name, Qt::ElideRight, nameWidth() + Gap / 2));
    painter.drawText(QRect(width() - noteWidth() - 1, top, noteWidth() + 1, textHeight),
                     Qt::AlignRight | Qt::AlignVCenter, strip.note);
    const int count = int(strip.values.size());
    for (int value = 0; value < count; ++value)
        painter.fillRect(cellRect({index, value}),
                         signedColour(map, strip.values[std::size_t(value)], strip.end));
    if (count == 0)
        return;
    painter.setBrush(Qt::NoBrush);
    if (isMarked) {
        painter.setPen(QPen(palette().color(QPalette::Text), 1.5));
        painter.drawRect(cellRect({index, 0})
                             .united(cellRect({index, line.perLine - 1}))
                             .united(cellRect({index, count - 1}))
                             .adjusted(-1, -1, 1, 1));
    }
    const int perSegment = line.perLine / std::max(1, strip.segments);
    for (int segment = 0; strip.segments > 1 && segment < strip.segments; ++segment) {
        const QRectF part =
            cellRect({index, segment * perSegment}).united(cellRect({index, (segment + 1) * perSegment - 1}));
        const bool isChosen = segment == strip.chosenSegment;
        const QColor own = QColor::fromHsv(segment * 360 / strip.segments, 120, 190);
        painter.fillRect(QRectF(part.left(), part.bottom() + 2, part.width(), Underline), own);
        if (isChosen) {
            painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
            painter.drawRect(part.adjusted(-1, -1, 1, 1));
        }
    }
}

void StripList::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    for (int i = 0; i < int(m_strips.size()); ++i)
        paintStrip(painter, i);
    if (m_place) {
        painter.setPen(QPen(palette().color(QPalette::Text), 1));
        painter.drawRect(cellRect(*m_place).adjusted(-1, -1, 1, 1));
    }
}

void StripList::moveTo(std::optional<Place> place)
{
    if (m_place == place)
        return;
    m_place = place;
    if (place && m_strips[std::size_t(place->strip)].token >= 0)
        m_mark->set(m_strips[std::size_t(place->strip)].token);
    if (place)
        QToolTip::showText(mapToGlobal(cellRect(*place).bottomRight().toPoint()), textAt(*place), this);
    else
        QToolTip::hideText();
    update();
}

void StripList::mouseMoveEvent(QMouseEvent* event)
{
    moveTo(placeAt(event->position()));
}

void StripList::leaveEvent(QEvent* event)
{
    moveTo({});
    QWidget::leaveEvent(event);
}

void StripList::focusOutEvent(QFocusEvent* event)
{
    moveTo({});
    QWidget::focusOutEvent(event);
}

bool StripList::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride && isArrow(static_cast<QKeyEvent*>(event)->key()))
        event->accept();
    if (event->type() == QEvent::FontChange)
        updateGeometry();
    return QWidget::event(event);
}

void StripList::keyPressEvent(QKeyEvent* event)
{
    if (!isArrow(event->key()) || m_strips.empty()) {
        QWidget::keyPressEvent(event);
        return;
    }
    Place place = m_place.value_or(Place{});
    if (m_place) {
        const int across = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
        const int down = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
        place.strip = std::clamp(place.strip + down, 0, int(m_strips.size()) - 1);
        place.value += across;
    }
    const int last = int(m_strips[std::size_t(place.strip)].values.size()) - 1;
    if (last < 0)
        return;
    place.value = std::clamp(place.value, 0, last);
    moveTo(place);
}

} // namespace saccade::ui
