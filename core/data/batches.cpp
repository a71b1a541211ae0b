// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/batches.h"

#include "core/data/random.h"
#include "core/values/error.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>
#include <vector>

namespace saccade {

namespace {

using ByteTable = std::array<float, 256>;

/// The normalised value of each byte: exact, and as fast as arithmetic.
std::array<ByteTable, 3> tablesFor(const Normalisation& normalisation)
{
    std::array<ByteTable, 3> tables;
    for (std::size_t channel = 0; channel < 3; ++channel)
        for (std::size_t byte = 0; byte < 256; ++byte)
            tables[channel][byte] =
                (float(byte) / 255.0F - normalisation.mean[channel]) / normalisation.deviation[channel];
    return tables;
}

int reflected(int at, int size)
{
    if (at < 0)
        return -at;
    return at < size ? at : 2 * (size - 1) - at;
}

void requireRow(const Dataset& dataset, int row)
{
    if (row < 0 || std::size_t(row) >= dataset.labels.size())
        throw std::out_of_range("row " + std::to_string(row) + " of " +
                                std::to_string(dataset.labels.size()));
}

void requirePadding(const AugmentSpec& augment, const Dataset& dataset)
{
    const int largest = std::min(dataset.height, dataset.width) - 1;
    if (augment.cropPadding < 0 || augment.cropPadding > largest)
        throw Error("crop_padding: expected 0 to " + std::to_string(largest) + " for pictures of " +
                        std::to_string(dataset.width) + " × " + std::to_string(dataset.height) + ", found " +
                        std::to_string(augment.cropPadding),
                    Error::Kind::Usage);
}

/// For every shift and mirror of a row of pixels, the source column of each target column, so that the inner
/// loop neither branches nor allocates.
class ColumnMaps
{
public:
    ColumnMaps(int width, int padding)
        : m_width(std::size_t(width))
        , m_padding(padding)
    {
        for (const bool mirrored : {false, true})
            for (int right = -padding; right <= padding; ++right)
                for (int x = 0; x < width; ++x)
                    m_columns.push_back(
                        std::uint16_t(reflected((mirrored ? width - 1 - x : x) + right, width)));
    }

    const std::uint16_t* of(const Augmentation& drawn) const
    {
        const int shifts = 2 * m_padding + 1;
        const int map = (drawn.mirrored ? shifts : 0) + drawn.right + m_padding;
        return m_columns.data() + std::size_t(map) * m_width;
    }

private:
    std::size_t m_width;
    int m_padding;
    std::vector<std::uint16_t> m_columns;
};

} // namespace

Augmentation augmentationOf(const AugmentSpec& spec, std::uint64_t seed, std::uint64_t epoch, int row)
{
    Random random(seed, Stream::Augment, epoch, std::uint64_t(row));
    Augmentation drawn;
    drawn.down = random.below(2 * spec.cropPadding + 1) - spec.cropPadding;
    drawn.right = random.below(2 * spec.cropPadding + 1) - spec.cropPadding;
    drawn.mirrored = random.below(2) == 1 && spec.flip;
    return drawn;
}

void fillBatch(const Dataset& dataset, std::span<const int> rows, const Normalisation& normalisation,
               const AugmentSpec* augment, std::uint64_t seed, std::uint64_t epoch, float* out)
{
    const AugmentSpec spec = augment ? *augment : AugmentSpec{0, false};
    requirePadding(spec, dataset);
    const std::array<ByteTable, 3> tables = tablesFor(normalisation);
    const ColumnMaps maps(dataset.width, spec.cropPadding);
    const std::size_t width = std::size_t(dataset.width);
    const std::size_t plane = std::size_t(dataset.height) * width;

    for (const int row : rows) {
        requireRow(dataset, row);
        const Augmentation drawn = augment ? augmentationOf(spec, seed, epoch, row) : Augmentation{};
        const std::uint16_t* columns = maps.of(drawn);
        const std::uint8_t* source = dataset.pixels->data() + std::size_t(row) * dataset.imageBytes();
        for (const ByteTable& table : tables) {
            for (int y = 0; y < dataset.height; ++y) {
                const std::uint8_t* line =
                    source + std::size_t(reflected(y + drawn.down, dataset.height)) * width;
                for (std::size_t x = 0; x < width; ++x)
                    out[x] = table[line[columns[x]]];
                out += width;
            }
            source += plane;
        }
    }
}

void labelsOf(const Dataset& dataset, std::span<const int> rows, std::int64_t* out)
{
    for (const int row : rows) {
        requireRow(dataset, row);
        *out++ = dataset.labels[std::size_t(row)];
    }
}

} // namespace saccade
