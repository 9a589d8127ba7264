"""Pasting an answer: the dialog, and the pane that shows what was pasted."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from vizdesk.comparison.models import Model
from vizdesk.comparison.task_specs.registry import missing
from vizdesk.ui.core.asked_answers import AnswerKey, AskedAnswer
from vizdesk.ui.core.open_image import OpenImage
from vizdesk.ui.core.session import Session
from vizdesk.ui.text.labels import task_name
from vizdesk.ui.text.translate import translate_message
from vizdesk.ui.widgets.status_line import ShowMessage

if TYPE_CHECKING:
    from vizdesk.ui.compare.paste_dialog import PasteDialog


class PasteController(QObject):
    """Adds an answer that nobody was asked for to the current image and task."""

    def __init__(self, window: QWidget, session: Session, say: ShowMessage) -> None:
        super().__init__(window)
        self._window, self._session, self._say = window, session, say
        self.dialog: PasteDialog | None = None

    def ask(self, model_id: str = "") -> None:
        """Open the dialog; `model_id` is a pasted model that has no answer here yet."""
        why = self._why_not()
        if why:
            self._say(why)
            return
        # Only now: the window is visible before anything is pasted.
        from vizdesk.ui.compare.paste_dialog import PasteDialog

        session, opened = self._session, self._session.current
        assert opened is not None
        model = session.model(model_id) if model_id else None
        name = "" if model is None else model.name
        dialog = self.dialog = PasteDialog(
            session.services.profiles.profiles,
            task_name(session.task.kind),
            QGuiApplication.clipboard().text(),
            name,
            self._window,
        )
        dialog.accepted.connect(partial(self._add, dialog, opened, model))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _why_not(self) -> str:
        """What keeps an answer from being pasted, as a sentence; empty when nothing does."""
        opened = self._session.current
        if opened is None:
            return self.tr("Open an image first.")
        if not opened.whole:
            return self.tr("The whole image is not there: an answer cannot be tied to it.")
        return translate_message(missing(self._session.task))

    def _add(self, dialog: PasteDialog, opened: OpenImage, model: Model | None) -> None:
        session, task = self._session, self._session.task
        # Only now: the window is visible before anything is pasted.
        from vizdesk.comparison.pasted import pasted_answer, pasted_model
        from vizdesk.images.resize_rules import sent_size

        profile, ref = session.services.profiles.profiles[dialog.profile], opened.image.ref
        key = AnswerKey(opened.key, task.kind, "" if model is None else model.id)
        if model is None or model.profile != profile.id or session.asked.at(key) is not None:
            taken = {listed.id for listed in session.models}
            model = pasted_model(self._marked(dialog.name), profile.id, taken)
            key = key._replace(model_id=model.id)
        answer = pasted_answer(
            model,
            task,
            profile,
            dialog.text,
            ref,
            usual=sent_size((ref.width, ref.height), profile.image),
            sent=dialog.sent,
            guess=dialog.guess,
        )
        session.add_model(model, self._place(model))
        session.keep_answer(key, AskedAnswer(task, answer, datetime.now(UTC), profile))
        # A comparison has something to be exported from now on.
        session.models_changed.emit()

    def _place(self, model: Model) -> int | None:
        """Where in the list it stands already; None for its end."""
        ids = [listed.id for listed in self._session.models]
        return ids.index(model.id) if model.id in ids else None

    def _marked(self, name: str) -> str:
        """The name it has everywhere, in exports and the history too."""
        mark = self.tr("pasted")
        if mark in name:
            return name
        return self.tr("{name} (pasted)").format(name=name) if name else self.tr("Pasted answer")
