// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attention/picture/picture_canvas.h"

#include "core/render/cells.h"
#include "core/render/overlay.h"
#include "ui/attention/hand/intervention_history.h"
#include "ui/attention/scene/attention_state.h"
#include "ui/support/image_convert.h"

#include <QFocusEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace saccade::ui {

PictureCanvas::PictureCanvas(AttentionState* state, QWidget* parent)
    : QWidget(parent)
    , m_state(state)
    , m_scene(std::make_shared<Scene>())
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Picture with the attention map"));
    connect(state, &AttentionState::changed, this, qOverload<>(&QWidget::update));
}

void PictureCanvas::setScene(const ScenePtr& scene)
{
    if (!(scene->picture == m_scene->picture))
        m_enlarged = {};
    m_scene = scene;
    if (m_under && (!maps() || !m_under->isIn(*maps())))
        m_under.reset();
    update();
}

void PictureCanvas::setAlone(bool alone)
{
    if (m_alone == alone)
        return;
    m_alone = alone;
    update();
}

void PictureCanvas::setHistory(InterventionHistory* history)
{
    m_history = history;
    m_brush.setHistory(history);
    connect(history, &InterventionHistory::changed, this, qOverload<>(&QWidget::update));
}

void PictureCanvas::setBrush(bool on)
{
    m_hasBrush = on && m_history;
    m_brush.release();
    setCursor(m_hasBrush ? Qt::CrossCursor : Qt::ArrowCursor);
    if (m_hasBrush)
        m_state->endHover(); // the maps stay as they are while the hand moves
    update();
}

const AttentionMaps* PictureCanvas::maps() const
{
    return m_scene->maps();
}

QSize PictureCanvas::fit(const QSize& room)
{
    const double ratio = devicePixelRatioF();
    const Image& picture = m_scene->picture;
    const QSize shape = picture.isEmpty() ? QSize(1, 1) : QSize(picture.width, picture.height);
    const QSizeF most((room.width() - 2 * Margin) * ratio, (room.height() - 2 * Margin) * ratio);
    double factor = std::min(most.width() / shape.width(), most.height() / shape.height());
    if (factor >= 4.0 && !picture.isEmpty())
        factor = std::floor(factor); // below, the lost pixels would cost more than the even ones give
    m_pixels = QSize(std::max(1, int(shape.width() * factor)), std::max(1, int(shape.height() * factor)));
    return {int(std::ceil(m_pixels.width() / ratio)) + 2 * Margin,
            int(std::ceil(m_pixels.height() / ratio)) + 2 * Margin};
}

QRectF PictureCanvas::pictureRect() const
{
    return {QPointF(Margin, Margin), QSizeF(m_pixels) / devicePixelRatioF()};
}

QRectF PictureCanvas::patchRect(const Query& patch) const
{
    if (!maps() || patch.cls || !patch.isIn(*maps()))
        return {};
    return cellRect(patch.row, patch.column, maps()->gridRows, maps()->gridColumns);
}

QRectF PictureCanvas::cellRect(int row, int column, int rows, int columns) const
{
    const int left = cellStart(column, m_pixels.width(), columns);
    const int right = cellStart(column + 1, m_pixels.width(), columns);
    const int top = cellStart(row, m_pixels.height(), rows);
    const int bottom = cellStart(row + 1, m_pixels.height(), rows);
    const double ratio = devicePixelRatioF();
    return {Margin + left / ratio, Margin + top / ratio, (right - left) / ratio, (bottom - top) / ratio};
}

std::optional<Query> PictureCanvas::patchAt(const QPointF& position) const
{
    if (!maps() || m_scene->picture.isEmpty() || !pictureRect().contains(position))
        return std::nullopt;
    const QPointF pixel = (position - QPointF(Margin, Margin)) * devicePixelRatioF();
    return Query::ofPatch(cellAt(int(pixel.y()), m_pixels.height(), maps()->gridRows),
                          cellAt(int(pixel.x()), m_pixels.width(), maps()->gridColumns));
}

