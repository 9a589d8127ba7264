"""What an export of several images is: its members, what was written, and its format."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from vizdesk.common.messages import Message
from vizdesk.comparison.types import Comparison
from vizdesk.export.export_format import ExportOptions
from vizdesk.images.decoded_image import UprightImage


@dataclass(frozen=True, slots=True)
class ImageSetMember:
    """A comparison of the set. `open_image` gives its image when it is needed, and is let go again.

    It may raise ImageError. `name` tells it from the others (`file_names.image_names`).
    """

    comparison: Comparison
    open_image: Callable[[], UprightImage]
    name: str


@dataclass(frozen=True, slots=True)
class WrittenSet:
    """The files (or the folder) that were written, and sentences about what is not in them."""

    files: tuple[Path, ...]
    notes: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SetFormat:
    """One form of several images; `title` and `hint` as those of `ExportFormat`.

    `ending` of a file's name asks for it. `makes_folder`: what is written is a new folder.
    `copies_images`: the images can be put into it. `write` is given them all, and whether to copy
    images; it may raise ExportError, ImageError, OSError, MemoryError, and leaves nothing then.
    """

    ending: str
    title: str
    hint: str
    write: Callable[[Path, Sequence[ImageSetMember], ExportOptions, bool], WrittenSet]
    needs_qt: bool = False
    makes_folder: bool = False
    copies_images: bool = False
