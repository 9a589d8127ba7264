#!/usr/bin/env bash
# Every benchmark of docs/benchmarks.md, one after the other, on an otherwise idle machine.
set -euo pipefail
cd "$(dirname "$0")/.."
export QT_QPA_PLATFORM=offscreen
python=.venv/bin/python
echo "Machine: $(uname -sr), $(nproc) cores, $(awk -F: '/model name/{print $2; exit}' /proc/cpuinfo)"
for part in llama_speed startup streaming canvas opening; do
  echo; echo "— $part"
  $python -m "benchmarks.$part"
done
