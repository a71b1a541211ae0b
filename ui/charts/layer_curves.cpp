// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/layer_curves.h"

#include <algorithm>
#include <cmath>

namespace saccade::ui {

namespace {

constexpr std::size_t averaged = 5; ///< reports

/// Logarithm of the root mean square of the gradient's numbers, averaged; minus infinity for no gradient.
double meanLog(const LayerCurves::Layer& layer)
{
    const auto norms = layer.gradientNorm.raw().last(std::min(averaged, layer.gradientNorm.size()));
    double sum = 0.0;
    for (const double norm : norms)
        sum += std::log(norm / std::sqrt(double(std::max<std::int64_t>(1, layer.parameters))));
    return sum / double(norms.size());
}

} // namespace

const SeriesHistory& LayerCurves::Layer::history(LayerQuantity quantity) const
{
    switch (quantity) {
    case LayerQuantity::WeightNorm:
        return weightNorm;
    case LayerQuantity::ActivationDeviation:
        return activationDeviation;
    case LayerQuantity::GradientNorm:
        break;
    }
    return gradientNorm;
}

bool LayerCurves::add(const LayerReport& report)
{
    const bool same =
        std::equal(m_layers.begin(), m_layers.end(), report.layers.begin(), report.layers.end(),
                   [](const Layer& layer, const LayerStatistics& now) { return layer.name == now.name; });
    if (!same) {
        m_layers.clear();
        for (const LayerStatistics& now : report.layers)
            m_layers.push_back({.name = now.name, .parameters = now.parameters, .isBlock = now.isBlock()});
    }
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        m_layers[i].gradientNorm.append(report.epoch, report.layers[i].gradientNorm);
        m_layers[i].weightNorm.append(report.epoch, report.layers[i].weightNorm);
        m_layers[i].activationDeviation.append(report.epoch, report.layers[i].activationDeviation);
    }
    return !same;
}

std::optional<LayerCurves::Depth> LayerCurves::depth() const
{
    const auto measured = [](const Layer& layer) { return layer.isBlock && !layer.gradientNorm.empty(); };
    const auto first = std::find_if(m_layers.begin(), m_layers.end(), measured);
    const auto last = std::find_if(m_layers.rbegin(), m_layers.rend(), measured);
    if (first == m_layers.end() || &*first == &*last)
        return std::nullopt;
    return Depth{first->name, last->name, std::exp(meanLog(*first) - meanLog(*last))};
}

} // namespace saccade::ui
