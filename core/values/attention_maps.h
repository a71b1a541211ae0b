// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

namespace saccade {

/// Every layer's attention on one picture: the softmax output as the model used it. Empty, with 0 layers, for
/// a model without attention.
struct AttentionMaps
{
    int layers = 0;
    int heads = 0;
    int tokens = 0;       ///< N: prefix tokens, then gridRows × gridColumns patches, row by row
    int prefixTokens = 0; ///< CLS (token 0) where the model has one, then the registers
    int registers = 0;    ///< of the prefix tokens
    int gridRows = 0;
    int gridColumns = 0;
    std::vector<float> values; ///< (layers, heads, N, N); each row of N sums to 1

    bool isEmpty() const { return values.empty(); }
    bool hasCls() const { return prefixTokens > registers; }
    int patchToken(int row, int column) const { return prefixTokens + row * gridColumns + column; }
    /// What `query` attends to, (N). Throws std::out_of_range.
    std::span<const float> row(int layer, int head, int query) const;
    /// The patches' share of that row, (gridRows × gridColumns).
    std::span<const float> patches(int layer, int head, int query) const;
    /// The share of that row that goes to CLS, 0..1; 0 where there is none.
    float clsMass(int layer, int head, int query) const;
    /// The share of that row that goes to the registers, 0..1.
    float registerMass(int layer, int head, int query) const;
};

} // namespace saccade
