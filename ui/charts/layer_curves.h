// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/values/layer_statistics.h"
#include "ui/charts/series_history.h"

#include <optional>
#include <string>
#include <vector>

namespace saccade::ui {

/// What of a layer is drawn.
enum class LayerQuantity
{
    GradientNorm,
    WeightNorm,
    ActivationDeviation
};

/// Every layer's reports, as curves over epochs.
class LayerCurves
{
public:
    struct Layer
    {
        std::string name;
        std::int64_t parameters = 0;
        bool isBlock = false;
        SeriesHistory gradientNorm{};
        SeriesHistory weightNorm{};
        SeriesHistory activationDeviation{};

        const SeriesHistory& history(LayerQuantity quantity) const;
    };

    /// Two blocks and how their gradients compare.
    struct Depth
    {
        std::string first;
        std::string last;
        double ratio = 1.0; ///< first over last
    };

    /// True where the layers are not those of the reports before, which are then forgotten.
    bool add(const LayerReport& report);
    void clear() { m_layers.clear(); }
    /// In the order in which a picture passes them.
    const std::vector<Layer>& layers() const { return m_layers; }
    /// Over the last five reports: the first block's gradient by the last one's, each as the root mean square
    /// of its numbers, so that blocks of different sizes compare. Nothing with fewer than two blocks.
    std::optional<Depth> depth() const;

private:
    std::vector<Layer> m_layers;
};

} // namespace saccade::ui
