// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/axis_scale.h"
#include "ui/charts/chart_colours.h"
#include "ui/charts/series_history.h"

#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace saccade::ui {

/// How a curve is drawn.
enum class CurveLook
{
    Faint, ///< single batches, behind their average; not in the readout
    Line,
    Points, ///< a line with a dot at each sample: one an epoch
    Thin
};

/// One curve of a chart and what it shows.
struct Curve
{
    std::shared_ptr<const SeriesHistory> history;
    CurveLook look = CurveLook::Line;
    CurveColour colour = CurveColour::Train;
    QString name;
    bool visible = true;
    std::optional<double> depth{}; ///< 0..1: the colour is that of this depth in the network

    /// A faint curve shows the samples as they came, any other their average where there is one.
    std::span<const double> values() const
    {
        return look == CurveLook::Faint ? history->raw() : history->smooth();
    }
    bool inReadout() const { return visible && look != CurveLook::Faint; }
};

QColor colourOf(const QPalette& palette, const Curve& curve);

/// How the y axis is chosen.
enum class YAxis
{
    Fit,      ///< what the curves need
    FromZero, ///< the same, down to 0
    Share     ///< always 0 to 1
};

/// The samples of each curve that a chart of so many pixel columns draws between epoch 0 and `end`; a
/// logarithmic one has no place for values at or below 0.
std::vector<std::vector<Sample>> drawnSamples(const std::vector<Curve>& curves, double end, int columns,
                                              bool logarithmic);

/// What the y axis has to hold. Faint curves count without their outermost twentieth at either end, so that
/// one wild batch does not flatten the curves that matter.
Extent extentOf(const std::vector<Curve>& curves, const std::vector<std::vector<Sample>>& drawn);

/// Whether dots on these samples would stay apart on a plot of `pixels` for `end` epochs.
bool dotsHaveRoom(const std::vector<Sample>& samples, double end, int pixels);

} // namespace saccade::ui
