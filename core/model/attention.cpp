// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/attention.h"

#include "core/model/device_linear.h"
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
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 5)
    // cuDNN's kernel, the first choice on some cards, has a way back that answers NaN for half a tile of
    // tokens (pytorch/pytorch#196678).
    constexpr std::int64_t Tile = 128;
    if (q.is_cuda())
        at::globalContext().setSDPUseCuDNN(k.size(-2) % Tile != Tile / 2);
#endif
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

torch::Tensor AttentionImpl::forward(const torch::Tensor& x, torch::Tensor* recorded, std::int64_t queries)
{
    const auto project = [this](const torch::Tensor& input, std::int64_t begin, std::int64_t rows) {
        if (rows == m_qkv->weight.size(0))
            return m_qkv(input);
        return at::linear(input, m_qkv->weight.narrow(0, begin, rows), m_qkv->bias.narrow(0, begin, rows));
    };
    return computed(x, recorded, queries < 0 ? x.size(1) : queries, project);
}

torch::Tensor AttentionImpl::behind(const LayerNorm& norm, const torch::Tensor& x, std::int64_t queries)
{
    const auto project = [this, &norm](const torch::Tensor& input, std::int64_t begin, std::int64_t rows) {
        return deviceNormLinear(input, norm->weight, norm->bias, norm->epsilon(),
                                m_qkv->weight.narrow(0, begin, rows), m_qkv->bias.narrow(0, begin, rows));
    };
    return computed(x, nullptr, queries, project);
}

torch::Tensor AttentionImpl::computed(const torch::Tensor& x, torch::Tensor* recorded, std::int64_t queries,
                                      const Project& project)
{
    const std::int64_t dim = m_spec.dim;
    // (B, N, parts · dim) → parts of (B, heads, N, head_dim)
    std::vector<torch::Tensor> qkv;
    const auto split = [this, &qkv](const torch::Tensor& joined, std::int64_t parts) {
        const std::vector<std::int64_t> shape{joined.size(0), joined.size(1), parts, m_spec.heads,
                                              m_spec.headDim()};
        for (const auto& part : joined.reshape(shape).unbind(2))
            qkv.push_back(part.transpose(1, 2));
    };
    if (queries == x.size(1)) {
        split(project(x, 0, 3 * dim), 3);
    } else { // queries of a few tokens, keys and values of all
        split(project(x.narrow(1, 0, queries).contiguous(), 0, dim), 1);
        split(project(x, dim, 2 * dim), 2);
    }
    const auto& q = qkv[0]; // (B, heads, queries, head_dim)
    const auto& k = qkv[1];
    const auto& v = qkv[2];
    torch::Tensor mixed; // (B, heads, queries, head_dim)
    if (!recorded && hasFusedKernel(q)) {
        mixed = fusedAttention(q, k, v);
    } else {
        const double scale = 1.0 / std::sqrt(double(m_spec.headDim()));
        const auto weights =
            at::softmax(at::matmul(q * scale, k.transpose(-2, -1)), -1); // (B, heads, queries, N)
        if (recorded)
            *recorded = weights;
        mixed = at::matmul(weights, v);
    }
    const auto joined = mixed.transpose(1, 2).reshape({x.size(0), queries, dim});
    return seededDropout(m_proj(joined), m_spec.dropout, is_training());
}

} // namespace saccade
