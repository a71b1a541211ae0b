// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/bilinear.h"

#include <algorithm>
#include <cmath>

namespace saccade {

namespace {

/// Two neighbours and how far the place lies on the way from the first to the second.
struct Between
{
    int low;
    int high;
    double way;
};

Between between(int cell, int newCells, int cells)
{
    const double place = (cell + 0.5) * cells / newCells - 0.5;
    const int low = int(std::floor(place));
    return {std::clamp(low, 0, cells - 1), std::clamp(low + 1, 0, cells - 1), place - low};
}

/// Exact where both are equal, so that an even map stays even.
double mixed(double a, double b, double way)
{
    return a + way * (b - a);
}

} // namespace

std::vector<float> bilinear(std::span<const float> map, int rows, int columns, int newRows, int newColumns)
{
    const auto value = [&](int row, int column) { return double(map[std::size_t(row * columns + column)]); };
    std::vector<float> result;
    result.reserve(std::size_t(newRows) * std::size_t(newColumns));
    for (int row = 0; row < newRows; ++row) {
        const Between y = between(row, newRows, rows);
        for (int column = 0; column < newColumns; ++column) {
            const Between x = between(column, newColumns, columns);
            const double above = mixed(value(y.low, x.low), value(y.low, x.high), x.way);
            const double below = mixed(value(y.high, x.low), value(y.high, x.high), x.way);
            result.push_back(float(mixed(above, below, y.way)));
        }
    }
    return result;
}

} // namespace saccade
