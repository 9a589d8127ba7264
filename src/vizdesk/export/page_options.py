"""How a page of a comparison is laid out and what it leaves out: chosen in Save and by options."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

MOST_COLUMNS = 8
LABEL_SIZES = (8, 48)
"""The smallest and the largest letters of a box's label, in pixels of a page at 100 %."""
USUAL_LABEL = 11


class Background(Enum):
    """The ground of a painted page; WHITE is for papers and slides that are white themselves."""

    LIGHT = "light"
    DARK = "dark"
    WHITE = "white"


class PagePart(Enum):
    """What a page can leave out.

    PROMPT is the question and the prompt as sent; COORDINATES are the places of boxes in words,
    also those of the raw reply; FIGURES are times, tokens and cost; FOOTER is vizdesk's version
    and the image's digest; FILE_NAME is that of the image, also in the file's own title.
    """

    PROMPT = "prompt"
    COORDINATES = "coordinates"
    FIGURES = "figures"
    FOOTER = "footer"
    FILE_NAME = "file-name"


@dataclass(frozen=True, slots=True)
class PageOptions:
    """The layout of PNG, PDF, SVG and HTML pages; title, note and `leave_out` are Markdown's too.

    `columns` is 1 to MOST_COLUMNS, or 0 for as many as suit the number of models. `slide`: all
    panels in one row, on a page of 16:9. `title` stands where the task's name would, `note` below
    it. `original`: the first panel is the image without boxes. `overlay`: the boxes of all models
    on one image. `label_size` is in pixels of a page at 100 %. Raises ValueError.
    """

    columns: int = 0
    slide: bool = False
    title: str = ""
    note: str = ""
    leave_out: frozenset[PagePart] = frozenset()
    original: bool = False
    overlay: bool = False
    label_size: int = USUAL_LABEL

    def __post_init__(self) -> None:
        if not 0 <= self.columns <= MOST_COLUMNS:
            raise ValueError(f"{self.columns} columns: there are 1 to {MOST_COLUMNS}")
        smallest, largest = LABEL_SIZES
        if not smallest <= self.label_size <= largest:
            raise ValueError(f"labels of {self.label_size} px: they have {smallest} to {largest}")

    def has(self, part: PagePart) -> bool:
        """Whether this part stands on the page."""
        return part not in self.leave_out

    @property
    def label_scale(self) -> float:
        """How many times larger than usual labels are."""
        return self.label_size / USUAL_LABEL


USUAL_PAGE = PageOptions()
