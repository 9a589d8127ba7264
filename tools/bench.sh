#!/usr/bin/env bash
# Every benchmark of docs/benchmarks.md, one after the other, on an otherwise idle machine.
set -euo pipefail
cd "$(dirname "$0")/.."
export QT_QPA_PLATFORM=offscreen
python=.venv/bin/python
echo "Machine: $(uname -sr), $(nproc) cores, $(awk -F: '/model name/{print $2; exit}' /proc/cpuinfo)"
for part in llama_speed startup streaming canvas opening everyday reading agreement; do
  echo; echo "— $part"
  # A part that is over its target says so and ends with 1; the others are measured all the same.
  $python -m "benchmarks.$part" || echo "(over its target)"
done
