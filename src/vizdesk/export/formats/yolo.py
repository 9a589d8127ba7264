"""YOLO's label files, and classes.txt beside them; https://docs.ultralytics.com/datasets/detect."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from vizdesk.common.atomic_files import write_whole
from vizdesk.common.file_lock import only_writer
from vizdesk.common.messages import message
from vizdesk.common.surrogates import whole_text
from vizdesk.common.translation import QT_TRANSLATE_NOOP
from vizdesk.comparison.types import Answer, Comparison, Detection, PolygonDetection, Reading
from vizdesk.export.export_format import BoxFile, BoxFormat, ExportError
from vizdesk.export.formats.annotations import class_names, in_order, one_line

NAMES_FILE = "classes.txt"


def yolo_text(comparison: Comparison, answer: Answer) -> str:
    """A line for each box: class, centre, size in 0..1. Classes are numbered as `class_names`.

    Where there are outlines, the lines are theirs instead: class, and the vertices in 0..1
    (https://docs.ultralytics.com/datasets/segment). A file cannot hold both: a reader takes every
    line of a file with outlines for an outline.
    """
    return yolo_lines(answer, class_names(comparison))


def yolo_lines(answer: Answer, names: Sequence[str]) -> str:
    """The same, with the numbers that `names` give; those belong beside it as NAMES_FILE."""
    lines = []
    for detection in held(answer.reading):
        if isinstance(detection, PolygonDetection):
            figures = tuple(value for vertex in detection.vertices for value in vertex)
        else:
            box = in_order(detection.box)
            centre = ((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)
            figures = (*centre, box.x1 - box.x0, box.y1 - box.y0)
        number = names.index(one_line(detection.label))
        lines.append(" ".join([str(number), *(f"{f:.6f}" for f in figures)]))
    return "".join(f"{line}\n" for line in lines)


def held(reading: Reading) -> Sequence[Detection] | Sequence[PolygonDetection]:
    """The outlines, or the boxes where there are no outlines; never points."""
    return reading.polygons or reading.detections


def write_yolo(files: Sequence[BoxFile], comparison: Comparison) -> tuple[Path, ...]:
    """Write a label file for each answer, and the classes.txt of each folder, grown by what is new.

    Raises ExportError, OSError.
    """
    written: list[Path] = []
    for folder in dict.fromkeys(file.folder for file in files):
        names_file = folder / NAMES_FILE
        if any(file.path == names_file for file in files):
            raise ExportError(
                message(
                    "{name} is for the names of the classes. Choose another name.", name=NAMES_FILE
                )
            )
        with only_writer(names_file):
            names = _grown(names_file, class_names(comparison))
            write_whole(names_file, whole_text("".join(f"{name}\n" for name in names)))
        for file in files:
            if file.folder == folder:
                write_whole(file.path, yolo_lines(file.answer, names))
                written.append(file.path)
        written.append(names_file)
    return tuple(written)


def _grown(names_file: Path, wanted: Sequence[str]) -> tuple[str, ...]:
    """The names of a folder's classes.txt and those it lacks: other files use its numbers."""
    try:
        # By line feeds alone: a name may hold what `splitlines` takes for a line's end.
        text = names_file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        text = ""
    except UnicodeDecodeError as error:
        raise ExportError(
            message("{path} cannot be read. Choose another folder.", path=str(names_file))
        ) from error
    known = [line.removesuffix("\r") for line in text.split("\n")]
    return tuple(dict.fromkeys([*(known[:-1] if known[-1] == "" else known), *wanted]))


YOLO = BoxFormat(
    ending=".txt",
    title=QT_TRANSLATE_NOOP("export formats", "Boxes: YOLO"),
    hint=QT_TRANSLATE_NOOP(
        "export formats",
        "One file for each model, boxes or else outlines, and classes.txt beside them.",
    ),
    text=yolo_text,
    held=held,
    write_files=write_yolo,
    beside_image=".txt",
)
