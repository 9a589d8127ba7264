"""Which forms a comparison can be written in, told by the file's name, and the writing itself."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from PIL.Image import Image

from vizdesk.common.atomic_files import whole_file, write_whole
from vizdesk.comparison.serialization import to_record
from vizdesk.comparison.types import Answer, Box, Comparison
from vizdesk.export import annotation_formats
from vizdesk.export.text.csv_file import comma_separated
from vizdesk.export.text.markdown_file import markdown
from vizdesk.export.view_filter import EVERYTHING, WHOLE, ViewFilter, cut, left_out_words, shown
from vizdesk.images.decoded_image import DecodedImage
from vizdesk.painting.image_pyramid import ImagePyramid

SCALES = (1, 2, 4)
MADE = 0.9  # the share done when a form that is made at once only has to be written
Tell = Callable[[float], None]


class Format(Enum):
    """The values are the ends of files' names."""

    PNG = ".png"
    PDF = ".pdf"
    SVG = ".svg"
    HTML = ".html"
    MARKDOWN = ".md"
    CSV = ".csv"
    JSON = ".json"
    COCO = ".coco.json"
    LABELME = ".labelme.json"
    VOC = ".xml"
    YOLO = ".txt"

    @property
    def boxes_only(self) -> bool:
        """Whether it holds one model's boxes, so that several models make several files."""
        return self in BOX_WRITERS

    @property
    def needs_image(self) -> bool:
        """Whether the image itself is shown in it."""
        return self in (Format.PNG, Format.PDF, Format.SVG, Format.HTML)


BOX_WRITERS: Mapping[Format, Callable[[Comparison, Answer], str]] = {
    Format.COCO: annotation_formats.coco,
    Format.LABELME: annotation_formats.labelme,
    Format.VOC: annotation_formats.voc,
    Format.YOLO: annotation_formats.yolo,
}
TEXT_WRITERS: Mapping[Format, Callable[[Comparison, str], str]] = {
    Format.MARKDOWN: markdown,
    Format.CSV: lambda one, note: comma_separated(one),
    Format.JSON: lambda one, note: json.dumps(to_record(one), ensure_ascii=False, indent=2) + "\n",
}


class ExportError(Exception):
    """The comparison cannot be written so; what happened, and what to do."""


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """How a comparison is written: pixels for each pixel at 100 %, light or dark, what of it.

    `tell` hears the share that is done of a form that shows the image, 0..1; what it raises ends
    the writing, and no file is left.
    """

    scale: float = 2.0
    dark: bool = False
    view: ViewFilter = EVERYTHING
    tell: Tell = field(default=lambda share: None, compare=False)


def format_of(path: Path) -> Format:
    """The form a file's name asks for; the longest ending counts. Raises ExportError."""
    name = path.name.lower()
    if name.endswith(".htm"):
        return Format.HTML
    for one in sorted(Format, key=lambda form: -len(form.value)):
        if name.endswith(one.value):
            return one
    known = ", ".join(form.value for form in Format)
    raise ExportError(f"{path.name} does not say which form to write; its name may end in {known}.")


def write(
    path: Path,
    comparison: Comparison,
    image: DecodedImage | None,
    look: ExportOptions = ExportOptions(),
) -> tuple[Path, ...]:
    """Write `comparison` to `path` and return the files made: one, or one for each model's boxes.

    Painted forms need a QGuiApplication. Raises ExportError, MemoryError.
    """
    try:
        return _write(path, comparison, image, look)
    except OSError as error:
        why = error.strerror or str(error)
        raise ExportError(f"{path} could not be written: {why}.") from error


def _write(
    path: Path, comparison: Comparison, image: DecodedImage | None, look: ExportOptions
) -> tuple[Path, ...]:
    form = format_of(path)
    if path.resolve() == Path(comparison.image.path).resolve():
        raise ExportError(f"{path} is the image that was compared. Choose another name.")
    if form.boxes_only:
        return _write_boxes(path, form, shown(comparison, look.view))
    if form in TEXT_WRITERS:
        write_whole(path, text_of(form, comparison, look.view))
    elif image is None:
        raise ExportError(f"The image is needed for {form.value}, and it is not there.")
    else:
        _write_painted(path, form, comparison, image, look)
    return (path,)


