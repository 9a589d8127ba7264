"""`vizdesk truth`: what is right of images, listed, imported, exported, saved as a suite."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from vizdesk.cli.report import print_json
from vizdesk.services.app_services import AppServices

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction

    from vizdesk.truth.image_truth import ImageTruth

Parser = TypeVar("Parser", bound="ArgumentParser")
OK, FAILED = 0, 1


def add_truth(commands: _SubParsersAction[Parser], parser_class: type[Parser]) -> None:
    """Put `truth` into the command line's grammar."""
    parser = commands.add_parser("truth", help="what is right of your images")
    actions = parser.add_subparsers(dest="action", required=True, parser_class=parser_class)
    listing = actions.add_parser("list", help="all images with truth")
    listing.add_argument("--json", action="store_true", help="all of it, as JSON")
    importing = actions.add_parser("import", help="keep what annotations or a suite say")
    importing.add_argument("source", metavar="FILE|FOLDER", type=Path)
    exporting = actions.add_parser("export", help="write all boxes as annotations")
    exporting.add_argument(
        "target",
        metavar="OUT",
        type=Path,
        help="….coco.json or FOLDER/data.yaml; ….labelme.json, ….xml (VOC): a file an image",
    )
    exporting.add_argument("--images", action="store_true", help="copy the images too")
    suite = actions.add_parser("suite", help="save all of it as a suite of your own")
    suite.add_argument("name", metavar="NAME")


def truth(options: Namespace, services: AppServices) -> int:
    """Do what was asked; returns the exit status. Raises OSError."""
    from vizdesk.evals.suite import SuiteError
    from vizdesk.export.export_format import ExportError
    from vizdesk.images.errors import ImageError

    try:
        return _ACTIONS[options.action](options, services)
    except (SuiteError, ExportError, ImageError) as error:
        print(f"vizdesk: {error}", file=sys.stderr)
        return FAILED


def _list(options: Namespace, services: AppServices) -> int:
    from vizdesk.truth.records import truth_record

    truths = services.truth().store().all()
    if options.json:
        print_json([truth_record(each) for each in truths])
        return OK
    for each in truths:
        print(f"{each.image.name} · {_words(each)}")
    return OK


def _words(truth: ImageTruth) -> str:
    words = []
    if truth.objects is not None:
        words.append(f"{len(truth.objects)} object{'' if len(truth.objects) == 1 else 's'}")
    words += ["text"] if truth.text is not None else []
    words += [f"{len(truth.answers)} answers"] if truth.answers else []
    words += ["classes"] if truth.classes is not None else []
    words += ["counts"] if truth.counts else []
    words += ["fields"] if truth.fields is not None else []
    if truth.started_from:
        words.append(f"started from {', '.join(truth.started_from)}")
    return ", ".join(words)


def _import(options: Namespace, services: AppServices) -> int:
    count, notes = services.truth().import_from(options.source)
    _tell(notes)
    print(f"Truth of {count} image{'' if count == 1 else 's'} is kept.", file=sys.stderr)
    return OK if count else FAILED


def _export(options: Namespace, services: AppServices) -> int:
    service = services.truth()
    files, notes = service.export_to(
        options.target, service.store().all(), copy_images=options.images
    )
    _tell(notes)
    for file in files:
        print(f"Wrote {file}", file=sys.stderr)
    return OK


def _suite(options: Namespace, services: AppServices) -> int:
    service = services.truth()
    items, notes = service.save_as_suite(options.name, service.store().all())
    _tell(notes)
    print(f"{items} items are in the suite {options.name}.", file=sys.stderr)
    return OK if items else FAILED


def _tell(notes: Iterable[str]) -> None:
    for note in notes:
        print(f"vizdesk: {note}", file=sys.stderr)


_ACTIONS = {"list": _list, "import": _import, "export": _export, "suite": _suite}
