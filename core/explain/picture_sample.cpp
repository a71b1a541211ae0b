// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/picture_sample.h"

#include "core/data/batches.h"
#include "core/values/error.h"

#include <algorithm>

namespace saccade {

namespace {

std::vector<int> rowsOf(const Dataset& data, Split split, std::span<const int> indices)
{
    std::vector<int> rows;
    for (const int index : indices)
        rows.push_back(int(data.row({split, index})));
    return rows;
}

} // namespace

std::vector<int> sampleOf(const Dataset& data, Split split, int count)
{
    const int all = data.count(split);
    const int taken = count < 1 ? all : std::min(count, all);
    std::vector<int> indices;
    for (int i = 0; i < taken; ++i)
        indices.push_back(int(std::int64_t(i) * all / taken));
    return indices;
}

void requirePictures(const TorchModel& model, const Dataset& data, Split split, bool needsAttention)
{
    const ModelSpec& spec = model.info().spec;
    if (needsAttention && !spec.hasAttention())
        throw Error("model: expected one with attention, found a " + shortName(spec), Error::Kind::Usage);
    if (spec.imageSize != data.width || spec.imageSize != data.height)
        throw Error::badInput(data.name, "pictures of " + std::to_string(spec.imageSize) + " pixels a side",
                              std::to_string(data.width) + " × " + std::to_string(data.height));
    if (data.count(split) < 1)
        throw Error::badInput(data.name, "at least one picture", "none");
}

torch::Tensor picturesOf(const TorchModel& model, const Dataset& data, Split split,
                         std::span<const int> indices)
{
    auto pictures = torch::empty({std::int64_t(indices.size()), 3, data.height, data.width});
    fillBatch(data, rowsOf(data, split, indices), model.info().normalisation, nullptr, 0, 0,
              pictures.data_ptr<float>());
    return pictures.to(model.network().parameters().front().options());
}

torch::Tensor labelsOf(const Dataset& data, Split split, std::span<const int> indices)
{
    auto labels = torch::empty({std::int64_t(indices.size())}, torch::kLong);
    labelsOf(data, rowsOf(data, split, indices), labels.data_ptr<std::int64_t>());
    return labels;
}

void inBatches(std::span<const int> indices, int batchSize, RunControl& control, const Progress& progress,
               const std::string& what, const std::function<void(std::span<const int>)>& work)
{
    for (std::size_t begin = 0; begin < indices.size(); begin += std::size_t(batchSize)) {
        if (!control.checkpoint())
            throw Error(what + " was stopped");
        const auto part = indices.subspan(begin, std::min(std::size_t(batchSize), indices.size() - begin));
        work(part);
        if (progress)
            progress(double(begin + part.size()) / double(indices.size()), what);
    }
}

std::vector<float> floats(const torch::Tensor& tensor)
{
    const auto flat = tensor.detach().to(torch::kCPU, torch::kFloat32).contiguous();
    return {flat.data_ptr<float>(), flat.data_ptr<float>() + flat.numel()};
}

} // namespace saccade
