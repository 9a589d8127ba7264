"""Votes on their way to the disk: cast and taken back in the order in which it was done."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Sequence

from vizdesk.common.lazy import Lazy
from vizdesk.votes.store import VoteStore
from vizdesk.votes.vote import BlindVote

Change = BlindVote | str
"""A vote to be kept, or the id of one to be taken back."""


class PendingVotes:
    """What is to be written, oldest first. May be called from any thread.

    All reading and writing goes one after the other: a vote is never taken back before it is kept.
    """

    def __init__(self, store: Lazy[VoteStore]) -> None:
        self._store = store
        self._waiting: deque[Change] = deque()
        self._lock, self._files = threading.Lock(), threading.Lock()

    def keep(self, vote: BlindVote) -> None:
        """Have a vote written next."""
        with self._lock:
            self._waiting.append(vote)

    def take_back(self, vote_id: str) -> None:
        """Have a vote deleted after all that waits already."""
        with self._lock:
            self._waiting.append(vote_id)

    @property
    def empty(self) -> bool:
        """Whether everything is written."""
        with self._lock:
            return not self._waiting

    def write(self) -> None:
        """Write all that waits. Raises what the store raises; what is not written waits on."""
        with self._files:
            while not self.empty:
                change = self._waiting[0]
                if isinstance(change, BlindVote):
                    self._store().keep([change])
                else:
                    self._store().take_back(change)
                with self._lock:
                    self._waiting.popleft()

    def read(self) -> list[BlindVote]:
        """Every vote there is, those that waited included. Raises as `write` does."""
        self.write()
        with self._files:
            return self._store().all()

    def add(self, votes: Sequence[BlindVote]) -> int:
        """Keep the votes of a file now; how many were new. Raises as `write` does."""
        self.write()
        with self._files:
            return self._store().keep(votes)
