// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attention/methods/method_request.h"

#include "ui/attention/methods/method_choice.h"
#include "ui/attention/scene/attention_state.h"

namespace saccade::ui {

bool showsEveryLayer(const MethodInfo& method)
{
    return method.needsAttention && method.takesLayer &&
           (method.takesHead || (!method.knowsClass && !method.takesFuse));
}

std::optional<int> mostProbableBut(const Explanation& explanation, int index)
{
    std::optional<int> best;
    for (int i = 0; i < int(explanation.probabilities.size()); ++i)
        if (i != index && (!best || explanation.probabilities[std::size_t(i)] >
                                        explanation.probabilities[std::size_t(*best)]))
            best = i;
    return best;
}

MethodRequest requestFor(const MethodChoice& choice, const AttentionState& state,
                         const Explanation& explanation)
{
    const MethodInfo& method = choice.info();
    const AttentionMaps& maps = explanation.attention;
    MethodRequest request;
    request.method = method.name;
    if (!maps.isEmpty()) {
        if (method.takesLayer && !showsEveryLayer(method))
            request.layer = state.layer();
        if (method.takesQuery && (maps.hasCls() || state.hasQuery()))
            request.query = state.query().token(maps);
    }
    if (method.knowsClass)
        request.classIndex = choice.classIndex();
    if (method.takesAgainst)
        request.against =
            choice.against()
                ? choice.against()
                : mostProbableBut(explanation, choice.classIndex().value_or(explanation.predicted()));
    if (method.takesFuse)
        request.fuse = choice.fuse();
    if (method.takesDiscard && choice.discard() > 0.0)
        request.discard = choice.discard();
    return request;
}

} // namespace saccade::ui
