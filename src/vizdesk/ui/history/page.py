"""The history as a list: thumbnails, what was asked and answered; searched, filtered, reopened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from vizdesk.common.formatting import byte_size
from vizdesk.comparison.task_specs.registry import TASKS
from vizdesk.comparison.tasks import TaskKind
from vizdesk.history.entries import Entry, HistoryQuery
from vizdesk.painting.fonts import sans
from vizdesk.ui.text.labels import age_words, task_name
from vizdesk.ui.text.translate import translate_message
from vizdesk.ui.widgets.basics import button, label
from vizdesk.ui.widgets.plain_text import elided_words
from vizdesk.ui.widgets.theme import Tokens

ROLE = Qt.ItemDataRole.UserRole
ROW, THUMB, TYPING_MS = 76, 60, 150
NEAR = 20  # rows before the end, where more is fetched


class EntryPainter(QStyledItemDelegate):
    """Paints one comparison of the list."""

    def __init__(self, tokens: Tokens, parent: QWidget) -> None:
        super().__init__(parent)
        self.tokens = tokens

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(320, ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        entry: Entry = index.data(ROLE)
        t, area = self.tokens, QRect(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(t.selected))
        painter.setPen(QPen(QColor(t.line), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        frame = QRect(area.left() + 14, area.top() + 8, THUMB, THUMB)
        painter.fillRect(frame, QColor(t.stage))
        pixmap = QPixmap()
        if entry.thumbnail and pixmap.loadFromData(entry.thumbnail):
            small = pixmap.scaled(
                frame.size(),
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            at = frame.center() - small.rect().center()
            painter.drawPixmap(at, small)
        self._words(painter, area.adjusted(THUMB + 30, 9, -16, -9), entry)
        painter.restore()

    def _words(self, painter: QPainter, area: QRect, entry: Entry) -> None:
        t = self.tokens
        when = translate_message(age_words(entry.created, datetime.now().astimezone()))
        name = task_name(TaskKind(entry.task))
        models = ", ".join(entry.models)
        pin = self.tr("pinned · ") if entry.pinned else ""
        lines = (
            (sans(13, 600), t.text, entry.image, f"{pin}{when}"),
            (sans(13), t.text, words_of_entry(entry), ""),
            (sans(12), t.muted, " · ".join(filter(None, (name, entry.asked, models))), ""),
        )
        high = area.height() // 3
        for at, (font, colour, words, right) in enumerate(lines):
            line = QRect(area.left(), area.top() + at * high, area.width(), high)
            painter.setFont(sans(12))
            wide = painter.fontMetrics().horizontalAdvance(right) + 12 if right else 0
            painter.setPen(QColor(t.muted))
            painter.drawText(
                line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, right
            )
            painter.setFont(font)
            painter.setPen(QColor(colour))
            room = line.width() - wide
            shown = elided_words(painter.fontMetrics(), words, Qt.TextElideMode.ElideRight, room)
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)


# Pixels: what the page can do with, and from where on the filters stand beside the search.
NARROWEST, SIDE_BY_SIDE = 600, 960


def words_of_entry(entry: Entry) -> str:
    """What a row says of the answers: how far they agree, or the beginning of the first one."""
    return translate_message(entry.agreement) if entry.agreement else entry.opening


class EntryList(QListWidget):
    """Enter opens, Delete deletes."""

    deletion = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.deletion.emit()
            return
        super().keyPressEvent(event)


class HistoryPage(QWidget):
    """`wanted` asks for a list, `more` for what follows the so many that are shown of it.

    The others name the comparison that is chosen, or those.
    """

    wanted = Signal(object)
    more = Signal(object, int)
    opened = Signal(str)
    deleted = Signal(list)
    pinned = Signal(list, bool)

    def __init__(self, tokens: Tokens) -> None:
        super().__init__()
        self.setProperty("role", "canvas")
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search answers, files, models"))
        self.search.setAccessibleName(self.tr("Search the history"))
        self.search.setClearButtonEnabled(True)
        self.tasks = QComboBox()
        self.tasks.setAccessibleName(self.tr("Task"))
        self.tasks.addItem(self.tr("all tasks"), "")
        for spec in TASKS:
            self.tasks.addItem(task_name(spec.kind), spec.kind.value)
        self.models = QComboBox()
        self.models.setAccessibleName(self.tr("Model"))
        self.models.addItem(self.tr("all models"), "")
        self.days = QComboBox()
        self.days.setAccessibleName(self.tr("When"))
        for days, words in (
            (0, self.tr("any day")),
            (1, self.tr("today")),
            (7, self.tr("last 7 days")),
            (31, self.tr("last 31 days")),
            (366, self.tr("last 12 months")),
        ):
            self.days.addItem(words, days)
        self.list = EntryList()
        self.list.setAccessibleName(self.tr("Comparisons"))
        self.list.setProperty("role", "choices")
        self.list.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.painter = EntryPainter(tokens, self.list)
        self.list.setItemDelegate(self.painter)
        self.open = button(self.tr("Open"), "primary")
        self.pin = button(self.tr("Pin"))
        self.delete = button(self.tr("Delete"))
        self.foot = label("", "muted")
        self.empty = label(self.tr("Loading…"), "muted")
        self._asked, self._listed = HistoryQuery(), HistoryQuery()
        self._count, self._fetching = 0, False
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._lay_out()
        self._connect()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        wide = event.size().width() >= SIDE_BY_SIDE
        self._top.setDirection(directions.LeftToRight if wide else directions.TopToBottom)

    def minimumSizeHint(self) -> QSize:
        # Else the window could never become narrower than all of it side by side.
        return QSize(NARROWEST, super().minimumSizeHint().height())

    def _lay_out(self) -> None:
        filters, buttons = QHBoxLayout(), QHBoxLayout()
        buttons.addStretch(1)
        for row, widgets in (
            (filters, (self.tasks, self.models, self.days)),
            (buttons, (self.delete, self.pin, self.open)),
        ):
            row.setSpacing(8)
            for widget in widgets:
                row.addWidget(widget)
        top = self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        top.setSpacing(8)
        top.addWidget(self.search, 1)
        top.addLayout(filters)
        top.addLayout(buttons)
        frame = QFrame()
        frame.setProperty("role", "pane")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 6, 1, 6)
        inside.addWidget(self.list)
        inside.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 14, 24, 16)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(frame, 1)
        column.addWidget(self.foot)

    def _connect(self) -> None:
        self._typing.timeout.connect(self.ask)
        self.search.textChanged.connect(lambda: self._typing.start(TYPING_MS))
        self.search.returnPressed.connect(self._to_list)
        self.list.verticalScrollBar().valueChanged.connect(self._ask_more)
        self.tasks.currentIndexChanged.connect(self.ask)
        self.models.currentIndexChanged.connect(self.ask)
        self.days.currentIndexChanged.connect(self.ask)
        self.list.itemActivated.connect(lambda _: self._open())
        self.list.itemSelectionChanged.connect(self._show_choice)
        self.list.deletion.connect(self._delete)
        self.open.clicked.connect(self._open)
        self.delete.clicked.connect(self._delete)
        self.pin.clicked.connect(self._pin)
        self._show_choice()

    def ask(self) -> None:
        """Ask for the list that the fields describe."""
        self._asked = HistoryQuery(
            words=self.search.text(),
            task=str(self.tasks.currentData() or ""),
            model=str(self.models.currentData() or ""),
            since=since(int(self.days.currentData()), datetime.now().astimezone()),
        )
        self.wanted.emit(self._asked)

    @property
    def shown(self) -> int:
        """How many are listed of what is asked for: so many are wanted when it is asked anew."""
        return self.list.count() if self._listed == self._asked else 0

    def _ask_more(self) -> None:
        bar, shown = self.list.verticalScrollBar(), self.list.count()
        near = bar.value() > bar.maximum() - NEAR * ROW
        if near and not self._fetching and shown < self._count and self._listed == self._asked:
            self._fetching = True
            self.more.emit(self._asked, shown)

    def add_entries(self, wanted: HistoryQuery, entries: Sequence[Entry]) -> None:
        """Show these below those that are listed."""
        self._fetching = False
        if wanted != self._listed:
            return
        listed_ids = {self.list.item(row).data(ROLE).id for row in range(self.list.count())}
        for entry in entries:
            if entry.id not in listed_ids:
                self._add(entry)

    def _add(self, entry: Entry) -> None:
        item = QListWidgetItem()
        item.setData(ROLE, entry)
        words = f"{entry.image}, {words_of_entry(entry)}, {', '.join(entry.models)}"
        item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
        self.list.addItem(item)

    def show_entries(self, entries: Sequence[Entry], count: int, size: int) -> None:
        """Show these; `count` are all that fit, `size` the bytes of the whole history."""
        before = self.chosen()
        row = min((index.row() for index in self.list.selectedIndexes()), default=0)
        bar, again = self.list.verticalScrollBar(), self._listed == self._asked
        at = bar.value() if again else 0
        self._listed, self._count, self._fetching = self._asked, count, False
        marked = {entry.id for entry in self.selected()}
        self.list.clear()
        for entry in entries:
            self._add(entry)
        places = {entry.id: place for place, entry in enumerate(entries)}
        if before is not None and (before.id in places or again):
            # Where the chosen one was deleted, its neighbour is chosen: Delete, Delete, Delete.
            self.list.setCurrentRow(places.get(before.id, min(row, len(entries) - 1)))
        for entry_id in marked & places.keys():
            self.list.item(places[entry_id]).setSelected(True)
        bar.setValue(at)
        searching = bool(
            self.search.text()
            or self.tasks.currentData()
            or self.models.currentData()
            or self.days.currentData()
        )
        nothing = (
            self.tr("Nothing in the history fits.")
            if searching
            else self.tr("Every comparison you make is kept here.")
        )
        self.empty.setText(nothing)
        self.empty.setVisible(not entries)
        self.list.setVisible(bool(entries))
        words = self.tr("%n comparison(s) · {size} on this disk", "", count)
        self.foot.setText(words.format(size=byte_size(size)))

    def show_models(self, names: Sequence[str]) -> None:
        """Offer these in the filter."""
        chosen = self.models.currentData()
        self.models.blockSignals(True)
        while self.models.count() > 1:
            self.models.removeItem(1)
        for name in names:
            self.models.addItem(name, name)
        self.models.setCurrentIndex(max(0, self.models.findData(chosen)))
        self.models.blockSignals(False)

    def chosen(self) -> Entry | None:
        """The entry that is selected."""
        item = self.list.currentItem()
        entry = item.data(ROLE) if item is not None else None
        return entry if isinstance(entry, Entry) else None

    def selected(self) -> list[Entry]:
        """The entries that are marked, from the top; Shift and Ctrl mark several."""
        rows = sorted(index.row() for index in self.list.selectedIndexes())
        return [self.list.item(row).data(ROLE) for row in rows]

    def _show_choice(self) -> None:
        marked = self.selected()
        self.open.setEnabled(len(marked) == 1)
        for action in (self.delete, self.pin):
            action.setEnabled(bool(marked))
        unpin = bool(marked) and all(entry.pinned for entry in marked)
        self.pin.setText(self.tr("Unpin") if unpin else self.tr("Pin"))

    def _to_list(self) -> None:
        """From the search to what was found, with a key."""
        if self.list.count():
            self.list.setFocus()
            self.list.setCurrentRow(max(0, self.list.currentRow()))

    def _open(self) -> None:
        if (entry := self.chosen()) is not None:
            self.opened.emit(entry.id)

    def _delete(self) -> None:
        if marked := self.selected():
            self.deleted.emit([entry.id for entry in marked])

    def _pin(self) -> None:
        if marked := self.selected():
            pinned = not all(entry.pinned for entry in marked)
            self.pinned.emit([entry.id for entry in marked], pinned)

    def set_tokens(self, tokens: Tokens) -> None:
        """Repaint in another theme."""
        self.painter.tokens = tokens
        self.list.viewport().update()


def since(days: int, now: datetime) -> str:
    """The moment from which on `days` are counted (today is 1), in UTC; empty for 0."""
    if not days:
        return ""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return (midnight - timedelta(days=days - 1)).astimezone(UTC).isoformat()
