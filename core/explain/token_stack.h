// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace saccade {

/// A number for each query (row) and key (column), row by row.
struct TokenMatrix
{
    TokenMatrix() = default;
    explicit TokenMatrix(int n)
        : tokens(n)
        , values(std::size_t(n) * std::size_t(n), 0.0)
    {
    }
    static TokenMatrix identity(int n);

    double& at(int query, int key) { return values[std::size_t(query * tokens + key)]; }
    double at(int query, int key) const { return values[std::size_t(query * tokens + key)]; }
    std::span<double> row(int query);
    std::span<const double> row(int query) const;

    int tokens = 0;
    std::vector<double> values; ///< (N, N)
};

/// a · b.
TokenMatrix product(const TokenMatrix& a, const TokenMatrix& b);

/// Of every layer and head such a matrix: attention, or a gradient with respect to it.
struct TokenStack
{
    int layers = 0;
    int heads = 0;
    int tokens = 0;             ///< N: CLS where there is one, registers, patches
    std::vector<double> values; ///< (layers, heads, N, N)

    std::span<const double> matrix(int layer, int head) const;
};

/// Where the patches stand among a model's tokens.
struct TokenLayout
{
    int tokens = 0;
    int prefixTokens = 0; ///< CLS and registers: before the patches
    bool hasCls = false;
};

/// What a query sees of the patches: its row without the prefix tokens. Without a query that of CLS; where
/// there is no CLS the mean over the rows of the patches, as such a model's answer is the mean over them.
std::vector<double> patchesSeen(const TokenMatrix& matrix, const TokenLayout& layout,
                                std::optional<int> query);

} // namespace saccade
