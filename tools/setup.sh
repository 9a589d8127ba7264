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
  optional+=(chromium desktop-file-utils)
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

# --- Python packages --------------------------------------------------------------------------
stamp=.venv/.set-up-for-$kind
if [ "$kind" = test ]; then requirements=requirements/dev.txt; else requirements=requirements/app.txt; fi
fingerprint=$(cat "$requirements" requirements/build.txt pyproject.toml tools/setup.sh | sha256sum)
if [ "$kind" = run ] && [ -f .venv/.set-up-for-test ]; then stamp=.venv/.set-up-for-test
  fingerprint=$(cat requirements/dev.txt requirements/build.txt pyproject.toml tools/setup.sh | sha256sum)
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
# GGML_NATIVE=OFF: a build with -march=native crashes on other processors and, with gcc 12 and AMX,
# on this one too (docs/architecture.md, "Portable llama.cpp").
export VIRTUAL_ENV=$PWD/.venv UV_LINK_MODE=copy
uv=.venv/bin/uv
"$uv" pip install --quiet --require-hashes --build-constraints requirements/build.txt \
  --config-settings-package llama-cpp-python:cmake.define.GGML_NATIVE=OFF \
  --no-binary llama-cpp-python -r "$requirements"
"$uv" pip install --quiet --no-deps --build-constraints requirements/build.txt --editable .
printf '%s\n' "$fingerprint" >"$stamp"
