// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/blas.h"

#if defined(__unix__) || defined(__APPLE__)
#include <dlfcn.h>
#endif

namespace saccade {

#if defined(__unix__) || defined(__APPLE__)

namespace {

/// Which BLAS there is, is known only when the program is started, so its functions are looked up by name.
template <typename Function>
Function* functionNamed(const char* name)
{
    return reinterpret_cast<Function*>(dlsym(RTLD_DEFAULT, name));
}

} // namespace

std::string openBlasName()
{
    const auto config = functionNamed<char*()>("openblas_get_config");
    const auto core = functionNamed<char*()>("openblas_get_corename");
    const auto parallel = functionNamed<int()>("openblas_get_parallel");
    if (!config || !core || !parallel)
        return {};
    // "OpenBLAS 0.3.21 NO_LAPACKE DYNAMIC_ARCH …"
    std::string name = config();
    const auto version = name.find(' ');
    name = name.substr(0, version == std::string::npos ? version : name.find(' ', version + 1));
    const int kind = parallel();
    return name + ", " + core() + " kernels, " +
           (kind == 2   ? "on OpenMP"
            : kind == 1 ? "on threads of its own"
                        : "single-threaded");
}

#else

std::string openBlasName()
{
    return {};
}

#endif

} // namespace saccade
