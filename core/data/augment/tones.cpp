// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/augment/tones.h"

#include <algorithm>

namespace saccade {

namespace {

using Tones = std::array<std::uint8_t, 256>;

void look(std::uint8_t* values, std::size_t count, const Tones& tones)
{
    for (std::size_t i = 0; i < count; ++i)
        values[i] = tones[values[i]];
}

/// plain + factor · (value - plain), cut to a byte and rounded towards 0.
std::uint8_t blended(int plain, int value, float factor)
{
    const float mixed = float(plain) + factor * float(value - plain);
    return std::uint8_t(int(std::min(std::max(mixed, 0.0F), 255.0F)));
}

/// ITU-R 601 luma in 16 bits of fraction.
int greyOf(int red, int green, int blue)
{
    return (19595 * red + 38470 * green + 7471 * blue + 0x8000) >> 16;
}

void blendTowards(Planes picture, int plain, float factor)
{
    const std::size_t size = picture.size();
    for (std::size_t i = 0; i < size; ++i)
        picture.bytes[i] = blended(plain, picture.bytes[i], factor);
}

} // namespace

void invert(Planes picture)
{
    const std::size_t size = picture.size();
    for (std::size_t i = 0; i < size; ++i)
        picture.bytes[i] = std::uint8_t(255 - picture.bytes[i]);
}

void solarize(Planes picture, int threshold)
{
    if (threshold > 255)
        return;
    const std::size_t size = picture.size();
    const auto border = std::uint8_t(threshold);
    for (std::size_t i = 0; i < size; ++i) {
        const std::uint8_t value = picture.bytes[i];
        picture.bytes[i] = value < border ? value : std::uint8_t(255 - value);
    }
}

void posterize(Planes picture, int bits)
{
    const std::size_t size = picture.size();
    const auto mask = std::uint8_t(0xFF00 >> bits);
    for (std::size_t i = 0; i < size; ++i)
        picture.bytes[i] &= mask;
}

void autoContrast(Planes picture)
{
    const std::size_t plane = picture.plane();
    for (std::size_t channel = 0; channel < 3; ++channel) {
        std::uint8_t* values = picture.bytes + channel * plane;
        std::uint8_t low = 255;
        std::uint8_t high = 0;
        for (std::size_t i = 0; i < plane; ++i) {
            low = std::min(low, values[i]);
            high = std::max(high, values[i]);
        }
        if (high <= low)
            continue;
        const double scale = 255.0 / (high - low);
        const double offset = -low * scale;
        Tones tones{};
        for (int value = low; value <= high; ++value)
            tones[std::size_t(value)] = std::uint8_t(std::clamp(int(value * scale + offset), 0, 255));
        look(values, plane, tones);
    }
}

void equalize(Planes picture)
{
    const std::size_t plane = picture.plane();
    for (std::size_t channel = 0; channel < 3; ++channel) {
        std::uint8_t* values = picture.bytes + channel * plane;
        std::array<int, 256> counts{};
        for (std::size_t i = 0; i < plane; ++i)
            ++counts[values[i]];
        const auto brightest = std::find_if(counts.rbegin(), counts.rend(), [](int n) { return n > 0; });
        const int step = (int(plane) - *brightest) / 255;
        if (step == 0)
            continue;
        Tones tones{};
        int below = step / 2;
        for (std::size_t value = 0; value < 256; ++value) {
            tones[value] = std::uint8_t(std::min(below / step, 255));
            below += counts[value];
        }
        look(values, plane, tones);
    }
}

void changeBrightness(Planes picture, float factor)
{
    blendTowards(picture, 0, factor);
}

void changeContrast(Planes picture, float factor)
{
    const std::size_t plane = picture.plane();
    const std::uint8_t* red = picture.bytes;
    const std::uint8_t* green = red + plane;
    const std::uint8_t* blue = green + plane;
    int sum = 0; // of at most 2²³ pixels
    for (std::size_t i = 0; i < plane; ++i)
        sum += greyOf(red[i], green[i], blue[i]);
    blendTowards(picture, int(double(sum) / double(plane) + 0.5), factor);
}

void changeColour(Planes picture, float factor)
{
    const std::size_t plane = picture.plane();
    std::uint8_t* red = picture.bytes;
    std::uint8_t* green = red + plane;
    std::uint8_t* blue = green + plane;
    for (std::size_t i = 0; i < plane; ++i) {
        const int grey = greyOf(red[i], green[i], blue[i]);
        red[i] = blended(grey, red[i], factor);
        green[i] = blended(grey, green[i], factor);
        blue[i] = blended(grey, blue[i], factor);
    }
}

void changeSharpness(Planes picture, float factor, std::uint8_t* scratch)
{
    const std::size_t width = std::size_t(picture.width);
    const std::size_t plane = picture.plane();
    if (picture.width < 3 || picture.height < 3)
        return;
    std::copy_n(picture.bytes, picture.size(), scratch);
    for (std::size_t channel = 0; channel < 3; ++channel)
        for (int y = 1; y + 1 < picture.height; ++y) {
            const std::size_t line = channel * plane + std::size_t(y) * width;
            const std::uint8_t* above = scratch + line - width;
            const std::uint8_t* here = scratch + line;
            const std::uint8_t* below = scratch + line + width;
            std::uint8_t* out = picture.bytes + line;
            for (std::size_t x = 1; x + 1 < width; ++x) {
                const int ring = above[x - 1] + above[x] + above[x + 1] + here[x - 1] + here[x + 1] +
                                 below[x - 1] + below[x] + below[x + 1];
                const int smooth = (2 * (ring + 5 * here[x]) + 13) / 26; // a thirteenth, rounded
                out[x] = blended(smooth, here[x], factor);
            }
        }
}

} // namespace saccade
