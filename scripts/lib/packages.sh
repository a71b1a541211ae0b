# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing of scripts/prerequisites, and nothing where nothing is.

# The entries of the groups named, each once.
entries_of()
{
    local group
    for group in "$@"; do
        awk -v group="$group" '$1 == group { print $2 }' "$root/scripts/prerequisites"
    done | awk '!seen[$0]++'
}

# Of the entries on standard input, those that no installed package is or provides.
missing_of()
{
    # shellcheck disable=SC2016  # dpkg-query's own format
    {
        dpkg-query -W -f '${db:Status-Abbrev} ${Package}, ${Provides}\n' 2> /dev/null || true
        printf '%s\n' 'and wanted are'
        cat
    } | awk '
        $0 == "and wanted are" { wanted = 1; next }
        !wanted {
            if ($1 !~ /^.i/)
                next
            sub(/^[^ ]+ +/, "")
            gsub(/ *\([^)]*\)/, "")
            count = split($0, names, /, */)
            for (i = 1; i <= count; ++i)
                have[names[i]] = 1
            next
        }
        {
            entry = $1
            sub(/\?$/, "", entry)
            count = split(entry, names, /[|]/)
            for (i = 1; i <= count; ++i)
                if (names[i] in have)
                    next
            print $1
        }'
}

# Whoever brings a LibTorch (a CUDA build, say) in CMAKE_PREFIX_PATH needs neither Debian's nor its BLAS.
without_torch_of_another_place()
{
    local IFS=:
    local folder
    for folder in ${CMAKE_PREFIX_PATH:-}; do
        if [ -e "$folder/share/cmake/Torch/TorchConfig.cmake" ]; then
            grep -vE '^(libtorch-dev|libopenblas0-openmp)$'
            return
        fi
    done
    cat
}

known_to_apt()
{
    [ -n "$(apt-cache show --no-all-versions "$1" 2> /dev/null)" ] ||
        [ -n "$(apt-cache showpkg "$1" 2> /dev/null | sed '1,/^Reverse Provides/d')" ]
}

# The package that apt knows for an entry ("a|b", "a?"); nothing where it knows none.
known_package()
{
    local name
    for name in $(printf '%s' "${1%\?}" | tr '|' ' '); do
        if known_to_apt "$name"; then
            printf '%s\n' "$name"
            return
        fi
    done
}

as_root()
{
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

# LC_ALL: its messages are searched. The lock: another installation (a fresh system's own updates) may be running.
apt_get()
{
    as_root env DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 LC_ALL=C \
        apt-get -y -o DPkg::Lock::Timeout=300 "$@" < /dev/null
}

# For a system without Debian's packages CMake says later which library it does not find; tools are asked for here.
check_tools()
{
    local tool
    for tool in cmake ninja; do
        has "$tool" || fail "$tool is not installed, and this system has no apt-get to install it with." \
            "Please install cmake, ninja and the libraries that scripts/prerequisites lists with its own package manager."
    done
}

# install_packages GROUP…
install_packages()
{
    local log=build/install.log entry name missing optional words chosen='' unknown=''
    if ! has dpkg-query; then
        check_tools
        return
    fi
    missing=$(entries_of "$@" | without_torch_of_another_place | missing_of)
    optional=$(printf '%s\n' "$missing" | grep '?$' || true)
    missing=$(printf '%s\n' "$missing" | grep -v '?$' || true)
    if [ -z "$missing" ]; then
        for entry in $optional; do
            chosen="$chosen $(known_package "$entry")"
        done
        [ -n "${chosen// /}" ] || return 0
    fi

    words=$(printf '%s' "${missing:-$chosen}" | sed 's/|.*//' | tr -s '\n ' ' ')
    has apt-get || fail "these packages are missing, and there is no apt-get to install them with: $words"
    [ "$(id -u)" -eq 0 ] || has sudo || fail "these packages are missing, and installing them takes root" \
        "(there is no sudo here): $words"
    mkdir -p build
    say "Installing packages: $words"
    apt_get update > "$log" 2>&1 || true # an older list may do; where it does not, the next steps say so

    chosen=''
    for entry in $missing $optional; do
        name=$(known_package "$entry")
        if [ -n "$name" ]; then
            chosen="$chosen $name"
        elif [ "$entry" = "${entry%\?}" ]; then
            unknown="$unknown ${entry%%|*}"
        fi
    done
    if [ -n "$unknown" ]; then
        [ -n "$(apt-cache pkgnames 2> /dev/null | head -n 1)" ] || fail "the packages cannot be had: apt has no list" \
            "of packages and could not fetch one (no network?). What it said is in $log."
        fail "apt does not know these packages:$unknown. On Ubuntu they are in 'universe'" \
            "(sudo add-apt-repository universe). A LibTorch from elsewhere: CMAKE_PREFIX_PATH=/path/to/libtorch $0"
    fi
    # shellcheck disable=SC2086  # names, one argument each
    apt_get install --no-install-recommends -o APT::Status-Fd=1 $chosen 2>&1 | show_progress "$log" "Installing" ||
        fail "the packages could not be installed (no network?):" \
            "$(grep -E '^(E:|Err:|sudo:)' "$log" | tail -n 1) (all of it: $log)"
}

# OpenBLAS must be the one on OpenMP: beside another build of it LibTorch fights for the cores, on the reference BLAS
# it is more than ten times slower. Debian has one BLAS in use for the whole system, so another choice is overruled
# for what these scripts start, and named.
use_openblas()
{
    local folder link
    for folder in /usr/lib/*/openblas-openmp; do
        [ -e "$folder/libblas.so.3" ] || continue
        link=${folder%/*}/libblas.so.3
        [ "$(readlink -f "$link")" = "$(readlink -f "$folder/libblas.so.3")" ] && continue
        export LD_LIBRARY_PATH="$folder${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
        say "This system's BLAS is $(readlink -f "$link"); Saccade is started here with the faster OpenBLAS on OpenMP." \
            "For the whole system: sudo update-alternatives --config libblas.so.3-$(basename "${folder%/*}")"
    done
}
