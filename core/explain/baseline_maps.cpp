// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/baseline_maps.h"

#include "core/data/random.h"
#include "core/explain/patch_grid.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace saccade {

namespace {

constexpr std::uint64_t Seed = 1;

MethodMap square(int cells, std::string words)
{
    MethodMap map;
    map.rows = cells;
    map.columns = cells;
    map.values.resize(std::size_t(cells) * std::size_t(cells));
    map.words = std::move(words);
    return map;
}

/// The picture's luma, 0..255, the border repeated.
double luma(const Image& picture, int x, int y)
{
    const auto pixel =
        picture.pixel(std::clamp(x, 0, picture.width - 1), std::clamp(y, 0, picture.height - 1));
    return 0.299 * pixel[0] + 0.587 * pixel[1] + 0.114 * pixel[2];
}

double sobel(const Image& picture, int x, int y)
{
    double across = 0;
    double down = 0;
    for (int d = -1; d <= 1; ++d) {
        const int weight = d == 0 ? 2 : 1;
        across += weight * (luma(picture, x + 1, y + d) - luma(picture, x - 1, y + d));
        down += weight * (luma(picture, x + d, y + 1) - luma(picture, x + d, y - 1));
    }
    return std::hypot(across, down);
}

} // namespace

std::vector<int> randomOrder(int cells, std::uint64_t number)
{
    std::vector<int> order(std::size_t(cells) * std::size_t(cells));
    std::iota(order.begin(), order.end(), 0);
    shuffle(order, Random(Seed, Stream::User, number));
    return order;
}

MethodMap randomMap(int cells, std::uint64_t number)
{
    MethodMap map = square(cells, "patches in an order of chance");
    const std::vector<int> order = randomOrder(cells, number);
    for (std::size_t i = 0; i < order.size(); ++i)
        map.values[std::size_t(order[i])] = float(order.size() - i) / float(order.size());
    return map;
}

MethodMap edgeMap(const Image& picture, int cells)
{
    MethodMap map = square(cells, "mean over the patch of the picture's edges (Sobel)");
    std::vector<double> strength;
    strength.reserve(std::size_t(picture.width) * std::size_t(picture.height));
    for (int y = 0; y < picture.height; ++y)
        for (int x = 0; x < picture.width; ++x)
            strength.push_back(sobel(picture, x, y));
    const std::vector<double> sums = cellSums(strength, picture.width, cells);
    const double pixels = double(strength.size()) / double(sums.size());
    std::ranges::transform(sums, map.values.begin(), [pixels](double sum) { return float(sum / pixels); });
    return map;
}

MethodMap centreMap(int cells)
{
    MethodMap map = square(cells, "the middle of the picture");
    const double deviation = cells / 4.0;
    const double middle = (cells - 1) / 2.0;
    for (int row = 0; row < cells; ++row)
        for (int column = 0; column < cells; ++column) {
            const double distance = std::hypot(row - middle, column - middle) / deviation;
            map.values[std::size_t(row * cells + column)] = float(std::exp(-distance * distance / 2));
        }
    return map;
}

} // namespace saccade
