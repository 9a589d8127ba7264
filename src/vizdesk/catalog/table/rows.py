"""Model cards → comparison table: the rows of the source pages, in their order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from vizdesk.catalog.cards.card import Card, CardCategory, Feature, ListPrice
from vizdesk.catalog.cards.facts import Fact, conflicting
from vizdesk.catalog.cards.life_cycle import life_of
from vizdesk.catalog.table.eval_rows import evals_section
from vizdesk.catalog.table.table import ComparisonTable, Section, TableCell, TableColumn, TableRow
from vizdesk.common.formatting import day, dollars, month, tokens
from vizdesk.comparison.tasks import TaskKind

T = TypeVar("T")

NOTHING_SHARED = (
    "These models don’t share enough tasks for a side-by-side run. The table below says what each "
    "can do."
)
VISION_TASKS: Mapping[TaskKind, str] = {
    TaskKind.CAPTION: "Captioning",
    TaskKind.CLASSIFY: "Classification",
    TaskKind.DETECT: "Object detection",
    TaskKind.READ_TEXT: "OCR",
}
LANGUAGE_TASKS: Mapping[TaskKind, str] = {TaskKind.ASK: "Visual question answering"}
FEATURES: Mapping[Feature, str] = {
    Feature.MULTIMODAL_VISION: "Multimodal vision",
    Feature.FOUNDATION_VISION: "Foundation vision",
    Feature.LLM_WITH_VISION: "LLMs with vision capabilities",
}


def build_table(
    cards: Sequence[Card], today: str, needs: Mapping[str, str] | None = None
) -> ComparisonTable:
    """The table of `cards` on `today` (an ISO date); `needs` are a few words for each card's id."""
    needs = needs or {}
    columns = tuple(TableColumn(card.id, card.name, needs.get(card.id, "")) for card in cards)
    sections = (
        Section("", _about(cards, today)),
        Section("Pricing per 1M tokens", _prices(cards, today)),
        Section("Vision tasks", _tasks(cards, VISION_TASKS)),
        Section("Vision language", _tasks(cards, LANGUAGE_TASKS)),
        Section("Model features", _features(cards)),
        evals_section(cards),
        Section("Images and memory", _here(cards)),
    )
    return ComparisonTable(columns, sections, _sentence(cards))


def shared_tasks(cards: Sequence[Card]) -> frozenset[TaskKind]:
    """The tasks that every card is said to do; cards of which nothing is said may do any."""
    said = [[fact.value for fact in card.tasks or card.experimental] for card in cards]
    each = [frozenset().union(*facts) for facts in said if facts]
    return frozenset.intersection(*each) if each else frozenset(TaskKind)


def _sentence(cards: Sequence[Card]) -> str:
    return NOTHING_SHARED if len(cards) > 1 and not shared_tasks(cards) else ""


def _about(cards: Sequence[Card], today: str) -> tuple[TableRow, ...]:
    def words(key: str, label: str, facts: Callable[[Card], Sequence[Fact[str]]]) -> TableRow:
        return TableRow(key, label, tuple(_cell(facts(card), str, str) for card in cards))

    return (
        words("organisation", "Organisation", lambda card: card.organisation),
        TableRow("category", "Category", tuple(_cell(c.category, _value, _value) for c in cards)),
        words("modality", "Modality", lambda card: card.modality),
        TableRow(
            "released", "Release date", tuple(_cell(c.released, month, str, day) for c in cards)
        ),
        TableRow(
            "context", "Context window", tuple(_cell(c.context, tokens, float) for c in cards)
        ),
        TableRow(
            "parameters",
            "Parameters",
            tuple(_cell(c.parameters, str, _parameter_count) for c in cards),
        ),
        words("licence", "Licence", lambda card: card.licence),
        TableRow("life", "Life cycle", tuple(_life(card, today) for card in cards)),
    )


def _prices(cards: Sequence[Card], today: str) -> tuple[TableRow, ...]:
    def cells(part: Callable[[ListPrice], float]) -> tuple[TableCell, ...]:
        return tuple(
            _cell(card.price_on(today), lambda one: dollars(part(one)), part) for card in cards
        )

    return (
        TableRow("input-price", "Input $/1M", cells(lambda one: one.input)),
        TableRow("output-price", "Output $/1M", cells(lambda one: one.output)),
    )


def _tasks(cards: Sequence[Card], rows: Mapping[TaskKind, str]) -> tuple[TableRow, ...]:
    return tuple(
        TableRow(kind.value, label, tuple(_task(card, kind) for card in cards))
        for kind, label in rows.items()
    )


def _task(card: Card, kind: TaskKind) -> TableCell:
    for facts, words in ((card.tasks, "Try"), (card.experimental, "experimental")):
        for fact in facts:
            if kind in fact.value:
                tip = "\n".join(filter(None, (fact.source.words, fact.note)))
                return TableCell(words, tip=tip, order=int(facts is not card.tasks), tries=kind)
    return TableCell(tip=_tip(card.tasks[:1], lambda _: "not named there"))


def _features(cards: Sequence[Card]) -> tuple[TableRow, ...]:
    def cell(card: Card, feature: Feature) -> TableCell:
        for fact in card.features:
            if feature in fact.value:
                return TableCell("yes", tip=_tip([fact], lambda _: "yes"), order=0)
        return TableCell(tip=_tip(card.features[:1], lambda _: "not named there"))

    return tuple(
        TableRow(feature.value, label, tuple(cell(card, feature) for card in cards))
        for feature, label in FEATURES.items()
    )


def _here(cards: Sequence[Card]) -> tuple[TableRow, ...]:
    rows: tuple[tuple[str, str, Callable[[Card], Sequence[Fact[str]]]], ...] = (
        ("boxes", "Boxes", lambda card: card.boxes),
        ("image-tokens", "Tokens for an image", lambda card: card.image_tokens),
        ("memory", "Memory it takes", lambda card: card.memory),
    )
    return tuple(
        TableRow(key, label, tuple(_cell(facts(card), str, str) for card in cards))
        for key, label, facts in rows
    )


def _life(card: Card, today: str) -> TableCell:
    found = life_of(card, today)
    if found.fact is None:
        return TableCell("current" if card.released else "—", order="")
    return TableCell(found.words, tip=_tip([found.fact], day), order=found.fact.value)


def _cell(
    facts: Sequence[Fact[T]],
    show: Callable[[T], str],
    order: Callable[[T], float | str],
    precise: Callable[[T], str] | None = None,
) -> TableCell:
    if not facts:
        return TableCell()
    return TableCell(
        show(facts[0].value),
        tip=_tip(facts, precise or show),
        order=order(facts[0].value),
        differs=conflicting(facts),
    )


def _tip(facts: Sequence[Fact[T]], show: Callable[[T], str]) -> str:
    lines = [f"{show(fact.value)} – {fact.source.words}" for fact in facts]
    notes = [fact.note for fact in facts if fact.note]
    lead = ["Sources differ:"] if conflicting(facts) else []
    return "\n".join([*lead, *lines, *notes])


def _value(one: CardCategory) -> str:
    return one.value


def _parameter_count(words: str) -> float | str:
    """4B → 4e9, 256M → 2.56e8; what is no number is sorted as words."""
    number = words.split()[0]
    scale = {"B": 1e9, "M": 1e6, "T": 1e12}.get(number[-1:])
    try:
        return float(number[:-1]) * scale if scale else words
    except ValueError:
        return words
