// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/jobs.h"

#include "app/data_source.h"
#include "app/dataset_fetch.h"
#include "app/included_models.h"
#include "core/explain/attention_steps.h"
#include "core/explain/embedding.h"
#include "core/explain/explain.h"
#include "core/explain/find_pictures.h"
#include "core/explain/head_ablation.h"
#include "core/explain/intervene.h"
#include "core/explain/mean_attention.h"
#include "core/explain/methods.h"
#include "core/explain/scoreboard.h"
#include "core/io/maps_file.h"
#include "core/io/model_export.h"
#include "core/io/timeline.h"
#include "core/model/factory.h"
#include "core/platform/cpu.h"
#include "core/train/engine.h"
#include "core/train/evaluate.h"
#include "core/train/trainer.h"
#include "core/values/error.h"

namespace saccade {

namespace {

std::filesystem::path fetch(const std::filesystem::path& folder, const std::filesystem::path& archive,
                            RunControl& control, const Progress& progress)
{
    FetchRequest request;
    request.folder = folder;
    request.localArchive = archive;
    return fetchCifar10(request, control, progress);
}

/// One picture takes milliseconds on one thread; more would only wait for the run that has all cores.
Explanation explainOnOneThread(const ModelPtr& model, const Image& picture)
{
    useThreadsHere(1);
    return explain(model, picture);
}

AttentionSteps stepsOnOneThread(const ModelPtr& model, const Image& picture, int layer, int head, int query)
{
    useThreadsHere(1);
    return attentionSteps(model, picture, layer, head, query);
}

std::vector<MethodMap> methodOnOneThread(const ModelPtr& model, const Image& picture,
                                         const MethodRequest& request)
{
    useThreadsHere(1);
    return computeMethod(model, picture, request);
}

/// Thousands of passes, so on all cores.
Scoreboard scoreboardOnAllThreads(const ModelPtr& model, const Image& picture, std::optional<int> classIndex,
                                  RunControl& control, const Progress& progress)
{
    useThreadsHere(usableCores());
    return scoreboard(model, picture, classIndex, control, progress);
}

ui::Intervened intervene(const ModelPtr& model, const Image& picture, const Intervention& intervention)
{
    const ModelInfo& info = model->info();
    return {withHeadsScaled(model, intervention.heads),
            withPatchesPainted(picture, intervention, info.spec.patchSize, info.normalisation)};
}

Evaluation evaluateOrThrow(const ModelPtr& model, const DatasetPtr& data, Split split, RunControl& control,
                           const Progress& progress)
{
    useThreadsHere(usableCores());
    auto result = evaluate(model, *data, split, control, progress);
    if (!result)
        throw Error("the evaluation was stopped");
    return std::move(*result);
}

ExportResult exportOnOneThread(const ModelPtr& model, const std::filesystem::path& path,
                               const ExportOptions& how, const DatasetPtr& data, RunControl& control,
                               const Progress& progress)
{
    useThreadsHere(1);
    return exportModel(model, path, how, data, control, progress);
}

/// What looks at many pictures or at the model alone.
void bindAtlas(ui::Services& services)
{
    services.headImportance = [](const ModelPtr& model, const DatasetPtr& data, Split split, int count,
                                 RunControl& control, const Progress& progress) {
        useThreadsHere(usableCores());
        return headImportance(model, *data, split, count, control, progress);
    };
    services.findImages = [](const ModelPtr& model, const DatasetPtr& data, const FindPictures& wanted,
                             RunControl& control, const Progress& progress) {
        useThreadsHere(usableCores());
        return findPictures(model, *data, wanted, control, progress);
    };
    services.offsetAttention = [](const ModelPtr& model, const DatasetPtr& data, Split split, int count,
                                  RunControl& control, const Progress& progress) {
        useThreadsHere(usableCores());
        return offsetAttention(model, *data, split, count, control, progress);
    };
    services.classAttention = [](const ModelPtr& model, const DatasetPtr& data, Split split, int count,
                                 RunControl& control, const Progress& progress) {
        useThreadsHere(usableCores());
        return classAttention(model, *data, split, count, control, progress);
    };
    services.positionSimilarity = positionSimilarity;
    services.embeddingFilters = [](const ModelPtr& model) { return embeddingFilters(model); };
}

} // namespace

ui::Services bindServices(const std::filesystem::path& dataFolder, const std::filesystem::path& modelFolder)
{
    ui::Services services;
    services.openDataset = openDataset;
    services.fetchDataset = fetch;
    services.train = train;
    services.untrainedModel = [](const ModelSpec& spec, const Dataset& data, std::uint64_t seed) {
        return untrainedModel(spec, data, seed);
    };
    services.explain = explainOnOneThread;
    services.attentionSteps = stepsOnOneThread;
    services.intervene = intervene;
    services.computeMethod = methodOnOneThread;
    services.scoreboard = scoreboardOnAllThreads;
    services.evaluate = evaluateOrThrow;
    bindAtlas(services);
    services.saveModel = [](const ModelPtr& model, const std::filesystem::path& path) {
        saveModel(model, path);
    };
    services.openModel = [](const std::filesystem::path& path) { return loadModel(path); };
    services.openModelWith = loadModel;
    services.exportModel = exportOnOneThread;
    services.saveMaps = saveMaps;
    services.openTimeline = readTimeline;
    services.readTimelineFrame = readTimelineFrame;
    services.includedModels = includedModels(modelFolder);
    services.facts = engineFacts();
    services.dataFolder = dataFolder;
    return services;
}

} // namespace saccade
