// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/support/latest_job.h"
#include "ui/timeline/timeline_artist.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QToolButton;

namespace saccade::ui {

class AttentionState;
class PinnedPictures;
class TimelineCanvas;
class TimelineControls;

/// The pinned pictures' maps over the time of a run, while it goes on or afterwards: of the layer, head and
/// query that are chosen for the large picture, in its colours. What has to be read and drawn is done by a
/// worker.
class TimelinePanel : public QWidget
{
    Q_OBJECT

public:
    TimelinePanel(AttentionState* state, PinnedPictures* pins, TimelineArtist::ReadFrame read,
                  QWidget* parent = nullptr);

    /// A run's timeline as far as it is recorded; null where none is shown.
    void setTimeline(const TimelinePtr& timeline);
    /// Why something could not be shown; empty when all is well.
    void setFault(const QString& sentence);
    void setAllHeads(bool on);

    TimelineControls* controls() const { return m_controls; }
    TimelineCanvas* canvas() const { return m_canvas; }
    /// What is to be drawn of the timeline, which there has to be.
    TimelineView view() const;
    QString hint() const;
    QString fault() const;

    QSize minimumSizeHint() const override { return {160, 110}; }

Q_SIGNALS:
    void pictureChosen(saccade::PictureRef picture);

protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void build(PinnedPictures* pins);
    /// Draws what is to be shown now, unless that is what is shown or nobody would see it.
    void draw();
    void refreshWords();

    QPointer<AttentionState> m_state;
    PinnedPictures* m_pins;
    TimelineControls* m_controls;
    TimelineCanvas* m_canvas;
    QToolButton* m_allHeads;
    QLabel* m_scale;
    QLabel* m_hint;
    QLabel* m_fault;
    std::shared_ptr<TimelineArtist> m_artist; ///< the worker's alone
    std::optional<TimelineView> m_wanted;     ///< what was last asked for
    LatestJob m_job;
};

} // namespace saccade::ui
