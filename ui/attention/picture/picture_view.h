// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/attention/scene/scene.h"

#include <QWidget>

#include <optional>

namespace saccade::ui {

class AttentionState;
class BusyLine;
class ColourBar;
class HandBar;
class InterventionHistory;
class PictureCanvas;
class PictureCaption;
class PictureHeader;
struct ShownMap;

/// The picture, large, with the map over it, its title, its colour scale, and what it means in words.
///
/// Keys while it has the focus: arrows move the query, Enter pins it, Esc lets go, C asks CLS, [ and ]
/// change the layer, comma and full stop the head. Shift shows the picture alone while it is held, Space too.
class PictureView : public QWidget
{
    Q_OBJECT

public:
    explicit PictureView(AttentionState* state, QWidget* parent = nullptr);

    void setScene(const ScenePtr& scene);
    /// What the brush changes; without it there is neither a brush nor its line.
    void setHistory(InterventionHistory* history);
    PictureCanvas* canvas() const { return m_canvas; }
    HandBar* handBar() const { return m_hand; }
    QSize sizeHint() const override { return {560, 600}; }
    QSize minimumSizeHint() const override { return {240, 330}; }

public Q_SLOTS:
    /// Shows the picture without the map.
    void setPictureAlone(bool alone);

protected:
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void arrange();
    void refresh();
    void updateColourBar(const ShownMap* map, std::optional<float> mark);
    bool movesQuery(int key);

    AttentionState* m_state;
    ScenePtr m_scene;
    PictureHeader* m_header;
    HandBar* m_hand; ///< hidden without a history
    PictureCanvas* m_canvas;
    ColourBar* m_bar;
    PictureCaption* m_caption;
    BusyLine* m_busy;
};

} // namespace saccade::ui
