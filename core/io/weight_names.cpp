// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/weight_names.h"

#include "core/values/error.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace saccade {

namespace {

/// A name and what it is called elsewhere; both may go on behind a dot. `part` is its place among the rows of
/// a tensor of ours, of which it is one.
struct Rule
{
    std::string_view theirs;
    std::string_view ours;
    int part = -1;
};

/// Where several rules have the same `ours`, the first is the classic name, which is written.
constexpr Rule Outside[] = {{"embeddings.cls_token", "cls_token"},
                            {"embeddings.position_embeddings", "pos_embed"},
                            {"embeddings.register_tokens", "reg_token"},
                            {"embeddings.patch_embeddings.projection", "patch_embed.proj"},
                            {"layernorm", "norm"},
                            {"classifier", "head"}};

constexpr Rule InLayer[] = {{"layernorm_before", "norm1"},
                            {"layernorm_after", "norm2"},
                            {"attention.attention.query", "attn.qkv", 0},
                            {"attention.attention.key", "attn.qkv", 1},
                            {"attention.attention.value", "attn.qkv", 2},
                            {"attention.output.dense", "attn.proj"},
                            {"intermediate.dense", "mlp.fc1"},
                            {"output.dense", "mlp.fc2"},
                            // transformers 5
                            {"attention.q_proj", "attn.qkv", 0},
                            {"attention.k_proj", "attn.qkv", 1},
                            {"attention.v_proj", "attn.qkv", 2},
                            {"attention.o_proj", "attn.proj"},
                            // both, and DINOv2
                            {"mlp.fc1", "mlp.fc1"},
                            {"mlp.fc2", "mlp.fc2"},
                            {"norm1", "norm1"},
                            {"norm2", "norm2"},
                            {"layer_scale1.lambda1", "ls1.gamma"},
                            {"layer_scale2.lambda1", "ls2.gamma"}};

constexpr std::string_view ModelPrefixes[] = {"vit.", "dinov2.", "dinov2_with_registers."};
constexpr std::string_view LayerPrefixes[] = {"encoder.layer.", "encoder.layers.", "layers."};

/// What no forward pass of ours needs: a layer behind the last norm that only some tasks read, and the token
/// that stands for a hidden patch in pretraining.
constexpr std::string_view Unused[] = {"pooler.dense.weight", "pooler.dense.bias", "embeddings.mask_token"};

/// The rest of `text` behind `head`, from the dot on; nothing where it does not begin with it.
std::optional<std::string_view> behind(std::string_view text, std::string_view head)
{
    if (!text.starts_with(head) || (text.size() > head.size() && text[head.size()] != '.'))
        return {};
    return text.substr(head.size());
}

std::string_view withoutModelPrefix(std::string_view name)
{
    for (const std::string_view prefix : ModelPrefixes)
        if (name.starts_with(prefix))
            return name.substr(prefix.size());
    return name;
}

struct OurName
{
    std::string name;
    int part = -1;
};

template <std::size_t N>
std::optional<OurName> byRule(const Rule (&rules)[N], std::string_view name, const std::string& prefix)
{
    for (const Rule& rule : rules)
        if (const auto rest = behind(name, rule.theirs))
            return OurName{prefix + std::string(rule.ours) + std::string(*rest), rule.part};
    return {};
}

/// Nothing where transformers has no such name.
std::optional<OurName> ourName(std::string_view theirs)
{
    const std::string_view name = withoutModelPrefix(theirs);
    for (const std::string_view prefix : LayerPrefixes) {
        if (!name.starts_with(prefix))
            continue;
        const std::string_view inside = name.substr(prefix.size());
        const std::size_t dot = inside.find('.');
        if (dot == std::string_view::npos)
            return {};
        return byRule(InLayer, inside.substr(dot + 1), "blocks." + std::string(inside.substr(0, dot)) + '.');
    }
    return byRule(Outside, name, "");
}

constexpr std::size_t QueryKeyValue = 3;

} // namespace

