// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gallery/gallery_view.h"

#include "ui/gallery/gallery_model.h"
#include "ui/gallery/thumbnail_painter.h"

#include <QHoverEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace saccade::ui {

GalleryView::GalleryView(GalleryModel* pictures, QWidget* parent)
    : QAbstractItemView(parent)
    , m_pictures(pictures)
{
    setModel(pictures);
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(SingleSelection);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(NoEditTriggers);
    viewport()->setAttribute(Qt::WA_Hover);
    viewport()->setAutoFillBackground(false);
}

void GalleryView::setThumbnailSize(int side)
{
    side = std::clamp(side, smallest, largest);
    if (side == m_wantedSide)
        return;
    // The current picture, or else the first visible one, stays where it is on the screen.
    const bool currentShows = viewport()->rect().intersects(visualRect(currentIndex()));
    const int anchor = currentShows ? currentIndex().row() : m_grid.firstItemFrom(verticalOffset());
    const int before = m_grid.cell(anchor).top() - verticalOffset();
    m_wantedSide = side;
    updateGeometries();
    verticalScrollBar()->setValue(m_grid.cell(anchor).top() - before);
    viewport()->update();
    Q_EMIT thumbnailSizeChanged(side);
}

void GalleryView::setEmptyText(const QString& text)
{
    m_emptyText = text;
    viewport()->update();
}

QRect GalleryView::visualRect(const QModelIndex& index) const
{
    return index.isValid() ? m_grid.cell(index.row()).translated(0, -verticalOffset()) : QRect();
}

QRect GalleryView::outlinedRect(int item) const
{
    constexpr int out = GridGeometry::margin;
    return m_grid.cell(item).translated(0, -verticalOffset()).adjusted(-out, -out, out, out);
}

void GalleryView::scrollTo(const QModelIndex& index, ScrollHint hint)
{
    if (!index.isValid())
        return;
    const QRect target = outlinedRect(index.row());
    const int room = viewport()->height();
    int by = 0;
    if (hint == PositionAtCenter)
        by = target.center().y() - room / 2;
    else if (hint == PositionAtTop || (hint == EnsureVisible && target.top() < 0))
        by = target.top();
    else if (hint == PositionAtBottom || (hint == EnsureVisible && target.bottom() >= room))
        by = target.bottom() + 1 - room;
    verticalScrollBar()->setValue(verticalOffset() + by);
}

QModelIndex GalleryView::indexAt(const QPoint& point) const
{
    const int item = m_grid.itemAt(point + QPoint(0, verticalOffset()));
    return item < 0 ? QModelIndex() : m_pictures->index(item);
}

void GalleryView::reset()
{
    m_hovered = -1;
    QAbstractItemView::reset();
    updateGeometries();
    verticalScrollBar()->setValue(0);
}

QSize GalleryView::sizeHint() const
{
    return {4 * (usual + GridGeometry::gap) + 2 * GridGeometry::margin, 320};
}

QModelIndex GalleryView::moveCursor(CursorAction action, Qt::KeyboardModifiers /*modifiers*/)
{
    const int count = m_grid.count;
    if (count == 0)
        return {};
    if (!currentIndex().isValid())
        return m_pictures->index(action == MoveEnd ? count - 1 : 0);
    const int from = currentIndex().row();
    const int page = std::max(1, viewport()->height() / m_grid.pitch()) * m_grid.columns;
    const auto step = [&](int by) { return m_pictures->index(std::clamp(from + by, 0, count - 1)); };
    switch (action) {
    case MoveHome:
        return m_pictures->index(0);
    case MoveEnd:
        return m_pictures->index(count - 1);
    case MoveLeft:
    case MovePrevious:
        return step(-1);
    case MoveRight:
    case MoveNext:
        return step(1);
    case MoveUp:
        return from < m_grid.columns ? currentIndex() : step(-m_grid.columns);
    case MoveDown:
        return from / m_grid.columns == m_grid.rows() - 1 ? currentIndex() : step(m_grid.columns);
    case MovePageUp:
        return step(-page);
    case MovePageDown:
        return step(page);
    }
    return {};
}

int GalleryView::horizontalOffset() const
{
    return 0;
}

int GalleryView::verticalOffset() const
{
    return verticalScrollBar()->value();
}

