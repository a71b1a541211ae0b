// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attention/grid/head_grid_canvas.h"

#include "core/render/overlay.h"
#include "core/render/tile.h"
#include "ui/attention/grid/head_grid_words.h"
#include "ui/attention/grid/head_marks.h"
#include "ui/attention/scene/attention_state.h"
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
    if (!scene->maps() && (scene->picture.isEmpty() || (scene->explanation && !scene->isPending)))
        m_layout = {};
    shape();
    rank();
    measure();
    update();
}

void HeadGridCanvas::shape()
{
    const AttentionMaps* maps = m_scene->maps();
    if (!maps)
        return; // as it was, while new maps are computed
    m_layout.layers = maps->layers;
    m_layout.heads = hasHeads() ? maps->heads : 1;
    m_layout.patchRows = maps->gridRows;
    m_layout.patchColumns = maps->gridColumns;
}

bool HeadGridCanvas::hasHeads() const
{
    return methodInfo(m_state->grid().quantity).takesHead;
}

QRect HeadGridCanvas::tileRect(int layer, int head) const
{
    return m_layout.rect({layer, hasHeads() ? m_ranks.columnOf(layer, head) : 0});
}

void HeadGridCanvas::rank()
{
    const AttentionMaps* maps = m_scene->maps();
    const GridChoice& choice = m_state->grid();
    // A layer's one map belongs to no head: there is nothing to order.
    const Ranked wanted{maps ? m_scene->explanation : nullptr,
                        maps && hasHeads() ? choice.order : HeadOrder::AsBuilt};
    if (wanted == m_ranked)
        return;
    m_ranked = wanted;
    m_ranks = maps ? HeadRanks(*maps, wanted.order, double(m_scene->picture.width) / maps->gridColumns,
                               double(m_scene->picture.height) / maps->gridRows)
                   : HeadRanks();
}

std::optional<HeadGridCanvas::Tile> HeadGridCanvas::tileAt(const QPoint& position) const
{
    auto tile = m_layout.at(position);
    if (tile)
        tile->head = headAt(tile->layer, tile->head);
    return tile;
}

int HeadGridCanvas::headAt(int layer, int column) const
{
    // A layer's one map is each head's: the chosen head stays.
    return hasHeads() ? m_ranks.headAt(layer, column) : m_state->head();
}

bool HeadGridCanvas::hasMarks() const
{
    // A layer's one map is no head's: what would be muted there is not what is seen.
    return m_scene->maps() && hasHeads();
}

void HeadGridCanvas::setHistory(InterventionHistory* history)
{
    m_marks->setHistory(history);
}

void HeadGridCanvas::stateChanged()
{
    const int columns = m_layout.heads;
    shape();
    if (m_layout.heads != columns)
        measure();
    rank();
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
    const Drawn wanted{m_scene->explanation,
                       m_scene->headMaps,
                       m_state->grid(),
                       query.token(maps),
                       m_state->colourMap(),
                       m_state->scale(),
                       palette().color(QPalette::Window).lightness() < 128,
                       side};
    if (wanted == m_drawn)
        return;
    m_drawn = wanted;
    m_tiles.clear();
    const HeadTiles tiles = headTiles(*m_scene, wanted.choice, query);
    const ColourMap forSigned = wanted.isDark ? ColourMap::BlueDarkOrange : ColourMap::BlueWhiteOrange;
    for (std::size_t i = 0; i < tiles.maps.size(); ++i) {
        if (tiles.maps[i].empty()) {
            m_tiles.emplace_back();
            continue;
        }
        const Image cells =
            renderTile(tiles.maps[i], maps.gridRows, maps.gridColumns,
                       tiles.isSigned ? forSigned : wanted.colours, tiles.scale(i, wanted.scale), 1);
        // With more patches than pixels the painter takes their mean.
        const bool enough = side >= std::max(cells.width, cells.height);
        m_tiles.push_back(toQImage(enough ? enlarge(cells, side) : cells));
    }
}

