# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What every script here needs: words for a person, and progress of a long command.
# Sourced with the working directory and $root at the repository's root. Runs on bash 3.2 (macOS) and up.

say() { printf '%s\n' "$*"; }

# A sentence for a person, and an end.
fail()
{
    printf 'saccade: %s\n' "$*" >&2
    exit 1
}

has() { command -v "$1" > /dev/null 2>&1; }

# Keeps standard input in the file $1 and shows how far it is, with the words $2 before it. It understands ninja's
# "[3/40] …" and the status lines of apt, which name their own step. On a terminal one line is redrawn; elsewhere each tenth is a line.
show_progress()
{
    local log=$1 what=$2 line percent tenth=-1
    : > "$log"
    while IFS= read -r line || [ -n "$line" ]; do
        if [[ $line =~ ^[dp][lm]status:.*:([0-9]+)\.[0-9]+: ]]; then
            percent=${BASH_REMATCH[1]}
            case $line in
                dl*) what='Downloading packages' ;;
                pm*) what='Installing packages' ;;
            esac
        else
            printf '%s\n' "$line" >> "$log"
            # Fewer than ten steps are over before they can be read.
            [[ $line =~ ^\[([0-9]+)/([0-9][0-9]+)\] ]] || continue
            percent=$((100 * BASH_REMATCH[1] / BASH_REMATCH[2]))
        fi
        if [ -t 1 ]; then
            printf '\r%s: %d %% ' "$what" "$percent"
        elif [ $((percent / 10)) -ne "$tenth" ]; then
            printf '%s: %d %%\n' "$what" "$percent"
        fi
        tenth=$((percent / 10))
    done
    if [ -t 1 ] && [ "$tenth" -ge 0 ]; then
        printf '\n'
    fi
}
