#!/usr/bin/env bash
# Every benchmark of docs/benchmarks.md, one after the other, on an otherwise idle machine.
# Arguments are those of benchmarks/record.py: parts, --record.
set -euo pipefail
cd "$(dirname "$0")/.."
exec .venv/bin/python -m benchmarks.record "$@"
