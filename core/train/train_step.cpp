// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/train_step.h"

#include "core/model/mixed_precision.h"
#include "core/model/random_scope.h"

namespace saccade {

namespace {

constexpr int StepsBefore = 3;   // a recording: what is set up once is
constexpr int MostRecorded = 32; // kinds of pictures; each costs memory

} // namespace

TrainStep::TrainStep(const TrainSpec& spec, Network& network, ParameterOptimizer& optimizer,
                     torch::Device device, bool bf16, int patch)
    : m_spec(spec)
    , m_network(network)
    , m_optimizer(optimizer)
    , m_device(device)
    , m_bf16(bf16)
    , m_patch(patch)
    , m_isRecording(CudaGraph::canRecord(device))
{
}

StepResult TrainStep::take(const StepInput& input, std::int64_t step, double learningRate,
                           const std::function<void()>& onGradients)
{
    const RandomScope random(m_spec.seed ^ (0x9E3779B97F4A7C15ULL * std::uint64_t(step + 1)), m_device);
    m_optimizer.prepare(learningRate);
    if (!m_isRecording || onGradients)
        return computed(input, onGradients);
    Recorded& recorded = recordedFor(input);
    const bool isEarly = recorded.taken < StepsBefore || m_graphs == MostRecorded;
    if (!recorded.graph && (isEarly || !record(recorded, input))) {
        ++recorded.taken;
        return computed(input, {});
    }
    recorded.input.pictures.copy_(input.pictures);
    recorded.input.targets.copy_(input.targets);
    recorded.input.labels.copy_(input.labels);
    recorded.graph->replay();
    const StepResult& result = recorded.result;
    return {result.loss.clone(), result.correct.clone(), result.gradientNorm.clone()};
}

StepResult TrainStep::computed(const StepInput& input, const std::function<void()>& onGradients)
{
    torch::Tensor logits;
    m_optimizer.zeroGradients();
    {
        const MixedPrecision mixed(m_bf16, m_device);
        std::optional<GridOrigin> window; // nothing: whole pictures
        if (input.pictures.size(2) < m_network.spec().imageSize)
            window = GridOrigin{input.window.top / m_patch, input.window.left / m_patch};
        logits = m_network.forward(input.pictures, nullptr, window);
    }
    const auto loss = softTargetLoss(logits, input.targets, m_spec.labelSmoothing);
    loss.backward();
    m_optimizer.collectGradients();
    if (onGradients)
        onGradients();
    const auto norm = m_optimizer.clipGradients();
    m_optimizer.step();
    return {loss.detach(), logits.detach().argmax(1).eq(input.labels).sum(), norm};
}

TrainStep::Recorded& TrainStep::recordedFor(const StepInput& input)
{
    for (Recorded& recorded : m_recorded)
        if (input.pictures.sizes() == recorded.shape && input.window == recorded.window)
            return recorded;
    m_recorded.push_back({input.pictures.sizes().vec(), input.window, 0, {}, {}, nullptr});
    return m_recorded.back();
}

bool TrainStep::record(Recorded& step, const StepInput& input)
{
    step.input = {input.pictures.clone(), input.targets.clone(), input.labels.clone(), input.window};
    const CudaGraph* neighbour = nullptr;
    for (const Recorded& other : m_recorded)
        if (other.graph)
            neighbour = other.graph.get();
    step.graph = std::make_unique<CudaGraph>();
    try {
        step.graph->record([&] { step.result = computed(step.input, {}); }, neighbour);
        ++m_graphs;
    } catch (const c10::Error& error) {
        m_fault = error.what_without_backtrace();
        m_fault = m_fault.substr(0, m_fault.find('\n'));
        step.graph = nullptr;
        m_isRecording = false;
    }
    return m_isRecording;
}

torch::Tensor softTargetLoss(const torch::Tensor& logits, const torch::Tensor& targets, double smoothing)
{
    return at::cross_entropy_loss(logits.to(torch::kFloat32), targets, {}, at::Reduction::Mean, -100,
                                  smoothing);
}

} // namespace saccade
