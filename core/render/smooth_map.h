// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

namespace saccade {

/// Reads a map of (rows, columns) at every pixel of a picture, row by row. The value at the centre of a cell
/// is the cell's own; between centres a monotone cubic joins them, which never leaves the range of the cells
/// around (no halos that are not in the data); outside the outermost centres the edge is continued.
class SmoothMap
{
public:
    SmoothMap(std::span<const float> map, int rows, int columns, int width, int height);

    /// Values along one row of pixels, (width). Valid until the next call.
    std::span<const float> line(int y);

private:
    /// Between which two cells a pixel lies, and how far along.
    struct Place
    {
        int from;
        int to;
        float share;
    };
    /// Pixels of a row, [begin, end), between the same two cells.
    struct Span
    {
        int from;
        std::size_t begin;
        std::size_t end;
    };
    static std::vector<Place> places(int cells, int pixels);
    static float slope(const float* values, int stride, int cells, int at);

    std::span<const float> m_map;
    int m_rows;
    int m_columns;
    std::vector<Span> m_spans;
    std::vector<float> m_shares; // (width), how far along its span's two cells a pixel lies
    std::vector<Place> m_down;
    std::vector<float> m_slopesDown;   // (rows, columns)
    std::vector<float> m_cells;        // (columns), the map at the height of this row of pixels
    std::vector<float> m_slopesAcross; // (columns)
    std::vector<float> m_line;         // (width)
};

} // namespace saccade
