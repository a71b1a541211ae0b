// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/training_loop.h"

#include "core/train/starting_weights.h"

#include "core/io/model_file.h"
#include "core/model/factory.h"
#include "core/model/random_scope.h"
#include "core/model/torch_model.h"
#include "core/train/checkpoint.h"
#include "core/train/first_pictures.h"
#include "core/train/schedule.h"
#include "core/values/error.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace saccade {

namespace {

constexpr double ReportEvery = 0.1;   // seconds
constexpr double SnapshotEvery = 2.0; // seconds
constexpr double SaveEvery = 60.0;    // seconds: as much as a crash may cost
constexpr double FewSeconds = 5.0;    // an epoch of a fast device is shorter than writing it may take

/// What the layers' activations are measured on: the first that were held out, or else that are trained on.
constexpr std::size_t WatchedPictures = 8;

std::string formatted(double value)
{
    char text[32];
    std::snprintf(text, sizeof(text), "%.3g", value);
    return text;
}

} // namespace

TrainingLoop::TrainingLoop(const TrainRequest& request, RunFolder folder, RunControl& control,
                           const TrainObserver& observer)
    : m_request(request)
    , m_folder(std::move(folder))
    , m_control(control)
    , m_observer(observer)
    , m_device(resolveDevice(request.train.device))
    , m_precision(resolvePrecision(request.train.precision, m_device))
    , m_info(modelInfo(request.model, *request.data, request.train.normaliseBy))
    , m_split(splitValidation(*request.data, request.train.validationShare, request.train.seed))
    , m_stream(m_device)
    , m_batches(*m_request.data, m_split.train, m_request.train, m_info.normalisation,
                request.model.patchSize, m_device, !m_device.is_cpu())
    , m_stepsPerEpoch(m_batches.batchesPerEpoch())
    , m_scores(m_request.train, m_info, *m_request.data, m_split, m_precision.bf16, control)
{
    {
        const RandomScope random(weightSeed(request.train.seed));
        m_network = makeNetwork(request.model);
    }
    // A run that was killed before its first checkpoint begins again.
    const bool goesOn = request.resume && std::filesystem::exists(m_folder.lastCheckpoint());
    if (!goesOn)
        takeStartingWeights(request, m_split, m_info.normalisation, *m_network);
    m_network->to(m_device);
    m_optimizer = std::make_unique<ParameterOptimizer>(m_request.train, *m_network, m_precision.bf16);
    m_step = std::make_unique<TrainStep>(m_request.train, *m_network, *m_optimizer, m_device,
                                         m_precision.bf16, request.model.patchSize);
    m_layers = std::make_unique<LayerWatch>(
        *m_network, [this](const torch::Tensor& pictures) { m_network->forward(pictures); },
        firstPictures(*request.data, m_split.validation.empty() ? m_split.train : m_split.validation,
                      WatchedPictures, m_info.normalisation)
            .to(m_device));
    if (request.resume) {
        if (goesOn) {
            m_state = loadCheckpoint(m_folder.lastCheckpoint(), *m_network, *m_optimizer);
            m_savedStep = m_state.step;
        }
        m_folder.dropRowsAfter(m_state.step);
        if (m_state.learningRateFactor != 1.0)
            m_control.setLearningRateFactor(m_state.learningRateFactor);
    }
    m_clock = std::make_unique<RunClock>(m_request.train, m_stepsPerEpoch, m_state.seconds, m_control);
    m_clock->setFirstStep(m_state.secondsBeforeFirstStep);
    m_lastSave = m_clock->elapsed();
    makeTimeline();
}

void TrainingLoop::note(const std::string& text) const
{
    if (m_observer.onNote)
        m_observer.onNote(text);
}

