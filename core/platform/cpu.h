// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/platform/instruction_set.h"

#include <optional>
#include <string>

namespace saccade {

/// For people: "AVX-512 with bf16".
const char* nameOf(InstructionSet set);

/// "portable", "avx2", "avx512" or "avx512-bf16"; none for any other word.
std::optional<InstructionSet> instructionSetNamed(const std::string& name);

/// What SACCADE_CPU in the environment holds the program to; none where it is not set. Throws Error (Usage)
/// where it is no set's name.
std::optional<InstructionSet> instructionSetLimit();

/// The best that this processor has and that instructionSetLimit() allowed at the first call. A name that is
/// none limits nothing.
InstructionSet instructionSet();

/// Whether the processor has a unit for products of bf16 matrices (Intel's AMX), many times as fast as its
/// vector units.
bool hasMatrixUnit();

/// Cores that this process may use, at least 1.
int usableCores();

} // namespace saccade
