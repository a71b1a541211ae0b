// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/values/model_spec.h"

#include "core/values/json_fields.h"

#include <algorithm>
#include <cmath>

namespace saccade {

namespace {

/// Pictures of 1024 pixels become 4.
constexpr int LargestCnnDepth = 8;

constexpr Words<Family> FamilyWords{{Family::Vit, "vit"}, {Family::Hybrid, "hybrid"}, {Family::Cnn, "cnn"}};
constexpr Words<Pooling> PoolingWords{{Pooling::Cls, "cls"}, {Pooling::Mean, "mean"}};
constexpr Words<Positions> PositionWords{{Positions::Learned, "learned"}, {Positions::SinCos, "sincos"}};
constexpr Words<NormOrder> NormOrderWords{{NormOrder::Pre, "pre"}, {NormOrder::Post, "post"}};
constexpr Words<Activation> ActivationWords{{Activation::Gelu, "gelu"}, {Activation::Relu, "relu"}};

/// A convolution of 3 × 3 without bias, and the two numbers a channel of the norm behind it.
std::int64_t convNorm(std::int64_t inputs, std::int64_t outputs)
{
    return 9 * inputs * outputs + 2 * outputs;
}

std::int64_t cnnParameters(const ModelSpec& spec)
{
    std::int64_t count = convNorm(3, spec.stemWidth());
    std::int64_t width = spec.stemWidth();
    for (int stage = 0; stage < std::min(spec.depth, LargestCnnDepth); ++stage) {
        const std::int64_t outputs = spec.stageWidth(stage);
        count += convNorm(width, outputs) + convNorm(outputs, outputs);
        width = outputs;
    }
    return count + width * spec.classes + spec.classes;
}

/// From a picture's pixels to tokens.
std::int64_t embeddingParameters(const ModelSpec& spec)
{
    const std::int64_t d = spec.dim;
    if (spec.family != Family::Hybrid)
        return std::int64_t(3) * spec.patchSize * spec.patchSize * d + d;
    std::int64_t count = 0;
    std::int64_t width = 3;
    for (int halved = spec.patchSize / 2; halved >= 1; halved /= 2) {
        count += convNorm(width, d / halved);
        width = d / halved;
    }
    return count + width * d + d;
}

/// Collects the faults of one spec.
class Faults
{
public:
    bool within(const char* field, double value, double low, double high)
    {
        if (value >= low && value <= high)
            return true;
        add(field, text(low) + (low == high ? std::string() : " to " + text(high)), text(value));
        return false;
    }
    void add(const std::string& field, const std::string& expected, const std::string& found)
    {
        m_list.push_back(field + ": expected " + expected + ", found " + found);
    }
    std::vector<std::string> take() { return std::move(m_list); }

private:
    static std::string text(double v)
    {
        return nlohmann::json(v == std::floor(v) ? nlohmann::json(std::int64_t(v)) : nlohmann::json(v))
            .dump();
    }

    std::vector<std::string> m_list;
};

void checkCnn(const ModelSpec& spec, Faults& faults)
{
    const bool sized = faults.within("image_size", spec.imageSize, 4, 1024);
    const bool deep = faults.within("depth", spec.depth, 1, LargestCnnDepth);
    if (sized && deep && spec.imageSize % (1 << spec.depth) != 0)
        faults.add("depth",
                   "stages that each halve the image size " + std::to_string(spec.imageSize) +
                       " without a rest",
                   std::to_string(spec.depth));
    faults.within("patch_size", spec.patchSize, 1, 1024); // nothing to it, but a whole spec is kept
    faults.within("dim", spec.dim, 1, 1024);
    faults.within("dropout", spec.dropout, 0, 0);
    faults.within("drop_path", spec.dropPath, 0, 0);
    faults.within("registers", spec.registers, 0, 0);
}

void checkTransformer(const ModelSpec& spec, Faults& faults)
{
    const bool sized = faults.within("image_size", spec.imageSize, 4, 1024) &
                       faults.within("patch_size", spec.patchSize, 1, 1024);
    if (sized && spec.imageSize % spec.patchSize != 0)
        faults.add("patch_size", "a divisor of the image size " + std::to_string(spec.imageSize),
                   std::to_string(spec.patchSize));
    else if (sized && spec.patches() > 4096)
        faults.add("patch_size", "at most 4096 patches", std::to_string(spec.patches()));
    const bool wide = faults.within("dim", spec.dim, 1, 8192) & faults.within("heads", spec.heads, 1, 256);
    if (wide && spec.dim % spec.heads != 0)
        faults.add("heads", "a divisor of dim " + std::to_string(spec.dim), std::to_string(spec.heads));
    if (wide && spec.positions == Positions::SinCos && spec.dim % 4 != 0)
        faults.add("dim", "a multiple of 4 for sine-cosine positions", std::to_string(spec.dim));
    if (sized && spec.family == Family::Hybrid) {
        if (spec.patchSize < 2 || (spec.patchSize & (spec.patchSize - 1)) != 0)
            faults.add("patch_size", "2, 4, 8 or another power of two for a convolution stem",
                       std::to_string(spec.patchSize));
        else if (wide && spec.dim % (spec.patchSize / 2) != 0)
            faults.add("dim",
                       "a multiple of " + std::to_string(spec.patchSize / 2) +
                           ", as the stem doubles its width up to it",
                       std::to_string(spec.dim));
    }
    faults.within("depth", spec.depth, 1, 128);
    faults.within("mlp_ratio", spec.mlpRatio, 0.25, 16);
    faults.within("dropout", spec.dropout, 0, 0.9);
    faults.within("drop_path", spec.dropPath, 0, 0.9);
    faults.within("registers", spec.registers, 0, 4);
}

} // namespace

std::int64_t ModelSpec::parameters() const
{
    if (family == Family::Cnn)
        return cnnParameters(*this);
    const std::int64_t d = dim;
    const std::int64_t hidden = mlpHidden();
    const std::int64_t attention = 3 * d * d + 3 * d + d * d + d;
    const std::int64_t mlp = d * hidden + hidden + hidden * d + d;
    const std::int64_t norms = 4 * d;
    const std::int64_t cls = pooling == Pooling::Cls ? d : 0;
    const std::int64_t places = positions == Positions::Learned ? cls + patches() * d : 0;
    const std::int64_t finalNorm = normOrder == NormOrder::Pre ? 2 * d : 0;
    return embeddingParameters(*this) + cls + registers * d + places + depth * (attention + mlp + norms) +
           finalNorm + d * classes + classes;
}

std::vector<std::string> ModelSpec::validate() const
{
    Faults faults;
    if (family == Family::Cnn)
        checkCnn(*this, faults);
    else
        checkTransformer(*this, faults);
    faults.within("classes", classes, 2, 100000);
    faults.within("norm_epsilon", normEpsilon, 1e-12, 1e-2);
    return faults.take();
}

std::string shortName(const ModelSpec& spec)
{
    const std::string size = std::to_string(spec.dim) + " × " + std::to_string(spec.depth);
    switch (spec.family) {
    case Family::Cnn:
        return "CNN " + size;
    case Family::Hybrid:
        return "Hybrid " + size + " × " + std::to_string(spec.heads);
    case Family::Vit:
        break;
    }
    return "ViT " + size + " × " + std::to_string(spec.heads);
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
