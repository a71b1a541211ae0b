// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/process_memory.h"

#ifdef __linux__
#include <fstream>
#include <unistd.h>
#endif

namespace saccade::ui {

std::int64_t residentBytes()
{
#ifdef __linux__
    // Pages: the whole address space, then what is in memory.
    std::ifstream statm("/proc/self/statm");
    std::int64_t total = 0;
    std::int64_t resident = 0;
    if (statm >> total >> resident)
        return resident * sysconf(_SC_PAGESIZE);
#endif
    return -1;
}

} // namespace saccade::ui
