// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/model_spec.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace saccade {

/// How the heads of a layer become one map.
enum class HeadFuse
{
    Mean,
    Max,
    Min
};

/// What is asked of a method. What stays open: every layer and every head where a method shows them one by
/// one, the last layer where it reads up to one; the predicted class.
struct MethodRequest
{
    std::string method = "attention"; ///< a name of methods()
    std::optional<int> layer = {};
    std::optional<int> head = {};
    /// The token that looks. Without one: CLS; of a model without CLS the mean over the patches as queries,
    /// as its answer is the mean over the patches.
    std::optional<int> query = {};
    std::optional<int> classIndex = {};
    std::optional<int> against = {};   ///< a second class, for contrast
    std::optional<HeadFuse> fuse = {}; ///< mean where it is open
    /// Share of each query's keys, the weakest, that is zeroed before the rows are normalised again, 0 to
    /// below 1.
    std::optional<double> discard = {};

    bool operator==(const MethodRequest&) const = default;
};

/// A method's answer.
struct MethodMap
{
    int rows = 0;
    int columns = 0;
    std::vector<float> values; ///< (rows × columns), from the top left, row by row
    bool isSigned = false;     ///< 0 is the middle: below it speaks against the class
    std::string words;         ///< what was computed
    std::optional<int> layer;
    std::optional<int> head;
    std::optional<int> query; ///< token; empty: the mean over the patches, or nobody looks
    int classIndex = 0;       ///< the class asked for, else the predicted one
    std::optional<int> against;
};

/// What is known of a method without running it.
struct MethodInfo
{
    const char* name;    ///< as on the command line
    const char* summary; ///< in a few words
    bool needsAttention = false;
    bool takesLayer = false;
    bool takesHead = false;
    bool takesQuery = false;
    bool knowsClass = false; ///< the map is of one class
    bool takesFuse = false;
    bool takesDiscard = false;
    bool takesAgainst = false;
};

/// Every method, in the order of a menu.
std::span<const MethodInfo> methods();

/// Throws Error (Usage) that lists the names where there is no such method.
const MethodInfo& methodInfo(const std::string& name);

/// Throws Error (Usage), one sentence, where the request makes no sense for its method or for such a model.
void requireFits(const MethodRequest& request, const ModelSpec& spec);

/// "mean", "max" or "min"; the second throws Error (Usage) on any other word.
std::string word(HeadFuse fuse);
HeadFuse headFuse(const std::string& word);

} // namespace saccade
