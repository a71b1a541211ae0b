// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/included_models.h"

namespace saccade {

std::vector<ui::IncludedModel> includedModels(const std::filesystem::path& folder)
{
    const std::vector<ui::IncludedModel> all{
        {Family::Vit, "CIFAR-10", folder / "vit-cifar10.safetensors"},
        {Family::Hybrid, "CIFAR-10", folder / "hybrid-cifar10.safetensors"},
        {Family::Vit, "Shapes", folder / "vit-shapes.safetensors"},
    };
    std::vector<ui::IncludedModel> found;
    std::error_code ignored;
    for (const ui::IncludedModel& model : all)
        if (std::filesystem::is_regular_file(model.file, ignored))
            found.push_back(model);
    return found;
}

} // namespace saccade
