"""`vizdesk agreement FILE.json`: how the models of saved comparisons agree."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from vizdesk.cli.agreement_options import (
    add_agreement_options,
    check_reference,
    read_agreement_options,
)
from vizdesk.cli.export_options import check_targets
from vizdesk.cli.report import print_json
from vizdesk.common.atomic_files import write_whole
from vizdesk.common.strict_json import to_json
from vizdesk.comparison.record_check import RecordError
from vizdesk.comparison.saved_comparisons import read_comparisons
from vizdesk.comparison.types import Comparison
from vizdesk.services.app_services import AppServices

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction

    from vizdesk.analysis.agreement_over_images import OverImages
    from vizdesk.analysis.comparison_agreement import Agreement

Parser = TypeVar("Parser", bound="ArgumentParser")
OK, FAILED = 0, 1
FORMAT = "vizdesk-agreement/1"


def add_agreement(commands: _SubParsersAction[Parser]) -> None:
    """Put `agreement` into the command line's grammar."""
    parser = commands.add_parser("agreement", help="say where models of saved comparisons differ")
    parser.add_argument("source", metavar="FILE.json", type=Path, help="a file of --json")
    add_agreement_options(parser)
    parser.add_argument("--json", type=Path, metavar="OUT", help="write all figures; - for stdout")


def agreement(options: Namespace, services: AppServices) -> int:
    """Print a line an image and the figures over all; returns the exit status.

    Raises UsageError, OSError.
    """
    from vizdesk.analysis.agreement_over_images import over_images
    from vizdesk.analysis.object_matching import MatchingError
    from vizdesk.analysis.participation import drawn_boxes

    asked = read_agreement_options(options)
    to_stdout = str(options.json) == "-"
    if options.json is not None and not to_stdout:
        check_targets([options.json])
    try:
        comparisons = read_comparisons(options.source)
    except RecordError as error:
        print(f"vizdesk: {error}", file=sys.stderr)
        return FAILED
    answers = (answer for comparison in comparisons for answer in comparison.answers)
    check_reference(asked.reference, (answer.model.id for answer in answers))
    service, agreements, good = services.agreement, [], True
    compared: list[Comparison] = []
    drawn = drawn_boxes(comparisons)
    for comparison in comparisons:
        try:
            agreements.append(service.agreement(comparison, asked, drawn.get(comparison.image.key)))
            compared.append(comparison)
        except MatchingError as error:
            print(f"vizdesk: {comparison.image.name}: {error}", file=sys.stderr)
            good = False
    figures = over_images(agreements)
    if not to_stdout:
        _print(compared, agreements, figures)
    if options.json is not None:
        record = _record(compared, agreements, figures, services)
        if to_stdout:
            print_json(record)
        else:
            write_whole(options.json, to_json(record, indent=2) + "\n")
            print(f"Wrote {options.json}", file=sys.stderr)
    return OK if good else FAILED


def _record(
    comparisons: Sequence[Comparison],
    agreements: Sequence[Agreement],
    figures: Sequence[OverImages],
    services: AppServices,
) -> dict[str, Any]:
    from vizdesk.analysis.agreement_record import over_images_record

    return {
        "format": FORMAT,
        "images": [
            {
                "id": comparison.id,
                "picture": {"path": comparison.image.path, "sha256": comparison.image.sha256},
                "task": comparison.task.kind.value,
                "agreement": services.agreement.record(comparison, own),
            }
            for comparison, own in zip(comparisons, agreements, strict=True)
        ],
        "over_images": [over_images_record(each) for each in figures],
    }


def _print(
    comparisons: Sequence[Comparison],
    agreements: Sequence[Agreement],
    figures: Sequence[OverImages],
) -> None:
    from vizdesk.analysis.agreement_words import agreement_line

    for comparison, own in zip(comparisons, agreements, strict=True):
        print(f"{comparison.image.name} · {own.task.kind.value} · {agreement_line(own)}")
    for over in figures:
        if over.images > 1:
            _print_over(over)


def _print_over(over: OverImages) -> None:
    alpha = "not defined" if over.alpha is None else f"{over.alpha:.3f} ({over.level})"
    print(f"\n{over.task.value} · {over.images} images · Krippendorff's alpha {alpha}")
    width = max((len(model) for model in over.models), default=0)
    for pair in over.pairs:
        value = "–" if pair.value is None else f"{pair.value:.3f}"
        interval = pair.interval
        sure = "" if interval is None else f"  [{interval[0]:.3f}, {interval[1]:.3f}]"
        names = f"{pair.first:{width}}  {pair.second:{width}}"
        print(f"  {names}  {over.measure.value} {value}{sure}  {pair.images} images")
