// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/method.h"

#include <string>
#include <vector>

namespace saccade {

/// How the class's probability goes as patches are taken away from the picture, the most important ones of a
/// map first (deletion), or put into a blank one (insertion). Petsiuk et al. 2018, arXiv 1806.07421.
struct RankedCurve
{
    std::vector<float> probabilities; ///< at 0, 1, … all patches: (patches + 1)
    double area = 0.0;                ///< under the curve, the share of patches running from 0 to 1
};

/// What one method is worth on one picture.
struct ScoreRow
{
    std::string method;      ///< a name of methods(), "random" or "edges"
    bool isBaseline = false; ///< knows nothing of the model
    RankedCurve deletion;    ///< the lower its area, the better
    RankedCurve insertion;   ///< the higher its area, the better
    MethodMap map;
    std::string refusal; ///< why there are no numbers, as where a CNN has no attention; else empty

    /// Insertion's area less deletion's: what rows are ranked by.
    double score() const { return insertion.area - deletion.area; }
};

struct Scoreboard
{
    int classIndex = 0;
    std::vector<ScoreRow> rows; ///< the best first, refused ones last
};

} // namespace saccade
