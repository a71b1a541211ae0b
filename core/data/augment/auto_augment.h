// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/augment/planes.h"
#include "core/data/random.h"

namespace saccade {

enum class Operation
{
    ShearX,
    ShearY,
    TranslateX,
    TranslateY,
    Rotate,
    AutoContrast,
    Invert,
    Equalize,
    Solarize,
    Posterize,
    Contrast,
    Colour,
    Brightness,
    Sharpness
};

/// One operation of a sub-policy: how likely it is, and how strong, 0..9 (no matter to some).
struct PolicyStep
{
    Operation operation;
    float probability;
    int magnitude;
};

using SubPolicy = std::array<PolicyStep, 2>;

/// The 25 sub-policies that were found for CIFAR-10: AutoAugment (Cubuk et al. 2018, arXiv 1805.09501),
/// table 7.
const std::array<SubPolicy, 25>& cifar10Policy();

/// Does one operation, in place. Magnitude 0..9 divides the paper's range into ten: shear to 0.3, translation
/// to 150/331 of the side in whole pixels, rotation to 30 degrees, solarize from 256 to 0, posterize from 8
/// bits to 4, and the four factors to 1 ± 0.9. `negative` turns the direction of those that have one. What
/// comes in from outside the picture is `fill`; `scratch` is as large as the picture.
void applyOperation(Operation operation, int magnitude, bool negative, Planes picture, Rgb fill,
                    std::uint8_t* scratch);

/// Draws one sub-policy, as likely as any other, and does each of its operations with its probability.
void autoAugment(Planes picture, Rgb fill, Random random, std::uint8_t* scratch);

} // namespace saccade
