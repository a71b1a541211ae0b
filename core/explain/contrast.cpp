// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/contrast.h"

#include "core/explain/method_input.h"
#include "core/explain/relevance.h"
#include "core/values/error.h"

namespace saccade {

std::vector<MethodMap> contrastMethod(const MethodInput& input)
{
    const RecordedPass pass = recordedPass(input, Gradients::On);
    const int against = input.request.against.value();
    if (against == pass.classIndex)
        throw Error("--against: expected another class than " + std::to_string(against) + ", found the same",
                    Error::Kind::Usage);
    const int last = input.lastLayer();
    TokenMatrix difference = relevance(pass.attention, attentionGradient(pass, pass.classIndex), last);
    const TokenMatrix other = relevance(pass.attention, attentionGradient(pass, against), last);
    for (std::size_t i = 0; i < difference.values.size(); ++i)
        difference.values[i] -= other.values[i];
    MethodMap map =
        input.tokenMap(difference, pass.classIndex, "relevance for the class less that for the other");
    map.isSigned = true;
    map.layer = last;
    map.against = against;
    return {map};
}

} // namespace saccade
