// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace saccade {

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

/// Everything that defines a vision transformer's shape (Dosovitskiy et al. 2020, arXiv 2010.11929).
struct ModelSpec
{
    int imageSize = 32; ///< pixels a side
    int patchSize = 4;  ///< pixels a side; divides imageSize
    int classes = 10;
    int dim = 192;         ///< width of a token; a multiple of heads
    int depth = 6;         ///< blocks
    int heads = 3;         ///< per block
    double mlpRatio = 4.0; ///< hidden width of the feed-forward network, over dim
    Pooling pooling = Pooling::Cls;
    Positions positions = Positions::Learned;
    /// Pre: x + f(norm(x)). Post, as in Vaswani et al. 2017: norm(x + f(x)).
    NormOrder normOrder = NormOrder::Pre;
    Activation activation = Activation::Gelu;
    double dropout = 0.0;
    double normEpsilon = 1e-6;

    int gridSide() const { return imageSize / patchSize; }
    int patches() const { return gridSide() * gridSide(); }
    /// Tokens before the patches: 1 where there is a CLS token, else 0.
    int prefixTokens() const { return pooling == Pooling::Cls ? 1 : 0; }
    int tokens() const { return prefixTokens() + patches(); }
    int headDim() const { return dim / heads; }
    int mlpHidden() const { return static_cast<int>(dim * mlpRatio + 0.5); }
    std::int64_t parameters() const;

    /// Empty where a model can be built; else one sentence a fault, each naming the field.
    std::vector<std::string> validate() const;
    bool operator==(const ModelSpec&) const = default;
};

/// "ViT 192 × 6 × 3": dim × depth × heads.
std::string shortName(const ModelSpec& spec);

void to_json(nlohmann::json& json, const ModelSpec& spec);
/// Fields that are missing keep their defaults. Throws Error (BadInput) on a field of a wrong type, an
/// unknown field or an unknown word.
void from_json(const nlohmann::json& json, ModelSpec& spec);

} // namespace saccade
