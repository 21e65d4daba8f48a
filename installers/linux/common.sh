# shellcheck shell=bash disable=SC2154
# What setup.sh (with a network) and install.sh (without one) both do. To be sourced by bash, after
# setting: packages (an array of Debian packages that must be there), pythons (an array of versions of
# Python that will do), and again (how to start anew with another Python, in words).

say() { printf '%s\n' "$*"; }
fail() { printf 'set-up: %s\n' "$*" >&2; exit 1; }

# Newer releases renamed some libraries to NAMEt64; either name will do.
has_package() {
  local found
  found=$(dpkg-query -W -f='${db:Status-Status}\n' "$1" "$1t64" 2>/dev/null || true)
  grep -qx installed <<<"$found"
}

is_debian() { command -v dpkg-query >/dev/null && command -v apt-get >/dev/null; }

# Prints those of the packages that are not installed, and what Python needs to make an environment.
missing_packages() {
  local name
  for name in "${packages[@]}"; do
    has_package "$name" || printf '%s ' "$name"
  done
  # A Python from elsewhere will do as well, so these two are looked for by what they can.
  if command -v python3 >/dev/null; then
    python3 -c 'import ensurepip, venv' 2>/dev/null || printf 'python3-venv '
  else
    printf 'python3 python3-venv '
  fi
}

fits() {
  "$1" -c 'import sys; sys.exit("%d.%d" % sys.version_info[:2] not in sys.argv[1:])' "${pythons[@]}" 2>/dev/null
}

# Sets python to the first that will do: the one asked for with PYTHON, else what this machine has.
find_python() {
  for python in ${PYTHON:-} python3 "${pythons[@]/#/python}"; do
    if command -v "$python" >/dev/null && fits "$python" && "$python" -c 'import ensurepip, venv' 2>/dev/null; then
      return
    fi
  done
  fail "mrapp needs Python ${pythons[*]} here; python3 is $(python3 --version 2>&1 || say missing). $again"
}

# Turns pip's lines into a count; what pip has to say beside them goes through as it is.
count_packages() {
  awk -v all="$1" '
    /^(Collecting|Processing) / { n++; sub(".*/", "", $2); split($2, part, /==|-[0-9]/); printf "  %3d of %d  %s\n", n, all, part[1]; fflush(); next }
    /^Installing collected/ { print "  unpacking them; this takes half a minute or so"; fflush(); next }
    /^ *(Requirement already|Using cached|Downloading|Looking in|Ignoring|Successfully|Attempting|Found existing|Uninstalling)/ { next }
    NF { print; fflush() }'
}
