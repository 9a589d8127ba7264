"""The contact sheet: images × models as rows; sorted, filtered, and summed up at the foot."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from statistics import median
from typing import Any

from vizdesk.comparison.parsing.drafts import without_reasoning
from vizdesk.comparison.task_specs.registry import spec_of
from vizdesk.comparison.task_specs.task_spec import TaskOutput
from vizdesk.comparison.tasks import TaskKind
from vizdesk.comparison.types import Answer, AnswerState

LONGEST = 240
"""Characters of an answer that a cell holds; what is longer is read in the pane."""
_NUMBERED = re.compile(r"([^0-9]*)([0-9]*)")
VOTERS = 3
"""From so many models on there is a majority that one can be with or against."""


@dataclass(frozen=True, slots=True)
class ImageAgreement:
    """How the answers about one image agree, as far as a row of the sheet says it.

    `agreeing` is how many of how many (objects, lines, fields; models that say the usual), None
    where nothing could be compared; `read` is how many answers were. `differing` are the ids of
    the models that are against a clear majority in something, `alone` those that are the only one
    with something: a box nobody else drew, an answer nobody else gave.
    """

    agreeing: tuple[int, int] | None
    read: int
    differing: frozenset[str] = frozenset()
    alone: frozenset[str] = frozenset()

    @property
    def share(self) -> float | None:
        """0..1, 1 where all agree on everything."""
        return None if self.agreeing is None else self.agreeing[0] / self.agreeing[1]

    @property
    def differs(self) -> bool:
        """Whether the answers do not agree on everything."""
        return self.agreeing is not None and self.agreeing[0] < self.agreeing[1]


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One image. `answers` has a place for each model of the sheet, None where it was not asked.

    `agreement` is None until it is computed.
    """

    key: str
    name: str
    answers: tuple[Answer | None, ...]
    agreement: ImageAgreement | None = None

    @property
    def failed(self) -> bool:
        """Whether the answer of a model failed."""
        return any(answer and answer.state is AnswerState.FAILED for answer in self.answers)

    @property
    def incomplete(self) -> bool:
        """Whether a model has not been asked, or is not at the end of its answer."""
        return any(answer is None or not answer.state.final for answer in self.answers)

    @property
    def complete(self) -> bool:
        """Whether every model that can do the task answered, and more than one did."""
        able = [answer for answer in self.answers if not _unable(answer)]
        done = all(answer and answer.state is AnswerState.DONE for answer in able)
        return done and len(able) > 1


def _unable(answer: Answer | None) -> bool:
    return answer is not None and answer.state is AnswerState.UNSUPPORTED


class SheetFilterKind(Enum):
    """Which rows are shown."""

    ALL = "all"
    DIFFERING = "differing"
    FAILED = "failed"
    INCOMPLETE = "incomplete"
    ONLY = "only"


@dataclass(frozen=True, slots=True)
class SheetFilter:
    """Which rows are shown: of a kind, and with `name` in the image's name, whatever its case.

    `model_id` is the model of ONLY: images in which it alone found, or said, something.
    """

    kind: SheetFilterKind = SheetFilterKind.ALL
    name: str = ""
    model_id: str = ""

    def passes(self, row: SheetRow) -> bool:
        """Whether a row is shown."""
        return self.name.casefold() in row.name.casefold() and self._of_kind(row)

    def _of_kind(self, row: SheetRow) -> bool:
        agreement = row.agreement
        match self.kind:
            case SheetFilterKind.ALL:
                return True
            case SheetFilterKind.DIFFERING:
                return agreement is not None and agreement.differs
            case SheetFilterKind.FAILED:
                return row.failed
            case SheetFilterKind.INCOMPLETE:
                return row.incomplete
            case SheetFilterKind.ONLY:
                return agreement is not None and self.model_id in agreement.alone


class SheetOrder(Enum):
    """In which order rows stand."""

    OPENED = "opened"
    NAME = "name"
    DISAGREEMENT = "disagreement"


def arranged(
    rows: Iterable[SheetRow], chosen: SheetFilter, order: SheetOrder
) -> tuple[SheetRow, ...]:
    """The rows that pass, in this order; of equal ones the first opened stands first.

    By disagreement: the smallest share that agrees first, then the most things to agree on; rows
    of which nothing can be said yet come last.
    """
    shown = [row for row in rows if chosen.passes(row)]
    if order is SheetOrder.NAME:
        shown.sort(key=lambda row: natural_key(row.name))
    elif order is SheetOrder.DISAGREEMENT:
        shown.sort(key=_disagreement)
    return tuple(shown)


def natural_key(name: str) -> tuple[tuple[str, int, str], ...]:
    """Sorts IMG_9 before IMG_10, whatever the letters' case."""
    return tuple(
        # A figure's length and its digits sort as the figure does, however long it is.
        (words, len(figure := digits.lstrip("0")), figure)
        for words, digits in _NUMBERED.findall(name.casefold())
    )


