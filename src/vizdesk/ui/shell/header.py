"""The top of the window: name, pages, tasks, layout, view, export, and the button that runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
    QWidget,
)

from vizdesk.ui.compare.pane_grid import Arrangement
from vizdesk.ui.compare.task_bar import TaskBar
from vizdesk.ui.compare.view_menu import ViewMenu
from vizdesk.ui.core.pages import Page
from vizdesk.ui.widgets.basics import button, label
from vizdesk.ui.widgets.plain_text import set_tip

MARGIN, NARROWEST = 8, 640
_SPACERS = 42  # pixels that give way where there is no room


class Header(QFrame):
    """Buttons only; the window decides what they do.

    Where it is too narrow its pieces go into the menu in a fixed order (`_foldings`); what runs and
    stops stays. Nothing moves when a run begins or ends.
    """

    turned = Signal(Page)
    arranged = Signal(Arrangement)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self.setFixedHeight(52)
        self.name = label("vizdesk", "title")
        self._compares = True
        self._to_run = 0
        self._running = False
        self.pages = self._page_tabs()
        self.sides = button("", "segment", self.tr("Other pages of the window"))
        self.sides.setMenu(self._sides_menu())
        self.sides.hide()
        self.offline = label(self.tr("offline"), "badge")
        set_tip(self.offline, self.tr("vizdesk opens no connection; ☰ → Offline switches it off"))
        self.offline.hide()
        self.tasks = TaskBar()
        self.layout_button = button(self.tr("Grid"), "", self.tr("Layout (Ctrl+G)"))
        self._layouts = QMenu(self.tr("Layout"), self)
        self.layout_button.setMenu(self._layouts)
        self._arrangements = self._layout_menu()
        self.view = button(self.tr("View"), "", self.tr("What is shown on the images"))
        self.view_menu = ViewMenu(self)
        self.view_menu.setTitle(self.tr("View"))
        self.view.setMenu(self.view_menu)
        self.export = button(self.tr("Export…"), "", self.tr("Export the comparison (Ctrl+E)"))
        self.menu = button("☰", "plain", self.tr("Menu"))
        self._menu = QMenu(self)
        self.menu.setMenu(self._menu)
        self.cost = label("", "muted")
        self.stop = button(self.tr("Stop"), "", self.tr("Stop everything (Esc)"))
        self.stop.setEnabled(False)
        self.run = button(self.tr("Run"), "primary", self.tr("Run (Ctrl+Enter)"))
        self.run.setFixedHeight(34)
        self.more = button("▾", "primary", self.tr("Other ways to run"))
        self.more.setFixedHeight(34)
        self.run_menu = QMenu(self)
        self.more.clicked.connect(self._drop_run_menu)
        # Space hides boxes while it is held: a click on a button here must not catch it.
        for part in (self.view, self.layout_button, self.export, self.stop, self.run, self.more):
            part.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._lay_out()

    def _lay_out(self) -> None:
        row = self._row = QHBoxLayout(self)
        self._set_gaps(8)
        row.addWidget(self.name)
        row.addWidget(self.offline, 0, Qt.AlignmentFlag.AlignVCenter)
        # Puts the tasks over the panes where there is room, and gives way where there is not.
        row.addSpacerItem(QSpacerItem(_SPACERS - 32, 0, QSizePolicy.Policy.Maximum))
        for tab in (*self.pages.values(), self.sides):
            row.addWidget(tab)
        row.addSpacerItem(QSpacerItem(32, 0, QSizePolicy.Policy.Maximum))
        row.addWidget(self.tasks)
        # What comes and goes with a run stands beside the room that is left: the rest stays put.
        row.addStretch(1)
        for widget in (self.cost, self.layout_button, self.view, self.export, self.menu, self.stop):
            row.addWidget(widget)
        runs = self._runs = QHBoxLayout()
        runs.setSpacing(1)
        runs.addWidget(self.run)
        runs.addWidget(self.more)
        row.addLayout(runs)

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
        """The page that is shown."""
        return next(page for page, tab in self.pages.items() if tab.isChecked())

    def _sides_menu(self) -> QMenu:
        menu = QMenu(self)
        for page, tab in self.pages.items():
            menu.addAction(tab.text(), partial(self.turned.emit, page))
        return menu

    def show_page(self, page: Page) -> None:
        """Mark a page as the one shown, and hide what belongs to the other."""
        self.pages[page].setChecked(True)
        self._compares = page is Page.COMPARE
        self._fit()

    def _layout_menu(self) -> dict[Arrangement, QAction]:
        words = {
            Arrangement.GRID: self.tr("Grid"),
            Arrangement.COLUMNS: self.tr("Columns"),
            Arrangement.TOGETHER: self.tr("Overlay"),
            Arrangement.DIFFERENCES: self.tr("Differences"),
            Arrangement.SLIDER: self.tr("A/B slider"),
            Arrangement.SHEET: self.tr("Contact sheet"),
            Arrangement.VOTE: self.tr("Blind vote"),
            Arrangement.STABILITY: self.tr("Stability"),
            Arrangement.TRUTH: self.tr("Truth"),
        }
        return {
            arrangement: self._layouts.addAction(
                text, partial(self.choose_arrangement, arrangement)
            )
            for arrangement, text in words.items()
        }

    def choose_arrangement(self, arrangement: Arrangement) -> None:
        """Choose a layout as if from the menu."""
        self.show_arrangement(arrangement)
        self.arranged.emit(arrangement)

    def show_arrangement(self, arrangement: Arrangement) -> None:
        """Name the layout that is shown, whoever chose it."""
        self.layout_button.setText(self._arrangements[arrangement].text())
        self._fit()  # a longer name needs room

    def show_commands(self, actions: Sequence[QAction]) -> None:
        """Put everything that has a name into the menu, below what may be folded into it."""
        self._menu.addMenu(self._layouts)
        self._menu.addMenu(self.view_menu)
        self._menu.addSeparator()
        self._menu.addActions([action for action in actions if action.text()])

    def show_ways_to_run(self, actions: Sequence[QAction]) -> None:
        """Put these beside Run, behind ▾."""
        self.run_menu.addActions(list(actions))

    def _drop_run_menu(self) -> None:
        # Not the button's own menu: that would widen it by an arrow.
        self.run_menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

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
        self._to_run = to_run
        self.run.setEnabled(can_run)
        self._running = running
        self.stop.setEnabled(running)
        self._fit()

    def _name_run(self, *, keys: bool) -> None:
        """“Run 8   Ctrl ⏎”, as wide with every number of models."""
        end = "   Ctrl ⏎" if keys else ""
        numbered = self.tr("Run {n}")
        self.run.setMinimumWidth(0)
        self.run.setText(numbered.format(n=88) + end)
        widest = self.run.sizeHint().width()
        words = numbered.format(n=self._to_run) if self._to_run else self.tr("Run")
        self.run.setText(words + end)
        self.run.setMinimumWidth(widest)

    # --- What there is room for -----------------------------------------------------------
    def _foldings(self) -> list[tuple[str, Callable[[], None]]]:
        """What goes when there is no room, in this order; all of it is in the menu or has keys."""
        hide = lambda part: part.setVisible(False)  # noqa: E731
        return [
            ("keys", partial(self._name_run, keys=False)),
            ("name", partial(hide, self.name)),  # it stands over the window too
            ("export", partial(hide, self.export)),
            ("pages", partial(self._fold_sides, True)),
            ("tasks", lambda: self.tasks.set_short(self._compares)),
            ("view", partial(hide, self.view)),
            ("layout", partial(hide, self.layout_button)),
            ("gaps", partial(self._set_gaps, 3)),
            ("more", partial(hide, self.more)),
        ]

    def _fit(self) -> None:
        """Show what there is room for, always folded in the same order."""
        # A button that was never seen does not know its padding yet.
        for unseen in self.findChildren(QPushButton):
            unseen.ensurePolished()
        parts: dict[QWidget, bool] = {
            self.name: True,
            self.tasks: self._compares,
            self.run: self._compares,
            self.more: self._compares,
            self.stop: self._compares or self._running,
            self.cost: False,
            self.layout_button: self._compares,
            self.export: self._compares,
            self.view: self._compares,
        }
        for part, on in parts.items():
            part.setVisible(on)
        self._set_gaps(8)
        self._fold_sides(False)
        self.tasks.set_short(False)
        self._name_run(keys=True)
        room = self.width() - MARGIN
        for _, fold in self._foldings():
            if self._needed_width() <= room:
                break
            fold()
        # What a run costs goes with the run: it takes room that is left, and moves nothing.
        self.cost.setVisible(self._compares and bool(self.cost.text()))
        if self._needed_width() + _SPACERS > room:
            self.cost.hide()
        self._row.activate()

    def _set_gaps(self, pixels: int) -> None:
        """Between the pieces, and twice as much beside them."""
        self._row.setSpacing(pixels)
        self._row.setContentsMargins(2 * pixels, 0, 2 * pixels, 0)

    def _needed_width(self) -> int:
        """Pixels all pieces need that are shown now; a layout in a layout keeps its last answer."""
        self._runs.invalidate()
        self._row.invalidate()
        return self._row.minimumSize().width()

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
