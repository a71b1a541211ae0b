// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/dataset.h"
#include "ui/services.h"
#include "ui/support/latest_job.h"

#include <QObject>

#include <vector>

namespace saccade::ui {

class MainWindow;
class PinnedPictures;
class TimelinePanel;

/// Ties the pinned pictures and their timeline to the rest of the window: the action that pins, the run that
/// records, the run that is opened, the gallery.
class TimelineLink : public QObject
{
    Q_OBJECT

public:
    /// Puts the panel among the window's charts.
    TimelineLink(MainWindow& window, const Services& services);

    PinnedPictures* pinned() const { return m_pins; }
    TimelinePanel* panel() const { return m_panel; }
    /// What the next run is to record.
    const std::vector<PictureRef>& pins() const;

    /// Shows what a run recorded: its folder, or its timeline's.
    void open(const QString& folder);

private:
    void pinShown();
    void show();

    MainWindow& m_window;
    Services m_services;
    PinnedPictures* m_pins;
    TimelinePanel* m_panel;
    LatestJob m_opening;
};

} // namespace saccade::ui
