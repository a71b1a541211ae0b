// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/random.h"

#include "core/values/error.h"

#include <numeric>
#include <string>
#include <utility>

namespace saccade {

// Not inline: this folder is compiled without fused multiply-add, so that the rounding is the same
// everywhere.
float Random::between(float low, float high)
{
    return low + (high - low) * unit();
}

void shuffle(std::span<int> values, Random random)
{
    for (std::size_t left = values.size(); left > 1; --left)
        std::swap(values[left - 1], values[std::size_t(random.below(int(left)))]);
}

std::vector<int> permutation(int n, std::uint64_t seed, std::uint64_t epoch)
{
    if (n < 0)
        throw Error("permutation: expected 0 values or more, found " + std::to_string(n), Error::Kind::Usage);
    std::vector<int> order(std::size_t(n), 0);
    std::iota(order.begin(), order.end(), 0);
    shuffle(order, Random(seed, Stream::Shuffle, epoch));
    return order;
}

} // namespace saccade
