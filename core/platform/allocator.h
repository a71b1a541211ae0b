// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace saccade {

/// Lets the C library keep big blocks that are freed instead of giving each back to the kernel: a training
/// step allocates and frees hundreds of megabytes, and fetching zeroed pages again costs a quarter of its
/// time. Does nothing where the C library has no such setting. Call once at the start of main.
void keepLargeBlocks();

} // namespace saccade