std::optional<Query> PictureCanvas::cellUnderCursor() const
{
    const auto map = shownMap(*m_scene, *m_state);
    if (!map || !m_cursor || m_scene->picture.isEmpty() || !pictureRect().contains(*m_cursor))
        return std::nullopt;
    const QPointF pixel = (*m_cursor - QPointF(Margin, Margin)) * devicePixelRatioF();
    return Query::ofPatch(cellAt(int(pixel.y()), m_pixels.height(), map->rows),
                          cellAt(int(pixel.x()), m_pixels.width(), map->columns));
}

void PictureCanvas::mouseMoveEvent(QMouseEvent* event)
{
    const std::optional<Query> cell = cellUnderCursor();
    m_cursor = event->position();
    if (m_scene->method && cellUnderCursor() != cell) {
        update();
        Q_EMIT cursorMoved();
    }
    const std::optional<Query> under = patchAt(event->position());
    if (under == m_under)
        return; // keys may have chosen another query meanwhile: it holds until the next patch
    m_under = under;
    if (m_hasBrush)
        m_brush.move(under);
    else if (under)
        m_state->hover(*under);
    else
        m_state->endHover();
    update();
    Q_EMIT cursorMoved();
}

void PictureCanvas::mousePressEvent(QMouseEvent* event)
{
    const std::optional<Query> under = patchAt(event->position());
    if (m_hasBrush) {
        const bool right = event->button() == Qt::RightButton;
        if (under && (right || event->button() == Qt::LeftButton))
            m_brush.press(*under, maps()->gridColumns, right || event->modifiers() & Qt::AltModifier);
        return;
    }
    if (event->button() != Qt::LeftButton || !under)
        return;
    if (m_state->isPinned() && m_state->query() == *under)
        m_state->unpin();
    else
        m_state->pin(*under);
}

void PictureCanvas::mouseReleaseEvent(QMouseEvent*)
{
    m_brush.release();
}

void PictureCanvas::leaveEvent(QEvent* event)
{
    m_under.reset();
    m_cursor.reset();
    m_state->endHover();
    update();
    Q_EMIT cursorMoved();
    QWidget::leaveEvent(event);
}

void PictureCanvas::focusInEvent(QFocusEvent* event)
{
    const Qt::FocusReason reason = event->reason();
    m_showFocus =
        reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason;
    update();
}

void PictureCanvas::focusOutEvent(QFocusEvent*)
{
    m_showFocus = false;
    update();
}

void PictureCanvas::updatePlain()
{
    const int side = std::max(m_pixels.width(), m_pixels.height());
    if (!m_enlarged.isEmpty() && std::max(m_enlarged.width, m_enlarged.height) == side)
        return;
    m_enlarged = enlarge(m_scene->picture, side);
    m_plain = toQImage(m_enlarged);
    m_plain.setDevicePixelRatio(devicePixelRatioF());
    m_overlaid = {};
}

void PictureCanvas::updateOverlaid(const ShownMap& map)
{
    const Shown wanted{map.owner,   map.values.data(),  map.scale,
                       map.colours, m_state->opacity(), m_state->isSmooth()};
    if (!m_overlaid.isNull() && wanted == m_shown)
        return;
    Image image = m_enlarged;
    blend(image, map.values, map.rows, map.columns, wanted.scale, wanted.colours, wanted.opacity / 100.0,
          wanted.smooth);
    m_overlaid = toQImage(image);
    m_overlaid.setDevicePixelRatio(devicePixelRatioF());
    m_shown = wanted;
}

void PictureCanvas::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (m_scene->picture.isEmpty()) {
        paintEmpty(painter);
        return;
    }
    updatePlain();
    const auto map = shownMap(*m_scene, *m_state);
    if (map)
        updateOverlaid(*map);
    const bool showMap = map && !m_alone;
    painter.drawImage(QPointF(Margin, Margin), showMap ? m_overlaid : m_plain);
    if (showMap) {
        paintChanged(painter);
        if (m_state->grid().sinksLeftOut)
            paintSinks(painter);
        paintQuery(painter, *map);
    }
    if (m_scene->method && !m_scene->method->message.isEmpty() && !m_alone)
        paintMessage(painter, m_scene->method->message);
    if (m_showFocus) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(palette().color(QPalette::Highlight), 1.5));
        painter.drawRoundedRect(pictureRect().adjusted(-2.5, -2.5, 2.5, 2.5), 3, 3);
    }
}

