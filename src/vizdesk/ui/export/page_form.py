"""How a page is laid out and what it leaves out: the part of the Save dialog that pages have."""

from __future__ import annotations

from PySide6.QtCore import QSettings, QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from vizdesk.export.export_format import ExportFormat, ImageFormat, TextFormat
from vizdesk.export.page_options import (
    LABEL_SIZES,
    MOST_COLUMNS,
    USUAL_LABEL,
    USUAL_PAGE,
    PageOptions,
    PagePart,
)
from vizdesk.ui.widgets.basics import button, label
from vizdesk.ui.widgets.plain_text import set_tip

_SLIDE = -1  # of the list of columns: one row of 16:9
_NOTE_LINES = 2.6  # of the field, so that a third one is seen to be there


class PageForm(QWidget):
    """`changed` when another page is wanted. Title and note belong to one comparison; the rest is
    remembered in `settings`."""

    changed = Signal()

    def __init__(self, settings: QSettings, overlay: bool) -> None:
        """`overlay`: the window shows all boxes on one image now."""
        super().__init__()
        self._settings = settings
        self.title, self.note = QLineEdit(), QPlainTextEdit()
        self.columns, self.label_size = QComboBox(), QSpinBox()
        self.original = QCheckBox(self.tr("Original as first panel"))
        self.overlay = QCheckBox(self.tr("Overlay: all boxes on one image"))
        self.parts = {
            PagePart.PROMPT: QCheckBox(self.tr("Prompt")),
            PagePart.COORDINATES: QCheckBox(self.tr("Coordinates")),
            PagePart.FIGURES: QCheckBox(self.tr("Figures")),
            PagePart.FOOTER: QCheckBox(self.tr("Footer")),
            PagePart.FILE_NAME: QCheckBox(self.tr("File name")),
        }
        self.reset = button(self.tr("Reset"), tip=self.tr("Everything here as it is at first"))
        self._name_fields()
        self._lay_out()
        self.show_options(self._remembered())
        if overlay:
            self.overlay.setChecked(True)
        self._connect()

    def _name_fields(self) -> None:
        self.title.setPlaceholderText(self.tr("Title"))
        self.title.setAccessibleName(self.tr("Title"))
        self.note.setPlaceholderText(self.tr("Note"))
        self.note.setAccessibleName(self.tr("Note"))
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(round(self.note.fontMetrics().lineSpacing() * _NOTE_LINES) + 12)
        self.columns.addItem(self.tr("Automatic"), 0)
        for count in range(1, MOST_COLUMNS + 1):
            self.columns.addItem(str(count), count)
        self.columns.addItem(self.tr("16:9 row"), _SLIDE)
        self.columns.setAccessibleName(self.tr("Columns"))
        set_tip(
            self.columns,
            self.tr("16:9 row: one page for a slide; with many models its panels take more rows"),
        )
        self.label_size.setRange(*LABEL_SIZES)
        self.label_size.setSuffix(self.tr(" px"))
        self.label_size.setAccessibleName(self.tr("Label size"))
        for box in (self.original, self.overlay, *self.parts.values()):
            box.setAccessibleName(box.text())
        set_tip(self.parts[PagePart.PROMPT], self.tr("The question, and the prompt as sent"))
        set_tip(self.parts[PagePart.FIGURES], self.tr("Times, tokens and cost"))
        set_tip(self.parts[PagePart.FOOTER], self.tr("vizdesk's version and the image's SHA-256"))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.note)
        self._layout = QWidget()
        grid = QGridLayout(self._layout)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(1, 1)
        grid.addWidget(label(self.tr("Columns"), "muted"), 0, 0)
        grid.addWidget(self.columns, 0, 1)
        grid.addWidget(label(self.tr("Label size"), "muted"), 1, 0)
        grid.addWidget(self.label_size, 1, 1)
        grid.addWidget(self.original, 2, 0, 1, 2)
        grid.addWidget(self.overlay, 3, 0, 1, 2)
        column.addWidget(self._layout)
        column.addWidget(label(self.tr("Show"), "muted"))
        shown = QGridLayout()
        shown.setContentsMargins(0, 0, 0, 0)
        for at, part in enumerate(self.parts.values()):
            shown.addWidget(part, at // 2, at % 2)
        column.addLayout(shown)
        column.addWidget(self.reset)

    def _connect(self) -> None:
        for box in (self.original, self.overlay, *self.parts.values()):
            box.toggled.connect(self._chosen)
        self.columns.currentIndexChanged.connect(self._chosen)
        self.label_size.valueChanged.connect(self._chosen)
        self.title.textChanged.connect(self.changed)
        self.note.textChanged.connect(self.changed)
        self.reset.clicked.connect(self._reset)

    @property
    def options(self) -> PageOptions:
        """The page as chosen now."""
        columns = int(self.columns.currentData())
        return PageOptions(
            columns=max(0, columns),
            slide=columns == _SLIDE,
            title=self.title.text().strip(),
            note=self.note.toPlainText().strip(),
            leave_out=frozenset(part for part, box in self.parts.items() if not box.isChecked()),
            original=self.original.isChecked(),
            overlay=self.overlay.isChecked(),
            label_size=self.label_size.value(),
        )

    def show_options(self, options: PageOptions) -> None:
        """Show what is chosen; nobody is told."""
        fields = (self.columns, self.label_size, self.original, self.overlay)
        blockers = [
            QSignalBlocker(field)
            for field in (*fields, *self.parts.values(), self.title, self.note)
        ]
        at = self.columns.findData(_SLIDE if options.slide else options.columns)
        self.columns.setCurrentIndex(at)
        self.label_size.setValue(options.label_size)
        self.original.setChecked(options.original)
        self.overlay.setChecked(options.overlay)
        self.title.setText(options.title)
        self.note.setPlainText(options.note)
        for part, box in self.parts.items():
            box.setChecked(options.has(part))
        blockers.clear()

    def fit(self, chosen: ExportFormat) -> None:
        """Offer what this form follows: pages all of it, Markdown the words."""
        pages = isinstance(chosen, ImageFormat)
        self._layout.setVisible(pages)
        self.setVisible(pages or (isinstance(chosen, TextFormat) and chosen.page is not None))

    def _chosen(self) -> None:
        self._remember(self.options)
        self.changed.emit()

    def _reset(self) -> None:
        self.show_options(USUAL_PAGE)
        self._chosen()

    # --- Kept -----------------------------------------------------------------------------------
    def _remember(self, options: PageOptions) -> None:
        put = self._settings.setValue
        put("export page/columns", _SLIDE if options.slide else options.columns)
        put("export page/label size", options.label_size)
        put("export page/original", int(options.original))
        put("export page/overlay", int(options.overlay))
        put("export page/leave out", ",".join(sorted(part.value for part in options.leave_out)))

    def _remembered(self) -> PageOptions:
        """The choices of the last time; whatever is no choice (any more) is as it is at first."""
        columns = self._number("columns", 0, _SLIDE, MOST_COLUMNS)
        named = str(self._settings.value("export page/leave out", "")).split(",")
        return PageOptions(
            columns=max(0, columns),
            slide=columns == _SLIDE,
            leave_out=frozenset(part for part in PagePart if part.value in named),
            original=bool(self._number("original", 0, 0, 1)),
            overlay=bool(self._number("overlay", 0, 0, 1)),
            label_size=self._number("label size", USUAL_LABEL, *LABEL_SIZES),
        )

    def _number(self, name: str, usual: int, least: int, most: int) -> int:
        try:
            value = int(str(self._settings.value(f"export page/{name}", usual)))
        except ValueError:
            return usual
        return value if least <= value <= most else usual
