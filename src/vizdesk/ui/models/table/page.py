"""The comparison table with what can be done to it: pick, hide, sort, copy, run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QMimeData, QSize, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from vizdesk.catalog.cards.card import Card
from vizdesk.catalog.insights.ranking import by_output_price
from vizdesk.catalog.insights.readiness import readiness
from vizdesk.catalog.insights.requirements import Requirement
from vizdesk.catalog.table.html import fragment
from vizdesk.catalog.table.rows import build_table
from vizdesk.catalog.table.table import (
    ComparisonTable,
    without_equal_rows,
    without_unknown_rows,
)
from vizdesk.catalog.table.text import comma_separated, json_text, markdown
from vizdesk.common.grades import Grade
from vizdesk.comparison.models import Model
from vizdesk.ui.models.table.model_picker import ModelPicker
from vizdesk.ui.models.table.overview import Overview
from vizdesk.ui.models.table.table_view import ModelTableView
from vizdesk.ui.text.translate import translate_message
from vizdesk.ui.widgets.basics import ElidedLabel, button, label
from vizdesk.ui.widgets.flow_layout import GAP, FlowLayout
from vizdesk.ui.widgets.theme import Tokens

FIRST = ("gemma-3-4b", "gemma-4-26b-a4b", "gpt-5.5", "gpt-5.4-mini")
# Pixels: what the page can do with, and from where on its buttons stand beside the models.
NARROWEST, SIDE_BY_SIDE = 600, 960
WIDEST = 16_777_215  # Qt: as wide as may be (QWIDGETSIZE_MAX)
# Below this height of the page rows come before chips and the colour key (200 % text on a laptop).
LOW = 460


class ModelsPage(QWidget):
    """`wanted` asks for a comparison of cards, by id; `tried` for one card and task; `opened` for a
    model's own page.
    """

    wanted = Signal(list)
    tried = Signal(str, object)
    opened = Signal(str)
    chosen = Signal(list)
    browse_wanted = Signal()
    overview_shown = Signal(bool)
    message_shown = Signal(str)

    def __init__(self, cards: Mapping[str, Card], today: Callable[[], str], tokens: Tokens) -> None:
        super().__init__()
        self.cards, self._today = cards, today
        self._models: list[Model] = []
        self._needs: Mapping[str, Requirement] = {}
        self.picker = ModelPicker({key: card.name for key, card in cards.items()})
        self.table = ModelTableView(tokens)
        self.sentence = label("", "strong")
        self.sentence.setWordWrap(True)
        self.empty = label(self.tr("Add models above to compare what is known of them."), "muted")
        self.browse = button(
            self.tr("Browse all {n}…").format(n=len(cards)),
            tip=self.tr("Search, filter and sort all models of the catalogue"),
        )
        self.overview = Overview()
        self.overview.hide()
        self.about = button(
            self.tr("Overview"), tip=self.tr("Say in words what these models are, over the table")
        )
        self.about.setCheckable(True)
        self.equal = button(self.tr("Hide equal rows"))
        self.equal.setCheckable(True)
        self.copy = button(self.tr("Copy as"))
        self.copy.setMenu(self._copy_menu())
        self.compare = button(self.tr("Compare these"), "primary")
        self.key = [(grade, label("")) for grade in Grade]
        self._frame = QFrame()
        self._lay_out()
        self._connect()
        self.set_tokens(tokens)

    def _lay_out(self) -> None:
        self.setProperty("role", "canvas")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 14, 24, 16)
        column.setSpacing(12)
        self._actions: tuple[QPushButton, ...] = (
            *(self.browse, self.about, self.equal, self.copy, self.compare),
        )
        self._buttons = FlowLayout(self._actions)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(8)
        self._top.addWidget(self.picker, 1)
        self._top.addWidget(self._buttons)
        column.addLayout(self._top)
        column.addWidget(self.sentence)
        self._frame.setProperty("role", "pane")
        inside = QVBoxLayout(self._frame)
        inside.setContentsMargins(1, 6, 1, 6)
        inside.addWidget(self.table)
        column.addWidget(self.overview, 2)
        column.addWidget(self._frame, 3)
        column.addWidget(self.empty, 1)
        column.addLayout(self._colour_key())

    def _colour_key(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(14)
        hint = self.tr(
            "A name opens its page, a property sorts, a pointer on a cell says its source."
        )
        self.hint = ElidedLabel(hint, "muted")
        row.addWidget(self.hint, 1)
        for _, meaning in self.key:
            row.addWidget(meaning)
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        wide = event.size().width() >= SIDE_BY_SIDE
        self._top.setDirection(directions.LeftToRight if wide else directions.TopToBottom)
        low = event.size().height() < LOW
        # What stands over the table would leave it no row.
        self._show_buttons(overview=not low)
        self._fit_buttons(wide=wide)
        self.picker.fold(low)
        for widget in (self.hint, *(meaning for _, meaning in self.key)):
            widget.setVisible(not low)

    def _show_buttons(self, *, overview: bool) -> None:
        every = (self.browse, self.about, self.equal, self.copy, self.compare)
        actions = tuple(each for each in every if overview or each is not self.about)
        if actions != self._actions:
            self._actions = actions
            self._buttons.set_widgets(actions)
            if not overview:
                self.about.setChecked(False)

    def _fit_buttons(self, *, wide: bool) -> None:
        """In one line beside the picker, or below it in as many as they need."""
        line = sum(each.sizeHint().width() for each in self._actions) + GAP * len(self._actions)
        self._buttons.setMinimumWidth(line if wide else 0)
        self._buttons.setMaximumWidth(line if wide else WIDEST)

    def minimumSizeHint(self) -> QSize:
        # Else the window could never become narrower than all of it side by side.
        return QSize(NARROWEST, super().minimumSizeHint().height())

    def _connect(self) -> None:
        self.picker.changed.connect(self._picked)
        self.browse.clicked.connect(self.browse_wanted)
        self.equal.toggled.connect(self.refresh)
        self.about.toggled.connect(self.refresh)
        self.about.toggled.connect(self.overview_shown)
        self.overview.opened.connect(self.opened)
        self.compare.clicked.connect(lambda: self.wanted.emit(self.picker.ids))
        self.table.tried.connect(self.tried)
        self.table.removed.connect(self.picker.remove)
        self.table.opened.connect(self.opened)

    def _copy_menu(self) -> QMenu:
        menu = QMenu(self)
        forms = {
            self.tr("Markdown"): markdown,
            self.tr("CSV"): comma_separated,
            self.tr("JSON, with sources"): json_text,
            self.tr("HTML"): fragment,
        }
        for words, write in forms.items():
            menu.addAction(words, partial(self.copy_as, words, write))
        return menu

    # --- What is shown --------------------------------------------------------------------
    def show_cards(self, ids: list[str]) -> None:
        """Compare these cards; the pages' four when none of them is known."""
        self.picker.show_ids(ids)
        if not self.picker.ids:
            self.picker.show_ids(FIRST)
        self.refresh()

    def show_key_status(self, models: list[Model], needs: Mapping[str, Requirement]) -> None:
        """Say under each name what the model needs."""
        self._models, self._needs = list(models), needs
        if self.isVisible():
            self.refresh()

    def show_facts(self, cards: Mapping[str, Card]) -> None:
        """Show the same cards with other facts, such as new prices."""
        self.cards = cards
        self.refresh()

    def made(self) -> ComparisonTable:
        """The table of the chosen cards, rows left out as chosen."""
        cards = [self.cards[card_id] for card_id in self.picker.ids]
        words = {card.id: readiness(card, self._models, self._needs) for card in cards}
        table = without_unknown_rows(build_table(cards, self._today(), words))
        return without_equal_rows(table) if self.equal.isChecked() else table

    def refresh(self) -> None:
        """Bring the table up to date."""
        table = self.made()
        count = len(table.columns)
        self.table.show_table(table)
        self.sentence.setText(translate_message(table.sentence))
        self.sentence.setVisible(bool(table.sentence))
        self._frame.setVisible(count > 0)
        self.empty.setVisible(count == 0)
        self.compare.setText(self.tr("Compare these {n}").format(n=count))
        self._fit_buttons(wide=self.width() >= SIDE_BY_SIDE)
        self._buttons.set_widgets(self._actions)
        for widget in (self.compare, self.copy, self.equal, self.about):
            widget.setEnabled(count > 0)
        self._show_overview()

    def _show_overview(self) -> None:
        shown = self.about.isChecked() and bool(self.picker.ids)
        if shown:
            today = self._today()
            cards = [self.cards[card_id] for card_id in self.picker.ids]
            prices = by_output_price(self.cards.values(), today)
            self.overview.show_cards(cards, today, prices, self.table.cells.tokens)
        self.overview.setVisible(shown)

    def _picked(self, ids: list[str]) -> None:
        self.refresh()
        self.chosen.emit(ids)

    def copy_as(self, words: str, write: Callable[[ComparisonTable], str]) -> None:
        """Put the table, as it stands, into the clipboard."""
        text, mime = write(self.table.table), QMimeData()
        if write is fragment:
            # Word processors take the table, editors its Markdown.
            mime.setHtml(text)
            text = markdown(self.table.table)
        mime.setText(text)
        QGuiApplication.clipboard().setMimeData(mime)
        self.message_shown.emit(
            self.tr("The table is in the clipboard as {form}.").format(form=words)
        )

    def set_tokens(self, tokens: Tokens) -> None:
        """Repaint in another theme."""
        self.table.set_tokens(tokens)
        words = {
            Grade.GOOD: self.tr("≥75% good"),
            Grade.FAIR: self.tr("40–74% fair"),
            Grade.WEAK: self.tr("<40% weak"),
        }
        self._show_overview()
        for grade, meaning in self.key:
            meaning.setText(words[grade])
            meaning.setProperty("tone", grade.value)
