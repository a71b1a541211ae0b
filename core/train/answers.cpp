// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/answers.h"

#include "core/data/batches.h"
#include "core/model/torch_model.h"
#include "core/train/evaluate_rows.h"
#include "core/values/error.h"

#include <algorithm>

namespace saccade {

Answers answersOf(const ModelPtr& model, const Dataset& data, Split split, int count)
{
    const TorchModel& network = torchModel(model);
    const ModelInfo& info = network.info();
    if (info.spec.imageSize != data.width || info.spec.imageSize != data.height)
        throw Error::badInput(data.name,
                              "pictures of " + std::to_string(info.spec.imageSize) + " pixels a side",
                              std::to_string(data.width) + " × " + std::to_string(data.height));
    constexpr std::size_t BatchSize = 100;
    auto rows = rowsOf(data, split);
    rows.resize(std::min(rows.size(), std::size_t(std::max(count, 0))));
    Answers result;
    result.pictures = int(rows.size());
    result.pixelValues.resize(rows.size() * data.imageBytes());
    for (std::size_t begin = 0; begin < rows.size(); begin += BatchSize) {
        const auto batch =
            std::span<const int>(rows).subspan(begin, std::min(BatchSize, rows.size() - begin));
        float* pixels = result.pixelValues.data() + begin * data.imageBytes();
        fillBatch(data, batch, info.normalisation, nullptr, 0, 0, pixels);
        const auto shown = torch::from_blob(pixels, {std::int64_t(batch.size()), 3, data.height, data.width},
                                            torch::kFloat32);
        const auto logits = network.logits(shown).to(torch::kCPU, torch::kFloat32).contiguous();
        result.logits.insert(result.logits.end(), logits.data_ptr<float>(),
                             logits.data_ptr<float>() + logits.numel());
    }
    return result;
}

} // namespace saccade
