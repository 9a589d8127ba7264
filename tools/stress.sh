#!/usr/bin/env bash
# Everything that may break vizdesk, in full (make test runs a short part of each), on two cores
# within half an hour; what was tried and what held is written into docs/reliability.md.
set -euo pipefail
cd "$(dirname "$0")/.."
export QT_QPA_PLATFORM=offscreen PYTHONDONTWRITEBYTECODE=1 VIZDESK_STRESS=full
rm -rf build/stress
status=0
.venv/bin/python -m pytest -o faulthandler_timeout=1500 tests/stress "$@" || status=$?
.venv/bin/python -m tools.stress_table
exit $status
