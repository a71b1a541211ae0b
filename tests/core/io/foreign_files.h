// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/tensors.h"
#include "core/io/weight_names.h"
#include "core/values/error.h"
#include "tests/support/small_models.h"

#include <QString>

#include <filesystem>
#include <fstream>
#include <functional>

namespace saccade::test {

inline NamedTensors tensorsOf(const ModelPtr& model)
{
    return namedTensors(torchModel(model).network());
}

/// The tensors under the classic names of transformers, or those of its version 5.
inline NamedTensors transformersTensors(const ModelPtr& model, bool newNames)
{
    NamedTensors result;
    for (const auto& [name, tensor] : tensorsOf(model)) {
        const auto names = transformersNames(name);
        const auto parts = tensor.chunk(std::int64_t(names.size()), 0);
        for (std::size_t i = 0; i < names.size(); ++i) {
            QString theirs = QString::fromStdString(names[i]);
            if (newNames)
                theirs.replace("vit.encoder.layer.", "vit.layers.")
                    .replace("attention.attention.query", "attention.q_proj")
                    .replace("attention.attention.key", "attention.k_proj")
                    .replace("attention.attention.value", "attention.v_proj")
                    .replace("attention.output.dense", "attention.o_proj")
                    .replace("intermediate.dense", "mlp.fc1")
                    .replace("output.dense", "mlp.fc2");
            result.emplace_back(theirs.toStdString(), parts[i]);
        }
    }
    return result;
}

inline void writeText(const std::filesystem::path& path, const std::string& text)
{
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
}

inline std::string textOf(const std::filesystem::path& path)
{
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// The sentence of the Error that `work` ends with, behind its kind; "none" where it ends without.
inline QString refusalOf(const std::function<void()>& work)
{
    try {
        work();
    } catch (const Error& error) {
        const char* kind = error.kind() == Error::Kind::BadInput ? "" // what is expected
                           : error.kind() == Error::Kind::Usage  ? "usage: "
                                                                 : "failed: ";
        return QString(kind) + error.what();
    }
    return "none";
}

} // namespace saccade::test
