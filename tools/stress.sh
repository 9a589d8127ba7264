#!/usr/bin/env bash
# Everything that may break vizdesk, in full (make test runs a short part of each), on two cores
# within half an hour; what was tried and what held is written into docs/reliability.md.
# `rest`: only the rows that did not hold or were not run the last time; further words are pytest's.
set -euo pipefail
cd "$(dirname "$0")/.."
export QT_QPA_PLATFORM=offscreen PYTHONDONTWRITEBYTECODE=1 VIZDESK_STRESS=full
if [ "${1:-}" = rest ]; then
  shift
  export VIZDESK_STRESS=rest
else
  rm -rf build/stress
fi
status=0
SECONDS=0
load=$(cut -d' ' -f1 /proc/loadavg 2>/dev/null || echo 0)
# What is not done after half an hour is told in the table as not run; `make stress-rest` goes on.
timeout --foreground --signal=INT --kill-after=30 1790 \
  .venv/bin/python -m pytest -n 2 --dist loadgroup tests/stress "$@" || status=$?
if [ "$VIZDESK_STRESS" = rest ]; then
  .venv/bin/python -m tools.stress_table || status=1
else
  .venv/bin/python -m tools.stress_table --whole "$SECONDS" --load "$load" || status=1
fi
exit $status