RunOutcome TrainingLoop::run()
{
    note("Training on " + m_device.str() + " in " + m_precision.reason + ", " +
         std::to_string(at::get_num_threads()) + " threads, " + std::to_string(m_split.train.size()) +
         " pictures an epoch, " + std::to_string(m_split.validation.size()) + " held out.");
    m_network->train();
    if (m_request.from) // whose weights no seed makes again
        saveIfDue(true);
    snapshotIfDue(true);
    recordIfDue(false);
    if (m_request.train.minutes > 0) {
        m_scores.timeIt(*m_network);
        m_clock->reserve(m_scores.secondsAtTheEnd());
    }
    if (m_state.step == 0) {
        m_state.secondsBeforeFirstStep = m_clock->elapsed();
        m_clock->setFirstStep(m_state.secondsBeforeFirstStep);
    }
    // An epoch whose steps are done is scored even where the time is up: it may have been stopped meanwhile.
    // However short the time, it is enough for a step.
    while (m_state.batch > 0 || m_state.step == 0 || !m_clock->isOver(m_state.epoch))
        if (!runEpoch())
            return finish(true);
    return finish(false);
}

bool TrainingLoop::runEpoch()
{
    while (m_state.batch < m_stepsPerEpoch && (m_state.step == 0 || !m_clock->isTimeUp())) {
        if (!m_control.checkpoint()) {
            reportIfDue(true);
            saveIfDue(true);
            return false;
        }
        trainBatch();
        if (m_observer.onStep)
            m_observer.onStep(m_state.step);
        reportIfDue(false);
        snapshotIfDue(false);
        recordIfDue(false);
        saveIfDue(false);
    }
    reportIfDue(true);
    return finishEpoch();
}

void TrainingLoop::trainBatch()
{
    const double begin = clockSeconds();
    const TrainSpec& spec = m_request.train;
    const double progress = m_clock->progress(m_state.step);
    const StepInput& input = m_batches.load(
        {m_state.epoch, m_state.batch, m_state.step, spec.smallCrop > 0 && progress <= spec.smallCropShare});
    m_state.learningRateFactor = m_control.learningRateFactor();
    m_state.learningRate = learningRateAt(spec, progress) * m_state.learningRateFactor;
    const double now = m_clock->elapsed();
    std::function<void()> watch;
    if (m_layers->isDue(now, m_state.epoch))
        watch = [&] { m_layers->begin(now, m_state.epoch); };
    const StepResult result = m_step->take(input, m_state.step, m_state.learningRate, watch);
    if (!m_step->fault().empty() && !std::exchange(m_isFaultNoted, true))
        note("Steps cannot be recorded as a CUDA graph, and are taken one operation after the other: " +
             m_step->fault());

    const std::int64_t images = input.labels.size(0);
    ++m_state.step;
    ++m_state.batch;
    m_state.totalImages += images;
    m_lastLoss = result.loss.detach();
    m_meter.add(m_state.step, result, images, input.isMixed);
    m_meter.addSeconds(clockSeconds() - begin);
    if (watch)
        reportLayers();
}

void TrainingLoop::reportLayers()
{
    const LayerReport report = m_layers->finish(m_state.step, double(m_state.step) / m_stepsPerEpoch);
    m_folder.append(report);
    if (m_observer.onLayers)
        m_observer.onLayers(report);
}

void TrainingLoop::reportIfDue(bool force)
{
    const double now = m_clock->elapsed();
    if (m_meter.isEmpty() || (!force && now - m_lastReport < ReportEvery))
        return;
    m_lastReport = now;
    m_state.seconds = now;
    const double begin = clockSeconds();
    StepMeter::Reading reading = m_meter.take();
    reading.seconds += clockSeconds() - begin; // a device works off its queue here
    if (reading.firstBadStep >= 0)
        throw diverged("loss", reading.firstBadStep);
    m_state.lossSum += reading.lossSum;
    m_state.correct += reading.correct;
    m_state.images += reading.images;
    m_state.trainSeconds += reading.seconds;

    BatchReport report;
    report.step = m_state.step;
    report.totalSteps = m_clock->plannedSteps(m_state.step);
    report.stepsPerEpoch = m_stepsPerEpoch;
    report.loss = reading.lastLoss;
    report.accuracy = reading.accuracy;
    report.learningRate = m_state.learningRate;
    report.gradientNorm = reading.gradientNorm;
    report.imagesPerSecond = reading.seconds > 0 ? double(reading.images) / reading.seconds : 0.0;
    report.seconds = now;
    report.secondsLeft = m_clock->secondsLeft(m_state.step);
    report.spike = m_spikes.add(reading.firstStep, reading.each);
    if (report.spike && report.spike->isFirst)
        note(describe(*report.spike, m_request.train.clipNorm > 0));
    m_folder.append(report);
    if (m_observer.onBatch)
        m_observer.onBatch(report);
}

