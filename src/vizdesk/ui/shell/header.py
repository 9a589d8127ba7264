"""The top of the window: name, tasks, classes, layout, export, and the one button that runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QIcon, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
)

from vizdesk.ui.compare.pane_grid import Arrangement
from vizdesk.ui.compare.task_bar import TaskBar
from vizdesk.ui.core.pages import Page
from vizdesk.ui.widgets.basics import button, label
from vizdesk.ui.widgets.plain_text import set_tip

MARGIN, NARROWEST = 8, 640


class Header(QFrame):
    """Buttons only; the window decides what they do."""

    turned = Signal(Page)
    arranged = Signal(Arrangement)
    hidden = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self.setFixedHeight(52)
        self.name = label("vizdesk", "title")
        self._compares = True
        self.pages = self._page_tabs()
        self.sides = button("", "segment", self.tr("Other sides of the window"))
        self.sides.setMenu(self._sides_menu())
        self.sides.hide()
        self.offline = label(self.tr("offline"), "badge")
        set_tip(self.offline, self.tr("vizdesk opens no connection; ☰ → Offline switches it off"))
        self.offline.hide()
        self.tasks = TaskBar()
        self.classes = button(self.tr("Classes"), "", self.tr("Hide and show classes"))
        self._classes_menu = QMenu(self)
        self.classes.setMenu(self._classes_menu)
        self.layout_button = button(self.tr("Grid"), "", self.tr("How the panes lie (Ctrl+G)"))
        self._arrangements = self._layout_menu()
        self.menu = button("☰", "plain", self.tr("Everything one can do"))
        self.menu.setMenu(QMenu(self))
        self.export = button(self.tr("Save…"), "", self.tr("Save the comparison (Ctrl+E)"))
        self.theme = button("◐", "plain", self.tr("Light or dark (Ctrl+Shift+L)"))
        self.help = button("?", "plain", self.tr("Help: keyboard map (F1), log, versions"))
        self.stop = button(self.tr("Stop"), "", self.tr("Stop everything (Esc)"))
        self.cost = label("", "muted")
        self.run = button(self.tr("Run"), "primary", self.tr("Run (Ctrl+Enter)"))
        self.run.setFixedHeight(34)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(self.name)
        row.addWidget(self.offline, 0, Qt.AlignmentFlag.AlignVCenter)
        # Puts the tasks over the panes where there is room, and gives way where there is not.
        row.addSpacerItem(QSpacerItem(10, 0, QSizePolicy.Policy.Maximum))
        for tab in (*self.pages.values(), self.sides):
            row.addWidget(tab)
        row.addSpacerItem(QSpacerItem(32, 0, QSizePolicy.Policy.Maximum))
        row.addWidget(self.tasks)
        row.addStretch(1)
        for widget in self._buttons():
            row.addWidget(widget)
        row.insertWidget(row.count() - 1, self.cost)

    def _buttons(self) -> list[QPushButton]:
        return [
            self.menu,
            self.help,
            self.theme,
            self.classes,
            self.layout_button,
            self.export,
            self.stop,
            self.run,
        ]

    def _page_tabs(self) -> dict[Page, QPushButton]:
        group = QButtonGroup(self)
        words = {
            Page.COMPARE: self.tr("Compare"),
            Page.MODELS: self.tr("Models"),
            Page.HISTORY: self.tr("History"),
            Page.EVALS: self.tr("Evals"),
        }
        tabs = {}
        for page, name in words.items():
            tab = button(name, "segment", "")
            tab.setCheckable(True)
            tab.setAutoExclusive(True)  # to screen readers: one of several, not on or off
            tab.clicked.connect(lambda _=False, page=page: self.turned.emit(page))
            group.addButton(tab)
            tabs[page] = tab
        tabs[Page.COMPARE].setChecked(True)
        return tabs

    @property
    def page(self) -> Page:
        """The side of the window that is shown."""
        return next(page for page, tab in self.pages.items() if tab.isChecked())

    def _sides_menu(self) -> QMenu:
        menu = QMenu(self)
        for page, tab in self.pages.items():
            menu.addAction(tab.text(), partial(self.turned.emit, page))
        return menu

    def show_page(self, page: Page) -> None:
        """Mark a side of the window as the one shown, and hide what belongs to the other."""
        self.pages[page].setChecked(True)
        compares = page is Page.COMPARE
        self._compares = compares
        self.tasks.setVisible(compares)
        self.run.setVisible(compares)
        self._fit()

    def _layout_menu(self) -> dict[Arrangement, QAction]:
        menu = QMenu(self)
        self.layout_button.setMenu(menu)
        words = {
            Arrangement.GRID: self.tr("Grid"),
            Arrangement.COLUMNS: self.tr("Columns"),
            Arrangement.TOGETHER: self.tr("One image"),
        }
        return {
            arrangement: menu.addAction(text, partial(self.choose_arrangement, arrangement))
            for arrangement, text in words.items()
        }

    def choose_arrangement(self, arrangement: Arrangement) -> None:
        """Choose a layout as if from the menu."""
        self.layout_button.setText(self._arrangements[arrangement].text())
        self.arranged.emit(arrangement)

    def show_commands(self, actions: Sequence[QAction]) -> None:
        """Put everything that has a name into the menu."""
        self.menu.menu().addActions([action for action in actions if action.text()])

    def show_classes(self, colours: Mapping[str, QColor], hidden: frozenset[str]) -> None:
        """List the classes that can be hidden."""
        self._classes_menu.clear()
        for name, colour in colours.items():
            square = QPixmap(QSize(12, 12))
            square.fill(colour)
            action = self._classes_menu.addAction(QIcon(square), name)
            action.setCheckable(True)
            action.setChecked(name not in hidden)
            action.toggled.connect(lambda on, name=name: self.hidden.emit(name, not on))
        self._fit()

    def show_offline(self, on: bool) -> None:
        """Say beside the name that vizdesk is offline."""
        self.offline.setVisible(on)
        self._fit()

    def show_cost(self, words: str, tip: str) -> None:
        """Say what Run will cost, about; nothing where nothing is billed."""
        self.cost.setText(words)
        set_tip(self.cost, tip)
        self.cost.setAccessibleName(tip)
        self._fit()

    def show_running(self, running: bool, to_run: int, can_run: bool) -> None:
        """Say how many models Run will ask, and whether something can be stopped."""
        self.run.setText(self.tr("Run {n}   Ctrl ⏎").format(n=to_run) if to_run else self.tr("Run"))
        self.run.setEnabled(can_run)
        self.stop.setVisible(running)
        self._fit()

    def _fit(self) -> None:
        """Show what there is room for; what is not shown is in the menu and has its keys."""
        wanted = {
            self.name: True,  # it stands over the window too
            self.theme: True,
            self.help: True,
            self.cost: self._compares and bool(self.cost.text()),
            self.layout_button: self._compares,
            self.export: self._compares,
            self.classes: self._compares and not self._classes_menu.isEmpty(),
        }
        room = self.width() - MARGIN
        for part, on in wanted.items():
            part.setVisible(on)
        self._fold_sides(False)
        self.tasks.set_short(False)
        for part in wanted:
            if self._row.minimumSize().width() <= room:
                return
            if part is self.cost and self._folded(room):
                return
            part.hide()

    def _folded(self, room: int) -> bool:
        """Sides, else tasks, else both become menus; whether that is enough.

        What belongs to the comparison goes only after that.
        """
        for sides, tasks in ((True, False), (False, True), (True, True)):
            self._fold_sides(sides)
            self.tasks.set_short(tasks and self._compares)
            if self._row.minimumSize().width() <= room:
                return True
        return False

    def _fold_sides(self, folded: bool) -> None:
        for tab in self.pages.values():
            tab.setVisible(not folded)
        self.sides.setVisible(folded)
        self.sides.setText(self.pages[self.page].text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        # Else the window could never become narrower than everything side by side.
        return QSize(NARROWEST, self.height())
