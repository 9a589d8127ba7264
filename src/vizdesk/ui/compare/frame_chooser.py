"""Which page or frame of an image's file is shown: one before, one after, or by its number."""

from __future__ import annotations

from pathlib import PurePath

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QWidget

from vizdesk.ui.core.open_image import OpenImage
from vizdesk.ui.widgets.basics import button, label
from vizdesk.ui.widgets.plain_text import set_tip

# Long enough to hold an arrow down, short enough not to be noticed.
_SETTLED_MS = 150
_OF_PAGES = (".pdf", ".tif", ".tiff")


class FrameChooser(QWidget):
    """There only for a file of several frames; `wanted` carries the image shown and a frame from 0.

    Frames passed on the way to another one are not asked for.
    """

    wanted = Signal(object, int)
    all_wanted = Signal(object)
    """The image whose pages or frames are each to be an image."""

    def __init__(self) -> None:
        super().__init__()
        self._opened: OpenImage | None = None
        self.number = QSpinBox()
        self.number.setMinimum(1)
        self.number.setKeyboardTracking(False)
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.number.setAccessibleName(self.tr("Frame"))
        set_tip(self.number, self.tr("Page or frame of this file"))
        self.before = button("‹", "step", self.tr("Frame before"))
        self.after = button("›", "step", self.tr("Frame after"))
        self.before.setAccessibleName(self.tr("Frame before"))
        self.after.setAccessibleName(self.tr("Frame after"))
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLED_MS)
        self._settled.timeout.connect(self._ask)
        self.number.valueChanged.connect(self._turned)
        self.before.clicked.connect(self.number.stepDown)
        self.after.clicked.connect(self.number.stepUp)
        self.all = button(
            self.tr("Open all"),
            "plain",
            self.tr("Open every page or frame of this file as an image of its own"),
        )
        self.all.clicked.connect(lambda: self.all_wanted.emit(self._opened))
        self._word = label("", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 12, 0)
        row.setSpacing(6)
        for widget in (self._word, self.before, self.number, self.after):
            row.addWidget(widget)
        row.addWidget(self.all)
        self.show_image(None)

    def show_image(self, opened: OpenImage | None, *, all_open: bool = False) -> None:
        """Follow the current image; hidden where there is nothing to choose.

        `all_open`: each of its frames is an image already.
        """
        self.all.setVisible(not all_open)
        self._opened = opened
        self._settled.stop()
        frames = _frames_of(opened)
        self.setVisible(frames > 1)
        if opened is None or frames <= 1:
            return
        paged = PurePath(opened.image.ref.path).suffix.lower() in _OF_PAGES
        self._word.setText(self.tr("Page") if paged else self.tr("Frame"))
        self.number.blockSignals(True)
        self.number.setMaximum(frames)
        self.number.setSuffix(self.tr(" of {n}").format(n=frames))
        self.number.setValue(opened.image.ref.frame + 1)
        widest = f"{frames}{self.number.suffix()}"
        self.number.setFixedWidth(self.number.fontMetrics().horizontalAdvance(widest) + 32)
        self.number.lineEdit().deselect()  # stepping leaves some of it selected
        self.number.blockSignals(False)
        self._enable()

    def _turned(self) -> None:
        self._enable()
        self._settled.start()

    def _enable(self) -> None:
        self.before.setEnabled(self.number.value() > 1)
        self.after.setEnabled(self.number.value() < self.number.maximum())

    def _ask(self) -> None:
        opened, frame = self._opened, self.number.value() - 1
        if opened is not None and frame != opened.image.ref.frame:
            self.wanted.emit(opened, frame)


def _frames_of(opened: OpenImage | None) -> int:
    """How many frames there are to choose from: one where the file is not there to read."""
    if opened is None or opened.gone or not opened.whole:
        return 1
    ref = opened.image.ref
    return ref.frames if PurePath(ref.path).is_absolute() else 1
