// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/model_export.h"

#include "core/io/export_check.h"
#include "core/io/hugging_face.h"
#include "core/io/json_file.h"
#include "core/io/onnx_check.h"
#include "core/io/onnx_export.h"
#include "core/io/torchscript.h"
#include "core/model/torch_model.h"
#include "core/platform/staging_folder.h"
#include "core/values/error.h"

#include <nlohmann/json.hpp>

namespace saccade {

namespace fs = std::filesystem;

namespace {

/// What run.json says of the model's training; null where there is none.
nlohmann::json recipeOf(const fs::path& run, const ModelInfo& info)
{
    if (!run.empty())
        if (auto json = jsonIn(run / "run.json"))
            return *json;
    if (info.source.empty())
        return nullptr;
    const fs::path file = info.source;
    if (file.parent_path().filename() == "checkpoints")
        return jsonIn(file.parent_path().parent_path() / "run.json").value_or(nullptr);
    // As included models have it.
    return jsonIn(file.parent_path() / (file.stem().string() + ".run.json")).value_or(nullptr);
}

/// `path` where it ends so, else a file of this name in it.
fs::path fileFor(const fs::path& path, const char* extension)
{
    return path.extension() == extension ? path : path / (std::string("model") + extension);
}

void requireFits(const ExportOptions& how)
{
    const bool narrow = how.format == ExportFormat::Onnx || how.format == ExportFormat::TorchScript;
    if (narrow && how.weights != WeightType::Fp32)
        throw Error("weights: expected fp32 for this format, found a type of half the size",
                    Error::Kind::Usage);
    if (how.withAttention && how.format != ExportFormat::Onnx)
        throw Error("with_attention: expected the format onnx, found another (TorchScript files always have "
                    "a method for it)",
                    Error::Kind::Usage);
}

/// One export on its way: everything is written beside its place, asked, and then moved.
class Export
{
public:
    Export(const ModelPtr& model, const ExportOptions& how, const DatasetPtr& data, RunControl& control,
           const Progress& progress)
        : m_model(model)
        , m_how(how)
        , m_data(data)
        , m_control(control)
        , m_progress(progress)
    {
    }

    ExportResult file(const fs::path& target)
    {
        StagingFolder staging(parentOf(target));
        const fs::path written = staging.path() / target.filename();
        m_result.path = target;
        m_result.files = {target};
        begin();
        write(written);
        check(written);
        goOn();
        staging.moveFile(written.filename().string(), target);
        // The file says everything itself, so that it may stand beside another program's config.json.
        const fs::path config = target.parent_path() / "config.json";
        if (m_how.format == ExportFormat::Safetensors && !isOfAnotherProgram(config))
            staging.moveFile("config.json", config);
        return m_result;
    }

    ExportResult folder(const fs::path& target)
    {
        std::error_code ignored;
        if (fs::exists(target, ignored) && !fs::is_directory(target, ignored))
            throw Error::badInput(target.string(), "a folder, or nothing yet", "a file");
        StagingFolder staging(parentOf(target));
        m_result.path = target;
        begin();
        const auto files = writeHuggingFace(m_model, staging.path(), m_how.weights,
                                            recipeOf(m_how.run, m_model->info()), m_data);
        for (const fs::path& file : files)
            m_result.files.push_back(target / file.filename());
        check(staging.path());
        goOn();
        if (!fs::is_directory(target, ignored) || fs::is_empty(target, ignored))
            staging.become(target);
        else
            for (const fs::path& file : files)
                staging.moveFile(file.filename().string(), target / file.filename());
        return m_result;
    }

private:
    static fs::path parentOf(const fs::path& target) { return fs::absolute(target).parent_path(); }

    void goOn()
    {
        if (!m_control.checkpoint())
            throw Error("the export was stopped");
    }
    void begin()
    {
        goOn();
        if (m_progress)
            m_progress(-1, "writing");
    }

    void write(const fs::path& file)
    {
        if (m_how.format == ExportFormat::Safetensors)
            saveModel(m_model, file, m_how.weights);
        else if (m_how.format == ExportFormat::Onnx)
            writeOnnx(m_model, file, m_how.withAttention && m_model->info().spec.hasAttention());
        else
            writeTorchScript(m_model, file);
    }

    void check(const fs::path& written)
    {
        goOn();
        if (m_how.format == ExportFormat::Onnx) {
            m_result.graph = checkOnnx(m_model, written);
            return;
        }
        WrittenModel answer;
        if (m_how.format == ExportFormat::TorchScript)
            answer = [&written](const torch::Tensor& pictures) {
                return torchScriptLogits(written, pictures);
            };
        else
            answer = [read = loadModel(written)](const torch::Tensor& pictures) {
                return torchModel(read).logits(pictures);
            };
        m_result.check = compareLogits(m_model, answer, m_how.weights, m_result.path.string(), m_data,
                                       m_control, m_progress);
    }

    const ModelPtr& m_model;
    const ExportOptions& m_how;
    const DatasetPtr& m_data;
    RunControl& m_control;
    const Progress& m_progress;
    ExportResult m_result;
};

} // namespace

ExportResult exportModel(const ModelPtr& model, const fs::path& path, const ExportOptions& how,
                         const DatasetPtr& data, RunControl& control, const Progress& progress)
{
    requireFits(how);
    const fs::path place = path.has_filename() ? path : path.parent_path(); // "folder/"
    Export work(model, how, data, control, progress);
    switch (how.format) {
    case ExportFormat::HuggingFace:
        return work.folder(place);
    case ExportFormat::Onnx:
        return work.file(fileFor(place, ".onnx"));
    case ExportFormat::TorchScript:
        return work.file(fileFor(place, ".pt"));
    case ExportFormat::Safetensors:
        break;
    }
    return work.file(fileFor(place, ".safetensors"));
}

ExportResult exportModel(const ModelPtr& model, const fs::path& path, const ExportOptions& how)
{
    RunControl control;
    return exportModel(model, path, how, nullptr, control);
}

} // namespace saccade
