// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/hugging_face.h"

#include "core/io/card_picture.h"
#include "core/io/model_card.h"
#include "core/io/model_info_json.h"
#include "core/io/narrow.h"
#include "core/io/python_loader.h"
#include "core/io/tensors.h"
#include "core/io/weight_names.h"
#include "core/model/torch_model.h"
#include "core/platform/atomic_file.h"
#include "core/render/png.h"
#include "core/values/error.h"

#include <nlohmann/json.hpp>

namespace saccade {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

/// Our tensors under the classic names of transformers, which keeps query, key and value apart.
NamedTensors renamed(const NamedTensors& tensors)
{
    NamedTensors result;
    for (const auto& [name, tensor] : tensors) {
        const auto theirs = transformersNames(name);
        TORCH_CHECK(!theirs.empty(), "transformers has no name for ", name);
        const auto parts = tensor.chunk(std::int64_t(theirs.size()), 0);
        for (std::size_t i = 0; i < theirs.size(); ++i)
            result.emplace_back(theirs[i], parts[i]);
    }
    return result;
}

const char* word(WeightType type)
{
    switch (type) {
    case WeightType::Fp16:
        return "float16";
    case WeightType::Bf16:
        return "bfloat16";
    case WeightType::Fp32:
        break;
    }
    return "float32";
}

json transformersConfig(const ModelInfo& info, WeightType type)
{
    const ModelSpec& spec = info.spec;
    json labels = json::object();
    json numbers = json::object();
    for (std::size_t i = 0; i < info.classNames.size(); ++i) {
        labels[std::to_string(i)] = info.classNames[i];
        numbers[info.classNames[i]] = i;
    }
    return {{"architectures", json::array({"ViTForImageClassification"})},
            {"model_type", "vit"},
            {"image_size", spec.imageSize},
            {"patch_size", spec.patchSize},
            {"num_channels", 3},
            {"hidden_size", spec.dim},
            {"num_hidden_layers", spec.depth},
            {"num_attention_heads", spec.heads},
            {"intermediate_size", spec.mlpHidden()},
            {"hidden_act", spec.activation == Activation::Gelu ? "gelu" : "relu"},
            {"hidden_dropout_prob", spec.dropout},
            {"attention_probs_dropout_prob", 0.0},
            {"initializer_range", 0.02},
            {"layer_norm_eps", spec.normEpsilon}, // theirs is another where nothing is said
            {"qkv_bias", true},
            {"encoder_stride", spec.patchSize},
            {"id2label", labels},
            {"label2id", numbers},
            {"torch_dtype", word(type)}};
}

json processorConfig(const ModelInfo& info)
{
    constexpr int Bilinear = 2; // as Pillow counts
    return {{"image_processor_type", "ViTImageProcessor"},
            {"do_resize", true},
            {"size", {{"height", info.spec.imageSize}, {"width", info.spec.imageSize}}},
            {"resample", Bilinear},
            {"do_rescale", true},
            {"rescale_factor", 1.0 / 255.0},
            {"do_normalize", true},
            {"image_mean", info.normalisation.mean},
            {"image_std", info.normalisation.deviation}};
}

} // namespace

std::vector<fs::path> writeHuggingFace(const ModelPtr& model, const fs::path& folder, WeightType type,
                                       const json& recipe, const DatasetPtr& data)
{
    const ModelInfo& info = model->info();
    const bool fits = fitsTransformers(info.spec);
    std::error_code failure;
    fs::create_directories(folder, failure);
    if (failure)
        throw Error::badInput(folder.string(), "a folder that can be made", failure.message());

    const json description = modelInfoToJson(info);
    const auto tensors = narrowed(type, namedTensors(torchModel(model).network()));
    std::vector<fs::path> files;
    const auto write = [&](const char* name, const std::string& text) {
        files.push_back(folder / name);
        writeFileAtomically(files.back(), std::string_view(text));
    };
    if (fits) {
        write("config.json", transformersConfig(info, type).dump(2) + '\n');
        write("preprocessor_config.json", processorConfig(info).dump(2) + '\n');
    } else {
        write("config.json", description.dump(2) + '\n');
        write("saccade_model.py", PythonLoader);
    }
    const CardPicture picture = cardPicture(model, data);
    if (!picture.image.isEmpty()) {
        files.push_back(folder / CardPictureName);
        writeFileAtomically(files.back(), encodePng(picture.image));
    }
    write("README.md", modelCard(info, recipe, fits, picture.caption));
    files.push_back(folder / "model.safetensors");
    writeTensors(files.back(), fits ? renamed(tensors) : tensors, {{"saccade", description.dump()}});
    return files;
}

} // namespace saccade
