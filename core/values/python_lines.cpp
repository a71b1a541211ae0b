// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/values/python_lines.h"

#include <nlohmann/json.hpp>

#include <sstream>

namespace saccade {

namespace {

std::string textOf(const std::filesystem::path& path)
{
    const auto text = path.u8string();
    return {text.begin(), text.end()};
}

constexpr const char* AnyTensors = R"(# pip install torch safetensors
import json, pathlib
from safetensors.torch import load_file

file = pathlib.Path(FILE)
weights = load_file(file)  # a dict: name to tensor, named as in timm where timm has such a part
config = json.loads((file.parent / "config.json").read_bytes())
for name, tensor in weights.items():
    print(name, tuple(tensor.shape))
)";

constexpr const char* WithTransformers = R"(import torch
from PIL import Image
from transformers import ViTForImageClassification, ViTImageProcessor

folder = FOLDER
processor = ViTImageProcessor.from_pretrained(folder)
model = ViTForImageClassification.from_pretrained(folder, attn_implementation="eager").eval()
inputs = processor(Image.open("picture.png").convert("RGB"), return_tensors="pt")
with torch.no_grad():
    answer = model(**inputs, output_attentions=True)
print(model.config.id2label[answer.logits.argmax(-1).item()])
print(answer.attentions[0].shape)  # of the first layer: (1, heads, tokens, tokens)
)";

constexpr const char* WithLoader = R"(import sys

import torch

folder = FOLDER
sys.path.insert(0, folder)  # where saccade_model.py is
from saccade_model import load

model, config = load(folder)
side = config["model"]["image_size"]
pictures = torch.zeros(1, 3, side, side)  # (picture / 255 - mean) / std, channel by channel
with torch.no_grad():
    logits, attention = model(pictures, with_attention=True)
print(config["class_names"][logits.argmax(-1).item()])
)";

constexpr const char* WithOnnx = R"(# pip install onnxruntime numpy pillow
import json
import numpy, onnxruntime
from PIL import Image

session = onnxruntime.InferenceSession(FILE)
about = json.loads(session.get_modelmeta().custom_metadata_map["saccade"])
picture = Image.open("picture.png").convert("RGB").resize((SIDE, SIDE))
pixels = (numpy.asarray(picture) / 255 - about["mean"]) / about["std"]
batch = pixels.transpose(2, 0, 1)[None].astype(numpy.float32)
answer = session.run(None, {"pixel_values": batch})
print(about["class_names"][answer[0].argmax()])
)";

constexpr const char* OnnxAttention =
    "print(answer[1].shape)  # attention of the first layer: (1, heads, tokens, tokens)\n";

constexpr const char* WithTorchScript = R"(# pip install torch
import json
import torch

extra = {"saccade.json": ""}
model = torch.jit.load(FILE, _extra_files=extra)
about = json.loads(extra["saccade.json"])
pictures = torch.zeros(1, 3, SIDE, SIDE)  # (picture / 255 - mean) / std, channel by channel
with torch.no_grad():
    logits, attention = model.forward_with_attention(pictures)
print(about["class_names"][logits.argmax(-1).item()])
)";

std::string filled(std::string text, const std::string& word, const std::string& value)
{
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + value.size()))
        text.replace(at, word.size(), value);
    return text;
}

std::string timmLines(const ModelSpec& spec, const std::string& file)
{
    return "# pip install torch timm safetensors\n"
           "from functools import partial\n"
           "import torch\n"
           "from safetensors.torch import load_file\n"
           "from timm.models.vision_transformer import VisionTransformer\n"
           "\n"
           "model = " +
           timmConstructor(spec) + "\nmodel.load_state_dict(load_file(" + file + "))\nmodel.eval()\n";
}

} // namespace

bool fitsTransformers(const ModelSpec& spec)
{
    return spec.family == Family::Vit && spec.normOrder == NormOrder::Pre && spec.pooling == Pooling::Cls &&
           spec.registers == 0;
}

std::string pythonString(const std::string& text)
{
    // A JSON string is a Python string too.
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

bool fitsTimm(const ModelSpec& spec)
{
    return spec.family == Family::Vit && spec.normOrder == NormOrder::Pre && spec.registers == 0;
}

std::string timmConstructor(const ModelSpec& spec)
{
    // timm takes the whole part of width × ratio.
    const bool isWhole = spec.mlpHidden() % spec.dim == 0;
    std::ostringstream text;
    text << "VisionTransformer(\n    img_size=" << spec.imageSize << ", patch_size=" << spec.patchSize
         << ", num_classes=" << spec.classes << ",\n    embed_dim=" << spec.dim << ", depth=" << spec.depth
         << ", num_heads=" << spec.heads << ", mlp_ratio=";
    if (isWhole)
        text << spec.mlpHidden() / spec.dim;
    else
        text << spec.mlpHidden() << ".5 / " << spec.dim;
    if (spec.pooling == Pooling::Mean)
        text << ",\n    class_token=False, global_pool=\"avg\", fc_norm=False";
    text << ",\n    norm_layer=partial(torch.nn.LayerNorm, eps=" << spec.normEpsilon
         << "),\n    act_layer=torch.nn." << (spec.activation == Activation::Gelu ? "GELU" : "ReLU")
         << ",\n)";
    return text.str();
}

std::string hubLines(const ModelSpec& spec, const std::string& folder)
{
    return filled(fitsTransformers(spec) ? WithTransformers : WithLoader, "FOLDER", folder);
}

std::string pythonLines(const ModelInfo& info, const ExportOptions& how, const std::filesystem::path& path)
{
    const std::string place = pythonString(textOf(path));
    // The path last: it may hold any word.
    const auto withSide = [&info](const std::string& text) {
        return filled(text, "SIDE", std::to_string(info.spec.imageSize));
    };
    switch (how.format) {
    case ExportFormat::HuggingFace:
        return std::string(fitsTransformers(info.spec) ? "# pip install torch transformers pillow\n"
                                                       : "# pip install torch safetensors\n") +
               hubLines(info.spec, place);
    case ExportFormat::Onnx:
        return filled(withSide(WithOnnx) +
                          (how.withAttention && info.spec.hasAttention() ? OnnxAttention : ""),
                      "FILE", place);
    case ExportFormat::TorchScript:
        return filled(withSide(WithTorchScript), "FILE", place);
    case ExportFormat::Safetensors:
        break;
    }
    return fitsTimm(info.spec) ? timmLines(info.spec, place) : filled(AnyTensors, "FILE", place);
}

std::string conversionLines(const std::filesystem::path& file)
{
    auto target = file;
    target.replace_extension(".safetensors");
    return "import torch; from safetensors.torch import save_file\nsave_file(torch.load(" +
           pythonString(textOf(file)) + ", map_location=\"cpu\", weights_only=True), " +
           pythonString(textOf(target)) + ")";
}

} // namespace saccade
