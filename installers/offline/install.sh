#!/usr/bin/env bash
# Installs mrapp from this folder, without any network. Asks nothing; says what it does.
#
#   ./install.sh                    in /opt/mrapp as root, else in ~/mrapp
#   ./install.sh --to FOLDER        in a folder of your choice (a new or empty one, or an older mrapp)
#   ./install.sh --virtual-screen   also what a machine without a screen needs to show windows
#   ./install.sh --only-debian      only the Debian packages: the part that needs root
#
# It can be run again at any time; a run that was broken off starts anew.
set -euo pipefail
umask 022

here=$(cd "$(dirname "$0")" && pwd -P)
about() { sed -n "s/^$1 //p" "$here/about.txt"; }
mapfile -t packages <"$here/packages.txt"
mapfile -t screen <"$here/packages-screen.txt"
read -ra pythons <<<"$(about pythons)"
again="Make an archive for another Python with: make offline PYTHON=3.12, or install one of these and name it: PYTHON=/path/to/python ./install.sh"
. "$here/common.sh"

read_arguments() {
  only_debian=no words=()
  if [ "$(id -u)" = 0 ]; then to=/opt/mrapp; else to=$HOME/mrapp; fi
  while [ $# -gt 0 ]; do
    case "$1" in
      --to) [ $# -gt 1 ] || usage; to=$2; shift ;;
      --virtual-screen) packages+=("${screen[@]}"); words+=("$1") ;;
      --only-debian) only_debian=yes ;;
      *) usage ;;
    esac
    shift
  done
  case "$to" in /*) ;; *) to=$PWD/$to ;; esac
  # These would need other quotes in each of the files that name the folder.
  case "$to" in *[\'\"\\\`\$%]* | *$'\n'*) fail "please choose a folder without quotes, \$, % or \\ in its name" ;; esac
}
usage() { say "usage: ./install.sh [--to FOLDER] [--virtual-screen] [--only-debian]" >&2; exit 2; }

check_files() {
  say "Checking the files of this archive."
  (cd "$here" && sha256sum --check --quiet --strict SHA256SUMS) ||
    fail "the files named above are not what was packed; copy the archive again"
}

# --- Debian packages ----------------------------------------------------------------------------

debian_here() { (. /etc/os-release && printf '%s-%s' "$ID" "${VERSION_ID:-testing}"); }

debian_packages() {
  local missing
  if ! is_debian; then
    say "This is no Debian: its own packages must bring what here is called ${packages[*]}."
    return
  fi
  read -ra missing <<<"$(missing_packages)"
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(debian_here)" != "$(about made-for)" ]; then
    fail "these Debian packages are missing: ${missing[*]}. This archive holds those of $(about made-for) and this is $(debian_here): install them from its own source first"
  elif [ "$(id -u)" != 0 ]; then
    say "Some Debian packages are missing (${missing[*]}), and only an administrator can install them."
    say "They are in this archive. Run this line, then start again:"
    say ""
    say "  sudo '$here/install.sh' --only-debian${words[*]:+ ${words[*]}}"
    exit 1
  fi
  install_packages "${missing[@]}"
}

# apt sees the folder debs/ as its only source. What is installed already stays as it is, unless a
# package from here needs a newer one. The machine's own lists and settings of apt are not touched.
install_packages() {
  say "Installing Debian packages: $*"
  local place
  place=$(mktemp -d)
  mkdir -p "$place/lists/partial" "$place/none"
  # The archive may lie in a folder with spaces, which a list of sources cannot name.
  ln -s "$here/debs" "$place/debs"
  printf 'deb [trusted=yes] file:%s/debs ./\n' "$place" >"$place/sources.list"
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dir::Etc::SourceList="$place/sources.list"
    -o Dir::Etc::SourceParts="$place/none" -o Dir::State::Lists="$place/lists"
    -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= -o APT::Sandbox::User=root)
  if ! "${apt[@]}" update ||
    ! "${apt[@]}" install --no-install-recommends -y -o Dpkg::Use-Pty=0 \
      -o Dpkg::Options::=--force-confold "$@" >"$place/said" 2>&1; then
    cat "$place/said" >&2 2>/dev/null || true
    rm -rf "$place"
    fail "apt-get could not install: $* (what it said stands above)"
  fi
  rm -rf "$place"
}

# --- mrapp --------------------------------------------------------------------------------------

# A folder with something else in it is left alone.
claim_folder() {
  if [ -e "$to" ] && [ ! -f "$to/mrapp-lives-here" ] && [ -n "$(ls -A "$to" 2>/dev/null || echo a-file)" ]; then
    fail "$to holds something else; choose another folder with --to"
  fi
  { mkdir -p "$to" && touch "$to/mrapp-lives-here"; } || fail "nothing can be written in $to; choose another folder with --to"
  to=$(cd "$to" && pwd -P)
  rm -rf "$to/env"
  local free needed
  free=$(df --output=avail -BM "$to" | tail -n 1 | tr -dc 0-9)
  needed=$(about room-mb)
  [ "$free" -ge "$needed" ] || fail "mrapp takes $needed MB, and there is room for $free MB in $to"
}

python_packages() {
  local pip=("$to/env/bin/python" -m pip install --disable-pip-version-check --no-input --no-index
    --find-links "$here/wheels" --no-deps --require-hashes --only-binary :all: --no-cache-dir --progress-bar off)
  say "Installing mrapp $(about version) in $to with $("$python" --version)."
  "$python" -m venv "$to/env" || fail "the virtual environment could not be made"
  # Settings of the machine's own pip could name places on a network.
  env -u PIP_FIND_LINKS -u PIP_EXTRA_INDEX_URL -u PIP_INDEX_URL PIP_CONFIG_FILE=/dev/null \
    "${pip[@]}" -r "$here/requirements.txt" -r "$here/mrapp.txt" | count_packages "$(about packages)" ||
    fail "the Python packages could not be installed (what pip said stands above)"
}

launcher() {
  cat >"$to/mrapp" <<END
#!/bin/sh
# -P: a folder called mrapp where one happens to stand is not the program.
exec '$to/env/bin/python' -P -m mrapp "\$@"
END
  chmod 755 "$to/mrapp"
  if [ "$(id -u)" = 0 ]; then
    programs=/usr/local/bin menu=/usr/local/share/applications
  else
    programs=$HOME/.local/bin menu=${XDG_DATA_HOME:-$HOME/.local/share}/applications
  fi
  mkdir -p "$programs" "$menu"
  ln -sfn "$to/mrapp" "$programs/mrapp"
  cat >"$menu/mrapp.desktop" <<END
[Desktop Entry]
Type=Application
Name=mrapp
Comment=See a planned change of the city where it will stand
Comment[nl]=Bekijk een plan voor de stad op de plek waar het komt
Exec="$to/mrapp" open
Terminal=false
Categories=Graphics;Education;
END
}

# What was installed must run: it counts what is in the demo project.
try_it() {
  say "Trying it."
  "$to/mrapp" info "$("$to/env/bin/python" -P -c 'from mrapp.cli.commands import demo_folder; print(demo_folder())')" \
    >/dev/null || fail "mrapp is installed but does not run (what it said stands above)"
}

read_arguments "$@"
check_files
debian_packages
[ "$only_debian" = no ] || exit 0
find_python
claim_folder
python_packages
launcher
try_it
say "Ready. Start it from the menu of this computer, or with: $to/mrapp"
say "To remove it: rm -r '$to' '$programs/mrapp' '$menu/mrapp.desktop'"
