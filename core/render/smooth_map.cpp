// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/smooth_map.h"

#include "core/render/monotone_cubic.h"

#include <algorithm>
#include <cmath>

namespace saccade {

SmoothMap::SmoothMap(std::span<const float> map, int rows, int columns, int width, int height)
    : m_map(map)
    , m_rows(rows)
    , m_columns(columns)
    , m_down(places(rows, height))
    , m_slopesDown(map.size())
    , m_cells(std::size_t(columns))
    , m_slopesAcross(std::size_t(columns))
    , m_line(std::size_t(width))
{
    for (const Place& place : places(columns, width)) {
        if (m_spans.empty() || m_spans.back().from != place.from)
            m_spans.push_back({place.from, m_shares.size(), m_shares.size()});
        m_shares.push_back(place.share);
        m_spans.back().end = m_shares.size();
    }
    for (int row = 0; row < rows; ++row)
        for (int column = 0; column < columns; ++column)
            m_slopesDown[std::size_t(row * columns + column)] =
                slope(map.data() + column, columns, rows, row);
}

std::vector<SmoothMap::Place> SmoothMap::places(int cells, int pixels)
{
    std::vector<Place> result(std::size_t(pixels), Place{});
    for (int pixel = 0; pixel < pixels; ++pixel) {
        const double at = std::clamp((pixel + 0.5) * cells / pixels - 0.5, 0.0, double(cells - 1));
        const int from = std::min(int(at), std::max(cells - 2, 0));
        result[std::size_t(pixel)] = {from, std::min(from + 1, cells - 1), float(at - from)};
    }
    return result;
}

float SmoothMap::slope(const float* values, int stride, int cells, int at)
{
    // At an edge the curve goes on level, as it does outside.
    if (at == 0 || at + 1 >= cells)
        return 0.0F;
    const float here = values[at * stride];
    return monotoneSlope(here - values[(at - 1) * stride], values[(at + 1) * stride] - here);
}

std::span<const float> SmoothMap::line(int y)
{
    const Place& down = m_down[std::size_t(y)];
    const std::size_t above = std::size_t(down.from) * std::size_t(m_columns);
    const std::size_t below = std::size_t(down.to) * std::size_t(m_columns);
    for (std::size_t c = 0; c < m_cells.size(); ++c)
        m_cells[c] = hermite(m_map[above + c], m_map[below + c], m_slopesDown[above + c],
                             m_slopesDown[below + c], down.share);
    for (int c = 0; c < m_columns; ++c)
        m_slopesAcross[std::size_t(c)] = slope(m_cells.data(), 1, m_columns, c);
    // The pixels between two cells share a cubic: a loop that the compiler makes vectors of.
    for (const Span& span : m_spans) {
        const auto from = std::size_t(span.from);
        const auto to = std::size_t(std::min(span.from + 1, m_columns - 1));
        const float a = m_cells[from];
        const float b = m_cells[to];
        const float slopeA = m_slopesAcross[from];
        const float slopeB = m_slopesAcross[to];
        for (std::size_t x = span.begin; x < span.end; ++x)
            m_line[x] = hermite(a, b, slopeA, slopeB, m_shares[x]);
    }
    return m_line;
}

} // namespace saccade
