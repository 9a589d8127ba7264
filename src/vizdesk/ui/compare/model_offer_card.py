"""The card that offers a first real model: what it can do and takes, and how far it is fetched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from vizdesk.common.formatting import byte_size
from vizdesk.comparison.tasks import TaskKind
from vizdesk.ui.compare.sample_card import fitted_image
from vizdesk.ui.text.labels import task_name
from vizdesk.ui.text.translate import translate_message
from vizdesk.ui.widgets.basics import button, label, restyle
from vizdesk.ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from vizdesk.downloads.first_offer import FirstOffers, ModelOffer

PICTURE_WIDTH, PICTURE_HEIGHT, RADIUS = 210, 140, 11.0
# Narrower than this the words need the whole card.
LEAST_FOR_PICTURE = 600
ORDER = (
    TaskKind.CAPTION,
    TaskKind.READ_TEXT,
    TaskKind.ASK,
    TaskKind.CLASSIFY,
    TaskKind.COUNT,
    TaskKind.DETECT,
)


@dataclass(frozen=True)
class Transfer:
    """A download that is shown here: `share` of it in 0..1, None while its size is not known."""

    model_id: str
    words: str
    share: float | None
    going: bool
    failed: bool = False


class _Picture(QWidget):
    """The sample the model is asked about, with round corners at the right end of the card."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._pixmap: QPixmap | None = None
        self.setFixedSize(PICTURE_WIDTH, PICTURE_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._pixmap is None:
            ratio = self.devicePixelRatioF()
            self._pixmap = fitted_image(self._path, PICTURE_WIDTH, PICTURE_HEIGHT, ratio)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        painter.setClipPath(path)
        painter.drawPixmap(0, 0, self._pixmap)
        painter.end()


class ModelOfferCard(QFrame):
    """Signals carry the id of the model they are about; `changed` when it shows something else."""

    changed = Signal()

    download_wanted = Signal(str)
    try_wanted = Signal(str)
    turn_wanted = Signal(str)
    cancel_wanted = Signal(str)

    def __init__(self, picture: Path) -> None:
        super().__init__()
        self.setProperty("role", "pane")
        self._offers: FirstOffers | None = None
        self._offline = False
        self._transfer: Transfer | None = None
        self.title = label(self.tr("A real model"), "title")
        self.fit = label("", "badge")
        self.words = label("", "muted")
        self.why = label("", "", "fair")
        for text in (self.words, self.why):
            text.setWordWrap(True)
        self._facts: list[QLabel] = []
        self._shown_facts: list[str] = []
        self.facts = FlowLayout([])
        self.download = button("", "primary")
        self.boxes = button("")
        for large in (self.download, self.boxes):
            large.setMinimumHeight(36)
        self.turn = button("", "plain")
        self.cancel = button(self.tr("Cancel…"), "plain")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 1000)
        self.progress = label("", "muted")
        self.progress.setWordWrap(True)
        self.picture = _Picture(picture)
        self.next = label(self.tr("Then it is asked about this"), "muted")
        self.download.clicked.connect(lambda: self._press(self._first))
        self.boxes.clicked.connect(lambda: self._press(self._with_boxes))
        self.turn.clicked.connect(lambda: self._transferred(self.turn_wanted.emit))
        self.cancel.clicked.connect(lambda: self._transferred(self.cancel_wanted.emit))
        self._lay_out()
        self._refresh()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title)
        head.addWidget(self.fit)
        head.addStretch(1)
        self.choices = FlowLayout([self.download, self.boxes])
        going = QHBoxLayout()
        going.setSpacing(8)
        going.addWidget(self.progress, 1)
        going.addWidget(self.turn)
        going.addWidget(self.cancel)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addStretch(1)
        column.addLayout(head)
        for part in (self.words, self.facts, self.choices, self.why, self.bar):
            column.addWidget(part)
        column.addLayout(going)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 14, 14, 14)
        row.setSpacing(18)
        row.addLayout(column, 1)
        beside = QVBoxLayout()
        beside.setSpacing(4)
        beside.addStretch(1)
        beside.addWidget(self.picture)
        beside.addWidget(self.next, 0, Qt.AlignmentFlag.AlignHCenter)
        beside.addStretch(1)
        row.addLayout(beside)

    # --- What is shown --------------------------------------------------------------------
    def show_offers(self, offers: FirstOffers, offline: bool) -> None:
        """Show what this machine can take; nothing is downloaded while vizdesk is `offline`."""
        self._offers, self._offline = offers, offline
        self._refresh()
        self.changed.emit()

    def show_transfer(self, transfer: Transfer | None) -> None:
        """Show how far a download of one of the two is; None: there is none."""
        before, self._transfer = self._transfer, transfer
        if before != transfer:
            self._refresh()
            self.changed.emit()

    def make_room(self, wide: int, *, low: bool) -> None:
        """Leave the picture out where the card is narrow (`wide` pixels) or the window low."""
        for part in (self.picture, self.next):
            part.setVisible(wide >= LEAST_FOR_PICTURE and not low)

    @property
    def _first(self) -> ModelOffer | None:
        return self._offers.first if self._offers is not None else None

    @property
    def _with_boxes(self) -> ModelOffer | None:
        return self._offers.boxes if self._offers is not None else None

    @property
    def shown(self) -> ModelOffer | None:
        """The model the card is about: that which is fetched, else the first."""
        boxes, transfer = self._with_boxes, self._transfer
        if boxes is not None and transfer is not None and transfer.model_id == boxes.model_id:
            return boxes
        return self._first

    def _refresh(self) -> None:
        offer = self.shown
        if offer is None:
            self._show_nothing()
            return
        fetching = self._transfer is not None
        self.title.setText(offer.name)
        self._show_fit(offer)
        self.words.setText(self._abilities(offer))
        self._show_facts(offer)
        self._show_choices(fetching)
        self._show_progress()

    def _show_nothing(self) -> None:
        known = self._offers is not None
        nothing = self.tr(
            "The catalogue has no model whose size is known. “Search Hugging Face…” in the list "
            "finds others."
        )
        self.words.setText(nothing if known else self.tr("Looking at this machine…"))
        parts = (self.fit, self.facts, self.choices, self.why, self.bar, self.progress)
        for part in (*parts, self.turn, self.cancel):
            part.hide()

    def _show_fit(self, offer: ModelOffer) -> None:
        from vizdesk.downloads.machine_fit import FitKind

        words, tone = {
            FitKind.FITS: (self.tr("✓ Fits this machine"), "good"),
            FitKind.CLOSE: (self.tr("Just fits this machine"), "fair"),
            FitKind.TOO_LARGE: (self.tr("Too large for this machine"), "weak"),
            FitKind.NO_DISK: (self.tr("No room on the disk"), "weak"),
            FitKind.TEXT_ONLY: (self.tr("Reads no images"), "weak"),
            FitKind.UNKNOWN: (self.tr("Memory of this machine unknown"), "quiet"),
        }[offer.download.fit.kind]
        if offer.here:
            words, tone = self.tr("✓ On this disk"), "good"
        self.fit.setText(words)
        restyle(self.fit, "tone", tone)
        self.fit.show()

    def _abilities(self, offer: ModelOffer) -> str:
        tasks = [
            task_name(kind)
            for kind in ORDER
            if kind in offer.tasks and (kind is not TaskKind.DETECT or offer.boxes)
        ]
        words = self.tr("A real model for photos: {tasks}.").format(tasks=", ".join(tasks))
        boxes = self.tr("Answers with boxes.") if offer.boxes else self.tr("No boxes.")
        return f"{words} {boxes}"

    def _show_facts(self, offer: ModelOffer) -> None:
        size, need = byte_size(offer.size), offer.download.fit.need
        about = size if offer.exact else f"≈ {size}"
        memory = f"≈ {byte_size(need)}" if need is not None else self.tr("unknown")
        facts = [
            self.tr("{size} download").format(size=about),
            self.tr("{size} memory").format(size=memory),
            self.tr("Licence: {name}").format(name=offer.licence or self.tr("unknown")),
        ]
        if facts != self._shown_facts:
            old, self._shown_facts = self._facts, facts
            self._facts = [_fact(words) for words in facts]
            self.facts.set_widgets(self._facts)
            for widget in old:
                widget.deleteLater()
        self.facts.show()

    def _show_choices(self, fetching: bool) -> None:
        first, boxes = self._first, self._with_boxes
        self.choices.setVisible(not fetching)
        if first is None or fetching:
            self.why.hide()
            return
        self.download.setText(self._verb(first))
        self.download.setEnabled(first.here or (first.fits and not self._offline))
        shown = [self.download]
        if boxes is not None:
            name, size = boxes.name, byte_size(boxes.size)
            words = self.tr("Needs boxes? {name} · {size}").format(name=name, size=size)
            self.boxes.setText(words)
            self.boxes.setEnabled(boxes.here or not self._offline)
            shown.append(self.boxes)
        for widget in shown:
            widget.setAccessibleName(widget.text())
        self.choices.set_widgets(shown)
        self.why.setText(self._why_not(first))
        self.why.setVisible(bool(self.why.text()))

    def _verb(self, offer: ModelOffer) -> str:
        if offer.here:
            return self.tr("Try it with a photo")
        if offer.begun:
            return self.tr("Resume the download")
        return self.tr("Download {size}").format(size=byte_size(offer.size))

    def _why_not(self, offer: ModelOffer) -> str:
        if offer.here:
            return ""
        if not offer.fits:
            return translate_message(offer.download.fit.words)
        if self._offline:
            return self.tr("vizdesk is offline; switch that off in the menu (☰) to download.")
        return ""

    def _show_progress(self) -> None:
        transfer = self._transfer
        for part in (self.bar, self.progress, self.turn, self.cancel):
            part.setVisible(transfer is not None)
        if transfer is None:
            return
        self.bar.setValue(round(1000 * (transfer.share or 0.0)))
        self.progress.setText(transfer.words)
        restyle(self.progress, "tone", "weak" if transfer.failed else "")
        resume = self.tr("Try again") if transfer.failed else self.tr("Resume")
        self.turn.setText(self.tr("Pause") if transfer.going else resume)
        self.turn.setAccessibleName(self.turn.text())

    # --- What one can do ------------------------------------------------------------------
    def _press(self, offer: ModelOffer | None) -> None:
        if offer is not None:
            (self.try_wanted if offer.here else self.download_wanted).emit(offer.model_id)

    def _transferred(self, emit: Callable[[str], object]) -> None:
        if self._transfer is not None:
            emit(self._transfer.model_id)


def _fact(words: str) -> QLabel:
    fact = label(words, "strong")
    fact.setContentsMargins(0, 0, 12, 0)
    return fact
