# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-3.0-or-later
# clang-format, clang-tidy and shellcheck over our own sources.

# Our own files whose ending matches, or of these those that differ from the commit $since.
own_files()
{
    if [ -n "$since" ]; then
        git diff --name-only --diff-filter=d "$since"
        git ls-files --others --exclude-standard
    else
        find app core ui tests -type f
    fi | grep -E "^(app|core|ui|tests)/.*\\.($1)\$" | sort || true
}

# Prints what clang-tidy finds in our own files. What it says about others is left out: Debian 12's clang cannot read
# all of LibTorch 1's headers as C++20, and checks the rest of such a source all the same.
tidy_one()
{
    local found
    found=$(clang-tidy -p build-tidy --quiet --header-filter="^$root/(app|core|ui|tests)/" "$1" 2> /dev/null |
        awk -v ours="^$root/(app|core|ui|tests)/" '
            /^[^ ].*:[0-9]+:[0-9]+: (warning|error): / { show = $0 ~ ours }
            show { print }')
    [ -z "$found" ] || { printf '%s\n' "$found" && return 1; }
}

# tidy [--since COMMIT]; the exit status says whether there is something to mend.
tidy()
{
    local since='' sources unformatted status=0
    if [ "${1:-}" = --since ]; then
        [ $# -eq 2 ] || fail "--since needs a commit: scripts/test --tidy --since HEAD~3"
        since=$2
        git rev-parse --quiet --verify "$since^{commit}" > /dev/null || fail "there is no commit $since."
    elif [ $# -ne 0 ]; then
        fail "--tidy knows --since COMMIT only, and found: $*"
    fi

    # A build folder of its own: without GCC's precompiled header, which clang cannot read, and without ccache.
    configure build-tidy release -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON -DSACCADE_CCACHE=OFF
    # What a build generates for the sources to include.
    # shellcheck disable=SC2046  # names of targets
    build build-tidy $(ninja -C build-tidy -t targets all | sed -n 's/^\([A-Za-z0-9_]*_autogen\): phony$/\1/p')

    say "clang-format"
    unformatted=$(own_files 'cpp|h' | while IFS= read -r file; do
        clang-format --dry-run --Werror "$file" 2> /dev/null || printf ' %s' "$file"
    done)
    if [ -n "$unformatted" ]; then
        say "These do not have the layout of .clang-format; clang-format -i mends it:$unformatted"
        status=1
    fi
    # A source that no target compiles (another platform's) has no command to check it with.
    sources=$(own_files cpp | while IFS= read -r file; do
        grep -qF "\"$root/$file\"" build-tidy/compile_commands.json && printf '%s\n' "$file"
    done || true)
    say "clang-tidy: $(printf '%s\n' "$sources" | grep -c . || true) sources"
    export root
    export -f tidy_one
    # shellcheck disable=SC2016  # the inner bash's argument
    printf '%s' "$sources" | tr '\n' '\0' |
        xargs -0 -r -n 1 -P "$(build_jobs)" bash -c 'tidy_one "$1"' - || status=1
    [ "$status" -eq 0 ] && say "Nothing to mend."
    return "$status"
}
