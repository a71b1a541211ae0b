// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/values/method.h"

#include "core/values/error.h"

#include <cmath>

namespace saccade {

namespace {

constexpr MethodInfo Methods[] = {
    {.name = "attention",
     .summary = "a head's attention, as it is",
     .needsAttention = true,
     .takesLayer = true,
     .takesHead = true,
     .takesQuery = true},
    {.name = "head-mean",
     .summary = "mean of a layer's heads",
     .needsAttention = true,
     .takesLayer = true,
     .takesQuery = true},
    {.name = "head-max",
     .summary = "strongest of a layer's heads",
     .needsAttention = true,
     .takesLayer = true,
     .takesQuery = true},
    {.name = "head-min",
     .summary = "weakest of a layer's heads",
     .needsAttention = true,
     .takesLayer = true,
     .takesQuery = true},
    {.name = "value-weighted",
     .summary = "attention times the length of what it carries",
     .needsAttention = true,
     .takesLayer = true,
     .takesHead = true,
     .takesQuery = true},
    {.name = "rollout",
     .summary = "attention followed through the layers",
     .needsAttention = true,
     .takesLayer = true,
     .takesQuery = true,
     .takesFuse = true,
     .takesDiscard = true},
    {.name = "flow",
     .summary = "largest flow of attention through the layers",
     .needsAttention = true,
     .takesLayer = true,
     .takesQuery = true,
     .takesFuse = true,
     .takesDiscard = true},
    {.name = "gradient-attention",
     .summary = "attention times its gradient, for the class",
     .needsAttention = true,
     .takesLayer = true,
     .takesHead = true,
     .takesQuery = true,
     .knowsClass = true},
    {.name = "gradient-rollout",
     .summary = "rollout of the attention that raises the class",
     .needsAttention = true,
     .takesLayer = true,
     .takesQuery = true,
     .knowsClass = true,
     .takesDiscard = true},
    {.name = "relevance",
     .summary = "relevance of each patch for the class",
     .needsAttention = true,
     .takesLayer = true,
     .takesQuery = true,
     .knowsClass = true},
    {.name = "contrast",
     .summary = "relevance for the class less that for another",
     .needsAttention = true,
     .takesLayer = true,
     .takesQuery = true,
     .knowsClass = true,
     .takesAgainst = true},
    {.name = "grad-cam", .summary = "features that raise the class", .takesLayer = true, .knowsClass = true},
    {.name = "occlusion", .summary = "probability lost when a patch is hidden", .knowsClass = true},
    {.name = "gradient", .summary = "how strongly the class answers to each patch", .knowsClass = true},
    {.name = "integrated-gradients",
     .summary = "share of each patch in the class's logit",
     .knowsClass = true},
};

[[noreturn]] void refuse(const std::string& what)
{
    throw Error(what, Error::Kind::Usage);
}

void requireBelow(const char* option, std::optional<int> value, int bound)
{
    if (value && (*value < 0 || *value >= bound))
        refuse(std::string(option) + ": expected 0 to " + std::to_string(bound - 1) + ", found " +
               std::to_string(*value));
}

void requireTaken(const MethodInfo& method, bool takes, bool given, const char* option)
{
    if (given && !takes)
        refuse(std::string(option) + ": expected a method that reads it, found " + method.name);
}

} // namespace

std::span<const MethodInfo> methods()
{
    return Methods;
}

const MethodInfo& methodInfo(const std::string& name)
{
    std::string known;
    for (const MethodInfo& method : Methods) {
        if (name == method.name)
            return method;
        known += (known.empty() ? "" : ", ") + std::string(method.name);
    }
    refuse("--method: expected one of " + known + ", found " + name);
}

void requireFits(const MethodRequest& request, const ModelSpec& spec)
{
    const MethodInfo& method = methodInfo(request.method);
    if (method.needsAttention && !spec.hasAttention())
        refuse("--method: expected grad-cam, occlusion, gradient or integrated-gradients for a CNN, as it "
               "has no "
               "attention, found " +
               request.method);
    requireBelow("--layer", request.layer, spec.depth);
    if (spec.hasAttention()) {
        requireBelow("--head", request.head, spec.heads);
        requireBelow("--query", request.query, spec.tokens());
    }
    requireBelow("--class", request.classIndex, spec.classes);
    requireBelow("--against", request.against, spec.classes);
    requireTaken(method, method.takesLayer, request.layer.has_value(), "--layer");
    requireTaken(method, method.takesHead, request.head.has_value(), "--head");
    requireTaken(method, method.takesQuery, request.query.has_value(), "--query");
    requireTaken(method, method.takesFuse, request.fuse.has_value(), "--fuse");
    requireTaken(method, method.takesDiscard, request.discard.has_value(), "--discard");
    requireTaken(method, method.takesAgainst, request.against.has_value(), "--against");
    if (method.takesAgainst && !request.against)
        refuse("--against: expected the class to compare with, found none");
    if (request.discard && !(*request.discard >= 0.0 && *request.discard < 1.0))
        refuse("--discard: expected 0 to below 1, found " + std::to_string(*request.discard));
}

std::string word(HeadFuse fuse)
{
    return fuse == HeadFuse::Mean ? "mean" : fuse == HeadFuse::Max ? "max" : "min";
}

HeadFuse headFuse(const std::string& spelled)
{
    for (const HeadFuse fuse : {HeadFuse::Mean, HeadFuse::Max, HeadFuse::Min})
        if (spelled == word(fuse))
            return fuse;
    refuse("--fuse: expected mean, max or min, found " + spelled);
}

} // namespace saccade
