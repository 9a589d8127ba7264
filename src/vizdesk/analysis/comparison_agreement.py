"""Agreement of one comparison: who was read, and how far those agree, whatever the task."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from vizdesk.analysis.agreement_options import MAJORITY, USUAL_OPTIONS, AgreementOptions
from vizdesk.analysis.box_agreement import BoxAgreement, agree_on_boxes
from vizdesk.analysis.count_agreement import CountAgreement, agree_on_counts
from vizdesk.analysis.field_agreement import FieldAgreement, agree_on_fields
from vizdesk.analysis.label_agreement import LabelAgreement, agree_on_labels
from vizdesk.analysis.object_matching import MatchingError
from vizdesk.analysis.participation import Participation, boxes_of, participation
from vizdesk.analysis.reply_agreement import ReplyAgreement, agree_on_replies
from vizdesk.analysis.text_agreement import TextAgreement, agree_on_texts, transcript
from vizdesk.common.messages import message
from vizdesk.comparison.task_specs.registry import spec_of
from vizdesk.comparison.task_specs.task_spec import TaskOutput
from vizdesk.comparison.tasks import Task
from vizdesk.comparison.types import Answer, Comparison

MOST_CHARACTERS = 1_000_000
"""Of all answers together: aligning grows with the square of a text's length."""

Result: TypeAlias = (
    BoxAgreement | TextAgreement | ReplyAgreement | LabelAgreement | CountAgreement | FieldAgreement
)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How the answers of one comparison agree.

    `participation` has an entry for each answer. `read` are the places of those that were read;
    every figure of `result` is about these, in this order. `result` is None where fewer than two
    were read: nothing can agree. `reference` is what was held against: MAJORITY or a model's id;
    MAJORITY too where that model has no answer.
    """

    task: Task
    models: tuple[str, ...]
    names: tuple[str, ...]
    participation: tuple[Participation, ...]
    read: tuple[int, ...]
    options: AgreementOptions
    reference: str
    result: Result | None

    @property
    def read_models(self) -> tuple[str, ...]:
        """The ids of the models whose answers were read."""
        return tuple(self.models[at] for at in self.read)

    @property
    def read_names(self) -> tuple[str, ...]:
        """Their names."""
        return tuple(self.names[at] for at in self.read)

    @property
    def agreeing(self) -> tuple[int, int] | None:
        """How many of how many: objects, lines, fields all agree on; models that say the usual.

        None where nothing can agree, or there is nothing to agree on.
        """
        result = self.result
        match result:
            case BoxAgreement():
                share = result.all_agree, len(result.objects)
            case TextAgreement():
                share = result.lines_agree, result.lines
            case FieldAgreement():
                share = result.all_agree, len(result.rows)
            case CountAgreement():
                share = result.at_median, len(result.counts)
            case LabelAgreement():
                share = (
                    (result.labels_agree, len(result.rows))
                    if result.many
                    else (result.votes, result.models)
                )
            case ReplyAgreement():
                share = len(result.groups[0].members), result.replies
            case None:
                return None
        return share if share[1] else None


def agreement_of(
    comparison: Comparison,
    options: AgreementOptions = USUAL_OPTIONS,
    drawn: Mapping[str, int] | None = None,
) -> Agreement:
    """How the answers of a comparison agree; `drawn` are boxes by model, beside a count.

    Only answers that were read take part: failed and stopped ones are counted apart, and never as
    a disagreement. Raises object_matching.MatchingError.
    """
    answers = comparison.answers
    output = spec_of(comparison.task.kind).output
    kinds = tuple(participation(answer, output) for answer in answers)
    read = tuple(at for at, kind in enumerate(kinds) if kind is Participation.READ)
    read_answers = [answers[at] for at in read]
    models = [answer.model.id for answer in read_answers]
    place = models.index(options.reference) if options.reference in models else None
    result = None
    if len(read) >= 2 or (len(read) == 1 and options.truth is not None):
        result = _result(comparison.task, read_answers, options, place, drawn or {})
    return Agreement(
        task=comparison.task,
        models=tuple(answer.model.id for answer in answers),
        names=tuple(answer.model.name for answer in answers),
        participation=kinds,
        read=read,
        options=options,
        reference=MAJORITY if place is None else options.reference,
        result=result,
    )


def _result(
    task: Task,
    answers: Sequence[Answer],
    options: AgreementOptions,
    place: int | None,
    drawn: Mapping[str, int],
) -> Result:
    reference = place if options.truth is None else options.truth
    if sum(len(answer.text) for answer in answers) > MOST_CHARACTERS:
        raise MatchingError(
            message(
                "The answers have more than {n} characters: too many to be compared.",
                n=f"{MOST_CHARACTERS:,}",
            )
        )
    readings = [answer.reading for answer in answers]
    match spec_of(task.kind).output:
        case TaskOutput.BOXES:
            return agree_on_boxes([boxes_of(answer) for answer in answers], options)
        case TaskOutput.TRANSCRIPT:
            texts = [transcript(answer.text) for answer in answers]
            return agree_on_texts(texts, options.rules, reference)
        case TaskOutput.LABELS:
            labels = [reading.labels for reading in readings]
            return agree_on_labels(labels, options.synonyms, many=task.many)
        case TaskOutput.NUMBER:
            boxes = [drawn.get(answer.model.id) for answer in answers]
            return agree_on_counts([reading.value for reading in readings], boxes)
        case TaskOutput.OBJECT:
            asked = [key for key, _ in task.fields]
            return agree_on_fields([reading.value for reading in readings], asked)
        case _:
            return agree_on_replies([answer.text for answer in answers], options.rules, reference)
