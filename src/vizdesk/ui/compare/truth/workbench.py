"""Ties the canvas, the panel and the truth of the current image to the session."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QPoint, QRectF, Signal
from PySide6.QtGui import QColor

from vizdesk.comparison.tasks import TaskKind
from vizdesk.truth.editing import deleted, relabelled
from vizdesk.ui.compare.agreement_bar import AgreementBar
from vizdesk.ui.compare.compare_view import CompareView
from vizdesk.ui.compare.truth.acceptance import TruthAcceptance
from vizdesk.ui.compare.truth.body import TruthBody
from vizdesk.ui.compare.truth.class_menu import ClassMenu, ask_for_class
from vizdesk.ui.compare.truth.editor import SaveState, TruthEditor
from vizdesk.ui.compare.truth.exchange import TruthExchange
from vizdesk.ui.compare.truth.rows import counted_origins, object_columns, object_rows
from vizdesk.ui.compare.truth.score_board import ScoreBoard
from vizdesk.ui.compare.truth.start_sources import StartSources
from vizdesk.ui.compare.truth.written_truth import WrittenTruth
from vizdesk.ui.core.session import Session
from vizdesk.ui.text.translate import error_sentence
from vizdesk.ui.widgets.status_line import Action, ShowMessage

UNNAMED = "object"
"""The class of a box that is drawn before any class is known."""


class TruthWorkbench(QObject):
    """Works while it is in sight (`visible`); everything it shows comes from the session.

    `edited` when truth of some image is other than it was.
    """

    edited = Signal()

    def __init__(
        self,
        session: Session,
        canvas: CompareView,
        bar: AgreementBar,
        say: ShowMessage,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._compare, self._bar, self._say = session, canvas, bar, say
        self.editor = TruthEditor(session.background, session.services.truth)
        self.editor.setParent(self)
        self.sources = StartSources(session, self.editor, lambda: bar.choices.options, self)
        self.body = TruthBody(canvas.camera, canvas.tokens, session.window_state)
        self.canvas, self.panel = self.body.canvas, self.body.panel
        iou = lambda: bar.choices.iou  # noqa: E731
        self.board = ScoreBoard(session, self.editor, self.body, iou, say)
        self.exchange = TruthExchange(session, self.editor, canvas.grid.window(), say)
        self.written = WrittenTruth(session, self.editor, self.panel.form, self)
        self.acceptance = TruthAcceptance(self.editor, self.written)
        self._label = ""
        self._menu: ClassMenu | None = None
        self._connect()

    def _connect(self) -> None:
        editor, canvas, panel, body = self.editor, self.canvas, self.panel, self.body
        editor.changed.connect(self._show_truth)
        editor.saved.connect(self._show_saved)
        canvas.edited.connect(lambda drawn, goes_on: editor.edit(drawn, goes_on=goes_on))
        canvas.class_wanted.connect(self._open_class_menu)
        canvas.numbered.connect(self._take_number)
        canvas.stepped.connect(editor.step)
        canvas.next_wanted.connect(self.go_to_next)
        canvas.tool_changed.connect(lambda _: self._show_tools())
        self._compare.camera.moved.connect(self._show_zoom)
        canvas.resized.connect(self._show_zoom)
        self._compare.display_changed.connect(self._show_options)
        body.tools.chosen.connect(canvas.choose_tool)
        body.tools.stepped.connect(editor.step)
        body.tools.deleting.connect(lambda: editor.edit(deleted(editor.drawn)))
        panel.start.chosen.connect(self.start_from)
        panel.objects.chosen.connect(self._select)
        panel.objects.deleting.connect(self._delete)
        panel.next_wanted.connect(self.go_to_next)
        self.sources.changed.connect(self._show_starts)
        panel.suite_wanted.connect(self.exchange.ask_for_suite)
        panel.import_wanted.connect(self.exchange.ask_for_file)
        panel.folder_wanted.connect(self.exchange.ask_for_folder)
        panel.export_wanted.connect(self.exchange.ask_where_to_export)

    # --- Which image --------------------------------------------------------------------------
    def show_image(self) -> None:
        """Show the session's current image, and read its truth."""
        current = self._session.current
        self.canvas.set_levels(
            self._session.screen_copies.best_of(current) if current is not None else None
        )
        self.editor.open(current.image.ref if current is not None else None)
        self.show_answers()
        self._show_truth()
        self._show_zoom()

    def refine(self) -> None:
        """Show more pixels of the current image."""
        if self._session.current is not None:
            self.canvas.refine(self._session.screen_copies.best_of(self._session.current))

    def show_answers(self) -> None:
        """Bring what depends on the models' answers up to date."""
        self._show_classes()
        self._show_page()
        self._show_progress()
        self.sources.refresh()
        self.board.scores.refresh()
        self.board.show()
        self._show_options()

    # --- What is shown ------------------------------------------------------------------------
    @property
    def classes(self) -> list[str]:
        """The classes in the order of their numbers: of the task, drawn, and of the answers."""
        drawn = [thing.label for thing in self.editor.drawn.things]
        own = [*self._session.task.classes, *drawn, *([self._label] if self._label else [])]
        return list(dict.fromkeys([*own, *self._compare.colours]))

    @property
    def _colours(self) -> dict[str, QColor]:
        return self._session.class_colours.of([*self.classes, self._label or UNNAMED])

    def _show_truth(self) -> None:
        editor, panel, image = self.editor, self.panel, self.editor.image
        drawn, colours = editor.drawn, self._colours
        size = (image.width, image.height) if image is not None else (1, 1)
        self.canvas.enabled = editor.ready
        self._show_classes()
        self.canvas.show_drawn(drawn, colours, size)
        names = {model.id: model.name for model in self._session.models}
        units = self._compare.display.units
        rows = object_rows(drawn, colours, names, units, image)
        panel.objects.show_rows(object_columns(), rows, drawn.selected)
        self._show_page()
        panel.nothing.setText(self._nothing_words())
        panel.count.setText(self.tr("%n object(s)", "", len(rows)) if drawn.known else "")
        self._show_bar()
        self._show_tools()
        self._show_starts()
        self._show_progress()
        self.board.scores.refresh()
        self.edited.emit()

    def _show_classes(self) -> None:
        label = self._label or next(iter(self.classes), UNNAMED)
        self.canvas.show_classes(label, self._colours)

    def _show_page(self) -> None:
        """The form where truth of the task is written, else what is drawn."""
        panel, things = self.panel, self.editor.drawn.things
        drawn = panel.objects if things else panel.nothing
        panel.pages.setCurrentWidget(panel.written if self.written.wanted else drawn)
        panel.keys.setVisible(panel.pages.currentWidget() is panel.objects)

    def _nothing_words(self) -> str:
        if not self.editor.ready:
            return ""
        if self._session.task.kind is TaskKind.CAPTION:
            return self.tr("Captions are not scored: there are many right ones.")
        if self.editor.drawn.known:
            return self.tr("Nothing is there: whatever a model finds here is wrong.")
        return self.tr(
            "What is right here is not known yet. Press R and draw, or start from an answer above."
        )

    def _show_bar(self) -> None:
        drawn, truth = self.editor.drawn, self.editor.truth
        words = [self.tr("%n object(s)", "", len(drawn.things))] if drawn.known else []
        words += [counted_origins(drawn.things)]
        state = {
            SaveState.SAVED: "" if truth is None or truth.empty else self.tr("Saved"),
            SaveState.SAVING: self.tr("Saving…"),
            SaveState.FAILED: self.tr("Not saved"),
        }
        words.append(state[self.editor.state])
        if self._compare.truth.isVisible():
            self._bar.show_truth(" · ".join(filter(None, words)))

    def _show_saved(self, error: BaseException | None) -> None:
        self._show_bar()
        if error is not None:
            self._say(error_sentence(error))

    def _show_tools(self) -> None:
        history, tool = self.editor.history, self.canvas.tool
        selected = history.drawn.selected is not None
        self.body.tools.show_state(
            tool, undo=bool(history.past), redo=bool(history.undone), selected=selected
        )
        self.body.show_tool(tool)

    def _show_options(self) -> None:
        self.canvas.set_options(self._compare.display)

    def _show_zoom(self) -> None:
        image = self.editor.image
        if image is not None:
            scale = self.canvas.to_view().m11() * self.canvas.devicePixelRatioF() / image.width
            self.body.show_zoom(100 * scale)

    def _show_starts(self) -> None:
        choices = self.written.choices if self.written.wanted else self.sources.choices
        self.panel.start.show_choices(choices() if self.editor.ready else ())

    def _show_progress(self) -> None:
        keys = {image.key for image in self._session.images}
        self.panel.show_progress(len(keys & self.editor.with_truth), len(keys))

    # --- Edits --------------------------------------------------------------------------------
    def _select(self, row: int) -> None:
        self.editor.edit(replace(self.editor.drawn, selected=row))

    def _delete(self, row: int) -> None:
        self.editor.edit(deleted(replace(self.editor.drawn, selected=row)))

    def start_from(self, key: str) -> None:
        """Begin the objects anew from a choice; what was there comes back with Undo."""
        if self.written.wanted:
            self.written.start_from(key)
            return
        drawn, before = self.sources.objects_of(key), self.editor.drawn
        if drawn is None or not self.editor.ready:
            return
        self.editor.edit(drawn)
        self.canvas.setFocus()
        if before.things:
            undo = Action(self.tr("Undo"), partial(self.editor.step, -1))
            self._say(self.tr("The objects were begun anew."), undo)

    def _take_number(self, number: int) -> None:
        classes = self.classes
        if number <= len(classes):
            self._take_class(classes[number - 1])

    def _take_class(self, name: str, *, goes_on: bool = False) -> None:
        """Give the selected object this class, and the next one that is drawn."""
        self._label = name
        if self.editor.drawn.selected is None:
            self._say(self.tr("The next box is “{name}”.").format(name=name), passing=True)
            self._show_truth()
        else:
            self.editor.edit(relabelled(self.editor.drawn, name), goes_on=goes_on)

    def _open_class_menu(self, place: QRectF) -> None:
        selection = self.editor.drawn.selection
        if selection is None:
            return
        canvas = self.canvas
        menu = self._menu = ClassMenu(self.classes, self._colours, selection.label, canvas)
        menu.chosen.connect(self._take_class)
        menu.new_wanted.connect(self._ask_for_class)
        menu.delete_wanted.connect(lambda: self.editor.edit(deleted(self.editor.drawn)))
        menu.aboutToHide.connect(menu.deleteLater)
        beside = place.topRight().toPoint() + QPoint(10, 0)
        beside.setX(max(0, min(beside.x(), canvas.width())))
        beside.setY(max(0, min(beside.y(), canvas.height())))
        menu.popup(canvas.mapToGlobal(beside))

    def _ask_for_class(self) -> None:
        dialog = ask_for_class(self.canvas)
        dialog.textValueSelected.connect(self._take_written_class)

    def _take_written_class(self, name: str) -> None:
        if name.strip():
            self._take_class(name.strip())

    def go_to_next(self) -> None:
        """Look at the next image of which nothing is known."""
        images, current = self._session.images, self._session.current
        if current is None:
            return
        at = images.index(current)
        for opened in (*images[at + 1 :], *images[:at]):
            if opened.key not in self.editor.with_truth:
                self._session.show_image(opened)
                return
        self._say(self.tr("All open images have truth."))
