"""What a reply says before it is placed on the image: boxes, points and outlines as written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from vizdesk.common.messages import Message
from vizdesk.comparison.profiles import BoxScale

Pair = tuple[float, float]


class Fault(Enum):
    """Why an entry of a reply is not used; the sentences are in `problems.FAULTS`."""

    NO_OBJECT = "no object"
    NO_BOX = "no box"
    NOT_FOUR = "not four numbers"
    NO_LABEL = "no label"
    NO_AREA = "no area"
    CUT = "cut off"
    BROKEN = "cannot be read"
    SEVERAL_NAMES = "several names"
    MIXED_SCALE = "mixed scale"
    OUTSIDE = "outside"
    TINY = "under 2 pixels"
    REVERSED = "reversed"
    UNSURE_SCALE = "unsure scale"
    OTHER_FORM = "other form"
    UNEVEN_LISTS = "uneven lists"
    POINT_NOT_TWO = "not two numbers"


@dataclass(frozen=True, slots=True)
class RawBox:
    """A box as written: the pairs are its two corners, or the four points it goes around.

    Each pair stands in the order it was written in; `y_first` says which that is (None: the
    family's). `scale` is set where the reply itself names one (a % sign).
    """

    label: str
    pairs: tuple[Pair, ...]
    score: float | None = None
    y_first: bool | None = None
    scale: BoxScale | None = None


@dataclass(frozen=True, slots=True)
class RawPoint:
    """A point as written, in the order of `y_first` (None: the family's)."""

    label: str
    pair: Pair
    score: float | None = None
    y_first: bool | None = None
    scale: BoxScale | None = None


@dataclass(frozen=True, slots=True)
class RawPolygon:
    """An outline as written; `box` is that of the same object, where it has one."""

    label: str
    pairs: tuple[Pair, ...]
    score: float | None = None
    y_first: bool | None = None
    box: RawBox | None = None
    mask: str = ""
    """A mask as text (a data URI with a PNG) instead of vertices."""


@dataclass(slots=True)
class RawEntries:
    """Everything a reply says of places, and what of it could not be used.

    `none_meant`: the reply says in so many words that there is nothing. `notes` say what was
    assumed or mended.
    """

    boxes: list[RawBox] = field(default_factory=list)
    points: list[RawPoint] = field(default_factory=list)
    polygons: list[RawPolygon] = field(default_factory=list)
    faults: Counter[Fault] = field(default_factory=Counter)
    none_meant: bool = False
    notes: list[Message] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether no entry at all was found, good or bad."""
        return not (self.boxes or self.points or self.polygons or self.faults.total())

    def note(self, message: Message) -> None:
        """Say something once."""
        if message not in self.notes:
            self.notes.append(message)

    def extend(self, other: RawEntries) -> None:
        """Take over everything of `other`."""
        self.boxes += other.boxes
        self.points += other.points
        self.polygons += other.polygons
        self.faults += other.faults
        self.none_meant |= other.none_meant
        for message in other.notes:
            self.note(message)


def paired(numbers: Iterable[float]) -> tuple[Pair, ...]:
    """[a, b, c, d] → ((a, b), (c, d))."""
    listed = list(numbers)
    return tuple(zip(listed[::2], listed[1::2], strict=True))
