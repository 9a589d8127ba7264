"""The View menu: boxes, labels, fill, score, units, and every class with its count and a mark."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QColor,
    QIcon,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSlider, QWidget, QWidgetAction

from vizdesk.common.formatting import score
from vizdesk.common.label_text import shown_label
from vizdesk.painting.class_colors import text_on
from vizdesk.ui.compare.display_options import FILLS, DisplayOptions, Units
from vizdesk.ui.widgets.basics import label


class StayingMenu(QMenu):
    """Stays open while its switches are turned: one rarely hides only one class."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = self.actionAt(event.position().toPoint())
        if action is not None and action.isCheckable() and action.isEnabled():
            action.trigger()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self.activeAction()
        turns = event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if turns and action is not None and action.isCheckable() and action.isEnabled():
            action.trigger()
            return
        super().keyPressEvent(event)


@dataclass(frozen=True, slots=True)
class ClassEntry:
    """A class as the menu lists it: its colour, and how many each model found, in their order."""

    label: str
    colour: QColor
    counts: tuple[int, ...] = ()


class ViewMenu(StayingMenu):
    """Shows `DisplayOptions` and emits others when they are changed."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.options = DisplayOptions()
        self._classes: Sequence[ClassEntry] = ()
        self.class_actions: dict[str, QAction] = {}
        self.boxes = self._switch(self.tr("Boxes") + "\tB", lambda on: {"boxes": on})
        self.labels = self._switch(self.tr("Labels") + "\tL", lambda on: {"labels": on})
        hold = self.addAction(self.tr("Hold Space to hide boxes"))
        hold.setEnabled(False)
        self.linked = self._switch(
            self.tr("Scroll answers together"), lambda on: {"linked_text": on}
        )
        self.fills = self._choices(self.tr("Fill"), {fill: f"{fill:.0%}" for fill in FILLS}, "fill")
        self.units = self._choices(
            self.tr("Coordinates"),
            {
                Units.SHARE: "0..1",
                Units.THOUSANDTHS: "0..1000",
                Units.PIXELS: self.tr("pixels"),
            },
            "units",
        )
        self._score_action = self._score_row()
        self._end = self.addSeparator()
        self.show_options(self.options)
        self.show_scores(False)

    def _switch(self, words: str, change: Callable[[bool], Mapping[str, object]]) -> QAction:
        action = self.addAction(words)
        action.setCheckable(True)
        action.triggered.connect(lambda on: self._change(change(on)))
        return action

    def _choices(
        self, title: str, words: Mapping[object, str], field: str
    ) -> dict[object, QAction]:
        menu = StayingMenu(title, self)
        self.addMenu(menu)
        group = QActionGroup(menu)
        actions = {}
        for value, name in words.items():
            action = menu.addAction(name)
            action.setCheckable(True)
            action.triggered.connect(partial(self._choose, field, value))
            group.addAction(action)
            actions[value] = action
        return actions

    def _score_row(self) -> QWidgetAction:
        """A slider for the lowest score that is shown."""
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(12, 4, 12, 4)
        self.score_words = label("", "muted")
        self.score = QSlider(Qt.Orientation.Horizontal)
        self.score.setRange(0, 100)
        self.score.setMinimumWidth(160)
        self.score.setAccessibleName(self.tr("Lowest score that is shown"))
        self.score.valueChanged.connect(lambda value: self._change({"least_score": value / 100}))
        line.addWidget(self.score_words)
        line.addWidget(self.score, 1)
        action = QWidgetAction(self)
        action.setDefaultWidget(row)
        self.addAction(action)
        return action

    def _choose(self, field: str, value: object, _: bool = False) -> None:
        self._change({field: value})

    def _change(self, fields: Mapping[str, object]) -> None:
        options = replace(self.options, **fields)  # type: ignore[arg-type]
        if options != self.options:
            self.show_options(options)
            self.changed.emit(options)

    def _turn(self, name: str, on: bool) -> None:
        hidden = self.options.hidden
        self._change({"hidden": hidden - {name} if on else hidden | {name}})

    def show_options(self, options: DisplayOptions) -> None:
        """Have the menu say how things stand, without telling anybody."""
        self.options = options
        self.boxes.setChecked(options.boxes)
        self.labels.setChecked(options.labels)
        self.linked.setChecked(options.linked_text)
        for fill, action in self.fills.items():
            action.setChecked(fill == options.fill)
        for units, action in self.units.items():
            action.setChecked(units is options.units)
        self.score.blockSignals(True)
        self.score.setValue(round(100 * options.least_score))
        self.score.blockSignals(False)
        self.score_words.setText(
            self.tr("Score ≥ {value}").format(value=score(options.least_score))
        )
        for entry in self._classes:
            action, shown = self.class_actions[entry.label], entry.label not in options.hidden
            action.setChecked(shown)
            action.setIcon(_square(entry.colour, shown))

    def show_scores(self, there: bool) -> None:
        """Offer the slider only where a model gave scores."""
        self._score_action.setVisible(there)

    def show_classes(self, classes: Sequence[ClassEntry]) -> None:
        """List the classes; those that stay keep their place, also while the menu is open."""
        if classes == self._classes:
            return
        self._classes = tuple(classes)
        names = [entry.label for entry in classes]
        if list(self.class_actions) != names:
            for action in self.class_actions.values():
                self.removeAction(action)
                action.deleteLater()
            self.class_actions = {name: self._class_action(name) for name in names}
        for entry in classes:
            counts = "  ".join(map(str, entry.counts))
            words = shown_label(entry.label).replace("&", "&&")
            self.class_actions[entry.label].setText(f"{words}\t{counts}" if counts else words)
            self.class_actions[entry.label].setIcon(
                _square(entry.colour, entry.label not in self.options.hidden)
            )

    def _class_action(self, name: str) -> QAction:
        action = self.addAction("")
        action.setCheckable(True)
        action.setChecked(name not in self.options.hidden)
        action.toggled.connect(lambda on, name=name: self._turn(name, on))
        return action


def _square(colour: QColor, shown: bool) -> QIcon:
    """Filled and ticked where the class is shown, hollow where it is hidden.

    Beside an icon Qt draws no tick of its own.
    """
    pixmap = QPixmap(QSize(32, 32))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 3))
    painter.setBrush(colour if shown else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(3, 3, 26, 26), 6, 6)
    if shown:
        painter.setPen(QPen(text_on(colour), 4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPolyline([QPointF(9, 17), QPointF(14, 22), QPointF(23, 10)])
    painter.end()
    return QIcon(pixmap)
