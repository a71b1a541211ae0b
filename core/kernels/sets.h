// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kernels/kernels.h"

namespace saccade::kernels {

extern const Kernels<float> FloatPortable;
extern const Kernels<Bf16> Bf16Portable;
extern const Kernels<float> FloatAvx2;
extern const Kernels<Bf16> Bf16Avx2;
extern const Kernels<float> FloatAvx512;
extern const Kernels<Bf16> Bf16Avx512;
extern const Kernels<Bf16> Bf16Avx512Bf16; ///< fp32 has nothing to gain there

} // namespace saccade::kernels
