"""Every vote, in one SQLite file of the data folder; the last one can be taken back."""

from __future__ import annotations

import json
from collections.abc import Sequence

from vizdesk.common.database_files import Schema
from vizdesk.common.messages import Message, message, plural
from vizdesk.common.rescued_database import RescuedDatabase, rescued
from vizdesk.common.strict_json import to_json
from vizdesk.common.surrogates import whole_text
from vizdesk.votes.files import vote_from_record, vote_record
from vizdesk.votes.vote import BlindVote, VoteError

FILE = "votes.sqlite3"
SCHEMA = Schema(
    migrations=(
        """
    CREATE TABLE votes (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        record TEXT NOT NULL
    );
    """,
    ),
    error=VoteError,
)


class VoteStore(RescuedDatabase):
    """The file at `path`. Every method blocks on the disk and may be called from any thread.

    A damaged file is set aside, and what can be read of it is read into a new one: `tell` hears so.
    """

    schema = SCHEMA
    tables = ("votes",)

    def _rescued_words(self, count: int, why: str, copy: str) -> Message:
        return plural(
            "The file of votes was damaged ({why}). The one vote that could be read is in a new "
            "one; the damaged file is kept as {copy}.",
            "The file of votes was damaged ({why}). The {n} votes that could be read are in a new "
            "one; the damaged file is kept as {copy}.",
            count,
            why=why,
            copy=copy,
        )

    @rescued
    def keep(self, votes: Sequence[BlindVote]) -> int:
        """Keep all of them, or none; returns how many were new. One that is there already stays."""
        added = 0
        with self._lock, self._db:
            self._db.execute("BEGIN IMMEDIATE")
            for vote in votes:
                cursor = self._db.execute(
                    "INSERT OR IGNORE INTO votes (id, record) VALUES (?, ?)",
                    (whole_text(vote.id), to_json(vote_record(vote))),
                )
                added += cursor.rowcount
        return added

    @rescued
    def all(self) -> list[BlindVote]:
        """Every vote in the order in which they were kept; a damaged one is told and left out."""
        with self._lock:
            rows = self._db.execute("SELECT id, record FROM votes ORDER BY number").fetchall()
        return [vote for key, record in rows if (vote := self._read(key, record)) is not None]

    @rescued
    def take_back(self, vote_id: str) -> None:
        """Delete a vote; nothing happens where there is none of this id."""
        with self._lock:
            self._db.execute("DELETE FROM votes WHERE id = ?", (vote_id,))

    def _read(self, key: str, record: str) -> BlindVote | None:
        try:
            return vote_from_record(json.loads(record))
        except (VoteError, ValueError, RecursionError) as error:
            self._tell(
                message(
                    "The vote {id} is damaged and was left out: {why}", id=key[:8], why=str(error)
                )
            )
            return None
