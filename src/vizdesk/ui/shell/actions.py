"""What can be done in the window, with its keys: one list for shortcuts, menu and keyboard map."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from vizdesk.comparison.models import Model
from vizdesk.comparison.task_specs.registry import missing
from vizdesk.comparison.tasks import TaskKind
from vizdesk.images.file_patterns import IMAGES
from vizdesk.ui.compare.compare_view import CompareView
from vizdesk.ui.compare.image_loader import ImageLoader
from vizdesk.ui.compare.image_strip import ImageStrip
from vizdesk.ui.compare.pane_grid import Arrangement
from vizdesk.ui.compare.paste_controller import PasteController
from vizdesk.ui.compare.recorded_samples import RecordedSamples
from vizdesk.ui.compare.stability.controller import StabilityController
from vizdesk.ui.compare.task_form import TaskForm
from vizdesk.ui.core.commands import Command
from vizdesk.ui.core.comparison_runner import ComparisonRunner
from vizdesk.ui.core.image_runs import RunScope
from vizdesk.ui.core.pages import Page
from vizdesk.ui.core.session import Session
from vizdesk.ui.evals.controller import EvalsController
from vizdesk.ui.evals.expectation_controller import ExpectationController
from vizdesk.ui.help.controller import HelpController
from vizdesk.ui.models.downloads.controller import DownloadsController
from vizdesk.ui.models.list.controller import ModelListController
from vizdesk.ui.models.price_refresh import PriceRefreshController
from vizdesk.ui.settings.controller import SettingsController
from vizdesk.ui.settings.offline_controller import OfflineController
from vizdesk.ui.shell.header import Header
from vizdesk.ui.text.i18n import tr
from vizdesk.ui.widgets.status_line import Action, ShowMessage


@dataclass(frozen=True)
class Controllers:
    """The controllers of the pages, as far as a command leads to them."""

    model_list: ModelListController
    downloads: DownloadsController
    prices: PriceRefreshController
    offline: OfflineController
    settings: SettingsController
    evals: EvalsController
    expectation: ExpectationController
    help: HelpController
    image_loader: ImageLoader
    paste: PasteController
    samples: RecordedSamples
    stability: StabilityController


@dataclass(frozen=True)
class WindowParts:
    """The widgets commands act on. `show_page` gives the widget of a page, made when first shown.

    `pages` holds those that were shown.
    """

    header: Header
    form: TaskForm
    strip: ImageStrip
    canvas: CompareView
    pages: QStackedWidget
    show_page: Mapping[Page, Callable[[], QWidget]]
    toggle_list: Callable[[], None]


class MainActions(QObject):
    """What the window's buttons, menu and keys do."""

    run_on_wanted = Signal(object)
    """A `RunScope`: ask about many images."""
    run_on_many_wanted = Signal()

    def __init__(
        self,
        window: QWidget,
        session: Session,
        runner: ComparisonRunner,
        parts: WindowParts,
        controllers: Controllers,
        say: ShowMessage,
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._runner = window, session, runner
        self._parts, self._controllers, self._say = parts, controllers, say
        self._came_from_sheet = False
        self._before_aside = Arrangement.GRID

    # --- Comparing ------------------------------------------------------------------------
    def run(self) -> None:
        """Ask every checked model that has not answered this yet; nobody is asked twice."""
        why = self.why_not_run()
        if not why:
            self._run(self._runner.to_run())
        elif self._answered:
            self._say(why, Action(self.tr("Run again"), self.run_again))
        else:
            self._say(why)

    def run_again(self) -> None:
        """Ask every checked model anew, whatever it has answered or is writing."""
        why = self.why_not_ask()
        if why:
            self._say(why)
        else:
            self._run(self._runner.to_run_again())

    def run_on(self, scope: RunScope) -> None:
        """Ask about many images: those of `scope`."""
        self.turn_to(Page.COMPARE)
        self.run_on_wanted.emit(scope)

    def run_on_many(self) -> None:
        """Ask about many images, as it was chosen the last time."""
        self.turn_to(Page.COMPARE)
        self.run_on_many_wanted.emit()

    def ways_to_run(self) -> list[str]:
        """The names of the commands beside Run."""
        return [
            tr("Run"),
            tr("Run on many images…"),
            tr("Run on all open images"),
            tr("Run on those not answered"),
            tr("Retry failed"),
            tr("Run again"),
        ]

    def _run(self, models: Sequence[Model]) -> None:
        self._say("")
        self.turn_to(Page.COMPARE)
        self._runner.run(models)

    @property
    def _answered(self) -> bool:
        """Whether all that can be asked have answered."""
        runner = self._runner
        return not self.why_not_ask() and not runner.to_run() and not runner.writing

    def why_not_run(self) -> str:
        """The one thing that keeps Run from working, as a sentence; empty when nothing does."""
        if why := self.why_not_ask():
            return why
        if not self._runner.to_run() and self._runner.writing:
            return self.tr("All checked models are being asked; Esc stops them.")
        if not self._runner.to_run():
            return self.tr("All checked models have answered this.")
        return ""

    def why_not_ask(self) -> str:
        """What keeps everybody from being asked at all, as a sentence; empty: nothing does."""
        session = self._session
        if session.current is None:
            return self.tr("Open an image first.")
        if session.current.gone:
            return self.tr("The image is not there any more: open it again to ask about it.")
        if not session.chosen:
            return self.tr("Check at least one model on the left.")
        if not self._runner.to_run_again():
            return self.tr("Pasted answers are not asked for: check a model on the left.")
        return missing(session.task)

    def stop_everything(self) -> None:
        """Stop comparisons and eval runs; what is answered is kept.

        Where nothing runs, an image that was opened from the contact sheet is left for it, and
        truth, votes or stability for the layout before.
        """
        if self._controllers.stability.stop():
            return
        if self._came_from_sheet and not self._runner.running:
            self.show_contact_sheet()
        elif not self._runner.running:
            self.leave_aside()
        self._runner.stop()
        self._controllers.evals.stop()

    def export(self) -> None:
        """Save the comparison in any form; in the contact sheet, all images as a table."""
        canvas = self._parts.canvas
        if canvas.sheet.isVisible() and canvas.sheet.table is not None:
            from vizdesk.ui.compare.contact_sheet.saving import ask_where

            ask_where(self._session, canvas.sheet, canvas.tokens.dark, self._say)
            return
        from vizdesk.ui.export.dialog import show_export  # not at the start: it brings Pillow

        view = canvas.view_filter
        show_export(self._window, self._session, view, canvas.tokens.dark, self._say)

    def copy(self) -> None:
        """Put the comparison into the clipboard as an image."""
        from vizdesk.ui.export.dialog import copy_comparison

        copy_comparison(self._session, self._parts.canvas.tokens.dark, self._say)

    # --- Images ---------------------------------------------------------------------------
    def browse(self) -> None:
        """Choose image files."""
        state = self._session.window_state
        folder = str(state.value("folder", ""))
        names, _ = QFileDialog.getOpenFileNames(
            self._window, self.tr("Open images"), folder, self.tr("Images") + f" ({IMAGES})"
        )
        if names:
            state.setValue("folder", str(Path(names[0]).parent))
            self._controllers.image_loader.take_files([Path(name) for name in names])

    def paste(self) -> None:
        """Take the image in the clipboard."""
        self._controllers.image_loader.take_mime(QGuiApplication.clipboard().mimeData())

    # --- The window -----------------------------------------------------------------------
    def turn_to(self, page: Page) -> None:
        """Show the comparison, or another page."""
        parts = self._parts
        parts.header.show_page(page)
        self.follow_layout()
        widget = parts.show_page[page]()
        if parts.pages.indexOf(widget) < 0:
            parts.pages.addWidget(widget)
        parts.pages.setCurrentWidget(widget)

    def show_task(self, kind: TaskKind) -> None:
        """Show the comparison with another kind of task."""
        self.turn_to(Page.COMPARE)
        self._parts.form.show_kind(kind)

    def try_model(self, model_id: str, kind: TaskKind) -> None:
        """Ask this model alone for a kind of task, where one can be asked."""
        self.show_task(kind)
        if why := self.why_not_ask():
            self._say(why)
        else:
            self._run([self._session.model(model_id)])

    def toggle_theme(self) -> None:
        """Light or dark, remembered."""
        theme = "light" if self._parts.canvas.tokens.dark else "dark"
        self._controllers.settings.change("theme", theme)

    def next_arrangement(self) -> None:
        """Grid, Columns, Overlay, Differences, and round again."""
        order = [each for each in Arrangement if not each.aside and each is not Arrangement.SLIDER]
        shown = self._parts.canvas.grid.arrangement
        at = order.index(shown) if shown in order else -1
        self._parts.header.choose_arrangement(order[(at + 1) % len(order)])

    def show_contact_sheet(self) -> None:
        """All images as a table."""
        self.turn_to(Page.COMPARE)
        self._parts.header.choose_arrangement(Arrangement.SHEET)
        if (table := self._parts.canvas.sheet.table) is not None:
            table.setFocus()

    def show_truth(self) -> None:
        """What is right of the image: drawn, and scored against."""
        self.turn_to(Page.COMPARE)
        self._parts.header.choose_arrangement(Arrangement.TRUTH)

    def show_voting(self) -> None:
        """Two answers without names, to say which is better."""
        self.turn_to(Page.COMPARE)
        self._parts.header.choose_arrangement(Arrangement.VOTE)

    def show_stability(self) -> None:
        """Whether a model stays right: asked again, and about changed images."""
        self.turn_to(Page.COMPARE)
        self._parts.header.choose_arrangement(Arrangement.STABILITY)

    def leave_aside(self) -> None:
        """Back to the layout in which truth or votes were begun."""
        if self._parts.canvas.grid.arrangement.left_by_escape:
            self._parts.header.choose_arrangement(self._before_aside)

    def open_from_sheet(self, key: str) -> None:
        """Look at an image of the contact sheet in the grid; Esc leads back."""
        session = self._session
        opened = next((image for image in session.images if image.key == key), None)
        if opened is not None:
            session.show_image(opened)
            self._parts.header.choose_arrangement(Arrangement.GRID)
            self._came_from_sheet = True

    def show_layout(self, arrangement: Arrangement) -> None:
        """Lay the comparison out so; the contact sheet takes the place of the strip of images."""
        self._came_from_sheet = False
        shown = self._parts.canvas.grid.arrangement
        if not shown.left_by_escape:
            self._before_aside = shown
        self._parts.canvas.grid.arrange(arrangement)

    def follow_layout(self) -> None:
        """Name the layout that is shown, whoever chose it; the strip goes where the sheet is."""
        grid = self._parts.canvas.grid
        self._parts.header.show_arrangement(grid.arrangement)
        sheet = grid.arrangement is Arrangement.SHEET and grid.expanded is None
        comparing = self._parts.header.page is Page.COMPARE
        self._parts.strip.setVisible(comparing and not sheet)

    # --- As a table -----------------------------------------------------------------------
    def commands(self) -> list[Command]:
        """Every command in the order of the keyboard map; those without a name are not listed."""
        parts, to = self._parts, self._controllers
        number = [
            Command(
                "", (f"Alt+{n}",), partial(parts.canvas.grid.expand_number, n), names_models=True
            )
            for n in range(1, 10)
        ]
        offline = Command(tr("Offline"), (), to.offline.toggle, lambda: to.offline.on)
        return [
            *self._compare_commands(),
            Command(tr("Compare"), ("Ctrl+Shift+1",), partial(self.turn_to, Page.COMPARE)),
            Command(tr("Models"), ("Ctrl+M",), partial(self.turn_to, Page.MODELS)),
            Command(
                tr("History"), ("Ctrl+H",), partial(self.turn_to, Page.HISTORY), names_models=True
            ),
            Command(tr("Evals"), ("Ctrl+J",), partial(self.turn_to, Page.EVALS)),
            Command(tr("Keys and endpoints"), ("Ctrl+K",), to.model_list.show_keys),
            Command(tr("Download a model"), ("Ctrl+D",), lambda: to.downloads.choose()),
            Command(tr("Refresh prices"), (), to.prices.refresh),
            offline,
            Command(tr("Export the comparison"), ("Ctrl+E",), self.export, names_models=True),
            Command(
                tr("Add as test case"), ("Ctrl+Shift+X",), to.expectation.ask, names_models=True
            ),
            Command(
                tr("Copy the comparison as an image"),
                ("Ctrl+Shift+C",),
                self.copy,
                names_models=True,
            ),
            Command(tr("Light or dark"), ("Ctrl+Shift+L",), self.toggle_theme),
            Command(tr("Settings"), ("Ctrl+,",), to.settings.show_dialog),
            *to.samples.commands(),
            *to.help.commands(self.commands, parts.header.tasks.shortcuts),
            Command(tr("Quit"), ("Ctrl+Q",), self._window.close),
            *number,
        ]

    def _compare_commands(self) -> list[Command]:
        session, to = self._session, self._controllers
        return [
            Command(tr("Run"), ("Ctrl+Return", "Ctrl+Enter"), self.run),
            Command(
                tr("Run on many images…"),
                ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"),
                self.run_on_many,
            ),
            Command(tr("Run on all open images"), (), partial(self.run_on, RunScope.ALL)),
            Command(tr("Run on those not answered"), (), partial(self.run_on, RunScope.UNANSWERED)),
            Command(tr("Retry failed"), (), partial(self.run_on, RunScope.FAILED)),
            Command(tr("Run again"), ("Ctrl+Alt+Return", "Ctrl+Alt+Enter"), self.run_again),
            Command(tr("Stop everything"), ("Esc",), self.stop_everything),
            Command(tr("Open images"), ("Ctrl+O",), self.browse),
            Command(tr("Add a model"), ("Ctrl+Shift+O",), to.model_list.adding.ask_for_files),
            Command(tr("Models on this disk"), (), to.model_list.find_on_disk),
            Command(tr("Paste an image"), ("Ctrl+V",), self.paste),
            Command(tr("Paste an answer…"), ("Ctrl+Shift+V",), lambda: to.paste.ask()),
            Command(tr("Next image"), ("Ctrl+Right", "PgDown"), partial(session.step_image, 1)),
            Command(tr("Previous image"), ("Ctrl+Left", "PgUp"), partial(session.step_image, -1)),
            Command(tr("Focus prompt"), ("Ctrl+L",), self._parts.form.focus_input),
            Command(tr("Grid, Columns, Overlay, Differences"), ("Ctrl+G",), self.next_arrangement),
            Command(tr("Contact sheet"), ("Ctrl+Shift+G",), self.show_contact_sheet),
            Command(tr("Blind vote"), ("Ctrl+Shift+B",), self.show_voting),
            Command(tr("Stability"), ("Ctrl+Shift+S",), self.show_stability),
            Command(tr("Truth"), ("Ctrl+T",), self.show_truth),
            Command(tr("Model list"), ("Ctrl+B",), self._parts.toggle_list, names_models=True),
            Command(tr("Boxes"), ("B",), self._parts.canvas.toggle_boxes),
            Command(tr("Labels"), ("L",), self._parts.canvas.toggle_labels),
            Command(
                tr("Pane to the left"),
                ("Ctrl+Shift+Left",),
                partial(self._parts.canvas.move_focused, -1),
                names_models=True,
            ),
            Command(
                tr("Pane to the right"),
                ("Ctrl+Shift+Right",),
                partial(self._parts.canvas.move_focused, 1),
                names_models=True,
            ),
        ]
