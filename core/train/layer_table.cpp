// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/layer_table.h"

#include <cmath>
#include <sstream>

namespace saccade {

std::string layerTableRows(const LayerReport& report)
{
    std::ostringstream rows;
    rows.precision(9);
    for (const LayerStatistics& layer : report.layers) {
        if (rows.tellp() > 0)
            rows << '\n';
        rows << report.step << ',' << report.epoch << ',' << layer.name << ',' << layer.parameters;
        for (const double value :
             {layer.gradientNorm, layer.weightNorm, layer.updateRatio, layer.activationMean,
              layer.activationDeviation, layer.activationLargest, layer.activationZeros}) {
            rows << ',';
            if (std::isfinite(value))
                rows << value;
        }
    }
    return rows.str();
}

} // namespace saccade
