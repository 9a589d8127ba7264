"""How a family writes boxes: form, order, scale and keys, with a drawn and a written example."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from vizdesk.common.open_enum import OpenEnum
from vizdesk.comparison.parsing.box_writer import example
from vizdesk.comparison.parsing.coordinates import Frame
from vizdesk.comparison.profiles import BoxConvention, BoxForm, BoxScale
from vizdesk.painting.fonts import mono, sans
from vizdesk.ui.models.profile.box_diagram import CAT, BoxDiagram
from vizdesk.ui.models.profile.labels import form_names, scale_names
from vizdesk.ui.widgets.basics import label
from vizdesk.ui.widgets.plain_text import set_tip

Choice = TypeVar("Choice", bound=Enum | OpenEnum)


def choice_box(names: dict[Choice, str], title: str) -> QComboBox:
    """A combo box of enum members."""
    box = QComboBox()
    # As wide as there is room: its longest name must not push the dialog off a small screen.
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(12)
    box.setAccessibleName(title)
    for member, name in names.items():
        box.addItem(name, member)
    return box


def row_label(text: str) -> QLabel:
    """The name of a field, as high as the field beside it."""
    name = label(text, "muted")
    name.setMinimumHeight(28)
    return name


class BoxesEditor(QWidget):
    """Edits a BoxConvention; `convention` is what is chosen here."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown = BoxConvention()
        self._frame = Frame((1000, 750), (1000, 750))
        self.drawing = BoxDiagram()
        self.written = label("")
        self.written.setWordWrap(True)
        self.form = choice_box(form_names(), self.tr("Form"))
        self.scale = choice_box(scale_names(), self.tr("Numbers"))
        self.order = QComboBox()
        self.order.setAccessibleName(self.tr("Order"))
        self.order.addItem(self.tr("x before y"), False)
        self.order.addItem(self.tr("y before x"), True)
        self.keys = QLineEdit()
        self.labels = QLineEdit()
        self.keys.setAccessibleName(self.tr("Keys of the box"))
        set_tip(
            self.keys,
            self.tr(
                "One key of a list of four numbers, and others that are taken for it; "
                "or four keys: left, top, right, bottom."
            ),
        )
        self.labels.setAccessibleName(self.tr("Keys of the name"))
        self._rows = QFormLayout()
        self._rows.setHorizontalSpacing(12)
        self._rows.setVerticalSpacing(6)
        self._rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, field in (
            (self.tr("Form"), self.form),
            (self.tr("Order"), self.order),
            (self.tr("Numbers"), self.scale),
            (self.tr("Box keys"), self.keys),
            (self.tr("Name keys"), self.labels),
        ):
            self._rows.addRow(row_label(name), field)
        for box in (self.form, self.order, self.scale):
            box.currentIndexChanged.connect(self._chosen)
        for line in (self.keys, self.labels):
            line.textEdited.connect(self._chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.drawing)
        column.addWidget(self.written)
        column.addLayout(self._rows)

    def show_convention(self, boxes: BoxConvention) -> None:
        """Show `boxes` for editing, without telling anybody."""
        self._shown = boxes
        for box, value in (
            (self.form, boxes.form),
            (self.order, boxes.y_first),
            (self.scale, boxes.scale),
        ):
            box.blockSignals(True)
            box.setCurrentIndex(box.findData(value))
            box.blockSignals(False)
        self.keys.setText(", ".join(boxes.flat_keys or boxes.box_keys))
        self.labels.setText(", ".join(boxes.label_keys))
        self._draw()

    def show_sizes(self, frame: Frame) -> None:
        """The image as sent and as it was, for the examples."""
        self._frame = frame
        self._draw()

    @property
    def convention(self) -> BoxConvention:
        """The convention as chosen; empty key fields keep the keys there were."""
        old = self._shown
        keys = _names(self.keys.text()) or old.flat_keys or old.box_keys
        # Four keys are the four sides, of the variant that has no list.
        flat = len(keys) == 4 if keys != old.box_keys else False
        return replace(
            old,
            form=BoxForm(self.form.currentData()),
            y_first=not flat and bool(self.order.currentData()),
            scale=BoxScale(self.scale.currentData()),
            box_keys=old.box_keys if flat else keys,
            flat_keys=keys if flat else (),
            label_keys=_names(self.labels.text()) or old.label_keys,
        )

    def _chosen(self) -> None:
        self._draw()
        self.changed.emit()

    def _draw(self) -> None:
        boxes = self.convention
        self.drawing.show_convention(boxes, self._frame)
        words = example(self.tr("cat"), CAT, boxes, self._frame)
        # A place to break the line, where words have none.
        self.written.setFont(mono(11) if words else sans(13))
        self.written.setText(words.replace("><", ">\u200b<") or self.tr("It writes no boxes."))
        has_boxes = boxes.form is not BoxForm.NONE
        json = boxes.form is BoxForm.JSON
        for field, shown in (
            (self.order, has_boxes and not boxes.flat_keys),
            (self.scale, has_boxes),
            (self.keys, json),
            (self.labels, json),
        ):
            self._rows.setRowVisible(field, shown)


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())
