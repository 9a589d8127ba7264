"""The pure fold: an answer and one event give the next answer."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TypeVar

from vizdesk.common.surrogates import joined, whole_text
from vizdesk.comparison.events import (
    EngineProgress,
    Event,
    Finished,
    Measured,
    Notice,
    TextDelta,
    ThinkingDelta,
)
from vizdesk.comparison.types import Answer, AnswerState, FinishReason, Phase, Timing, Usage

Figures = TypeVar("Figures", Timing, Usage)


def reduce_event(answer: Answer, event: Event) -> Answer:
    """The answer after `event`. Final answers stay as they are."""
    if answer.state.final:
        return answer
    if answer.state is not AnswerState.RUNNING:
        answer = replace(answer, state=AnswerState.RUNNING)
    match event:
        case EngineProgress(phase, fraction):
            return replace(answer, phase=phase, progress=fraction)
        case TextDelta(text):
            text = joined(answer.text, text)
            return replace(answer, phase=Phase.WRITING, progress=None, text=text)
        case ThinkingDelta(text):
            thinking = joined(answer.thinking, text)
            return replace(answer, phase=Phase.THINKING, progress=None, thinking=thinking)
        case Measured(timing, usage, cost_usd):
            measured = _measured(answer, timing, usage)
            return measured if cost_usd is None else replace(measured, cost_usd=cost_usd)
        case Notice(text):
            return replace(answer, notices=(*answer.notices, text))
        case Finished():
            return _finished(answer, event)


def _measured(answer: Answer, timing: Timing, usage: Usage) -> Answer:
    return replace(answer, timing=merged(answer.timing, timing), usage=merged(answer.usage, usage))


def _finished(answer: Answer, event: Finished) -> Answer:
    answer = _measured(answer, event.timing, event.usage)
    sent = answer.sent
    if sent is not None and event.sampling:
        sent = replace(sent, sampling=dict(event.sampling))
    return replace(
        answer,
        state=AnswerState.DONE,
        progress=None,
        text=whole_text(answer.text),
        finish_reason=event.reason,
        cost_usd=answer.cost_usd if event.cost_usd is None else event.cost_usd,
        sent=sent,
        served=event.served,
        device=event.device,
    )


def merged(old: Figures, new: Figures) -> Figures:
    """The figures of `new` where it has any, else those of `old`."""
    values = ((declared.name, getattr(new, declared.name)) for declared in fields(new))
    changed = {name: value for name, value in values if value is not None}
    return replace(old, **changed) if changed else old


def stopped(now: Answer) -> Answer:
    """The answer of a model that was stopped; what it said so far is kept."""
    return replace(
        now,
        state=AnswerState.STOPPED,
        progress=None,
        text=whole_text(now.text),
        finish_reason=FinishReason.STOPPED,
    )
