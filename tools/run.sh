#!/usr/bin/env bash
# Opens the window with the sample picture; without a display, runs the same comparison in words.
set -euo pipefail
cd "$(dirname "$0")/.."
sample=resources/samples/shapes.png
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname)" = Darwin ]; then
  exec .venv/bin/vizdesk "$sample"
fi
echo "There is no display here (DISPLAY and WAYLAND_DISPLAY are empty), so no window can open."
echo "Running the same comparison on the command line instead:"
.venv/bin/vizdesk compare "$sample" --task detect --model demo-large --model demo-small \
  --export comparison.png
