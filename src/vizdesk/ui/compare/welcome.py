"""What is shown while there is no image, or no model chosen: what this is, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from vizdesk.ui.compare.model_offer_card import ModelOfferCard
from vizdesk.ui.compare.sample_card import SampleCard, fitting_task
from vizdesk.ui.text.labels import task_name
from vizdesk.ui.widgets.basics import button, label, restyle
from vizdesk.ui.widgets.flow_layout import FlowLayout

WIDTH, GAP = 760, 12
AROUND = 32  # margins and borders of a card, left and right together
# Pixels below which two cards stand under each other.
LEAST_FOR_TWO = 620
# Pixels of height below which images are left out, so that every button is in sight.
LOW = 560


def _card(*parts: QWidget) -> QFrame:
    card = QFrame()
    card.setProperty("role", "pane")
    column = QVBoxLayout(card)
    column.setContentsMargins(16, 12, 16, 12)
    column.setSpacing(8)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return card


def _row(*parts: QWidget) -> QWidget:
    widget = QWidget()
    row = QHBoxLayout(widget)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    for part in parts:
        row.addWidget(part)
    row.addStretch(1)
    return widget


def _wrapped(words: str, role: str = "muted") -> QLabel:
    text = label(words, role)
    text.setWordWrap(True)
    return text


class Welcome(QScrollArea):
    """A real model to download, the demo models, one's own API, one's own images.

    `sample` is emitted with the path of the image to be tried.
    """

    browse = Signal()
    paste = Signal()
    sample = Signal(object)
    key_wanted = Signal()
    servers_wanted = Signal()
    files_wanted = Signal()
    continue_wanted = Signal()

    def __init__(self, samples: Sequence[Path], photo: Path) -> None:
        super().__init__()
        self.setProperty("role", "canvas")
        self._samples = list(samples)
        self.title = label("", "heading")
        self.words = label("", "lead")
        for text in (self.title, self.words):
            text.setWordWrap(True)
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.resume = self._resume_card()
        self.offer = ModelOfferCard(photo)
        self.offer.changed.connect(self._fit)
        self.demo = self._demo_card()
        self.own_models = self._own_models_card()
        self.pair = QWidget()
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight, self.pair)
        self._pair.setContentsMargins(0, 0, 0, 0)
        self._pair.setSpacing(GAP)
        for card in (self.demo, self.own_models):
            self._pair.addWidget(card, 1)
        self.own = self._own_images_card()
        self._lay_out()

    def _lay_out(self) -> None:
        content = QWidget()
        content.setProperty("role", "canvas")
        self._content = column = QVBoxLayout(content)
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(4)
        self._column = [self.title, self.words, self.resume, self.offer, self.pair, self.own]
        for part in self._column:
            column.addWidget(part, 0, centre)
        column.addStretch(5)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)

    def _button(self, words: str, role: str, act: Callable[[], object]) -> QPushButton:
        made_button = button(words, role)
        made_button.clicked.connect(lambda: act())
        return made_button

    def _demo_card(self) -> QFrame:
        self.demo_title = _wrapped("", "title")
        self.demo_words = _wrapped("")
        self.try_button = self._button(self.tr("Try with a sample image"), "", self._try_first)
        self.sample_cards = [self._sample_card(path) for path in self._samples]
        self.samples = _row(*self.sample_cards)
        return _card(self.demo_title, self.demo_words, self.samples, _row(self.try_button))

    def _sample_card(self, path: Path) -> SampleCard:
        task = task_name(fitting_task(path))
        card = SampleCard(path, task, self.tr("Try {task}").format(task=task))
        card.clicked.connect(partial(self._try, path))
        return card

    def _own_models_card(self) -> QFrame:
        self.key_link = self._button(self.tr("Add API key…"), "", self.key_wanted.emit)
        self.servers_button = self._button(
            self.tr("Find on this machine…"), "", self.servers_wanted.emit
        )
        self.files_link = self._button(self.tr("Add GGUF files…"), "", self.files_wanted.emit)
        words = self.tr(
            "OpenAI, Anthropic, Gemini, OpenRouter, or Ollama, LM Studio, vLLM, llama-server on "
            "this machine. Nothing is asked before you press a button."
        )
        buttons = FlowLayout([self.key_link, self.servers_button, self.files_link])
        self.own_models_words = _wrapped(words)
        title = _wrapped(self.tr("Your API or server"), "title")
        return _card(title, self.own_models_words, buttons)

    def _resume_card(self) -> QFrame:
        card = QFrame()
        card.setProperty("role", "pane")
        self.resume_title, self.resume_words = label("", "strong"), _wrapped("")
        self.continue_button = self._button(
            self.tr("Continue"), "primary", self.continue_wanted.emit
        )
        row = QHBoxLayout(card)
        row.setContentsMargins(16, 10, 12, 10)
        row.setSpacing(10)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.resume_title)
        words.addWidget(self.resume_words)
        row.addLayout(words, 1)
        row.addWidget(self.continue_button)
        card.hide()
        return card

    def offer_to_continue(self, title: str, words: str) -> None:
        """Offer to open the last images again; an empty title takes the offer away."""
        if (title, words) != (self.resume_title.text(), self.resume_words.text()):
            self.resume_title.setText(title)
            self.resume_words.setText(words)
            self.resume.setVisible(bool(title))
            # What was begun comes before what could be: one button stands out.
            restyle(self.offer.download, "role", "" if title else "primary")
            self._fit()

    def _own_images_card(self) -> QFrame:
        card = QFrame()
        card.setProperty("role", "drop")
        self.browse_button = self._button(self.tr("Open…"), "", self.browse.emit)
        self.browse_button.setAccessibleName(self.tr("Open images"))
        self.paste_button = self._button(self.tr("Paste"), "", self.paste.emit)
        row = QHBoxLayout(card)
        row.setContentsMargins(16, 10, 12, 10)
        row.setSpacing(8)
        row.addWidget(_wrapped(self.tr("Your images"), "strong"))
        row.addWidget(_wrapped(self.tr("Drop images or a folder anywhere")), 1)
        for each, keys in ((self.browse_button, "Ctrl+O"), (self.paste_button, "Ctrl+V")):
            row.addWidget(each)
            native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
            row.addWidget(label(native, "key"))
        return card

    # --- What it says -------------------------------------------------------------------------
    def show_first_time(self) -> None:
        """Nobody has compared anything yet."""
        self.title.setText(self.tr("Compare vision models on your own images"))
        self.words.setText(
            self.tr(
                "Same image, same prompt, side by side. Local models never send your images "
                "anywhere."
            )
        )
        self.demo_title.setText(self.tr("Demo models, included"))
        self.demo_words.setText(
            self.tr(
                "Coloured shapes and printed digits only. They show how boxes, text and figures "
                "look; on photos they answer nonsense."
            )
        )
        self._show(self.offer, self.pair, self.demo, self.own_models, self.own, self.try_button)

    def show_no_image(self, *, real_model: bool) -> None:
        """Nothing is open; one knows by now how it works.

        `real_model`: there is one that can be asked, so that none has to be offered.
        """
        self.title.setText(self.tr("Drop an image here"))
        self.words.setText(
            self.tr(
                "or paste it with Ctrl+V. The models you check on the left answer side by side; "
                "models on this machine never send it anywhere."
            )
        )
        self.demo_title.setText(self.tr("Sample images"))
        self.demo_words.setText(
            self.tr("Each asks the checked models, unless one would send it away: that waits.")
        )
        parts = (self.pair, self.demo, self.own_models, self.own)
        self._show(*parts, *([] if real_model else [self.offer]))

    def show_no_model(self, *, real_model: bool) -> None:
        """An image is there, but nobody to ask."""
        self.title.setText(self.tr("Check a model on the left"))
        self.words.setText(
            self.tr(
                "Each model you check gets a pane of its own. "
                "The demo models work at once, offline."
            )
        )
        self._show(self.pair, self.own_models, *([] if real_model else [self.offer]))

    def _show(self, *parts: QWidget) -> None:
        for part in (self.offer, self.pair, self.demo, self.own_models, self.own, self.try_button):
            part.setVisible(part in parts)
        if not self._samples:
            self.demo.hide()
        first = self.try_button in parts
        restyle(self.browse_button, "role", "" if first else "primary")
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wide = max(240, min(WIDTH, self.viewport().width() - 32))
        low = self.viewport().height() < LOW
        self.offer.make_room(wide, low=low)
        self.samples.setVisible(not low)
        self._content.setSpacing(GAP - 4 if low else GAP)
        self._content.setContentsMargins(16, 3 if low else 8, 16, 3 if low else 8)
        for card in (self.demo, self.own_models, self.own):
            inside = card.layout()
            if inside is not None:
                inside.setContentsMargins(16, 8 if low else 12, 14, 8 if low else 12)
        directions = QBoxLayout.Direction
        beside = wide >= LEAST_FOR_TWO
        self._pair.setDirection(directions.LeftToRight if beside else directions.TopToBottom)
        wide_inside = ((wide - GAP) // 2 if beside else wide) - AROUND
        for text in (self.demo_words, self.own_models_words):
            # The buttons under them would take the room of their last line.
            text.setMinimumHeight(text.heightForWidth(wide_inside))
        for part in self._column:
            part.setFixedWidth(wide)
            # A scroll area asks its content for no height that follows from a width.
            part.setMinimumHeight(max(0, part.heightForWidth(wide)))

    def first_button(self) -> QPushButton:
        """What Enter presses when the window opens."""
        if not self.resume.isHidden():
            return self.continue_button
        return self.browse_button if self.try_button.isHidden() else self.try_button

    def _try_first(self) -> None:
        self._try(self._samples[0])

    def _try(self, path: Path, _: bool = False) -> None:
        self.sample.emit(path)
