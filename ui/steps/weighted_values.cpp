// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/steps/weighted_values.h"

#include "ui/attention/scene/words.h"
#include "ui/steps/signed_colour.h"
#include "ui/steps/token_grid.h"

#include <algorithm>
#include <numeric>

namespace saccade::ui {

namespace {

std::vector<float> weightedValue(const AttentionSteps& steps, int token)
{
    const auto width = std::size_t(steps.spec.headDim());
    const auto begin = steps.v.begin() + std::ptrdiff_t(std::size_t(token) * width);
    std::vector<float> value(begin, begin + std::ptrdiff_t(width));
    for (float& number : value)
        number *= steps.attention[std::size_t(token)];
    return value;
}

} // namespace

std::vector<Strip> weightedValues(const AttentionSteps& steps, std::optional<int> marked)
{
    std::vector<int> order(steps.attention.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&steps](int a, int b) {
        return steps.attention[std::size_t(a)] > steps.attention[std::size_t(b)];
    });
    order.resize(std::min<std::size_t>(order.size(), StrongestShown));
    const bool isListed = !marked || std::find(order.begin(), order.end(), *marked) != order.end();
    if (!isListed)
        order.push_back(*marked);

    std::vector<Strip> strips;
    std::vector<float> rest = steps.headOutput;
    double restShare = 1.0;
    for (const int token : order) {
        const double share = double(steps.attention[std::size_t(token)]);
        strips.push_back({tokenName(steps.spec, token), weightedValue(steps, token), 1.0F, token,
                          QStringLiteral("× ") + shortNumber(share)});
        restShare -= share;
        for (std::size_t i = 0; i < rest.size(); ++i)
            rest[i] -= strips.back().values[i];
    }
    if (isListed) // room for a token that is pointed at, so that nothing moves under the mouse
        strips.push_back({QStringLiteral("…"), {}, 1.0F, -1, {}});
    strips.push_back({StripList::tr("all others"), rest, 1.0F, -1,
                      QStringLiteral("× ") + shortNumber(std::max(0.0, restShare))});
    strips.push_back({StripList::tr("sum: the output o"), steps.headOutput, 1.0F, -1, {}});
    float end = 0.0F;
    for (const Strip& strip : strips)
        end = std::max(end, largestSize(strip.values));
    for (Strip& strip : strips)
        strip.end = end;
    return strips;
}

} // namespace saccade::ui
