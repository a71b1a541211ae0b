// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernels/sets.h"

#define SACCADE_LANES 8
#define SACCADE_TILE_ROWS 6
#define SACCADE_TILE_VECTORS 2
#include "core/kernels/loops/table.h"

namespace saccade::kernels {

const Kernels<float> FloatAvx2 = withProducts(tableOf<float>());
const Kernels<Bf16> Bf16Avx2 = tableOf<Bf16>();

} // namespace saccade::kernels
