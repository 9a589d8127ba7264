"""`vizdesk export`: a comparison of the history, or of a JSON file, in any form."""

from __future__ import annotations

import json
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from vizdesk.cli.commands.history import full_id
from vizdesk.cli.report import offscreen_painting
from vizdesk.common.messages import message, verbatim
from vizdesk.comparison.serialization import RecordError, from_record
from vizdesk.comparison.types import Comparison
from vizdesk.export.export_format import ExportError, ExportOptions
from vizdesk.export.registry import format_of, known_endings
from vizdesk.export.writer import SCALES, left_out, write
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
    parser.add_argument(
        "--image",
        "--picture",
        dest="image",
        type=Path,
        metavar="FILE",
        help="where the image is now",
    )


def add_look(parser: ArgumentParser) -> None:
    """How painted forms look."""
    parser.add_argument("--scale", type=int, choices=SCALES, default=2, help="of PNG")
    parser.add_argument("--dark", action="store_true", help="dark instead of light")


def export(options: Namespace, services: AppServices) -> int:
    """Write all files; returns the exit status."""
    try:
        comparison = _comparison(options.source, services)
        formats = [format_of(path) for path in options.files]
        shows_image = any(export_format.needs_image for export_format in formats)
        image = None
        if shows_image:
            place = options.image or services.history.store().image_file(comparison.image)
            image = _image(comparison, place)
        with offscreen_painting() if shows_image else nullcontext():
            for path in options.files:
                files = write(path, comparison, image, ExportOptions(options.scale, options.dark))
                tell(files, left_out(format_of(path), comparison))
    except (ExportError, HistoryError, RecordError, ImageError, MemoryError) as error:
        print(f"vizdesk: {error}", file=sys.stderr)
        return FAILED
    finally:
        services.history.store().close()
    return OK


def tell(files: tuple[Path, ...], left_out: str) -> None:
    """Say what was written, and what the format cannot hold (empty: it holds everything)."""
    for path in files:
        print(f"Wrote {path}", file=sys.stderr)
    if left_out:
        print(left_out, file=sys.stderr)


def _comparison(source: str, services: AppServices) -> Comparison:
    if source.lower().endswith(".json"):
        try:
            lines = Path(source).read_text(encoding="utf-8")
            return from_record(json.loads(lines.splitlines()[0] if "\n{" in lines else lines))
        except (ValueError, IndexError) as error:
            if isinstance(error, RecordError):
                raise
            raise RecordError(
                message(
                    "{source} is no JSON of a comparison: {error}.", source=source, error=str(error)
                )
            ) from error
    return services.history.store().load(full_id(services, source))


def _image(comparison: Comparison, place: Path) -> DecodedImage:
    image = open_image(place)
    if image.ref.sha256 != comparison.image.sha256:
        raise ExportError(
            verbatim(f"{image.ref.path} is not the image that was compared (SHA-256).")
        )
    return image
