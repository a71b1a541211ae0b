// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/palette.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <utility>

namespace saccade {

namespace {

constexpr std::size_t MostColours = 256;

struct Counted
{
    std::array<std::uint8_t, 3> colour{};
    std::size_t pixels = 0;
};

std::uint32_t keyOf(const std::array<std::uint8_t, 3>& colour)
{
    return std::uint32_t(colour[0]) << 16 | std::uint32_t(colour[1]) << 8 | colour[2];
}

std::vector<Counted> coloursOf(const Image& picture)
{
    std::unordered_map<std::uint32_t, std::size_t> places;
    std::vector<Counted> colours;
    for (std::size_t at = 0; at < picture.rgb.size(); at += 3) {
        const std::array<std::uint8_t, 3> colour{picture.rgb[at], picture.rgb[at + 1], picture.rgb[at + 2]};
        const auto [place, isNew] = places.try_emplace(keyOf(colour), colours.size());
        if (isNew)
            colours.push_back({colour, 0});
        ++colours[place->second].pixels;
    }
    return colours;
}

/// Colours from `begin` to before `end` of the list.
struct Box
{
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t channel = 0; ///< in which it is widest
    double weight = 0.0;     ///< 0: cannot be halved
};

Box boxOf(const std::vector<Counted>& colours, std::size_t begin, std::size_t end)
{
    Box box{begin, end, 0, 0.0};
    std::size_t pixels = 0;
    for (std::size_t i = begin; i < end; ++i)
        pixels += colours[i].pixels;
    for (std::size_t channel = 0; channel < 3; ++channel) {
        int lowest = 255;
        int highest = 0;
        for (std::size_t i = begin; i < end; ++i) {
            lowest = std::min<int>(lowest, colours[i].colour[channel]);
            highest = std::max<int>(highest, colours[i].colour[channel]);
        }
        // The square root, so that a few outlying colours are not drowned by a large even ground.
        const double weight = (highest - lowest) * std::sqrt(double(pixels));
        if (weight > box.weight) {
            box.weight = weight;
            box.channel = channel;
        }
    }
    return box;
}

/// The first colour of the upper half; both halves have one.
std::size_t halve(std::vector<Counted>& colours, const Box& box)
{
    std::sort(colours.begin() + std::ptrdiff_t(box.begin), colours.begin() + std::ptrdiff_t(box.end),
              [channel = box.channel](const Counted& a, const Counted& b) {
                  return a.colour[channel] < b.colour[channel];
              });
    std::size_t pixels = 0;
    for (std::size_t i = box.begin; i < box.end; ++i)
        pixels += colours[i].pixels;
    std::size_t below = 0;
    std::size_t middle = box.begin;
    while (middle < box.end - 1 && 2 * below < pixels)
        below += colours[middle++].pixels;
    return std::max(middle, box.begin + 1);
}

std::vector<Box> boxesOf(std::vector<Counted>& colours)
{
    std::vector<Box> boxes{boxOf(colours, 0, colours.size())};
    while (boxes.size() < MostColours) {
        const auto widest = std::max_element(boxes.begin(), boxes.end(),
                                             [](const Box& a, const Box& b) { return a.weight < b.weight; });
        if (widest->weight <= 0.0)
            break;
        const Box box = *widest;
        const std::size_t middle = halve(colours, box);
        *widest = boxOf(colours, box.begin, middle);
        boxes.push_back(boxOf(colours, middle, box.end));
    }
    return boxes;
}

std::array<std::uint8_t, 3> meanOf(const std::vector<Counted>& colours, const Box& box)
{
    std::array<double, 3> sums{};
    double pixels = 0.0;
    for (std::size_t i = box.begin; i < box.end; ++i) {
        pixels += double(colours[i].pixels);
        for (std::size_t c = 0; c < 3; ++c)
            sums[c] += double(colours[i].pixels) * colours[i].colour[c];
    }
    std::array<std::uint8_t, 3> mean{};
    for (std::size_t c = 0; c < 3; ++c)
        mean[c] = std::uint8_t(std::lround(sums[c] / pixels));
    return mean;
}

} // namespace

PalettedImage medianCut(const Image& picture)
{
    PalettedImage result;
    if (picture.isEmpty())
        return result;
    std::vector<Counted> colours = coloursOf(picture);
    std::unordered_map<std::uint32_t, std::uint8_t> indices;
    for (const Box& box : boxesOf(colours)) {
        const auto index = std::uint8_t(result.colours.size());
        result.colours.push_back(meanOf(colours, box));
        for (std::size_t i = box.begin; i < box.end; ++i)
            indices[keyOf(colours[i].colour)] = index;
    }
    result.indices.reserve(picture.rgb.size() / 3);
    for (std::size_t at = 0; at < picture.rgb.size(); at += 3)
        result.indices.push_back(
            indices.at(keyOf({picture.rgb[at], picture.rgb[at + 1], picture.rgb[at + 2]})));
    return result;
}

} // namespace saccade
