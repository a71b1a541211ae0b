// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/single_map.h"

#include "core/explain/methods.h"

namespace saccade {

std::optional<int> runnerUp(std::span<const double> scores, int classIndex)
{
    std::optional<int> best;
    for (int c = 0; c < int(scores.size()); ++c)
        if (c != classIndex && (!best || scores[std::size_t(c)] > scores[std::size_t(*best)]))
            best = c;
    return best;
}

MethodMap singleMap(const ModelPtr& model, const Image& picture, const std::string& method, int classIndex,
                    std::optional<int> against)
{
    const MethodInfo& info = methodInfo(method);
    const ModelSpec& spec = model->info().spec;
    MethodRequest request;
    request.method = method;
    request.classIndex = classIndex;
    if (info.takesAgainst)
        request.against = against;
    if (info.takesHead)
        request.layer = spec.depth - 1;
    const std::vector<MethodMap> maps = computeMethod(model, picture, request);
    MethodMap mean = maps.front();
    if (info.takesHead || maps.size() > 1) {
        for (std::size_t i = 0; i < mean.values.size(); ++i) {
            double sum = 0;
            for (const MethodMap& map : maps)
                sum += map.values[i];
            mean.values[i] = float(sum / double(maps.size()));
        }
        mean.head.reset();
        if (!info.takesHead)
            mean.layer.reset();
        mean.words += info.takesHead ? "; mean over the heads of the last layer" : "; mean over the layers";
    }
    if (mean.against) {
        const auto& names = model->info().classNames;
        mean.words += "; the other is " + (std::size_t(*mean.against) < names.size()
                                               ? names[std::size_t(*mean.against)]
                                               : "class " + std::to_string(*mean.against));
    }
    return mean;
}

std::string refusalOf(const MethodInfo& method, const ModelSpec& spec)
{
    return method.needsAttention && !spec.hasAttention() ? "a CNN has no attention" : "";
}

} // namespace saccade
