// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/foreign_model.h"

#include "core/io/foreign_config.h"
#include "core/values/model_opening.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <sstream>

namespace saccade {

namespace {

/// Parts of a tensor's name that say what a model of ours cannot do, and what that is.
constexpr std::pair<std::string_view, const char*> NotBuilt[] = {
    {"distillation_token", "a distillation token"},
    {"dist_token", "a distillation token"},
    {"head_dist", "a second head, for distillation"},
    {"distillation_classifier", "a second head, for distillation"},
    {"cls_classifier", "a second head, for distillation"},
    {"fc_norm", "a norm behind the mean over the patches"},
    {"norm_pre", "a norm before the first block"},
    {"pre_layrnorm", "a norm before the first block"},
    {"q_norm", "queries that are normalised"},
    {"k_norm", "keys that are normalised"},
    {"attn_pool", "pooling by attention"},
    {"rel_pos", "relative positions"},
    {"relative_position", "relative positions"},
    {"rope", "rotary positions"},
    {"attn.gate", "attention with a gate"},
    {"mlp.fc1_", "a feed-forward network with a gate"},
    {"mlp.w12", "a feed-forward network with a gate"},
    {"weights_in", "a feed-forward network with a gate"},
    {"patch_embed.backbone", "a convolution stem that this program did not write"},
    {"patch_embed.norm", "a norm behind the patches"},
    {"stages.", "a convolution network that this program did not write"},
    {"decoder", "a decoder for pretraining"}};

std::string text(const std::vector<std::int64_t>& shape)
{
    std::ostringstream result;
    for (std::size_t i = 0; i < shape.size(); ++i)
        result << (i == 0 ? "[" : ", ") << shape[i];
    result << (shape.empty() ? "[]" : "]");
    return result.str();
}

void refuseWhatIsNotBuilt(const WeightNames& names)
{
    for (const TensorEntry& entry : names.file().tensors())
        for (const auto& [part, reason] : NotBuilt)
            if (entry.name.find(part) != std::string::npos)
                throw Error::badInput(names.file().path().string(),
                                      "a vision transformer as this program builds it",
                                      "\"" + entry.name + "\": " + reason);
}

/// Reads the shapes of tensors that have to be there.
class Shapes
{
public:
    explicit Shapes(const WeightNames& names)
        : m_names(names)
    {
    }

    [[noreturn]] void wrong(const std::string& name, const std::string& expected) const
    {
        throw Error::badInput(m_names.file().path().string() + ": tensor \"" + m_names.parts(name).front() +
                                  '"',
                              expected, text(m_names.shape(name)));
    }

