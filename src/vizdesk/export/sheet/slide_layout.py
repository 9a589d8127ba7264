"""A page of 16:9: where its panels stand, so that all have room and images are large."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QRectF

from vizdesk.export.sheet.answer_card import AnswerCard
from vizdesk.export.sheet.image_card import ImageCard

Card = AnswerCard | ImageCard
"""A panel of a sheet."""
MARGIN, GAP = 32.0, 16.0
"""Pixels around a page and between its panels, at 100 %."""

# Widths of a page in pixels, each a tenth larger: also the longest answers fit in the end.
_WIDTHS = tuple(16 * round(80 * 1.1**step) for step in range(52))
_NARROWEST = 270.0  # pixels of a panel whose figures are still whole
_MOST_ROWS = 3
# More rows have to save so much of the page's width to be better than one.
_WORTH = 0.95
# Of the height of a page that its images need together to be worth looking at.
_LEAST_IMAGES = 0.3
_LEAD = 0.5  # of the width, for an image that all panels speak of


@dataclass(frozen=True, slots=True)
class Slide:
    """A page's width and height in pixels at 100 %, and the place of each panel, lead first."""

    width: float
    height: float
    places: tuple[QRectF, ...]


@dataclass(frozen=True, slots=True)
class SlideLayout:
    """What is to stand on a page: a `lead` beside all `panels`, under a heading.

    `heading` gives the height of the heading at a width; `below` pixels stay free under the panels.
    """

    lead: ImageCard | None
    panels: Sequence[Card]
    heading: Callable[[float], float]
    below: float

    def smallest(self) -> Slide:
        """The smallest page on which everything has room; one row unless more save much."""
        best: tuple[Slide, int] | None = None
        for rows in range(1, min(_MOST_ROWS, max(1, len(self.panels))) + 1):
            slide = self._smallest(rows, best[0].width * _WORTH if best else _WIDTHS[-1])
            if slide is not None:
                best = slide, rows
        if best is None:
            raise MemoryError("no page of 16:9 is large enough for these answers")
        slide, rows = best
        # Images keep the limits that were tried last.
        return self._tried(slide.width, rows) or slide

    def _smallest(self, rows: int, widest: float) -> Slide | None:
        for width in _WIDTHS:
            if width > widest:
                return None
            if slide := self._tried(width, rows):
                return slide
        return None

    def _tried(self, width: float, rows: int) -> Slide | None:
        """The page of this width; None where the panels have no room on it."""
        high, inner = width * 9 / 16, width - 2 * MARGIN
        top = MARGIN + self.heading(inner)
        room = high - top - self.below - (rows - 1) * GAP
        lead = _LEAD * (inner - GAP) if self.lead is not None else 0.0
        left = MARGIN + (lead + GAP if lead else 0.0)
        columns = ceil(len(self.panels) / rows)
        card = (MARGIN + inner - left - (columns - 1) * GAP) / columns
        if card < _NARROWEST or room <= 0:
            return None
        chunks = [self.panels[at : at + columns] for at in range(0, len(self.panels), columns)]
        heights = _fitted(chunks, card, room, _LEAST_IMAGES * high)
        if heights is None or not self._fit_lead(lead, high - top - self.below):
            return None
        places = []
        if self.lead is not None:
            places.append(QRectF(MARGIN, top, lead, high - top - self.below))
        y = top
        for chunk, row in zip(chunks, heights, strict=True):
            places += [QRectF(left + at * (card + GAP), y, card, row) for at in range(len(chunk))]
            y += row + GAP
        return Slide(width, high, tuple(places))

    def _fit_lead(self, width: float, room: float) -> bool:
        if self.lead is None:
            return True
        self.lead.image.limit = 0.0
        self.lead.image.limit = max(0.0, room - self.lead.height(width))
        return self.lead.image.limit > 0


def _fitted(
    rows: Sequence[Sequence[Card]], width: float, room: float, least: float
) -> list[float] | None:
    """The heights of the rows, which together take `room`; None where they need more.

    Images get what words leave, at least `least` pixels in all rows together or their own height.
    """
    cards = [card for row in rows for card in row]
    images = [card.image for card in cards if card.image is not None]
    for image in images:
        image.limit = None
    wanted = max((image.height(width - 2) for image in images), default=0.0)
    for image in images:
        image.limit = 0.0
    for row in rows:
        if any(card.image is not None for card in row):
            highest = max(card.head_height(width) for card in row)
            for card in row:
                card.stretch_head(highest)
    # Images beside each other are of one height; one beside words alone has room of its own.
    answers_have = any(isinstance(card, AnswerCard) and card.image is not None for card in cards)
    counted = [
        [card for card in row if answers_have or isinstance(card, ImageCard)] for row in rows
    ]
    words = sum(max((card.height(width) for card in row), default=0.0) for row in counted)
    spare = (room - words) / len(rows)
    if images and spare < min(wanted, least / len(rows)):
        return None
    for image in images:
        image.limit = max(0.0, spare)
    heights = [max(card.height(width) for card in row) for row in rows]
    left_over = room - sum(heights)
    if left_over < 0:
        return None
    return [height + left_over / len(rows) for height in heights]
