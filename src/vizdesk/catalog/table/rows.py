"""Model cards → comparison table: the rows of the source pages, in their order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from vizdesk.catalog.cards.card import Card, CardCategory, Feature, ListPrice
from vizdesk.catalog.cards.facts import Fact, conflicting
from vizdesk.catalog.cards.life_cycle import life_of
from vizdesk.catalog.table.eval_rows import evals_section
from vizdesk.catalog.table.exam_rows import exam_section
from vizdesk.catalog.table.table import (
    NOT_KNOWN,
    ComparisonTable,
    Section,
    TableCell,
    TableColumn,
    TableRow,
)
from vizdesk.common.formatting import day, dollars, month, tokens
from vizdesk.common.messages import EMPTY, Message, joined, message, verbatim
from vizdesk.comparison.tasks import TaskKind

T = TypeVar("T")

NOTHING_SHARED: Message = message(
    "These models don’t share enough tasks for a side-by-side run. The "
    "table below says what each can do."
)
VISION_TASKS: Mapping[TaskKind, Message] = {
    TaskKind.CAPTION: message("Captioning"),
    TaskKind.CLASSIFY: message("Classification"),
    TaskKind.DETECT: message("Object detection"),
    TaskKind.READ_TEXT: message("OCR"),
}
LANGUAGE_TASKS: Mapping[TaskKind, Message] = {TaskKind.ASK: message("Visual question answering")}
FEATURES: Mapping[Feature, Message] = {
    Feature.MULTIMODAL_VISION: message("Multimodal vision"),
    Feature.FOUNDATION_VISION: message("Foundation vision"),
    Feature.LLM_WITH_VISION: message("LLMs with vision capabilities"),
}


MEASURED_BY: Message = message(
    "Published figures, not measured by vizdesk. The Intelligence Index of Artificial Analysis "
    "(artificialanalysis.ai) is made of questions in words far more than of images; speed is that "
    "of its usual API on the day of the source. Arena (arena.ai, CC-BY-4.0) rates by people’s "
    "votes on answers about images.\nOf several settings of one model the best is shown; a pointer "
    "on a cell says which."
)


def build_table(
    cards: Sequence[Card], today: str, needs: Mapping[str, Message] | None = None
) -> ComparisonTable:
    """The table of `cards` on `today` (an ISO date); `needs` are a few words for each card's id."""
    needs = needs or {}
    columns = tuple(TableColumn(card.id, card.name, needs.get(card.id, EMPTY)) for card in cards)
    sections = (
        Section(EMPTY, _about(cards, today)),
        Section(message("Pricing per 1M tokens"), _prices(cards, today)),
        Section(message("Vision tasks"), _tasks(cards, VISION_TASKS)),
        Section(message("Vision language"), _tasks(cards, LANGUAGE_TASKS)),
        Section(message("Model features"), _features(cards)),
        evals_section(cards),
        exam_section(cards),
        Section(message("Intelligence and speed"), _measured(cards), EMPTY, MEASURED_BY),
        Section(message("Images and memory"), _here(cards)),
    )
    return ComparisonTable(columns, sections, _sentence(cards))


def shared_tasks(cards: Sequence[Card]) -> frozenset[TaskKind]:
    """The tasks that every card can be tried with; cards of which nothing is said may do any."""
    each = [card.tried_tasks for card in cards if card.tasks or card.experimental]
    return frozenset.intersection(*each) if each else frozenset(TaskKind)


def _sentence(cards: Sequence[Card]) -> Message:
    return NOTHING_SHARED if len(cards) > 1 and not shared_tasks(cards) else EMPTY


def _about(cards: Sequence[Card], today: str) -> tuple[TableRow, ...]:
    def words(key: str, label: Message, facts: Callable[[Card], Sequence[Fact[str]]]) -> TableRow:
        return TableRow(key, label, tuple(_cell(facts(card), verbatim, str) for card in cards))

    return (
        words("organisation", message("Organisation"), lambda card: card.organisation),
        TableRow(
            "category",
            message("Category"),
            tuple(_cell(c.category, _category, _category) for c in cards),
        ),
        words("modality", message("Modality"), lambda card: card.modality),
        TableRow(
            "released",
            message("Release date"),
            tuple(_cell(c.released, month, str, day) for c in cards),
        ),
        TableRow(
            "context",
            message("Context window"),
            tuple(_cell(c.context, _tokens, float) for c in cards),
        ),
        TableRow(
            "parameters",
            message("Parameters"),
            tuple(_cell(c.parameters, verbatim, parameter_count) for c in cards),
        ),
        words("licence", message("Licence"), lambda card: card.licence),
        TableRow("life", message("Life cycle"), tuple(_life(card, today) for card in cards)),
    )


