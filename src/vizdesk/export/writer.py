"""Writing a comparison to a file in the format its name asks for."""

from __future__ import annotations

from pathlib import Path

from PIL.Image import Image

from vizdesk.analysis.participation import saw_nothing
from vizdesk.common.atomic_files import target_problem, write_whole
from vizdesk.common.messages import EMPTY, Message, joined, message, plural
from vizdesk.common.surrogates import whole_text
from vizdesk.comparison.task_specs.registry import spec_of
from vizdesk.comparison.task_specs.task_spec import TaskOutput
from vizdesk.comparison.types import (
    Answer,
    AnyDetection,
    Box,
    Comparison,
    Detection,
    PointDetection,
)
from vizdesk.export.export_format import (
    BoxFile,
    BoxFormat,
    ExportError,
    ExportFormat,
    ExportOptions,
    ImageFormat,
    ImageMaterial,
    TextFormat,
)
from vizdesk.export.file_names import FileNames, fitting_path, flat, model_names
from vizdesk.export.registry import format_of
from vizdesk.export.view_filter import EVERYTHING, WHOLE, ViewFilter, cut, left_out_words, shown
from vizdesk.images.decoded_image import UprightImage

SCALES = (1, 2, 4)
USUAL = ExportOptions()


def write(
    path: Path,
    comparison: Comparison,
    image: UprightImage | None,
    options: ExportOptions = USUAL,
    *,
    image_name: str = "",
    names: FileNames | None = None,
) -> tuple[Path, ...]:
    """Write `comparison` to `path` and return the files made: one, or one for each model's boxes.

    Where several images are exported to one name, `image_name` is this one's part of it (of
    `file_names.image_names`) and `names` are shared by all: no file is written twice.
    Formats that show the image need a QGuiApplication. Raises ExportError, MemoryError.
    """
    export_format = format_of(path)
    if problem := target_problem(path):
        raise ExportError(problem)
    try:
        if names is None:
            names = FileNames((Path(comparison.image.path),))
        if isinstance(export_format, BoxFormat):
            seen = shown(comparison, options.view)
            return _write_boxes(path, export_format, seen, image_name, names)
        target = names.take(_one_file(path, export_format, image_name))
        _write_one(target, export_format, comparison, image, options)
    except OSError as error:
        raise ExportError(unwritable(error.filename or path, error)) from error
    return (target,)


def unwritable(path: object, error: OSError) -> Message:
    """What is said of a file that the disk did not take."""
    why = error.strerror or str(error)
    return message("{path} could not be written: {why}.", path=str(path), why=why)


def _write_one(
    path: Path,
    export_format: ExportFormat,
    comparison: Comparison,
    image: UprightImage | None,
    options: ExportOptions,
) -> None:
    if isinstance(export_format, TextFormat):
        write_whole(path, whole_text(text_of(export_format, comparison, options)))
        return
    assert isinstance(export_format, ImageFormat)
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


def _one_file(path: Path, export_format: ExportFormat, image_name: str) -> Path:
    """`path`, with the image's part of the name before its ending where it has one."""
    if not image_name:
        return path
    stem, ending = split_name(path, export_format)
    return fitting_path(path.with_name(f"{stem}-{flat(image_name)}{ending}"), ending)


def split_name(path: Path, export_format: ExportFormat) -> tuple[str, str]:
    """A file's name before its ending, and the ending as it is written there."""
    endings = (export_format.ending, *export_format.other_endings)
    ending = next(each for each in endings if path.name.lower().endswith(each))
    return path.name[: -len(ending)], path.name[-len(ending) :]


def text_of(text_format: TextFormat, comparison: Comparison, options: ExportOptions) -> str:
    """What a format that is text says of what is seen."""
    seen, note = shown(comparison, options.view), left_out_words(options.view, comparison)
    if text_format.page is not None:
        return text_format.page(seen, note, options.page)
    return text_format.text(seen, note)


