// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/narrow.h"

#include "core/values/error.h"

namespace saccade {

NamedTensors narrowed(WeightType type, NamedTensors tensors)
{
    if (type == WeightType::Fp32)
        return tensors;
    const auto narrow = type == WeightType::Fp16 ? torch::kFloat16 : torch::kBFloat16;
    for (auto& [name, tensor] : tensors) {
        if (!tensor.is_floating_point())
            continue;
        auto smaller = tensor.detach().to(narrow);
        if (!at::isfinite(smaller.to(torch::kFloat32)).all().item<bool>())
            throw Error("tensor \"" + name +
                        "\": expected numbers that fp16 can hold, found larger ones; bf16 " +
                        "has room for them");
        tensor = std::move(smaller);
    }
    return tensors;
}

} // namespace saccade
