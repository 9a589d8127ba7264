"""`vizdesk export`: a comparison of the history, or of a JSON file, in any form."""

from __future__ import annotations

import json
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from vizdesk.comparison.nouns import Comparison
from vizdesk.comparison.reopen import RecordError, from_record
from vizdesk.composition import House
from vizdesk.export.formats import SCALES, ExportError, Look, format_of, write
from vizdesk.history.schema import HistoryError
from vizdesk.pictures.errors import PictureError
from vizdesk.pictures.opening import open_picture
from vizdesk.pictures.picture import Picture
from vizdesk.subcommands.history import full_id
from vizdesk.subcommands.report import offscreen_painting

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction

OK, FAILED = 0, 1
Parser = TypeVar("Parser", bound="ArgumentParser")


def add_export(commands: _SubParsersAction[Parser]) -> None:
    """Put `export` into the command line's grammar."""
    one = commands.add_parser("export", help="write a comparison as PNG, PDF, HTML, CSV, COCO …")
    one.add_argument("source", metavar="ID", help="of `vizdesk history`, or a file of --json")
    one.add_argument("files", nargs="+", metavar="FILE", type=Path, help="their names say the form")
    add_look(one)
    one.add_argument("--picture", type=Path, metavar="FILE", help="where the picture is now")


def add_look(parser: ArgumentParser) -> None:
    """How painted forms look."""
    parser.add_argument("--scale", type=int, choices=SCALES, default=2, help="of PNG")
    parser.add_argument("--dark", action="store_true", help="dark instead of light")


def export(options: Namespace, house: House) -> int:
    """Write all files; returns the exit status."""
    try:
        comparison = _comparison(options.source, house)
        forms = [format_of(path) for path in options.files]
        picture = None
        if any(form.needs_picture for form in forms):
            place = options.picture or house.history.picture_file(comparison.picture)
            picture = _picture(comparison, place)
        painted = any(form.needs_picture for form in forms)
        with offscreen_painting() if painted else nullcontext():
            for path in options.files:
                tell(write(path, comparison, picture, Look(options.scale, options.dark)))
    except (ExportError, HistoryError, RecordError, PictureError, MemoryError) as error:
        print(f"vizdesk: {error}", file=sys.stderr)
        return FAILED
    finally:
        house.history.close()
    return OK


def tell(files: tuple[Path, ...]) -> None:
    """Say what was written."""
    for path in files:
        print(f"Wrote {path}", file=sys.stderr)


def _comparison(source: str, house: House) -> Comparison:
    if source.lower().endswith(".json"):
        try:
            lines = Path(source).read_text(encoding="utf-8")
            return from_record(json.loads(lines.splitlines()[0] if "\n{" in lines else lines))
        except (ValueError, IndexError) as error:
            if isinstance(error, RecordError):
                raise
            raise RecordError(f"{source} is no JSON of a comparison: {error}.") from error
    return house.history.load(full_id(house, source))


def _picture(comparison: Comparison, place: Path) -> Picture:
    picture = open_picture(place)
    if picture.ref.sha256 != comparison.picture.sha256:
        raise ExportError(f"{picture.ref.path} is not the picture that was compared (SHA-256).")
    return picture
