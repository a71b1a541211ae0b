// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/model_spec.h"

#include <cstdint>
#include <string>
#include <vector>

namespace saccade {

/// A matrix product: (rows, inner) times (inner, columns).
struct GemmShape
{
    std::int64_t rows = 0;
    std::int64_t inner = 0;
    std::int64_t columns = 0;
    /// The second factor is stored as (columns, inner), as the weights of a linear layer are.
    bool transposed = false;

    double flop() const { return 2.0 * double(rows) * double(inner) * double(columns); }
    bool operator==(const GemmShape&) const = default;
};

/// Products in which a machine shows what it can do: squares, and those of the model's linear layers with a
/// batch of pictures, both layouts of each. `large`: larger squares too, which a graphics card needs to be
/// full.
std::vector<GemmShape> gemmShapes(const ModelSpec& spec, int batchSize, bool large = false);

/// GFLOP/s of LibTorch's product of this shape on a device ("cpu", "cuda:0"), in bf16 or fp32, on the threads
/// that the calling thread has been given: repeated for that many seconds, at least twice, the first left
/// out.
double measureGemm(const GemmShape& shape, bool bf16, const std::string& device, double seconds);

} // namespace saccade