void PictureCanvas::paintEmpty(QPainter& painter)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(palette().color(QPalette::Mid), 1.0, Qt::DashLine));
    painter.setBrush(palette().color(QPalette::AlternateBase));
    painter.drawRoundedRect(pictureRect().adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(pictureRect().adjusted(16, 16, -16, -16), Qt::AlignCenter | Qt::TextWordWrap,
                     tr("Choose a picture to see where the model looks."));
}

void PictureCanvas::paintSinks(QPainter& painter)
{
    if (!maps())
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    for (const int token : sinkTokens(m_scene->sinks, m_state->layer())) {
        const int patch = token - maps()->prefixTokens;
        if (patch < 0)
            continue; // CLS and registers are nowhere on the picture
        const QRectF rect =
            patchRect(Query::ofPatch(patch / maps()->gridColumns, patch % maps()->gridColumns));
        const double radius = 0.22 * std::min(rect.width(), rect.height());
        for (const auto& [colour, width] :
             {std::pair(QColor(0, 0, 0, 130), 3.5), std::pair(QColor(255, 255, 255), 1.5)}) {
            painter.setPen(QPen(colour, width));
            painter.drawEllipse(rect.center(), radius, radius);
        }
    }
    painter.restore();
}

// Light dashes over a dark line: seen on any fill.
void PictureCanvas::paintChanged(QPainter& painter)
{
    if (!m_history || !maps())
        return;
    painter.setBrush(Qt::NoBrush);
    for (const int patch : m_history->current().patches) {
        const QRectF rect =
            patchRect(Query::ofPatch(patch / maps()->gridColumns, patch % maps()->gridColumns));
        if (rect.isEmpty())
            continue;
        painter.setPen(QPen(QColor(0, 0, 0, 150), 1.0));
        painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5));
        QPen dashes(QColor(255, 255, 255, 220), 1.0);
        dashes.setDashPattern({3.0, 3.0});
        painter.setPen(dashes);
        painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

void PictureCanvas::paintMessage(QPainter& painter, const QString& message)
{
    QColor veil = palette().color(QPalette::AlternateBase);
    veil.setAlpha(225);
    painter.fillRect(pictureRect(), veil);
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(pictureRect().adjusted(16, 16, -16, -16), Qt::AlignCenter | Qt::TextWordWrap, message);
}

void PictureCanvas::paintQuery(QPainter& painter, const ShownMap& map)
{
    const auto outline = [&](const QRectF& rect, const QColor& colour, double width) {
        // A dark line around the coloured one: it must read on any picture.
        painter.setPen(QPen(QColor(0, 0, 0, 130), width + 1.5, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
        painter.drawRect(rect);
        painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
        painter.drawRect(rect);
    };
    Query query = m_state->query();
    const QColor accent = palette().color(QPalette::Highlight);
    if (map.method) {
        // The mouse reads values; the query is the one that the map was computed from.
        if (const auto cell = cellUnderCursor())
            outline(cellRect(cell->row, cell->column, map.rows, map.columns), QColor(255, 255, 255, 200),
                    1.0);
        query = map.method->query && maps() ? Query::ofToken(*map.method->query, *maps()) : Query::ofCls();
    } else if (m_under && *m_under != query) {
        outline(patchRect(*m_under), QColor(255, 255, 255, 200), 1.0);
    }
    if (query.cls)
        return;
    const QRectF rect = patchRect(query);
    outline(rect, accent, 2.0);
    if (!m_state->isPinned() || query != m_state->query())
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(QColor(0, 0, 0, 130), 1.0));
    painter.setBrush(accent);
    painter.drawEllipse(rect.topRight(), 4.5, 4.5);
}

} // namespace saccade::ui
