"""Whether one replica may be asked just now: what its failures and successes mean for the next."""

from __future__ import annotations

from dataclasses import dataclass

from vizdesk.comparison.events import Trouble

FIRST_REST_S = 1.0
LONGEST_REST_S = 60.0


@dataclass(frozen=True, slots=True)
class Health:
    """A replica's standing. Times are seconds of one clock that never goes back.

    `failures` in a row; it is not asked before `rests_until`. One that is `out` must first be seen
    to answer at all; the others are simply asked again.
    """

    failures: int = 0
    rests_until: float = 0.0
    out: bool = False

    def ready(self, now: float) -> bool:
        """Whether it may be asked."""
        return not self.out and now >= self.rests_until

    def worth_a_look(self, now: float) -> bool:
        """Whether it is out, and it is time to see if it is back."""
        return self.out and now >= self.rests_until

    def failed(self, trouble: Trouble, retry_after_s: float | None, now: float) -> Health:
        """After a failure. Several questions that fail at once are one failure of the replica."""
        if trouble not in (Trouble.SERVER, Trouble.BUSY):
            return self
        dead = trouble is Trouble.SERVER
        if self.ready(now):
            failures, rest = self.failures + 1, backoff_s(self.failures)
        else:
            failures, rest = self.failures, 0.0
        if retry_after_s is not None:
            rest = max(rest, retry_after_s) if dead else retry_after_s
        return Health(failures, max(self.rests_until, now + rest), self.out or dead)

    def answered(self, now: float) -> Health:
        """After a whole answer. A rest that began meanwhile, for other questions, still holds."""
        return Health() if self.ready(now) else self

    def looked(self, back: bool, now: float) -> Health:
        """After a look at one that is out. The next failure counts on from those before."""
        if back:
            return Health(self.failures)
        return Health(self.failures + 1, now + backoff_s(self.failures), out=True)


def backoff_s(failures: int) -> float:
    """Seconds of rest after so many failures before this one: 1, 2, 4 … 60."""
    return min(LONGEST_REST_S, FIRST_REST_S * 2.0 ** min(failures, 16))
