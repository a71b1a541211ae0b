// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/model_card.h"

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

constexpr const char* WithTransformers = R"(## With transformers

```python
import torch
from PIL import Image
from transformers import ViTForImageClassification, ViTImageProcessor

folder = "."  # this folder
processor = ViTImageProcessor.from_pretrained(folder)
model = ViTForImageClassification.from_pretrained(folder, attn_implementation="eager").eval()
inputs = processor(Image.open("picture.png").convert("RGB"), return_tensors="pt")
with torch.no_grad():
    answer = model(**inputs, output_attentions=True)
print(model.config.id2label[answer.logits.argmax(-1).item()])
print(answer.attentions[0].shape)  # of the first layer: (1, heads, tokens, tokens)
```

)";

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
    text << "model = VisionTransformer(img_size=" << spec.imageSize << ", patch_size=" << spec.patchSize
         << ", num_classes=" << spec.classes << ", embed_dim=" << spec.dim << ", depth=" << spec.depth
         << ",\n                          num_heads=" << spec.heads << ", mlp_ratio=" << spec.mlpHidden()
         << ".5 / " << spec.dim << ", norm_layer=partial(torch.nn.LayerNorm, eps=" << spec.normEpsilon
         << "),\n"
         << "                          act_layer=torch.nn."
         << (spec.activation == Activation::Gelu ? "GELU" : "ReLU") << ")\n"
         << R"(model.load_state_dict(weights)
model.eval()
```

`saccade-cli export --format safetensors` writes timm's own names, without the loop.
)";
    return text.str();
}

constexpr const char* WithLoader = R"(## Loading it

transformers has no class for this model; `saccade_model.py` in this folder has, and needs torch and safetensors.

```python
import torch
from saccade_model import load

model, config = load(".")
side = config["model"]["image_size"]
pictures = torch.zeros(1, 3, side, side)  # (picture / 255 - mean) / std, channel by channel
with torch.no_grad():
    logits, attention = model(pictures, with_attention=True)
print(config["class_names"][logits.argmax(-1).item()])
```

Tensor names are timm's where timm has such a part.
)";

} // namespace

std::string modelCard(const ModelInfo& info, const nlohmann::json& recipe, bool forTransformers)
{
    std::string text = frontMatter(forTransformers) + "# " + cell(title(info)) +
                       "\n\nWritten by Saccade " SACCADE_VERSION ".\n\n" + table(info) + training(recipe);
    return text + (forTransformers ? WithTransformers + withTimm(info.spec) : std::string(WithLoader));
}

} // namespace saccade
