// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/layers.h"

#include <functional>

namespace saccade {

/// Multi-head self-attention (Vaswani et al. 2017, arXiv 1706.03762): softmax(Q Kᵀ / √head_dim) V for each
/// head, the heads' outputs side by side through one more linear layer.
class AttentionImpl : public torch::nn::Cloneable<AttentionImpl>
{
public:
    explicit AttentionImpl(const ModelSpec& spec);
    void reset() override;

    /// (B, N, dim) → (B, queries, dim): what the first `queries` tokens, or all (-1), read of all. Where
    /// `recorded` is not null it receives the softmax output, (B, heads, queries, N), and the explicit path
    /// is taken; else the fused kernel where this LibTorch has one that pays.
    torch::Tensor forward(const torch::Tensor& x, torch::Tensor* recorded = nullptr,
                          std::int64_t queries = -1);
    /// Of norm(x), by one operation less on a device that has deviceNormLinear().
    torch::Tensor behind(const LayerNorm& norm, const torch::Tensor& x, std::int64_t queries);

    const Linear& qkv() const { return m_qkv; }
    const Linear& proj() const { return m_proj; }

private:
    using Project =
        std::function<torch::Tensor(const torch::Tensor& x, std::int64_t begin, std::int64_t rows)>;

    /// `project` is the linear layer of these rows of the weight.
    torch::Tensor computed(const torch::Tensor& x, torch::Tensor* recorded, std::int64_t queries,
                           const Project& project);

    ModelSpec m_spec;
    Linear m_qkv{nullptr}; ///< rows Q, K, V
    Linear m_proj{nullptr};
};
TORCH_MODULE(Attention);

} // namespace saccade
