// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/batch_maker.h"
#include "core/model/network.h"
#include "core/train/optimizer.h"

#include <functional>

namespace saccade {

/// What a step did: tensors of one number on the device, so that no step waits for it.
struct StepResult
{
    torch::Tensor loss;
    torch::Tensor correct;      ///< pictures whose largest share was predicted
    torch::Tensor gradientNorm; ///< before clipping
};

/// One step of training: forward, loss, backward, clipping, optimiser.
class TrainStep
{
public:
    /// The three outlive this.
    TrainStep(const TrainSpec& spec, Network& network, ParameterOptimizer& optimizer, torch::Device device,
              bool bf16, int patch);

    /// `step` counts from 0 and seeds what is random in the network. The batch is not needed afterwards.
    /// `onGradients` is called while they are as the loss left them: before clipping.
    StepResult take(const Batch& batch, std::int64_t step, double learningRate,
                    const std::function<void()>& onGradients = {});

private:
    const TrainSpec& m_spec;
    Network& m_network;
    ParameterOptimizer& m_optimizer;
    torch::Device m_device;
    bool m_bf16;
    int m_patch; ///< pixels a side
};

/// Mean cross entropy of logits (B, classes), in fp32, to targets (B, classes) of which a share `smoothing`
/// is spread over all classes (Szegedy et al. 2016, arXiv 1512.00567).
torch::Tensor softTargetLoss(const torch::Tensor& logits, const torch::Tensor& targets, double smoothing);

} // namespace saccade
