#!/usr/bin/env bash
# Every check, in the order in which they fail fastest. Stops at the first that fails.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
export QT_QPA_PLATFORM=offscreen PYTHONDONTWRITEBYTECODE=1
echo "— format";   $bin/ruff format --check --quiet .
echo "— lint";     $bin/ruff check --quiet .
echo "— types";    $bin/mypy
echo "— floors";   $bin/lint-imports --no-logo 2>/dev/null || $bin/lint-imports
echo "— tests";    $bin/python -m pytest "$@"
