"""`vizdesk export`: a comparison of the history, or of a JSON file, in any form."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from vizdesk.analysis.participation import ConsensusError
from vizdesk.cli.commands.history import full_id
from vizdesk.cli.export_options import (
    add_look,
    add_together,
    check_files,
    read_look,
    shows_image,
    write_together,
)
from vizdesk.cli.parser import UsageError
from vizdesk.cli.report import offscreen_painting, say_notices
from vizdesk.common.messages import verbatim
from vizdesk.common.regular_files import read_regular
from vizdesk.comparison.record_check import RecordError
from vizdesk.comparison.saved_comparisons import read_comparisons
from vizdesk.comparison.types import Comparison
from vizdesk.export.export_format import ExportError, ExportOptions
from vizdesk.export.file_names import FileNames, image_names
from vizdesk.export.image_set.registry import set_format_of
from vizdesk.export.image_set.set_format import ImageSetMember
from vizdesk.export.registry import format_of, known_endings
from vizdesk.export.writer import left_out, write
from vizdesk.history.schema import HistoryError
from vizdesk.images.decoded_image import DecodedImage
from vizdesk.images.errors import ImageError
from vizdesk.images.opening import open_image
from vizdesk.services.app_services import AppServices

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction

OK, FAILED = 0, 1
Parser = TypeVar("Parser", bound="ArgumentParser")


def add_export(commands: _SubParsersAction[Parser]) -> None:
    """Put `export` into the command line's grammar."""
    parser = commands.add_parser("export", help="write a comparison as PNG, PDF, HTML, CSV, COCO …")
    parser.add_argument("source", metavar="ID", help="of `vizdesk history`, or a file of --json")
    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        type=Path,
        help=f"their names say the form: {known_endings()}",
    )
    add_look(parser)
    add_together(parser)
    add_boxes(parser)
    parser.add_argument(
        "--image",
        "--picture",
        action="append",
        default=[],
        dest="image",
        type=Path,
        metavar="FILE",
        help="where the image is now",
    )


def add_boxes(parser: ArgumentParser) -> None:
    """Whose boxes annotation files hold."""
    parser.add_argument(
        "--boxes",
        choices=("models", "consensus"),
        default="models",
        help="of COCO, LabelMe, VOC, YOLO: each model's own, or those that several agree on",
    )
    parser.add_argument(
        "--support", type=int, default=2, metavar="N", help="models that must agree on a box (2)"
    )


def check_boxes(options: Namespace, paths: Sequence[Path]) -> None:
    """Raises UsageError where consensus boxes cannot be written to one of the files."""
    if options.support < 1:
        raise UsageError("--support must be at least 1.")
    if options.boxes == "consensus":
        for path in paths:
            one_form = set_format_of(path).copies_images if options.together else None
            if not (format_of(path).boxes_only if one_form is None else one_form):
                raise UsageError(f"{path.name}: --boxes consensus is for COCO, LabelMe, VOC, YOLO.")


def exported(comparison: Comparison, options: Namespace, services: AppServices) -> Comparison:
    """What is written of a comparison: as it is, or its consensus. Raises ConsensusError."""
    if options.boxes != "consensus":
        return comparison
    # numpy comes with it: only where it is asked for.
    from vizdesk.analysis.consensus import consensus_comparison

    return consensus_comparison(comparison, options.support, services.agreement.options())


def export(options: Namespace, services: AppServices) -> int:
    """Write all files of all comparisons; returns the exit status. Raises UsageError."""
    look = read_look(options)
    check_files(options, options.files)
    try:
        comparisons = _comparisons(options.source, services)
        check_boxes(options, options.files)
        painted = shows_image(options, options.files)
        with offscreen_painting() if painted else nullcontext():
            if options.together:
                good = _export_together(comparisons, options, services, look)
            else:
                good = _export_all(comparisons, options, services, look, shows_image=painted)
    except (ExportError, HistoryError, RecordError) as error:
        print(f"vizdesk: {error}", file=sys.stderr)
        return FAILED
    finally:
        services.history.close()
        say_notices(services)
    return OK if good else FAILED


