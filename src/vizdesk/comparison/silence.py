"""How long a model may be silent before it is given up: files, servers of this machine, others."""

from __future__ import annotations

from dataclasses import dataclass

from vizdesk.comparison.models import Endpoint, GgufPair, Model


@dataclass(frozen=True, slots=True)
class SilenceLimits:
    """Seconds without any sign of life; None: no limit.

    `before_s` holds until the first word (of the answer or its reasoning), `within_s` after it.
    """

    before_s: float | None
    within_s: float | None


@dataclass(frozen=True, slots=True)
class Silence:
    """The limits by who runs the model.

    A model that reasons may be quiet for minutes; a server on this machine may have to load its
    model first, and read a large image without a graphics card.
    """

    files: SilenceLimits = SilenceLimits(300.0, 60.0)
    local_servers: SilenceLimits = SilenceLimits(1800.0, 600.0)
    servers: SilenceLimits = SilenceLimits(300.0, 120.0)

    def limits_of(self, model: Model) -> SilenceLimits:
        """Those of its endpoint, as far as it has its own; else those of its kind."""
        if isinstance(model.source, GgufPair):
            return self.files
        usual = self.local_servers if model.local else self.servers
        if not isinstance(model.source, Endpoint):
            return usual
        return SilenceLimits(
            _seconds(model.source.silence_before_s, usual.before_s),
            _seconds(model.source.silence_within_s, usual.within_s),
        )


def _seconds(own: float | None, usual: float | None) -> float | None:
    """An endpoint's own seconds, 0 for no limit; None: as usual."""
    return usual if own is None else own or None
