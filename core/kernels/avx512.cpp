// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernels/sets.h"

#define SACCADE_LANES 16
#define SACCADE_TILE_ROWS 6
#define SACCADE_TILE_VECTORS 4
#include "core/kernels/loops/table.h"

namespace saccade::kernels {

const Kernels<float> FloatAvx512 = withProducts(tableOf<float>());
const Kernels<Bf16> Bf16Avx512 = tableOf<Bf16>();

} // namespace saccade::kernels
