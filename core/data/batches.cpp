// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/batches.h"

#include "core/data/augment/auto_augment.h"
#include "core/data/augment/erasing.h"
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

/// What one picture's crop, mirror and window take from the data set.
struct Cutout
{
    const Dataset& dataset;
    int row;
    Augmentation drawn;
    const std::uint16_t* columns; ///< of the window's columns
    int top;

    /// Writes valueOf(channel, byte) of every pixel, planes in order, as many as `size` has.
    template <typename ValueOf, typename Value>
    void copy(const Planes& size, ValueOf valueOf, Value* out) const
    {
        const std::uint8_t* source = dataset.pixels->data() + std::size_t(row) * dataset.imageBytes();
        const std::size_t line = std::size_t(dataset.width);
        for (std::size_t channel = 0; channel < 3; ++channel) {
            for (int y = 0; y < size.height; ++y) {
                const std::uint8_t* from =
                    source + std::size_t(reflected(top + y + drawn.down, dataset.height)) * line;
                for (std::size_t x = 0; x < std::size_t(size.width); ++x)
                    out[x] = valueOf(channel, from[columns[x]]);
                out += size.width;
            }
            source += std::size_t(dataset.height) * line;
        }
    }
};

void normalise(const Planes& picture, const std::array<ByteTable, 3>& tables, float* out)
{
    const std::uint8_t* bytes = picture.bytes;
    const std::size_t plane = picture.plane();
    for (const ByteTable& table : tables)
        for (std::size_t i = 0; i < plane; ++i)
            *out++ = table[*bytes++];
}

/// The byte nearest to what is 0 once it is normalised.
Rgb meanColour(const Normalisation& normalisation)
{
    Rgb colour{};
    for (std::size_t channel = 0; channel < 3; ++channel)
        colour[channel] = std::uint8_t(std::clamp(normalisation.mean[channel], 0.0F, 1.0F) * 255.0F + 0.5F);
    return colour;
}

void requireWindow(const Window& window, const Dataset& dataset)
{
    if (window.side < 0 || window.top < 0 || window.left < 0 || window.top + window.side > dataset.height ||
        window.left + window.side > dataset.width)
        throw Error("small_crop: expected a window inside pictures of " + std::to_string(dataset.width) +
                        " × " + std::to_string(dataset.height) + ", found one of " +
                        std::to_string(window.side) + " pixels at row " + std::to_string(window.top) +
                        ", column " + std::to_string(window.left),
                    Error::Kind::Usage);
}

} // namespace

Augmentation augmentationOf(const AugmentSpec& spec, std::uint64_t seed, std::uint64_t epoch, int row)
{
    Random random(seed, Stream::Augment, epoch, std::uint64_t(row));
    Augmentation drawn;
    drawn.down = random.below(2 * spec.cropPadding + 1) - spec.cropPadding;
    drawn.right = random.below(2 * spec.cropPadding + 1) - spec.cropPadding;
    const int inEvenEpochs = Random(seed, Stream::Mirror, std::uint64_t(row)).below(2);
    drawn.mirrored = spec.flip && (inEvenEpochs == 1) == (epoch % 2 == 0);
    return drawn;
}

void fillBatch(const Dataset& dataset, std::span<const int> rows, const Normalisation& normalisation,
               const AugmentSpec* augment, std::uint64_t seed, std::uint64_t epoch, float* out)
{
    const AugmentSpec spec = augment ? *augment : AugmentSpec{0, false};
    requirePadding(spec, dataset);
    requireWindow(spec.window, dataset);
    const std::array<ByteTable, 3> tables = tablesFor(normalisation);
    const ColumnMaps maps(dataset.width, spec.cropPadding);
    const int height = spec.window.side > 0 ? spec.window.side : dataset.height;
    const int width = spec.window.side > 0 ? spec.window.side : dataset.width;
    const Rgb fill = meanColour(normalisation);
    std::vector<std::uint8_t> buffer(spec.autoAugment ? std::size_t(6 * height * width) : 0);
    const Planes cut{buffer.data(), height, width};

    for (const int row : rows) {
        requireRow(dataset, row);
        const Augmentation drawn = augment ? augmentationOf(spec, seed, epoch, row) : Augmentation{};
        const Cutout from{dataset, row, drawn, maps.of(drawn) + spec.window.left, spec.window.top};
        if (spec.autoAugment) {
            from.copy(
                cut, [](std::size_t, std::uint8_t byte) { return byte; }, cut.bytes);
            autoAugment(cut, fill, Random(seed, Stream::Policy, epoch, std::uint64_t(row)),
                        cut.bytes + cut.size());
            normalise(cut, tables, out);
        } else {
            from.copy(
                cut, [&](std::size_t channel, std::uint8_t byte) { return tables[channel][byte]; }, out);
        }
        if (spec.randomErasing > 0.0)
            if (const auto box = drawErasing(spec.randomErasing, height, width,
                                             Random(seed, Stream::Erase, epoch, std::uint64_t(row))))
                erase(*box, height, width, out);
        out += cut.size();
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
