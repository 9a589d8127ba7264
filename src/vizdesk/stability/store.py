"""Answers of stability runs, kept as they come, so that a run that was killed goes on."""

from __future__ import annotations

import json

from vizdesk.common.database_files import Schema
from vizdesk.common.messages import Message, MessageError, message, plural
from vizdesk.common.rescued_database import RescuedDatabase, rescued
from vizdesk.common.strict_json import to_json
from vizdesk.comparison.record_check import RecordError
from vizdesk.comparison.serialization import answer_from_record, answer_record
from vizdesk.comparison.types import Answer
from vizdesk.stability.plan import CellKey, StabilityPlan

FILE = "stability.sqlite3"


class StabilityError(MessageError):
    """Stability runs cannot be kept or read; what happened, and what to do."""


SCHEMA = Schema(
    migrations=(
        """
    CREATE TABLE runs (
        number INTEGER PRIMARY KEY,
        fingerprint TEXT NOT NULL UNIQUE,
        header TEXT NOT NULL
    );
    CREATE TABLE cells (
        run TEXT NOT NULL,
        cell TEXT NOT NULL,
        record TEXT NOT NULL,
        PRIMARY KEY (run, cell)
    );
    """,
    ),
    error=StabilityError,
)


class StabilityStore(RescuedDatabase):
    """The file at `path`. Every method blocks on the disk and may be called from any thread."""

    schema = SCHEMA
    tables = ("runs", "cells")

    def _rescued_words(self, count: int, why: str, copy: str) -> Message:
        return plural(
            "The file of stability runs was damaged ({why}). The {n} answer that could be read is "
            "in a new one; the damaged file is kept as {copy}.",
            "The file of stability runs was damaged ({why}). The {n} answers that could be read "
            "are in a new one; the damaged file is kept as {copy}.",
            count,
            why=why,
            copy=copy,
        )

    @rescued
    def begin(self, plan: StabilityPlan) -> None:
        """Note what a run is of; nothing happens where it was begun before."""
        with self._lock:
            self._db.execute(
                "INSERT OR IGNORE INTO runs (fingerprint, header) VALUES (?, ?)",
                (plan.fingerprint, to_json(plan.header())),
            )

    @rescued
    def keep(self, plan: StabilityPlan, cell: CellKey, answer: Answer) -> None:
        """Keep the answer of a cell, as it was given: places are those of the perturbed image."""
        with self._lock:
            self._db.execute(
                "INSERT INTO cells (run, cell, record) VALUES (?, ?, ?) "
                "ON CONFLICT (run, cell) DO UPDATE SET record = excluded.record",
                (plan.fingerprint, cell.text, to_json(answer_record(answer))),
            )

    @rescued
    def answers(self, plan: StabilityPlan) -> dict[CellKey, Answer]:
        """What was answered of a plan's cells; a damaged answer is told and asked again."""
        wanted = {cell.text: cell for cell in plan.cells()}
        with self._lock:
            rows = self._db.execute(
                "SELECT cell, record FROM cells WHERE run = ?", (plan.fingerprint,)
            ).fetchall()
        answers: dict[CellKey, Answer] = {}
        for text, record in rows:
            if text in wanted:
                try:
                    answers[wanted[text]] = answer_from_record(json.loads(record))
                except (RecordError, ValueError, RecursionError) as error:
                    self._tell(
                        message(
                            "An answer of a stability run is damaged and is asked for again: {why}",
                            why=str(error),
                        )
                    )
        return answers

    @rescued
    def forget(self, plan: StabilityPlan) -> None:
        """Delete all answers of a run."""
        with self._lock:
            self._db.execute("DELETE FROM cells WHERE run = ?", (plan.fingerprint,))
            self._db.execute("DELETE FROM runs WHERE fingerprint = ?", (plan.fingerprint,))
