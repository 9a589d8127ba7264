"""What `make stress` found, a row a test, for tools/stress_table.py."""

from __future__ import annotations

import json
import os
import re
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

FULL = os.environ.get("VIZDESK_STRESS") == "full"
"""Whether all of it is tried (`make stress`), or the short part of `make test`."""
LONGEST_S = 25 * 60
"""When a test of the full length is given up as hanging, in seconds."""
ROWS = Path(__file__).resolve().parents[2] / "build" / "stress"


def amount(full: int, short: int) -> int:
    """How many times something is tried: `full` in `make stress`, `short` in `make test`."""
    return full if FULL else short


@dataclass(frozen=True, slots=True)
class Row:
    """One row of docs/reliability.md. `held` is empty where the test failed."""

    place: int
    tried: str
    held: str
    test: str
    seconds: float


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

    def row(self) -> Row:
        """The row as it stands now."""
        seconds = time.monotonic() - self._began
        return Row(self.place, self.tried, self.held, self.test, round(seconds, 1))

    def write(self, folder: Path = ROWS) -> None:
        """Leave the row for tools/stress_table.py, when all of it was tried."""
        folder.mkdir(parents=True, exist_ok=True)
        name = re.sub(r"[^a-z0-9]+", "-", self.test.lower()).strip("-")
        (folder / f"{name}.json").write_text(json.dumps(asdict(self.row())), encoding="utf-8")


def read_rows(folder: Path = ROWS) -> list[Row]:
    """Every row of the last `make stress`, in their order."""
    rows = [Row(**json.loads(path.read_text("utf-8"))) for path in folder.glob("*.json")]
    return sorted(rows, key=lambda row: (row.place, row.test))
