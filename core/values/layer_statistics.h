// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace saccade {

/// What one layer does at one step. A number that was not measured is a NaN.
struct LayerStatistics
{
    static constexpr double Unknown = std::numeric_limits<double>::quiet_NaN();

    std::string name; ///< "embedding", then "blocks.0" and so on, then "head"
    std::int64_t parameters = 0;
    double gradientNorm = Unknown; ///< length over the layer's parameters, before clipping
    double weightNorm = Unknown;   ///< length of the parameters before the step
    double updateRatio = Unknown;  ///< length of the step over that of the parameters
    /// Of the layer's output for a few pictures that stay the same over the run, in evaluation mode. The
    /// last block of a network that pools by CLS computes, and so is measured on, that token alone.
    double activationMean = Unknown;
    double activationDeviation = Unknown;
    double activationLargest = Unknown; ///< magnitude
    double activationZeros = Unknown;   ///< share 0..1 of numbers that are exactly 0: what ReLU shut

    /// "blocks.3", as opposed to what stands before and behind the row of blocks.
    bool isBlock() const { return name.find('.') != std::string::npos; }
};

/// All layers at one step, in the order in which a picture passes them.
struct LayerReport
{
    std::int64_t step = 0; ///< the optimiser step, counted from 1, whose gradients these are
    double epoch = 0.0;    ///< with its fraction
    std::vector<LayerStatistics> layers;
};

} // namespace saccade
