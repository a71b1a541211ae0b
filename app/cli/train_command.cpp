// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/data_source.h"
#include "core/io/model_file.h"
#include "core/train/trainer.h"
#include "core/values/error.h"
#include "core/values/json_fields.h"
#include "core/values/presets.h"

#include <cmath>
#include <cstdio>
#include <fstream>
#include <memory>
#include <optional>
#include <vector>

namespace saccade::cli {

namespace {

constexpr int Interrupted = 130;

struct Options
{
    std::string data;
    std::string out;
    std::string preset = "tiny";
    std::string spec;
    std::string from;
    std::optional<int> epochs;
    std::optional<double> minutes;
    std::optional<int> batchSize;
    std::optional<double> learningRate;
    std::string precision;
    std::string device;
    std::optional<int> threads;
    std::optional<std::uint64_t> seed;
    std::vector<std::string> settings; ///< "key=value"
    std::vector<std::string> pins;     ///< "test:12"
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
        if (key != "model" && key != "train")
            throw Error::badInput(path, "\"model\" and \"train\"", '"' + key + '"');
        try {
            if (key == "model")
                value.get_to(request.model);
            else
                value.get_to(request.train);
        } catch (const std::exception& error) {
            throw Error::badInput(path, "fields of \"" + key + "\" as run.json has them", error.what());
        }
    }
}

/// "key=value" for any field of the two specs by its name in JSON. A word may be written without quotes.
void applySetting(const std::string& setting, TrainRequest& request)
{
    const std::size_t equals = setting.find('=');
    if (equals == std::string::npos || equals == 0)
        throw Error("--set: expected key=value, found " + setting, Error::Kind::Usage);
    const std::string key = setting.substr(0, equals);
    const std::string text = setting.substr(equals + 1);
    const auto apply = [&](auto& spec) {
        const nlohmann::json fields = spec;
        if (!fields.contains(key))
            return false;
        auto value = nlohmann::json::parse(text, nullptr, false);
        if (value.is_discarded() || fields[key].is_string())
            value = text;
        nlohmann::json{{key, value}}.get_to(spec);
        return true;
    };
    try {
        if (!apply(request.model) && !apply(request.train))
            throw Error("--set: expected a field of the model or of its training, found " + key,
                        Error::Kind::Usage);
    } catch (const Error& error) {
        throw Error(error.what(), Error::Kind::Usage); // it came from the command line, not from a file
    }
}

/// "test:12" or "train:3".
PictureRef pinFrom(const std::string& word)
{
    const std::size_t colon = word.find(':');
    const std::string split = word.substr(0, colon);
    const std::string digits = colon == std::string::npos ? "" : word.substr(colon + 1);
    constexpr std::size_t MostDigits = 9; // fits an int
    if ((split != "test" && split != "train") || digits.empty() || digits.size() > MostDigits ||
        digits.find_first_not_of("0123456789") != std::string::npos)
        throw Error("--pin: expected test:INDEX or train:INDEX, found " + word, Error::Kind::Usage);
    return {split == "test" ? Split::Test : Split::Train, std::stoi(digits)};
}

/// Where a run computes: what may change when it is resumed.
void applyPlace(const Options& options, TrainSpec& train)
{
    train.threads = options.threads.value_or(train.threads);
    if (!options.device.empty())
        train.device = options.device;
    if (!options.precision.empty())
        nlohmann::json{{"precision", options.precision}}.get_to(train);
}

TrainRequest requestFrom(const Options& options)
{
    const Preset& preset = presetNamed(options.preset);
    TrainRequest request;
    request.preset = options.spec.empty() ? preset.name : "";
    request.model = preset.model;
    request.train = preset.train;
    if (!options.from.empty()) {
        request.from = loadModel(options.from);
        request.fromName = std::filesystem::path(options.from).filename().string();
        request.model = request.from->info().spec;
    }
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
    applyPlace(options, train);
    for (const std::string& setting : options.settings)
        applySetting(setting, request);
    if (options.resume) { // what else was asked for is not used, and noteIgnored() says so
        train = {};
        applyPlace(options, train);
    }
    request.folder = options.out;
    request.resume = options.resume;
    for (const std::string& word : options.pins)
        request.pins.push_back(pinFrom(word));
    return request;
}

/// "  validation loss 0.91, accuracy 68.18 % (best)", as far as there is anything held out.
std::string validationWords(const EpochReport& report)
{
    if (!std::isfinite(report.validationAccuracy))
        return {};
    char text[80];
    std::snprintf(text, sizeof(text), "  validation loss %.3f, accuracy %.2f %%%s", report.validationLoss,
                  report.validationAccuracy * 100, report.best ? " (best)" : "");
    return text;
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

/// A resumed run is what it was: says which options change nothing, instead of dropping them silently.
void noteIgnored(const CLI::App& command, ProgressLine& line)
{
    std::string names;
    for (const char* name : {"--preset", "--spec", "--from", "--epochs", "--minutes", "--batch-size",
                             "--learning-rate", "--seed", "--set"})
        if (command.count(name) > 0)
            names += (names.empty() ? "" : ", ") + std::string(name);
    if (!names.empty())
        line.say("A resumed run goes on with what it began with; not used: " + names + ".");
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
        char test[32] = "";
        if (std::isfinite(report.testAccuracy))
            std::snprintf(test, sizeof(test), "  test %.2f %%", report.testAccuracy * 100);
        char text[200];
        std::snprintf(text, sizeof(text), "epoch %d of %d  loss %.3f%s%s  %.0f images/s", report.epoch,
                      report.epochs, report.trainLoss, validationWords(report).c_str(), test,
                      report.imagesPerSecond);
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
            {"test_accuracy_flip", known(outcome.testAccuracyFlip)},
            {"best_validation_accuracy", known(outcome.bestValidationAccuracy)},
            {"seconds", outcome.seconds},
            {"images_per_second", outcome.imagesPerSecond},
            {"status", outcome.kind == RunOutcome::Kind::Completed ? "completed" : "stopped"}};
}

int run(const Options& options, const CLI::App& command)
{
    TrainRequest request = requestFrom(options);
    RunControl control;
    RunOutcome outcome;
    {
        ProgressLine line;
        const InterruptGuard guard(control);
        refuseEarly(request);
        if (options.resume)
            noteIgnored(command, line);
        request.data = openDataset(options.data, line.function());
        outcome = train(request, control, observerOn(line));
    }
    if (outcome.kind == RunOutcome::Kind::Failed)
        throw Error(outcome.message, outcome.failure);
    if (options.json) {
        std::printf("%s\n", resultJson(outcome, options).dump().c_str());
    } else if (outcome.testAccuracy >= 0) {
        char best[60] = "";
        if (outcome.bestValidationAccuracy >= 0)
            std::snprintf(best, sizeof(best), "best validation accuracy %.2f %%, its ",
                          outcome.bestValidationAccuracy * 100);
        std::printf("%s: %d epochs, %lld steps in %s; %stest accuracy %.2f %%\n", options.out.c_str(),
                    outcome.epochs, static_cast<long long>(outcome.steps),
                    durationText(outcome.seconds).c_str(), best, outcome.testAccuracy * 100);
        if (outcome.testAccuracyFlip >= 0)
            std::printf("%s: test accuracy %.2f %% by the mean of each picture and its mirror\n",
                        options.out.c_str(), outcome.testAccuracyFlip * 100);
    } else if (outcome.epochs > 0) {
        std::printf("%s: stopped after %d epochs, %lld steps; --resume goes on, eval measures the model\n",
                    options.out.c_str(), outcome.epochs, static_cast<long long>(outcome.steps));
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
    command->add_option("--out", options->out, "Run folder to write")
        ->required()
        ->check([](const std::string& folder) {
            return folder.empty() ? std::string("expected a folder, found nothing") : std::string();
        });
    command->add_option("--preset", options->preset, "Model and recipe; see: saccade-cli presets");
    command->add_option("--spec", options->spec, "JSON file whose \"model\" and \"train\" change the preset");
    command->add_option("--from", options->from,
                        "Model to begin with: its weights and its shape instead of the preset's");
    auto* epochs = command->add_option("--epochs", options->epochs, "Passes over the training pictures");
    command->add_option("--minutes", options->minutes, "Train this long; the schedule is sized to it")
        ->excludes(epochs);
    command->add_option("--batch-size", options->batchSize, "Pictures a step");
    command->add_option("--learning-rate", options->learningRate, "Peak learning rate");
    command->add_option("--precision", options->precision, "auto, fp32 or bf16")
        ->check(CLI::IsMember({"auto", "fp32", "bf16"}));
    command->add_option("--device", options->device, "auto, cpu, cuda, cuda:N or mps");
    command->add_option("--threads", options->threads, "0: one per core");
    command->add_option("--seed", options->seed, "Same seed, same run: of as many epochs, on as many threads")
        ->check([](const std::string& seed) {
            return seed.rfind('-', 0) == 0 ? "expected a whole number from 0, found " + seed : std::string();
        });
    command
        ->add_option("--set", options->settings,
                     "key=value: any field of model or training, as run.json names it; may be repeated")
        ->expected(1)
        ->take_all();
    command
        ->add_option("--pin", options->pins,
                     "test:INDEX or train:INDEX: records the attention on this picture while the model "
                     "learns, in the run's timeline; up to eight times")
        ->expected(1)
        ->take_all();
    command->add_flag("--resume", options->resume,
                      "Go on from the run folder's newest checkpoint; --threads, --device and --precision "
                      "may differ");
    command->add_flag("--json", options->json, "Print one JSON object and nothing else on stdout");
    return [options, command] { return run(*options, *command); };
}

} // namespace saccade::cli
