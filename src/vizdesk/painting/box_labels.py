"""The label of a detection: words on a chip of its colour, placed where it hides least."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from vizdesk.common.formatting import score
from vizdesk.common.label_text import shown_label
from vizdesk.comparison.types import AnyDetection
from vizdesk.painting.class_colors import text_on
from vizdesk.painting.fonts import plain

_LETTERS, _HEIGHT, _PAD = 11.0, 16.0, 5.0  # pixels of a 100 % screen
# In a crowd only boxes with both sides this long (pixels) carry a chip.
_CROWD_SIDE = 40.0
# And no more than this many of them: the rest is read by pointing at a box.
_CROWD_CHIPS = 40


class PlacedLabel(Protocol):
    """The rectangle of a detection in view pixels, with its colour."""

    @property
    def detection(self) -> AnyDetection: ...
    @property
    def rect(self) -> QRectF: ...
    @property
    def colour(self) -> QColor: ...


def words_of(detection: AnyDetection) -> str:
    """What the chip says: the label, and the score where the model gave one."""
    label = shown_label(detection.label)
    return label if detection.score is None else f"{label} {score(detection.score)}".strip()


def paint_chips(
    painter: QPainter,
    view: QRectF,
    placed: Sequence[PlacedLabel],
    scale: float,
    *,
    crowded: bool,
    taken: list[QRectF],
    always: Sequence[PlacedLabel] = (),
) -> None:
    """A chip for each that has room for one; in a crowd only for large ones.

    No chip covers another: without room a box stands alone, unless it is one of `always`.
    `taken` are the places of chips painted before; those painted now are added.
    """
    bright = set(map(id, always))
    font = plain(_LETTERS * scale, 600)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    # The same few labels stand on many boxes: words are measured once, not at every box.
    measured: dict[str, tuple[str, float]] = {}
    inks: dict[int, QColor] = {}
    for label in placed:
        named = id(label) in bright
        if crowded and not named and len(taken) >= _CROWD_CHIPS:
            continue
        small = min(label.rect.width(), label.rect.height()) < _CROWD_SIDE * scale
        if crowded and not named and small:
            continue
        words = words_of(label.detection)
        if not words:
            continue
        if words not in measured:
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, view.width() * 0.6)
            measured[words] = (shown, metrics.horizontalAdvance(shown) + 2 * _PAD * scale)
        words, width = measured[words]
        spots = _spots(label.rect, view, round(width), round(_HEIGHT * scale))
        first = next(spots)
        free = next((s for s in chain((first,), spots) if not any(map(s.intersects, taken))), None)
        if free is None and not named:
            continue
        chip = free or first
        taken.append(chip)
        painter.fillRect(chip, label.colour)
        rgba = label.colour.rgba()
        if rgba not in inks:
            inks[rgba] = text_on(label.colour)
        painter.setPen(inks[rgba])
        baseline = chip.top() + (chip.height() + metrics.capHeight()) / 2
        painter.drawText(QPointF(chip.left() + _PAD * scale, round(baseline)), words)


def _spots(box: QRectF, view: QRectF, width: float, height: float) -> Iterator[QRectF]:
    """Places for a chip, best first: above the box, inside at its top, below, right, beside it.

    Inside only where the chip leaves something of the box to be seen, or nowhere else is room: it
    would hide a point.
    """
    x = min(max(box.left() - 1, view.left()), max(view.left(), view.right() - width))
    right = min(max(box.right() + 1 - width, view.left()), view.right() - width)
    lowest = view.bottom() - height
    above, below = box.top() - 1 - height, box.bottom() + 1
    inside = min(max(box.top(), view.top()), lowest)
    is_above, is_below = above >= view.top(), below <= lowest
    is_inside = box.height() > height or not (is_above or is_below)
    if is_above:
        yield QRectF(x, above, width, height)
    if is_inside:
        yield QRectF(x, inside, width, height)
    if is_below:
        yield QRectF(x, below, width, height)
    if is_above:
        yield QRectF(right, above, width, height)
    if is_inside:
        yield QRectF(right, inside, width, height)
    if is_below:
        yield QRectF(right, below, width, height)
    top = min(max(box.top(), view.top()), lowest)
    if box.right() + width <= view.right():
        yield QRectF(box.right() + 1, top, width, height)
    if box.left() - width >= view.left():
        yield QRectF(box.left() - 1 - width, top, width, height)
