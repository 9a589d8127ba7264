"""What `make stress` found, a row a test, for tools/stress_table.py."""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path

FULL = os.environ.get("VIZDESK_STRESS") in ("full", "rest")
"""Whether all of it is tried (`make stress`), or the short part of `make test`."""
REST = os.environ.get("VIZDESK_STRESS") == "rest"
"""Whether the rows that held are left out (`make stress-rest`)."""
LONGEST_S = 15 * 60
"""When a test of the full length is given up as hanging, in seconds."""
ROWS = Path(__file__).resolve().parents[2] / "build" / "stress"
PLAN = "plan.json"


def amount(full: int, short: int) -> int:
    """How many times something is tried: `full` in `make stress`, `short` in `make test`."""
    return full if FULL else short


class Ending(StrEnum):
    """How a row ended. A test that was skipped, or ended with its process, was not run."""

    HELD = "held"
    FAILED = "failed"
    NOT_RUN = "not run"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of docs/reliability.md; its `day` is when it was tried, as 2026-12-01."""

    place: int
    tried: str
    held: str
    test: str
    seconds: float
    ending: Ending
    day: str


@dataclass(slots=True)
class Figures:
    """The row of one test: a test says what it tries first, and what held at its end."""

    test: str
    place: int = 0
    tried: str = ""
    held: str = ""
    _began: float = field(default_factory=time.monotonic)

    def trying(self, place: int, words: str) -> None:
        """Say what is tried; `place` orders the rows."""
        self.place, self.tried = place, words

    def held_as(self, words: str) -> None:
        """Say what held, with figures."""
        self.held = words

    def row(self, *, passed: bool) -> Row:
        """The row as it stands now."""
        ending = Ending.HELD if passed and self.held else Ending.FAILED
        seconds = round(time.monotonic() - self._began, 1)
        day = time.strftime("%Y-%m-%d")
        return Row(self.place, self.tried, self.held, self.test, seconds, ending, day)


def write_row(row: Row, folder: Path = ROWS) -> None:
    """Leave a row for tools/stress_table.py, in the place of an older one of this test."""
    folder.mkdir(parents=True, exist_ok=True)
    name = re.sub(r"[^a-z0-9]+", "-", row.test.lower()).strip("-")
    _replace(folder / f"row-{name}.json", asdict(row))


def write_plan(tests: Iterable[str], folder: Path = ROWS) -> None:
    """Note which tests have a row, so that one that was not run is told."""
    folder.mkdir(parents=True, exist_ok=True)
    _replace(folder / PLAN, list(tests))


def _replace(path: Path, value: object) -> None:
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(value), encoding="utf-8")
    fresh.replace(path)


def read_rows(folder: Path = ROWS) -> list[Row]:
    """Every row of the last `make stress` in their order, those that were not run at the end."""
    rows = []
    for path in folder.glob("row-*.json"):
        values = json.loads(path.read_text("utf-8"))
        rows.append(Row(**{**values, "ending": Ending(values["ending"])}))
    rows.sort(key=lambda row: (row.place, row.test))
    plan = folder / PLAN
    planned = json.loads(plan.read_text("utf-8")) if plan.exists() else []
    missing = [test for test in planned if test not in {row.test for row in rows}]
    return [*rows, *(Row(0, "", "", test, 0.0, Ending.NOT_RUN, "") for test in missing)]
