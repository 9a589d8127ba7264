"""Whether one replica may be asked just now: what its failures and successes mean for the next."""

from __future__ import annotations

from dataclasses import dataclass

from vizdesk.comparison.events import ErrorScope

FIRST_COOLDOWN_S = 1.0
LONGEST_COOLDOWN_S = 60.0


@dataclass(frozen=True, slots=True)
class Health:
    """How a replica is. Times are seconds of one clock that never goes back.

    `failures` in a row; it is not asked before `cooldown_until`. One that is `down` must first
    answer a probe; the others are simply asked again. Nobody has asked one that is down without
    a failure (`UNMET`).
    """

    failures: int = 0
    cooldown_until: float = 0.0
    down: bool = False

    def ready(self, now: float) -> bool:
        """Whether it may be asked."""
        return not self.down and now >= self.cooldown_until

    def probe_due(self, now: float) -> bool:
        """Whether it is down, and it is time to probe if it is back."""
        return self.down and now >= self.cooldown_until

    def failed(self, scope: ErrorScope, retry_after_s: float | None, now: float) -> Health:
        """After a failure. Several questions that fail at once are one failure of the replica."""
        if not (scope.of_server or scope is ErrorScope.BUSY):
            return self
        dead = scope.of_server
        if self.ready(now):
            failures, cooldown = self.failures + 1, backoff_s(self.failures)
        else:
            failures, cooldown = self.failures, 0.0
        if retry_after_s is not None:
            cooldown = max(cooldown, retry_after_s) if dead else retry_after_s
        return Health(failures, max(self.cooldown_until, now + cooldown), self.down or dead)

    def answered(self, now: float) -> Health:
        """After a whole answer. A cooldown that began meanwhile still holds."""
        return Health() if self.ready(now) else self

    def probed(self, back: bool, now: float) -> Health:
        """After a probe of one that is down. The next failure counts on from those before."""
        if back:
            return Health(self.failures)
        return Health(self.failures + 1, now + backoff_s(self.failures), down=True)


NEW = Health()
# One of several replicas that nobody asked yet: it is probed before the first question goes to it.
UNMET = Health(down=True)


def backoff_s(failures: int) -> float:
    """Exponential back-off: seconds after so many failures before this one: 1, 2, 4 … 60."""
    return min(LONGEST_COOLDOWN_S, FIRST_COOLDOWN_S * 2.0 ** min(failures, 16))
