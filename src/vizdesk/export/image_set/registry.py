"""Every form of several images; a new one is a module and a line of `SET_FORMATS`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

from vizdesk.common.atomic_files import target_problem
from vizdesk.common.messages import EMPTY, Message, message
from vizdesk.common.translation import QT_TRANSLATE_NOOP
from vizdesk.export.export_format import ExportError, ExportOptions
from vizdesk.export.file_names import FileNames
from vizdesk.export.image_set.data_sets import DATA_FILE, write_coco_set, write_yolo_set
from vizdesk.export.image_set.set_format import ImageSetMember, SetFormat, WrittenSet
from vizdesk.export.image_set.table import write_csv_set
from vizdesk.export.writer import unwritable


def _pages() -> ModuleType:
    """What paints, and with it Qt: only where something is painted."""
    from vizdesk.export.image_set import pages

    return pages


SET_FORMATS: tuple[SetFormat, ...] = (
    SetFormat(
        ending=".pdf",
        title=QT_TRANSLATE_NOOP("export formats", "PDF pages"),
        hint=QT_TRANSLATE_NOOP("export formats", "A page for each image."),
        write=lambda *asked: _pages().write_pdf_set(*asked),
        needs_qt=True,
    ),
    SetFormat(
        ending=".png",
        title=QT_TRANSLATE_NOOP("export formats", "PNG sheet"),
        hint=QT_TRANSLATE_NOOP(
            "export formats", "All images under each other; many go on in further files."
        ),
        write=lambda *asked: _pages().write_png_set(*asked),
        needs_qt=True,
    ),
    SetFormat(
        ending=".html",
        title=QT_TRANSLATE_NOOP("export formats", "HTML page of all images"),
        hint=QT_TRANSLATE_NOOP("export formats", "One file for any browser, without a network."),
        write=lambda *asked: _pages().write_html_set(*asked),
        needs_qt=True,
    ),
    SetFormat(
        ending=".csv",
        title=QT_TRANSLATE_NOOP("export formats", "CSV table of all images"),
        hint=QT_TRANSLATE_NOOP("export formats", "A row for each thing said."),
        write=write_csv_set,
    ),
    SetFormat(
        ending=".coco.json",
        title=QT_TRANSLATE_NOOP("export formats", "COCO data set"),
        hint=QT_TRANSLATE_NOOP("export formats", "One file for each model, with all images."),
        write=write_coco_set,
        copies_images=True,
    ),
    SetFormat(
        ending=DATA_FILE,
        title=QT_TRANSLATE_NOOP("export formats", "YOLO data set"),
        hint=QT_TRANSLATE_NOOP(
            "export formats", "A new folder with images, labels and data.yaml for each model."
        ),
        write=write_yolo_set,
        makes_folder=True,
        copies_images=True,
    ),
)
"""In the order in which the window offers them."""


def set_format_of(path: Path) -> SetFormat:
    """The form of several images that a file's name asks for. Raises ExportError."""
    name = path.name.lower()
    for set_format in SET_FORMATS:
        if (
            name == set_format.ending
            if set_format.makes_folder
            else name.endswith(set_format.ending)
        ):
            return set_format
    raise ExportError(
        message(
            "{name} does not say which form of all images to write; it may end in {endings}.",
            name=path.name,
            endings=", ".join(each.ending for each in SET_FORMATS),
        )
    )


def set_target_problem(path: Path, *, copy_images: bool) -> Message:
    """Why nothing can be written to `path`; empty where it can. Raises ExportError."""
    set_format = set_format_of(path)
    folder = path.parent if set_format.makes_folder else None
    if set_format.copies_images and copy_images and folder is None:
        folder = path.with_name(path.name[: -len(set_format.ending)])
    if copy_images and not set_format.copies_images:
        return message("Images are copied into data sets alone, not into {name}.", name=path.name)
    if folder is None:
        return target_problem(path)
    if folder.exists() or folder.is_symlink():
        return message("There is {folder} already. Name a new folder.", folder=str(folder))
    if not folder.absolute().parent.is_dir():
        return target_problem(folder)
    return EMPTY


def further_files(path: Path) -> list[Path]:
    """Files beside `path` that writing all images there may replace: of a model, of a further page.

    Nobody who named `path` was asked about them. Raises ExportError.
    """
    set_format = set_format_of(path)
    if set_format.makes_folder:
        return []
    stem = path.name[: -len(set_format.ending)]
    return sorted(
        other
        for other in path.parent.iterdir()
        if other.name.startswith(f"{stem}-") and other.name.endswith(set_format.ending)
    )


def write_image_set(
    path: Path,
    members: Sequence[ImageSetMember],
    options: ExportOptions,
    *,
    copy_images: bool = False,
) -> WrittenSet:
    """Write all images to `path`, whose name says the form. Each image is opened by itself.

    `options.tell` hears the share done after each image; what it raises ends the writing, and
    nothing is left. Pages need a QGuiApplication. Raises ExportError, ImageError, MemoryError.
    """
    if not members:
        raise ExportError(message("There are no images to write."))
    set_format = set_format_of(path)
    if problem := set_target_problem(path, copy_images=copy_images):
        raise ExportError(problem)
    if not set_format.makes_folder:
        # An image of the set is never overwritten.
        FileNames([Path(member.comparison.image.path) for member in members]).take(path)
    try:
        return set_format.write(path, members, options, copy_images)
    except OSError as error:
        raise ExportError(unwritable(error.filename or path, error)) from error
