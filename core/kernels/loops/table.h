// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kernels/loops/attention.h"
#include "core/kernels/loops/channels.h"
#include "core/kernels/loops/elements.h"
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
            geluBackward<T>,
            castAndSum<T>,
            columnSums<T>,
            attention<T>,
            attentionBackward<T>,
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

} // namespace
