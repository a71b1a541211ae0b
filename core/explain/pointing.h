// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/dataset.h"
#include "core/values/method.h"
#include "core/values/run_control.h"
#include "core/values/trained_model.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace saccade {

/// Whether a map points at the object.
struct Pointed
{
    /// The highest pixel of the map, enlarged by bilinear(), lies on the object; of equal ones the first. An
    /// even map points nowhere and misses. After Zhang et al. 2016, arXiv 1608.00507, without their margin.
    bool hit = false;
    /// Share of what is above 0 in the map that lies on the object, each patch's value spread evenly over its
    /// pixels; 0 where nothing is above 0.
    double massInside = 0.0;
};

/// `mask` (side, side), 1 on the object and 0 elsewhere.
Pointed pointed(const MethodMap& map, std::span<const std::uint8_t> mask, int side);

/// Means over pictures of Pointed, 0..1.
struct PointingScore
{
    double hitRate = 0.0;
    double massInside = 0.0;
};

struct PointingRow
{
    std::string method;      ///< a name of methods(), "random", "centre" or "edges"
    bool isBaseline = false; ///< knows nothing of the model
    PointingScore score;
    std::optional<PointingScore> randomised; ///< with random weights; not of baselines
    /// Spearman's, of the model's map with that on random weights, the mean over pictures where neither is
    /// even: near 1 the map explains the picture, not the model (Adebayo et al. 2018, arXiv 1810.03292).
    std::optional<double> rankCorrelation;
    std::string refusal; ///< why there are no numbers, as where a CNN has no attention; else empty
};

struct PointingRequest
{
    int count = 100;                            ///< the first of the test pictures
    std::vector<std::string> methods = {};      ///< names of methods(); empty: all
    std::optional<std::uint64_t> weightsSeed{}; ///< also on an untrained model of the same spec
};

struct PointingGame
{
    int pictures = 0;
    double objectShare = 0.0;      ///< of a picture's pixels, the mean: what a guess would hit
    std::vector<PointingRow> rows; ///< in the order of methods(), then the baselines
};

/// Maps of the pictures' true classes against their masks; see singleMap() for what is taken of a method,
/// contrast being against the class that the model puts highest among the others. Throws Error (BadInput)
/// where the data set has no masks or does not fit the model, (Usage) on a method or count that is not there,
/// (Failed) where the control says stop. Safe from any thread.
PointingGame pointingGame(const ModelPtr& model, const Dataset& data, const PointingRequest& request,
                          RunControl& control, const Progress& progress = {});

} // namespace saccade
