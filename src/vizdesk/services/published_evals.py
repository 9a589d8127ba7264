"""The published evals of a run's models, from their cards."""

from __future__ import annotations

from collections.abc import Sequence

from vizdesk.analysis.intervals import wilson
from vizdesk.catalog.cards.card import Card, EvalBlock
from vizdesk.catalog.cards.catalogue import Catalogue
from vizdesk.catalog.table.eval_rows import CATEGORIES
from vizdesk.comparison.models import Model
from vizdesk.runs.report.pass_rate import Rate
from vizdesk.runs.report.published import Published


def published_of(catalogue: Catalogue, models: Sequence[Model]) -> tuple[Published, ...]:
    """Every published eval of these models, once for each card, in the models' order."""
    cards_found = (catalogue.card_of(model) for model in models)
    cards = {card.id: card for card in cards_found if card is not None}
    return tuple(_published(card, block) for card in cards.values() for block in card.evals)


def _published(card: Card, block: EvalBlock) -> Published:
    return Published(
        model=card.name,
        suite=block.suite,
        source=block.source.title,
        date=block.source.date,
        overall=_rate(block.passed, block.prompts),
        categories={
            CATEGORIES[kind]: _rate(passed, prompts) for kind, passed, prompts in block.categories
        },
        average_s=block.average_seconds,
        input_tokens=block.median_input_tokens,
        output_tokens=block.median_output_tokens,
        cost_usd=block.dollars_per_task,
        note=block.note,
    )


def _rate(passed: int, prompts: int) -> Rate:
    return Rate(passed, prompts, *wilson(passed, prompts))
