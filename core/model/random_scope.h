// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/torch.h"

#include <torch/version.h>

#include <cstdint>
#include <optional>

namespace saccade {

#if TORCH_VERSION_MAJOR >= 2
using MaybeGenerator = std::optional<at::Generator>;
#else
using MaybeGenerator = c10::optional<at::Generator>;
#endif

/// While it lives, random weights and dropout on this thread are a function of its seed: they draw from a
/// generator of its own, so that no other thread can disturb a run that must be repeatable. Scopes nest.
class RandomScope
{
public:
    explicit RandomScope(std::uint64_t seed, torch::Device device = torch::kCPU);
    ~RandomScope();
    RandomScope(const RandomScope&) = delete;
    RandomScope& operator=(const RandomScope&) = delete;

    /// The innermost scope's generator; nothing (LibTorch's default) outside every scope.
    static MaybeGenerator generator();

private:
    at::Generator m_generator;
    RandomScope* m_outer;
};

/// What initial weights are drawn with. LibTorch's generator reads 32 bits of a seed: one that has more is
/// hashed to as many, so that two seeds have the same weights by chance alone.
std::uint64_t weightSeed(std::uint64_t seed);

/// The next of the innermost scope's numbers, on the processor: what something draws from that repeats by a
/// seed of its own.
std::uint64_t drawnSeed();

/// Zeroes a share `p` of x and scales the rest by 1 / (1 - p) (Srivastava et al. 2014); x itself outside
/// training. On the processor which ones is a function of drawnSeed(): see kernels::Dropout.
torch::Tensor seededDropout(const torch::Tensor& x, double p, bool training);

/// What a block's two residual branches are multiplied by for each picture, (2, batch): 0 with chance `p`,
/// else 1 / (1 - p) (Huang et al. 2016, arXiv 1603.09382).
torch::Tensor dropPathFactors(std::int64_t batch, double p, torch::Device device);

} // namespace saccade
