"""The inside of the export dialog: forms at the left, a preview, and the row of buttons."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QProgressBar,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from vizdesk.common.formatting import number
from vizdesk.common.messages import EMPTY
from vizdesk.export.export_format import (
    TRANSLATION_CONTEXT,
    ExportFormat,
    ImageFormat,
    TextFormat,
)
from vizdesk.export.formats.yolo import YOLO
from vizdesk.export.image_set.registry import SET_FORMATS
from vizdesk.export.image_set.set_format import SetFormat
from vizdesk.export.page_options import Background
from vizdesk.export.preview import Preview
from vizdesk.export.registry import FORMATS, format_of
from vizdesk.export.writer import SCALES
from vizdesk.painting.fonts import mono
from vizdesk.ui.export.image_pager import ImagePager
from vizdesk.ui.export.page_form import PageForm
from vizdesk.ui.text.labels import seconds_left
from vizdesk.ui.text.translate import translate_message, translated
from vizdesk.ui.widgets.basics import button, label, read_by_keys, restyle
from vizdesk.ui.widgets.plain_text import set_tip
from vizdesk.ui.widgets.segmented_control import SegmentedControl

ROLE = Qt.ItemDataRole.UserRole
_PREVIEW, _MARGIN = 1000, 16
_SIDE, _BAR = 290, 16  # pixels of the side with the options, and of its scroll bar
_FORMS_SEEN = 6  # of the list, however low the window is
BACKGROUNDS = (Background.LIGHT, Background.DARK, Background.WHITE)
"""In the order in which the window offers them."""


def title_of(export_format: ExportFormat | SetFormat) -> str:
    """What the window calls a format."""
    return QCoreApplication.translate(TRANSLATION_CONTEXT, export_format.title)


def hint_of(export_format: ExportFormat | SetFormat) -> str:
    """What the window says of a format."""
    return QCoreApplication.translate(TRANSLATION_CONTEXT, export_format.hint)


class ExportForm(QObject):
    """What can be chosen, and what was; `changed` when the preview is to be made anew."""

    changed = Signal()

    def __init__(
        self,
        can_cut: bool,
        last: ExportFormat,
        background: Background,
        page: PageForm,
        pager: ImagePager | None = None,
    ) -> None:
        """`pager` turns through the open images with answers, which can be saved together."""
        super().__init__()
        self.page, self.pager = page, pager or ImagePager(())
        self.forms = QListWidget()
        self.forms.setProperty("role", "choices")
        self.forms.setAccessibleName(self.tr("Form"))
        self._fill_forms(FORMATS, last)
        self._make_choice_of_images(self.pager.count)
        self.parts = SegmentedControl((self.tr("Everything"), self.tr("Current view")), 0)
        self.parts.setAccessibleName(self.tr("How much"))
        self.parts.buttons[1].setEnabled(can_cut)
        set_tip(
            self.parts.buttons[1],
            self.tr("The part of the image, the classes and the panes that are in sight")
            if can_cut
            else self.tr("You see the whole comparison: nothing is zoomed or hidden"),
        )
        self.scales = SegmentedControl([f"{scale}×" for scale in SCALES], 1)
        self.scales.setAccessibleName(self.tr("Size"))
        grounds = (self.tr("Light"), self.tr("Dark"), self.tr("White"))
        self.grounds = SegmentedControl(grounds, BACKGROUNDS.index(background))
        self.grounds.setAccessibleName(self.tr("Background"))
        self._size_row: tuple[QWidget, ...] = (label(self.tr("Size"), "muted"), self.scales)
        self._ground_row: tuple[QWidget, ...] = (
            label(self.tr("Background"), "muted"),
            self.grounds,
        )
        self.words = label("", "muted")
        self.words.setWordWrap(True)
        self._make_previews()
        self.facts = label("", "muted")
        self.facts.setWordWrap(True)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Writing"))
        self.progress.hide()
        self._copy_words = self.tr("Copy as image")
        self.copy = button(self._copy_words)
        self.cancel = button(self.tr("Close"))
        self.save = button(self.tr("Save…"), "primary")
        self.save.setDefault(True)
        self._size: tuple[float, float] | None = None
        self._left_out = EMPTY
        self._told_problem = False
        self._connect()

    def _connect(self) -> None:
        self.forms.currentItemChanged.connect(self._changed)
        self.parts.chosen.connect(self._changed)
        self.images.chosen.connect(self._choose_images)
        self.grounds.chosen.connect(self._changed)
        self.scales.chosen.connect(self._show_facts)
        self.page.changed.connect(self._changed)
        self.pager.turned.connect(self._changed)

    def _make_choice_of_images(self, images: int) -> None:
        words = self.tr("All open images ({n})").format(n=number(images))
        self.images = SegmentedControl((self.tr("This image"), words), 0)
        self.images.setAccessibleName(self.tr("Which images"))
        self.images.setVisible(images > 1)
        self.copy_images = QCheckBox(self.tr("Copy the images into it"))
        self.copy_images.setAccessibleName(self.copy_images.text())

    def _fill_forms(
        self, formats: Sequence[ExportFormat | SetFormat], last: ExportFormat | None = None
    ) -> None:
        self.forms.clear()
        for each in formats:
            item = QListWidgetItem(title_of(each))
            item.setData(ROLE, each)
            set_tip(item, hint_of(each))
            self.forms.addItem(item)
            if each is last:
                self.forms.setCurrentItem(item)

    def _choose_images(self) -> None:
        """Offer the forms of one image, or those of all of them."""
        blocker = QSignalBlocker(self.forms)
        self._fill_forms(SET_FORMATS if self.images.at == 1 else FORMATS)
        self.forms.setCurrentRow(0)
        blocker.unblock()
        self._changed()

    def _make_previews(self) -> None:
        self.image = QLabel()
        self.image.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.image.setAccessibleName(self.tr("Preview"))
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setProperty("role", "code")
        self.text.setFont(mono(12))
        self.text.setAccessibleName(self.tr("Preview"))

    # --- Layout ---------------------------------------------------------------------------------
    def fill(self, dialog: QWidget) -> None:
        """Put everything into the dialog."""
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(self.images)
        left.addWidget(self.parts)
        self.forms.setMinimumHeight(self.forms.sizeHintForRow(0) * _FORMS_SEEN)
        left.addWidget(self.forms, 1)
        left.addWidget(self.words)
        left.addWidget(self.copy_images)
        sizes = QGridLayout()
        sizes.setHorizontalSpacing(12)
        for at, row in enumerate((self._size_row, self._ground_row)):
            for place, widget in enumerate(row):
                sizes.addWidget(widget, at, place)
        sizes.setColumnStretch(1, 1)
        left.addLayout(sizes)
        left.addWidget(self.page)
        inside = QWidget()
        inside.setLayout(left)
        left.setContentsMargins(0, 0, 10, 0)
        # Large letters and low windows: what can be chosen scrolls, the buttons stay.
        side = QScrollArea()
        side.setWidget(inside)
        side.setWidgetResizable(True)
        side.setFrameShape(QFrame.Shape.NoFrame)
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side.setFixedWidth(max(_SIDE, inside.minimumSizeHint().width() + _BAR))
        side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = inside
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(self.image)
        scroll.setProperty("role", "pane")
        read_by_keys(scroll, self.tr("Preview"))
        self.pages = QStackedWidget()
        self.pages.addWidget(scroll)
        self.pages.addWidget(self.text)
        middle = QHBoxLayout()
        middle.setSpacing(_MARGIN)
        middle.addWidget(side)
        shown = QVBoxLayout()
        shown.setSpacing(8)
        shown.addWidget(self.pages, 1)
        shown.addWidget(self.pager)
        middle.addLayout(shown, 1)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.facts, 1)
        below.addWidget(self.progress, 1)
        for action in (self.copy, self.cancel, self.save):
            below.addWidget(action)
        column = QVBoxLayout(dialog)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(14)
        column.addLayout(middle, 1)
        column.addLayout(below)
        self._fit()

    # --- What is chosen -------------------------------------------------------------------------
    @property
    def format(self) -> ExportFormat:
        """The chosen form; of all images, the form that each of them has in it."""
        chosen = self.forms.currentItem().data(ROLE)
        if isinstance(chosen, SetFormat):
            return YOLO if chosen.makes_folder else format_of(Path(f"x{chosen.ending}"))
        assert isinstance(chosen, ExportFormat)
        return chosen

    @property
    def set_format(self) -> SetFormat | None:
        """The form of all images; None where one image is saved."""
        chosen = self.forms.currentItem().data(ROLE)
        return chosen if isinstance(chosen, SetFormat) else None

    @property
    def copies_text(self) -> bool:
        """Whether the form is text that can be pasted anywhere."""
        return isinstance(self.format, TextFormat)

    @property
    def scale(self) -> int:
        """Pixels for each pixel at 100 %."""
        return SCALES[self.scales.at]

    @property
    def background(self) -> Background:
        """The chosen ground."""
        return BACKGROUNDS[self.grounds.at]

    @property
    def only_visible(self) -> bool:
        """Whether only what is in sight is wanted."""
        return self.parts.at == 1

    def preview_width(self) -> int:
        """Pixels that a painted preview may be wide."""
        ratio = self.image.devicePixelRatioF()
        return round(max(200, min(_PREVIEW, self.pages.width() - 40)) * ratio)

    def _changed(self) -> None:
        self._told_problem = False
        self._fit()
        self._say(self.tr("Painting…"))
        self.changed.emit()

    def _fit(self) -> None:
        """Offer what the chosen form has."""
        chosen = self.format
        together = self.set_format
        self.words.setText(hint_of(together or chosen))
        self.parts.setEnabled(together is None)
        self.copy_images.setVisible(together is not None and together.copies_images)
        self.pager.setVisible(together is not None)
        has_scale = isinstance(chosen, ImageFormat) and chosen.has_scale
        has_theme = isinstance(chosen, ImageFormat) and chosen.has_theme
        for shown, widgets in ((has_scale, self._size_row), (has_theme, self._ground_row)):
            for widget in widgets:
                widget.setVisible(shown)
        self.page.fit(chosen)
        self.copy.setEnabled(not chosen.boxes_only and together is None)
        self.copy.setText(self.tr("Copy as text") if self.copies_text else self._copy_words)

    # --- What is shown --------------------------------------------------------------------------
    def show_preview(self, made: Preview) -> None:
        """Show what it will look like, and how large it will be."""
        self.words.setText(hint_of(self.set_format or self.format))
        self._size, self._left_out = made.size, made.left_out
        if made.image is not None:
            pixmap = QPixmap.fromImage(made.image)
            pixmap.setDevicePixelRatio(self.image.devicePixelRatioF())
            self.image.setPixmap(pixmap)
        self.text.setPlainText(made.text)
        self.pages.setCurrentIndex(0 if made.image is not None else 1)
        # The image that is looked at may have no boxes where others of the set have some.
        nothing = made.image is None and not made.text and self.set_format is None
        self.save.setEnabled(not nothing)
        if nothing:
            words = self.tr("No model gave boxes, so there are none to write.")
            self._say(f"{words} {translate_message(made.left_out)}".strip(), "weak")
        elif not self._told_problem:
            # A problem stays until something else is chosen: this may be the same page, wider.
            self._show_facts()

    def _show_facts(self) -> None:
        self._say(translate_message(self._left_out), "fair" if self._left_out else "")
        chosen = self.format
        if self._size is None or not isinstance(chosen, ImageFormat) or not chosen.has_scale:
            return
        wide, high = (side * self.scale for side in self._size)
        words = self.tr("{wide} × {high} pixels")
        self._say(words.format(wide=number(wide), high=number(high)))

    def show_problem(self, words: str) -> None:
        """Say what went wrong."""
        self._told_problem = True
        self._say(translated(words), "weak")

    def show_writing(self, share: float, left_s: float | None) -> None:
        """Show how far it is (0..1), and about how many seconds are left."""
        self._told_problem = False
        self._enable(False)
        self.progress.show()
        self.progress.setMaximum(1000)
        self.progress.setValue(round(1000 * share))
        self._say(self.tr("Writing…") if left_s is None else seconds_left(left_s))
        self.cancel.setText(self.tr("Stop"))

    def show_ready(self) -> None:
        """Writing has ended; everything can be chosen again."""
        self.progress.hide()
        self.cancel.setText(self.tr("Close"))
        self._enable(True)

    def _enable(self, on: bool) -> None:
        for field in (self._inside, self.save, self.copy):
            field.setEnabled(on)

    def _say(self, words: str, tone: str = "") -> None:
        self.facts.setText(words)
        restyle(self.facts, "tone", tone)