void HeadGridCanvas::paintLabels(QPainter& painter) const
{
    if (!hasHeads()) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(QRect(tileRect(0, 0).left(), 0, width(), m_layout.labelHeight),
                         Qt::AlignLeft | Qt::AlignVCenter, tr("all heads"));
    }
    // In another order than as built a column is no head: each tile then bears its number.
    for (int head = 0; head < m_layout.heads && hasHeads() && !isRanked(); ++head) {
        const QRect tile = tileRect(0, head);
        painter.setPen(palette().color(head == m_state->head() ? QPalette::Text : QPalette::PlaceholderText));
        painter.drawText(QRect(tile.left(), 0, tile.width(), m_layout.labelHeight), Qt::AlignCenter,
                         QString::number(head));
    }
    for (int layer = 0; layer < m_layout.layers; ++layer) {
        const QRect tile = m_layout.rect({layer, 0});
        painter.setPen(
            palette().color(layer == m_state->layer() ? QPalette::Text : QPalette::PlaceholderText));
        painter.drawText(QRect(0, tile.top(), m_layout.labelWidth - 4, tile.height()),
                         Qt::AlignRight | Qt::AlignVCenter, QString::number(layer));
    }
}

void HeadGridCanvas::paintHeadNumber(QPainter& painter, const QRect& tile, int head) const
{
    const QString number = QString::number(head);
    const QRect room(tile.topLeft(),
                     QSize(fontMetrics().horizontalAdvance(number) + 4, fontMetrics().height()));
    painter.fillRect(room, QColor(0, 0, 0, 150));
    painter.setPen(Qt::white);
    painter.drawText(room, Qt::AlignCenter, number);
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
            const QImage image = maps ? m_tiles[std::size_t(layer * maps->heads + head)] : QImage();
            if (!image.isNull()) {
                painter.setRenderHint(QPainter::SmoothPixmapTransform,
                                      image.width() > tile.width() * devicePixelRatioF());
                painter.drawImage(tile, image);
            } else {
                painter.fillRect(tile, palette().color(QPalette::AlternateBase));
            }
            if (hasMarks())
                m_marks->paint(painter, tile, {layer, head}, m_hovered == Tile{layer, head});
            if (isRanked())
                paintHeadNumber(painter, tile, head);
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
    const auto tile = tileAt(event->position().toPoint());
    if (!tile || event->button() != Qt::LeftButton)
        return;
    const bool isMark =
        hasMarks() && m_marks->press(*tile, tileRect(tile->layer, tile->head), event->position().toPoint());
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
    const auto tile = byKey ? std::optional(chosen) : tileAt(event->pos());
    QMenu* menu = tile && hasMarks() ? m_marks->menu(*tile, m_layout.heads, this) : nullptr;
    if (!menu) {
        event->ignore(); // the grid's own menu
        return;
    }
    menu->addSeparator();
    menu->addAction(tr("Find its pictures…"), this, [this, wanted = *tile] {
        select(wanted);
        Q_EMIT picturesWanted();
    });
    menu->addActions(actions());
    menu->popup(byKey ? mapToGlobal(tileRect(tile->layer, tile->head).center()) : event->globalPos());
}

void HeadGridCanvas::mouseMoveEvent(QMouseEvent* event)
{
    if (m_marks->move(event->position().toPoint()))
        return;
    const auto hovered = tileAt(event->position().toPoint());
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
    // As it is seen: by columns, which need not be heads.
    Tile tile{m_state->layer(), hasHeads() ? m_ranks.columnOf(m_state->layer(), m_state->head()) : 0};
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
        select({tile.layer, headAt(tile.layer, tile.head)});
}

bool HeadGridCanvas::event(QEvent* event)
{
    if (event->type() == QEvent::FontChange) {
        measure();
    } else if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const auto tile = tileAt(help->pos());
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
    const Query query = m_state->query();
    const QString words = describeTile(*m_scene, headTiles(*m_scene, m_state->grid(), query), m_state->grid(),
                                       query, tile.layer, tile.head);
    const QString changes = hasMarks() ? m_marks->describe(tile) : QString();
    return changes.isEmpty() ? words : words + QStringLiteral("<br>") + changes;
}

} // namespace saccade::ui
