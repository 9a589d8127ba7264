"""Truth while it is drawn: every edit is a pure function, undone and redone without end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from vizdesk.comparison.types import (
    AnyDetection,
    Box,
    Detection,
    PointDetection,
    PolygonDetection,
)
from vizdesk.truth.image_truth import CONSENSUS, Origin, TrueThing

LEAST_SIDE_PX = 2
"""A box of less than so many pixels a side was a click, not a drawing."""


class Handle(Enum):
    """The eight places a box is resized by; which of (left, top, right, bottom) each one moves."""

    TOP_LEFT = (True, True, False, False)
    TOP = (False, True, False, False)
    TOP_RIGHT = (False, True, True, False)
    RIGHT = (False, False, True, False)
    BOTTOM_RIGHT = (False, False, True, True)
    BOTTOM = (False, False, False, True)
    BOTTOM_LEFT = (True, False, False, True)
    LEFT = (True, False, False, False)

    def place(self, box: Box) -> tuple[float, float]:
        """Where the handle of a box lies, in 0..1."""
        left, top, right, bottom = self.value
        x = box.x0 if left else box.x1 if right else (box.x0 + box.x1) / 2
        y = box.y0 if top else box.y1 if bottom else (box.y0 + box.y1) / 2
        return x, y


@dataclass(frozen=True, slots=True)
class DrawnObjects:
    """All objects of an image, and which of them is selected (None: none).

    `known`: they are all there is, so none says that nothing is there. `started_from` are the
    models whose boxes they were begun with.
    """

    things: tuple[TrueThing, ...] = ()
    selected: int | None = None
    known: bool = False
    started_from: tuple[str, ...] = ()

    @property
    def selection(self) -> TrueThing | None:
        """The selected object."""
        return None if self.selected is None else self.things[self.selected]


@dataclass(frozen=True, slots=True)
class EditHistory:
    """What is drawn now, all states before, and those that were undone (the next one last)."""

    drawn: DrawnObjects = DrawnObjects()
    past: tuple[DrawnObjects, ...] = ()
    undone: tuple[DrawnObjects, ...] = ()

    def done(self, drawn: DrawnObjects) -> EditHistory:
        """After an edit; where it changed no object, only the selection, nothing to undo."""
        if replace(drawn, selected=None) == replace(self.drawn, selected=None):
            return replace(self, drawn=drawn)
        return EditHistory(drawn, (*self.past, self.drawn))

    def amended(self, drawn: DrawnObjects) -> EditHistory:
        """With the last edit going on: both are undone together. A first one is an edit."""
        return replace(self, drawn=drawn, undone=()) if self.past else self.done(drawn)

    def undo(self) -> EditHistory:
        """One edit back; the same where there was none."""
        if not self.past:
            return self
        return EditHistory(self.past[-1], self.past[:-1], (*self.undone, self.drawn))

    def redo(self) -> EditHistory:
        """One undone edit forth again; the same where there is none."""
        if not self.undone:
            return self
        return EditHistory(self.undone[-1], (*self.past, self.drawn), self.undone[:-1])


def drew(drawn: DrawnObjects, box: Box, label: str, size: tuple[int, int]) -> DrawnObjects:
    """With a new box, which is selected; the same where it is smaller than any drawing.

    `size` of the image in pixels. Corners are put in order and into the image.
    """
    box = within_image(box)
    if (box.x1 - box.x0) * size[0] < LEAST_SIDE_PX or (box.y1 - box.y0) * size[1] < LEAST_SIDE_PX:
        return drawn
    things = (*drawn.things, TrueThing(Detection(label, box)))
    return replace(drawn, things=things, selected=len(drawn.things), known=True)


def moved(drawn: DrawnObjects, across: float, down: float) -> DrawnObjects:
    """With the selected object moved by shares of the image, as far as it stays in it."""
    thing = drawn.selection
    if thing is None:
        return drawn
    bounds = _bounds(thing.place)
    across = min(max(across, -bounds.x0), 1 - bounds.x1)
    down = min(max(down, -bounds.y0), 1 - bounds.y1)
    return _changed(drawn, _shifted(thing.place, across, down))


def resized(drawn: DrawnObjects, handle: Handle, x: float, y: float) -> DrawnObjects:
    """With the selected box pulled by a handle to (x, y) of 0..1; pulled over, it turns round."""
    thing = drawn.selection
    if thing is None or not isinstance(thing.place, Detection):
        return drawn
    left, top, right, bottom = handle.value
    box = thing.place.box
    pulled = Box(
        x if left else box.x0, y if top else box.y0, x if right else box.x1, y if bottom else box.y1
    )
    return _changed(drawn, replace(thing.place, box=within_image(pulled)))


def relabelled(drawn: DrawnObjects, label: str) -> DrawnObjects:
    """With another class of the selected object."""
    thing = drawn.selection
    return drawn if thing is None else _changed(drawn, replace(thing.place, label=label))


def deleted(drawn: DrawnObjects) -> DrawnObjects:
    """Without the selected object; the one that came after it is selected."""
    if drawn.selected is None:
        return drawn
    at = drawn.selected
    things = (*drawn.things[:at], *drawn.things[at + 1 :])
    return replace(drawn, things=things, selected=min(at, len(things) - 1) if things else None)


def selected_next(drawn: DrawnObjects, step: int = 1) -> DrawnObjects:
    """With the next object selected (−1: the one before), round and round."""
    if not drawn.things:
        return drawn
    if drawn.selected is None:
        return replace(drawn, selected=0 if step > 0 else len(drawn.things) - 1)
    return replace(drawn, selected=(drawn.selected + step) % len(drawn.things))


def selected_at(drawn: DrawnObjects, x: float, y: float) -> DrawnObjects:
    """With the smallest object selected that holds the place; none where none does."""
    holding = [
        (bounds.area, at)
        for at, thing in enumerate(drawn.things)
        if (bounds := _bounds(thing.place)).x0 <= x <= bounds.x1 and bounds.y0 <= y <= bounds.y1
    ]
    return replace(drawn, selected=min(holding)[1] if holding else None)


def accepted(drawn: DrawnObjects, places: Sequence[AnyDetection], source: str) -> DrawnObjects:
    """With the objects of a model or of a consensus in place of all; their scores are left out."""
    things = tuple(
        TrueThing(replace(place, score=None), Origin.ACCEPTED, source) for place in places
    )
    begun = () if not source or source.startswith(CONSENSUS) else (source,)
    return DrawnObjects(things, 0 if things else None, True, begun)


def added(drawn: DrawnObjects, place: AnyDetection, source: str) -> DrawnObjects:
    """With one object more, accepted of a model or of a consensus, which is selected."""
    thing = TrueThing(replace(place, score=None), Origin.ACCEPTED, source)
    things = (*drawn.things, thing)
    return replace(drawn, things=things, selected=len(drawn.things), known=True)


def grown(
    drawn: DrawnObjects, across: float, down: float, least: tuple[float, float]
) -> DrawnObjects:
    """With the right and lower side of the selected box moved by shares of the image.

    The box keeps at least `least`, its shares across and down.
    """
    thing = drawn.selection
    if thing is None or not isinstance(thing.place, Detection):
        return drawn
    box = thing.place.box
    x = max(box.x1 + across, box.x0 + least[0]) if across else box.x1
    y = max(box.y1 + down, box.y0 + least[1]) if down else box.y1
    return resized(drawn, Handle.BOTTOM_RIGHT, x, y)


def handle_at(box: Box, x: float, y: float, reach: tuple[float, float]) -> Handle | None:
    """The handle of `box` nearest to (x, y), if any is within `reach` (shares of the image)."""
    near = []
    for order, handle in enumerate(Handle):
        across, down = handle.place(box)
        if abs(across - x) <= reach[0] and abs(down - y) <= reach[1]:
            near.append((max(abs(across - x) / reach[0], abs(down - y) / reach[1]), order, handle))
    return min(near)[2] if near else None


def within_image(box: Box) -> Box:
    """The box with its corners in order and in 0..1."""
    x0, x1 = sorted(min(1.0, max(0.0, value)) for value in (box.x0, box.x1))
    y0, y1 = sorted(min(1.0, max(0.0, value)) for value in (box.y0, box.y1))
    return Box(x0, y0, x1, y1)


def _changed(drawn: DrawnObjects, place: AnyDetection) -> DrawnObjects:
    """With the selected object at another place or of another class; its origin knows of it."""
    assert drawn.selected is not None
    at, thing = drawn.selected, drawn.things[drawn.selected]
    if place == thing.place:
        return drawn
    origin = Origin.DRAWN if thing.origin is Origin.DRAWN else Origin.EDITED
    changed = replace(thing, place=place, origin=origin, area_px=None)
    return replace(drawn, things=(*drawn.things[:at], changed, *drawn.things[at + 1 :]))


def _bounds(place: AnyDetection) -> Box:
    match place:
        case Detection(box=box):
            return box
        case PolygonDetection() as outline:
            return outline.bounds
        case PointDetection(x=x, y=y):
            return Box(x, y, x, y)


def _shifted(place: AnyDetection, across: float, down: float) -> AnyDetection:
    match place:
        case Detection(box=box):
            moved_box = Box(box.x0 + across, box.y0 + down, box.x1 + across, box.y1 + down)
            return replace(place, box=within_image(moved_box))
        case PointDetection(x=x, y=y):
            return replace(place, x=x + across, y=y + down)
        case PolygonDetection(vertices=vertices):
            return replace(place, vertices=tuple((x + across, y + down) for x, y in vertices))
