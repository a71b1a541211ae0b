// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/tensors.h"
#include "core/values/train_spec.h"

#include <cstdint>

namespace saccade {

/// AdamW (Loshchilov and Hutter 2017, arXiv 1711.05101), Adam (Kingma and Ba 2014, arXiv 1412.6980) with L2
/// decay, or SGD with momentum and L2 decay, over one flat buffer: the network's parameters and their
/// gradients become views of it, so that a step is one pass over memory instead of hundreds of small
/// operations.
class ParameterOptimizer
{
public:
    /// The network must be on its device already, and must stay there.
    ParameterOptimizer(const TrainSpec& spec, torch::nn::Module& network);

    void zeroGradients();
    /// Length of the gradient over all parameters, before it is cut to spec.clipNorm; a tensor of one number.
    torch::Tensor clipGradients();
    void step(double learningRate);
    /// Whether every parameter is a finite number.
    bool isFinite() const;

    /// The moments under "optimizer.first_moment.NAME" and "optimizer.second_moment.NAME": views, not copies.
    NamedTensors state() const;
    std::int64_t steps() const { return m_steps; }
    /// Throws Error (BadInput), with nothing changed, where the file has not this optimiser's state.
    void restore(const SafetensorsFile& file, std::int64_t steps);

private:
    struct Slot
    {
        std::string name;
        std::int64_t offset;
        std::vector<std::int64_t> shape;
    };

    void adamStep(std::int64_t begin, std::int64_t end, double learningRate, double decay);
    void sgdStep(std::int64_t begin, std::int64_t end, double learningRate, double decay);

    TrainSpec m_spec;
    std::vector<Slot> m_slots;
    std::int64_t m_decayed = 0; ///< numbers at the front of the buffers that weight decay applies to
    torch::Tensor m_values;     ///< (parameters)
    torch::Tensor m_gradients;
    torch::Tensor m_first;  ///< mean of gradients; SGD: the velocity
    torch::Tensor m_second; ///< mean of squared gradients; undefined for SGD
    std::int64_t m_steps = 0;
};

} // namespace saccade
