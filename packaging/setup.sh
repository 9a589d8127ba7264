#!/usr/bin/env bash
# Sets up .venv-package: vizdesk's pinned packages and PyInstaller, apart from the app's own .venv.
#
# On Linux llama.cpp is built with one library for each generation of processors, of which ggml
# takes the quickest that runs; elsewhere with one that runs on every processor of the last decade.
set -euo pipefail
cd "$(dirname "$0")/.."

requirements=(-r requirements/app.txt -r requirements/package.txt)
define=llama-cpp-python:cmake.define
flags=(--config-settings-package "$define.GGML_NATIVE=OFF")
if [ "$(uname)" = Linux ]; then
  # The package installs the libraries it knows by name; ggml's own rule installs the variants,
  # and is pointed at the folder where the others are.
  flags+=(--config-settings-package "$define.GGML_BACKEND_DL=ON"
    --config-settings-package "$define.GGML_CPU_ALL_VARIANTS=ON"
    --config-settings-package "$define.CMAKE_INSTALL_BINDIR=llama_cpp/lib")
fi

stamp=.venv-package/.set-up
fingerprint=$(cat requirements/{app,package,build}.txt packaging/setup.sh)
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$fingerprint" ]; then exit 0; fi

case $(uname) in MINGW* | MSYS*) bin=.venv-package/Scripts ;; *) bin=.venv-package/bin ;; esac
[ -d "$bin" ] || "${PYTHON:-python3}" -m venv .venv-package
# A file of its own, because Python on Windows cannot read bash's <(…).
mkdir -p build
awk '/^uv==/{p=1} p&&/^[a-z]/&&!/^uv==/{exit} p' requirements/build.txt >build/uv.txt
"$bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes \
  --only-binary=:all: -r build/uv.txt
echo "Building llama.cpp for all processors and installing the pinned packages (10 minutes once)"
export VIRTUAL_ENV=$PWD/.venv-package UV_LINK_MODE=copy
"$bin/uv" pip install --quiet --require-hashes --build-constraints requirements/build.txt \
  "${flags[@]}" --no-binary llama-cpp-python "${requirements[@]}"
printf '%s\n' "$fingerprint" >"$stamp"
