"""Boxes: F1 at an IoU, over the detections that were read from the reply."""

from __future__ import annotations

from vizdesk.analysis.box_matching import f1, pairs
from vizdesk.comparison.types import Reading
from vizdesk.evals.checks import Boxes
from vizdesk.evals.verdicts import Verdict, VerdictState

# More boxes than this are a model repeating itself; pairing them would only cost time.
MOST = 2_000


def judge_boxes(check: Boxes, reading: Reading) -> Verdict:
    """The verdict on boxes. Strict: the reply also had no problem when it was read."""
    found = reading.detections[:MOST]
    shown = f"{len(reading.detections)} box" + ("es" if len(reading.detections) != 1 else "")
    if not found and reading.problems:
        return Verdict(False, False, shown, reading.problems[0], VerdictState.UNREADABLE)
    paired = len(pairs(check.value, found, check.iou))
    score = f1(len(check.value), len(reading.detections), paired)
    right = score >= check.f1 - 1e-9
    why = (
        f"F1 {score:.2f} (at least {check.f1:g} is needed): {paired} of {len(check.value)} found,"
        f" {len(reading.detections) - paired} too many, at IoU {check.iou:g}."
    )
    strict = right and not reading.problems
    if right and not strict:
        why += f" Not strictly: {reading.problems[0]}"
    return Verdict(strict, right, shown, why, VerdictState.RIGHT if right else VerdictState.WRONG)
