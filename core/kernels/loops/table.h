// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kernels/loops/attention.h"
#include "core/kernels/loops/attention_of_one.h"
#include "core/kernels/loops/channels.h"
#include "core/kernels/loops/dropout.h"
#include "core/kernels/loops/elements.h"
#include "core/kernels/loops/products.h"
#include "core/kernels/loops/rows.h"
#include "core/kernels/loops/winograd.h"

namespace {

template <typename T>
constexpr saccade::kernels::Kernels<T> tableOf()
{
    return {layerNorm<T>,
            addLayerNorm<T>,
            layerNormBackward<T>,
            add<T>,
            gelu<T>,
            relu<T>,
            dropout<T>,
            slopeBackward<T>,
            castAndSum<T>,
            columnSums<T>,
            addRows<T>,
            attention<T>,
            attentionBackward<T>,
            attentionOfOne<T>,
            attentionOfOneBackward<T>,
            nullptr,
            nullptr,
            nullptr,
            nullptr,
            channelMoments<T>,
            channelGelu<T>,
            channelGeluSums<T>,
            channelGeluBackward<T>,
            halve<T>,
            halveBackward<T>,
            winogradInput<T>,
            winogradOutput<T>,
            winogradOutputBackward<T>,
            winogradFilter<T>,
            winogradFilterBackward};
}

/// With matrix products of our own; T as Factors knows it.
template <typename T>
constexpr saccade::kernels::Kernels<T> withProducts(saccade::kernels::Kernels<T> table)
{
    table.panelSizes = panelSizes<T>;
    table.panels = panels<T>;
    table.timesPanels = timesPanels<T>;
    table.addOuterProducts = addOuterProducts<T>;
    return table;
}

} // namespace
