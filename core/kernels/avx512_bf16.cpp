// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernels/sets.h"

#define SACCADE_LANES 16
#define SACCADE_TILE_ROWS 6
#define SACCADE_TILE_VECTORS 4
#include "core/kernels/loops/attention_bf16.h"
#include "core/kernels/loops/matrix_product_bf16.h"
#include "core/kernels/loops/table.h"

namespace saccade::kernels {

namespace {

constexpr Kernels<Bf16> withPairs()
{
    Kernels<Bf16> table = withProducts(tableOf<Bf16>());
    table.attention = attentionByPairs;
    table.attentionBackward = attentionBackwardByPairs;
    return table;
}

} // namespace

const Kernels<Bf16> Bf16Avx512Bf16 = withPairs();

} // namespace saccade::kernels
