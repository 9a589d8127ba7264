"""Answers of models held against truth, task by task: one score a task and model."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from vizdesk.analysis.class_names import class_key
from vizdesk.analysis.detection_scores import (
    DetectionCase,
    DetectionScore,
    F1Difference,
    TrueObject,
    f1_difference,
    score_detections,
)
from vizdesk.analysis.paired import Paired, mcnemar, paired
from vizdesk.analysis.participation import Participation, boxes_of, participation
from vizdesk.analysis.text_rules import USUAL_RULES, TextRules
from vizdesk.analysis.text_scores import (
    Accuracy,
    TextErrors,
    TextScore,
    accuracy,
    score_texts,
    text_errors,
)
from vizdesk.comparison.parsing.final_answer import final_answer
from vizdesk.comparison.task_specs.registry import spec_of
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import Answer, Box, Comparison, ImageRef
from vizdesk.evals.checks import Check
from vizdesk.evals.scoring import judge
from vizdesk.truth.image_truth import ImageTruth

TruthOf = Callable[[ImageRef], ImageTruth | None]


@dataclass(frozen=True, slots=True)
class ScoreOptions:
    """How answers are held against truth: the IoU (0..1], classes that mean the same, text rules.

    Raises ValueError for an IoU out of range.
    """

    iou: float = 0.5
    synonyms: Mapping[str, str] = field(default_factory=dict)
    rules: TextRules = USUAL_RULES

    def __post_init__(self) -> None:
        if not 0 < self.iou <= 1:
            raise ValueError(f"{self.iou:g} is not above 0 and at most 1")


USUAL = ScoreOptions()


@dataclass(frozen=True, slots=True)
class ModelScore:
    """One model at one task, over all images that have truth for it and an answer that was read.

    `images` names them in their order. Just one of `boxes`, `texts` and `right` is there. `unread`
    counts answers that failed or were not read: they are in no figure. `started_from_it` counts
    images whose truth was begun with this model's own boxes, which favours it.
    """

    task: TaskKind
    model: str
    name: str
    images: tuple[str, ...]
    unread: int = 0
    started_from_it: int = 0
    cases: tuple[DetectionCase, ...] = ()
    boxes: DetectionScore | None = None
    texts: TextScore | None = None
    right: Accuracy | None = None
    verdicts: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class PairScore:
    """Two models at one task on the images that both answered: F1 in pairs, or McNemar's test."""

    task: TaskKind
    first: str
    second: str
    images: int
    f1: F1Difference | None = None
    verdicts: Paired | None = None

    @property
    def p(self) -> float | None:
        """McNemar's p of the same accuracy; None for boxes."""
        return None if self.verdicts is None else mcnemar(self.verdicts)


@dataclass(frozen=True, slots=True)
class Scores:
    """All scores; `without_truth` counts comparisons about which nothing is known to be right."""

    models: tuple[ModelScore, ...]
    pairs: tuple[PairScore, ...]
    without_truth: int


@dataclass
class _Gathered:
    """What is known of one model at one task while comparisons are gone through."""

    name: str
    images: list[str] = field(default_factory=list)
    unread: int = 0
    started_from_it: int = 0
    cases: list[DetectionCase] = field(default_factory=list)
    texts: list[TextErrors] = field(default_factory=list)
    verdicts: list[bool] = field(default_factory=list)


def score_comparisons(
    comparisons: Sequence[Comparison], truth_of: TruthOf, options: ScoreOptions = USUAL
) -> Scores:
    """Score every answer whose image has truth for its task. The order of models is kept."""
    gathered: dict[tuple[TaskKind, str], _Gathered] = {}
    without = 0
    for comparison in comparisons:
        truth = truth_of(comparison.image)
        if truth is None or not has_truth(truth, comparison.task):
            without += 1
            continue
        for answer in comparison.answers:
            key = comparison.task.kind, answer.model.id
            _add(
                gathered.setdefault(key, _Gathered(answer.model.name)),
                comparison,
                answer,
                truth,
                options,
            )
    models = tuple(_score(*key, each, options) for key, each in gathered.items())
    return Scores(models, _pairs(models), without)


class ErrorKind(Enum):
    """What is wrong with a box. The values are those of the JSON format."""

    WRONG = "false positive"
    WRONG_CLASS = "wrong class"
    MISSED = "false negative"


@dataclass(frozen=True, slots=True)
class BoxError:
    """One error of a model; `image` is the place among its images, `label` the class it said.

    Of a missed object `label` is the class it has, and there is no score.
    """

    image: int
    kind: ErrorKind
    label: str
    box: Box
    score: float | None = None


def errors_by_cost(score: ModelScore) -> tuple[BoxError, ...]:
    """Every error of a model's boxes: the most confident wrong ones first, then the missed ones.

    Missed objects stand by their share of the image, the largest first.
    """
    if score.boxes is None:
        return ()
    wrong: list[BoxError] = []
    missed: list[BoxError] = []
    for at, (case, image) in enumerate(zip(score.cases, score.boxes.images, strict=True)):
        confused = {detected for _, detected in image.confusions}
        named = {true for true, _ in image.confusions}
        for place in image.wrong:
            said = case.detections[place]
            kind = ErrorKind.WRONG_CLASS if place in confused else ErrorKind.WRONG
            wrong.append(BoxError(at, kind, said.label, said.box, said.score))
        for place in image.missed:
            if place not in named:  # one of a wrong class is told once
                there = case.truth[place]
                missed.append(BoxError(at, ErrorKind.MISSED, there.label, there.box))
    wrong.sort(key=lambda error: -1.0 if error.score is None else -error.score)
    missed.sort(key=lambda error: -error.box.area)
    return (*wrong, *missed)


