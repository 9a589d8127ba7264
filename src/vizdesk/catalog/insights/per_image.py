"""Tokens and seconds for one image, after the best that is known of a model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from vizdesk.catalog.cards.card import Card
from vizdesk.common.messages import Message, message
from vizdesk.comparison.estimates import Estimate
from vizdesk.comparison.types import Answer, AnswerState

GUESSED_INPUT, GUESSED_OUTPUT = 300, 100


@dataclass(frozen=True, slots=True)
class PerImageUsage:
    """Tokens of a usual question, where they are from, and seconds an answer took here."""

    input_tokens: int
    output_tokens: int
    origin: Message
    seconds: float | None = None


def per_image_usage(
    card: Card, answers: Sequence[Answer], estimate: Estimate | None
) -> PerImageUsage:
    """The medians of `answers` of this card's models, else what is published, else an estimate."""
    done = [
        answer
        for answer in answers
        if answer.state is AnswerState.DONE
        and answer.usage.input_tokens is not None
        and answer.usage.output_tokens is not None
    ]
    if done:
        times = [answer.timing.total_s for answer in done if answer.timing.total_s]
        return PerImageUsage(
            round(median(answer.usage.input_tokens or 0 for answer in done)),
            round(median(answer.usage.output_tokens or 0 for answer in done)),
            message("measured here, median of {n}", n=len(done)),
            median(times) if times else None,
        )
    for block in card.evals:
        if block.median_input_tokens is not None and block.median_output_tokens is not None:
            return PerImageUsage(
                block.median_input_tokens,
                block.median_output_tokens,
                message("published medians, {source}", source=block.source.words),
                block.average_seconds,
            )
    if estimate is not None and estimate.input_tokens is not None:
        words: Message = message("estimated for an image of 1024 × 768 px; run it once to measure")
        return PerImageUsage(estimate.input_tokens, GUESSED_OUTPUT, words)
    return PerImageUsage(GUESSED_INPUT, GUESSED_OUTPUT, message("a guess; run it once to measure"))
