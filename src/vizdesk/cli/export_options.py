"""The options of the command line for how exported pages look, as in Save of the window."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from vizdesk.cli.parser import UsageError
from vizdesk.common.atomic_files import target_problem
from vizdesk.export.export_format import ExportError, ExportOptions
from vizdesk.export.image_set.registry import (
    SET_FORMATS,
    set_format_of,
    set_target_problem,
    write_image_set,
)
from vizdesk.export.image_set.set_format import ImageSetMember
from vizdesk.export.page_options import (
    LABEL_SIZES,
    MOST_COLUMNS,
    USUAL_LABEL,
    Background,
    PageOptions,
    PagePart,
)
from vizdesk.export.registry import format_of
from vizdesk.export.writer import SCALES
from vizdesk.images.errors import ImageError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

SLIDE = "16:9"
"""Of --columns: all panels in one row of a page of this shape."""


def add_look(parser: ArgumentParser) -> None:
    """Put how pages look into a command's grammar."""
    parts = ", ".join(part.value for part in PagePart)
    grounds = ", ".join(background.value for background in Background)
    parser.add_argument("--scale", type=int, choices=SCALES, default=2, help="of PNG")
    parser.add_argument("--dark", action="store_true", help="the same as --background dark")
    parser.add_argument("--background", metavar="NAME", help=f"of pages: {grounds}")
    parser.add_argument(
        "--columns",
        metavar="N",
        help=f"panels side by side, 1 to {MOST_COLUMNS}; {SLIDE}: one row of a slide",
    )
    parser.add_argument("--title", default="", metavar="TEXT", help="instead of the task's name")
    parser.add_argument("--note", default="", metavar="TEXT", help="words under the title")
    parser.add_argument("--leave-out", default="", metavar="LIST", help=f"of pages: {parts}")
    parser.add_argument(
        "--original", action="store_true", help="the image without boxes as the first panel"
    )
    parser.add_argument(
        "--overlay", action="store_true", help="the boxes of all models on one image"
    )
    smallest, largest = LABEL_SIZES
    parser.add_argument(
        "--label-size",
        metavar="PX",
        help=f"letters of a box's label, {smallest} to {largest} pixels ({USUAL_LABEL})",
    )


def add_together(parser: ArgumentParser) -> None:
    """Put one file or data set of all images into a command's grammar."""
    endings = ", ".join(
        f"FOLDER/{form.ending}" if form.makes_folder else form.ending for form in SET_FORMATS
    )
    parser.add_argument(
        "--together",
        action="store_true",
        help=f"all images in one file, or a data set: {endings}",
    )
    parser.add_argument(
        "--copy-images", action="store_true", help="with --together: put them into the data set"
    )


def check_files(options: Namespace, paths: Sequence[Path]) -> None:
    """Raises UsageError where a file cannot be written, before anything is asked or read."""
    if options.copy_images and not options.together:
        raise UsageError("--copy-images is for data sets: it needs --together.")
    try:
        if not options.together:
            check_targets(paths)
            for path in paths:
                format_of(path)
            return
        for path in paths:
            if problem := set_target_problem(path, copy_images=options.copy_images):
                raise UsageError(problem)
    except ExportError as error:
        raise UsageError(str(error)) from None
    _check_once(paths)


def check_targets(paths: Sequence[Path]) -> None:
    """Raises UsageError where a file cannot be written, before anything is asked or read."""
    for path in paths:
        if problem := target_problem(path):
            raise UsageError(problem)
    _check_once(paths)


def _check_once(paths: Sequence[Path]) -> None:
    for at, path in enumerate(paths):
        if path in paths[:at]:
            raise UsageError(f"{path} is named twice.")


def shows_image(options: Namespace, paths: Sequence[Path]) -> bool:
    """Whether anything is painted, so that Qt is needed. Raises ExportError."""
    if options.together:
        return any(set_format_of(path).needs_qt for path in paths)
    return any(format_of(path).needs_image for path in paths)


def write_together(
    options: Namespace, path: Path, members: Sequence[ImageSetMember], look: ExportOptions
) -> bool:
    """Write all images to one file or data set and say so; False where it did not work."""
    try:
        written = write_image_set(path, members, look, copy_images=options.copy_images)
    except (ExportError, ImageError, MemoryError) as error:
        print(f"vizdesk: {error}", file=sys.stderr)
        return False
    for line in (*(f"Wrote {file}" for file in written.files), *written.notes):
        print(line, file=sys.stderr)
    return True


def read_look(options: Namespace) -> ExportOptions:
    """How files are written, as the command line says. Raises UsageError."""
    page = PageOptions(
        columns=_columns(options.columns),
        slide=options.columns == SLIDE,
        title=_words(options.title, "--title"),
        note=options.note.strip(),
        leave_out=_parts(options.leave_out),
        original=options.original,
        overlay=options.overlay,
        label_size=_label_size(options.label_size),
    )
    return ExportOptions(options.scale, _background(options), page=page)


def _columns(given: str | None) -> int:
    if given is None or given == SLIDE:
        return 0
    columns = _whole_number(given)
    if columns is None or not 1 <= columns <= MOST_COLUMNS:
        raise UsageError(f"--columns is 1 to {MOST_COLUMNS}, or {SLIDE}; it is not “{given}”.")
    return columns


def _label_size(given: str | None) -> int:
    smallest, largest = LABEL_SIZES
    size = USUAL_LABEL if given is None else _whole_number(given)
    if size is None or not smallest <= size <= largest:
        raise UsageError(f"--label-size is {smallest} to {largest} pixels; it is not “{given}”.")
    return size


def _whole_number(words: str) -> int | None:
    """What the words say in figures of ASCII, of no length that nobody meant; else None."""
    return int(words) if words.isascii() and words.isdigit() and len(words) < 9 else None


def _words(given: str, option: str) -> str:
    title = given.strip()
    if len(title.splitlines()) > 1:
        raise UsageError(f"{option} is one line; longer words are for --note.")
    return title


def _parts(given: str) -> frozenset[PagePart]:
    names = [name.strip() for name in given.split(",") if name.strip()]
    known = {part.value: part for part in PagePart}
    if unknown := [name for name in names if name not in known]:
        raise UsageError(f"--leave-out knows no “{unknown[0]}”; there are {', '.join(known)}.")
    return frozenset(known[name] for name in names)


def _background(options: Namespace) -> Background:
    if options.background is None:
        return Background.DARK if options.dark else Background.LIGHT
    known = {background.value: background for background in Background}
    if options.background not in known:
        names = ", ".join(known)
        raise UsageError(f"--background knows no “{options.background}”; there are {names}.")
    if options.dark and known[options.background] is not Background.DARK:
        raise UsageError(f"--dark and --background {options.background} exclude each other.")
    return known[options.background]
