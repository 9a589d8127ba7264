"""One model's page: what it is, how it stands among the others, what it costs, how to begin."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from vizdesk.catalog.cards.card import Card
from vizdesk.catalog.cards.facts import Fact, first
from vizdesk.catalog.cards.life_cycle import Life, life_of
from vizdesk.catalog.insights.per_image import PerImageUsage
from vizdesk.catalog.insights.questions import answered_questions
from vizdesk.catalog.insights.ranking import (
    Rank,
    RankedValue,
    around,
    by_arena,
    by_context,
    by_intelligence,
    by_output_price,
    by_score,
    by_speed,
    rank_of,
)
from vizdesk.catalog.insights.suited import RULES, best_suited, less_suited
from vizdesk.catalog.insights.summary import summary
from vizdesk.catalog.table.rows import build_table
from vizdesk.common.formatting import dollars, month, tokens
from vizdesk.common.messages import EMPTY, Message, joined, message, verbatim
from vizdesk.ui.models.avatar import Avatar
from vizdesk.ui.models.page import sections as parts
from vizdesk.ui.models.page.bar_chart import BarChart
from vizdesk.ui.models.page.cost_calculator import CostCalculator
from vizdesk.ui.models.page.rating_panel import RatingPanel
from vizdesk.ui.models.page.snippets_panel import SnippetsPanel
from vizdesk.ui.text.translate import translate_message, translated_table
from vizdesk.ui.widgets.basics import button, label, read_by_keys
from vizdesk.ui.widgets.theme import Tokens

MOST_BARS, SIDE_BY_SIDE = 12, 1020
ChartRow = tuple[str, list[RankedValue], Callable[[float], str], list[Message]]


class ModelPage(QWidget):
    """`to_fetch` is the id of the model whose files are not here yet; `market_rank` the place among
    the prices that were fetched.
    """

    back = Signal()
    opened = Signal(str)
    added = Signal(str)
    tried = Signal(str)
    message_shown = Signal(str)
    download_wanted = Signal(str)

    def __init__(
        self,
        card: Card,
        cards: Sequence[Card],
        today: str,
        colours: Tokens,
        *,
        snippets: Sequence[tuple[str, str]],
        used: PerImageUsage,
        need: Message = EMPTY,
        to_fetch: str = "",
        market_rank: Message = EMPTY,
    ) -> None:
        super().__init__()
        self.card, self._cards, self._today, self._colours = card, cards, today, colours
        self._need, self._to_fetch, self._market_rank = need, to_fetch, market_rank
        facts = card.price_on(today)
        self.calculator = CostCalculator(facts[0].value if facts else None, used)
        self.rating = RatingPanel(card.id, lambda: today)
        self.quick_start = SnippetsPanel(snippets)
        self.quick_start.copied.connect(self.message_shown)
        inside = QWidget()
        inside.setProperty("role", "canvas")
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(14)
        column.addLayout(self._head())
        self._body = QHBoxLayout()
        self._body.setSpacing(14)
        words, charts, start = self._words(), self._charts(), self._start()
        costs = parts.section(self.tr("Cost calculator"), self.calculator)
        # Both columns about as long: the charts are tall where there are any.
        (words if charts else start).append(costs)
        self._body.addLayout(
            self._side([*words, *self._questions(), *self._own(), *self._siblings()]), 10
        )
        self._body.addLayout(self._side([*charts, *start]), 11)
        column.addLayout(self._body)
        column.addWidget(self._sources())
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inside)
        read_by_keys(self.area, card.name)
        root = QVBoxLayout(self)
        root.setContentsMargins(0, 0, 0, 0)
        root.addWidget(self.area)

    # --- Head -----------------------------------------------------------------------------
    def _head(self) -> QVBoxLayout:
        back = button(self.tr("← All models"), "plain")
        back.clicked.connect(self.back)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Avatar(first(self.card.organisation) or self.card.name, self._colours))
        row.addWidget(label(self.card.name, "heading"))
        row.addStretch(1)
        add = button(self.tr("Add to the table"))
        add.clicked.connect(lambda: self.added.emit(self.card.id))
        attempt = button(self.tr("Try it"), "primary")
        attempt.clicked.connect(lambda: self.tried.emit(self.card.id))
        attempt.setVisible(bool(self.card.local or self.card.remote))
        row.addWidget(add)
        if self._to_fetch:
            fetch = button(self.tr("Download…"))
            fetch.clicked.connect(lambda: self.download_wanted.emit(self._to_fetch))
            row.addWidget(fetch)
        row.addWidget(attempt)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(row)
        if self.card.tagline:
            column.addWidget(parts.paragraph(self.card.tagline, "muted"))
        column.addWidget(parts.badges(self._badges()))
        return column

    def _badges(self) -> list[str]:
        card = self.card
        category, context = first(card.category), first(card.context)
        released, life = first(card.released), life_of(card, self._today)
        badges = [
            first(card.organisation) or "",
            translate_message(category.words) if category else "",
            first(card.licence) or "",
            first(card.parameters) or "",
            self.tr("{n} tokens").format(n=tokens(context)) if context else "",
            translate_message(month(released)) if released else "",
            translate_message(life.words) if life.life is not Life.CURRENT else "",
            translate_message(self._need),
        ]
        return [badge for badge in badges if badge]

    # --- Words ----------------------------------------------------------------------------
    def _words(self) -> list[QWidget]:
        prose, card = self.card.prose, self.card
        about = [*prose.overview, *prose.about, *card.remarks]
        if card.to_run:
            about.append(card.to_run)
        sections: list[QWidget] = []
        rank = rank_of(card.id, by_output_price(self._cards, self._today), EMPTY)
        short = summary(card, self._today, rank)
        prices = by_output_price(self._cards, self._today)
        suited = filter(None, (best_suited(card, prices), less_suited(card)))
        lines = [parts.paragraph(translate_message(line)) for line in (*short, *suited)]
        lines.append(parts.paragraph(translate_message(RULES), "muted"))
        sections.append(parts.section(self.tr("Verdict, from facts"), *lines))
        if about:
            sections.append(parts.section(self.tr("About"), *map(parts.paragraph, about)))
        if prose.capabilities:
            chips = parts.badges(prose.capabilities)
            sections.append(parts.section(self.tr("Capabilities"), chips))
        if prose.best_for:
            sections.append(parts.section(self.tr("Best for"), *parts.best_for(card)))
        if prose.strengths or prose.limitations:
            both = parts.strengths_and_limitations(
                card, self.tr("Strengths"), self.tr("Limitations")
            )
            sections.append(parts.section(self.tr("Strengths and limitations"), both))
        return sections

    def _questions(self) -> list[QWidget]:
        asked = answered_questions(self.card, self._today)
        if not asked:
            return []
        return [parts.section(self.tr("Questions people ask"), *parts.questions(asked))]

    def _own(self) -> list[QWidget]:
        return [parts.section(self.tr("Your rating and notes"), self.rating)]

    def _siblings(self) -> list[QWidget]:
        card = self.card
        family = [
            other for other in self._cards if other.family == card.family and other.id != card.id
        ]
        if not family:
            return []
        title = self.tr("Other {family} models").format(family=card.family)
        return [parts.section(title, parts.siblings(family, self.opened.emit))]

    # --- Figures --------------------------------------------------------------------------
    def _charts(self) -> list[QWidget]:
        card, shown = self.card, self._cards
        us = message("models here for which it is known")
        charts: list[QWidget] = []
        prices = by_output_price(shown, self._today)
        price_rank = rank_of(card.id, prices, us)
        scores, windows = by_score(shown), by_context(shown)
        rows: Sequence[ChartRow] = (
            (
                self.tr("Price · USD per 1M output tokens, lower is better"),
                prices,
                dollars,
                [self._market_rank, *_place(price_rank), *self._published_rank()],
            ),
            (
                self.tr("Published Vision Evals · % of 67 prompts passed"),
                scores,
                lambda value: f"{value:.1f}%",
                _place(rank_of(card.id, scores, us)),
            ),
            (
                self.tr("Context window · tokens"),
                windows,
                lambda value: tokens(int(value)),
                _place(rank_of(card.id, windows, us)),
            ),
        )
        for title, ranked, words, places in (*rows, *self._measured(us)):
            if any(value.id == card.id for value in ranked):
                chart = BarChart(around(card.id, ranked, MOST_BARS), card.id, words, self._colours)
                charts += [parts.paragraph(title, "strong"), chart]
                below = [translate_message(place) for place in places if place]
                begin = chart.lengths.axis_from
                if begin is not None:
                    axis = self.tr(
                        "Logarithmic axis from {value}: else the short bars would vanish."
                    )
                    below.insert(0, axis.format(value=words(begin)))
                charts += [parts.paragraph(line, "muted") for line in below]
        title = self.tr("How it compares (striped bar)")
        return [parts.section(title, *charts)] if charts else []

    def _measured(self, us: Message) -> Sequence[ChartRow]:
        """What others measured: intelligence, speed, people's votes."""
        card, shown = self.card, self._cards

        def place(ranked: Sequence[RankedValue], facts: Sequence[Fact[float]]) -> list[Message]:
            settings = [verbatim(fact.note) for fact in facts[:1]]
            sources = [fact.source.words for fact in facts[:1]]
            return [*_place(rank_of(card.id, ranked, us)), joined((*sources, *settings), ". ")]

        clever, quick, liked = by_intelligence(shown), by_speed(shown), by_arena(shown)
        return (
            (
                self.tr("Intelligence · Artificial Analysis index, higher is better"),
                clever,
                _one_digit,
                place(clever, card.intelligence),
            ),
            (
                self.tr("Speed · output tokens a second at its API, higher is better"),
                quick,
                _one_digit,
                place(quick, card.speed),
            ),
            (
                self.tr("Arena, vision · rating by people’s votes, higher is better"),
                liked,
                _one_digit,
                place(liked, card.arena),
            ),
        )

    def _start(self) -> list[QWidget]:
        if not self.quick_start.tabs:
            return []
        return [parts.section(self.tr("Quick start"), self.quick_start)]

    def _published_rank(self) -> list[Message]:
        return [
            message("{value} – {source}", value=fact.value, source=fact.source.words)
            for fact in self.card.price_rank
        ]

    def _sources(self) -> QWidget:
        table = build_table([self.card], self._today)
        return parts.section(
            self.tr("Figures and their sources"), parts.facts_with_sources(translated_table(table))
        )

    @staticmethod
    def _side(widgets: Sequence[QWidget]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(14)
        for widget in widgets:
            column.addWidget(widget)
        column.addStretch(1)
        return column

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width() >= SIDE_BY_SIDE
        directions = QBoxLayout.Direction
        self._body.setDirection(directions.LeftToRight if wide else directions.TopToBottom)


def _one_digit(value: float) -> str:
    return f"{value:.1f}"


def _place(rank: Rank | None) -> list[Message]:
    return [rank.sentence] if rank else []
