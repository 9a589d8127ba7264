"""The truth of every image, by the image's hash, in one SQLite file of the data folder."""

from __future__ import annotations

import json
from collections.abc import Sequence

from vizdesk.common.database_files import Schema
from vizdesk.common.messages import Message, message, plural
from vizdesk.common.rescued_database import RescuedDatabase, rescued
from vizdesk.common.strict_json import to_json
from vizdesk.common.surrogates import whole_text
from vizdesk.truth.image_truth import ImageTruth
from vizdesk.truth.records import TruthError, truth_from_record, truth_record

FILE = "truth.sqlite3"
SCHEMA = Schema(
    migrations=(
        """
    CREATE TABLE truths (
        number INTEGER PRIMARY KEY,
        image TEXT NOT NULL UNIQUE,
        path TEXT NOT NULL,
        changed TEXT NOT NULL,
        record TEXT NOT NULL
    );
    CREATE INDEX by_path ON truths (path);
    """,
    ),
    error=TruthError,
)


class TruthStore(RescuedDatabase):
    """The file at `path`. Every method blocks on the disk and may be called from any thread.

    A damaged file is set aside, and what can be read of it is read into a new one: `tell` hears so.
    """

    schema = SCHEMA
    tables = ("truths",)

    def _rescued_words(self, count: int, why: str, copy: str) -> Message:
        return plural(
            "The file of truth was damaged ({why}). The truth of the one image that could be read "
            "is in a new one; the damaged file is kept as {copy}.",
            "The file of truth was damaged ({why}). The truth of the {n} images that could be read "
            "is in a new one; the damaged file is kept as {copy}.",
            count,
            why=why,
            copy=copy,
        )

    @rescued
    def keep(self, truth: ImageTruth) -> None:
        """Keep an image's truth in place of an earlier one; an empty truth is deleted."""
        with self._lock, self._db:
            self._db.execute("BEGIN IMMEDIATE")
            self._put(truth)

    @rescued
    def keep_all(self, truths: Sequence[ImageTruth]) -> None:
        """Keep all of them, or none where one cannot be kept."""
        with self._lock, self._db:
            self._db.execute("BEGIN IMMEDIATE")
            for truth in truths:
                self._put(truth)

    def _put(self, truth: ImageTruth) -> None:
        if truth.empty:
            self._db.execute("DELETE FROM truths WHERE image = ?", (truth.image.key,))
            return
        self._db.execute(
            "INSERT INTO truths (image, path, changed, record) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (image) DO UPDATE SET path = excluded.path, changed = excluded.changed, "
            "record = excluded.record",
            (
                truth.image.key,
                whole_text(truth.image.path),
                truth.changed.isoformat(),
                to_json(truth_record(truth)),
            ),
        )

    @rescued
    def of_image(self, key: str) -> ImageTruth | None:
        """The truth of the image of this key (`ImageRef.key`); None where there is none.

        Damaged truth is told and counts as none.
        """
        with self._lock:
            row = self._db.execute(
                "SELECT path, record FROM truths WHERE image = ?", (key,)
            ).fetchone()
        return None if row is None else self._read(*row)

    @rescued
    def all(self) -> list[ImageTruth]:
        """Every truth, in the order in which the images first had one."""
        with self._lock:
            rows = self._db.execute("SELECT path, record FROM truths ORDER BY number").fetchall()
        return [truth for path, record in rows if (truth := self._read(path, record)) is not None]

    @rescued
    def keys(self) -> set[str]:
        """The keys of all images that have truth."""
        with self._lock:
            return {key for (key,) in self._db.execute("SELECT image FROM truths")}

    @rescued
    def forget(self, key: str) -> None:
        """Delete the truth of an image; nothing happens where it has none."""
        with self._lock:
            self._db.execute("DELETE FROM truths WHERE image = ?", (key,))

    def _read(self, path: str, record: str) -> ImageTruth | None:
        try:
            return truth_from_record(json.loads(record))
        except (TruthError, ValueError, RecursionError) as error:
            self._tell(
                message(
                    "The truth of {path} is damaged and was left out: {why}",
                    path=path,
                    why=str(error),
                )
            )
            return None
