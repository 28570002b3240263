# For scripts that may have to add packages to the machine: they set `me`, the name they speak under, and source this.
# shellcheck shell=bash

: "${me:?}"
PATH=$PATH:/usr/sbin:/sbin # dockerd is there, and a plain Debian user has neither on PATH
root=()                    # what makes a command run as root: nothing, or sudo
apt_options=(-o DPkg::Lock::Timeout=120) # a new cloud machine often upgrades itself at first

has() { command -v "$1" >/dev/null; }

say() { echo "$me: $*" >&2; }

# give_up STATUS SENTENCE: 1 when something that should work does not, 3 when this machine cannot have what is wanted.
give_up() {
  say "$2"
  exit "$1"
}

os_release() { sed -n "s/^$1=\"\{0,1\}\([^\"]*\).*/\1/p" /etc/os-release 2>/dev/null || true; }

# require_debian WHAT: WHAT is what everybody else has to install by hand.
require_debian() {
  case $(os_release ID) in
    debian | ubuntu) ;;
    *) give_up 3 "Please install $1: this script can do it on Debian and Ubuntu only." ;;
  esac
}

# become_root WHAT
become_root() {
  if ((UID == 0)); then return; fi
  if ! sudo -n true 2>/dev/null; then give_up 3 "To get $1, run this script once as root."; fi
  root=(sudo -n)
}

apt_get() {
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get --quiet --yes --no-install-recommends "${apt_options[@]}" "$@"
}

# A source that is broken for other reasons must not stop us: if it mattered, the installation says what is missing.
apt_update() { apt_get update >/dev/null 2>&1 || true; }

apt_install() {
  local output
  if ! output=$(apt_get install "$@" 2>&1); then
    tail -n 15 <<<"$output" >&2
    give_up 1 "'apt-get install $*' failed; its last lines stand above."
  fi
  hash -r # bash remembers where a command was not
}
