// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/attention.h"

#include "core/model/random_scope.h"
#include <torch/version.h>

#include <cmath>

namespace saccade {

namespace {

/// LibTorch 2's fused kernel. It gives no map, and on a CPU it is slower than the explicit path in bf16.
bool hasFusedKernel([[maybe_unused]] const torch::Tensor& q)
{
#if TORCH_VERSION_MAJOR >= 2
    return !(q.device().is_cpu() && q.scalar_type() == torch::kBFloat16);
#else
    return false;
#endif
}

torch::Tensor fusedAttention([[maybe_unused]] const torch::Tensor& q, [[maybe_unused]] const torch::Tensor& k,
                             [[maybe_unused]] const torch::Tensor& v)
{
#if TORCH_VERSION_MAJOR >= 2
    return at::scaled_dot_product_attention(q, k, v);
#else
    return {};
#endif
}

} // namespace

AttentionImpl::AttentionImpl(const ModelSpec& spec)
    : m_spec(spec)
{
    AttentionImpl::reset();
}

void AttentionImpl::reset()
{
    m_qkv = register_module("qkv", Linear(m_spec.dim, 3 * m_spec.dim));
    m_proj = register_module("proj", Linear(m_spec.dim, m_spec.dim));
}

torch::Tensor AttentionImpl::forward(const torch::Tensor& x, torch::Tensor* recorded)
{
    const std::int64_t batch = x.size(0);
    const std::int64_t tokens = x.size(1);
    const auto qkv = m_qkv(x)
                         .reshape({batch, tokens, 3, m_spec.heads, m_spec.headDim()})
                         .permute({2, 0, 3, 1, 4}); // (3, B, heads, N, head_dim)
    const auto q = qkv[0];
    const auto k = qkv[1];
    const auto v = qkv[2];
    torch::Tensor mixed; // (B, heads, N, head_dim)
    if (!recorded && hasFusedKernel(q)) {
        mixed = fusedAttention(q, k, v);
    } else {
        const double scale = 1.0 / std::sqrt(double(m_spec.headDim()));
        const auto weights = at::softmax(at::matmul(q * scale, k.transpose(-2, -1)), -1); // (B, heads, N, N)
        if (recorded)
            *recorded = weights;
        mixed = at::matmul(weights, v);
    }
    const auto joined = mixed.transpose(1, 2).reshape({batch, tokens, m_spec.dim});
    return seededDropout(m_proj(joined), m_spec.dropout, is_training());
}

} // namespace saccade
