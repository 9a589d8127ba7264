"""`vizdesk score FILE.json`: saved answers held against what is right."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from vizdesk.cli.export_options import check_targets
from vizdesk.cli.parser import UsageError
from vizdesk.cli.report import print_json
from vizdesk.common.atomic_files import write_whole
from vizdesk.common.strict_json import to_json
from vizdesk.comparison.record_check import RecordError
from vizdesk.comparison.saved_comparisons import read_comparisons
from vizdesk.comparison.types import ImageRef
from vizdesk.services.app_services import AppServices

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction

    from vizdesk.truth.image_truth import ImageTruth
    from vizdesk.truth.scoring import ModelScore, PairScore, Scores

Parser = TypeVar("Parser", bound="ArgumentParser")
OK, FAILED = 0, 1
USUAL_IOU = 0.5


def add_score(commands: _SubParsersAction[Parser]) -> None:
    """Put `score` into the command line's grammar."""
    parser = commands.add_parser("score", help="hold saved answers against what is right")
    parser.add_argument("source", metavar="FILE.json", type=Path, help="a file of --json")
    parser.add_argument(
        "--truth",
        type=Path,
        metavar="COCO|FOLDER",
        help="annotations (COCO, YOLO, Pascal VOC, LabelMe) or a suite; else what was drawn here",
    )
    parser.add_argument(
        "--iou",
        type=float,
        default=USUAL_IOU,
        metavar="T",
        help=f"least overlap of a right box ({USUAL_IOU})",
    )
    parser.add_argument("--json", type=Path, metavar="OUT", help="write all figures; - for stdout")


def score(options: Namespace, services: AppServices) -> int:
    """Print a line a task and model; 1 where no answer could be scored. Raises UsageError."""
    from vizdesk.evals.suite import SuiteError
    from vizdesk.truth.score_records import scores_record

    service = services.truth()
    try:
        asked = service.options(options.iou)
    except ValueError as error:
        raise UsageError(f"--iou: {error}.") from None
    to_stdout = str(options.json) == "-"
    if options.json is not None and not to_stdout:
        check_targets([options.json])
    try:
        comparisons = read_comparisons(options.source)
        truth_of = _truth_of(options.truth, services)
    except (RecordError, SuiteError) as error:
        print(f"vizdesk: {error}", file=sys.stderr)
        return FAILED
    scores = service.score(comparisons, asked, truth_of)
    names = {comparison.image.key: comparison.image.name for comparison in comparisons}
    if not to_stdout:
        _print(scores)
    if options.json is not None:
        record = scores_record(scores, asked, names)
        if to_stdout:
            print_json(record)
        else:
            write_whole(options.json, to_json(record, indent=2) + "\n")
            print(f"Wrote {options.json}", file=sys.stderr)
    return OK if any(each.images for each in scores.models) else FAILED


def _truth_of(
    path: Path | None, services: AppServices
) -> Callable[[ImageRef], ImageTruth | None] | None:
    """Where truth is looked up; None: what is kept. Raises SuiteError."""
    from vizdesk.truth.files import TruthIndex

    if path is None:
        return None
    read = services.truth().read(path)
    for note in read.notes:
        print(f"vizdesk: {note}", file=sys.stderr)
    return TruthIndex(read.truths).of


def _print(scores: Scores) -> None:
    if scores.without_truth:
        print(f"{scores.without_truth} comparisons have no truth.", file=sys.stderr)
    width = max((len(each.name) for each in scores.models), default=0)
    for each in scores.models:
        print(f"{each.task.value}  {each.name:{width}}  {_figures(each)}")
    names = {each.model: each.name for each in scores.models}
    for pair in scores.pairs:
        print(_pair_line(pair, names))


def _figures(score: ModelScore) -> str:
    words: list[str] = []
    if score.boxes is not None:
        counts, mean = score.boxes.counts, score.boxes.average_precision.mean
        words += [f"TP {counts.tp}", f"FP {counts.fp}", f"FN {counts.fn}"]
        words += [f"P {_share(counts.precision)}", f"R {_share(counts.recall)}"]
        words += [f"F1 {_sure(counts.f1, score.boxes.intervals['f1'])}"]
        words += [f"mAP {_sure(mean, score.boxes.intervals['map'])}"]
    if score.texts is not None:
        words += [f"CER {_sure(score.texts.cer, score.texts.cer_interval)}"]
        words += [f"WER {_sure(score.texts.wer, score.texts.wer_interval)}"]
    if score.right is not None:
        right = score.right
        words += [f"{right.right} of {right.answers} right"]
        words += [_sure(right.share, right.interval)]
    words += [_count(len(score.images), "image")]
    if score.unread:
        words += [f"{score.unread} not read"]
    if score.started_from_it:
        words += [f"truth of {score.started_from_it} started from this model"]
    return " · ".join(words)


def _sure(value: float | None, interval: Sequence[float] | None) -> str:
    sure = "" if interval is None else f" [{interval[0]:.3f}, {interval[1]:.3f}]"
    return f"{_share(value)}{sure}"


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _count(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _pair_line(pair: PairScore, names: dict[str, str]) -> str:
    line = f"  {pair.task.value}  {names[pair.first]} – {names[pair.second]}"
    if pair.f1 is not None:
        return f"{line}: F1 {_sure(pair.f1.difference, pair.f1.interval)}"
    assert pair.verdicts is not None
    return f"{line}: {pair.verdicts.only_first} : {pair.verdicts.only_second}, p = {pair.p:.3g}"
