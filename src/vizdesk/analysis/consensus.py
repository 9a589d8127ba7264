"""Consensus boxes of a comparison, and the comparison in which they are the only answer."""

from __future__ import annotations

from dataclasses import replace

from vizdesk.analysis.agreement_options import USUAL_OPTIONS, AgreementOptions
from vizdesk.analysis.box_fusion import ConsensusBox, fused_boxes
from vizdesk.analysis.participation import (
    ConsensusError,
    Participation,
    boxes_of,
    participation,
)
from vizdesk.common.messages import message
from vizdesk.comparison.models import EngineKind, Model, PastedReply
from vizdesk.comparison.task_specs.registry import spec_of
from vizdesk.comparison.types import Answer, AnswerState, Comparison, Detection, Reading

LEAST_SUPPORT = 2


def consensus_boxes(
    comparison: Comparison, options: AgreementOptions = USUAL_OPTIONS
) -> tuple[ConsensusBox, ...]:
    """The fused boxes of all answers that were read, of whatever support.

    Their members are places among the answers that were read.
    """
    return fused_boxes(
        [boxes_of(answer) for answer in _read(comparison)], options.iou, options.synonyms
    )


def consensus_comparison(
    comparison: Comparison, support: int = LEAST_SUPPORT, options: AgreementOptions = USUAL_OPTIONS
) -> Comparison:
    """The comparison with one answer: the boxes that at least `support` models gave.

    Raises ConsensusError where fewer models than that were read: of what they did not see nothing
    is known, so a file without boxes would say too much.
    """
    read = _read(comparison)
    if len(read) < support:
        raise ConsensusError(
            message(
                "{image}: boxes that {n} models agree on cannot be told, as {read} answered.",
                image=comparison.image.name,
                n=support,
                read=len(read),
            )
        )
    boxes = [box for box in consensus_boxes(comparison, options) if box.support >= support]
    name = f"Consensus of {len(read)} models, support {support} or more"
    model = Model("consensus", name, EngineKind.CONSENSUS, PastedReply(), profile="consensus")
    reading = Reading(tuple(Detection(box.label, box.box, box.score) for box in boxes))
    answer = Answer(model=model, state=AnswerState.DONE, text=name, reading=reading)
    return replace(comparison, answers=(answer,))


def _read(comparison: Comparison) -> list[Answer]:
    output = spec_of(comparison.task.kind).output
    return [
        answer
        for answer in comparison.answers
        if participation(answer, output) is Participation.READ
    ]
