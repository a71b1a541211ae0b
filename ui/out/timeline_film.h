// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/run_control.h"
#include "ui/timeline/timeline_artist.h"

#include <QColor>
#include <QFont>
#include <QString>

namespace saccade::ui {

/// Every moment of a timeline, drawn as the panel shows it.
struct TimelineFilm
{
    TimelineView view; ///< its step is not asked for
    TimelineArtist::ReadFrame read;
    QFont font;
    QColor ground;
    QColor text;
};

/// Writes an animated GIF, or, where the name ends in .png, a picture a moment: NAME-0001.png and so on. Each
/// file whole or not at all. For a worker thread. Throws Error; so it does where it was stopped.
void writeFilm(const TimelineFilm& film, const QString& file, RunControl& control, const Progress& progress);

} // namespace saccade::ui
