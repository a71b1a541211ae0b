// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/explanation_folder.h"
#include "app/data_source.h"
#include "core/explain/explain.h"
#include "core/explain/methods.h"
#include "core/io/model_file.h"
#include "core/platform/atomic_file.h"
#include "core/render/chart_svg.h"
#include "core/train/trainer.h"
#include "core/values/error.h"
#include "core/values/presets.h"

#include <cstdio>
#include <memory>

namespace saccade::cli {

namespace {

namespace fs = std::filesystem;

constexpr int Pictures = 5;

struct Options
{
    std::string out;
    double minutes = 2.0;
};

/// What the observer collects for the chart.
struct Curves
{
    std::vector<ChartPoint> training;
    std::vector<ChartPoint> validation;
};

TrainObserver observerOn(ProgressLine& line, Curves& curves)
{
    TrainObserver observer;
    observer.onNote = [&line](const std::string& note) { line.say(note); };
    observer.onBatch = [&line, &curves](const BatchReport& report) {
        curves.training.push_back({report.epoch(), report.loss});
        line.show(double(report.step) / double(report.totalSteps),
                  "training, " + durationText(report.secondsLeft) + " left");
    };
    observer.onEpoch = [&line, &curves](const EpochReport& report) {
        curves.validation.push_back({double(report.epoch), report.validationLoss});
        char text[120];
        std::snprintf(text, sizeof(text), "epoch %d  loss %.3f  validation accuracy %.1f %%", report.epoch,
                      report.trainLoss, report.validationAccuracy * 100);
        line.say(text);
    };
    return observer;
}

/// A folder that is not there yet: a second demonstration does not write over the first.
fs::path freshFolder(const fs::path& wanted)
{
    fs::path folder = wanted;
    for (int n = 2; fs::exists(folder); ++n)
        folder = wanted.string() + '-' + std::to_string(n);
    return folder;
}

void writeOverlays(const ModelPtr& model, const Dataset& data, const fs::path& folder)
{
    for (int i = 0; i < Pictures; ++i) {
        ExplanationToWrite result;
        result.picture = data.image({Split::Test, i});
        result.explanation = explain(model, result.picture);
        result.classNames = model->info().classNames;
        MethodRequest request;
        request.layer = model->info().spec.depth - 1;
        result.method = request.method;
        result.maps = computeMethod(model, result.picture, request);
        writeExplanation(result, folder / ("picture-" + std::to_string(i)));
    }
}

int run(const Options& options)
{
    const fs::path folder = freshFolder(fs::absolute(options.out));
    const Preset& preset = presetNamed("tiny");
    TrainRequest request;
    request.preset = preset.name;
    request.model = preset.model;
    request.train = preset.train;
    request.train.minutes = options.minutes;
    request.folder = folder / "run";
    RunControl control;
    RunOutcome outcome;
    Curves curves;
    {
        ProgressLine line;
        const InterruptGuard guard(control);
        request.data = openDataset("shapes", line.function());
        outcome = train(request, control, observerOn(line, curves));
    }
    if (outcome.kind == RunOutcome::Kind::Failed)
        throw Error(outcome.message, outcome.failure);
    if (outcome.kind == RunOutcome::Kind::Stopped)
        return 130;
    writeFileAtomically(folder / "loss.svg",
                        std::string_view(lineChartSvg("Loss", "epoch",
                                                      {{"training", curves.training, false},
                                                       {"validation", curves.validation, true}})));
    writeOverlays(outcome.best, *request.data, folder / "overlays");
    saveModel(outcome.best, folder / "model");
    std::printf("Trained on Shapes for %s: test accuracy %.1f %%.\n"
                "Loss chart, attention overlays and the exported model are in %s\n",
                durationText(outcome.seconds).c_str(), outcome.testAccuracy * 100, folder.string().c_str());
    return 0;
}

} // namespace

Command addDemo(CLI::App& program)
{
    const auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand(
        "demo", "The main job without a window: train on Shapes, write chart, maps and model");
    command->add_option("--out", options->out, "Folder to write; a number is added where it exists")
        ->required();
    command->add_option("--minutes", options->minutes, "Training time")->check(CLI::Range(0.01, 600.0));
    return [options] { return run(*options); };
}

} // namespace saccade::cli
