// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kernels/kernels.h"
#include "core/torch.h"

#include <type_traits>

// How the model's own passes hand their rows to core/kernels.

namespace saccade {

using kernels::Bf16;

/// Work on rows [begin, end) as the n-th of `shares`.
template <typename Work>
void onShare(std::int64_t rows, std::int64_t share, std::int64_t shares, Work&& work)
{
    work(rows * share / shares, rows * (share + 1) / shares, share);
}

/// The work of all shares: as many as there are threads, so that which row goes where, and with it every
/// rounding of a sum, is the same in each run.
template <typename Work>
void overRows(std::int64_t rows, Work&& work)
{
    const std::int64_t shares = at::get_num_threads();
    at::parallel_for(0, shares, 1, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t share = first; share < last; ++share)
            onShare(rows, share, shares, work);
    });
}

inline torch::Tensor sumsFor(std::int64_t dim)
{
    return at::zeros({at::get_num_threads(), dim}, torch::kFloat32); // (shares, dim)
}

inline float* rowOf(const torch::Tensor& sums, std::int64_t share)
{
    return sums.data_ptr<float>() + share * sums.size(1);
}

/// Activations as T, in tensors of that type.
template <typename T>
inline constexpr torch::ScalarType TypeOf = std::is_same_v<T, Bf16> ? torch::kBFloat16 : torch::kFloat32;

template <typename T>
T* dataOf(const torch::Tensor& tensor)
{
    return static_cast<T*>(tensor.data_ptr());
}

/// What work(begin, end, sums) adds up over all rows, (dim); each share has sums of its own.
template <typename Work>
torch::Tensor summedOverRows(std::int64_t rows, std::int64_t dim, Work&& work)
{
    const auto sums = sumsFor(dim);
    overRows(rows, [&](std::int64_t begin, std::int64_t end, std::int64_t share) {
        work(begin, end, rowOf(sums, share));
    });
    return sums.sum(0);
}

inline torch::Tensor emptyOf(torch::ScalarType type, std::initializer_list<std::int64_t> sizes)
{
    return at::empty(sizes, torch::TensorOptions().dtype(type));
}

} // namespace saccade
