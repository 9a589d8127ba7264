"""Writing a comparison to a file in the format its name asks for."""

from __future__ import annotations

import re
from pathlib import Path

from PIL.Image import Image

from vizdesk.common.atomic_files import write_whole
from vizdesk.common.messages import EMPTY, Message, joined, message, plural
from vizdesk.comparison.types import (
    Answer,
    AnyDetection,
    Box,
    Comparison,
    Detection,
    PointDetection,
)
from vizdesk.export.export_format import (
    BoxFormat,
    ExportError,
    ExportFormat,
    ExportOptions,
    ImageFormat,
    ImageMaterial,
    TextFormat,
)
from vizdesk.export.registry import format_of
from vizdesk.export.view_filter import EVERYTHING, WHOLE, ViewFilter, cut, left_out_words, shown
from vizdesk.images.decoded_image import DecodedImage

SCALES = (1, 2, 4)
USUAL = ExportOptions()


def write(
    path: Path,
    comparison: Comparison,
    image: DecodedImage | None,
    options: ExportOptions = USUAL,
) -> tuple[Path, ...]:
    """Write `comparison` to `path` and return the files made: one, or one for each model's boxes.

    Formats that show the image need a QGuiApplication. Raises ExportError, MemoryError.
    """
    try:
        return _write(path, comparison, image, options)
    except OSError as error:
        why = error.strerror or str(error)
        raise ExportError(
            message("{path} could not be written: {why}.", path=str(path), why=why)
        ) from error


def _write(
    path: Path, comparison: Comparison, image: DecodedImage | None, options: ExportOptions
) -> tuple[Path, ...]:
    export_format = format_of(path)
    if path.resolve() == Path(comparison.image.path).resolve():
        raise ExportError(
            message("{path} is the image that was compared. Choose another name.", path=str(path))
        )
    match export_format:
        case BoxFormat():
            return _write_boxes(path, export_format, shown(comparison, options.view))
        case TextFormat():
            write_whole(path, text_of(export_format, comparison, options.view))
        case ImageFormat():
            if image is None:
                raise ExportError(
                    message(
                        "The image is needed for {ending}, and it is not there.",
                        ending=export_format.ending,
                    )
                )
            seen, left_out = cut(comparison, options.view)
            pixels = cropped(image.pixels, options.view.part)
            export_format.write(path, ImageMaterial(seen, pixels, left_out), options)
    return (path,)


def text_of(text_format: TextFormat, comparison: Comparison, view: ViewFilter) -> str:
    """What a format that is text says of what is seen."""
    return text_format.text(shown(comparison, view), left_out_words(view, comparison))


def cropped(image: Image, part: Box) -> Image:
    """The part (0..1) of an upright image, at least one pixel of it."""
    if part == WHOLE:
        return image
    left, top = int(part.x0 * image.width), int(part.y0 * image.height)
    right = max(left + 1, round(part.x1 * image.width))
    return image.crop((left, top, right, max(top + 1, round(part.y1 * image.height))))


def files_of(path: Path, comparison: Comparison, view: ViewFilter = EVERYTHING) -> tuple[Path, ...]:
    """The files that `write` makes anew; classes.txt is not among them, it only grows."""
    export_format = format_of(path)
    if not isinstance(export_format, BoxFormat):
        return (path,)
    return tuple(_box_files(path, export_format, shown(comparison, view)))


def held_answers(box_format: BoxFormat, comparison: Comparison) -> list[Answer]:
    """The answers with something that the format can hold: each gives a file."""
    return [answer for answer in comparison.answers if box_format.held(answer.reading)]


def left_out(
    export_format: ExportFormat, comparison: Comparison, view: ViewFilter = EVERYTHING
) -> Message:
    """What is seen of the comparison and the format cannot hold; empty where it holds all of it."""
    if not isinstance(export_format, BoxFormat):
        return EMPTY
    return _left_out(export_format, shown(comparison, view))


def _left_out(box_format: BoxFormat, comparison: Comparison) -> Message:
    lost = [detection for answer in comparison.answers for detection in _lost(box_format, answer)]
    if not lost:
        return EMPTY
    boxes = sum(isinstance(detection, Detection) for detection in lost)
    points = sum(isinstance(detection, PointDetection) for detection in lost)
    outlines = len(lost) - boxes - points
    counts = (
        plural("{n} box", "{n} boxes", boxes) if boxes else EMPTY,
        plural("{n} point", "{n} points", points) if points else EMPTY,
        plural("{n} outline", "{n} outlines", outlines) if outlines else EMPTY,
    )
    what = joined(counts, ", ")
    return message("Left out, as files of this form cannot hold them: {what}.", what=what)


def _lost(box_format: BoxFormat, answer: Answer) -> list[AnyDetection]:
    held = set(box_format.held(answer.reading))
    return [detection for detection in answer.reading.all_detections if detection not in held]


def _box_files(path: Path, export_format: BoxFormat, comparison: Comparison) -> dict[Path, Answer]:
    answers = held_answers(export_format, comparison)
    if not answers:
        nothing = message("No model gave boxes, so there are none to write.")
        raise ExportError(joined([nothing, _left_out(export_format, comparison)]))
    if len(answers) == 1:
        return {path: answers[0]}
    ending = export_format.ending
    stem, files = path.name[: -len(ending)], dict[Path, Answer]()
    for answer in answers:
        model = re.sub(r"[^\w.-]+", "-", answer.model.id).strip("-")
        file, number = path.with_name(f"{stem}-{model}{ending}"), 2
        while file in files:
            file = path.with_name(f"{stem}-{model}-{number}{ending}")
            number += 1
        files[file] = answer
    return files


def _write_boxes(path: Path, box_format: BoxFormat, comparison: Comparison) -> tuple[Path, ...]:
    files = _box_files(path, box_format, comparison)
    if box_format.write_files is not None:
        return box_format.write_files(files, comparison, path.parent)
    for file, answer in files.items():
        write_whole(file, box_format.text(comparison, answer))
    return tuple(files)