    /// Throws where the tensor has another number of dimensions, or one of 0 or above what an int holds.
    std::vector<int> of(const std::string& name, std::size_t dimensions, const char* expected) const
    {
        const auto shape = m_names.shape(name);
        std::vector<int> result;
        for (const std::int64_t extent : shape)
            if (extent >= 1 && extent <= 10'000'000)
                result.push_back(int(extent));
        if (shape.size() != dimensions || result.size() != dimensions)
            wrong(name, expected);
        return result;
    }

private:
    const WeightNames& m_names;
};

/// One more than the largest N of "blocks.N.…"; a number too long to be one counts as many.
int blocks(const WeightNames& names)
{
    constexpr std::string_view Prefix = "blocks.";
    int count = 0;
    for (const std::string& name : names.all()) {
        if (!name.starts_with(Prefix))
            continue;
        int block = -1;
        const auto [end, failure] =
            std::from_chars(name.data() + Prefix.size(), name.data() + name.size(), block);
        if (failure == std::errc() && block >= 0)
            count = std::max(count, std::min(block, 1'000'000) + 1);
    }
    return count;
}

/// The side of a square of so many patches; 0 where it is none.
int sideOf(int patches)
{
    const int side = patches > 0 ? int(std::lround(std::sqrt(double(patches)))) : 0;
    return side * side == patches ? side : 0;
}

/// The grid's side, and which tokens besides the patches have a position of their own.
int gridSide(const Shapes& shapes, const ModelSpec& spec, PositionRows& rows)
{
    const auto shape = shapes.of("pos_embed", 3, "[1, positions, dim]");
    if (shape[0] != 1 || shape[2] != spec.dim)
        shapes.wrong("pos_embed", "[1, positions, " + std::to_string(spec.dim) + "]");
    const int cls = spec.pooling == Pooling::Cls ? 1 : 0;
    for (const PositionRows candidate :
         {PositionRows{true, true}, PositionRows{true, false}, PositionRows{false, false}}) {
        const int prefix = (candidate.cls ? cls : 0) + (candidate.registers ? spec.registers : 0);
        if (const int side = sideOf(shape[1] - prefix)) {
            rows = candidate;
            return side;
        }
    }
    shapes.wrong("pos_embed", "the positions of a square of patches");
}

int headsFor(const WeightNames& names, const ModelSpec& spec, std::optional<int> asked,
             const ForeignConfig& config, std::vector<ModelNote>& notes)
{
    if (asked)
        return *asked;
    if (config.heads)
        return *config.heads;
    static const std::map<int, int> known{{192, 3}, {384, 6}, {768, 12}, {1024, 16}, {1280, 16}};
    const auto found = known.find(spec.dim);
    if (found == known.end())
        throw HeadsUnknown(names.file().path().string(), spec.dim);
    notes.push_back({ModelNote::Kind::HeadsOfWidth, found->second, spec.dim});
    return found->second;
}

void readHead(const WeightNames& names, const Shapes& shapes, const ForeignConfig& config, StoredModel& model)
{
    ModelInfo& info = model.info;
    model.hasHead = names.has("head.weight");
    if (!model.hasHead) {
        info.spec.classes = info.spec.dim;
        for (int i = 0; i < info.spec.dim; ++i)
            info.classNames.push_back("feature " + std::to_string(i));
        info.notes.push_back({ModelNote::Kind::NoClassifier});
        return;
    }
    const auto head = shapes.of("head.weight", 2, "[classes, dim]");
    if (head[1] != info.spec.dim)
        shapes.wrong("head.weight",
                     "[classes, " + std::to_string(info.spec.dim) + "], a classifier that reads one token");
    info.spec.classes = head[0];
    info.classNames = config.classNames;
    if (int(info.classNames.size()) == head[0]) {
        info.notes.push_back({ModelNote::Kind::ClassesNamed, int(head[0]), 0, "config.json"});
        return;
    }
    info.notes.push_back({ModelNote::Kind::ClassesNumbered, int(head[0])});
    info.classNames.clear();
    for (int i = 0; i < head[0]; ++i)
        info.classNames.push_back("class " + std::to_string(i));
}

void readNormalisation(const ForeignConfig& config, ModelInfo& info)
{
    if (config.normalisation) {
        info.normalisation = *config.normalisation;
        info.notes.push_back({ModelNote::Kind::NormalisedBy, 0, 0, config.normalisationFrom});
        return;
    }
    info.normalisation = {{0.5F, 0.5F, 0.5F}, {0.5F, 0.5F, 0.5F}};
    info.notes.push_back({ModelNote::Kind::NormalisationAssumed});
}

} // namespace

StoredModel foreignModel(const WeightNames& names, std::optional<int> heads)
{
    refuseWhatIsNotBuilt(names);
    const std::string path = names.file().path().string();
    if (!names.has("patch_embed.proj.weight"))
        throw Error::badInput(path,
                              "a model's description in its metadata or in a config.json beside it, or the "
                              "tensors of a vision transformer by timm's or transformers' names",
                              "neither");
    const ForeignConfig config = readForeignConfig(names.file().path().parent_path());
    const Shapes shapes(names);
    StoredModel model;
    model.isForeign = true;
    ModelInfo& info = model.info;
    ModelSpec& spec = info.spec;

    const auto patches = shapes.of("patch_embed.proj.weight", 4, "[dim, 3, side, side]");
    if (patches[1] != 3 || patches[2] != patches[3])
        shapes.wrong("patch_embed.proj.weight", "[dim, 3, side, side]: square patches of three channels");
    spec.dim = patches[0];
    spec.patchSize = patches[2];
    spec.depth = blocks(names);
    spec.pooling = names.has("cls_token") ? Pooling::Cls : Pooling::Mean;
    if (config.meanPooling && spec.pooling == Pooling::Cls)
        throw Error::badInput(path, "a model that reads its CLS token, where it has one",
                              "the mean over the patches (global_pool in config.json)");
    spec.registers = names.has("reg_token") ? shapes.of("reg_token", 3, "[1, registers, dim]")[1] : 0;
    if (spec.depth > 0)
        spec.mlpRatio =
            double(shapes.of("blocks.0.mlp.fc1.weight", 2, "[hidden, dim]")[0]) / double(spec.dim);
    spec.imageSize = spec.patchSize * gridSide(shapes, spec, model.positions);
    spec.heads = headsFor(names, spec, heads, config, info.notes);
    spec.activation = config.activation.value_or(Activation::Gelu);
    // What the libraries take where nothing is said.
    spec.normEpsilon = config.normEpsilon.value_or(names.ofTransformers() ? 1e-12 : 1e-6);
    readHead(names, shapes, config, model);
    readNormalisation(config, info);
    if (const auto faults = spec.validate(); !faults.empty())
        throw Error(path + ": " + faults.front(), Error::Kind::BadInput);
    return model;
}

} // namespace saccade
