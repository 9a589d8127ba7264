"""The options of the command line for how answers are held against each other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from vizdesk.cli.parser import UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from vizdesk.analysis.agreement_options import AgreementOptions

IGNORED = ("case", "spacing", "punctuation", "compatibility")
USUALLY_IGNORED = "case,spacing,compatibility"
USUAL_IOU, MAJORITY = 0.5, "majority"


def add_agreement_options(parser: ArgumentParser) -> None:
    """Put `--iou`, `--reference` and `--ignore` into a command's grammar."""
    parser.add_argument(
        "--iou", type=float, metavar="T", help=f"least overlap of one object ({USUAL_IOU})"
    )
    parser.add_argument(
        "--reference",
        metavar="MODEL",
        help=f"what others are held against: a model's id, or {MAJORITY}",
    )
    parser.add_argument(
        "--ignore",
        metavar="LIST",
        help=f"in texts: {', '.join(IGNORED)}, or nothing ({USUALLY_IGNORED})",
    )


def wants_agreement(options: Namespace) -> bool:
    """Whether any of the options of agreement was given to `compare`."""
    given = any(value is not None for value in (options.iou, options.reference, options.ignore))
    return given or bool(options.agreement)


def read_agreement_options(options: Namespace) -> AgreementOptions:
    """What the words of the command line ask for. Raises UsageError."""
    from vizdesk.analysis.agreement_options import AgreementOptions
    from vizdesk.analysis.text_rules import TextRules

    words = USUALLY_IGNORED if options.ignore is None else options.ignore
    ignored = [] if words == "nothing" else words.split(",")
    if unknown := [name for name in ignored if name not in IGNORED]:
        names = ", ".join((*IGNORED, "nothing"))
        raise UsageError(f"--ignore knows no “{unknown[0]}”; there are {names}.")
    rules = TextRules(**{name: name in ignored for name in IGNORED})
    iou = USUAL_IOU if options.iou is None else options.iou
    try:
        return AgreementOptions(iou=iou, reference=options.reference or MAJORITY, rules=rules)
    except ValueError as error:
        raise UsageError(f"--iou: {error}.") from None


def check_reference(reference: str, model_ids: Iterable[str]) -> None:
    """Raises UsageError where the reference is none of the models."""
    models = tuple(dict.fromkeys(model_ids))
    if reference != MAJORITY and reference not in models:
        raise UsageError(
            f"--reference: there is no model “{reference}” in it; there are {', '.join(models)}."
        )
