// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/model_card.h"

#include "core/values/python_lines.h"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <sstream>

namespace saccade {

namespace {

std::string title(const ModelInfo& info)
{
    return shortName(info.spec) + (info.dataset.empty() ? std::string() : ", trained on " + info.dataset);
}

std::string frontMatter(bool forTransformers)
{
    return "---\n" + std::string(forTransformers ? "library_name: transformers\n" : "") +
           "pipeline_tag: image-classification\ntags:\n- image-classification\n- saccade\n---\n\n";
}

std::string numbers(const std::array<float, 3>& values)
{
    std::ostringstream text;
    text << values[0] << ", " << values[1] << ", " << values[2];
    return text.str();
}

/// A cell must not end its row.
std::string cell(std::string text)
{
    for (char& c : text)
        if (c == '|' || c == '\n' || c == '\r')
            c = ' ';
    return text;
}

std::string table(const ModelInfo& info)
{
    const ModelSpec& spec = info.spec;
    std::ostringstream text;
    const auto row = [&text](const std::string& what, const std::string& value) {
        text << "| " << what << " | " << cell(value) << " |\n";
    };
    text << "| | |\n| --- | --- |\n";
    char accuracy[32] = "not measured";
    if (info.testAccuracy >= 0)
        std::snprintf(accuracy, sizeof accuracy, "%.2f %%", info.testAccuracy * 100);
    row("test accuracy", accuracy);
    row("parameters", std::to_string(spec.parameters()));
    row("pictures", std::to_string(spec.imageSize) + " × " + std::to_string(spec.imageSize) + " pixels, RGB");
    if (spec.hasAttention())
        row("tokens", std::to_string(spec.tokens()) + ": " + std::to_string(spec.patches()) + " patches of " +
                          std::to_string(spec.patchSize) + " × " + std::to_string(spec.patchSize) +
                          " pixels" + (spec.pooling == Pooling::Cls ? ", CLS" : "") +
                          (spec.registers > 0 ? ", " + std::to_string(spec.registers) + " registers" : ""));
    row("normalised by", "mean " + numbers(info.normalisation.mean) + "; deviation " +
                             numbers(info.normalisation.deviation) + " (of pixels in 0..1)");
    std::string classes;
    constexpr std::size_t Shown = 20;
    for (std::size_t i = 0; i < info.classNames.size() && i < Shown; ++i)
        classes += (i == 0 ? "" : ", ") + info.classNames[i];
    if (info.classNames.size() > Shown)
        classes += " and " + std::to_string(info.classNames.size() - Shown) + " more";
    row("classes", classes);
    row("optimiser steps", std::to_string(info.step));
    return text.str() + '\n';
}

std::string training(const nlohmann::json& recipe)
{
    if (!recipe.is_object() || !recipe.contains("train"))
        return {};
    return "## Training\n\nThe recipe, as Saccade's `train` takes it:\n\n```json\n" +
           nlohmann::json{{"model", recipe.value("model", nlohmann::json())}, {"train", recipe["train"]}}
               .dump(2) +
           "\n```\n\n";
}

constexpr const char* ThisFolder = "\".\"  # this folder";

std::string fenced(const std::string& python)
{
    return "```python\n" + python + "```\n\n";
}

std::string withTimm(const ModelSpec& spec)
{
    std::ostringstream text;
    text << R"(## With timm

```python
from functools import partial

import torch
from safetensors.torch import load_file
from timm.models.vision_transformer import VisionTransformer

theirs = load_file("model.safetensors")
names = [("vit.embeddings.patch_embeddings.projection", "patch_embed.proj"), ("vit.embeddings.", ""),
         ("position_embeddings", "pos_embed"), ("vit.layernorm", "norm"), ("classifier", "head"),
         ("vit.encoder.layer", "blocks"), ("layernorm_before", "norm1"), ("layernorm_after", "norm2"),
         ("attention.output.dense", "attn.proj"), ("attention.attention.query", "attn.qkv"),
         ("intermediate.dense", "mlp.fc1"), ("output.dense", "mlp.fc2")]
weights = {}
for name in theirs:
    if ".key." in name or ".value." in name:
        continue  # rows of the same tensor as the query's
    tensor = theirs[name].float()
    if ".query." in name:
        tensor = torch.cat([theirs[name.replace("query", part)].float() for part in ("query", "key", "value")])
    for old, new in names:
        name = name.replace(old, new)
    weights[name] = tensor
)";
    text << "model = " << timmConstructor(spec) << '\n'
         << R"(model.load_state_dict(weights)
model.eval()
```

`saccade-cli export --format safetensors` writes timm's own names, without the loop.
)";
    return text.str();
}

std::string withLoader(const ModelSpec& spec)
{
    return "## Loading it\n\ntransformers has no class for this model; `saccade_model.py` in this folder "
           "has, "
           "and needs torch and safetensors.\n\n" +
           fenced(hubLines(spec, ThisFolder)) + "Tensor names are timm's where timm has such a part.\n";
}

} // namespace

std::string modelCard(const ModelInfo& info, const nlohmann::json& recipe, bool forTransformers,
                      const std::string& caption)
{
    const std::string picture = caption.empty()
                                    ? std::string()
                                    : "![" + caption + "](" + CardPictureName + ")\n\n" + caption + "\n\n";
    std::string text = frontMatter(forTransformers) + "# " + cell(title(info)) +
                       "\n\nWritten by Saccade " SACCADE_VERSION ".\n\n" + picture + table(info) +
                       training(recipe);
    return text + (forTransformers ? "## With transformers\n\n" + fenced(hubLines(info.spec, ThisFolder)) +
                                         withTimm(info.spec)
                                   : withLoader(info.spec));
}

} // namespace saccade