def _export_all(
    comparisons: Sequence[Comparison],
    options: Namespace,
    services: AppServices,
    look: ExportOptions,
    *,
    shows_image: bool,
) -> bool:
    """Write each comparison; what cannot be written of one costs no other. True: all is there."""
    images = [Path(comparison.image.path) for comparison in comparisons]
    several, names, good = len(comparisons) > 1, FileNames(images), True
    frames = [comparison.image.frame for comparison in comparisons]
    for comparison, image_name in zip(comparisons, image_names(images, frames), strict=True):
        image = None
        try:
            if shows_image:
                image = _image(comparison, _place(comparison, options.image, services))
        except (ExportError, ImageError, MemoryError) as error:
            print(f"vizdesk: {error} {_not_painted(options.files)}", file=sys.stderr)
            good = False
        for path in options.files:
            if image is None and format_of(path).needs_image:
                continue
            part = image_name if several else ""
            try:
                shown = exported(comparison, options, services)
                files = write(path, shown, image, look, image_name=part, names=names)
                tell(files, left_out(format_of(path), shown))
            except (ExportError, ConsensusError, MemoryError) as error:
                print(f"vizdesk: {error}", file=sys.stderr)
                good = False
    return good


def _not_painted(files: Sequence[Path]) -> str:
    """Which files need the image, and how to say where it is."""
    names = ", ".join(path.name for path in files if format_of(path).needs_image)
    return f"Not written: {names}. Name the image with --image FILE."


def _export_together(
    comparisons: Sequence[Comparison],
    options: Namespace,
    services: AppServices,
    look: ExportOptions,
) -> bool:
    """Write all comparisons to each file or data set. True: all is there."""
    images = [Path(comparison.image.path) for comparison in comparisons]
    frames = [comparison.image.frame for comparison in comparisons]
    members, good = [], True
    for comparison, name in zip(comparisons, image_names(images, frames), strict=True):
        place = partial(_place, comparison, options.image, services)
        try:
            shown = exported(comparison, options, services)
        except ConsensusError as error:
            print(f"vizdesk: {error}", file=sys.stderr)
            good = False
            continue
        members.append(ImageSetMember(shown, partial(_opened, comparison, place), name))
    for path in options.files:
        good &= write_together(options, path, members, look)
    return good


def _opened(comparison: Comparison, place: Callable[[], Path]) -> DecodedImage:
    return _image(comparison, place())


def tell(files: tuple[Path, ...], left_out: str) -> None:
    """Say what was written, and what the format cannot hold (empty: it holds everything)."""
    for path in files:
        print(f"Wrote {path}", file=sys.stderr)
    if left_out:
        print(left_out, file=sys.stderr)


def _comparisons(source: str, services: AppServices) -> Sequence[Comparison]:
    """Those of a file, or the one of the history."""
    if source.lower().endswith((".json", ".jsonl")):
        return read_comparisons(Path(source))
    return [services.history.store().load(full_id(services, source))]


def _place(comparison: Comparison, given: Sequence[Path], services: AppServices) -> Path:
    """Where the image is: the given one that it is, else where it was."""
    for path in given:
        try:
            if sha256(read_regular(path)).hexdigest() == comparison.image.sha256:
                return path
        except OSError:
            continue  # told when no other is it
    return given[0] if len(given) == 1 else services.history.store().image_file(comparison.image)


def _image(comparison: Comparison, place: Path) -> DecodedImage:
    image = open_image(place, frame=comparison.image.frame)
    if image.ref.sha256 != comparison.image.sha256:
        raise ExportError(
            verbatim(f"{image.ref.path} is not the image that was compared (SHA-256).")
        )
    return image
