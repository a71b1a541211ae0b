// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/values/embedding.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace saccade {

std::vector<float> cosineSimilarity(const std::vector<double>& vectors, int count)
{
    if (count < 1 || vectors.size() % std::size_t(count) != 0)
        throw std::invalid_argument("the vectors do not come out even");
    const std::size_t width = vectors.size() / std::size_t(count);
    const auto dot = [&](int a, int b) {
        double sum = 0.0;
        for (std::size_t i = 0; i < width; ++i)
            sum += vectors[std::size_t(a) * width + i] * vectors[std::size_t(b) * width + i];
        return sum;
    };
    std::vector<double> lengths;
    for (int i = 0; i < count; ++i)
        lengths.push_back(std::sqrt(dot(i, i)));
    std::vector<float> result;
    result.reserve(std::size_t(count) * std::size_t(count));
    for (int i = 0; i < count; ++i)
        for (int j = 0; j < count; ++j) {
            const double both = lengths[std::size_t(i)] * lengths[std::size_t(j)];
            result.push_back(both > 0.0 ? float(std::clamp(dot(i, j) / both, -1.0, 1.0)) : 0.0F);
        }
    return result;
}

Image filterTile(const std::vector<double>& filter, int side)
{
    const std::size_t plane = std::size_t(side) * std::size_t(side);
    if (side < 1 || filter.size() != 3 * plane)
        throw std::invalid_argument("expected a filter of three planes");
    double most = 0.0;
    for (const double value : filter)
        most = std::max(most, std::abs(value));
    Image tile(side, side);
    for (std::size_t i = 0; i < plane; ++i)
        for (std::size_t c = 0; c < 3; ++c) {
            const double value = most > 0.0 ? filter[c * plane + i] / most : 0.0;
            tile.rgb[i * 3 + c] = std::uint8_t(std::lround(128.0 + 127.0 * value));
        }
    return tile;
}

} // namespace saccade