def _disagreement(row: SheetRow) -> tuple[int, float, int]:
    agreement = row.agreement
    if agreement is None or agreement.agreeing is None:
        return (1, 0.0, 0)
    agreeing, every = agreement.agreeing
    return (0, agreeing / every, -every)


def counted(rows: Sequence[SheetRow]) -> dict[SheetFilterKind, int]:
    """How many rows each filter but ONLY would show."""
    kinds = (kind for kind in SheetFilterKind if kind is not SheetFilterKind.ONLY)
    return {kind: sum(map(SheetFilter(kind).passes, rows)) for kind in kinds}


@dataclass(frozen=True, slots=True)
class ModelFooter:
    """What one model did over all images.

    `median_s` is the median of the seconds that its finished answers took (None: none has a time),
    `done` how many are finished, of `asked_of` images. `output_tokens` and `cost_usd` are sums over
    every answer that says so, failed ones too; None where none does. `with_majority` counts the
    `complete` rows in which it is against no clear majority; None below three models.
    """

    median_s: float | None
    done: int
    asked_of: int
    output_tokens: int | None
    cost_usd: float | None
    with_majority: int | None
    complete: int


@dataclass(frozen=True, slots=True)
class SheetFooter:
    """The foot of the sheet. `all_agree` counts the complete rows that agree on everything."""

    models: tuple[ModelFooter, ...]
    complete: int
    all_agree: int


NO_SUMS = SheetFooter((), 0, 0)


def footer_of(rows: Sequence[SheetRow], model_ids: Sequence[str]) -> SheetFooter:
    """Sum up rows; only complete ones are compared, so that a quick model is not favoured."""
    complete = [row for row in rows if row.complete and row.agreement is not None]
    agreeing = sum(not row.agreement.differs for row in complete if row.agreement is not None)
    return SheetFooter(
        tuple(_model_footer(rows, complete, at, key) for at, key in enumerate(model_ids)),
        len(complete),
        agreeing,
    )


def _model_footer(
    rows: Sequence[SheetRow], complete: Sequence[SheetRow], at: int, model_id: str
) -> ModelFooter:
    answers = [answer for row in rows if (answer := row.answers[at]) is not None]
    done = [answer for answer in answers if answer.state is AnswerState.DONE]
    times = [answer.timing.total_s for answer in done if answer.timing.total_s is not None]
    # A model that cannot do the task is with nobody.
    compared = [row for row in complete if not _unable(row.answers[at])]
    against = sum(model_id in row.agreement.differing for row in compared if row.agreement)
    voters = sum(not _unable(answer) for answer in compared[0].answers) if compared else 0
    return ModelFooter(
        median(times) if times else None,
        len(done),
        len(rows),
        _sum_of(answers, lambda answer: answer.usage.output_tokens),
        _sum_of(answers, lambda answer: answer.cost_usd),
        len(compared) - against if voters >= VOTERS else None,
        len(compared),
    )


def _sum_of(answers: Sequence[Answer], value_of: Callable[[Answer], Any]) -> Any:  # noqa: ANN401
    values = [value for answer in answers if (value := value_of(answer)) is not None]
    return sum(values) if values else None


@dataclass(frozen=True, slots=True)
class SheetSums:
    """What all rows come to: how many each filter would show, the foot, and what is left to ask.

    `failed` and `not_answered` count cells: those that failed; those not asked, or stopped.
    """

    counts: dict[SheetFilterKind, int]
    footer: SheetFooter
    failed: int
    not_answered: int


def sums_of(rows: Sequence[SheetRow], model_ids: Sequence[str]) -> SheetSums:
    """Sum up all rows, whatever the filter."""
    states = Counter(answer and answer.state for row in rows for answer in row.answers)
    return SheetSums(
        counted(rows),
        footer_of(rows, model_ids),
        states[AnswerState.FAILED],
        states[None] + states[AnswerState.STOPPED],
    )


def short_answer(answer: Answer, kind: TaskKind) -> str:
    """What an answer says, on one line of at most LONGEST characters; boxes as counts by class."""
    reading = answer.reading
    match spec_of(kind).output:
        case TaskOutput.BOXES if reading.all_detections:
            words = ", ".join(f"{label} {count}" for label, count in class_counts(answer))
        case TaskOutput.LABELS if reading.labels:
            words = ", ".join(label.label for label in reading.labels)
        case TaskOutput.NUMBER if reading.value is not None:
            words = str(reading.value)
        case TaskOutput.OBJECT if isinstance(reading.value, dict):
            words = " · ".join(f"{name}: {_value(value)}" for name, value in reading.value.items())
        case _:
            # More than is shown, for what thinking and white space take of it.
            words = without_reasoning(answer.text[: 40 * LONGEST])[: 4 * LONGEST]
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def _value(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def class_counts(answer: Answer) -> tuple[tuple[str, int], ...]:
    """How many objects of each class an answer has, in the order in which it names them."""
    return tuple(Counter(item.label for item in answer.reading.all_detections).items())
