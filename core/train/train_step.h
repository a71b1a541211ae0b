// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/network.h"
#include "core/train/batch_loader.h"
#include "core/train/cuda_graph.h"
#include "core/train/optimizer.h"

#include <functional>
#include <list>
#include <memory>
#include <string>
#include <vector>

namespace saccade {

/// What a step did: tensors of one number on the device, so that no step waits for it.
struct StepResult
{
    torch::Tensor loss;
    torch::Tensor correct;      ///< pictures whose largest share was predicted
    torch::Tensor gradientNorm; ///< before clipping
};

/// One step of training: forward, loss, backward, clipping, optimiser. On a CUDA device the first steps on
/// pictures of a kind are taken one operation after the other, and the next is recorded (cuda_graph.h).
class TrainStep
{
public:
    /// The three outlive this.
    TrainStep(const TrainSpec& spec, Network& network, ParameterOptimizer& optimizer, torch::Device device,
              bool bf16, int patch);

    /// `step` counts from 0 and seeds what is random in the network. The input is not needed afterwards.
    /// `onGradients` is called while they are as the loss left them: before clipping.
    StepResult take(const StepInput& input, std::int64_t step, double learningRate,
                    const std::function<void()>& onGradients = {});

    /// Whether steps are recorded; false once one could not be.
    bool isRecording() const { return m_isRecording; }
    /// Why one could not be; empty where none was tried in vain.
    const std::string& fault() const { return m_fault; }
    /// Takes every step one operation after the other.
    void neverRecord() { m_isRecording = false; }

private:
    /// The steps on pictures of one size and place, which differ in nothing but numbers.
    struct Recorded
    {
        std::vector<std::int64_t> shape;
        Window window;
        int taken = 0; ///< one operation after the other
        StepInput input;
        StepResult result;
        std::unique_ptr<CudaGraph> graph; ///< null until it is recorded
    };

    StepResult computed(const StepInput& input, const std::function<void()>& onGradients);
    Recorded& recordedFor(const StepInput& input);
    /// False where it cannot be; nothing has been done then.
    bool record(Recorded& step, const StepInput& input);

    const TrainSpec& m_spec;
    Network& m_network;
    ParameterOptimizer& m_optimizer;
    torch::Device m_device;
    bool m_bf16;
    int m_patch; ///< pixels a side
    bool m_isRecording;
    int m_graphs = 0;
    std::string m_fault;
    std::list<Recorded> m_recorded;
};

/// Mean cross entropy of logits (B, classes), in fp32, to targets (B, classes) of which a share `smoothing`
/// is spread over all classes (Szegedy et al. 2016, arXiv 1512.00567).
torch::Tensor softTargetLoss(const torch::Tensor& logits, const torch::Tensor& targets, double smoothing);

} // namespace saccade
