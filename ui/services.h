// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/attention_steps.h"
#include "core/values/class_attention.h"
#include "core/values/dataset.h"
#include "core/values/embedding.h"
#include "core/values/explanation.h"
#include "core/values/found_pictures.h"
#include "core/values/head_importance.h"
#include "core/values/intervention.h"
#include "core/values/method.h"
#include "core/values/metrics.h"
#include "core/values/model_export.h"
#include "core/values/model_opening.h"
#include "core/values/model_spec.h"
#include "core/values/offset_attention.h"
#include "core/values/run_control.h"
#include "core/values/scoreboard.h"
#include "core/values/timeline.h"
#include "core/values/trained_model.h"
#include "core/values/training.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace saccade::ui {

/// A trained model that came with the program.
struct IncludedModel
{
    Family family = Family::Vit;
    std::string dataset; ///< the Dataset::name that it was trained on
    std::filesystem::path file;
};

/// A model and a picture after an Intervention.
struct Intervened
{
    ModelPtr model;
    Image picture;
};

/// What the window can ask of the rest of the program. `app` binds these to core; tests bind fakes.
/// Every function blocks and is called on a worker thread, never on the interface's; it throws
/// saccade::Error.
struct Services
{
    /// Opens "shapes", a folder of CIFAR-10's .bin files, or a folder that holds a cifar-10-batches-bin.
    std::function<DatasetPtr(const std::string& source, const Progress&)> openDataset;

    /// Gets the published CIFAR-10 archive (or unpacks `localArchive` where that is not empty) into `folder`,
    /// and returns the folder to open. RunControl::stop() cancels.
    std::function<std::filesystem::path(const std::filesystem::path& folder,
                                        const std::filesystem::path& localArchive, RunControl&,
                                        const Progress&)>
        fetchDataset;

    /// Trains until it is done, stopped or failed; does not throw.
    std::function<RunOutcome(const TrainRequest&, RunControl&, const TrainObserver&)> train;

    /// A model with random weights for this data set, so that there is something to look at before training.
    std::function<ModelPtr(const ModelSpec&, const Dataset&, std::uint64_t seed)> untrainedModel;

    /// Logits, probabilities and every layer's attention on one picture.
    std::function<Explanation(const ModelPtr&, const Image&)> explain;

    /// The model with its heads scaled and the picture with its patches painted out: what everything else is
    /// then asked about. The same pointer where no head is scaled.
    std::function<Intervened(const ModelPtr&, const Image&, const Intervention&)> intervene;

    /// What a layer computes for one token, seen through one head.
    std::function<AttentionSteps(const ModelPtr&, const Image&, int layer, int head, int queryToken)>
        attentionSteps;

    /// Maps of one method, see core/values/method.h.
    std::function<std::vector<MethodMap>(const ModelPtr&, const Image&, const MethodRequest&)> computeMethod;

    /// Every method's worth on one picture, for a class or the predicted one; RunControl::stop() cancels (an
    /// Error is thrown).
    std::function<Scoreboard(const ModelPtr&, const Image&, std::optional<int> classIndex, RunControl&,
                             const Progress&)>
        scoreboard;

    /// What a model loses when each head is muted, over `count` pictures of a split; RunControl::stop()
    /// cancels (an Error is thrown), as it does of the two that follow.
    std::function<HeadImportance(const ModelPtr&, const DatasetPtr&, Split, int count, RunControl&,
                                 const Progress&)>
        headImportance;

    /// The pictures of a split that excite a head most.
    std::function<std::vector<FoundPicture>(const ModelPtr&, const DatasetPtr&, const FindPictures&,
                                            RunControl&, const Progress&)>
        findImages;

    /// Mean attention by offset over `count` pictures of a split.
    std::function<OffsetAttention(const ModelPtr&, const DatasetPtr&, Split, int count, RunControl&,
                                  const Progress&)>
        offsetAttention;

    /// What each head looks at on the pictures of each class, over `count` pictures of a split.
    std::function<ClassAttention(const ModelPtr&, const DatasetPtr&, Split, int count, RunControl&,
                                 const Progress&)>
        classAttention;

    /// What is known of a model without a picture: cosines of its position embeddings, its first filters.
    std::function<PositionSimilarity(const ModelPtr&)> positionSimilarity;
    std::function<EmbeddingFilters(const ModelPtr&)> embeddingFilters;

    /// Predictions over a whole split; RunControl::stop() cancels (an Error is thrown).
    std::function<Evaluation(const ModelPtr&, const DatasetPtr&, Split, RunControl&, const Progress&)>
        evaluate;

    /// Writes FILE.safetensors with its config.json beside it, or reads a run folder, a model folder or a
    /// file.
    std::function<void(const ModelPtr&, const std::filesystem::path&)> saveModel;
    std::function<ModelPtr(const std::filesystem::path&)> openModel;

    /// The same where a person said what the file does not: see LoadOptions.
    std::function<ModelPtr(const std::filesystem::path&, const LoadOptions&)> openModelWith;

    /// Writes the model for other programs and asks what was written about pictures of the data set, which
    /// may be null; RunControl::stop() cancels (an Error is thrown, and nothing was written).
    std::function<ExportResult(const ModelPtr&, const std::filesystem::path&, const ExportOptions&,
                               const DatasetPtr&, RunControl&, const Progress&)>
        exportModel;

    /// Writes numbers of this shape as a .npy file, and JSON as a .json of the same name beside it.
    std::function<void(const std::filesystem::path& npy, std::span<const float> values,
                       const std::vector<std::int64_t>& shape, const std::string& json)>
        saveMaps;

    /// What a run recorded of its pinned pictures: what there is, by the run's folder or its timeline's, and
    /// one moment of it.
    std::function<Timeline(const std::filesystem::path& runOrFolder)> openTimeline;
    std::function<TimelineFrame(const Timeline&, std::size_t moment)> readTimelineFrame;

    /// The first one of a data set is opened with it, so that there is something to explore before training.
    std::vector<IncludedModel> includedModels;
    /// One line a fact, for the About box: versions, BLAS, threads, precision and why.
    std::vector<std::string> facts;
    /// Where runs and data sets go.
    std::filesystem::path dataFolder;
};

} // namespace saccade::ui
