// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attention/head_grid_canvas.h"

#include "core/render/overlay.h"
#include "core/render/tile.h"
#include "core/values/head_statistics.h"
#include "ui/attention/attention_state.h"
#include "ui/attention/head_marks.h"
#include "ui/attention/words.h"
#include "ui/support/image_convert.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace saccade::ui {

HeadGridCanvas::HeadGridCanvas(AttentionState* state, QWidget* parent)
    : QWidget(parent)
    , m_state(state)
    , m_marks(new HeadMarks(this))
    , m_scene(std::make_shared<Scene>())
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Maps of all layers and heads"));
    connect(state, &AttentionState::changed, this, &HeadGridCanvas::stateChanged);
}

void HeadGridCanvas::setScene(const ScenePtr& scene)
{
    m_scene = scene;
    if (const AttentionMaps* maps = scene->maps()) {
        m_layout.layers = maps->layers;
        m_layout.heads = maps->heads;
        m_layout.patchRows = maps->gridRows;
        m_layout.patchColumns = maps->gridColumns;
    } else if (scene->picture.isEmpty() || (scene->explanation && !scene->isPending)) {
        m_layout = {};
    }
    measure();
    update();
}

void HeadGridCanvas::setHistory(InterventionHistory* history)
{
    m_marks->setHistory(history);
}

void HeadGridCanvas::stateChanged()
{
    setAccessibleDescription(tr("Layer %1, head %2 is chosen").arg(m_state->layer()).arg(m_state->head()));
    update();
}

QSize HeadGridCanvas::sizeHint() const
{
    return m_layout.isEmpty() ? QSize(300, 300) : m_layout.sizeWith(64);
}

void HeadGridCanvas::measure()
{
    m_layout.labelWidth =
        fontMetrics().horizontalAdvance(QString::number(std::max(m_layout.layers - 1, 0))) + 8;
    m_layout.labelHeight = fontMetrics().height() + 2;
    m_layout.fit(size(), devicePixelRatioF());
    setMinimumSize(m_layout.smallest());
}

void HeadGridCanvas::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    measure();
}

void HeadGridCanvas::drawTiles(const AttentionMaps& maps)
{
    const Query query = m_state->query();
    const int side =
        int(std::lround(std::max(m_layout.tile.width(), m_layout.tile.height()) * devicePixelRatioF()));
    const Drawn wanted{m_scene->explanation, query.token(maps), m_state->colourMap(), m_state->scale(), side};
    if (wanted == m_drawn)
        return;
    m_drawn = wanted;
    m_tiles.clear();
    const Scale shared = shownScale(maps, 0, 0, query, wanted.scale);
    for (int layer = 0; layer < maps.layers; ++layer)
        for (int head = 0; head < maps.heads; ++head) {
            const Image cells = renderTile(
                maps.patches(layer, head, wanted.token), maps.gridRows, maps.gridColumns, wanted.colours,
                wanted.scale.shared ? shared : shownScale(maps, layer, head, query, wanted.scale), 1);
            // With more patches than pixels the painter takes their mean.
            const bool enough = side >= std::max(cells.width, cells.height);
            m_tiles.push_back(toQImage(enough ? enlarge(cells, side) : cells));
        }
}

void HeadGridCanvas::paintLabels(QPainter& painter) const
{
    for (int head = 0; head < m_layout.heads; ++head) {
        const QRect tile = tileRect(0, head);
        painter.setPen(palette().color(head == m_state->head() ? QPalette::Text : QPalette::PlaceholderText));
        painter.drawText(QRect(tile.left(), 0, tile.width(), m_layout.labelHeight), Qt::AlignCenter,
                         QString::number(head));
    }
    for (int layer = 0; layer < m_layout.layers; ++layer) {
        const QRect tile = tileRect(layer, 0);
        painter.setPen(
            palette().color(layer == m_state->layer() ? QPalette::Text : QPalette::PlaceholderText));
        painter.drawText(QRect(0, tile.top(), m_layout.labelWidth - 4, tile.height()),
                         Qt::AlignRight | Qt::AlignVCenter, QString::number(layer));
    }
}

void HeadGridCanvas::paintEvent(QPaintEvent* event)
{
    const AttentionMaps* maps = m_scene->maps();
    if (maps)
        drawTiles(*maps);
    QPainter painter(this);
    if (m_layout.isEmpty()) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(
            rect().adjusted(0, 8, 0, 0), Qt::AlignTop | Qt::AlignLeft | Qt::TextWordWrap,
            m_scene->explanation && !m_scene->isPending
                ? tr("This model has no attention, and so no heads to look at: it is a convolutional "
                     "network. Its answer stands beside the picture.")
                : tr("Every head of every layer will be here."));
        return;
    }
    paintLabels(painter);
    for (int layer = 0; layer < m_layout.layers; ++layer)
        for (int head = 0; head < m_layout.heads; ++head) {
            const QRect tile = tileRect(layer, head);
            if (!event->rect().intersects(tile))
                continue;
            if (maps) {
                const QImage& image = m_tiles[std::size_t(layer * m_layout.heads + head)];
                painter.setRenderHint(QPainter::SmoothPixmapTransform,
                                      image.width() > tile.width() * devicePixelRatioF());
                painter.drawImage(tile, image);
                m_marks->paint(painter, tile, {layer, head}, m_hovered == Tile{layer, head});
            } else
                painter.fillRect(tile, palette().color(QPalette::AlternateBase));
        }
    if (!maps)
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_hovered) {
        painter.setPen(QPen(palette().color(QPalette::PlaceholderText), 1.0));
        painter.drawRoundedRect(
            QRectF(tileRect(m_hovered->layer, m_hovered->head)).adjusted(-1.5, -1.5, 1.5, 1.5), 2, 2);
    }
    const QRectF chosen(tileRect(m_state->layer(), m_state->head()));
    painter.setPen(QPen(palette().color(QPalette::Highlight), hasFocus() ? 3.0 : 2.0));
    painter.drawRoundedRect(chosen.adjusted(-2, -2, 2, 2), 3, 3);
}

