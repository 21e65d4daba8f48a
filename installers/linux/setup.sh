#!/usr/bin/env bash
# Makes this folder ready to run mrapp on Debian and its kin: Debian packages, then .venv.
#
#   installers/linux/setup.sh app                   the application
#   installers/linux/setup.sh dev                   the application and what tests and checks need
#   installers/linux/setup.sh app --virtual-screen  as well as a screen for a machine without one
#
# It can be run again at any time: it does only what is not done yet, and a run that was broken off
# goes on where it stopped. Debian packages come from where the machine's own apt gets them, Python
# packages from where its own pip does; each must have the hash written in requirements/.
set -euo pipefail

cd "$(dirname "$0")/../.."

# What the Qt and VTK wheels expect of the system, found in an empty Debian 12 root; libusb and
# libgomp are open3d's. Without a font there would be no letters.
LIBRARIES=(
  libgl1 libegl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libxkbcommon-x11-0 libxcb-cursor0
  libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libx11-xcb1 libusb-1.0-0 libgomp1 fonts-dejavu-core
)
VIRTUAL_SCREEN=(xvfb xauth)

say() { printf '%s\n' "$*"; }
fail() { printf 'set-up: %s\n' "$*" >&2; exit 1; }

read_arguments() {
  list=""
  virtual_screen=no
  for word in "$@"; do
    case "$word" in
      app | dev) list="$word" ;;
      --virtual-screen) virtual_screen=yes ;;
      *) list="" && break ;;
    esac
  done
  [ -n "$list" ] || { say "usage: installers/linux/setup.sh app|dev [--virtual-screen]" >&2; exit 2; }
}

# --- Debian packages ----------------------------------------------------------------------------

# Newer releases renamed some libraries to NAMEt64; either name will do.
has_package() {
  local found
  found=$(dpkg-query -W -f='${db:Status-Status}\n' "$1" "$1t64" 2>/dev/null || true)
  grep -qx installed <<<"$found"
}

missing_packages() {
  local wanted=("${LIBRARIES[@]}") name
  [ "$virtual_screen" = no ] || wanted+=("${VIRTUAL_SCREEN[@]}")
  for name in "${wanted[@]}"; do
    has_package "$name" || printf '%s ' "$name"
  done
  if command -v python3 >/dev/null; then
    python3 -c 'import ensurepip, venv' 2>/dev/null || printf 'python3-venv '
  else
    printf 'python3 python3-venv '
  fi
}

install_packages() {
  local as_root=()
  if [ "$(id -u)" != 0 ]; then
    if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
      as_root=(sudo -n)
    else
      say "Some Debian packages are missing, and installing them needs an administrator. Run this line, then start again:"
      say ""
      say "  sudo apt-get update && sudo apt-get install --no-install-recommends -y $*"
      exit 1
    fi
  fi
  say "Installing Debian packages: $*"
  "${as_root[@]}" apt-get -qq update || say "The list of Debian packages could not be refreshed; going on with the one at hand."
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends -y \
    -o Dpkg::Use-Pty=0 "$@" >/dev/null || fail "apt-get could not install: $* (what it said stands above)"
}

debian_packages() {
  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    say "This is no Debian: its own packages must bring what here is called ${LIBRARIES[*]}."
    return
  fi
  local missing
  read -ra missing <<<"$(missing_packages)"
  [ ${#missing[@]} = 0 ] || install_packages "${missing[@]}"
}

# --- Python -------------------------------------------------------------------------------------

fits() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null; }

find_python() {
  for python in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
    if command -v "$python" >/dev/null && fits "$python" && "$python" -c 'import ensurepip, venv' 2>/dev/null; then
      return
    fi
  done
  fail "mrapp needs Python 3.11, 3.12 or 3.13; python3 here is $(python3 --version 2>&1 || say missing). Install one of these and name it: PYTHON=python3.12 make run"
}

# An environment knows where it lies: moved or copied along with its folder, its programs still call
# the Python of the old place. (Written by venv since Python 3.11.)
lies_here() { fits .venv/bin/python && grep -qF -- "-m venv $(pwd -P)/.venv" .venv/pyvenv.cfg 2>/dev/null; }

# A broken-off run can leave a folder without a working pip, and a new Python an unfit one.
environment() {
  if lies_here && .venv/bin/python -c 'import pip' 2>/dev/null; then
    return
  fi
  find_python
  say "Making the virtual environment .venv with $("$python" --version)."
  rm -rf .venv
  "$python" -m venv .venv || fail "the virtual environment could not be made"
}

# Turns pip's lines into a count; what pip has to say beside them goes through as it is.
count_packages() {
  awk -v all="$1" '
    /^Collecting / { n++; split($2, part, "=="); printf "  %3d of %d  %s\n", n, all, part[1]; fflush(); next }
    /^Installing collected/ { print "  unpacking them; this takes half a minute or so"; fflush(); next }
    /^ *(Requirement already|Using cached|Downloading|Looking in|Ignoring|Successfully|Attempting|Found existing|Uninstalling)/ { next }
    NF { print; fflush() }'
}

python_packages() {
  local all
  all=$(grep -c '^[A-Za-z0-9]' "requirements/$list.txt")
  say "Looking after up to $all Python packages, pinned by hash (about $1 MB to fetch if none is here yet)."
  .venv/bin/python -m pip install --disable-pip-version-check --no-input --no-deps --require-hashes \
    --only-binary :all: --progress-bar off -r "requirements/$list.txt" | count_packages "$all" ||
    fail "the Python packages could not be installed (what pip said stands above); running the same again goes on from here"
}

mrapp_itself() {
  say "Installing mrapp itself."
  .venv/bin/python -m pip install --disable-pip-version-check --no-input --quiet --no-deps \
    --no-build-isolation --editable . || fail "mrapp itself could not be installed"
  .venv/bin/python -m compileall -q mrapp
}

# --- all of it ----------------------------------------------------------------------------------

# The stamp says which lists are in .venv. It is written last, so a broken-off run leaves none.
wanted_stamp() { cat "requirements/$1.txt" pyproject.toml | sha256sum | cut -d ' ' -f 1; }
done_already() { [ -x .venv/bin/mrapp ] && lies_here && [ "$(cat ".venv/ready-$1" 2>/dev/null)" = "$(wanted_stamp "$1")" ]; }

read_arguments "$@"
debian_packages
if done_already "$list" || { [ "$list" = app ] && done_already dev; }; then
  exit 0
fi
environment
case "$list" in app) python_packages 600 ;; dev) python_packages 660 ;; esac
mrapp_itself
wanted_stamp "$list" >".venv/ready-$list"
say "Ready."
