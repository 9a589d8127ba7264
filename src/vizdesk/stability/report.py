"""What a stability run says: agreement of repeats, drift, how often each object was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from vizdesk.analysis.agreement_options import USUAL_OPTIONS, AgreementOptions
from vizdesk.analysis.bootstrap import Interval, ratio_intervals
from vizdesk.analysis.box_agreement import BoxAgreement
from vizdesk.analysis.comparison_agreement import Agreement, agreement_of
from vizdesk.analysis.consensus import consensus_boxes
from vizdesk.analysis.detection_scores import DetectionCase, TrueObject, score_image
from vizdesk.analysis.object_matching import MatchingError
from vizdesk.analysis.participation import Participation, boxes_of, participation
from vizdesk.analysis.repeat_spread import RepeatSpread, spread_of
from vizdesk.analysis.text_agreement import transcript
from vizdesk.analysis.text_scores import text_errors
from vizdesk.comparison.task_specs.registry import spec_of
from vizdesk.comparison.task_specs.task_spec import TaskOutput
from vizdesk.comparison.types import Answer, Box, Comparison, ImageRef
from vizdesk.stability.perturbation import ORIGINAL, Perturbation, visible_share
from vizdesk.stability.plan import CellKey, StabilityPlan

LEAST_VISIBLE = 0.5
"""An object of which less can be seen in a perturbed image is not expected there."""
FORMAT = "vizdesk-stability/1"


@dataclass(frozen=True, slots=True)
class FoundObject:
    """One object of the reference, and in how many of the answers that could show it it was."""

    label: str
    box: Box
    found: int
    answers: int


@dataclass(frozen=True, slots=True)
class VariantReport:
    """One row of a run: an image, perturbed or asked in other words, over all repeats.

    `read` of `repeats` were read. `in_all` of `of` objects, lines or fields are in every one of
    them (None: fewer than two were read, or the task has none). `self_agreement` is the mean F1 of
    each two repeats where there are boxes, else the share of equal pairs. `drift` says how like
    the reference the repeats are on average, 0..1: F1 of boxes, 1 − CER of texts, the share that
    is equal; 1 is no drift. `spread` has counts, replies and times.
    """

    image: str
    model: str
    perturbation: str
    prompt: int
    repeats: int
    read: int
    in_all: int | None
    of: int | None
    self_agreement: float | None
    drift: float | None
    spread: RepeatSpread


@dataclass(frozen=True, slots=True)
class LadderStep:
    """One model against the first of the run, on the unperturbed images; 95 % by bootstrap."""

    model: str
    name: str
    likeness: float | None
    interval: Interval | None
    images: int


@dataclass(frozen=True, slots=True)
class StabilityReport:
    """All rows, the objects of each image and model, and the ladder of several models.

    `references` are the answers that stand for the unperturbed image where a task has no boxes,
    by image key and model id.
    """

    rows: tuple[VariantReport, ...]
    objects: Mapping[tuple[str, str], tuple[FoundObject, ...]]
    ladder: tuple[LadderStep, ...]
    asked: int
    answered: int
    cost_usd: float
    references: Mapping[tuple[str, str], Answer] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Reference:
    """What the unperturbed image says: objects of more than half of the repeats, or one answer."""

    objects: tuple[TrueObject, ...] = ()
    answer: Answer | None = None


def stability_report(
    plan: StabilityPlan,
    answers: Mapping[CellKey, Answer],
    images: Mapping[str, ImageRef],
    options: AgreementOptions = USUAL_OPTIONS,
) -> StabilityReport:
    """The report of as many answers as there are. `images` by key, unperturbed.

    The answers are as they were given; their places are turned back here.
    """
    changes = {change.key: change for change in plan.perturbations}
    back = {
        cell: _turned_back(answer, changes[cell.perturbation], images[cell.image])
        for cell, answer in answers.items()
    }
    rows: list[VariantReport] = []
    objects: dict[tuple[str, str], tuple[FoundObject, ...]] = {}
    references: dict[tuple[str, str], _Reference] = {}
    for image_key in plan.images:
        for model in plan.models:
            image, key = images[image_key], (image_key, model.id)
            reference = _reference(
                plan, _repeats(plan, back, *key, ORIGINAL.key, 0), image, options
            )
            references[key] = reference
            for change, prompt in plan.rows():
                repeats = _repeats(plan, back, *key, change.key, prompt)
                rows.append(_row(plan, key, change, prompt, repeats, image, reference, options))
            own = {cell: each for cell, each in back.items() if cell[:2] == key}
            objects[key] = _found(plan, own, changes, image, reference, options)
    costs = (answer.cost_usd for answer in answers.values())
    return StabilityReport(
        tuple(rows),
        {key: found for key, found in objects.items() if found},
        _ladder(plan, back, images, references, options),
        plan.size,
        len(answers),
        sum(cost for cost in costs if cost is not None),
        {key: each.answer for key, each in references.items() if each.answer is not None},
    )


def missing_objects(
    answer: Answer,
    change: Perturbation,
    image: ImageRef,
    objects: Sequence[FoundObject],
    options: AgreementOptions = USUAL_OPTIONS,
) -> tuple[str, ...]:
    """The labels of those `objects` of the reference that an answer about `image` lacks.

    The answer is as it was given, about the image as `change` makes it; what that cuts off by more
    than half is not expected.
    """
    reference = _Reference(tuple(TrueObject(each.label, each.box) for each in objects))
    case = _case(_turned_back(answer, change, image), change, image, reference)
    score = score_image(case, options.iou, options.synonyms)
    return tuple(case.truth[at].label for at in score.missed)


def _turned_back(answer: Answer, change: Perturbation, image: ImageRef) -> Answer:
    return replace(answer, reading=change.reading_back(answer.reading, (image.width, image.height)))


def _repeats(
    plan: StabilityPlan,
    answers: Mapping[CellKey, Answer],
    image: str,
    model: str,
    change: str,
    prompt: int,
) -> list[Answer]:
    cells = (CellKey(image, model, change, prompt, repeat) for repeat in range(plan.repeats))
    return [answers[cell] for cell in cells if cell in answers]


def _is_read(plan: StabilityPlan, answer: Answer) -> bool:
    return participation(answer, spec_of(plan.task.kind).output) is Participation.READ


def _compared(plan: StabilityPlan, answers: Sequence[Answer], image: ImageRef) -> Comparison:
    """The answers as those of different models, so that the agreement code compares them."""
    numbered = tuple(
        replace(answer, model=replace(answer.model, id=f"{answer.model.id}/{at}"))
        for at, answer in enumerate(answers)
    )
    return Comparison("", datetime.fromtimestamp(0, UTC), "", image, plan.task, numbered)


def _reference(
    plan: StabilityPlan, answers: Sequence[Answer], image: ImageRef, options: AgreementOptions
) -> _Reference:
    """Of boxes the consensus of more than half; else the answer most like all the others."""
    read = [answer for answer in answers if _is_read(plan, answer)]
    if not read:
        return _Reference()
    if spec_of(plan.task.kind).output is not TaskOutput.BOXES:
        likeness = [
            sum(_alike(plan, answer, other, image, options) for other in read) for answer in read
        ]
        return _Reference(answer=read[likeness.index(max(likeness))])
    boxes = consensus_boxes(_compared(plan, read, image), options)
    return _Reference(
        tuple(TrueObject(each.label, each.box) for each in boxes if each.support * 2 > len(read)),
        read[0],
    )


def _row(
    plan: StabilityPlan,
    key: tuple[str, str],
    change: Perturbation,
    prompt: int,
    answers: Sequence[Answer],
    image: ImageRef,
    reference: _Reference,
    options: AgreementOptions,
) -> VariantReport:
    read = [answer for answer in answers if _is_read(plan, answer)]
    agreement = _agreement(plan, read, image, options)
    agreeing = None if agreement is None else agreement.agreeing
    drifts = [_likeness(plan, answer, change, image, reference, options) for answer in read]
    known = [drift for drift in drifts if drift is not None]
    return VariantReport(
        image=key[0],
        model=key[1],
        perturbation=change.key,
        prompt=prompt,
        repeats=len(answers),
        read=len(read),
        in_all=None if agreeing is None else agreeing[0],
        of=None if agreeing is None else agreeing[1],
        self_agreement=_self_agreement(plan, read, image, agreement, options),
        drift=sum(known) / len(known) if known else None,
        spread=spread_of(answers),
    )


def _agreement(
    plan: StabilityPlan, read: Sequence[Answer], image: ImageRef, options: AgreementOptions
) -> Agreement | None:
    try:
        return agreement_of(_compared(plan, read, image), options)
    except MatchingError:
        return None  # a model that repeats one box endlessly: nothing can be told of it


def _self_agreement(
    plan: StabilityPlan,
    read: Sequence[Answer],
    image: ImageRef,
    agreement: Agreement | None,
    options: AgreementOptions,
) -> float | None:
    """The mean over each two repeats; None where fewer than two were read."""
    if agreement is not None and isinstance(agreement.result, BoxAgreement):
        pairs = agreement.result.pairs
        return sum(pair.f1 for pair in pairs) / len(pairs) if pairs else None
    alike = [
        _alike(plan, first, second, image, options)
        for at, first in enumerate(read)
        for second in read[at + 1 :]
    ]
    return sum(alike) / len(alike) if alike else None


def _likeness(
    plan: StabilityPlan,
    answer: Answer,
    change: Perturbation,
    image: ImageRef,
    reference: _Reference,
    options: AgreementOptions,
) -> float | None:
    """How like the reference an answer is, 0..1; None where there is no reference."""
    if reference.answer is None:
        return None
    if spec_of(plan.task.kind).output is not TaskOutput.BOXES:
        return _alike(plan, reference.answer, answer, image, options)
    case = _case(answer, change, image, reference)
    return score_image(case, options.iou, options.synonyms).counts.f1


def _case(
    answer: Answer, change: Perturbation, image: ImageRef, reference: _Reference
) -> DetectionCase:
    there = tuple(
        each
        for each in reference.objects
        if visible_share(each.box, change.visible) >= LEAST_VISIBLE
    )
    return DetectionCase((image.width, image.height), there, tuple(boxes_of(answer)))


def _alike(
    plan: StabilityPlan, first: Answer, second: Answer, image: ImageRef, options: AgreementOptions
) -> float:
    """How like two answers are, 0..1: texts by their characters, all else by what agrees."""
    if spec_of(plan.task.kind).output is TaskOutput.TRANSCRIPT:
        rate = text_errors(transcript(first.text), transcript(second.text), options.rules).cer
        return max(0.0, 1.0 - rate) if rate is not None else float(not second.text.strip())
    agreement = _agreement(plan, [first, second], image, options)
    agreeing = None if agreement is None else agreement.agreeing
    if agreeing is None:
        return 0.0
    if isinstance(agreement.result if agreement else None, BoxAgreement):
        return agreeing[0] / agreeing[1]
    match spec_of(plan.task.kind).output:
        case TaskOutput.OBJECT:
            return agreeing[0] / agreeing[1]
        case _:
            return float(agreeing[0] == agreeing[1])


def _found(
    plan: StabilityPlan,
    answers: Mapping[CellKey, Answer],
    changes: Mapping[str, Perturbation],
    image: ImageRef,
    reference: _Reference,
    options: AgreementOptions,
) -> tuple[FoundObject, ...]:
    """Each object of the reference, the most often found first."""
    counts = [[0, 0] for _ in reference.objects]
    for cell, answer in answers.items():
        if not _is_read(plan, answer):
            continue
        change = changes[cell.perturbation]
        shown = [
            at
            for at, each in enumerate(reference.objects)
            if visible_share(each.box, change.visible) >= LEAST_VISIBLE
        ]
        score = score_image(_case(answer, change, image, reference), options.iou, options.synonyms)
        found = {true for true, _ in score.matches}
        for place, at in enumerate(shown):
            counts[at][0] += place in found
            counts[at][1] += 1
    objects = (
        FoundObject(each.label, each.box, *count)
        for each, count in zip(reference.objects, counts, strict=True)
    )
    return tuple(sorted(objects, key=lambda each: (-each.found, each.label)))


def _ladder(
    plan: StabilityPlan,
    answers: Mapping[CellKey, Answer],
    images: Mapping[str, ImageRef],
    references: Mapping[tuple[str, str], _Reference],
    options: AgreementOptions,
) -> tuple[LadderStep, ...]:
    """Each model's unperturbed answers against the first model's reference, image by image."""
    if len(plan.models) < 2:
        return ()
    first, steps = plan.models[0].id, []
    for model in plan.models:
        above: list[list[float]] = []
        below: list[list[float]] = []
        for key in plan.images:
            repeats = _repeats(plan, answers, key, model.id, ORIGINAL.key, 0)
            reference = references[key, first]
            likeness = [
                value
                for answer in repeats
                if _is_read(plan, answer)
                and (value := _likeness(plan, answer, ORIGINAL, images[key], reference, options))
                is not None
            ]
            if likeness:
                above.append([sum(likeness) / len(likeness)])
                below.append([1.0])
        mean = sum(value for (value,) in above) / len(above) if above else None
        interval = ratio_intervals(above, below)[0] if len(above) > 1 else None
        steps.append(LadderStep(model.id, model.name, mean, interval, len(above)))
    return tuple(steps)


def report_record(report: StabilityReport, names: Mapping[str, str]) -> dict[str, Any]:
    """The report in plain JSON values; `names` are what images are called, by their keys."""
    return {
        "format": FORMAT,
        "asked": report.asked,
        "answered": report.answered,
        "cost_usd": report.cost_usd,
        "rows": [
            {
                "picture": names.get(row.image, row.image),
                "model": row.model,
                "perturbation": row.perturbation,
                "prompt": row.prompt,
                "repeats": row.repeats,
                "read": row.read,
                "in_all": row.in_all,
                "of": row.of,
                "self_agreement": row.self_agreement,
                "likeness_to_original": row.drift,
                "different_replies": row.spread.distinct,
                "counts": None
                if row.spread.counts is None
                else [row.spread.counts.low, row.spread.counts.middle, row.spread.counts.high],
            }
            for row in report.rows
        ],
        "objects": [
            {
                "picture": names.get(image, image),
                "model": model,
                "label": each.label,
                "box": [each.box.x0, each.box.y0, each.box.x1, each.box.y1],
                "found": each.found,
                "answers": each.answers,
            }
            for (image, model), found in report.objects.items()
            for each in found
        ],
        "ladder": [
            {
                "model": step.model,
                "name": step.name,
                "likeness_to_first": step.likeness,
                "interval_95": None if step.interval is None else list(step.interval),
                "pictures": step.images,
            }
            for step in report.ladder
        ],
    }
