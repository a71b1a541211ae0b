#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What scripts/run, scripts/test and scripts/bench say to a person whose system lacks something. They run in a copy, with a PATH
# of only what they need, so that nothing is installed, configured or built.
set -euo pipefail
source_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
mkdir -p "$place/tree" "$place/bin"
cp -R "$source_root/scripts" "$place/tree/"
for tool in bash env dirname basename cat sed awk grep head tail tr sort id uname mkdir rm readlink; do
    ln -s "$(command -v "$tool")" "$place/bin/$tool"
done
failures=0

# program NAME: the rest of the input is a script of that name on the PATH.
program()
{
    { printf '#!%s\n' "$(command -v bash)" && cat; } > "$place/bin/$1"
    chmod +x "$place/bin/$1"
}

# expect STATUS WORDS SCRIPT [arguments]: it ends with that status, and what it prints contains the words.
expect()
{
    local status=0 output
    output=$(cd / && env -i PATH="$place/bin" HOME="$place" "$place/tree/scripts/$3" "${@:4}" 2>&1) || status=$?
    if [ "$status" -ne "$1" ] || [[ $output != *"$2"* ]]; then
        printf 'FAIL: scripts/%s\n  expected status %s and: %s\n  found status %s and: %s\n' \
            "${*:3}" "$1" "$2" "$status" "$output"
        failures=$((failures + 1))
    fi
}

# Its --help works before anything is installed and leaves nothing behind.
expect 0 'usage: scripts/run [program arguments]' run --help
expect 0 'usage: scripts/test [ctest arguments]' test --help
expect 0 'usage: scripts/bench [--rounds N]' bench --help
expect 0 'usage: scripts/test-clients [--data FOLDER]' test-clients --help
[ ! -e "$place/tree/build" ] || { printf 'FAIL: --help made a build folder\n' && failures=$((failures + 1)); }

# A word that it does not know is named before anything is installed.
expect 1 'scripts/bench knows no --fast' bench --fast
expect 1 '--rounds needs a value' bench --rounds
expect 1 'scripts/test-clients knows no --fast' test-clients --fast

# No Debian packages, no tools.
expect 1 'cmake is not installed, and this system has no apt-get' run

# Packages are missing and there is no apt-get. An installed package that provides another one stands for it.
program dpkg-query << 'END'
echo 'ii  g++, c++-compiler, g++-x86-64-linux-gnu (= 4:12.2.0-3)'
echo 'ii  some-cmake, cmake (= 3.25)'
echo 'rc  ninja-build, '
END
expect 1 'these packages are missing, and there is no apt-get to install them with: ninja-build ccache' run
expect 1 'xvfb' test
expect 1 'these packages are missing' bench

# Everything is installed; only the compiler is too old.
awk '$1 !~ /^#/ && NF { sub(/[|?].*/, "", $2); print "ii  " $2 ", " }' "$place/tree/scripts/prerequisites" \
    > "$place/installed"
program dpkg-query <<< "cat '$place/installed'"
expect 1 'there is no C++ compiler on the PATH' run
program c++ << 'END'
[ "$1" = --version ] && echo 'c++ (Old) 4.8' && exit
echo "c++: error: unrecognized command line option '-std=c++20'" >&2
exit 1
END
expect 1 'the compiler c++ (c++ (Old) 4.8) does not know C++20' run
expect 1 'does not know C++20' test

# A folder that is not there is a sentence before anything is built.
export SACCADE_CIFAR10=$place/nowhere
output=$("$place/tree/scripts/test" 2>&1) && status=0 || status=$?
if [ "$status" -ne 1 ] || [[ $output != *'SACCADE_CIFAR10 names a folder that is not there'* ]]; then
    printf 'FAIL: a SACCADE_CIFAR10 that is not there: %s\n' "$output"
    failures=$((failures + 1))
fi

[ "$failures" -eq 0 ] && printf 'The scripts say what is missing.\n'
exit "$((failures > 0))"
