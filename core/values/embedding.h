// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/image.h"

#include <string>
#include <vector>

namespace saccade {

/// How alike the positions of patches are, whatever they show: cosines of their position embeddings.
struct PositionSimilarity
{
    int gridRows = 0;
    int gridColumns = 0;
    bool isLearned = false;
    /// (P, P), -1..1; row p, read as a (gridRows, gridColumns) map, is how patch p sees the others
    /// (Dosovitskiy et al. 2020, arXiv 2010.11929, figure 7). Empty for a model without positions.
    std::vector<float> values;
};

/// The cosine of each pair of `count` vectors, (count, count); 0 where one of the two has no length. The
/// vectors lie one after the other. Throws std::invalid_argument where they do not come out even.
std::vector<float> cosineSimilarity(const std::vector<double>& vectors, int count);

/// What a model's first layer looks for in a picture.
struct EmbeddingFilters
{
    int filters = 0; ///< of the layer
    int side = 0;    ///< pixels
    /// Each a filter or, where there are many, one of their principal components, the strongest first.
    /// Mid-grey is 0; each has the contrast that fills its colours.
    std::vector<Image> tiles;
    bool isPrincipal = false;
    /// Of principal components: how much of the filters' variance each holds, 0..1.
    std::vector<double> explained;
};

/// (3, side, side) numbers, planes red, green, blue, as colours: 0 is 128, the largest absolute value 1 or
/// 255. Throws std::invalid_argument on another number of values.
Image filterTile(const std::vector<double>& filter, int side);

} // namespace saccade
