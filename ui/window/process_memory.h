// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace saccade::ui {

/// Bytes of main memory that this process holds; -1 where the system does not tell (anywhere but Linux).
std::int64_t residentBytes();

} // namespace saccade::ui