Error TrainingLoop::diverged(const char* what, std::int64_t step) const
{
    return Error(std::string("The ") + what + " stopped being a finite number at step " +
                 std::to_string(step) + " (epoch " + std::to_string(m_state.epoch + 1) + ", learning rate " +
                 formatted(m_state.learningRate) +
                 "). Try a lower learning rate, a longer warm-up, gradient clipping or pre-norm. The last "
                 "checkpoint is untouched.");
}

bool TrainingLoop::finishEpoch()
{
    requireFiniteWeights();
    EpochReport report;
    {
        const AveragedWeights averaged(*m_optimizer);
        if (!m_scores.measure(*m_network, report)) {
            saveIfDue(true);
            return false;
        }
    }
    if ((m_request.train.testEachEpoch && !std::isfinite(report.testLoss)) ||
        (m_scores.hasValidation() && !std::isfinite(report.validationLoss)))
        throw diverged("loss on pictures it did not learn from", m_state.step);
    const int batches = std::max(1, m_state.batch);
    ++m_state.epoch;
    report.epoch = m_state.epoch;
    report.epochs = m_request.train.minutes > 0
                        ? int(m_clock->plannedSteps(m_state.step) / m_stepsPerEpoch) + 1
                        : m_request.train.epochs;
    report.step = m_state.step;
    report.trainLoss = m_state.lossSum / batches;
    report.trainAccuracy = m_state.correct / double(std::max<std::int64_t>(1, m_state.images));
    report.learningRate = m_state.learningRate;
    report.imagesPerSecond = imagesPerSecond();
    report.seconds = m_state.seconds = m_clock->elapsed();
    // Without a validation slice there is nothing to choose by: the newest model is the best one.
    report.best = !m_scores.hasValidation() || report.validationAccuracy > m_state.bestValidation;
    if (report.best)
        keepBest(report);
    m_state.batch = 0;
    m_state.lossSum = 0.0;
    m_state.correct = 0.0;
    m_state.images = 0;
    m_clock->reserve(m_scores.secondsAtTheEnd());
    m_folder.append(report);
    saveIfDue(m_device.is_cpu() || m_clock->elapsed() - m_lastSave > FewSeconds);
    snapshotIfDue(m_device.is_cpu());
    if (m_observer.onEpoch)
        m_observer.onEpoch(report);
    return true;
}

void TrainingLoop::keepBest(const EpochReport& report)
{
    if (m_scores.hasValidation())
        m_state.bestValidation = report.validationAccuracy;
    // A figure that another program would not measure is none to write into a model.
    saveModel(model(m_scores.isExact() ? report.testAccuracy : -1.0), m_folder.bestCheckpoint());
}

void TrainingLoop::requireFiniteWeights() const
{
    // The step after a finite loss can still ruin the weights, and no file may ever hold such.
    if (!m_optimizer->isFinite())
        throw diverged("weights", m_state.step);
}

void TrainingLoop::snapshotIfDue(bool force)
{
    if (!m_observer.onSnapshot || (!force && m_clock->elapsed() - m_lastSnapshot < SnapshotEvery))
        return;
    m_lastSnapshot = m_clock->elapsed();
    m_observer.onSnapshot(model());
}

