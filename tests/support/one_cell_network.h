// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/small_models.h"

namespace saccade::test {

/// Reads one cell of 2 × 2 pixels and nothing else: its logits are the sum of that cell's mean colour
/// (normalised), then 0 for every other class. To the rest of the program a CNN of 8 × 8 cells.
class OneCellNetwork : public Network
{
public:
    OneCellNetwork(int row, int column)
        : Network(smallCnn())
        , m_row(row)
        , m_column(column)
        , m_gain(register_parameter("gain", torch::ones({1})))
    {
    }

    torch::Tensor forward(const torch::Tensor& pictures, Recording* recording,
                          std::optional<GridOrigin>) override
    {
        const auto cells = at::avg_pool2d(pictures, {2, 2}); // (B, 3, 8, 8)
        if (recording) {
            *recording = {};
            recording->stages.assign(std::size_t(spec().depth), cells);
        }
        const auto seen = cells.select(2, m_row).select(2, m_column).sum(1, /*keepdim=*/true) * m_gain;
        return at::cat({seen, at::zeros({pictures.size(0), spec().classes - 1}, seen.options())}, 1);
    }

private:
    int m_row;
    int m_column;
    torch::Tensor m_gain;
};

inline ModelPtr oneCellModel(int row, int column)
{
    return std::make_shared<TorchModel>(infoFor(smallCnn()), std::make_shared<OneCellNetwork>(row, column));
}

inline void fillCell(Image& picture, int row, int column, std::array<std::uint8_t, 3> colour)
{
    for (int i = 0; i < 4; ++i)
        picture.setPixel(2 * column + i % 2, 2 * row + i / 2, colour);
}

/// 16 × 16 in about the mean colour of infoFor(), the cell at (row, column) white, and in the lower right
/// corner a chequer with stronger edges, which OneCellNetwork does not look at.
inline Image whiteCell(int row, int column)
{
    Image picture(16, 16);
    for (int cell = 0; cell < 64; ++cell)
        fillCell(picture, cell / 8, cell % 8, {102, 128, 153});
    for (int i = 0; i < 9; ++i) {
        const std::uint8_t grey = i % 2 ? 200 : 0;
        fillCell(picture, 5 + i / 3, 5 + i % 3, {grey, grey, grey});
    }
    fillCell(picture, row, column, {255, 255, 255});
    return picture;
}

} // namespace saccade::test
