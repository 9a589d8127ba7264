"""What a question will cost, before it is asked: said as an estimate, replaced by what was used."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from vizdesk.common.messages import EMPTY, Message, message
from vizdesk.comparison.image_tokens import TokenRule, image_tokens
from vizdesk.comparison.models import USUAL_DETAIL, Price, Sampling
from vizdesk.comparison.types import Answer, AnswerState, Usage

# English words of the published vocabularies: about four characters a token.
CHARACTERS_PER_TOKEN = 4
# The frame of a message: roles and separators.
FRAME_TOKENS = 10
# Median answers of the source pages' evals are 138 to 214 tokens; reasoning multiplies them.
TYPICAL_ANSWER, TYPICAL_REASONING = 250, 1000
# As much as any vendor counts an image as at its usual detail (Claude 4.7 and later).
UNKNOWN_IMAGE = 4784
# Above this share of the estimate something else is billed than an image and a question.
FAR_OVER = 3


@dataclass(frozen=True, slots=True)
class Estimate:
    """Tokens in and out, and US dollars; None where a rule or a price is not known.

    `assumed_usd` is what a limit on spending takes it to cost: `cost_usd`, or where the rule alone
    is not known, as if the image were UNKNOWN_IMAGE tokens.
    """

    image_tokens: int | None
    input_tokens: int | None
    output_tokens: int
    cost_usd: float | None
    assumed_usd: float | None = None


def estimate(
    rule: TokenRule | None,
    price: Price | None,
    sampling: Sampling,
    prompt: str,
    width: int,
    height: int,
) -> Estimate:
    """The estimate for an image sent at `width` x `height` pixels with `prompt`."""
    image = (
        None if rule is None else image_tokens(rule, width, height, sampling.detail or USUAL_DETAIL)
    )
    words = ceil(len(prompt) / CHARACTERS_PER_TOKEN) + FRAME_TOKENS
    thinks = sampling.thinking or sampling.effort not in (None, "none", "minimal")
    typical = TYPICAL_REASONING if thinks else TYPICAL_ANSWER
    out = min(sampling.max_output_tokens, typical)
    into = words + (UNKNOWN_IMAGE if image is None else image)
    cost = None if price is None else cost_of(price, Usage(input_tokens=into, output_tokens=out))
    if image is None:
        return Estimate(None, None, out, None, cost)
    return Estimate(image, into, out, cost, cost)


def cost_of(price: Price, usage: Usage) -> float | None:
    """US dollars for `usage` at the prices of the context's tier; None while a count is missing.

    Cached tokens are part of the input; without a price of their own they cost as much as it.
    """
    if usage.input_tokens is None or usage.output_tokens is None:
        return None
    into, out = price.input_per_million, price.output_per_million
    cached = price.cached_input_per_million
    for tier in sorted(price.tiers, key=lambda tier: tier.above_input_tokens):
        if usage.input_tokens > tier.above_input_tokens:
            into, out = tier.input_per_million, tier.output_per_million
            cached = tier.cached_input_per_million
    from_cache = min(usage.cached_tokens or 0, usage.input_tokens)
    given = (usage.input_tokens - from_cache) * into
    given += from_cache * (into if cached is None else cached)
    return (given + usage.output_tokens * out) / 1e6


def assumed_cost(answer: Answer, expected_usd: float | None) -> float | None:
    """What an answer is taken to have cost: its cost, else the most that is known of it.

    `expected_usd` is what such a question costs as far as that is known. 0 for a question that
    was not sent or is free; None where nothing at all is known. Never less than the counted input
    and the words written are worth.
    """
    if answer.cost_usd is not None:
        return answer.cost_usd
    if answer.model.free or not charged(answer):
        return 0.0
    price, usage = answer.model.price, answer.usage
    if price is None:
        return expected_usd
    words = ceil((len(answer.text) + len(answer.thinking)) / CHARACTERS_PER_TOKEN)
    counted = Usage(
        input_tokens=usage.input_tokens or 0,
        output_tokens=max(words, usage.output_tokens or 0),
        cached_tokens=usage.cached_tokens,
    )
    return max(expected_usd or 0.0, cost_of(price, counted) or 0.0)


def charged(answer: Answer) -> bool:
    """Whether a server may bill for `answer`: it is complete, or the server had begun it."""
    if answer.state in (AnswerState.DONE, AnswerState.QUEUED, AnswerState.RUNNING):
        return True
    if answer.finish_reason is not None or (answer.failure is not None and answer.failure.charged):
        return True
    return bool(answer.text or answer.thinking or answer.usage.input_tokens)


def overcharge_warning(used: int | None, expected: int | None) -> Message:
    """A sentence when many more tokens were billed than an image and a question can be."""
    if not used or not expected or used <= FAR_OVER * expected:
        return EMPTY
    return message(
        "{used} input tokens were billed, {times} times what was estimated ({expected}). Compare "
        "it with the server's own price list.",
        used=f"{used:,}",
        times=f"{used / expected:.0f}",
        expected=f"{expected:,}",
    )
