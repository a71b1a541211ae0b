# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-3.0-or-later
# CIFAR-10, where SACCADE_CIFAR10 names a folder with it: from where the caller stands, and absolute from here on.
if [ -n "${SACCADE_CIFAR10:-}" ]; then
    SACCADE_CIFAR10=$(cd "$caller" && cd "$SACCADE_CIFAR10" 2> /dev/null && pwd -P) || {
        printf 'saccade: SACCADE_CIFAR10 names a folder that is not there.\n' >&2
        exit 1
    }
    export SACCADE_CIFAR10
fi

# Says where the tests find CIFAR-10, and makes it of JPEG copies where that is what there is.
find_cifar10()
{
    if [ -z "${SACCADE_CIFAR10:-}" ]; then
        say "CIFAR-10: SACCADE_CIFAR10 names no folder, so what needs it is skipped."
        return
    fi
    if [ -f "$SACCADE_CIFAR10/unpack" ] && [ -x "$SACCADE_CIFAR10/unpack" ]; then
        mkdir -p build
        # Pillow was installed for the system's Python; another one may stand before it on the PATH.
        PATH="/usr/bin:$PATH" "$SACCADE_CIFAR10/unpack" build/cifar-10 > /dev/null ||
            fail "$SACCADE_CIFAR10/unpack could not unpack CIFAR-10 into build/cifar-10."
        SACCADE_CIFAR10=$root/build/cifar-10
    fi
    say "CIFAR-10: $SACCADE_CIFAR10"
}
