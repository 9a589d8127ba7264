"""What a model is best suited to, and what less: derived from its facts by fixed rules."""

from __future__ import annotations

from collections.abc import Sequence

from vizdesk.catalog.cards.card import Card, EvalBlock
from vizdesk.catalog.cards.facts import first
from vizdesk.catalog.insights.browsing import size_of
from vizdesk.catalog.insights.ranking import RankedValue
from vizdesk.catalog.table.eval_rows import CATEGORIES
from vizdesk.common.formatting import byte_size, tokens
from vizdesk.common.grades import Grade, grade
from vizdesk.common.messages import EMPTY, Message, joined, message
from vizdesk.comparison.tasks import TaskKind

LAPTOP_BYTES, LONG_WINDOW, CHEAPEST_SHARE = 5_000_000_000, 1_000_000, 0.25
RULES: Message = message(
    "Made from the facts on this page by fixed rules, nobody’s opinion: files up to 5 GB are for a "
    "laptop, a window from 1M tokens is long, the cheapest quarter by output price is cheap; of "
    "published Vision Evals 75 % and more speak for a use, below 40 % against it."
)


def best_suited(card: Card, prices: Sequence[RankedValue]) -> Message:
    """One sentence, or EMPTY where no fact speaks for any use; `prices` are sorted, cheapest first.

    What is not known speaks neither for nor against.
    """
    uses = [*_uses_by_place(card), *_uses_by_reach(card, prices), *_by_category(card, Grade.GOOD)]
    return message("Best suited to {uses}.", uses=joined(uses, "; ")) if uses else EMPTY


def less_suited(card: Card) -> Message:
    """One sentence, or EMPTY where no fact speaks against any use."""
    uses = _by_category(card, Grade.WEAK)
    if card.tasks and TaskKind.DETECT not in card.tried_tasks:
        uses.append(message("finding objects with boxes (no source names it)"))
    return message("Less suited to {uses}.", uses=joined(uses, "; ")) if uses else EMPTY


def _uses_by_place(card: Card) -> list[Message]:
    sizes = [size for way in card.local if (size := size_of(way))]
    smallest = min(sizes, default=None)
    if smallest is not None and smallest <= LAPTOP_BYTES:
        words = byte_size(smallest)
        return [message("images that must not leave a laptop ({size} of files)", size=words)]
    if card.local:
        return [message("images that must not leave a machine of one’s own")]
    return []


def _uses_by_reach(card: Card, prices: Sequence[RankedValue]) -> list[Message]:
    uses, context = [], first(card.context)
    if context is not None and context >= LONG_WINDOW:
        uses.append(message("very long documents ({n} tokens)", n=tokens(context)))
    if any(TaskKind.DETECT in fact.value for fact in card.tasks):
        uses.append(message("finding objects with boxes"))
    cheap = prices[: round(len(prices) * CHEAPEST_SHARE)]
    if cheap and any(other.id == card.id for other in prices if other.value <= cheap[-1].value):
        uses.append(message("many images at a small price"))
    return uses


def _by_category(card: Card, wanted: Grade) -> list[Message]:
    block: EvalBlock | None = card.evals[0] if card.evals else None
    if block is None:
        return []
    return [
        message(
            "“{category}” ({passed} of {prompts} published prompts passed)",
            category=CATEGORIES[category],
            passed=passed,
            prompts=prompts,
        )
        for category, passed, prompts in block.categories
        if grade(passed, prompts) is wanted
    ]
