// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/intervene.h"

#include "core/data/random.h"
#include "core/model/torch_model.h"
#include "core/values/error.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>

namespace saccade {

namespace {

/// Colour of the pixel at (x, y), in 0..255.
using Painter = std::function<std::array<double, 3>(int x, int y)>;

std::array<double, 3> scaled(const std::array<float, 3>& colour)
{
    return {colour[0] * 255.0, colour[1] * 255.0, colour[2] * 255.0};
}

std::array<double, 3> meanColour(const Image& picture)
{
    std::array<double, 3> sum{};
    for (std::size_t i = 0; i < picture.rgb.size(); ++i)
        sum[i % 3] += picture.rgb[i];
    for (double& channel : sum)
        channel /= double(picture.width) * picture.height;
    return sum;
}

/// A Gaussian blur along one direction, the border repeated.
std::vector<double> blurred(const std::vector<double>& pixels, int width, int height, double deviation,
                            bool along)
{
    const int reach = int(std::ceil(3 * deviation));
    std::vector<double> weights;
    double total = 0;
    for (int d = -reach; d <= reach; ++d)
        total += weights.emplace_back(std::exp(-d * d / (2 * deviation * deviation)));
    std::vector<double> result(pixels.size());
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            for (int c = 0; c < 3; ++c) {
                double sum = 0;
                for (int d = -reach; d <= reach; ++d) {
                    const int fromX = std::clamp(along ? x + d : x, 0, width - 1);
                    const int fromY = std::clamp(along ? y : y + d, 0, height - 1);
                    sum += weights[std::size_t(d + reach)] *
                           pixels[(std::size_t(fromY) * std::size_t(width) + std::size_t(fromX)) * 3 +
                                  std::size_t(c)];
                }
                result[(std::size_t(y) * std::size_t(width) + std::size_t(x)) * 3 + std::size_t(c)] =
                    sum / total;
            }
    return result;
}

/// A normal number of mean 0 and deviation 1 (Box and Muller 1958).
double normal(Random& random)
{
    const double radius = std::sqrt(-2.0 * std::log(1.0 - random.unit()));
    return radius * std::cos(2.0 * std::numbers::pi * random.unit());
}

Painter painterFor(PatchFill fill, const Image& picture, int patchSize, const Normalisation& normalisation)
{
    if (fill == PatchFill::Zero)
        return [colour = scaled(normalisation.mean)](int, int) { return colour; };
    if (fill == PatchFill::Mean)
        return [colour = meanColour(picture)](int, int) { return colour; };
    if (fill == PatchFill::Blur) {
        std::vector<double> pixels(picture.rgb.begin(), picture.rgb.end());
        for (const bool along : {true, false})
            pixels = blurred(pixels, picture.width, picture.height, patchSize, along);
        return [pixels = std::move(pixels), width = picture.width](int x, int y) {
            const double* at = &pixels[(std::size_t(y) * std::size_t(width) + std::size_t(x)) * 3];
            return std::array<double, 3>{at[0], at[1], at[2]};
        };
    }
    return [normalisation, width = picture.width](int x, int y) {
        std::array<double, 3> colour{};
        Random random(0, Stream::Paint, std::uint64_t(y) * std::uint64_t(width) + std::uint64_t(x));
        for (std::size_t c = 0; c < 3; ++c)
            colour[c] = 255.0 * (normalisation.mean[c] + normalisation.deviation[c] * normal(random));
        return colour;
    };
}

} // namespace

ModelPtr withHeadsScaled(const ModelPtr& model, const std::vector<HeadScale>& heads)
{
    if (heads.empty())
        return model;
    const TorchModel& source = torchModel(model);
    const ModelSpec& spec = source.info().spec;
    if (!spec.hasAttention())
        throw Error("head: a " + shortName(spec) + " has no heads to scale", Error::Kind::Usage);
    auto network = copyOf(source.network(), source.device());
    const auto parameters = network->named_parameters();
    const torch::NoGradGuard noGrad;
    for (const HeadScale& scale : heads) {
        if (scale.layer < 0 || scale.layer >= spec.depth || scale.head < 0 || scale.head >= spec.heads)
            throw Error("head: expected layer 0 to " + std::to_string(spec.depth - 1) + " and head 0 to " +
                            std::to_string(spec.heads - 1) + ", found layer " + std::to_string(scale.layer) +
                            ", head " + std::to_string(scale.head),
                        Error::Kind::Usage);
        if (!(scale.factor >= 0 && scale.factor <= 2))
            throw Error("head: expected a factor of 0 to 2, found " + std::to_string(scale.factor),
                        Error::Kind::Usage);
        auto weight = parameters["blocks." + std::to_string(scale.layer) + ".attn.proj.weight"];
        weight.narrow(1, std::int64_t(scale.head) * spec.headDim(), spec.headDim()).mul_(scale.factor);
    }
    return std::make_shared<TorchModel>(source.info(), std::move(network));
}

Image withPatchesPainted(const Image& picture, const Intervention& intervention, int patchSize,
                         const Normalisation& normalisation)
{
    if (intervention.patches.empty())
        return picture;
    const int columns = picture.width / patchSize;
    const int patches = columns * (picture.height / patchSize);
    const Painter painter = painterFor(intervention.fill, picture, patchSize, normalisation);
    Image result = picture;
    for (const int patch : intervention.patches) {
        if (patch < 0 || patch >= patches)
            throw Error("patch: expected 0 to " + std::to_string(patches - 1) + ", found " +
                            std::to_string(patch),
                        Error::Kind::Usage);
        for (int y = patch / columns * patchSize, endY = y + patchSize; y < endY; ++y)
            for (int x = patch % columns * patchSize, endX = x + patchSize; x < endX; ++x) {
                std::array<std::uint8_t, 3> pixel{};
                const auto colour = painter(x, y);
                for (std::size_t c = 0; c < 3; ++c)
                    pixel[c] = std::uint8_t(std::clamp(std::lround(colour[c]), 0L, 255L));
                result.setPixel(x, y, pixel);
            }
    }
    return result;
}

} // namespace saccade
