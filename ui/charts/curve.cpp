// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/curve.h"

#include <algorithm>

namespace saccade::ui {

namespace {

constexpr int pixelsPerDot = 7;

void includeMost(Extent& extent, const std::vector<Sample>& samples)
{
    if (samples.empty())
        return;
    std::vector<double> values;
    values.reserve(samples.size());
    for (const Sample& sample : samples)
        values.push_back(sample.y);
    const std::size_t cut = values.size() / 20;
    for (const std::size_t place : {cut, values.size() - 1 - cut}) {
        std::nth_element(values.begin(), values.begin() + std::ptrdiff_t(place), values.end());
        extent.include(values[place]);
    }
}

} // namespace

QColor colourOf(const QPalette& palette, const Curve& curve)
{
    return curve.depth ? depthColour(palette, *curve.depth) : curveColour(palette, curve.colour);
}

std::vector<std::vector<Sample>> drawnSamples(const std::vector<Curve>& curves, double end, int columns,
                                              bool logarithmic)
{
    std::vector<std::vector<Sample>> drawn;
    for (const Curve& curve : curves) {
        drawn.emplace_back();
        if (!curve.visible)
            continue;
        // A line is two pixels wide: finer steps than that would only be painted over.
        const int steps = curve.look == CurveLook::Faint ? columns : std::max(1, columns / 2);
        drawn.back() = decimate(curve.history->x(), curve.values(), 0.0, end, steps);
        if (logarithmic)
            std::erase_if(drawn.back(), [](const Sample& sample) { return sample.y <= 0.0; });
    }
    return drawn;
}

Extent extentOf(const std::vector<Curve>& curves, const std::vector<std::vector<Sample>>& drawn)
{
    Extent extent;
    for (std::size_t i = 0; i < drawn.size(); ++i) {
        if (curves[i].look == CurveLook::Faint)
            includeMost(extent, drawn[i]);
        else
            for (const Sample& sample : drawn[i])
                extent.include(sample.y);
    }
    return extent;
}

bool dotsHaveRoom(const std::vector<Sample>& samples, double end, int pixels)
{
    if (samples.size() < 2)
        return true;
    const double epochs = (samples.back().x - samples.front().x) / double(samples.size() - 1);
    return epochs / end * pixels >= pixelsPerDot;
}

} // namespace saccade::ui
