// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace saccade {

/// Vit: patches cut out and projected. Hybrid: the same transformer over the feature map of a small
/// convolution stem (Xiao et al. 2021, arXiv 2106.14881). Cnn: a small residual network, without attention.
enum class Family
{
    Vit,
    Hybrid,
    Cnn
};
enum class Pooling
{
    Cls,
    Mean
};
enum class Positions
{
    Learned,
    SinCos
};
enum class NormOrder
{
    Pre,
    Post
};
enum class Activation
{
    Gelu,
    Relu
};

/// Everything that defines a model's shape. Vision transformers: Dosovitskiy et al. 2020, arXiv 2010.11929.
///
/// What the families make of it: a Vit takes every field. A Hybrid too; its stem halves the picture until a
/// token stands for patchSize × patchSize pixels, so that patchSize is a power of two. A Cnn takes imageSize,
/// classes, activation and normEpsilon; dim is the width of its first stage and depth its number of stages,
/// each of half the side of the one before. It has no tokens, so the fields that speak of them mean nothing
/// to it and are not read, but dropout, dropPath and registers must be 0: who asks for them would otherwise
/// believe to have them.
struct ModelSpec
{
    Family family = Family::Vit;
    int imageSize = 32; ///< pixels a side
    int patchSize = 4;  ///< pixels a side; divides imageSize
    int classes = 10;
    int dim = 192;         ///< width of a token, a multiple of heads; of a Cnn, of the first stage
    int depth = 6;         ///< blocks; stages of a Cnn
    int heads = 3;         ///< per block
    double mlpRatio = 4.0; ///< hidden width of the feed-forward network, over dim
    Pooling pooling = Pooling::Cls;
    Positions positions = Positions::Learned;
    /// Pre: x + f(norm(x)). Post, as in Vaswani et al. 2017: norm(x + f(x)).
    NormOrder normOrder = NormOrder::Pre;
    Activation activation = Activation::Gelu;
    double dropout = 0.0;
    /// Chance that a picture skips a residual branch in training, rising in a line from 0 at the first block
    /// to this at the last (Huang et al. 2016, arXiv 1603.09382).
    double dropPath = 0.0;
    /// Extra tokens behind CLS that belong to no patch (Darcet et al. 2023, arXiv 2309.16588), 0 to 4.
    int registers = 0;
    double normEpsilon = 1e-6;

    int gridSide() const { return imageSize / patchSize; }
    int patches() const { return gridSide() * gridSide(); }
    bool hasAttention() const { return family != Family::Cnn; }
    /// Tokens before the patches: CLS, where there is one, then the registers.
    int prefixTokens() const { return (pooling == Pooling::Cls ? 1 : 0) + registers; }
    int tokens() const { return prefixTokens() + patches(); }
    int headDim() const { return dim / heads; }
    /// Of a Cnn: filters in front of its stages, twelve directions and their opposites.
    int stemWidth() const { return 24; }
    /// Of a Cnn, its stages counted from 0: dim, 3 · dim, 4 · dim, 5 · dim … The first is narrow, as it works
    /// on four times the pixels of the second.
    int stageWidth(int stage) const { return stage == 0 ? dim : (stage + 2) * dim; }
    int mlpHidden() const { return static_cast<int>(dim * mlpRatio + 0.5); }
    std::int64_t parameters() const;

    /// Empty where a model can be built; else one sentence a fault, each naming the field.
    std::vector<std::string> validate() const;
    bool operator==(const ModelSpec&) const = default;
};

/// "ViT 192 × 6 × 3", "Hybrid 192 × 6 × 3": dim × depth × heads. "CNN 48 × 3": dim × depth.
std::string shortName(const ModelSpec& spec);

void to_json(nlohmann::json& json, const ModelSpec& spec);
/// Fields that are missing keep their defaults. Throws Error (BadInput) on a field of a wrong type, an
/// unknown field or an unknown word.
void from_json(const nlohmann::json& json, ModelSpec& spec);

} // namespace saccade
