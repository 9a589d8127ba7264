"""Fails where vizdesk became slower than what docs/bench.json records: `make bench-guard`.

Ratios are compared, never seconds: the machine may be another one. Five alternating runs of all
pairs (benchmarks/pairs.py); a pair whose ratio is more than a fifth above the recorded one in
three of them is worse. `--record` writes what was measured into docs/bench.json instead.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.pairs import PAIRS, ROOT, ratio

RECORD = ROOT / "docs" / "bench.json"
RUNS, MOST_WORSE_RUNS = 5, 2
TOLERANCE = 1.2


def is_worse(recorded: float, runs: Sequence[float]) -> bool:
    """Whether more than two of the runs are over the recorded ratio by more than a fifth."""
    return sum(run > recorded * TOLERANCE for run in runs) > MOST_WORSE_RUNS


def measured(names: Sequence[str]) -> dict[str, list[float]]:
    """The ratios of all pairs, one run of each after the other."""
    runs: dict[str, list[float]] = {name: [] for name in names}
    for _ in range(RUNS):
        for name in names:
            runs[name].append(round(ratio(name), 3))
    return runs


def record(runs: dict[str, list[float]]) -> None:
    """Write the ratios into docs/bench.json, whose other figures stay."""
    kept = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.exists() else {}
    kept["ratios"] = {
        name: {"ratio": statistics.median(times), "runs": times} for name, times in runs.items()
    }
    RECORD.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def verdict(runs: dict[str, list[float]], recorded: dict[str, dict[str, float]]) -> int:
    """Print a line for each pair; 1 where one is worse, or was never recorded."""
    failed = False
    for name, times in runs.items():
        before = recorded.get(name, {}).get("ratio")
        worse = before is None or is_worse(before, times)
        failed |= worse
        words = "never recorded" if before is None else f"recorded {before:.2f}"
        print(
            f"{'WORSE' if worse else 'as before':9}  {statistics.median(times):6.2f} ({words})  "
            f"{name}  runs {', '.join(f'{run:.2f}' for run in times)}"
        )
    return int(failed)


def main() -> int:
    """0 where nothing became worse."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--record", action="store_true", help="take these ratios as the new ones")
    options = parser.parse_args()
    runs = measured(list(PAIRS))
    if options.record:
        record(runs)
        return 0
    if not RECORD.exists():
        print(f"{RECORD} is missing: make bench-record")
        return 1
    return verdict(runs, json.loads(RECORD.read_text(encoding="utf-8")).get("ratios", {}))


if __name__ == "__main__":
    raise SystemExit(main())
