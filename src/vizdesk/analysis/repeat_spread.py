"""How answers of one model to one question differ: ranges of figures, and distinct replies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from vizdesk.common.formatting import number, seconds
from vizdesk.common.messages import Message, joined, message
from vizdesk.comparison.types import Answer, AnswerState


@dataclass(frozen=True, slots=True)
class Range:
    """The least, the middle and the greatest of some figures."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class RepeatSpread:
    """Of `asked` repeats `done` answered, in `distinct` different texts.

    `counts` are boxes, points and outlines, or the count that was asked for; times are in seconds,
    `tokens` those that were written. None where no answer says it.
    """

    asked: int
    done: int
    distinct: int
    counts: Range | None
    tokens: Range | None
    first_token_s: Range | None
    total_s: Range | None

    @property
    def sentence(self) -> Message:
        """For people, on one line."""
        words = [message("{done} of {asked} answered", done=self.done, asked=self.asked)]
        if self.done > 1:
            alike = self.distinct == 1
            words.append(
                message("all replies alike")
                if alike
                else message("{n} different replies", n=self.distinct)
            )
        for name, values in (("count", self.counts), ("output tokens", self.tokens)):
            if values is not None:
                words.append(_range_words(name, number(values.low), number(values.high)))
        for name, values in (("TTFT", self.first_token_s), ("total", self.total_s)):
            if values is not None:
                words.append(_range_words(name, seconds(values.low), seconds(values.high)))
        return joined(words, " · ")


def spread_of(answers: Sequence[Answer]) -> RepeatSpread:
    """How `answers` of one model to the very same question differ; only those that are done."""
    done = [answer for answer in answers if answer.state is AnswerState.DONE]
    return RepeatSpread(
        asked=len(answers),
        done=len(done),
        distinct=len({" ".join(answer.text.split()) for answer in done}),
        counts=_range(map(_count, done)),
        tokens=_range(answer.usage.output_tokens for answer in done),
        first_token_s=_range(answer.timing.ttft_s for answer in done),
        total_s=_range(answer.timing.total_s for answer in done),
    )


def _count(answer: Answer) -> int | None:
    value = answer.reading.value
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return len(answer.reading.all_detections) or None


def _range(figures: Iterable[float | None]) -> Range | None:
    known = sorted(figure for figure in figures if figure is not None)
    return Range(known[0], median(known), known[-1]) if known else None


def _range_words(name: str, low: str, high: str) -> Message:
    if low == high:
        return message("{name} {value}", name=_name_of(name), value=low)
    return message("{name} {low} to {high}", name=_name_of(name), low=low, high=high)


def _name_of(name: str) -> Message:
    return {
        "count": message("count"),
        "output tokens": message("output tokens"),
        "TTFT": message("TTFT"),
        "total": message("total"),
    }[name]
