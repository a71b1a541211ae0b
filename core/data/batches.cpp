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

/// Takes from the data set what a picture's crop, mirror and window leave of it.
class Cutter
{
public:
    /// Throws Error (Usage) where the padding or the window is not one of such pictures.
    Cutter(const Dataset& dataset, const AugmentSpec& augment)
        : m_dataset(dataset)
        , m_window(checked(augment, dataset).window) // before any memory is asked for
        , m_columns(dataset.width, augment.cropPadding)
    {
    }

    Planes planes(std::uint8_t* bytes) const
    {
        const bool whole = m_window.side == 0;
        return {bytes, whole ? m_dataset.height : m_window.side, whole ? m_dataset.width : m_window.side};
    }
    std::size_t size() const { return planes(nullptr).size(); }

    /// Writes valueOf(channel, byte) of every pixel, planes in order. Throws std::out_of_range.
    template <typename ValueOf, typename Value>
    void copy(int row, const Augmentation& drawn, ValueOf valueOf, Value* out) const
    {
        requireRow(m_dataset, row);
        const Planes size = planes(nullptr);
        const std::uint16_t* columns = m_columns.of(drawn) + m_window.left;
        const std::uint8_t* source = m_dataset.pixels->data() + std::size_t(row) * m_dataset.imageBytes();
        const std::size_t line = std::size_t(m_dataset.width);
        for (std::size_t channel = 0; channel < 3; ++channel) {
            for (int y = 0; y < size.height; ++y) {
                const std::uint8_t* from =
                    source + std::size_t(reflected(m_window.top + y + drawn.down, m_dataset.height)) * line;
                for (std::size_t x = 0; x < std::size_t(size.width); ++x)
                    out[x] = valueOf(channel, from[columns[x]]);
                out += size.width;
            }
            source += std::size_t(m_dataset.height) * line;
        }
    }

private:
    static const AugmentSpec& checked(const AugmentSpec& augment, const Dataset& dataset)
    {
        requireAugmentation(augment, dataset);
        return augment;
    }

    const Dataset& m_dataset;
    Window m_window;
    ColumnMaps m_columns;
};

} // namespace

std::array<ByteTable, 3> tablesFor(const Normalisation& normalisation)
{
    std::array<ByteTable, 3> tables;
    for (std::size_t channel = 0; channel < 3; ++channel)
        for (std::size_t byte = 0; byte < 256; ++byte)
            tables[channel][byte] =
                (float(byte) / 255.0F - normalisation.mean[channel]) / normalisation.deviation[channel];
    return tables;
}

void requireAugmentation(const AugmentSpec& augment, const Dataset& dataset)
{
    requirePadding(augment, dataset);
    requireWindow(augment.window, dataset);
}

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

std::optional<Box> erasingOf(const AugmentSpec& spec, std::uint64_t seed, std::uint64_t epoch, int row,
                             int height, int width)
{
    if (spec.randomErasing <= 0.0)
        return std::nullopt;
    return drawErasing(spec.randomErasing, height, width,
                       Random(seed, Stream::Erase, epoch, std::uint64_t(row)));
}

void fillBatch(const Dataset& dataset, std::span<const int> rows, const Normalisation& normalisation,
               const AugmentSpec* augment, std::uint64_t seed, std::uint64_t epoch, float* out)
{
    const AugmentSpec spec = augment ? *augment : AugmentSpec{0, false};
    const Cutter cutter(dataset, spec);
    const std::array<ByteTable, 3> tables = tablesFor(normalisation);
    const Rgb fill = meanColour(normalisation);
    std::vector<std::uint8_t> buffer(spec.autoAugment ? 2 * cutter.size() : 0);
    const Planes cut = cutter.planes(buffer.data());

    for (const int row : rows) {
        const Augmentation drawn = augment ? augmentationOf(spec, seed, epoch, row) : Augmentation{};
        if (spec.autoAugment) {
            cutter.copy(
                row, drawn, [](std::size_t, std::uint8_t byte) { return byte; }, cut.bytes);
            autoAugment(cut, fill, Random(seed, Stream::Policy, epoch, std::uint64_t(row)),
                        cut.bytes + cut.size());
            normalise(cut, tables, out);
        } else {
            cutter.copy(
                row, drawn, [&](std::size_t channel, std::uint8_t byte) { return tables[channel][byte]; },
                out);
        }
        if (const auto box = erasingOf(spec, seed, epoch, row, cut.height, cut.width))
            erase(*box, cut.height, cut.width, out);
        out += cut.size();
    }
}

void fillBytes(const Dataset& dataset, std::span<const int> rows, const Normalisation& normalisation,
               const AugmentSpec& augment, std::uint64_t seed, std::uint64_t epoch, std::uint8_t* out)
{
    const Cutter cutter(dataset, augment);
    const Rgb fill = meanColour(normalisation);
    std::vector<std::uint8_t> scratch(cutter.size());
    for (const int row : rows) {
        cutter.copy(
            row, augmentationOf(augment, seed, epoch, row),
            [](std::size_t, std::uint8_t byte) { return byte; }, out);
        if (augment.autoAugment)
            autoAugment(cutter.planes(out), fill, Random(seed, Stream::Policy, epoch, std::uint64_t(row)),
                        scratch.data());
        out += cutter.size();
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
