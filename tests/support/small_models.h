// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/random_scope.h"
#include "core/model/torch_model.h"

#include <random>

namespace saccade::test {

/// A model of 16 × 16 pictures that takes milliseconds.
inline ModelSpec smallSpec()
{
    ModelSpec spec;
    spec.imageSize = 16;
    spec.patchSize = 4;
    spec.classes = 3;
    spec.dim = 16;
    spec.depth = 2;
    spec.heads = 2;
    spec.mlpRatio = 2;
    return spec;
}

/// Twenty specs: every choice of pooling, positions, norm order and activation, with patches of 2, 4 and 8.
inline std::vector<ModelSpec> manySpecs()
{
    constexpr int Patches[] = {2, 4, 8};
    constexpr int Heads[] = {1, 2, 4, 3, 6};
    std::vector<ModelSpec> specs;
    for (int i = 0; i < 20; ++i) {
        ModelSpec spec = smallSpec();
        spec.patchSize = Patches[i % 3];
        spec.classes = 2 + i;
        spec.heads = Heads[i % 5];
        spec.dim = spec.heads * 4 * (1 + i % 2);
        spec.depth = 1 + i % 3;
        spec.mlpRatio = 0.5 + 0.5 * (i % 4);
        spec.pooling = i & 1 ? Pooling::Mean : Pooling::Cls;
        spec.positions = i & 2 ? Positions::SinCos : Positions::Learned;
        spec.normOrder = i & 4 ? NormOrder::Post : NormOrder::Pre;
        spec.activation = i & 8 ? Activation::Relu : Activation::Gelu;
        specs.push_back(spec);
    }
    return specs;
}

/// manySpecs(), and the same with registers and convolution stems spread over them.
inline std::vector<ModelSpec> manyTransformers()
{
    std::vector<ModelSpec> specs = manySpecs();
    const std::size_t plain = specs.size();
    for (std::size_t i = 0; i < plain; ++i) {
        ModelSpec spec = specs[i];
        spec.registers = int(i) % 5;
        spec.family = i % 4 == 3 || spec.dim < 12 ? Family::Vit : Family::Hybrid;
        if (spec.family == Family::Hybrid && spec.dim % (spec.patchSize / 2) != 0)
            spec.patchSize = 2;
        specs.push_back(spec);
    }
    return specs;
}

inline ModelSpec smallCnn()
{
    ModelSpec spec = smallSpec();
    spec.family = Family::Cnn;
    spec.dim = 6;
    return spec;
}

/// One of each family, the transformers with registers.
inline std::vector<ModelSpec> everyFamily()
{
    ModelSpec vit = smallSpec();
    vit.registers = 2;
    ModelSpec hybrid = vit;
    hybrid.family = Family::Hybrid;
    return {vit, hybrid, smallCnn()};
}

/// A network with weights ten times those of training's start, and biases and norms off their 0 and 1: its
/// attention is far from even, so that a fault in it shows.
inline std::shared_ptr<Network> livelyNetwork(const ModelSpec& spec, std::uint64_t seed)
{
    const RandomScope random(seed);
    auto network = makeNetwork(spec);
    const torch::NoGradGuard noGrad;
    for (auto& parameter : network->parameters()) {
        if (parameter.dim() == 4 && parameter.size(2) == 3)
            parameter.mul_(1.5); // convolutions start at the scale that they keep
        else if (parameter.dim() > 1)
            parameter.mul_(10);
        else
            parameter.add_(at::empty_like(parameter).normal_(0, 0.1, RandomScope::generator()));
    }
    for (auto& buffer : network->named_buffers())
        if (buffer.key().ends_with("running_mean"))
            buffer.value().normal_(0, 0.1, RandomScope::generator());
        else if (buffer.key().ends_with("running_var"))
            buffer.value().uniform_(0.5, 1.5, RandomScope::generator());
    return network;
}

inline ModelInfo infoFor(const ModelSpec& spec)
{
    ModelInfo info;
    info.spec = spec;
    for (int c = 0; c < spec.classes; ++c)
        info.classNames.push_back("class " + std::to_string(c));
    info.normalisation = {{0.4F, 0.5F, 0.6F}, {0.2F, 0.25F, 0.3F}};
    info.dataset = "Test";
    return info;
}

inline ModelPtr livelyModel(const ModelSpec& spec, std::uint64_t seed)
{
    return std::make_shared<TorchModel>(infoFor(spec), livelyNetwork(spec, seed));
}

/// Normalised pictures, (count, 3, S, S).
inline torch::Tensor randomPictures(const ModelSpec& spec, int count, std::uint64_t seed)
{
    const RandomScope random(seed);
    return torch::empty({count, 3, spec.imageSize, spec.imageSize}).normal_(0, 1, RandomScope::generator());
}

/// A picture of random bytes.
inline Image noise(int side, unsigned seed)
{
    std::mt19937 random(seed);
    Image picture(side, side);
    for (auto& byte : picture.rgb)
        byte = std::uint8_t(random() & 0xFF);
    return picture;
}

inline double largestDifference(const torch::Tensor& a, const torch::Tensor& b)
{
    return (a.detach().to(torch::kFloat64) - b.detach().to(torch::kFloat64)).abs().max().item<double>();
}

} // namespace saccade::test
