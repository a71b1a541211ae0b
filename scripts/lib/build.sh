# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-3.0-or-later
# Configures and builds; does next to nothing where nothing changed.

# A compiler without C++20 fails far inside a library's header; here it is a sentence.
check_compiler()
{
    local compiler=${CXX:-}
    if [ -z "$compiler" ]; then
        for compiler in c++ g++ clang++ ''; do
            if has "$compiler"; then
                break
            fi
        done
    fi
    [ -n "$compiler" ] || fail "there is no C++ compiler on the PATH (CXX can name one)."
    # shellcheck disable=SC2086  # CXX may hold "ccache g++"
    printf '%s\n' '#include <concepts>' '#include <span>' '#include <string>' \
        'bool f(std::span<int> s) { return std::string("a").starts_with("a") && s.empty(); }' |
        $compiler -std=c++20 -fsyntax-only -x c++ - > /dev/null 2>&1 ||
        fail "the compiler $compiler ($($compiler --version 2>&1 | head -n 1)) does not know C++20." \
            "GCC 12 and Clang 15 do; CXX names another one: CXX=g++-12 $0"
}

# Memory, not cores, limits how many of LibTorch's headers can be read at once: about 1.5 GB a compiler.
build_jobs()
{
    local cores memory
    cores=$(nproc 2> /dev/null || sysctl -n hw.ncpu 2> /dev/null || echo 2)
    memory=$(awk '/^MemAvailable/ { print int($2 / 1500000) }' /proc/meminfo 2> /dev/null || true)
    [ -n "$memory" ] && [ "$memory" -lt "$cores" ] && cores=$memory
    [ "$cores" -ge 1 ] || cores=1
    printf '%s\n' "${CMAKE_BUILD_PARALLEL_LEVEL:-$cores}"
}

# configure FOLDER PRESET [CMake arguments]
# Ninja runs CMake again by itself where a CMakeLists.txt changed; only a changed question needs it from here.
configure()
{
    local folder=$1 preset=$2 log=$1/configure.log question
    shift 2
    [ -z "${SACCADE_WERROR:-}" ] || set -- "$@" "-DSACCADE_WERROR=$SACCADE_WERROR"
    question="$root | $preset | $* | ${CXX:-} | ${CMAKE_PREFIX_PATH:-}"
    [ -f "$folder/build.ninja" ] && [ "$(cat "$folder/configured-as" 2> /dev/null)" = "$question" ] && return
    check_compiler
    mkdir -p "$folder"
    # A tree that was moved or copied: CMake refuses another place's cache.
    grep -qsxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$folder/CMakeCache.txt" ||
        rm -rf "$folder/CMakeCache.txt" "$folder/CMakeFiles"
    say "Configuring $folder"
    if ! cmake --preset "$preset" -B "$folder" "$@" > "$log" 2>&1; then
        sed -n '/CMake Error/,$p' "$log" | head -n 40 >&2
        fail "CMake could not configure the build; all it said is in $log."
    fi
    printf '%s\n' "$question" > "$folder/configured-as"
}

# build FOLDER [targets]; without targets, everything.
build()
{
    local folder=$1 log=$1/build.log
    shift
    [ $# -eq 0 ] || set -- --target "$@"
    cmake --build "$folder" --parallel "$(build_jobs)" "$@" 2>&1 | show_progress "$log" "Building $folder" || {
        if grep -qE '^(FAILED:|CMake Error)' "$log"; then
            sed -nE '/^(FAILED:|CMake Error)/,$p' "$log" | head -n 60 >&2
        else
            tail -n 20 "$log" >&2
        fi
        fail "the build failed; all of its output is in $log."
    }
}