void HeadGridCanvas::select(const Tile& tile)
{
    m_state->setLayer(tile.layer);
    m_state->setHead(tile.head);
    Q_EMIT selectionMoved(tileRect(tile.layer, tile.head));
}

void HeadGridCanvas::mousePressEvent(QMouseEvent* event)
{
    const auto tile = m_layout.at(event->position().toPoint());
    if (!tile || event->button() != Qt::LeftButton)
        return;
    const bool isMark = m_scene->maps() &&
                        m_marks->press(*tile, tileRect(tile->layer, tile->head), event->position().toPoint());
    if (!isMark)
        select(*tile);
}

void HeadGridCanvas::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        m_marks->release();
}

void HeadGridCanvas::contextMenuEvent(QContextMenuEvent* event)
{
    const Tile chosen{m_state->layer(), m_state->head()};
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const auto tile = byKey ? std::optional(chosen) : m_layout.at(event->pos());
    if (!tile || !m_scene->maps())
        return;
    if (QMenu* menu = m_marks->menu(*tile, m_layout.heads, this))
        menu->popup(byKey ? mapToGlobal(tileRect(tile->layer, tile->head).center()) : event->globalPos());
}

void HeadGridCanvas::mouseMoveEvent(QMouseEvent* event)
{
    if (m_marks->move(event->position().toPoint()))
        return;
    const auto hovered = m_layout.at(event->position().toPoint());
    if (hovered == m_hovered)
        return;
    m_hovered = hovered;
    setCursor(m_scene->maps() && hovered ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void HeadGridCanvas::leaveEvent(QEvent* event)
{
    m_hovered.reset();
    update();
    QWidget::leaveEvent(event);
}

void HeadGridCanvas::keyPressEvent(QKeyEvent* event)
{
    Tile tile{m_state->layer(), m_state->head()};
    switch (event->key()) {
    case Qt::Key_Left:
        --tile.head;
        break;
    case Qt::Key_Right:
        ++tile.head;
        break;
    case Qt::Key_Up:
        --tile.layer;
        break;
    case Qt::Key_Down:
        ++tile.layer;
        break;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    if (tile.layer >= 0 && tile.layer < m_layout.layers && tile.head >= 0 && tile.head < m_layout.heads)
        select(tile);
}

bool HeadGridCanvas::event(QEvent* event)
{
    if (event->type() == QEvent::FontChange) {
        measure();
    } else if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const auto tile = m_layout.at(help->pos());
        if (tile && m_scene->maps())
            QToolTip::showText(help->globalPos(), describe(*tile), this, tileRect(tile->layer, tile->head));
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

QString HeadGridCanvas::describe(const Tile& tile) const
{
    const AttentionMaps& maps = *m_scene->maps();
    const Query query = m_state->query();
    const auto map = maps.patches(tile.layer, tile.head, query.token(maps));
    const int peak = int(std::max_element(map.begin(), map.end()) - map.begin());
    const double patchWidth = double(m_scene->picture.width) / maps.gridColumns;
    const double patchHeight = double(m_scene->picture.height) / maps.gridRows;
    QStringList lines{
        tr("<b>Layer %1, head %2</b>, seen from %3").arg(tile.layer).arg(tile.head).arg(queryName(query)),
        tr("Highest %1, at %2")
            .arg(shortNumber(map[std::size_t(peak)]),
                 queryName(Query::ofPatch(peak / maps.gridColumns, peak % maps.gridColumns)))};
    if (maps.hasCls())
        lines << tr("On CLS: %1").arg(percent(maps.clsMass(tile.layer, tile.head, query.token(maps))));
    if (maps.registers > 0)
        lines << tr("On registers: %1")
                     .arg(percent(maps.registerMass(tile.layer, tile.head, query.token(maps))));
    lines << tr("Over all queries: entropy %1, distance %2 px")
                 .arg(shortNumber(normalisedEntropy(maps, tile.layer, tile.head), 2),
                      QString::number(
                          meanAttentionDistance(maps, tile.layer, tile.head, patchWidth, patchHeight), 'f',
                          1));
    if (const QString changes = m_marks->describe(tile); !changes.isEmpty())
        lines << changes;
    return lines.join(QStringLiteral("<br>"));
}

} // namespace saccade::ui
