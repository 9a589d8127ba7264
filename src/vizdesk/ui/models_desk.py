"""What happens around the model list: needs looked up, keys taken, files and endpoints added."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QLineEdit, QWidget

from vizdesk.catalog.needs import Need
from vizdesk.comparison.models import Endpoint, Model
from vizdesk.ui.intake import Say
from vizdesk.ui.key_dialog import KeyDialog
from vizdesk.ui.model_list import ModelList
from vizdesk.ui.session import Session

AFTER_FIRST_PAINT_MS = 120


class ModelsDesk(QObject):
    """Connects the list with the session; everything that may block runs in the background."""

    def __init__(self, window: QWidget, session: Session, rows: ModelList, say: Say) -> None:
        super().__init__(window)
        self._window, self._session, self._rows, self._say = window, session, rows, say
        rows.toggled.connect(session.choose)
        rows.key_wanted.connect(self.ask_for_key)
        rows.files_wanted.connect(self.ask_for_files)
        rows.endpoint_wanted.connect(self.ask_for_endpoint)
        session.models_changed.connect(self._show)

    def _show(self) -> None:
        models = self._session.models
        if list(self._rows.rows) != [*self._ordered(models)]:
            self._rows.show_models(models, self._session.chosen)
            # Not before the window has been seen: looking for keys imports the keyring (30 ms).
            QTimer.singleShot(AFTER_FIRST_PAINT_MS, self, self.look_up_needs)
        for key, row in self._rows.rows.items():
            row.setChecked(key in self._session.chosen)

    @staticmethod
    def _ordered(models: list[Model]) -> list[str]:
        return [one.id for one in sorted(models, key=lambda one: not one.local)]

    def look_up_needs(self) -> None:
        """Find out what each model needs (files, memory, keys), off the Qt thread."""
        if self._session.background.closed:
            return
        models = list(self._session.models)

        def work() -> dict[str, Need]:
            return {model.id: self._session.desk.need(model) for model in models}

        self._session.background.call(work, self._show_needs)

    def _show_needs(self, needs: dict[str, Need] | None, error: BaseException | None) -> None:
        if error is not None:
            self._say(
                self.tr("What the models need could not be found out: {why}").format(why=error)
            )
        for key, need in (needs or {}).items():
            self._rows.show_need(key, need)

    def ask_for_key(self, model_id: str) -> None:
        """Take the key a remote model needs."""
        model = next(one for one in self._session.models if one.id == model_id)
        if not isinstance(model.source, Endpoint) or model.source.key_name is None:
            return
        name = model.source.key_name
        dialog = KeyDialog(name, self._window)
        dialog.finished.connect(partial(self._key_given, dialog, name))
        dialog.open()

    def _key_given(self, dialog: KeyDialog, name: str, result: int) -> None:
        key = dialog.key
        dialog.deleteLater()
        if result == QDialog.DialogCode.Accepted:
            keep = partial(self._session.desk.keep_key, name, key)
            self._session.background.call(keep, self._key_kept)

    def _key_kept(self, sentence: str | None, error: BaseException | None) -> None:
        self._say(sentence or self.tr("The key could not be kept: {why}").format(why=error))
        self.look_up_needs()

    def ask_for_files(self) -> None:
        """Choose a GGUF and its projector."""
        names, _ = QFileDialog.getOpenFileNames(
            self._window,
            self.tr("Choose a model's weights and its projector (mmproj)"),
            "",
            "GGUF (*.gguf)",
        )
        if names:
            # The projector goes last; its name says so in every published pair.
            ordered = sorted(names, key=lambda name: "mmproj" in Path(name).name.lower())
            self._add("+".join(ordered[:2]))

    def ask_for_endpoint(self) -> None:
        """Name a model behind any OpenAI-compatible server."""
        words, given = QInputDialog.getText(
            self._window,
            self.tr("Add an API model"),
            self.tr("MODEL@BASE_URL, for example qwen3-vl@http://127.0.0.1:8080/v1"),
            QLineEdit.EchoMode.Normal,
            "",
        )
        if given and words.strip():
            self._add(words.strip())

    def _add(self, spec: str) -> None:
        find = partial(self._session.desk.find_model, spec)
        self._session.background.call(find, self._added)

    def _added(self, model: Model | None, error: BaseException | None) -> None:
        if model is not None:
            self._session.add_model(model)
        else:
            self._say(str(error))
