// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/ranking.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

namespace saccade {

std::vector<int> descending(std::span<const float> values)
{
    std::vector<int> order(values.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, std::ranges::greater{}, [&](int i) { return values[std::size_t(i)]; });
    return order;
}

std::vector<double> ranks(std::span<const float> values)
{
    const std::vector<int> order = descending(values);
    const std::size_t count = values.size();
    std::vector<double> result(count);
    for (std::size_t begin = 0; begin < count;) {
        std::size_t end = begin;
        while (end < count && values[std::size_t(order[end])] == values[std::size_t(order[begin])])
            ++end;
        end = std::max(end, begin + 1); // not a number equals nothing, itself included
        // Places begin to end - 1 from the top are ranks count - end + 1 to count - begin from below.
        for (std::size_t i = begin; i < end; ++i)
            result[std::size_t(order[i])] = double(2 * count - begin - end + 1) / 2;
        begin = end;
    }
    return result;
}

std::optional<double> rankCorrelation(std::span<const float> a, std::span<const float> b)
{
    const std::vector<double> first = ranks(a);
    const std::vector<double> second = ranks(b);
    const double mean = (double(a.size()) + 1) / 2; // equal ranks or not
    double together = 0;
    double ofFirst = 0;
    double ofSecond = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        together += (first[i] - mean) * (second[i] - mean);
        ofFirst += (first[i] - mean) * (first[i] - mean);
        ofSecond += (second[i] - mean) * (second[i] - mean);
    }
    if (ofFirst == 0 || ofSecond == 0)
        return {};
    return together / std::sqrt(ofFirst * ofSecond);
}

} // namespace saccade
