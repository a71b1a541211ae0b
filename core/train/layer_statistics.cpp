// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/layer_statistics.h"

#include "core/model/output_probe.h"
#include "core/model/to_double.h"
#include "core/train/run_clock.h"

#include <algorithm>

namespace saccade {

namespace {

constexpr std::int64_t ActivationFigures = 4;

/// Mean, deviation, largest magnitude and share of zeros; (4).
torch::Tensor figuresOf(const torch::Tensor& output)
{
    const auto x = output.detach().to(torch::kFloat32).flatten();
    return at::stack({x.mean(), x.std(false), x.abs().max(), x.eq(0).to(torch::kFloat32).mean()});
}

} // namespace

LayerWatch::LayerWatch(torch::nn::Module& network, Forward forward, torch::Tensor pictures)
    : m_network(network)
    , m_forward(std::move(forward))
    , m_pictures(std::move(pictures))
{
    std::vector<std::string> names;
    for (const auto& entry : network.named_parameters()) {
        names.push_back(entry.key());
        m_parameters.push_back(entry.value());
    }
    m_groups = groupParameters(names);
}

void LayerWatch::begin(double seconds, int epoch)
{
    const double start = clockSeconds();
    const torch::NoGradGuard noGrad;
    m_epoch = epoch;
    m_seconds = seconds;
    std::vector<torch::Tensor> gradients;
    m_before.clear();
    for (const torch::Tensor& parameter : m_parameters) {
        gradients.push_back(parameter.grad());
        m_before.push_back(parameter.detach().clone());
    }
    m_gradientNorms = normsOf(gradients);
    m_cost = clockSeconds() - start;
}

LayerReport LayerWatch::finish(std::int64_t step, double epoch)
{
    const double start = clockSeconds();
    const torch::NoGradGuard noGrad;
    const auto groups = std::int64_t(m_groups.size());
    const auto weightNorms = normsOf(m_before);
    for (std::size_t i = 0; i < m_parameters.size(); ++i)
        m_before[i].sub_(m_parameters[i].detach());
    const auto updateNorms = normsOf(m_before);
    m_before.clear();
    std::vector<std::string> names;
    const auto outputs = activations(names);
    // One tensor, read once: a device is waited for a single time.
    const auto all = toDouble(at::cat({m_gradientNorms, weightNorms, updateNorms, outputs.flatten()}));
    const double* numbers = all.data_ptr<double>();

    LayerReport report{step, epoch, {}};
    for (std::int64_t g = 0; g < groups; ++g) {
        const LayerGroup& group = m_groups[std::size_t(g)];
        LayerStatistics layer;
        layer.name = group.name;
        for (const std::size_t place : group.parameters)
            layer.parameters += m_parameters[place].numel();
        layer.gradientNorm = numbers[g];
        layer.weightNorm = numbers[groups + g];
        if (layer.weightNorm > 0.0)
            layer.updateRatio = numbers[2 * groups + g] / layer.weightNorm;
        const auto named = std::find(names.begin(), names.end(), layer.name);
        if (named != names.end()) {
            const double* figures = numbers + 3 * groups + ActivationFigures * (named - names.begin());
            layer.activationMean = figures[0];
            layer.activationDeviation = figures[1];
            layer.activationLargest = figures[2];
            layer.activationZeros = figures[3];
        }
        report.layers.push_back(std::move(layer));
    }
    m_cost += clockSeconds() - start;
    m_due = m_seconds + std::max(LeastSeconds, m_cost / CostShare);
    return report;
}

/// The length of each group's part of these; (groups).
torch::Tensor LayerWatch::normsOf(const std::vector<torch::Tensor>& tensors) const
{
    std::vector<torch::Tensor> norms;
    for (const LayerGroup& group : m_groups) {
        std::vector<torch::Tensor> parts;
        for (const std::size_t place : group.parameters)
            if (tensors[place].defined())
                parts.push_back(tensors[place].norm());
        norms.push_back(parts.empty() ? torch::zeros({}, m_parameters.front().options())
                                      : at::stack(parts).norm());
    }
    return at::stack(norms).detach();
}

/// (named outputs, 4); empty without pictures.
torch::Tensor LayerWatch::activations(std::vector<std::string>& names)
{
    std::vector<torch::Tensor> figures;
    if (m_pictures.defined()) {
        const bool wasTraining = m_network.is_training();
        m_network.eval();
        {
            const OutputProbe probe([&](const std::string& name, const torch::Tensor& output) {
                names.push_back(name);
                figures.push_back(figuresOf(output));
            });
            m_forward(m_pictures);
        }
        m_network.train(wasTraining);
    }
    return figures.empty() ? torch::empty({0}, m_parameters.front().options()) : at::stack(figures);
}

} // namespace saccade