void TrainingLoop::makeTimeline()
{
    const std::filesystem::path folder = m_folder.timeline();
    try {
        // Pins stay what they were; a run that has none yet may be given some.
        if (m_request.resume && std::filesystem::exists(folder / "timeline.json")) {
            if (!m_request.pins.empty())
                note("A resumed run goes on with the pictures that it began with; others are not pinned.");
            m_timeline = std::make_unique<TimelineRecorder>(TimelineRecorder::resumed(
                m_info, folder, m_device, m_state.step, m_clock->plannedSteps(m_state.step)));
        } else if (!m_request.pins.empty()) {
            m_timeline = std::make_unique<TimelineRecorder>(m_request, m_info, folder, m_device);
        }
    } catch (const Error& error) {
        giveUpTimeline(error);
    }
}

void TrainingLoop::recordIfDue(bool last)
{
    if (!m_timeline)
        return;
    const double now = m_clock->elapsed();
    if (last ? !m_timeline->lacks(m_state.step) : !m_timeline->isDue(m_state.step, now))
        return;
    try {
        const AveragedWeights averaged(*m_optimizer);
        m_timeline->record(*m_network, m_state.step, double(m_state.step) / m_stepsPerEpoch, m_lastLoss, now,
                           m_clock->plannedSteps(m_state.step));
    } catch (const Error& error) {
        giveUpTimeline(error);
        return;
    }
    if (m_observer.onTimeline)
        m_observer.onTimeline(m_timeline->timeline());
}

/// The training is worth more than its pictures: it goes on.
void TrainingLoop::giveUpTimeline(const Error& error)
{
    m_timeline.reset();
    note(std::string(error.what()) + "; the pinned pictures are no longer recorded.");
}

ModelPtr TrainingLoop::model(double testAccuracy)
{
    const AveragedWeights averaged(*m_optimizer);
    ModelInfo info = m_info;
    info.step = m_state.step;
    info.testAccuracy = testAccuracy;
    return snapshot(*m_network, std::move(info));
}

void TrainingLoop::saveIfDue(bool force)
{
    if (!force && m_clock->elapsed() - m_lastSave < SaveEvery)
        return;
    reportIfDue(true); // so that the state holds every step that the weights have seen
    requireFiniteWeights();
    m_lastSave = m_clock->elapsed();
    m_savedStep = m_state.step;
    m_state.seconds = m_lastSave;
    ModelInfo info = m_info;
    info.step = m_state.step;
    saveCheckpoint(m_folder.lastCheckpoint(), *m_network, info, *m_optimizer, m_state);
}

RunOutcome TrainingLoop::finish(bool stopped)
{
    if (m_savedStep != m_state.step)
        saveIfDue(true);
    recordIfDue(true);
    RunOutcome outcome;
    if (std::filesystem::exists(m_folder.bestCheckpoint())) {
        outcome.best = loadModel(m_folder.bestCheckpoint());
        outcome.testAccuracy = outcome.best->info().testAccuracy;
        stopped = stopped || !measureBest(outcome);
    }
    outcome.kind = stopped ? RunOutcome::Kind::Stopped : RunOutcome::Kind::Completed;
    outcome.last = model();
    account(outcome);
    return outcome;
}

bool TrainingLoop::measureBest(RunOutcome& outcome)
{
    const auto score = m_scores.ofFinished(outcome.best, m_device);
    if (!score)
        return false;
    outcome.testAccuracy = score->accuracy;
    outcome.testAccuracyFlip = score->accuracyFlip;
    ModelInfo info = outcome.best->info();
    info.testAccuracy = score->accuracy;
    outcome.best = snapshot(torchModel(outcome.best).network(), std::move(info));
    saveModel(outcome.best, m_folder.bestCheckpoint());
    return true;
}

void TrainingLoop::account(RunOutcome& outcome) const
{
    outcome.epochs = m_state.epoch;
    outcome.steps = m_state.step;
    outcome.seconds = m_clock->elapsed();
    outcome.imagesPerSecond = imagesPerSecond();
    outcome.bestValidationAccuracy = m_state.bestValidation;
}

double TrainingLoop::imagesPerSecond() const
{
    return m_state.trainSeconds > 0 ? double(m_state.totalImages) / m_state.trainSeconds : 0.0;
}

} // namespace saccade
