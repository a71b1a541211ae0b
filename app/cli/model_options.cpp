// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/model_options.h"

#include <cstdio>

namespace saccade::cli {

void ModelOptions::addTo(CLI::App& command)
{
    command
        .add_option(
            "--model", path,
            "Run, model folder or .safetensors file; also vision transformers of timm and transformers")
        ->required();
    command.add_option("--heads", how.heads, "Attention heads, where a file of another program does not say");
    command.add_option("--image-size", how.imageSize,
                       "Pixels a side, where it is not to be the model's own: positions are interpolated");
}

ModelPtr ModelOptions::open() const
{
    ModelPtr model = loadModel(path, how);
    for (const ModelNote& note : model->info().notes)
        std::fprintf(stderr, "%s\n", sentence(note).c_str());
    return model;
}

} // namespace saccade::cli
