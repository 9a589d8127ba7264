"""The window: puts the parts together and passes what one says on to the others."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMimeData, QSettings, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QMainWindow,
    QSplitter,
    QStackedLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from vizdesk.common import resources
from vizdesk.comparison.types import Answer
from vizdesk.services.app_services import AppServices
from vizdesk.ui.compare.agreement_bar import AgreementBar
from vizdesk.ui.compare.agreement_controller import AgreementController
from vizdesk.ui.compare.compare_view import CompareView
from vizdesk.ui.compare.contact_sheet.controller import ContactSheetController
from vizdesk.ui.compare.drops import PANE_MIME, accept_as_copy, will_take
from vizdesk.ui.compare.image_loader import ImageLoader, prepare_opening
from vizdesk.ui.compare.image_strip import ImageStrip
from vizdesk.ui.compare.onboarding import Onboarding
from vizdesk.ui.compare.pane_grid import Arrangement
from vizdesk.ui.compare.paste_controller import PasteController
from vizdesk.ui.compare.recorded_samples import RecordedSamples
from vizdesk.ui.compare.stability.controller import StabilityController
from vizdesk.ui.compare.task_form import TaskForm
from vizdesk.ui.compare.truth.controller import TruthController
from vizdesk.ui.compare.view_state import CompareViewState
from vizdesk.ui.compare.voting.controller import VotingController
from vizdesk.ui.compare.welcome import Welcome
from vizdesk.ui.core import commands
from vizdesk.ui.core.comparison_runner import ComparisonRunner
from vizdesk.ui.core.first_paint import after_first_paint
from vizdesk.ui.core.pages import Page
from vizdesk.ui.core.session import Session
from vizdesk.ui.core.task_runner import TaskRunner
from vizdesk.ui.evals.controller import EvalsController
from vizdesk.ui.evals.expectation_controller import ExpectationController
from vizdesk.ui.help.controller import HelpController
from vizdesk.ui.history.controller import HistoryController
from vizdesk.ui.models.controller import ModelsController
from vizdesk.ui.models.downloads.controller import DownloadsController
from vizdesk.ui.models.downloads.panel import DownloadsPanel
from vizdesk.ui.models.list.controller import ModelListController
from vizdesk.ui.models.list.list_panel import ModelList
from vizdesk.ui.models.list.model_rail import ModelRail, RailEntry
from vizdesk.ui.models.list.model_sets import ModelSetsController
from vizdesk.ui.models.list.model_side import ModelSide
from vizdesk.ui.models.price_refresh import PriceRefreshController
from vizdesk.ui.models.profile.controller import ProfileController
from vizdesk.ui.settings.controller import SettingsController
from vizdesk.ui.settings.offline_controller import OfflineController
from vizdesk.ui.shell.actions import Controllers, MainActions, WindowParts
from vizdesk.ui.shell.blind_lock import BlindLock
from vizdesk.ui.shell.first_model import FirstModelController
from vizdesk.ui.shell.header import Header
from vizdesk.ui.shell.image_run_controller import ImageRunController
from vizdesk.ui.shell.long_work import LongWork
from vizdesk.ui.shell.refused_images import RefusedImages
from vizdesk.ui.shell.reopen_session import ReopenController
from vizdesk.ui.shell.repeats import RepeatController
from vizdesk.ui.shell.window_state import keep, recall, take_notices
from vizdesk.ui.text import labels as wording
from vizdesk.ui.text.labels import cost_words
from vizdesk.ui.text.translate import error_sentence, notice_lines, translated
from vizdesk.ui.widgets import tab_order, theme
from vizdesk.ui.widgets.banner import Banner
from vizdesk.ui.widgets.basics import rule
from vizdesk.ui.widgets.status_line import Action, StatusLine

if TYPE_CHECKING:
    from vizdesk.analysis.agreement_words import FigureKind
    from vizdesk.analysis.comparison_agreement import Agreement

PREPARE_MS = 1000  # after the window is seen, what opening an image needs is imported


class MainWindow(QMainWindow):
    """Header, models, task form, panes, strip."""

    def __init__(
        self, services: AppServices, background: TaskRunner, window_state: QSettings
    ) -> None:
        super().__init__()
        self.services, self.background = services, background
        self.session = Session(services, background, window_state)
        self.runner = ComparisonRunner(self.session)
        self._asks_before_loss = True
        # Before there are widgets: each of them would be styled twice.
        self.tokens = theme.chosen_tokens(services.settings.preferences.now.theme)
        self._dress()
        self.setWindowTitle("vizdesk")
        self.setAcceptDrops(True)
        self.resize(1440, 900)
        self._make_widgets()
        self._make_model_controllers()
        self._make_page_controllers()
        self._lay_out()
        self.main_actions = self._make_actions()
        self.repeats = RepeatController(
            self, self.session, self.runner, self.main_actions.run, self.banner, self.say
        )
        self.model_list_controller.repeat_wanted.connect(self.repeats.ask)
        self.image_runs = ImageRunController(
            self,
            self.session,
            self.runner,
            self.history.recorder,
            self.strip,
            self.banner,
            self.say,
            self.main_actions.why_not_ask,
        )
        self.main_actions.run_on_wanted.connect(self.image_runs.run_on)
        self.main_actions.run_on_many_wanted.connect(self.image_runs.run_on_many)
        self.commands = self.blind_lock.guarded(self.main_actions.commands())
        actions = commands.install(self, self.commands)
        self.header.show_commands(actions)
        named = {action.text(): action for action in actions}
        self.header.show_ways_to_run([named[words] for words in self.main_actions.ways_to_run()])
        self._connect()
        self._recall()
        self.reopening = ReopenController(
            self.session,
            self.history,
            self.empty,
            self.form,
            self.banner,
            self.say,
            self.refresh,
        )
        self.reopening.done.connect(self.image_runs.offer_to_continue)
        self.long_work = LongWork(self.runner, self, self.say)
        self._show_legend()
        self.empty.first_button().setFocus()

    # --- Building -------------------------------------------------------------------------
    def _make_widgets(self) -> None:
        self.header = Header()
        self.models = ModelList(self.tokens)
        self.rail = ModelRail(self.tokens)
        self.side = ModelSide(self.models, self.rail, self.session.window_state)
        self.form = TaskForm(self.session.class_colours)
        self.canvas = CompareView(self.session, self.runner, self.tokens)
        self.empty = Welcome(resources.samples(), resources.photo_sample())
        self.banner = Banner()
        self.strip = ImageStrip(self.tokens)
        self.agreement_bar = AgreementBar()
        self.agreement = AgreementController(self.session, self.agreement_bar)
        self.contact_sheet = ContactSheetController(
            self.session, self.canvas.sheet, self.agreement_bar
        )
        self.differences = self.canvas.differences
        self.truth = TruthController(self.session, self.canvas, self.agreement_bar, self.say)
        self.voting = VotingController(self.session, self.canvas, self.agreement_bar, self.say)
        self.stability = StabilityController(self.session, self.canvas, self.say)
        self.blind_lock = BlindLock(self.voting, self.header, self.side, self.say)
        self.samples = RecordedSamples(self.session, self.say)
        self.status_line = StatusLine()
        self.message = self.status_line.words

    def _make_model_controllers(self) -> None:
        """What leads to the models: list, sets, profiles, downloads, prices, the offline switch."""
        session = self.session
        self.model_list_controller = ModelListController(
            self, session, self.models, self.say, self.banner.say
        )
        self.sets = ModelSetsController(self, session, self.models.sets, self.say)
        self.profile_controller = ProfileController(self, session, self.models, self.say)
        look_up = self.model_list_controller.look_up_needs
        self.offline_controller = OfflineController(session, self.say, look_up)
        self.offline_controller.changed.connect(self.header.show_offline)
        self.header.show_offline(self.offline_controller.on)
        self.settings_controller = SettingsController(
            self, session, self.offline_controller, self.apply_theme, look_up, self.say
        )
        self.price_refresh_controller = PriceRefreshController(session, self.status_line)
        self.offline_controller.went_offline.connect(self.price_refresh_controller.stop)
        self.model_list_controller.asked_how.connect(self.profile_controller.show_dialog)
        self.models_view = ModelsController(self, session, self.model_list_controller, self.say)
        adding = self.model_list_controller.adding
        self.downloads = DownloadsController(self, session, adding, self.say)
        self.downloads_panel = DownloadsPanel(self.downloads)
        self.models.search_wanted.connect(lambda: self.downloads.choose())
        adding.search_wanted.connect(lambda words: self.downloads.choose(link=words))
        for part in (self.model_list_controller, self.models_view):
            part.download_wanted.connect(self.downloads.choose)
        self.downloads.ready.connect(look_up)
        self.offline_controller.went_offline.connect(self.downloads.pause_all)

    def _make_page_controllers(self) -> None:
        """History, evals, help, and the way in; the window's actions are made after them."""
        session = self.session
        self.history = HistoryController(self, session, self.say)
        self.history.watch(CompareViewState(self.canvas))
        self.evals = EvalsController(self, session, self.say)
        to_evals = lambda: self.main_actions.turn_to(Page.EVALS)  # noqa: E731
        self.expect = ExpectationController(self, session, self.say, to_evals)
        for page in (self.history, self.evals):
            page.reopened.connect(lambda: self.form.show_task(session.task))
            page.reopened.connect(lambda: self.main_actions.turn_to(Page.COMPARE))
        self.help = HelpController(self, session, self.status_line, self.banner, self.history.open)
        adding = self.model_list_controller.adding
        self.image_loader = ImageLoader(
            session,
            self.background,
            self.say,
            adding.take,
            self.status_line.silence,
            lambda link: self.downloads.choose(link=link),
            RefusedImages(self.banner).show,
        )
        self.paste_controller = PasteController(self, session, self.say)
        self.canvas.paste_wanted.connect(self.paste_controller.ask)
        self.first_run = Onboarding(
            session,
            self.runner,
            self.empty,
            self.banner,
            self.form,
            self.image_loader.take_files,
            lambda: self.main_actions.run(),
            self.model_list_controller.ways_to_more_models,
            lambda: self.first_model.has_real_model,
        )
        self.first_model = FirstModelController(
            session,
            self.empty.offer,
            self.downloads,
            self.downloads_panel,
            self.offline_controller,
            self.first_run.try_with,
            resources.photo_sample(),
            self.say,
        )

    def _make_actions(self) -> MainActions:
        pages: dict[Page, Callable[[], QWidget]] = {
            Page.COMPARE: lambda: self._compare,
            Page.MODELS: lambda: self.models_view.shown(self.tokens),
            Page.HISTORY: lambda: self.history.shown(self.tokens),
            Page.EVALS: lambda: self.evals.shown(self.tokens),
        }
        parts = WindowParts(
            self.header,
            self.form,
            self.strip,
            self.canvas,
            self.pages,
            show_page=pages,
            toggle_list=self.side.toggle,
        )
        controllers = Controllers(
            model_list=self.model_list_controller,
            downloads=self.downloads,
            prices=self.price_refresh_controller,
            offline=self.offline_controller,
            settings=self.settings_controller,
            evals=self.evals,
            expectation=self.expect,
            help=self.help,
            image_loader=self.image_loader,
            paste=self.paste_controller,
            samples=self.samples,
            stability=self.stability,
        )
        return MainActions(self, self.session, self.runner, parts, controllers, self.say)

    def _lay_out(self) -> None:
        middle = QWidget()
        self._middle = QStackedLayout(middle)
        self._middle.addWidget(self.empty)
        self._middle.addWidget(self.canvas.grid)
        right = QVBoxLayout()
        right.setSpacing(0)
        for widget in (self.form, rule(), self.agreement_bar, rule(), middle, self.banner):
            right.addWidget(widget, 1 if widget is middle else 0)
        right.setContentsMargins(0, 0, 0, 0)
        beside = QWidget()
        beside.setLayout(right)
        body = self._compare = QSplitter()
        body.setHandleWidth(1)
        body.setChildrenCollapsible(False)
        body.addWidget(self.side)
        body.addWidget(beside)
        body.setStretchFactor(1, 1)
        body.splitterMoved.connect(lambda *_: self.side.take_width(body.sizes()[0]))
        self.side.folded_changed.connect(lambda _: self._share_width())
        self.pages = QStackedWidget()
        self.pages.addWidget(self._compare)
        root = QWidget()
        column = QVBoxLayout(root)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(rule())
        column.addWidget(self.pages, 1)
        column.addWidget(rule())
        column.addWidget(self.downloads_panel)
        column.addWidget(self.strip)
        self.setCentralWidget(root)
        self.status_line.lie_above(self.strip)

    def _share_width(self) -> None:
        """Give the list, or the rail, the width it had."""
        wide = self.side.wanted_width
        self._compare.setSizes([wide, max(1, self._compare.width() - wide - 1)])
        self._show_rail()

    def _show_rail(self) -> None:
        """Bring the folded list up to date."""
        if not self.side.folded:
            return
        answers = self.canvas.answers()
        self.rail.show_entries(
            [
                RailEntry(model.id, model.name, *_state_of(answers.get(model.id)))
                for model in self.session.chosen_models
            ]
        )

    def _connect(self) -> None:
        session, header, strip = self.session, self.header, self.strip
        actions = self.main_actions
        header.tasks.chosen.connect(self.form.show_kind)
        header.run.clicked.connect(actions.run)
        header.stop.clicked.connect(lambda: self.runner.stop())
        header.export.clicked.connect(actions.export)
        header.turned.connect(self.blind_lock.turning(actions.turn_to))
        _connect_models_view(self.models_view, actions)
        _connect_truth(self.truth, self.agreement_bar, strip, self.image_loader, actions)
        self.price_refresh_controller.refreshed.connect(self.models_view.note_prices)
        header.arranged.connect(actions.show_layout)
        self.canvas.grid.placed.connect(actions.follow_layout)
        self.canvas.grid.placed.connect(self.refresh)
        self.canvas.sheet.opened.connect(actions.open_from_sheet)
        self.canvas.sheet.run_wanted.connect(actions.run_on)
        self.form.changed.connect(session.set_task)
        session.task_changed.connect(lambda: self.form.follow(session.task))
        self.form.constrained_changed.connect(self._set_constrained)
        self.form.prompt.family_wanted.connect(self.profile_controller.show_family)
        self.agreement.marked.connect(strip.show_marks)
        self.agreement.computed.connect(self._show_differences)
        self.agreement_bar.only_changed.connect(self.differences.show_only)
        self.agreement_bar.wanted.connect(self._look_at_figure)
        self.samples.opened.connect(self._show_sample)
        strip.chosen.connect(session.show_image)
        strip.close_wanted.connect(session.close_image)
        strip.add_wanted.connect(actions.browse)
        strip.frame_wanted.connect(self.image_loader.take_frame)
        strip.frames_wanted.connect(self.image_loader.take_frames)
        self.empty.browse.connect(actions.browse)
        self.empty.paste.connect(actions.paste)
        self.empty.key_wanted.connect(lambda: self.model_list_controller.show_keys())
        self.empty.servers_wanted.connect(self.model_list_controller.find_servers)
        self.empty.files_wanted.connect(self.model_list_controller.adding.ask_for_files)
        session.images_changed.connect(lambda: strip.show_images(session.images, session.current))
        session.current_changed.connect(lambda: strip.show_current(session.current))
        session.image_completed.connect(strip.complete)
        prepare = partial(self.background.run, prepare_opening)
        after_first_paint(self, PREPARE_MS, self, prepare)
        session.screen_copies.unreadable.connect(lambda _, error: self.say(error_sentence(error)))
        session.image_taken.connect(lambda: actions.turn_to(Page.COMPARE))
        self.model_list_controller.needs_known.connect(self.first_model.note_needs)
        self.first_model.changed.connect(self.refresh)
        self.canvas.colours_changed.connect(self._show_legend)
        self.canvas.display_changed.connect(self._show_legend)
        header.view_menu.changed.connect(self.canvas.show_options)
        header.view_menu.aboutToShow.connect(self._show_legend)
        self.rail.expanded.connect(self.canvas.grid.toggle_expanded)
        session.answer_changed.connect(lambda _: self._show_rail())
        self.form.sent.connect(actions.run)
        for changed in (
            session.images_changed,
            session.current_changed,
            session.image_completed,
            session.models_changed,
            session.task_changed,
            self.runner.running_changed,
        ):
            changed.connect(self.refresh)

    def _show_differences(self, _: object, agreement: Agreement | None) -> None:
        self.differences.show_agreement(agreement, self.canvas.colours)

    def _show_sample(self) -> None:
        self.form.show_task(self.session.task)
        self.main_actions.turn_to(Page.COMPARE)
        self.header.choose_arrangement(Arrangement.DIFFERENCES)

    def _look_at_figure(self, kind: FigureKind) -> None:
        if self.canvas.grid.arrangement is not Arrangement.DIFFERENCES:
            self.header.choose_arrangement(Arrangement.DIFFERENCES)
        self.differences.show_kind(kind)

    def _set_constrained(self, on: bool) -> None:
        self.session.constrained = on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # What nobody took: on a button or in a field Space has another meaning.
        if self.voting.take_key(event):
            return
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.canvas.hold(True)
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if self.voting.take_key(event):
            return
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.canvas.hold(False)
        super().keyReleaseEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return tab_order.step(self, forward)

    # --- Drops ----------------------------------------------------------------------------
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(PANE_MIME):
            event.ignore()  # a pane goes to another pane's place
        elif not will_take(event.mimeData()):
            event.ignore()
            self.say(self.tr("vizdesk opens images, folders of them, and GGUF files."))
        elif accept_as_copy(event):
            self.say(self.tr("Drop to open"), passing=True)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        accept_as_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        mime: QMimeData = event.mimeData()
        if will_take(mime) and accept_as_copy(event):
            self.image_loader.take_mime(mime)
        else:
            event.ignore()

    # --- Keeping the parts in step ----------------------------------------------------------
    def refresh(self) -> None:
        """Bring header, form and the empty state up to date with the session."""
        session = self.session
        runner, askable = self.runner, not self.main_actions.why_not_run()
        self.header.show_running(runner.running, len(runner.to_run()), askable)
        self.header.show_cost(*cost_words(runner.costs()))
        self.header.tasks.show_kind(session.task.kind)
        table = self.canvas.sheet.isVisible()
        exports = table or session.comparison() is not None
        self.header.export.setEnabled(exports and not self.voting.voting)
        chosen = [session.profile_of(model) for model in session.chosen_models if model.askable]
        profiles = {profile.id: profile for profile in chosen}
        ref = session.current.image.ref if session.current else None
        size = (ref.width, ref.height) if ref else (1000, 1000)
        self.form.prompt.show_for(session.task, list(profiles.values()), size)
        self.first_run.show_welcome()
        self.blind_lock.show()
        truth = self.canvas.grid.arrangement is Arrangement.TRUTH  # it needs nobody's answer
        ready = session.current is not None and (bool(session.chosen) or truth)
        going, coming = (self.empty, self.canvas.grid) if ready else (self.canvas.grid, self.empty)
        if going.isVisible():
            # A layout of pages would hand the focus to the first button of the next one.
            tab_order.leave(self, going)
        self._middle.setCurrentWidget(coming)

    def _show_legend(self) -> None:
        menu = self.header.view_menu
        menu.show_options(self.canvas.display)
        menu.show_classes(self.canvas.classes())
        menu.show_scores(self.canvas.scored)

    def say(self, words: str, offer: Action | None = None, *, passing: bool = False) -> None:
        """Show a sentence under the panes, and what can be done about it; it goes by itself."""
        self.status_line.say(words, offer, passing=passing)

    # --- Theme and memory -------------------------------------------------------------------
    def apply_theme(self, tokens: theme.Tokens) -> None:
        """Put the whole program into a theme."""
        self.tokens = tokens
        self._dress()
        for part in (self.models, self.rail, self.strip):
            part.set_tokens(tokens)
        self.canvas.show_tokens(tokens)
        self.truth.show_tokens(tokens)
        self.voting.show_tokens(tokens)
        self.stability.show_tokens(tokens)
        self.models_view.set_tokens(tokens)
        for page in (self.history, self.evals):
            page.set_tokens(tokens)

    def _dress(self) -> None:
        theme.dress(self.tokens, resources.icons())

    def _recall(self) -> None:
        geometry = self.session.window_state.value("geometry")
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
        page = recall(self.session, self.header)
        self.form.show_task(self.session.task)
        self.session.models_changed.emit()
        self.main_actions.turn_to(page)
        self.say("\n".join(map(translated, self.services.problems)))

    def remember(self) -> None:
        """Write down what is to be found again next time."""
        self.session.window_state.setValue("geometry", self.saveGeometry())
        self.side.keep()
        keep(self.session, self.canvas.grid.arrangement, self.header.page)
        self.reopening.save()

    def say_left_notices(self) -> None:
        """Say what was to be told when the window was closed last."""
        if lines := notice_lines(take_notices(self.session.window_state)):
            words = self.tr("When vizdesk was closed last: {notices}").format(notices=lines)
            self.say("\n".join([*map(translated, self.services.problems), words]))

    def close_unasked(self) -> None:
        """Close, whatever is lost with it: nobody is there to be asked, or somebody said so."""
        self._asks_before_loss = False
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.remember()
        self.models_view.close()
        self.image_runs.leave()
        self.main_actions.stop_everything()
        if self._asks_before_loss and self.history.keeps_from_closing(self.close_unasked):
            event.ignore()
            return
        self.history.close()
        self.truth.close()
        self.voting.close()
        self.status_line.say("")
        event.accept()
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, True)


def _connect_models_view(view: ModelsController, actions: MainActions) -> None:
    view.compare_wanted.connect(lambda: actions.turn_to(Page.COMPARE))
    view.task_wanted.connect(actions.show_task)
    view.try_wanted.connect(actions.try_model)


def _connect_truth(
    truth: TruthController,
    bar: AgreementBar,
    strip: ImageStrip,
    loader: ImageLoader,
    actions: MainActions,
) -> None:
    truth.images_wanted.connect(loader.take_files)
    truth.marked.connect(strip.show_truth)
    bar.done.connect(actions.leave_aside)
    truth.wanted.connect(actions.show_truth)
    truth.suites_wanted.connect(partial(actions.turn_to, Page.EVALS))


def _state_of(answer: Answer | None) -> tuple[str, str]:
    return ("", "quiet") if answer is None else wording.state(answer)