WeightNames::WeightNames(const SafetensorsFile& file)
    : m_file(file)
{
    m_ofTransformers = std::any_of(file.tensors().begin(), file.tensors().end(), [](const TensorEntry& e) {
        return withoutModelPrefix(e.name).starts_with("embeddings.");
    });
    for (const TensorEntry& entry : file.tensors()) {
        const auto& unused = Unused;
        if (m_ofTransformers && std::find(std::begin(unused), std::end(unused),
                                          withoutModelPrefix(entry.name)) != std::end(unused))
            continue;
        const auto ours = m_ofTransformers ? ourName(entry.name) : std::nullopt;
        auto& parts = m_parts[ours ? ours->name : entry.name];
        const std::size_t place = ours && ours->part >= 0 ? std::size_t(ours->part) : 0;
        parts.resize(std::max(parts.size(), ours && ours->part >= 0 ? QueryKeyValue : 1));
        if (!parts[place].empty())
            throw Error::badInput(file.path().string(), "each tensor under one name",
                                  '"' + parts[place] + "\" and \"" + entry.name + '"');
        parts[place] = entry.name;
    }
    for (const auto& [name, parts] : m_parts)
        if (const auto gap = std::find(parts.begin(), parts.end(), ""); gap != parts.end())
            throw Error::badInput(file.path().string(), "query, key and value together",
                                  "\"" + *std::max_element(parts.begin(), parts.end()) +
                                      "\" without them all");
}

std::vector<std::string> WeightNames::all() const
{
    std::vector<std::string> result;
    for (const auto& [name, parts] : m_parts)
        result.push_back(name);
    return result;
}

const std::vector<std::string>& WeightNames::parts(const std::string& name) const
{
    const auto found = m_parts.find(name);
    if (found == m_parts.end()) {
        const auto theirs = transformersNames(name);
        throw Error::badInput(m_file.path().string(),
                              "a tensor \"" + (m_ofTransformers && !theirs.empty() ? theirs.front() : name) +
                                  '"',
                              "none of this name");
    }
    return found->second;
}

std::vector<std::int64_t> WeightNames::shape(const std::string& name) const
{
    const auto& all = parts(name);
    std::vector<std::int64_t> result = m_file.find(all.front())->shape;
    for (std::size_t i = 1; i < all.size(); ++i) {
        const auto& shape = m_file.find(all[i])->shape;
        if (shape.empty() || shape.size() != result.size() ||
            !std::equal(shape.begin() + 1, shape.end(), result.begin() + 1))
            throw Error::badInput(m_file.path().string() + ": tensor \"" + all[i] + '"',
                                  "the shape of \"" + all.front() + '"', "another");
        // Unsigned: the extents of tensors without a number in them may be anything.
        result.front() = std::int64_t(std::uint64_t(result.front()) + std::uint64_t(shape.front()));
    }
    return result;
}

std::vector<std::string> transformersNames(const std::string& ours)
{
    std::string_view name = ours;
    const auto collect = [&name](const auto& rules, const std::string& prefix) {
        std::vector<std::string> result;
        for (const Rule& rule : rules)
            if (const auto rest = behind(name, rule.ours)) {
                if (!result.empty() && rule.part <= 0) // a second spelling of what is there
                    break;
                result.push_back(prefix + std::string(rule.theirs) + std::string(*rest));
                if (rule.part < 0)
                    break;
            }
        return result;
    };
    if (name.starts_with("head.") || name == "head")
        return collect(Outside, "");
    if (!name.starts_with("blocks."))
        return collect(Outside, "vit.");
    name.remove_prefix(std::string_view("blocks.").size());
    const std::size_t dot = name.find('.');
    if (dot == std::string_view::npos)
        return {};
    const std::string prefix = "vit.encoder.layer." + std::string(name.substr(0, dot)) + '.';
    name.remove_prefix(dot + 1);
    return collect(InLayer, prefix);
}

} // namespace saccade
