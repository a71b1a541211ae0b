// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace saccade {

/// What stands in the place of a patch that is painted out.
enum class PatchFill
{
    Zero,  ///< the data set's mean colour: 0 once normalised
    Mean,  ///< the picture's own mean colour
    Blur,  ///< the picture, blurred
    Noise, ///< the data set's own mean and deviation, pixel by pixel, the same noise at every call
};

/// How far one head's output reaches the residual stream: 0 mutes it, 1 leaves it alone, at most 2.
struct HeadScale
{
    int layer = 0;
    int head = 0;
    double factor = 1.0;

    bool operator==(const HeadScale&) const = default;
};

/// What a person changes of a model and a picture, to see what comes of it. The model itself stays as it is.
struct Intervention
{
    std::vector<HeadScale> heads; ///< those that are not 1, each once, by layer and head
    std::vector<int> patches;     ///< painted out; row by row from the top left, ascending, each once
    PatchFill fill = PatchFill::Mean;

    bool isEmpty() const { return heads.empty() && patches.empty(); }
    double factorOf(int layer, int head) const;
    /// Keeps the order; a factor of 1 takes the head off the list.
    void setFactor(int layer, int head, double factor);
    void setPainted(int patch, bool painted);
    bool isPainted(int patch) const;

    bool operator==(const Intervention&) const = default;
};

} // namespace saccade
