// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/token_stack.h"

namespace saccade {

TokenMatrix TokenMatrix::identity(int n)
{
    TokenMatrix result(n);
    for (int i = 0; i < n; ++i)
        result.at(i, i) = 1.0;
    return result;
}

std::span<double> TokenMatrix::row(int query)
{
    return std::span(values).subspan(std::size_t(query * tokens), std::size_t(tokens));
}

std::span<const double> TokenMatrix::row(int query) const
{
    return std::span(values).subspan(std::size_t(query * tokens), std::size_t(tokens));
}

TokenMatrix product(const TokenMatrix& a, const TokenMatrix& b)
{
    TokenMatrix result(a.tokens);
    for (int i = 0; i < a.tokens; ++i)
        for (int j = 0; j < a.tokens; ++j) {
            const double factor = a.at(i, j);
            for (int k = 0; k < a.tokens; ++k)
                result.at(i, k) += factor * b.at(j, k);
        }
    return result;
}

std::span<const double> TokenStack::matrix(int layer, int head) const
{
    const std::size_t size = std::size_t(tokens) * std::size_t(tokens);
    return std::span(values).subspan((std::size_t(layer) * std::size_t(heads) + std::size_t(head)) * size,
                                     size);
}

std::vector<double> patchesSeen(const TokenMatrix& matrix, const TokenLayout& layout,
                                std::optional<int> query)
{
    const int from = query ? *query : layout.hasCls ? 0 : layout.prefixTokens;
    const int behind = query || layout.hasCls ? from + 1 : layout.tokens;
    std::vector<double> result;
    for (int key = layout.prefixTokens; key < layout.tokens; ++key) {
        double sum = 0.0;
        for (int row = from; row < behind; ++row)
            sum += matrix.at(row, key);
        result.push_back(sum / (behind - from));
    }
    return result;
}

} // namespace saccade