def cropped(image: Image, part: Box) -> Image:
    """The part (0..1) of an upright image, at least one pixel of it."""
    if part == WHOLE:
        return image
    left, top = int(part.x0 * image.width), int(part.y0 * image.height)
    right = max(left + 1, round(part.x1 * image.width))
    return image.crop((left, top, right, max(top + 1, round(part.y1 * image.height))))


def files_of(path: Path, comparison: Comparison, view: ViewFilter = EVERYTHING) -> tuple[Path, ...]:
    """The files that `write` makes anew; classes.txt is not among them, it only grows.

    Raises ExportError.
    """
    export_format = format_of(path)
    if not isinstance(export_format, BoxFormat):
        return (path,)
    names = FileNames((Path(comparison.image.path),))
    files = _box_files(path, export_format, shown(comparison, view), "", names)
    return tuple(file.path for file in files)


def held_answers(box_format: BoxFormat, comparison: Comparison) -> list[Answer]:
    """The answers that give a file: with something the format can hold, or that saw nothing."""
    asked = spec_of(comparison.task.kind).output is TaskOutput.BOXES
    return [
        answer
        for answer in comparison.answers
        if box_format.held(answer.reading) or (asked and saw_nothing(answer))
    ]


def left_out(
    export_format: ExportFormat, comparison: Comparison, view: ViewFilter = EVERYTHING
) -> Message:
    """What is seen of the comparison and the format cannot hold; empty where it holds all of it."""
    if not isinstance(export_format, BoxFormat):
        return EMPTY
    return _left_out(export_format, shown(comparison, view))


def _left_out(box_format: BoxFormat, comparison: Comparison) -> Message:
    return joined((not_held(box_format, comparison), _without_file(box_format, comparison)))


def _without_file(box_format: BoxFormat, comparison: Comparison) -> Message:
    """Which models give no file though others do: of their boxes nothing is known."""
    answers = held_answers(box_format, comparison)
    rest = [answer for answer in comparison.answers if answer not in answers]
    unknown = [answer.model.name for answer in rest if not _lost(box_format, answer)]
    if not answers or not unknown:
        return EMPTY
    return message("No file for {models}: no boxes were read.", models=", ".join(unknown))


def not_held(box_format: BoxFormat, comparison: Comparison) -> Message:
    """What the answers of a comparison have and the format cannot hold; empty where nothing."""
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


def _box_files(
    path: Path,
    box_format: BoxFormat,
    comparison: Comparison,
    image_name: str,
    names: FileNames,
) -> list[BoxFile]:
    """Each answer's file. Raises ExportError where no answer gives one."""
    answers = held_answers(box_format, comparison)
    if not answers:
        nothing = message("No model gave boxes, so there are none to write.")
        raise ExportError(joined([nothing, _left_out(box_format, comparison)]))
    stem, ending = split_name(path, box_format)
    several = len(comparison.answers) > 1
    models = model_names(comparison.answers)
    files: list[BoxFile] = []
    for answer, model in zip(comparison.answers, models, strict=True):
        if answer not in answers:
            continue
        parts = [stem, *([model] if several else [])]
        if box_format.beside_image and (several or image_name):
            name = image_name or comparison.image.stem
            folder = path.with_name("-".join(parts))
            file = folder / f"{name}{box_format.beside_image}"
            files.append(BoxFile(names.take(file), answer, folder))
            continue
        if several or image_name:
            parts[1:1] = [flat(image_name)] if image_name else []
            file = fitting_path(path.with_name("-".join(parts) + ending), ending)
        else:
            file = path
        files.append(BoxFile(names.take(file), answer, path.parent))
    return files


def _write_boxes(
    path: Path,
    box_format: BoxFormat,
    comparison: Comparison,
    image_name: str,
    names: FileNames,
) -> tuple[Path, ...]:
    files = _box_files(path, box_format, comparison, image_name, names)
    if box_format.write_files is not None:
        return box_format.write_files(files, comparison)
    for file in files:
        write_whole(file.path, whole_text(box_format.text(comparison, file.answer)))
    return tuple(file.path for file in files)
