// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/train_step.h"

#include "core/model/mixed_precision.h"
#include "core/model/random_scope.h"

namespace saccade {

namespace {

/// A view of the batch's own memory on the CPU, a copy elsewhere. To CUDA it goes by way of pinned memory,
/// which the device reads by itself: the step is queued while the pictures are still under way.
template <typename T>
torch::Tensor tensorOf(const std::vector<T>& values, std::vector<std::int64_t> shape, torch::Device device)
{
    auto* data = const_cast<T*>(values.data()); // LibTorch has no view of constant memory
    const auto view = torch::from_blob(data, shape, c10::CppTypeToScalarType<T>::value);
    return device.is_cuda() ? view.pin_memory().to(device, /*non_blocking=*/true) : view.to(device);
}

} // namespace

TrainStep::TrainStep(const TrainSpec& spec, Network& network, ParameterOptimizer& optimizer,
                     torch::Device device, bool bf16, int patch)
    : m_spec(spec)
    , m_network(network)
    , m_optimizer(optimizer)
    , m_device(device)
    , m_bf16(bf16)
    , m_patch(patch)
{
}

StepResult TrainStep::take(const Batch& batch, std::int64_t step, double learningRate,
                           const std::function<void()>& onGradients)
{
    const std::int64_t count = batch.count;
    const auto pictures = tensorOf(batch.pictures, {count, 3, batch.height, batch.width}, m_device);
    const auto targets = tensorOf(batch.targets, {count, batch.classes}, m_device);
    const auto labels = tensorOf(batch.labels, {count}, m_device);

    const RandomScope random(m_spec.seed ^ (0x9E3779B97F4A7C15ULL * std::uint64_t(step + 1)), m_device);
    torch::Tensor logits;
    m_optimizer.zeroGradients();
    {
        const MixedPrecision mixed(m_bf16, m_device);
        std::optional<GridOrigin> window; // nothing: whole pictures
        if (batch.height < m_network.spec().imageSize)
            window = GridOrigin{batch.window.top / m_patch, batch.window.left / m_patch};
        logits = m_network.forward(pictures, nullptr, window);
    }
    const auto loss = softTargetLoss(logits, targets, m_spec.labelSmoothing);
    loss.backward();
    if (onGradients)
        onGradients();
    const auto norm = m_optimizer.clipGradients();
    m_optimizer.step(learningRate);
    return {loss.detach(), logits.detach().argmax(1).eq(labels).sum(), norm};
}

torch::Tensor softTargetLoss(const torch::Tensor& logits, const torch::Tensor& targets, double smoothing)
{
    return at::cross_entropy_loss(logits.to(torch::kFloat32), targets, {}, at::Reduction::Mean, -100,
                                  smoothing);
}

} // namespace saccade
