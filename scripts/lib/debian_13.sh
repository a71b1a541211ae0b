# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a script of ours in a Debian 13 of its own: what a person with a fresh system gets. The system and its ccache
# are kept from run to run; the tree is a new copy of the tracked files each time.

# The mirror that this system gets Debian from; nothing on another distribution (debootstrap has a default).
debian_mirror()
{
    # shellcheck disable=SC2016  # apt's own format
    apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' 'Label: Debian' |
        sed -n 's|/*$||p' | head -n 1
}

# In place whole or not at all, so that an interrupted call leaves nothing that looks like a system.
make_system()
{
    local folder=$1 log=build/debootstrap.log
    if [ -x "$folder/usr/bin/apt-get" ]; then
        grep -qE '^(13|trixie)' "$folder/etc/debian_version" || fail "$folder holds another system than Debian 13."
        return
    fi
    if [ -d "$folder" ]; then
        rmdir "$folder" 2> /dev/null || fail "$folder is neither empty nor a Debian 13."
    fi
    say "Making a Debian 13 in $folder"
    rm -rf "$folder.part"
    mkdir -p "$(dirname "$folder")"
    # shellcheck disable=SC2046  # no mirror is no argument
    debootstrap --variant=minbase --include=ca-certificates trixie "$folder.part" $(debian_mirror) > "$log" 2>&1 ||
        fail "debootstrap could not make a Debian 13: $(tail -n 1 "$log") (all of it: $log)"
    mv "$folder.part" "$folder"
}

# Names are looked up, and packages fetched, the way this system does it (proxies, time-outs, trusted certificates).
# Acquire alone is taken over: apt's hooks name programs that are not in there.
share_network_settings()
{
    local folder=$1
    rm -f "$folder/etc/resolv.conf"
    cat /etc/resolv.conf > "$folder/etc/resolv.conf"
    local certificates=/etc/ssl/certs/ca-certificates.crt
    [ ! -s "$certificates" ] || cat "$certificates" > "$folder$certificates"
    apt-config dump | grep '^Acquire::' | grep -v 'Proxy-Auto-Detect' > "$folder/etc/apt/apt.conf.d/90host" || true
}

# The tracked files as they are now, with changes that are not committed.
copy_tree()
{
    local target=$1
    rm -rf "$target"
    mkdir -p "$target"
    # The owner of the checkout need not be root.
    git -c safe.directory='*' ls-files -z | while IFS= read -r -d '' file; do
        [ ! -e "$file" ] || printf '%s\0' "$file"
    done | tar -c --no-recursion --null --files-from=- | tar --no-same-owner -x -C "$target"
}

# run_in_debian_13 FOLDER SCRIPT [its arguments]
# The mounts live in a name space that ends with the command, however it ends: nothing is left mounted in FOLDER.
run_in_debian_13()
{
    local folder=$1 script=$2 name settings=(HOME=/root LANG=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin "TERM=${TERM:-dumb}")
    shift 2
    git -c safe.directory='*' rev-parse --git-dir > /dev/null 2>&1 ||
        fail "$script --in-debian-13 copies the tracked files, and this is not a git checkout."
    mkdir -p build
    make_system "$folder"
    share_network_settings "$folder"
    copy_tree "$folder/root/saccade"

    for name in http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY \
        PIP_INDEX_URL PIP_EXTRA_INDEX_URL PIP_TRUSTED_HOST PIP_CERT PIP_DEFAULT_TIMEOUT \
        SACCADE_TEST_JOBS CMAKE_BUILD_PARALLEL_LEVEL; do
        [ -z "${!name:-}" ] || settings+=("$name=${!name}")
    done
    rm -rf "$folder/root/cifar-10"
    if [ -n "${SACCADE_CIFAR10:-}" ]; then
        cp -rL "$SACCADE_CIFAR10" "$folder/root/cifar-10"
        settings+=(SACCADE_CIFAR10=/root/cifar-10)
    fi
    say "Running $script in Debian $(cat "$folder/etc/debian_version")"
    # shellcheck disable=SC2016  # expanded by the inner shell
    unshare --mount --pid --fork --kill-child --propagation private bash -c '
        folder=$1
        shift
        mount -t proc proc "$folder/proc" && mount --rbind /dev "$folder/dev" && mount --rbind /sys "$folder/sys" ||
            { echo "saccade: /proc, /dev and /sys could not be mounted in $folder (a container without the right to?)" >&2
              exit 1; }
        exec chroot "$folder" env -i "$@"
    ' - "$folder" "${settings[@]}" "/root/saccade/$script" "$@"
}
