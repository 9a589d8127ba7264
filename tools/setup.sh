#!/usr/bin/env bash
# Sets up everything vizdesk needs in .venv, once: system libraries, uv, pinned and hashed packages.
#
# Usage: tools/setup.sh run|test
#   run   what the program itself needs
#   test  that, and what its tests need (Xvfb, xdotool, Chromium, a D-Bus session, the test packages)
set -euo pipefail
cd "$(dirname "$0")/.."
kind=${1:-run}

# --- System libraries -------------------------------------------------------------------------
# Qt's own requirements on X11 and Wayland, a compiler for llama.cpp, and Python's venv module.
packages=(g++ make cmake python3-venv libegl1 libgl1 libopengl0 libxkbcommon-x11-0 libdbus-1-3
  libfontconfig1 libglib2.0-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1
  libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxcb-xkb1
  libwayland-client0 libwayland-cursor0 libwayland-egl1)
# Tests that need these say so and are skipped without them; not every system has them as packages
# (Chromium is a snap on Ubuntu), so they are installed where they can be and missed where not.
optional=()
if [ "$kind" = test ]; then
  packages+=(xvfb xdotool x11-utils dbus gnome-keyring openbox)
  optional+=(chromium desktop-file-utils nodejs)
fi

missing_packages() {
  local name
  for name in "$@"; do
    # libglib2.0-0 is called libglib2.0-0t64 on newer systems; either will do.
    { dpkg-query -W -f='${Status}\n' "$name" "${name}t64" 2>/dev/null || true; } |
      grep -q 'install ok installed' || printf '%s\n' "$name"
  done
}

installable_packages() {
  local name
  for name in "$@"; do
    apt-cache policy "$name" 2>/dev/null | grep -q 'Candidate: [^(]' && printf '%s\n' "$name"
  done
  return 0
}

if command -v dpkg-query >/dev/null 2>&1; then
  mapfile -t missing < <(missing_packages "${packages[@]}")
  mapfile -t missed < <(missing_packages ${optional[@]+"${optional[@]}"})
  can_install=yes as_root=()
  if [ "$(id -u)" != 0 ]; then
    if sudo -n true 2>/dev/null; then as_root=(sudo -n); else can_install=no; fi
  fi
  if [ "${#missing[@]}" -gt 0 ]; then
    if [ "$can_install" = no ]; then
      echo "vizdesk needs these system packages. Install them, then run this again:" >&2
      echo "  sudo apt-get install ${missing[*]}" >&2
      exit 1
    fi
    ${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get update -qq
  fi
  if [ "$can_install" = yes ] && [ "${#missed[@]}" -gt 0 ]; then
    mapfile -t -O "${#missing[@]}" missing < <(installable_packages "${missed[@]}")
  fi
  if [ "${#missing[@]}" -gt 0 ]; then
    echo "Installing system packages: ${missing[*]}"
    ${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  fi
else
  echo "Not a Debian or Ubuntu system: make sure a C++17 compiler, cmake and Qt's xcb libraries are here." >&2
fi

# --- The instructions llama.cpp is built for --------------------------------------------------
# What this processor has of AVX-512, beyond ggml's portable AVX2. Not -march=native: with gcc 12 and
# AMX such a build crashes on every quantised GGUF (docs/decisions/0030-portable-llama-cpp.md).
# Where a line stands, all of its flags of /proc/cpuinfo must be there.
processor_options() {
  local flags option needed flag
  flags=" $(sed -n 's/^flags[[:space:]]*: //p;T;q' /proc/cpuinfo 2>/dev/null || true) "
  while read -r option needed; do
    for flag in $needed; do
      [[ $flags == *" $flag "* ]] || continue 2
    done
    printf '%s\n' "$option"
  done <<'OPTIONS'
GGML_AVX512 avx512f avx512cd avx512vl avx512dq avx512bw
GGML_AVX512_VBMI avx512f avx512cd avx512vl avx512dq avx512bw avx512vbmi
GGML_AVX512_VNNI avx512f avx512cd avx512vl avx512dq avx512bw avx512_vnni
GGML_AVX512_BF16 avx512f avx512cd avx512vl avx512dq avx512bw avx512_bf16
OPTIONS
}
mapfile -t instructions < <(processor_options)

# --- Python packages --------------------------------------------------------------------------
stamp=.venv/.set-up-for-$kind
if [ "$kind" = test ]; then requirements=requirements/dev.txt; else requirements=requirements/app.txt; fi
# A folder that is taken to another processor is built anew there.
of_everything() {
  { cat "$1" requirements/build.txt pyproject.toml tools/setup.sh
    echo "${instructions[*]-}"; } | sha256sum
}
fingerprint=$(of_everything "$requirements")
if [ "$kind" = run ] && [ -f .venv/.set-up-for-test ]; then stamp=.venv/.set-up-for-test
  fingerprint=$(of_everything requirements/dev.txt)
fi
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$fingerprint" ]; then exit 0; fi

python=${PYTHON:-python3}
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "vizdesk needs Python 3.11 or newer; $python is older. Set PYTHON=/path/to/python3.11." >&2
  exit 1
fi
[ -x .venv/bin/python ] || "$python" -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes \
  --only-binary=:all: -r <(awk '/^uv==/{p=1} p&&/^[a-z]/&&!/^uv==/{exit} p' requirements/build.txt)

echo "Installing the pinned packages (llama.cpp is built from source the first time: about 5 minutes)"
# The options are part of uv's cache key: a build for another processor is not taken from there.
define=llama-cpp-python:cmake.define
flags=(--config-settings-package "$define.GGML_NATIVE=OFF")
for option in ${instructions[@]+"${instructions[@]}"}; do
  flags+=(--config-settings-package "$define.$option=ON")
done
export VIRTUAL_ENV=$PWD/.venv UV_LINK_MODE=copy
uv=.venv/bin/uv
built_for=.venv/.llama-built-for
if [ "$(cat "$built_for" 2>/dev/null || true)" != "${instructions[*]-}" ]; then
  # The version alone does not tell what it was built for; reinstalling would pass over uv's cache.
  "$uv" pip uninstall --quiet llama-cpp-python 2>/dev/null || true
fi
"$uv" pip install --quiet --require-hashes --build-constraints requirements/build.txt \
  "${flags[@]}" --no-binary llama-cpp-python -r "$requirements"
printf '%s' "${instructions[*]-}" >"$built_for"
"$uv" pip install --quiet --no-deps --build-constraints requirements/build.txt --editable .
printf '%s\n' "$fingerprint" >"$stamp"
