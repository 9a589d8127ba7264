"""What a question will cost, before it is asked: said as an estimate, replaced by what was used."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from vizdesk.common.messages import EMPTY, Message, message
from vizdesk.comparison.image_tokens import TokenRule, image_tokens
from vizdesk.comparison.models import USUAL_DETAIL, Price, Sampling

# English words of the published vocabularies: about four characters a token.
CHARACTERS_PER_TOKEN = 4
# The frame of a message: roles and separators.
FRAME_TOKENS = 10
# Median answers of the source pages' evals are 138 to 214 tokens; reasoning multiplies them.
TYPICAL_ANSWER, TYPICAL_REASONING = 250, 1000
# Above this share of the estimate something else is billed than an image and a question.
FAR_OVER = 3


@dataclass(frozen=True, slots=True)
class Estimate:
    """Tokens in and out, and US dollars; None where a rule or a price is not known."""

    image_tokens: int | None
    input_tokens: int | None
    output_tokens: int
    cost_usd: float | None


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
    if image is None:
        return Estimate(None, None, out, None)
    cost = None if price is None else cost_of(price, image + words, out)
    return Estimate(image, image + words, out, cost)


def cost_of(price: Price, input_tokens: int, output_tokens: int) -> float:
    """US dollars for so many tokens, at the prices of the context's tier."""
    into, out = price.input_per_million, price.output_per_million
    for tier in sorted(price.tiers, key=lambda one: one.above_input_tokens):
        if input_tokens > tier.above_input_tokens:
            into, out = tier.input_per_million, tier.output_per_million
    return (input_tokens * into + output_tokens * out) / 1e6


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
