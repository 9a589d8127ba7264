"""What an export format is: its file ending, its words in the window, and its writer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from vizdesk.common.messages import MessageError
from vizdesk.comparison.types import Answer, AnyDetection, Comparison, Reading
from vizdesk.export.page_options import USUAL_PAGE, Background, PageOptions
from vizdesk.export.view_filter import EVERYTHING, CropInfo, ViewFilter

if TYPE_CHECKING:
    from PIL.Image import Image

TRANSLATION_CONTEXT = "export formats"
"""The context under which titles and hints are marked for the translators."""
MADE = 0.9  # the share done when a file that is made at once only has to be written
Tell = Callable[[float], None]


class ExportError(MessageError):
    """The comparison cannot be written so; what happened, and what to do."""


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """How a comparison is written: pixels for each pixel at 100 %, its ground, what of it.

    `page` is how pages are laid out and what they leave out.

    `tell` hears the share that is done of a form that shows the image, 0..1; what it raises ends
    the writing, and no file is left.
    """

    scale: float = 2.0
    background: Background = Background.LIGHT
    view: ViewFilter = EVERYTHING
    page: PageOptions = USUAL_PAGE
    tell: Tell = field(default=lambda share: None, compare=False)


@dataclass(frozen=True, slots=True)
class ImageMaterial:
    """What a format that shows the image is made from.

    `comparison` is what is seen of it, `pixels` the part of the upright image in sight, and
    `left_out` says what is not shown.
    """

    comparison: Comparison
    pixels: Image
    left_out: CropInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFormat:
    """One format; `ImageFormat`, `TextFormat` or `BoxFormat` says what is handed to its writer.

    `ending` is the end of a file's name that chooses it (of two that fit the longer one), and
    `other_endings` are read as it. `title` and `hint` are English, marked for the translators with
    `QT_TRANSLATE_NOOP(TRANSLATION_CONTEXT, …)`.
    """

    ending: str
    title: str
    hint: str
    other_endings: tuple[str, ...] = ()

    needs_image: ClassVar[bool] = False
    """Whether the image itself is shown in it."""
    boxes_only: ClassVar[bool] = False
    """Whether it holds one model's boxes, so that several models make several files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageFormat(ExportFormat):
    """A page that shows the image. `write` leaves the whole file or none; it may raise OSError.

    `has_scale`: it is made of pixels, so their number can be chosen. `has_theme`: light or dark is
    chosen when it is written.
    """

    write: Callable[[Path, ImageMaterial, ExportOptions], None]
    has_scale: bool = False
    has_theme: bool = True

    needs_image: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFormat(ExportFormat):
    """A text about the whole comparison, which can also be copied.

    `text` is given what is seen of the comparison, and a note of what is left out (may be empty).
    `page` is written instead where the form follows PageOptions.
    """

    text: Callable[[Comparison, str], str]
    page: Callable[[Comparison, str, PageOptions], str] | None = None


@dataclass(frozen=True, slots=True)
class BoxFile:
    """One model's file of an image: where it goes, and the folder that all its model's share."""

    path: Path
    answer: Answer
    folder: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxFormat(ExportFormat):
    """One model's detections, for an annotation tool: a file for each model that was read.

    `text` is the file of one answer, and `held` those of a reading's boxes, points and outlines
    that stand in it: people are told of the rest. `write_files` writes all files instead where
    they share one in their folder, and returns every file written. It may raise ExportError,
    OSError.

    `beside_image` is the ending of a file that tools find by its image's name (photo.jpg,
    photo.txt): where several are written, each model has a folder, and files are called so.
    """

    text: Callable[[Comparison, Answer], str]
    held: Callable[[Reading], Sequence[AnyDetection]] = lambda reading: reading.all_detections
    write_files: Callable[[Sequence[BoxFile], Comparison], tuple[Path, ...]] | None = None
    beside_image: str = ""

    boxes_only: ClassVar[bool] = True