def _prices(cards: Sequence[Card], today: str) -> tuple[TableRow, ...]:
    def cells(part: Callable[[ListPrice], float]) -> tuple[TableCell, ...]:
        return tuple(
            _cell(card.price_on(today), lambda price: verbatim(dollars(part(price))), part)
            for card in cards
        )

    return (
        TableRow("input-price", message("Input $/1M"), cells(lambda prices: prices.input)),
        TableRow("output-price", message("Output $/1M"), cells(lambda prices: prices.output)),
    )


def _tasks(cards: Sequence[Card], rows: Mapping[TaskKind, Message]) -> tuple[TableRow, ...]:
    return tuple(
        TableRow(kind.value, label, tuple(_task(card, kind) for card in cards))
        for kind, label in rows.items()
    )


def _task(card: Card, kind: TaskKind) -> TableCell:
    for facts, words in (
        (card.tasks, message("Try")),
        (card.experimental, message("experimental")),
    ):
        for fact in facts:
            if kind in fact.value:
                tip = joined((fact.source.words, verbatim(fact.note)), "\n")
                return TableCell(words, tip=tip, order=int(facts is not card.tasks), tries=kind)
    return TableCell(tip=_tip(card.tasks[:1], lambda _: message("not named there")))


def _features(cards: Sequence[Card]) -> tuple[TableRow, ...]:
    def cell(card: Card, feature: Feature) -> TableCell:
        for fact in card.features:
            if feature in fact.value:
                return TableCell(
                    message("yes"), tip=_tip([fact], lambda _: message("yes")), order=0
                )
        return TableCell(tip=_tip(card.features[:1], lambda _: message("not named there")))

    return tuple(
        TableRow(feature.value, label, tuple(cell(card, feature) for card in cards))
        for feature, label in FEATURES.items()
    )


def _measured(cards: Sequence[Card]) -> tuple[TableRow, ...]:
    def row(
        key: str, label: Message, note: Message, facts: Callable[[Card], Sequence[Fact[float]]]
    ) -> TableRow:
        cells = tuple(_cell(facts(card), _one_digit, float) for card in cards)
        return TableRow(key, label, cells, note)

    return (
        row(
            "intelligence",
            message("Intelligence Index"),
            message("Artificial Analysis"),
            lambda card: card.intelligence,
        ),
        row("speed", message("Output tokens/s"), message("at its API"), lambda card: card.speed),
        row("arena", message("Arena rating"), message("vision"), lambda card: card.arena),
    )


def _one_digit(value: float) -> Message:
    return verbatim(f"{value:.1f}")


def _here(cards: Sequence[Card]) -> tuple[TableRow, ...]:
    rows: tuple[tuple[str, Message, Callable[[Card], Sequence[Fact[str]]]], ...] = (
        ("boxes", message("Boxes"), lambda card: card.boxes),
        ("image-tokens", message("Tokens for an image"), lambda card: card.image_tokens),
        ("memory", message("Memory it takes"), lambda card: card.memory),
    )
    return tuple(
        TableRow(key, label, tuple(_cell(facts(card), verbatim, str) for card in cards))
        for key, label, facts in rows
    )


def _life(card: Card, today: str) -> TableCell:
    life = life_of(card, today)
    if life.fact is None:
        return TableCell(message("current") if card.released else NOT_KNOWN, order="")
    return TableCell(life.words, tip=_tip([life.fact], day), order=life.fact.value)


def _cell(
    facts: Sequence[Fact[T]],
    show: Callable[[T], Message],
    order: Callable[[T], float | str],
    precise: Callable[[T], Message] | None = None,
) -> TableCell:
    if not facts:
        return TableCell()
    return TableCell(
        show(facts[0].value),
        tip=_tip(facts, precise or show),
        order=order(facts[0].value),
        differs=conflicting(facts),
    )


def _tip(facts: Sequence[Fact[T]], show: Callable[[T], Message]) -> Message:
    lines = [
        message("{value} – {source}", value=show(fact.value), source=fact.source.words)
        for fact in facts
    ]
    notes = [verbatim(fact.note) for fact in facts]
    lead = [message("Sources differ:")] if conflicting(facts) else []
    return joined((*lead, *lines, *notes), "\n")


def _category(category: CardCategory) -> Message:
    return category.words


def _tokens(count: int) -> Message:
    return verbatim(tokens(count))


def parameter_count(words: str) -> float | str:
    """4B → 4e9, 256M → 2.56e8; what is no number is sorted as words."""
    number = words.split()[0]
    scale = {"B": 1e9, "M": 1e6, "T": 1e12}.get(number[-1:])
    try:
        return float(number[:-1]) * scale if scale else words
    except ValueError:
        return words
