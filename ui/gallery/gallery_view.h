// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/gallery/grid_geometry.h"

#include <QAbstractItemView>

namespace saccade::ui {

class GalleryModel;

/// A wall of thumbnails. Only what is visible is painted and nothing is laid out, so 60,000 pictures scroll
/// like sixty. The current picture is the chosen one: arrows, Home, End, Page Up and Page Down move it, Ctrl
/// and the wheel change the thumbnails' size.
class GalleryView : public QAbstractItemView
{
    Q_OBJECT

public:
    static constexpr int smallest = 24;
    static constexpr int largest = 128;
    static constexpr int usual = 50;

    explicit GalleryView(GalleryModel* pictures, QWidget* parent = nullptr);

    int thumbnailSize() const { return m_wantedSide; }
    /// Least width of a thumbnail in pixels, kept between `smallest` and `largest`.
    void setThumbnailSize(int side);
    /// What stands there when there is no picture to show.
    void setEmptyText(const QString& text);
    QString emptyText() const { return m_emptyText; }
    const GridGeometry& grid() const { return m_grid; }

    QRect visualRect(const QModelIndex& index) const override;
    void scrollTo(const QModelIndex& index, ScrollHint hint = EnsureVisible) override;
    QModelIndex indexAt(const QPoint& point) const override;
    void reset() override;
    QSize sizeHint() const override;

Q_SIGNALS:
    void thumbnailSizeChanged(int side);

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    int horizontalOffset() const override;
    int verticalOffset() const override;
    bool isIndexHidden(const QModelIndex& index) const override;
    void setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags command) override;
    QRegion visualRegionForSelection(const QItemSelection& selection) const override;
    void updateGeometries() override;
    void paintEvent(QPaintEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void focusInEvent(QFocusEvent* event) override;

private:
    void setHovered(int item);
    /// A cell with the room its outline takes, in viewport coordinates.
    QRect outlinedRect(int item) const;
    void paintEmptyText(QPainter& painter) const;

    GalleryModel* m_pictures;
    GridGeometry m_grid;
    int m_wantedSide = usual;
    int m_hovered = -1;
    QString m_emptyText;
};

} // namespace saccade::ui
