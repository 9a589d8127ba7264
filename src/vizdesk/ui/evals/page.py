"""The side of evals: runs at the left, one of them or a new one at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from vizdesk.common.formatting import day, number
from vizdesk.painting.fonts import sans
from vizdesk.runs.records import RunState
from vizdesk.runs.store import RunEntry
from vizdesk.ui.evals.run_form import RunForm
from vizdesk.ui.evals.run_view import RunView
from vizdesk.ui.text.translate import translate_message
from vizdesk.ui.widgets.basics import button, label, rule
from vizdesk.ui.widgets.plain_text import elided_words, set_tip
from vizdesk.ui.widgets.theme import Tokens

ROLE = Qt.ItemDataRole.UserRole
ROW = 62
# Pixels of width from where on the list of runs is given all it likes.
SIDE_BY_SIDE = 960


class RunPainter(QStyledItemDelegate):
    """Paints one run of the list."""

    def __init__(self, tokens: Tokens, parent: QWidget) -> None:
        super().__init__(parent)
        self.tokens = tokens

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(240, ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        entry: RunEntry = index.data(ROLE)
        t, area = self.tokens, QRect(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(t.selected))
        painter.setPen(QPen(QColor(t.line), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        when = day(entry.created.astimezone().date().isoformat())
        open_ = entry.state is not RunState.FINISHED or entry.done < entry.total
        far = f"{number(entry.done)} / {number(entry.total)} · " if open_ else ""
        lines = (
            (sans(13, 600), t.text, entry.title),
            (sans(12), t.muted, ", ".join(entry.models)),
            (
                sans(12),
                t.fair if open_ else t.muted,
                f"{far}{translate_message(when)}, {entry.created.astimezone():%H:%M}",
            ),
        )
        inside = area.adjusted(14, 6, -12, -6)
        high = inside.height() // 3
        for at, (font, colour, words) in enumerate(lines):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            line = QRect(inside.left(), inside.top() + at * high, inside.width(), high)
            shown = elided_words(
                painter.fontMetrics(), words, Qt.TextElideMode.ElideRight, line.width()
            )
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()


class _Pages(QStackedWidget):
    """Asks for the room of the page that is shown: a run scrolls in itself, the form needs more."""

    def minimumSizeHint(self) -> QSize:
        shown = self.currentWidget()
        return super().minimumSizeHint() if shown is None else shown.minimumSizeHint()

    def heightForWidth(self, width: int) -> int:
        # No more than the page cannot do without, at this width.
        shown = self.currentWidget()
        layout = None if shown is None else shown.layout()
        return 0 if layout is None else layout.minimumHeightForWidth(width)


class EvalsPage(QWidget):
    """`chosen` names the run to be shown, or "" for a new one."""

    chosen = Signal(str)

    def __init__(self, tokens: Tokens) -> None:
        super().__init__()
        self.setProperty("role", "canvas")
        self.new = button(self.tr("New run"), "primary")
        self.runs = QListWidget()
        self.runs.setProperty("role", "sheet")
        self.runs.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.runs.setAccessibleName(self.tr("Runs"))
        self.painter = RunPainter(tokens, self.runs)
        self.runs.setItemDelegate(self.painter)
        self.empty = label(self.tr("Loading…"), "muted")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.empty.setContentsMargins(4, 6, 4, 0)
        self.form = RunForm()
        self.view = RunView(tokens)
        self.pages = _Pages()
        self.pages.addWidget(self.form)
        self.pages.addWidget(self.view)
        left = QVBoxLayout()
        left.setContentsMargins(12, 12, 12, 8)
        left.addWidget(self.new)
        left.addWidget(self.runs, 1)
        left.addWidget(self.empty, 1)
        side = QWidget()
        side.setProperty("role", "bar")
        self._side = side
        side.setLayout(left)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(rule(vertical=True))
        # With large text, or in a small window, form and results scroll rather than being cut.
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.pages)
        row.addWidget(area, 1)
        self.new.clicked.connect(self.show_new)
        self.runs.currentItemChanged.connect(self._chosen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.setFixedWidth(264 if event.size().width() >= SIDE_BY_SIDE else 176)

    def show_runs(self, entries: Sequence[RunEntry], current: str) -> None:
        """List these runs and mark the one that is shown."""
        self.runs.blockSignals(True)
        self.runs.clear()
        for entry in entries:
            item = QListWidgetItem(entry.title)
            item.setData(ROLE, entry)
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole, f"{entry.title}, {', '.join(entry.models)}"
            )
            set_tip(item, "\n".join((entry.title, *entry.models)))
            self.runs.addItem(item)
            if entry.id == current:
                self.runs.setCurrentItem(item)
        self.runs.blockSignals(False)
        self.runs.setVisible(bool(entries))
        self.empty.setText(
            self.tr("No runs yet. Those you begin are kept here, with every answer.")
        )
        self.empty.setVisible(not entries)

    def show_far(self, run: str, done: int) -> None:
        """A run of the list has come so far."""
        for item in (self.runs.item(row) for row in range(self.runs.count())):
            entry: RunEntry = item.data(ROLE)
            if entry.id == run:
                item.setData(ROLE, replace(entry, done=done))

    def show_new(self) -> None:
        """Show the form for a new run."""
        self.runs.blockSignals(True)
        self.runs.setCurrentRow(-1)
        self.runs.clearSelection()
        self.runs.blockSignals(False)
        self.pages.setCurrentWidget(self.form)
        self.chosen.emit("")

    def _chosen(self, item: QListWidgetItem | None, _: object = None) -> None:
        if item is not None:
            entry: RunEntry = item.data(ROLE)
            self.chosen.emit(entry.id)

    def set_tokens(self, tokens: Tokens) -> None:
        """Repaint in another theme."""
        self.painter.tokens = tokens
        self.runs.viewport().update()
        self.view.set_tokens(tokens)
