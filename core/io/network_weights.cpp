// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/network_weights.h"

#include "core/io/tensors.h"
#include "core/values/error.h"

#include <set>

namespace saccade {

namespace {

/// What a checkpoint holds beside the model.
bool isTrainingState(const std::string& tensor)
{
    return tensor.starts_with("optimizer.");
}

bool isLayerScale(const std::string& name)
{
    return name.ends_with(".ls1.gamma") || name.ends_with(".ls2.gamma");
}

void refuseUnknownTensors(const WeightNames& names, const NamedTensors& known, const StoredModel& stored)
{
    std::set<std::string> expected;
    for (const auto& [name, tensor] : known)
        expected.insert(name);
    for (const std::string& name : names.all())
        if (!expected.contains(name) && !isTrainingState(name) && !(stored.isForeign && isLayerScale(name)))
            throw Error::badInput(names.file().path().string(),
                                  "the tensors of a " + shortName(stored.info.spec),
                                  "an unknown one, \"" + names.parts(name).front() + '"');
}

/// The tensor of this name, put together from its parts.
torch::Tensor joined(const WeightNames& names, const std::string& name, at::IntArrayRef shape)
{
    const auto& parts = names.parts(name);
    if (parts.size() == 1)
        return readTensor(names.file(), parts.front(), shape);
    auto partShape = shape.vec();
    partShape.front() /= std::int64_t(parts.size());
    std::vector<torch::Tensor> tensors;
    for (const std::string& part : parts)
        tensors.push_back(readTensor(names.file(), part, partShape));
    return at::cat(tensors, 0);
}

/// Positions as the file has them, (1, rows, dim), to ours, (1, CLS + side², dim). What registers had is
/// returned apart, (1, registers, dim), or undefined.
struct ReadPositions
{
    torch::Tensor ours;
    torch::Tensor ofRegisters;
};

ReadPositions readPositions(const WeightNames& names, const StoredModel& stored)
{
    const ModelSpec& spec = stored.info.spec;
    const std::int64_t cls = spec.pooling == Pooling::Cls ? 1 : 0;
    const std::int64_t clsRows = stored.positions.cls ? cls : 0;
    const std::int64_t registerRows = stored.isForeign && stored.positions.registers ? spec.registers : 0;
    const auto rows =
        joined(names, "pos_embed", {1, clsRows + registerRows + spec.patches(), std::int64_t(spec.dim)});
    ReadPositions result;
    const auto places = rows.narrow(1, clsRows + registerRows, spec.patches());
    const auto first = clsRows == cls ? rows.narrow(1, 0, cls) : torch::zeros({1, cls, spec.dim});
    result.ours = at::cat({first, places}, 1);
    if (registerRows > 0)
        result.ofRegisters = rows.narrow(1, clsRows, registerRows);
    return result;
}

/// (1, prefix + from², dim) → (1, prefix + to², dim).
torch::Tensor resized(const torch::Tensor& positions, std::int64_t from, std::int64_t to)
{
    const std::int64_t prefix = positions.size(1) - from * from;
    const std::int64_t dim = positions.size(2);
    const auto grid = positions.narrow(1, prefix, from * from)
                          .reshape({1, from, from, dim})
                          .permute({0, 3, 1, 2})
                          .contiguous(); // (1, dim, from, from)
    const auto other = at::upsample_bicubic2d(grid, at::IntArrayRef({to, to}), false);
    return at::cat({positions.narrow(1, 0, prefix), other.permute({0, 2, 3, 1}).reshape({1, to * to, dim})},
                   1);
}

bool isQkvBias(const std::string& name)
{
    return name.ends_with(".attn.qkv.bias");
}

bool isHead(const std::string& name)
{
    return name.starts_with("head.");
}

torch::Tensor identityHead(const std::string& name, const torch::Tensor& like)
{
    return name == "head.weight" ? torch::eye(like.size(0), like.size(1)) : torch::zeros(like.sizes());
}

/// Each output of the branch times its factor: the rows of the branch's last weight, and its bias.
void foldLayerScales(const std::map<std::string, torch::Tensor>& tensors, const WeightNames& names)
{
    for (const std::string& name : names.all()) {
        if (!isLayerScale(name))
            continue;
        const bool first = name.ends_with(".ls1.gamma");
        const std::string block = name.substr(0, name.size() - std::string(".ls1.gamma").size());
        const std::string linear = block + (first ? ".attn.proj" : ".mlp.fc2");
        const auto weight = tensors.find(linear + ".weight");
        if (weight == tensors.end())
            throw Error::badInput(names.file().path().string(), "a scale of a block that is there",
                                  '"' + names.parts(name).front() + '"');
        const auto gamma = joined(names, name, {weight->second.size(0)});
        auto scaled = weight->second; // the same memory
        scaled.mul_(gamma.unsqueeze(1));
        scaled = tensors.at(linear + ".bias");
        scaled.mul_(gamma);
    }
}

} // namespace

void fillNetwork(Network& network, const WeightNames& names, const StoredModel& stored)
{
    const NamedTensors tensors = namedTensors(network);
    refuseUnknownTensors(names, tensors, stored);
    const torch::NoGradGuard noGrad;
    std::map<std::string, torch::Tensor> byName;
    torch::Tensor registerPositions;
    const ModelSpec& spec = stored.info.spec;
    for (auto [name, tensor] : tensors) {
        byName[name] = tensor;
        if (name == "pos_embed") {
            // Sine-cosine positions of another size are computed, as the network has done already.
            const bool sameSize = spec.imageSize == network.spec().imageSize;
            if (!sameSize && spec.positions == Positions::SinCos)
                continue;
            auto [positions, ofRegisters] = readPositions(names, stored);
            registerPositions = ofRegisters;
            tensor.copy_(sameSize ? positions
                                  : resized(positions, spec.gridSide(), network.spec().gridSide()));
        } else if (stored.isForeign && isQkvBias(name) && !names.has(name)) {
            tensor.zero_();
        } else if (isHead(name) && !stored.hasHead) {
            tensor.copy_(identityHead(name, tensor));
        } else {
            tensor.copy_(joined(names, name, tensor.sizes()));
        }
    }
    if (registerPositions.defined())
        byName.at("reg_token").add_(registerPositions);
    if (stored.isForeign)
        foldLayerScales(byName, names);
}

} // namespace saccade
