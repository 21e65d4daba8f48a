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

# What the Qt and VTK wheels expect of the system, found in an empty Debian 12 root (libusb and libgomp
# are open3d's, and without a font there would be no letters); and a screen for a machine without one.
mapfile -t packages <installers/linux/packages.txt
mapfile -t screen <installers/linux/packages-screen.txt
mapfile -t dev <installers/linux/packages-dev.txt  # the real parts that tests of the server use
pythons=(3.13 3.12 3.11)
again="Install one of these and name it: PYTHON=python3.12 make run"
. installers/linux/common.sh

# Node from elsewhere brings its own npm, and does not go with Debian's.
npm_if_missing() { command -v npm >/dev/null || printf 'nodejs npm'; }

read_arguments() {
  list=""
  for word in "$@"; do
    case "$word" in
      app) list="$word" ;;
      dev) list="$word" && packages+=("${dev[@]}" $(npm_if_missing)) ;;
      --virtual-screen) packages+=("${screen[@]}") ;;
      *) list="" && break ;;
    esac
  done
  [ -n "$list" ] || { say "usage: installers/linux/setup.sh app|dev [--virtual-screen]" >&2; exit 2; }
}

# --- Debian packages ----------------------------------------------------------------------------

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
  if ! is_debian; then
    say "This is no Debian: its own packages must bring what here is called ${packages[*]}."
    return
  fi
  local missing
  read -ra missing <<<"$(missing_packages)"
  [ ${#missing[@]} = 0 ] || install_packages "${missing[@]}"
}

# --- Python -------------------------------------------------------------------------------------

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
