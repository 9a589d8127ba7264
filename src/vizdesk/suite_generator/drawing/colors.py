"""The colours of the drawn suites: one palette, and how colours are mixed."""

from __future__ import annotations

from enum import Enum

Paint = tuple[int, int, int]


class Hue(Enum):
    """Colours a prompt may name: far enough apart that nobody argues about them."""

    RED = (214, 58, 52)
    BLUE = (43, 104, 214)
    GREEN = (38, 150, 84)
    YELLOW = (244, 190, 40)
    PURPLE = (132, 76, 196)
    ORANGE = (238, 124, 38)

    @property
    def word(self) -> str:
        """The name as a prompt writes it."""
        return self.name.lower()


INK: Paint = (29, 36, 51)
PENCIL: Paint = (92, 102, 120)
PAPER: Paint = (252, 250, 245)
LINE: Paint = (206, 210, 218)
STEEL: Paint = (168, 176, 188)
BRASS: Paint = (206, 168, 84)
COPPER: Paint = (198, 124, 78)
WHITE: Paint = (255, 255, 255)
BLACK: Paint = (12, 14, 20)


def mixed(first: Paint, second: Paint, share: float) -> Paint:
    """`share` (0..1) of the second colour in the first."""
    red, green, blue = (
        max(0, min(255, round(a + (b - a) * share))) for a, b in zip(first, second, strict=True)
    )
    return red, green, blue


def lighter(paint: Paint, share: float) -> Paint:
    """Mixed with white."""
    return mixed(paint, WHITE, share)


def darker(paint: Paint, share: float) -> Paint:
    """Mixed with a blue black, as shadows are."""
    return mixed(paint, BLACK, share)
