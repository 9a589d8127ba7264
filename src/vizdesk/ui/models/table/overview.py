"""What the compared models are, in words side by side: over the table, as much as is wanted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from vizdesk.catalog.cards.card import Card
from vizdesk.catalog.cards.facts import first
from vizdesk.catalog.insights.ranking import RankedValue
from vizdesk.catalog.insights.suited import best_suited, less_suited
from vizdesk.catalog.insights.summary import summary
from vizdesk.common.messages import EMPTY
from vizdesk.ui.models.avatar import Avatar
from vizdesk.ui.text.translate import translate_message
from vizdesk.ui.widgets.basics import button, label, read_by_keys
from vizdesk.ui.widgets.theme import Tokens

COLUMN_WIDTH = 300
SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse


class Overview(QScrollArea):
    """A column for each model; `opened` asks for a model's page."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "pane")
        read_by_keys(self, self.tr("Overview"))

    def show_cards(
        self, cards: Sequence[Card], today: str, prices: Sequence[RankedValue], tokens: Tokens
    ) -> None:
        """Show these; `prices` are sorted, the cheapest first."""
        inside = QWidget()
        inside.setProperty("role", "panel")
        row = QHBoxLayout(inside)
        row.setContentsMargins(20, 14, 20, 14)
        row.setSpacing(28)
        for card in cards:
            row.addWidget(self._column(card, _paragraphs(card, today, prices), tokens), 1)
        self.setWidget(inside)

    def _column(self, card: Card, paragraphs: Sequence[str], tokens: Tokens) -> QWidget:
        result = QWidget()
        result.setMinimumWidth(COLUMN_WIDTH)
        column = QVBoxLayout(result)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(10)
        organisation = first(card.organisation) or card.name
        names = QVBoxLayout()
        names.setSpacing(0)
        name = button(card.name, "link", self.tr("Open the page of {name}").format(name=card.name))
        name.clicked.connect(lambda: self.opened.emit(card.id))
        names.addWidget(name, 0, Qt.AlignmentFlag.AlignLeft)
        names.addWidget(label(organisation, "muted"))
        head.addWidget(Avatar(organisation, tokens))
        head.addLayout(names, 1)
        column.addLayout(head)
        for words in paragraphs:
            paragraph = label(words)
            paragraph.setWordWrap(True)
            paragraph.setTextInteractionFlags(SELECTABLE)
            column.addWidget(paragraph)
        column.addStretch(1)
        return result


def _paragraphs(card: Card, today: str, prices: Sequence[RankedValue]) -> list[str]:
    """The card's own overview, else what its facts say; then what it is suited to."""
    facts = [translate_message(line) for line in summary(card, today, None)]
    own = [*card.prose.overview] or [*filter(None, [card.tagline]), *facts]
    suited = [best_suited(card, prices), less_suited(card)]
    return [*own, *(translate_message(line) for line in suited if line is not EMPTY and line)]
