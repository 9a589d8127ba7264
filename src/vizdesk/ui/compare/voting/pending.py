"""Votes on their way to the disk: cast and taken back in the order in which it was done."""

from __future__ import annotations

from collections.abc import Sequence

from vizdesk.common.lazy import Lazy
from vizdesk.common.pending_writes import PendingWrites
from vizdesk.votes.store import VoteStore
from vizdesk.votes.vote import BlindVote

Change = BlindVote | str
"""A vote to be kept, or the id of one to be taken back."""


class PendingVotes(PendingWrites[Change]):
    """What is to be written to the store of votes."""

    def __init__(self, store: Lazy[VoteStore]) -> None:
        super().__init__(self._write_one)
        self._store = store

    def _write_one(self, change: Change) -> None:
        if isinstance(change, BlindVote):
            self._store().keep([change])
        else:
            self._store().take_back(change)

    def read(self) -> list[BlindVote]:
        """Every vote there is, those that wait included. Raises what the store raises."""
        with self.between_writes():
            votes = {vote.id: vote for vote in self._store().all()}
            for change in self.waiting:
                if isinstance(change, BlindVote):
                    votes[change.id] = change
                else:
                    votes.pop(change, None)
        return list(votes.values())

    def take(self, votes: Sequence[BlindVote]) -> int:
        """Keep the votes of a file now; how many were new. Raises what the store raises."""
        self.write()
        with self.between_writes():
            return self._store().keep(votes)
