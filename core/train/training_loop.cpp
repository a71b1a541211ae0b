// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/training_loop.h"

#include "core/data/random.h"
#include "core/io/model_file.h"
#include "core/model/factory.h"
#include "core/model/mixed_precision.h"
#include "core/model/random_scope.h"
#include "core/model/torch_model.h"
#include "core/train/checkpoint.h"
#include "core/train/schedule.h"
#include "core/values/error.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

namespace saccade {

namespace {

constexpr double ReportEvery = 0.1;   // seconds
constexpr double SnapshotEvery = 2.0; // seconds
constexpr double SaveEvery = 60.0;    // seconds: as much as a crash may cost

double clockSeconds()
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

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
{
    const int images = int(m_split.train.size());
    if (images == 0)
        throw Error::badInput(request.data->name, "training pictures", "none");
    m_batchSize = std::min(request.train.batchSize, images);
    m_stepsPerEpoch = images / m_batchSize; // what does not fill a batch waits for the next epoch's order
    {
        const RandomScope random(request.train.seed);
        m_network = VisionTransformer(request.model);
    }
    m_network->to(m_device);
    m_optimizer = std::make_unique<ParameterOptimizer>(request.train, *m_network);
    m_layers = std::make_unique<LayerWatch>(
        *m_network, [this](const torch::Tensor& pictures) { m_network->forward(pictures); },
        watchedPictures(*request.data, m_split, m_info.normalisation).to(m_device));
    if (request.resume) {
        // A run that was killed before its first checkpoint begins again.
        if (std::filesystem::exists(m_folder.lastCheckpoint()))
            m_state = loadCheckpoint(m_folder.lastCheckpoint(), *m_network, *m_optimizer);
        m_folder.dropRowsAfter(m_state.step);
        if (m_state.learningRateFactor != 1.0)
            m_control.setLearningRateFactor(m_state.learningRateFactor);
        // For the report of an epoch that was stopped after its last batch.
        if (m_state.step > 0 && m_request.train.minutes <= 0)
            m_learningRate =
                learningRateAt(m_request.train, double(m_state.step) / double(plannedSteps() + 1)) *
                m_state.learningRateFactor;
    }
    m_secondsBefore = m_state.seconds;
}

RunOutcome TrainingLoop::run()
{
    m_startClock = clockSeconds() - m_control.secondsPaused();
    m_lastSave = elapsed();
    if (m_observer.onNote)
        m_observer.onNote("Training on " + m_device.str() + " in " + m_precision.reason + ", " +
                          std::to_string(at::get_num_threads()) + " threads, " +
                          std::to_string(m_split.train.size()) + " pictures an epoch, " +
                          std::to_string(m_split.validation.size()) + " held out.");
    m_network->train();
    snapshotIfDue(true);
    while (!isTimeUp())
        if (!runEpoch())
            return outcome(RunOutcome::Kind::Stopped);
    return outcome(RunOutcome::Kind::Completed);
}

bool TrainingLoop::runEpoch()
{
    const auto order =
        permutation(int(m_split.train.size()), m_request.train.seed, std::uint64_t(m_state.epoch));
    std::vector<int> rows(static_cast<std::size_t>(m_batchSize));
    while (m_state.batch < m_stepsPerEpoch && !(m_request.train.minutes > 0 && isTimeUp())) {
        if (!m_control.checkpoint()) {
            reportIfDue(true);
            saveIfDue(true);
            return false;
        }
        for (int i = 0; i < m_batchSize; ++i)
            rows[std::size_t(i)] = m_split.train[std::size_t(
                order[std::size_t(m_state.batch) * std::size_t(m_batchSize) + std::size_t(i)])];
        trainBatch(rows);
        if (m_observer.onStep)
            m_observer.onStep(m_state.step);
        reportIfDue(false);
        snapshotIfDue(false);
        saveIfDue(false);
    }
    reportIfDue(true);
    return finishEpoch();
}

void TrainingLoop::trainBatch(std::span<const int> rows)
{
    const double begin = clockSeconds();
    const TrainSpec& spec = m_request.train;
    const AugmentSpec augment{spec.cropPadding, spec.flip};
    const std::int64_t batch = std::int64_t(rows.size());
    auto pictures = torch::empty({batch, 3, m_request.data->height, m_request.data->width});
    auto labels = torch::empty({batch}, torch::kLong);
    fillBatch(*m_request.data, rows, m_info.normalisation, &augment, spec.seed, std::uint64_t(m_state.epoch),
              pictures.data_ptr<float>());
    labelsOf(*m_request.data, rows, labels.data_ptr<std::int64_t>());
    pictures = pictures.to(m_device);
    labels = labels.to(m_device);

    const RandomScope random(spec.seed ^ (0x9E3779B97F4A7C15ULL * std::uint64_t(m_state.step + 1)), m_device);
    torch::Tensor logits;
    m_optimizer->zeroGradients();
    {
        const MixedPrecision mixed(m_precision.bf16, m_device);
        logits = m_network->forward(pictures);
    }
    logits = logits.to(torch::kFloat32);
    const auto loss =
        at::cross_entropy_loss(logits, labels, {}, at::Reduction::Mean, -100, spec.labelSmoothing);
    loss.backward();
    const bool watched = m_layers->begin(elapsed(), m_state.epoch);
    const auto norm = m_optimizer->clipGradients();
    m_state.learningRateFactor = m_control.learningRateFactor();
    m_learningRate = learningRateAt(spec, progress()) * m_state.learningRateFactor;
    m_optimizer->step(m_learningRate);

    ++m_state.step;
    ++m_state.batch;
    m_state.totalImages += batch;
    m_meter.add(m_state.step, loss, logits.detach().argmax(1).eq(labels).sum(), norm, batch);
    m_meter.addSeconds(clockSeconds() - begin);
    if (watched)
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
    const double now = elapsed();
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
    report.totalSteps = plannedSteps();
    report.stepsPerEpoch = m_stepsPerEpoch;
    report.loss = reading.lastLoss;
    report.accuracy = reading.accuracy;
    report.learningRate = m_learningRate;
    report.gradientNorm = reading.gradientNorm;
    report.imagesPerSecond = reading.seconds > 0 ? double(reading.images) / reading.seconds : 0.0;
    report.seconds = now;
    report.secondsLeft = secondsLeft();
    report.spike = m_spikes.add(reading.firstStep, reading.losses, reading.gradientNorms);
    if (report.spike && report.spike->isFirst && m_observer.onNote)
        m_observer.onNote(describe(*report.spike, m_request.train.clipNorm > 0));
    m_folder.append(report);
    if (m_observer.onBatch)
        m_observer.onBatch(report);
}

Error TrainingLoop::diverged(const char* what, std::int64_t step) const
{
    return Error(std::string("The ") + what + " stopped being a finite number at step " +
                 std::to_string(step) + " (epoch " + std::to_string(m_state.epoch + 1) + ", learning rate " +
                 formatted(m_learningRate) +
                 "). Try a lower learning rate, a longer warm-up, gradient clipping or pre-norm. The last "
                 "checkpoint is untouched.");
}

bool TrainingLoop::finishEpoch()
{
    requireFiniteWeights();
    EpochReport report;
    const bool hasValidation = !m_split.validation.empty();
    if (hasValidation) {
        const auto validation =
            evaluateRows(m_network, m_info, *m_request.data, m_split.validation, m_control);
        if (!validation) {
            saveIfDue(true);
            return false;
        }
        report.validationLoss = validation->loss;
        report.validationAccuracy = validation->accuracy;
    } else {
        report.validationLoss = std::numeric_limits<double>::quiet_NaN();
        report.validationAccuracy = std::numeric_limits<double>::quiet_NaN();
    }
    const auto test =
        evaluateRows(m_network, m_info, *m_request.data, rowsOf(*m_request.data, Split::Test), m_control);
    if (!test) {
        saveIfDue(true);
        return false;
    }
    if (!std::isfinite(test->loss) || (hasValidation && !std::isfinite(report.validationLoss)))
        throw diverged("loss on pictures it did not learn from", m_state.step);
    const int batches = std::max(1, m_state.batch);
    ++m_state.epoch;
    report.epoch = m_state.epoch;
    report.epochs =
        m_request.train.minutes > 0 ? int(plannedSteps() / m_stepsPerEpoch) + 1 : m_request.train.epochs;
    report.step = m_state.step;
    report.trainLoss = m_state.lossSum / batches;
    report.trainAccuracy = m_state.correct / double(std::max<std::int64_t>(1, m_state.images));
    report.testLoss = test->loss;
    report.testAccuracy = test->accuracy;
    report.learningRate = m_learningRate;
    report.imagesPerSecond =
        m_state.trainSeconds > 0 ? double(m_state.totalImages) / m_state.trainSeconds : 0.0;
    report.seconds = m_state.seconds = elapsed();
    // Without a validation slice there is nothing to choose by: the newest model is the best one.
    report.best = !hasValidation || report.validationAccuracy > m_state.bestValidation;
    if (report.best) {
        if (hasValidation)
            m_state.bestValidation = report.validationAccuracy;
        ModelInfo info = m_info;
        info.step = m_state.step;
        info.testAccuracy = test->accuracy;
        saveModel(snapshot(m_network, std::move(info)), m_folder.bestCheckpoint());
    }
    m_state.batch = 0;
    m_state.lossSum = 0.0;
    m_state.correct = 0.0;
    m_state.images = 0;
    m_folder.append(report);
    saveIfDue(true);
    snapshotIfDue(true);
    if (m_observer.onEpoch)
        m_observer.onEpoch(report);
    return true;
}

void TrainingLoop::requireFiniteWeights() const
{
    // The step after a finite loss can still ruin the weights, and no file may ever hold such.
    if (!m_optimizer->isFinite())
        throw diverged("weights", m_state.step);
}

void TrainingLoop::snapshotIfDue(bool force)
{
    if (!m_observer.onSnapshot || (!force && elapsed() - m_lastSnapshot < SnapshotEvery))
        return;
    m_lastSnapshot = elapsed();
    ModelInfo info = m_info;
    info.step = m_state.step;
    m_observer.onSnapshot(snapshot(m_network, std::move(info)));
}

void TrainingLoop::saveIfDue(bool force)
{
    if (!force && elapsed() - m_lastSave < SaveEvery)
        return;
    reportIfDue(true); // so that the state holds every step that the weights have seen
    requireFiniteWeights();
    m_lastSave = elapsed();
    m_state.seconds = m_lastSave;
    ModelInfo info = m_info;
    info.step = m_state.step;
    saveCheckpoint(m_folder.lastCheckpoint(), *m_network, info, *m_optimizer, m_state);
}

RunOutcome TrainingLoop::outcome(RunOutcome::Kind kind)
{
    RunOutcome result;
    result.kind = kind;
    result.epochs = m_state.epoch;
    result.steps = m_state.step;
    result.seconds = elapsed();
    result.imagesPerSecond =
        m_state.trainSeconds > 0 ? double(m_state.totalImages) / m_state.trainSeconds : 0.0;
    result.bestValidationAccuracy = m_state.bestValidation;
    ModelInfo info = m_info;
    info.step = m_state.step;
    result.last = snapshot(m_network, std::move(info));
    if (std::filesystem::exists(m_folder.bestCheckpoint())) {
        result.best = loadModel(m_folder.bestCheckpoint());
        result.testAccuracy = result.best->info().testAccuracy;
    }
    return result;
}

double TrainingLoop::elapsed() const
{
    return m_secondsBefore + clockSeconds() - m_startClock - m_control.secondsPaused();
}

bool TrainingLoop::isTimeUp() const
{
    if (m_request.train.minutes > 0)
        return elapsed() >= m_request.train.minutes * 60.0;
    return m_state.epoch >= m_request.train.epochs;
}

double TrainingLoop::progress() const
{
    if (m_request.train.minutes > 0)
        return std::min(1.0, elapsed() / (m_request.train.minutes * 60.0));
    // Step k of n (from 0) trains at (k + 1) / (n + 1): neither the first nor the last step has a rate of 0.
    return double(m_state.step + 1) / double(plannedSteps() + 1);
}

std::int64_t TrainingLoop::plannedSteps() const
{
    const TrainSpec& spec = m_request.train;
    if (spec.minutes <= 0)
        return std::int64_t(spec.epochs) * m_stepsPerEpoch;
    const double done = elapsed();
    if (m_state.step == 0 || done <= 0)
        return m_stepsPerEpoch;
    return std::max(m_state.step, std::int64_t(double(m_state.step) * spec.minutes * 60.0 / done));
}

double TrainingLoop::secondsLeft() const
{
    if (m_request.train.minutes > 0)
        return std::max(0.0, m_request.train.minutes * 60.0 - elapsed());
    const double here = elapsed() - m_secondsBefore;
    const std::int64_t left = plannedSteps() - m_state.step;
    if (m_state.step < 3 || here <= 0)
        return -1.0;
    return elapsed() / double(m_state.step) * double(left);
}

} // namespace saccade
