// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/torch.h"
#include "core/train/layer_groups.h"
#include "core/values/layer_statistics.h"

#include <functional>
#include <optional>

namespace saccade {

/// Measures a network's layers every so often. Measuring changes nothing: neither weights nor gradients nor
/// random numbers.
class LayerWatch
{
public:
    using Forward = std::function<void(const torch::Tensor& pictures)>;

    static constexpr double LeastSeconds = 2.0; ///< from one report to the next, but at an epoch's start
    static constexpr double CostShare =
        0.004; ///< of the time, at most, and so the reports may be further apart

    /// `network` has its gradients already and keeps them where they are. `pictures` (n, 3, S, S), normalised
    /// and on the network's device, are what activations are measured on, by `forward`.
    LayerWatch(torch::nn::Module& network, Forward forward, torch::Tensor pictures);

    /// Whether a step at this time is to be measured.
    bool isDue(double seconds, int epoch) const { return epoch != m_epoch || seconds >= m_due; }
    /// Of a step that is: between backward pass and clipping.
    void begin(double seconds, int epoch);
    /// After the optimiser's step. Reads the device once.
    LayerReport finish(std::int64_t step, double epoch);

private:
    torch::Tensor normsOf(const std::vector<torch::Tensor>& tensors) const;
    torch::Tensor activations(std::vector<std::string>& names);

    torch::nn::Module& m_network;
    Forward m_forward;
    torch::Tensor m_pictures;
    std::vector<torch::Tensor> m_parameters;
    std::vector<LayerGroup> m_groups;
    torch::Tensor m_gradientNorms;       ///< (groups) of the step that is measured
    std::vector<torch::Tensor> m_before; ///< copies of the parameters, before that step
    double m_due = 0.0;
    int m_epoch = -1;
    double m_seconds = 0.0; ///< of begin()
    double m_cost = 0.0;    ///< seconds that this report took so far
};

} // namespace saccade