bool GalleryView::isIndexHidden(const QModelIndex& /*index*/) const
{
    return false;
}

void GalleryView::setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags command)
{
    const QModelIndex index = indexAt(rect.center());
    if (index.isValid())
        selectionModel()->select(index, command);
}

QRegion GalleryView::visualRegionForSelection(const QItemSelection& selection) const
{
    QRegion region;
    for (const QModelIndex& index : selection.indexes())
        region += outlinedRect(index.row());
    return region;
}

void GalleryView::updateGeometries()
{
    m_grid = GridGeometry::fit(viewport()->width(), m_wantedSide, m_pictures->rowCount());
    const int room = viewport()->height();
    verticalScrollBar()->setPageStep(std::max(m_grid.pitch(), room - m_grid.pitch()));
    verticalScrollBar()->setSingleStep(std::max(1, m_grid.pitch() / 2));
    verticalScrollBar()->setRange(0, std::max(0, m_grid.height() - room));
    QAbstractItemView::updateGeometries();
}

void GalleryView::paintEvent(QPaintEvent* event)
{
    QPainter painter(viewport());
    if (m_grid.count == 0) {
        paintEmptyText(painter);
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    const int top = verticalOffset();
    const int current = currentIndex().isValid() ? currentIndex().row() : -1;
    const auto paint = [&](int item) {
        ThumbnailState state;
        state.wrong = m_pictures->isWrongAt(item);
        state.hovered = item == m_hovered;
        state.current = item == current;
        state.focused = state.current && hasFocus();
        paintThumbnail(painter, m_grid.cell(item).translated(0, -top), m_pictures->thumbnailAt(item), state,
                       palette());
    };
    const int first = m_grid.firstItemFrom(top + event->rect().top());
    const int last = m_grid.lastItemBefore(top + event->rect().bottom() + GridGeometry::margin);
    for (int item = first; item < last; ++item)
        if (item != current && event->region().intersects(outlinedRect(item)))
            paint(item);
    // Last, since its outline reaches into its neighbours' gaps.
    if (current >= 0 && event->region().intersects(outlinedRect(current)))
        paint(current);
}

void GalleryView::paintEmptyText(QPainter& painter) const
{
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(viewport()->rect().adjusted(12, 24, -12, -12), Qt::AlignHCenter | Qt::TextWordWrap,
                     m_emptyText);
}

bool GalleryView::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::HoverMove || event->type() == QEvent::HoverEnter)
        setHovered(indexAt(static_cast<QHoverEvent*>(event)->position().toPoint()).row());
    else if (event->type() == QEvent::HoverLeave)
        setHovered(-1);
    return QAbstractItemView::viewportEvent(event);
}

void GalleryView::setHovered(int item)
{
    if (item == m_hovered)
        return;
    for (const int changed : {m_hovered, item})
        if (changed >= 0)
            viewport()->update(outlinedRect(changed));
    m_hovered = item;
}

void GalleryView::wheelEvent(QWheelEvent* event)
{
    if ((event->modifiers() & Qt::ControlModifier) == 0) {
        QAbstractItemView::wheelEvent(event);
        return;
    }
    // A notch of a wheel is 120; a touchpad sends many smaller ones, each of which still has to do something.
    const int delta = event->angleDelta().y();
    const int step = delta / 30;
    setThumbnailSize(m_wantedSide + (step != 0 ? step : (delta > 0) - (delta < 0)));
    event->accept();
}

void GalleryView::keyPressEvent(QKeyEvent* event)
{
    // Letters belong to the window's own keys; the base class would search for them and keep the event.
    const bool plain = (event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) == 0;
    if (plain && !event->text().isEmpty() && event->text().at(0).isPrint()) {
        event->ignore();
        return;
    }
    QAbstractItemView::keyPressEvent(event);
}

void GalleryView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QAbstractItemView::currentChanged(current, previous);
    // The base class repaints the cells alone, not their outlines.
    for (const QModelIndex& changed : {current, previous})
        if (changed.isValid())
            viewport()->update(outlinedRect(changed.row()));
}

void GalleryView::focusInEvent(QFocusEvent* event)
{
    // Past the base class, which would choose the first picture where none is chosen: to come by with the Tab
    // key is not to choose.
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

} // namespace saccade::ui
