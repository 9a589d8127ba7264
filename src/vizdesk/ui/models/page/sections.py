"""The parts of a model page that are words: about, capabilities, best for, strengths, sources."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from vizdesk.catalog.cards.card import Card
from vizdesk.catalog.insights.questions import AnsweredQuestion
from vizdesk.catalog.table.table import ComparisonTable
from vizdesk.ui.text.translate import translate_message
from vizdesk.ui.widgets.basics import button, label
from vizdesk.ui.widgets.flow_layout import FlowLayout

TOP = Qt.AlignmentFlag.AlignTop
SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse


def section(title: str, *parts: QWidget) -> QFrame:
    """A panel with a heading."""
    frame = QFrame()
    frame.setProperty("role", "pane")
    column = QVBoxLayout(frame)
    column.setContentsMargins(20, 16, 20, 18)
    column.setSpacing(10)
    column.addWidget(label(title, "title"))
    for part in parts:
        column.addWidget(part)
    return frame


def paragraph(words: str, role: str = "", tone: str = "") -> QWidget:
    """Words that wrap and can be selected."""
    result = label(words, role, tone)
    result.setWordWrap(True)
    result.setTextInteractionFlags(SELECTABLE)
    return result


def badges(words: Sequence[str]) -> QWidget:
    """Short words in frames, as many on a line as fit."""
    return FlowLayout([label(word, "badge") for word in words])


def best_for(card: Card) -> list[QWidget]:
    """What the model is best for: a strong line and a sentence each."""
    parts: list[QWidget] = []
    for title, words in card.prose.best_for:
        parts += [paragraph(title, "strong"), paragraph(words)]
    return parts


def questions(asked: Sequence[AnsweredQuestion]) -> list[QWidget]:
    """Each question with its answer, and who says so."""
    parts: list[QWidget] = []
    for entry in asked:
        parts.append(paragraph(translate_message(entry.question), "strong"))
        parts.append(paragraph(translate_message(entry.answer)))
        if entry.source:
            parts.append(paragraph(translate_message(entry.source), "muted"))
    return parts


def strengths_and_limitations(card: Card, strong: str, weak: str) -> QWidget:
    """Two columns, marked with + and –."""
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(24)
    for title, mark, tone, lines in (
        (strong, "+", "good", card.prose.strengths),
        (weak, "–", "weak", card.prose.limitations),
    ):
        if not lines:
            continue
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.addWidget(label(title, "strong"), 0, 0, 1, 2)
        for at, line in enumerate(lines, 1):
            sign = label(mark, "strong", tone)
            grid.addWidget(sign, at, 0, TOP)
            grid.addWidget(paragraph(line), at, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(lines) + 1, 1)
        row.addLayout(grid, 1)
    return both


def siblings(cards: Sequence[Card], open_card: Callable[[str], None]) -> QWidget:
    """A button for each other model of the family."""
    chips = []
    for card in cards:
        chip = button(card.name, "chip", card.tagline or card.name)
        chip.clicked.connect(lambda _=False, key=card.id: open_card(key))
        chips.append(chip)
    return FlowLayout(chips)


def facts_with_sources(table: ComparisonTable) -> QWidget:
    """Every known fact of the one model of `table`, with where it is from."""
    inside = QWidget()
    grid = QGridLayout(inside)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    row = 0
    for line in table.rows:
        cell = line.cells[0]
        if not cell.known or cell.tries is not None:
            continue
        grid.addWidget(label(line.label, "muted"), row, 0, TOP)
        words = " · ".join(filter(None, (cell.text, cell.detail)))
        grid.addWidget(paragraph(words), row, 1, TOP)
        grid.addWidget(paragraph(cell.tip, "muted"), row, 2)
        row += 1
    grid.setColumnStretch(1, 2)
    grid.setColumnStretch(2, 3)
    return inside
