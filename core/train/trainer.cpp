// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/trainer.h"

#include "core/model/factory.h"
#include "core/platform/cpu.h"
#include "core/train/starting_weights.h"
#include "core/train/timeline_recorder.h"
#include "core/train/training_loop.h"
#include "core/values/error.h"

namespace saccade {

namespace {

void requireValid(const TrainRequest& request)
{
    auto faults = request.model.validate();
    for (auto& fault : request.train.validate())
        faults.push_back(std::move(fault));
    if (!faults.empty())
        throw Error(faults.front(), Error::Kind::Usage);
    const int window = request.train.smallCrop;
    const bool isCnn = request.model.family == Family::Cnn;
    const int step = isCnn ? 1 << request.model.depth : request.model.patchSize;
    if (window > request.model.imageSize || window % step != 0) {
        const std::string unit = isCnn ? "2^depth = " : "the patch size ";
        throw Error("small_crop: expected 0 (off) or a multiple of " + unit + std::to_string(step) +
                        " up to the image size " + std::to_string(request.model.imageSize) + ", found " +
                        std::to_string(window),
                    Error::Kind::Usage);
    }
    const int side = (window > 0 ? window : request.model.imageSize) >> request.model.depth;
    if (isCnn && std::int64_t(request.train.batchSize) * side * side < 2)
        throw Error(
            "batch_size: expected at least 2 for a CNN whose last stage leaves one value of a picture's "
            "channel, which a batch norm cannot be taken of, found " +
                std::to_string(request.train.batchSize),
            Error::Kind::Usage);
    requirePins(request);
    // What this machine or this data set cannot do is said before a folder is made.
    resolvePrecision(request.train.precision, resolveDevice(request.train.device));
    const ModelInfo info = modelInfo(request.model, *request.data, request.train.normaliseBy);
    if (!request.resume)
        requireStartingWeights(request, info.normalisation);
}

/// A resumed run is what it was when it began; only where it runs may differ: threads, device and precision
/// that are not left to the program are taken from the request.
void takeOver(const RunFolder& folder, TrainRequest& request)
{
    folder.requireSameData(*request.data);
    const auto last = folder.lastCheckpoint();
    if (!std::filesystem::exists(last)) {
        if (!folder.from().empty())
            throw Error::badInput(last.string(),
                                  "the weights of a run that began with those of " + folder.from(),
                                  "none; begin it again");
        if (std::filesystem::exists(folder.bestCheckpoint()))
            throw Error::badInput(last.string(), "where the run stood, as it has a best model already",
                                  "none; begin it again in another folder");
    }
    const TrainSpec asked = request.train;
    if (const auto faults = asked.validate(); !faults.empty())
        throw Error(faults.front(), Error::Kind::Usage);
    request.model = folder.model();
    request.train = folder.train();
    request.preset = folder.preset();
    request.from = nullptr;
    if (asked.threads > 0)
        request.train.threads = asked.threads;
    if (asked.device != "auto")
        request.train.device = asked.device;
    if (asked.precision != Precision::Auto)
        request.train.precision = asked.precision;
}

std::string sentence(const std::exception& error)
{
    // LibTorch's own errors carry a stack trace after the first line.
    const std::string text = error.what();
    return text.substr(0, text.find('\n'));
}

} // namespace

RunOutcome train(const TrainRequest& original, RunControl& control, const TrainObserver& observer)
{
    std::optional<RunFolder> folder;
    std::optional<TrainingLoop> loop;
    RunOutcome outcome;
    try {
        TrainRequest request = original;
        if (!request.data)
            throw Error("data: expected a data set, found none", Error::Kind::Usage);
        if (request.resume) {
            // Refused before anything is written: the run stays what it was.
            RunFolder existing = RunFolder::open(request.folder);
            takeOver(existing, request);
            requireValid(request);
            folder = std::move(existing);
        } else {
            requireValid(request);
            folder = RunFolder::create(request);
        }
        at::set_num_threads(request.train.threads > 0 ? request.train.threads : usableCores());
        loop.emplace(request, *folder, control, observer);
        if (request.resume) // what it stands on has been read
            folder->setStatus("running");
        outcome = loop->run();
    } catch (const Error& error) {
        outcome.kind = RunOutcome::Kind::Failed;
        outcome.message = error.what();
        outcome.failure = error.kind();
    } catch (const std::exception& error) {
        outcome.kind = RunOutcome::Kind::Failed;
        outcome.message = sentence(error);
    }
    if (loop && outcome.kind == RunOutcome::Kind::Failed)
        loop->account(outcome);
    try {
        if (folder && (loop || !original.resume))
            folder->setStatus(outcome.kind == RunOutcome::Kind::Completed ? "completed"
                              : outcome.kind == RunOutcome::Kind::Stopped ? "stopped"
                                                                          : "failed",
                              &outcome);
    } catch (const std::exception& error) {
        if (outcome.kind != RunOutcome::Kind::Failed)
            outcome.message = sentence(error);
        outcome.kind = RunOutcome::Kind::Failed;
    }
    return outcome;
}

} // namespace saccade