def has_truth(truth: ImageTruth, task: Task) -> bool:
    """Whether something is known to be right that answers to `task` can be held against."""
    match task.kind:
        case TaskKind.DETECT:
            return truth.objects is not None
        case TaskKind.READ_TEXT:
            return truth.text is not None
        case TaskKind.ASK:
            return truth.answer_to(task.prompt or task.question) is not None
        case TaskKind.CLASSIFY:
            return truth.classes is not None
        case TaskKind.COUNT:
            return truth.count_of(task) is not None
        case TaskKind.STRUCTURED:
            return truth.fields is not None
    return False


def detection_case(answer: Answer, task: Task, truth: ImageTruth, image: ImageRef) -> DetectionCase:
    """An answer's boxes against the truth's, of the classes that were asked for (none: all).

    Outlines count as the box around them; points are left out on both sides.
    """
    asked = {class_key(name) for name in task.classes}
    objects = tuple(
        TrueObject(thing.label, box, thing.crowd, thing.area_px)
        for thing in truth.objects or ()
        if (box := thing.box) is not None and (not asked or class_key(thing.label) in asked)
    )
    return DetectionCase((image.width, image.height), objects, tuple(boxes_of(answer)))


def is_right(answer: Answer, task: Task, truth: ImageTruth) -> bool:
    """Whether an answer to a question, a choice of classes, a count or fields is right."""
    match task.kind:
        case TaskKind.CLASSIFY:
            return _right_classes(answer, task, truth.classes or ())
        case TaskKind.COUNT:
            return bool(answer.reading.value == truth.count_of(task))
    check: Check | None = truth.fields
    if task.kind is not TaskKind.STRUCTURED:
        check = truth.answer_to(task.prompt or task.question)
    return check is not None and judge(check, answer.text, answer.reading).lenient


def _right_classes(answer: Answer, task: Task, classes: Sequence[str]) -> bool:
    """All classes where several may be true, else the best one, which must be one that is."""
    wanted = {class_key(name) for name in classes}
    labels = answer.reading.labels
    if task.many:
        return {class_key(label.label) for label in labels} == wanted
    if not labels:
        return not wanted
    best = max(labels, key=lambda label: -1.0 if label.score is None else label.score)
    return class_key(best.label) in wanted


def _add(
    into: _Gathered,
    comparison: Comparison,
    answer: Answer,
    truth: ImageTruth,
    options: ScoreOptions,
) -> None:
    output = spec_of(comparison.task.kind).output
    if participation(answer, output) is not Participation.READ:
        into.unread += 1
        return
    into.images.append(comparison.image.key)
    match comparison.task.kind:
        case TaskKind.DETECT:
            into.started_from_it += answer.model.id in truth.started_from
            image = comparison.image
            into.cases.append(detection_case(answer, comparison.task, truth, image))
        case TaskKind.READ_TEXT:
            into.texts.append(errors_of(answer, truth, options.rules))
        case _:
            into.verdicts.append(is_right(answer, comparison.task, truth))


def errors_of(answer: Answer, truth: ImageTruth, rules: TextRules = USUAL_RULES) -> TextErrors:
    """The edits of a text against the expected one; line ends count where truth says so."""
    assert truth.text is not None
    if truth.text.line_breaks:
        rules = TextRules(rules.case, False, rules.punctuation, rules.compatibility)
    return text_errors(truth.text.text, final_answer(answer.text).whole, rules)


def _score(task: TaskKind, model: str, each: _Gathered, options: ScoreOptions) -> ModelScore:
    boxes = score_detections(each.cases, options.iou, options.synonyms) if each.cases else None
    return ModelScore(
        task,
        model,
        each.name,
        tuple(each.images),
        each.unread,
        each.started_from_it,
        tuple(each.cases),
        boxes,
        score_texts(each.texts) if each.texts else None,
        accuracy(each.verdicts) if each.verdicts else None,
        tuple(each.verdicts),
    )


def _pairs(models: Sequence[ModelScore]) -> tuple[PairScore, ...]:
    return tuple(
        pair
        for at, first in enumerate(models)
        for second in models[at + 1 :]
        if first.task is second.task and (pair := _pair(first, second)) is not None
    )


def _pair(first: ModelScore, second: ModelScore) -> PairScore | None:
    """The two on the images both answered; None where that is none, and for texts.

    An image that was asked about several times is paired by its order.
    """
    places = _shared(first.images, second.images)
    if not places:
        return None
    if first.boxes is not None and second.boxes is not None:
        difference = f1_difference(
            [first.boxes.images[at] for at, _ in places],
            [second.boxes.images[at] for _, at in places],
        )
        return PairScore(first.task, first.model, second.model, len(places), f1=difference)
    if first.right is not None and second.right is not None:
        table = paired(
            [first.verdicts[at] for at, _ in places], [second.verdicts[at] for _, at in places]
        )
        return PairScore(first.task, first.model, second.model, len(places), verdicts=table)
    return None


def _shared(first: Sequence[str], second: Sequence[str]) -> list[tuple[int, int]]:
    places: dict[str, list[int]] = {}
    for at, key in enumerate(second):
        places.setdefault(key, []).append(at)
    return [(at, places[key].pop(0)) for at, key in enumerate(first) if places.get(key)]
