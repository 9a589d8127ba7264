"""The Sets button over the model list: save the checked models, check those of a set."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QInputDialog, QLineEdit, QMenu, QMessageBox, QPushButton, QWidget

from vizdesk.catalog.models.model_sets import ModelSet, ModelSets, SetError
from vizdesk.ui.core.session import Session
from vizdesk.ui.text.translate import error_sentence
from vizdesk.ui.widgets.plain_text import message_box, set_tip
from vizdesk.ui.widgets.status_line import Action, ShowMessage


class ModelSetsController(QObject):
    """Fills the button's menu when it is opened; a set that is deleted can be put back."""

    def __init__(
        self, window: QWidget, session: Session, opener: QPushButton, say: ShowMessage
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._say = window, session, say
        self.question: QMessageBox | None = None
        self.menu = QMenu(opener)
        self.menu.setToolTipsVisible(True)
        self.menu.aboutToShow.connect(self.fill)
        opener.setMenu(self.menu)

    @property
    def _sets(self) -> ModelSets:
        return self._session.services.models.sets

    def fill(self) -> None:
        """List the sets there are now, and what can be done with them."""
        self.menu.clear()
        try:
            sets = self._sets.all()
        except SetError as error:
            sets = ()
            self._say(error_sentence(error))
        for model_set in sets:
            action = self.menu.addAction(
                model_set.name.replace("&", "&&"), partial(self.choose, model_set)
            )
            set_tip(action, ", ".join(self._names(model_set)))
            action.setCheckable(True)
            action.setChecked(set(model_set.models) == set(self._session.chosen))
        if not sets:
            self.menu.addAction(self.tr("No set is saved yet")).setEnabled(False)
        self.menu.addSeparator()
        save = self.menu.addAction(self.tr("Save the checked models…"), self.ask_to_save)
        save.setEnabled(bool(self._session.chosen))
        if sets:
            self._submenu(self.tr("Rename"), sets, self.ask_to_rename)
            self._submenu(self.tr("Delete"), sets, self.delete)

    def _submenu(
        self, title: str, sets: tuple[ModelSet, ...], act: Callable[[ModelSet], object]
    ) -> None:
        inner = self.menu.addMenu(title)
        for model_set in sets:
            inner.addAction(model_set.name.replace("&", "&&"), partial(act, model_set))

    def _names(self, model_set: ModelSet) -> list[str]:
        names = {model.id: model.name for model in self._session.models}
        return [names.get(key, key) for key in model_set.models]

    def choose(self, model_set: ModelSet) -> None:
        """Check exactly the models of a set; say which of them there are no more."""
        listed = {model.id for model in self._session.models}
        lost = [key for key in model_set.models if key not in listed]
        if len(lost) == len(model_set.models):
            words = self.tr("None of the models of “{name}” is in the list any more: {lost}.")
        else:
            self._session.choose_only([key for key in model_set.models if key in listed])
            words = self.tr("“{name}” without {lost}, not in the list any more.") if lost else ""
        self._say(words.format(name=model_set.name, lost=", ".join(lost)))

    # --- Saving, renaming, deleting ---------------------------------------------------------
    def ask_to_save(self) -> None:
        """Ask what to call the checked models."""
        title, save = self.tr("Save the checked models"), self.tr("Save")
        self._ask(title, save, self._proposed_name(), self._save)

    def _proposed_name(self) -> str:
        names = [model.name for model in self._session.chosen_models]
        return names[0] if len(names) == 1 else self.tr("My {n}").format(n=len(names))

    def _save(self, name: str) -> None:
        chosen = [model.id for model in self._session.chosen_models if model.askable]
        new = ModelSet(name, tuple(chosen))
        try:
            there = self._sets.holds(name)
        except SetError as error:
            self._say(error_sentence(error))
            return
        if there:
            self._ask_to_replace(new)
        else:
            self._keep(new)

    def _keep(self, new: ModelSet, at: int | None = None) -> None:
        try:
            self._sets.keep(new, at)
        except SetError as error:
            self._say(error_sentence(error))
        else:
            self._say(self.tr("“{name}” is saved.").format(name=new.name))

    def _ask_to_replace(self, new: ModelSet) -> None:
        words = self.tr("Replace the set “{name}”?").format(name=new.name)
        ask = message_box(self._window, self.tr("Sets"), words, ", ".join(self._names(new)))
        ask.setIcon(QMessageBox.Icon.Question)
        replace = ask.addButton(self.tr("Replace"), QMessageBox.ButtonRole.AcceptRole)
        ask.addButton(QMessageBox.StandardButton.Cancel)
        replace.clicked.connect(partial(self._keep, new))
        ask.open()
        self.question = ask

    def ask_to_rename(self, model_set: ModelSet) -> None:
        """Ask what to call a set instead."""
        title, rename = self.tr("Rename the set"), self.tr("Rename")
        self._ask(title, rename, model_set.name, partial(self._rename, model_set))

    def _rename(self, model_set: ModelSet, name: str) -> None:
        try:
            self._sets.rename(model_set.name, name)
        except SetError as error:
            self._say(error_sentence(error))

    def delete(self, model_set: ModelSet) -> None:
        """Delete a set, with a way back."""
        try:
            at = self._sets.forget(model_set.name)
        except SetError as error:
            self._say(error_sentence(error))
            return
        undo = Action(self.tr("Undo"), partial(self._keep, model_set, at))
        self._say(self.tr("“{name}” is deleted.").format(name=model_set.name), undo)

    def _ask(self, title: str, accept: str, name: str, then: Callable[[str], object]) -> None:
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle(title)
        dialog.setLabelText(self.tr("Name of the set"))
        dialog.setTextEchoMode(QLineEdit.EchoMode.Normal)
        dialog.setTextValue(name)
        dialog.setOkButtonText(accept)
        # The dialog is as wide as its parts, whatever it is told itself.
        for line in dialog.findChildren(QLineEdit):
            line.setMinimumWidth(320)
        dialog.textValueSelected.connect(then)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
