// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/augment/auto_augment.h"

#include "core/data/augment/tones.h"
#include "core/data/augment/warps.h"

#include <cmath>

namespace saccade {

namespace {

using enum Operation;

constexpr int Unused = 0; // of operations that know no strength

constexpr std::array<SubPolicy, 25> Cifar10Policy{{
    {{{Invert, 0.1F, Unused}, {Contrast, 0.2F, 6}}},
    {{{Rotate, 0.7F, 2}, {TranslateX, 0.3F, 9}}},
    {{{Sharpness, 0.8F, 1}, {Sharpness, 0.9F, 3}}},
    {{{ShearY, 0.5F, 8}, {TranslateY, 0.7F, 9}}},
    {{{AutoContrast, 0.5F, Unused}, {Equalize, 0.9F, Unused}}},
    {{{ShearY, 0.2F, 7}, {Posterize, 0.3F, 7}}},
    {{{Colour, 0.4F, 3}, {Brightness, 0.6F, 7}}},
    {{{Sharpness, 0.3F, 9}, {Brightness, 0.7F, 9}}},
    {{{Equalize, 0.6F, Unused}, {Equalize, 0.5F, Unused}}},
    {{{Contrast, 0.6F, 7}, {Sharpness, 0.6F, 5}}},
    {{{Colour, 0.7F, 7}, {TranslateX, 0.5F, 8}}},
    {{{Equalize, 0.3F, Unused}, {AutoContrast, 0.4F, Unused}}},
    {{{TranslateY, 0.4F, 3}, {Sharpness, 0.2F, 6}}},
    {{{Brightness, 0.9F, 6}, {Colour, 0.2F, 8}}},
    {{{Solarize, 0.5F, 2}, {Invert, 0.0F, Unused}}},
    {{{Equalize, 0.2F, Unused}, {AutoContrast, 0.6F, Unused}}},
    {{{Equalize, 0.2F, Unused}, {Equalize, 0.6F, Unused}}},
    {{{Colour, 0.9F, 9}, {Equalize, 0.6F, Unused}}},
    {{{AutoContrast, 0.8F, Unused}, {Solarize, 0.2F, 8}}},
    {{{Brightness, 0.1F, 3}, {Colour, 0.7F, 0}}},
    {{{Solarize, 0.4F, 5}, {AutoContrast, 0.9F, Unused}}},
    {{{TranslateY, 0.9F, 9}, {TranslateY, 0.7F, 9}}},
    {{{AutoContrast, 0.9F, Unused}, {Solarize, 0.8F, 3}}},
    {{{Equalize, 0.8F, Unused}, {Invert, 0.1F, Unused}}},
    {{{TranslateY, 0.7F, 9}, {AutoContrast, 0.9F, Unused}}},
}};

constexpr int Strongest = 9;

} // namespace

const std::array<SubPolicy, 25>& cifar10Policy()
{
    return Cifar10Policy;
}

void applyOperation(Operation operation, int magnitude, bool negative, Planes picture, Rgb fill,
                    std::uint8_t* scratch)
{
    const double strength = double(magnitude) / Strongest;
    const double sign = negative ? -1.0 : 1.0;
    const double slope = sign * 0.3 * strength;
    const auto pixels = [&](int side) { return sign * std::floor(strength * side * 150.0 / 331.0); };
    const auto factor = float(1.0 + sign * 0.9 * strength);
    switch (operation) {
    case ShearX:
        return warp(picture, shearX(slope), fill, scratch);
    case ShearY:
        return warp(picture, shearY(slope), fill, scratch);
    case TranslateX:
        return warp(picture, translateX(pixels(picture.width)), fill, scratch);
    case TranslateY:
        return warp(picture, translateY(pixels(picture.height)), fill, scratch);
    case Rotate:
        return warp(picture, rotation(sign * 30.0 * strength, picture.height, picture.width), fill, scratch);
    case AutoContrast:
        return autoContrast(picture);
    case Invert:
        return invert(picture);
    case Equalize:
        return equalize(picture);
    case Solarize:
        return solarize(picture, int(std::ceil(256.0 * (Strongest - magnitude) / Strongest)));
    case Posterize:
        return posterize(picture, 8 - int(4.0 * strength + 0.5));
    case Contrast:
        return changeContrast(picture, factor);
    case Colour:
        return changeColour(picture, factor);
    case Brightness:
        return changeBrightness(picture, factor);
    case Sharpness:
        return changeSharpness(picture, factor, scratch);
    }
}

void autoAugment(Planes picture, Rgb fill, Random random, std::uint8_t* scratch)
{
    const SubPolicy& policy = Cifar10Policy[std::size_t(random.below(int(Cifar10Policy.size())))];
    for (const PolicyStep& step : policy) {
        const bool done = random.chance(step.probability);
        const bool negative = random.below(2) == 1;
        if (done)
            applyOperation(step.operation, step.magnitude, negative, picture, fill, scratch);
    }
}

} // namespace saccade
