// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/values/model_spec.h"

#include "core/values/json_fields.h"

#include <cmath>

namespace saccade {

namespace {

constexpr Words<Family> FamilyWords{{Family::Vit, "vit"}, {Family::Hybrid, "hybrid"}, {Family::Cnn, "cnn"}};
constexpr Words<Pooling> PoolingWords{{Pooling::Cls, "cls"}, {Pooling::Mean, "mean"}};
constexpr Words<Positions> PositionWords{{Positions::Learned, "learned"}, {Positions::SinCos, "sincos"}};
constexpr Words<NormOrder> NormOrderWords{{NormOrder::Pre, "pre"}, {NormOrder::Post, "post"}};
constexpr Words<Activation> ActivationWords{{Activation::Gelu, "gelu"}, {Activation::Relu, "relu"}};

} // namespace

std::int64_t ModelSpec::parameters() const
{
    const std::int64_t d = dim;
    const std::int64_t hidden = mlpHidden();
    const std::int64_t attention = 3 * d * d + 3 * d + d * d + d;
    const std::int64_t mlp = d * hidden + hidden + hidden * d + d;
    const std::int64_t norms = 4 * d;
    const std::int64_t embedding = std::int64_t(3) * patchSize * patchSize * d + d;
    const std::int64_t cls = pooling == Pooling::Cls ? d : 0;
    const std::int64_t places = positions == Positions::Learned ? std::int64_t(tokens()) * d : 0;
    const std::int64_t finalNorm = normOrder == NormOrder::Pre ? 2 * d : 0;
    return embedding + cls + places + depth * (attention + mlp + norms) + finalNorm + d * classes + classes;
}

std::vector<std::string> ModelSpec::validate() const
{
    std::vector<std::string> faults;
    const auto within = [&faults](const char* field, double value, double low, double high) {
        if (value >= low && value <= high)
            return true;
        const auto text = [](double v) {
            return nlohmann::json(v == std::floor(v) ? nlohmann::json(std::int64_t(v)) : nlohmann::json(v))
                .dump();
        };
        faults.push_back(std::string(field) + ": expected " + text(low) + " to " + text(high) + ", found " +
                         text(value));
        return false;
    };
    const bool sized = within("image_size", imageSize, 4, 1024) & within("patch_size", patchSize, 1, 1024);
    if (sized && imageSize % patchSize != 0)
        faults.push_back("patch_size: expected a divisor of the image size " + std::to_string(imageSize) +
                         ", found " + std::to_string(patchSize));
    else if (sized && patches() > 4096)
        faults.push_back("patch_size: expected at most 4096 patches, found " + std::to_string(patches()));
    within("classes", classes, 2, 100000);
    const bool wide = within("dim", dim, 1, 8192) & within("heads", heads, 1, 256);
    if (wide && dim % heads != 0)
        faults.push_back("heads: expected a divisor of dim " + std::to_string(dim) + ", found " +
                         std::to_string(heads));
    if (wide && positions == Positions::SinCos && dim % 4 != 0)
        faults.push_back("dim: expected a multiple of 4 for sine-cosine positions, found " +
                         std::to_string(dim));
    within("depth", depth, 1, 128);
    within("mlp_ratio", mlpRatio, 0.25, 16);
    within("dropout", dropout, 0, 0.9);
    within("drop_path", dropPath, 0, 0.9);
    within("registers", registers, 0, 4);
    within("norm_epsilon", normEpsilon, 1e-12, 1e-2);
    return faults;
}

std::string shortName(const ModelSpec& spec)
{
    return "ViT " + std::to_string(spec.dim) + " × " + std::to_string(spec.depth) + " × " +
           std::to_string(spec.heads);
}

void to_json(nlohmann::json& json, const ModelSpec& spec)
{
    json = {{"family", wordFor(spec.family, FamilyWords)},
            {"image_size", spec.imageSize},
            {"patch_size", spec.patchSize},
            {"classes", spec.classes},
            {"dim", spec.dim},
            {"depth", spec.depth},
            {"heads", spec.heads},
            {"mlp_ratio", spec.mlpRatio},
            {"pooling", wordFor(spec.pooling, PoolingWords)},
            {"positions", wordFor(spec.positions, PositionWords)},
            {"norm_order", wordFor(spec.normOrder, NormOrderWords)},
            {"activation", wordFor(spec.activation, ActivationWords)},
            {"dropout", spec.dropout},
            {"drop_path", spec.dropPath},
            {"registers", spec.registers},
            {"norm_epsilon", spec.normEpsilon}};
}

void from_json(const nlohmann::json& json, ModelSpec& spec)
{
    JsonFields fields(json, "model");
    fields.readWord("family", spec.family, FamilyWords)
        .read("image_size", spec.imageSize)
        .read("patch_size", spec.patchSize)
        .read("classes", spec.classes)
        .read("dim", spec.dim)
        .read("depth", spec.depth)
        .read("heads", spec.heads)
        .read("mlp_ratio", spec.mlpRatio)
        .readWord("pooling", spec.pooling, PoolingWords)
        .readWord("positions", spec.positions, PositionWords)
        .readWord("norm_order", spec.normOrder, NormOrderWords)
        .readWord("activation", spec.activation, ActivationWords)
        .read("dropout", spec.dropout)
        .read("drop_path", spec.dropPath)
        .read("registers", spec.registers)
        .read("norm_epsilon", spec.normEpsilon)
        .refuseUnknown();
}

} // namespace saccade
