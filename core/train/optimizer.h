// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/tensors.h"
#include "core/values/train_spec.h"

#include <cstdint>

namespace saccade {

/// AdamW (Loshchilov and Hutter 2017, arXiv 1711.05101), Adam (Kingma and Ba 2014, arXiv 1412.6980) with L2
/// decay, SGD with momentum and L2 decay, or Muon with Nesterov momentum for the hidden matrices (see muon.h)
/// and AdamW for the rest, over one flat buffer: the network's parameters and their
/// gradients become views of it, so that a step is one pass over memory instead of hundreds of small
/// operations. Where the spec asks for it, the same pass keeps a running mean of the weights (Polyak and
/// Juditsky 1992), whose decay warms up as min(decay, (1 + steps) / (10 + steps)); buffers that training
/// changes are averaged alike.
class ParameterOptimizer
{
public:
    /// The network must be on its device already, and must stay there. With `bf16` Muon's products are
    /// computed in bf16; nothing else is. `asDevice`: as on a device, on the processor too; for tests.
    ParameterOptimizer(const TrainSpec& spec, torch::nn::Module& network, bool bf16 = false,
                       bool asDevice = false);

    /// Before the way back: every gradient begins at 0.
    void zeroGradients();
    /// After it. A device is spared to add each gradient to its zeros: they are put side by side at once.
    void collectGradients();
    /// Length of the gradient over all parameters, before it is cut to spec.clipNorm; a tensor of one number.
    torch::Tensor clipGradients();
    /// What is special to the next step: its number and its rate, which a device is sent. Then the step:
    /// the same operations on the same memory each time, so that they can be recorded (cuda_graph.h).
    void prepare(double learningRate);
    void step();
    void step(double learningRate)
    {
        prepare(learningRate);
        step();
    }
    /// Whether every parameter is a finite number.
    bool isFinite() const;

    /// The moments under "optimizer.first_moment.NAME" and "optimizer.second_moment.NAME", and, where means
    /// are kept, the weights that training goes on with under "optimizer.weights.NAME": views, not copies.
    NamedTensors state() const;
    std::int64_t steps() const { return m_steps; }
    /// Throws Error (BadInput), with nothing changed, where the file has not this optimiser's state.
    void restore(const SafetensorsFile& file, std::int64_t steps);

private:
    friend class AveragedWeights;

    struct Slot
    {
        std::string name;
        std::int64_t offset;
        std::vector<std::int64_t> shape;
        torch::Tensor parameter; ///< the network's own
    };
    struct BufferSlot
    {
        std::string name;
        torch::Tensor buffer; ///< the network's own
        torch::Tensor value;
        torch::Tensor average;
    };

    static torch::Tensor viewOf(const torch::Tensor& flat, const Slot& slot);
    bool averages() const { return m_average.defined(); }
    /// Makes the network's parameters and buffers views of the means, or of the weights again.
    void show(bool averaged);
    /// How far the mean moves to the weights in this step.
    double pull() const;

    void adamStep(std::int64_t begin, std::int64_t end, double decay);
    void adamOnDevice(std::int64_t begin, std::int64_t end, double decay);
    void sgdStep(std::int64_t begin, std::int64_t end, double decay);
    void muonStep();
    void muonOnDevice();
    /// value ← value - learning rate · direction
    void descend(torch::Tensor value, const torch::Tensor& direction) const;
    /// value ← value · (1 - learning rate · weight decay)
    void shrink(torch::Tensor value) const;
    /// Moves a running mean towards its value.
    void follow(torch::Tensor average, const torch::Tensor& value) const;

    TrainSpec m_spec;
    bool m_bf16;
    std::vector<Slot> m_slots;  ///< in the order of the buffers: Muon's, what else decays, what does not
    std::int64_t m_byMuon = 0;  ///< numbers at the front of the buffers that Muon moves
    std::int64_t m_decayed = 0; ///< numbers at the front of the buffers that weight decay applies to
    torch::Tensor m_values;     ///< (parameters)
    torch::Tensor m_gradients;
    torch::Tensor m_first;   ///< mean of gradients; SGD and Muon: the velocity
    torch::Tensor m_second;  ///< mean of squared gradients, 0 where Muon moves; undefined for SGD
    torch::Tensor m_average; ///< undefined where no mean is kept
    std::vector<BufferSlot> m_buffers;
    std::int64_t m_steps = 0;
    double m_learningRate = 0.0; ///< of the step that was prepared
    /// The same and what follows from it, (StepNumbers), where the parameters are not in the processor's
    /// memory; undefined where they are.
    torch::Tensor m_numbers;
};

/// While it lives, the network is the one of the averaged weights, where there are such; nobody may take a
/// training step.
class AveragedWeights
{
public:
    explicit AveragedWeights(ParameterOptimizer& optimizer)
        : m_optimizer(optimizer)
    {
        m_optimizer.show(true);
    }
    ~AveragedWeights() { m_optimizer.show(false); }
    AveragedWeights(const AveragedWeights&) = delete;
    AveragedWeights& operator=(const AveragedWeights&) = delete;

private:
    ParameterOptimizer& m_optimizer;
};

} // namespace saccade
