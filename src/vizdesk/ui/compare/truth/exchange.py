"""Truth from and to files of annotations, and as a suite of evals; all of it off the Qt thread."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from vizdesk.common.messages import Message
from vizdesk.truth.image_truth import ImageTruth
from vizdesk.ui.compare.truth.editor import TruthEditor
from vizdesk.ui.compare.truth.suite_dialog import SuiteDialog
from vizdesk.ui.core.session import Session
from vizdesk.ui.core.task_runner import StoppedError
from vizdesk.ui.text.translate import error_sentence, translate_message
from vizdesk.ui.widgets.status_line import Action, ShowMessage

FORMS = {
    "COCO (*.coco.json)": ".coco.json",
    "YOLO (data.yaml)": "data.yaml",
    "LabelMe (*.labelme.json)": ".labelme.json",
    "Pascal VOC (*.xml)": ".xml",
}
FOLDER = "truth-folder"


class TruthExchange(QObject):
    """`suites_wanted` when the evals are to be shown, `images_wanted(paths)` to open images."""

    suites_wanted = Signal()
    images_wanted = Signal(object)

    def __init__(
        self, session: Session, editor: TruthEditor, window: QWidget, say: ShowMessage
    ) -> None:
        super().__init__(window)
        self._session, self._editor = session, editor
        self._window, self._say = window, say
        self.dialog: SuiteDialog | None = None

    def _open_keys(self) -> list[str]:
        """The open images that have truth, in their order."""
        return [
            opened.key for opened in self._session.images if opened.key in self._editor.with_truth
        ]

    def _truths(self, keys: Iterable[str]) -> list[ImageTruth]:
        """The truth of these images, whose files may lie elsewhere now. For a thread."""
        pending = self._editor.pending
        images = {opened.key: opened.image.ref for opened in self._session.images}
        read = ((key, pending.of_image(key)) for key in keys)
        return [replace(truth, image=images[key]) for key, truth in read if truth is not None]

    # --- Suites -------------------------------------------------------------------------------
    def ask_for_suite(self) -> None:
        """Ask for the name of a suite of all open images that have truth."""
        keys = self._open_keys()
        if not keys:
            self._say(self.tr("No open image has truth yet."))
            return
        suites = self._session.services.user_suites().names()
        without = len(self._session.images) - len(keys)
        dialog = self.dialog = SuiteDialog(len(keys), without, suites, self._window)
        dialog.wanted.connect(partial(self._save_suite, dialog, keys))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _save_suite(self, dialog: SuiteDialog, keys: Sequence[str], name: str) -> None:
        service, background = self._session.services.truth, self._session.background
        stopped: list[bool] = []

        def show(saved: int) -> None:
            if isValid(dialog):
                dialog.show_saving(saved)

        def tell(saved: int) -> None:
            if stopped:
                raise StoppedError
            background.post(partial(show, saved))

        def work() -> tuple[int, tuple[Message, ...]]:
            return service().save_as_suite(name, self._truths(keys), tell)

        def failed(error: BaseException) -> None:
            if isValid(dialog):
                dialog.show_saving(None)
                dialog.show_problem(error_sentence(error))

        dialog.show_saving(0)
        dialog.rejected.connect(lambda: stopped.append(True))
        background.run(work, self).success(partial(self._saved, dialog, name)).failure(
            failed
        ).stopped(lambda: self._say(self.tr("The suite was not saved.")))

    def _saved(
        self, dialog: SuiteDialog, name: str, saved: tuple[int, tuple[Message, ...]]
    ) -> None:
        if isValid(dialog):
            dialog.accept()
        items, notes = saved
        words = self.tr("“{name}” is saved as a suite: %n prompt(s).", "", items)
        lines = [words.format(name=name), *map(translate_message, notes)]
        self._say("\n".join(lines), Action(self.tr("Show the evals"), self.suites_wanted.emit))

    # --- Import -------------------------------------------------------------------------------
    def ask_for_file(self) -> None:
        """Choose a file of annotations to import."""
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Import truth"),
            self._folder,
            self.tr("Annotations") + " (*.json *.jsonl *.xml *.yaml *.csv *.toml)",
        )
        if name:
            self.import_from(Path(name))

    def ask_for_folder(self) -> None:
        """Choose a folder of annotations, or of a suite, to import."""
        name = QFileDialog.getExistingDirectory(self._window, self.tr("Import truth"), self._folder)
        if name:
            self.import_from(Path(name))

    @property
    def _folder(self) -> str:
        return str(self._session.window_state.value(FOLDER, ""))

    def import_from(self, path: Path) -> None:
        """Keep the truth at `path`; what it took the place of comes back with Undo."""
        self._session.window_state.setValue(FOLDER, str(path.parent))
        service, pending = self._session.services.truth, self._editor.pending

        def work() -> tuple[int, tuple[Message, ...], list[ImageTruth], list[ImageTruth]]:
            pending.write()
            store = service().store()
            before = {truth.image.key: truth for truth in store.all()}
            images, notes = service().import_from(path)
            changed = [each for each in store.all() if before.get(each.image.key) != each]
            undo = [before.get(each.image.key) or ImageTruth(each.image) for each in changed]
            return images, notes, changed, undo

        self._say(self.tr("Reading {name}…").format(name=path.name), passing=True)
        self._session.background.run(work, self).success(self._imported).failure(
            lambda error: self._say(error_sentence(error))
        )

    def _imported(
        self, read: tuple[int, tuple[Message, ...], list[ImageTruth], list[ImageTruth]]
    ) -> None:
        images, notes, changed, undo = read
        self._editor.reread()
        words = [self.tr("Truth of %n image(s) was imported.", "", images)]
        words += map(translate_message, notes)
        opened = {image.key for image in self._session.images}
        others = [Path(each.image.path) for each in changed if each.image.key not in opened]
        if others and all(each.empty for each in undo):
            offer = Action(self.tr("Open the images"), partial(self.images_wanted.emit, others))
        else:
            offer = Action(self.tr("Undo"), partial(self._put_back, undo))
        self._say("\n".join(words), offer if changed else None)

    def _put_back(self, truths: Sequence[ImageTruth]) -> None:
        service = self._session.services.truth
        self._session.background.run(lambda: service().store().keep_all(truths), self).success(
            lambda _: self._editor.reread()
        ).failure(lambda error: self._say(error_sentence(error)))

    # --- Export -------------------------------------------------------------------------------
    def ask_where_to_export(self) -> None:
        """Choose a file for the objects of all open images that have truth."""
        if not self._open_keys():
            self._say(self.tr("No open image has truth yet."))
            return
        name, chosen = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Export truth"),
            str(Path(self._folder) / "truth.coco.json"),
            ";;".join(FORMS),
        )
        if not name:
            return
        path, ending = Path(name), FORMS.get(chosen, ".coco.json")
        if ending == "data.yaml":
            path = path.with_name(ending)
        elif not path.name.lower().endswith(tuple(FORMS.values())):
            path = path.with_name(path.name + ending)
        self.export_to(path)

    def export_to(self, path: Path) -> None:
        """Write the objects of all open images with truth in the form the name asks for."""
        self._session.window_state.setValue(FOLDER, str(path.parent))
        service, keys = self._session.services.truth, self._open_keys()

        def work() -> tuple[tuple[Path, ...], tuple[Message, ...]]:
            return service().export_to(path, self._truths(keys))

        def written(result: tuple[tuple[Path, ...], tuple[Message, ...]]) -> None:
            files, notes = result
            words = self.tr("Saved {path}") if len(files) == 1 else self.tr("Saved in {path}")
            where = files[0] if len(files) == 1 else path.parent
            lines = [words.format(path=str(where)), *map(translate_message, notes)]
            self._say("\n".join(lines))

        self._session.background.run(work, self).success(written).failure(
            lambda error: self._say(error_sentence(error))
        )
