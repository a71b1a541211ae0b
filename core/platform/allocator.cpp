// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/allocator.h"

#if defined(__GLIBC__) || defined(__linux__)
#include <malloc.h>
#endif

namespace saccade {

void keepLargeBlocks()
{
#if defined(M_MMAP_THRESHOLD) && defined(M_TRIM_THRESHOLD) && defined(M_TOP_PAD)
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    mallopt(M_TRIM_THRESHOLD, 2047 << 20);
    mallopt(M_TOP_PAD, 64 << 20);
#endif
}

} // namespace saccade
