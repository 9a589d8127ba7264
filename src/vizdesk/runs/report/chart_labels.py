"""Where the names in a chart stand: on no bar and on no other name, near their points. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

LINE = 13.0
"""How high a line of a name is, in pixels."""
ASIDE = 10.0
"""From a point to its name beside it."""
_STEPS, _TRIED = 13, 160
"""How many lines a name may be moved up or down; fewer where many names would try many places."""
_ROUNDS = 4
# What a place is worse by, in pixels that a name would rather be moved.
_OUTSIDE, _ON_A_NAME, _ON_A_BAR, _IN_A_ROW, _CENTRED, _AT_THE_LEFT = 1e5, 3_000, 300, 60, 6, 2
_NEAR = 90.0
"""Names of one line nearer than this read like one."""

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class LabelMark:
    """A point with its bar from `high` to `low` (pixels, downwards), and how wide its name is."""

    x: float
    y: float
    high: float
    low: float
    wide: float


@dataclass(frozen=True, slots=True)
class Room:
    """Where names may stand."""

    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class LabelPosition:
    """Where a name stands: `y` is the middle of its line; `cost` what the place alone is worth."""

    x: float
    y: float
    anchor: Anchor
    wide: float
    cost: float

    @property
    def start(self) -> float:
        """Where its first letter begins."""
        share = {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor]
        return self.x - share * self.wide

    @property
    def end(self) -> float:
        """Where its last letter ends."""
        return self.start + self.wide


def places(marks: Sequence[LabelMark], room: Room) -> list[LabelPosition]:
    """A place for each name, the same for the same marks.

    Each takes the best place left by those before it, then they are asked again in turn until
    none would rather move.
    """
    order = sorted(range(len(marks)), key=lambda at: (marks[at].y, marks[at].x, at))
    steps = max(2, min(_STEPS, _TRIED // max(1, len(marks))))
    offered = [_offered(mark, room, marks, steps) for mark in marks]
    chosen: dict[int, LabelPosition] = {}
    for _ in range(_ROUNDS):
        before = dict(chosen)
        for at in order:
            chosen.pop(at, None)
            chosen[at] = _best(offered[at], list(chosen.values()))
        if chosen == before:
            break
    return [chosen[at] for at in range(len(marks))]


def _best(offered: Sequence[LabelPosition], others: Sequence[LabelPosition]) -> LabelPosition:
    best, least = offered[0], float("inf")
    for place in offered:
        if place.cost >= least:  # those that follow are no better
            break
        cost = place.cost + sum(_between(place, other) for other in others)
        if cost < least:
            best, least = place, cost
    return best


def _between(position: LabelPosition, other: LabelPosition) -> float:
    if abs(position.y - other.y) >= LINE:
        return 0.0
    apart = max(position.start, other.start) - min(position.end, other.end)
    if apart < 4:
        return _ON_A_NAME
    return _IN_A_ROW if apart < _NEAR else 0.0


def _offered(
    mark: LabelMark, room: Room, marks: Sequence[LabelMark], steps: int
) -> list[LabelPosition]:
    """All places for a name, the best first, as if there were no other names."""
    rated = [
        LabelPosition(
            place.x, place.y, place.anchor, place.wide, place.cost + _around(place, room, marks)
        )
        for place in _possible(mark, room, steps)
    ]
    return sorted(rated, key=lambda one: one.cost)


def _possible(mark: LabelMark, room: Room, steps: int) -> Iterator[LabelPosition]:
    beside = min(max(mark.y, room.top), room.bottom)
    for step in range(-steps, steps + 1):
        y, moved = beside + step * LINE, abs(step) * LINE
        yield LabelPosition(mark.x + ASIDE, y, "start", mark.wide, moved)
        yield LabelPosition(mark.x - ASIDE, y, "end", mark.wide, moved + _AT_THE_LEFT)
    for y in (mark.high - LINE, mark.low + LINE):
        yield LabelPosition(mark.x, y, "middle", mark.wide, abs(y - mark.y) + _CENTRED)


def _around(place: LabelPosition, room: Room, marks: Sequence[LabelMark]) -> float:
    outside = (
        max(0.0, room.left - place.start)
        + max(0.0, place.end - room.right)
        + max(0.0, room.top - place.y)
        + max(0.0, place.y - room.bottom)
    )
    crossed = sum(
        place.start < mark.x + 6
        and place.end > mark.x - 6
        and place.y + LINE / 2 > min(mark.high, mark.y - 6)
        and place.y - LINE / 2 < max(mark.low, mark.y + 6)
        for mark in marks
    )
    return _ON_A_BAR * crossed + (_OUTSIDE + outside if outside > 0.01 else 0.0)