def text_of(form: Format, comparison: Comparison, view: ViewFilter) -> str:
    """What a form that is text says of what is seen."""
    return TEXT_WRITERS[form](shown(comparison, view), left_out_words(view, comparison))


def _write_painted(
    path: Path, form: Format, comparison: Comparison, image: DecodedImage, look: ExportOptions
) -> None:
    view = look.view
    pixels = cropped(image.pixels, view.part)
    comparison, left_out = cut(comparison, view)
    if form is Format.HTML:
        from vizdesk.export.html.page import html_page

        page = html_page(comparison, pixels, left_out)
        look.tell(MADE)
        write_whole(path, page)
        return
    from vizdesk.export.sheet.comparison_sheet import save_png
    from vizdesk.export.sheet.vector_files import pdf_bytes, svg_bytes

    levels = ImagePyramid(pixels)
    if form is Format.PNG:
        save_png(
            path,
            comparison,
            levels,
            scale=look.scale,
            dark=look.dark,
            cut=left_out,
            tell=look.tell,
        )
        return
    made = {Format.PDF: pdf_bytes, Format.SVG: svg_bytes}[form]
    data = made(comparison, levels, dark=look.dark, cut=left_out)
    look.tell(MADE)
    with whole_file(path) as file:
        file.write(data)


def cropped(image: Image, part: Box) -> Image:
    """The part (0..1) of an upright image, at least one pixel of it."""
    if part == WHOLE:
        return image
    left, top = int(part.x0 * image.width), int(part.y0 * image.height)
    right = max(left + 1, round(part.x1 * image.width))
    return image.crop((left, top, right, max(top + 1, round(part.y1 * image.height))))


def files_of(path: Path, comparison: Comparison, view: ViewFilter = EVERYTHING) -> tuple[Path, ...]:
    """The files that `write` makes anew; classes.txt is not among them, it only grows."""
    form = format_of(path)
    if not form.boxes_only:
        return (path,)
    return tuple(_box_files(path, form, shown(comparison, view)))


def _box_files(path: Path, form: Format, comparison: Comparison) -> dict[Path, Answer]:
    answers = [one for one in comparison.answers if one.reading.detections]
    if not answers:
        raise ExportError("No model gave boxes, so there are none to write.")
    if len(answers) == 1:
        return {path: answers[0]}
    stem, found = path.name[: -len(form.value)], dict[Path, Answer]()
    for answer in answers:
        model = re.sub(r"[^\w.-]+", "-", answer.model.id).strip("-")
        target, number = path.with_name(f"{stem}-{model}{form.value}"), 2
        while target in found:
            target = path.with_name(f"{stem}-{model}-{number}{form.value}")
            number += 1
        found[target] = answer
    return found


def _write_boxes(path: Path, form: Format, comparison: Comparison) -> tuple[Path, ...]:
    files = _box_files(path, form, comparison)
    if form is not Format.YOLO:
        for target, answer in files.items():
            write_whole(target, BOX_WRITERS[form](comparison, answer))
        return tuple(files)
    beside = path.with_name(annotation_formats.YOLO_NAMES)
    if beside in files:
        raise ExportError(f"{beside.name} is for the names of the classes. Choose another name.")
    names = _grown(beside, annotation_formats.class_names(comparison))
    write_whole(beside, "".join(f"{name}\n" for name in names))
    for target, answer in files.items():
        write_whole(target, annotation_formats.yolo_lines(answer, names))
    return (*files, beside)


def _grown(beside: Path, wanted: Sequence[str]) -> tuple[str, ...]:
    """The names of a folder's classes.txt and those it lacks: other files use its numbers."""
    try:
        known = beside.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError:
        known = []
    except UnicodeDecodeError as error:
        raise ExportError(f"{beside} cannot be read. Choose another folder.") from error
    return tuple(dict.fromkeys([*known, *wanted]))
