// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/data_source.h"
#include "core/train/trainer.h"
#include "core/values/error.h"
#include "core/values/json_fields.h"
#include "core/values/presets.h"

#include <cstdio>
#include <fstream>
#include <memory>
#include <optional>

namespace saccade::cli {

namespace {

constexpr int Interrupted = 130;

struct Options
{
    std::string data;
    std::string out;
    std::string preset = "tiny";
    std::string spec;
    std::optional<int> epochs;
    std::optional<double> minutes;
    std::optional<int> batchSize;
    std::optional<double> learningRate;
    std::string precision;
    std::string device;
    std::optional<int> threads;
    std::optional<std::uint64_t> seed;
    bool resume = false;
    bool json = false;
};

/// A file {"model": {…}, "train": {…}}; each part may be missing.
void applySpecFile(const std::string& path, TrainRequest& request)
{
    std::ifstream stream(path);
    if (!stream)
        throw Error::badInput(path, "a JSON file with \"model\" and \"train\"", "no file that can be read");
    const auto json = nlohmann::json::parse(stream, nullptr, false);
    if (!json.is_object())
        throw Error::badInput(path, "a JSON object with \"model\" and \"train\"", "something else");
    for (const auto& [key, value] : json.items()) {
        if (key == "model")
            value.get_to(request.model);
        else if (key == "train")
            value.get_to(request.train);
        else
            throw Error::badInput(path, "\"model\" and \"train\"", '"' + key + '"');
    }
}

TrainRequest requestFrom(const Options& options)
{
    const Preset& preset = presetNamed(options.preset);
    TrainRequest request;
    request.preset = options.spec.empty() ? preset.name : "";
    request.model = preset.model;
    request.train = preset.train;
    if (!options.spec.empty())
        applySpecFile(options.spec, request);
    TrainSpec& train = request.train;
    if (options.epochs) {
        train.epochs = *options.epochs;
        train.minutes = 0;
    }
    train.minutes = options.minutes.value_or(train.minutes);
    train.batchSize = options.batchSize.value_or(train.batchSize);
    train.learningRate = options.learningRate.value_or(train.learningRate);
    train.seed = options.seed.value_or(train.seed);
    train.threads = options.threads.value_or(train.threads);
    if (!options.device.empty())
        train.device = options.device;
    if (!options.precision.empty())
        nlohmann::json{{"precision", options.precision}}.get_to(train);
    request.folder = options.out;
    request.resume = options.resume;
    return request;
}

/// What needs no data set to be seen is said before one is read.
void refuseEarly(const TrainRequest& request)
{
    if (request.resume)
        return; // the run itself says what it is
    for (const auto& faults : {request.model.validate(), request.train.validate()})
        if (!faults.empty())
            throw Error(faults.front(), Error::Kind::Usage);
}

TrainObserver observerOn(ProgressLine& line)
{
    TrainObserver observer;
    observer.onNote = [&line](const std::string& note) { line.say(note); };
    observer.onBatch = [&line](const BatchReport& report) {
        char text[160];
        std::snprintf(text, sizeof(text), "epoch %.2f  loss %.3f  %.0f images/s  %s", report.epoch(),
                      report.loss, report.imagesPerSecond,
                      report.secondsLeft >= 0 ? (durationText(report.secondsLeft) + " left").c_str() : "");
        line.show(report.totalSteps > 0 ? double(report.step) / double(report.totalSteps) : -1, text);
    };
    observer.onEpoch = [&line](const EpochReport& report) {
        char text[200];
        std::snprintf(text, sizeof(text),
                      "epoch %d of %d  loss %.3f  validation loss %.3f, accuracy %.2f %%%s  test %.2f %%  "
                      "%.0f images/s",
                      report.epoch, report.epochs, report.trainLoss, report.validationLoss,
                      report.validationAccuracy * 100, report.best ? " (best)" : "",
                      report.testAccuracy * 100, report.imagesPerSecond);
        line.say(text);
    };
    return observer;
}

nlohmann::json resultJson(const RunOutcome& outcome, const Options& options)
{
    const auto known = [](double value) { return value >= 0 ? nlohmann::json(value) : nlohmann::json(); };
    return {{"run", options.out},
            {"epochs", outcome.epochs},
            {"steps", outcome.steps},
            {"test_accuracy", known(outcome.testAccuracy)},
            {"best_validation_accuracy", known(outcome.bestValidationAccuracy)},
            {"seconds", outcome.seconds},
            {"images_per_second", outcome.imagesPerSecond},
            {"status", outcome.kind == RunOutcome::Kind::Completed ? "completed" : "stopped"}};
}

int run(const Options& options)
{
    TrainRequest request = requestFrom(options);
    RunControl control;
    RunOutcome outcome;
    {
        ProgressLine line;
        const InterruptGuard guard(control);
        refuseEarly(request);
        request.data = openDataset(options.data, line.function());
        outcome = train(request, control, observerOn(line));
    }
    if (outcome.kind == RunOutcome::Kind::Failed)
        throw Error(outcome.message, outcome.failure);
    if (options.json) {
        std::printf("%s\n", resultJson(outcome, options).dump().c_str());
    } else if (outcome.testAccuracy >= 0) {
        std::printf(
            "%s: %d epochs, %lld steps in %s; best validation accuracy %.2f %%, its test accuracy %.2f %%\n",
            options.out.c_str(), outcome.epochs, static_cast<long long>(outcome.steps),
            durationText(outcome.seconds).c_str(), outcome.bestValidationAccuracy * 100,
            outcome.testAccuracy * 100);
    } else {
        std::printf("%s: stopped after %lld steps, before the first epoch's end; --resume goes on\n",
                    options.out.c_str(), static_cast<long long>(outcome.steps));
    }
    return outcome.kind == RunOutcome::Kind::Stopped ? Interrupted : 0;
}

} // namespace

Command addTrain(CLI::App& program)
{
    const auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand("train", "Train a vision transformer");
    command->add_option("--data", options->data, "Folder of CIFAR-10, or shapes")->required();
    command->add_option("--out", options->out, "Run folder to write")->required();
    command->add_option("--preset", options->preset, "Model and recipe; see: saccade-cli presets");
    command->add_option("--spec", options->spec, "JSON file whose \"model\" and \"train\" change the preset");
    auto* epochs = command->add_option("--epochs", options->epochs, "Passes over the training pictures");
    command->add_option("--minutes", options->minutes, "Train this long; the schedule is sized to it")
        ->excludes(epochs);
    command->add_option("--batch-size", options->batchSize, "Pictures a step");
    command->add_option("--learning-rate", options->learningRate, "Peak learning rate");
    command->add_option("--precision", options->precision, "auto, fp32 or bf16")
        ->check(CLI::IsMember({"auto", "fp32", "bf16"}));
    command->add_option("--device", options->device, "auto, cpu, cuda, cuda:N or mps");
    command->add_option("--threads", options->threads, "0: one per core");
    command->add_option("--seed", options->seed, "Same seed, same run");
    command->add_flag("--resume", options->resume, "Go on from the run folder's newest checkpoint");
    command->add_flag("--json", options->json, "Print one JSON object and nothing else on stdout");
    return [options] { return run(*options); };
}

} // namespace saccade::cli
