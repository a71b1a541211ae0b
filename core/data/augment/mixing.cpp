// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/augment/mixing.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace saccade {

namespace {

/// Uniform above 0, at most 1.
double aboveZero(Random& random)
{
    return double((random.bits() >> 11) + 1) * 0x1p-53;
}

double normalDraw(Random& random)
{
    const double radius = std::sqrt(-2.0 * std::log(aboveZero(random)));
    return radius * std::cos(2.0 * std::numbers::pi * aboveZero(random));
}

double gammaDraw(double alpha, Random& random)
{
    if (alpha < 1.0) {
        const double larger = gammaDraw(alpha + 1.0, random);
        return larger * std::pow(aboveZero(random), 1.0 / alpha);
    }
    const double d = alpha - 1.0 / 3.0;
    const double c = 1.0 / std::sqrt(9.0 * d);
    for (;;) {
        const double x = normalDraw(random);
        const double v = std::pow(1.0 + c * x, 3.0);
        if (v > 0.0 && std::log(aboveZero(random)) < 0.5 * x * x + d - d * v + d * std::log(v))
            return d * v;
    }
}

/// A box of this share of the area around a point anywhere, cut at the picture's edges.
Box cutmixBox(double share, int height, int width, Random& random)
{
    const double side = std::sqrt(share);
    const int halfHeight = int(side * height) / 2;
    const int halfWidth = int(side * width) / 2;
    const int y = random.below(height);
    const int x = random.below(width);
    const int top = std::max(y - halfHeight, 0);
    const int left = std::max(x - halfWidth, 0);
    return {top, left, std::min(y + halfHeight, height) - top, std::min(x + halfWidth, width) - left};
}

} // namespace

double betaDraw(double alpha, Random& random)
{
    const double one = gammaDraw(alpha, random);
    const double other = gammaDraw(alpha, random);
    // With a tiny alpha both may be too small for a number; what is meant then is 0 or 1.
    return one + other > 0.0 ? one / (one + other) : double(random.below(2));
}

Mix drawMix(const MixSpec& spec, std::uint64_t seed, std::int64_t step, int height, int width)
{
    Random random(seed, Stream::Mix, std::uint64_t(step));
    Mix mix;
    const bool isMixed = double(random.unit()) < spec.share;
    const bool first = random.below(2) == 0;
    if (!isMixed || (spec.mixup <= 0.0 && spec.cutmix <= 0.0))
        return mix;
    const bool cut = spec.cutmix > 0.0 && (spec.mixup <= 0.0 || first);
    const double own = betaDraw(cut ? spec.cutmix : spec.mixup, random);
    mix.kind = cut ? Mix::Kind::Cutmix : Mix::Kind::Mixup;
    mix.own = float(own);
    if (cut) {
        mix.box = cutmixBox(1.0 - own, height, width, random);
        mix.own = 1.0F - float(mix.box.height * mix.box.width) / float(height * width);
    }
    return mix;
}

void mixPictures(const Mix& mix, int count, int height, int width, float* pictures)
{
    const std::size_t size = std::size_t(3) * std::size_t(height) * std::size_t(width);
    for (int i = 0; mix.kind != Mix::Kind::None && i < count / 2; ++i) {
        float* one = pictures + std::size_t(i) * size;
        float* other = pictures + std::size_t(count - 1 - i) * size;
        if (mix.kind == Mix::Kind::Mixup) {
            const float own = mix.own;
            for (std::size_t k = 0; k < size; ++k) {
                const float a = one[k];
                const float b = other[k];
                one[k] = own * a + (1.0F - own) * b;
                other[k] = own * b + (1.0F - own) * a;
            }
        } else {
            for (int line = 0; line < 3 * mix.box.height; ++line) {
                const int y = mix.box.top + line % mix.box.height;
                const int start = (line / mix.box.height * height + y) * width + mix.box.left;
                std::swap_ranges(one + start, one + start + mix.box.width, other + start);
            }
        }
    }
}

void mixLabels(const Mix& mix, int classes, std::vector<std::int64_t>& labels, std::vector<float>& targets)
{
    const std::size_t count = labels.size();
    targets.assign(count * std::size_t(classes), 0.0F);
    for (std::size_t i = 0; i < count; ++i) {
        float* shares = targets.data() + i * std::size_t(classes);
        shares[labels[i]] += mix.own;
        shares[labels[count - 1 - i]] += 1.0F - mix.own;
    }
    if (mix.own < 0.5F)
        std::reverse(labels.begin(), labels.end());
}

} // namespace saccade
