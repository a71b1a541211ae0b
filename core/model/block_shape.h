// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kernels/kernels.h"
#include "core/torch.h"
#include "core/values/model_spec.h"

#include <array>
#include <cmath>
#include <cstdint>

namespace saccade {

/// Where a block drops numbers, in the order in which the seeds of these places are drawn.
enum class DropPlace
{
    Attention,
    Hidden,
    Mlp
};

/// What a fused block is made of but its weights, and what it draws.
struct BlockShape
{
    std::int64_t batch, tokens, queries, dim, heads;
    float epsilon;
    NormOrder normOrder;
    Activation activation;
    double dropout;                     ///< the chance; 0: none
    std::array<std::uint64_t, 3> seeds; ///< by DropPlace
    torch::Tensor factors; ///< (2, B) or undefined: out of autograd's sight, which refuses undefined tensors

    kernels::AttentionShape attention() const
    {
        const int headDim = int(dim / heads);
        return {int(tokens), int(queries), int(heads), headDim, 1.0F / std::sqrt(float(headDim))};
    }
    kernels::Dropout dropoutAt(DropPlace place) const { return {dropout, seeds[std::size_t(place)]}; }
};

} // namespace saccade
