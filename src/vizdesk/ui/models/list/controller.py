"""What happens around the model list: needs looked up, keys taken, settings edited, rows' menus."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QInputDialog, QLineEdit, QMessageBox, QWidget

from vizdesk.catalog.endpoints.endpoint import place_of
from vizdesk.catalog.insights.requirements import Requirement, RequirementKind
from vizdesk.catalog.models.user_models import free_id, user_model_id
from vizdesk.comparison.models import Endpoint, GgufPair, Model
from vizdesk.services.endpoints import with_key
from vizdesk.ui.core.first_paint import after_first_paint
from vizdesk.ui.core.session import Session
from vizdesk.ui.models.list.add_remove import ModelAddRemove, ShowHint
from vizdesk.ui.models.list.context_menu import MenuAction, menu_actions_for, model_menu
from vizdesk.ui.models.list.list_panel import ModelList
from vizdesk.ui.widgets.plain_text import message_box
from vizdesk.ui.widgets.status_line import Action, ShowMessage

if TYPE_CHECKING:
    from vizdesk.downloads.machine_fit import MachineFits
    from vizdesk.ui.models.endpoints.dialog import EndpointsDialog
    from vizdesk.ui.models.endpoints.key_dialog import KeyDialog
    from vizdesk.ui.models.list.sampling_dialog import SamplingDialog

AFTER_FIRST_PAINT_MS = 120


class ModelListController(QObject):
    """Connects the list with the session; everything that may block runs in the background."""

    asked_how = Signal(object)
    needs_known = Signal(dict)
    fits_known = Signal(object)
    download_wanted = Signal(str)
    repeat_wanted = Signal(str)

    def __init__(
        self,
        window: QWidget,
        session: Session,
        rows: ModelList,
        say: ShowMessage,
        hint: ShowHint,
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._rows, self._say = window, session, rows, say
        self.adding = ModelAddRemove(window, session, rows, say, hint)
        self._shown: list[Model] = []
        rows.toggled.connect(session.choose)
        rows.key_wanted.connect(self.ask_for_key)
        rows.files_wanted.connect(self.adding.ask_for_files)
        rows.endpoint_wanted.connect(self.show_keys)
        rows.find_wanted.connect(self.find_on_disk)
        rows.menu_wanted.connect(self.show_menu)
        rows.missing_chosen.connect(self.offer_to_find)
        session.models_changed.connect(self._show)

    def _show(self) -> None:
        models = self._session.models
        if self._shown != models:
            self._shown = list(models)
            self._rows.show_models(models, self._session.chosen)
            # Not before the window has been seen: looking for keys imports the keyring (30 ms).
            after_first_paint(self._window, AFTER_FIRST_PAINT_MS, self, self.look_up_needs)
        for key, row in self._rows.rows.items():
            row.setChecked(key in self._session.chosen)

    def look_up_needs(self) -> None:
        """Find out what each model needs (files, memory, keys), off the Qt thread."""
        if self._session.background.closed:
            return
        models = list(self._session.models)

        def work() -> tuple[dict[str, Requirement], MachineFits]:
            service = self._session.services.models
            needs = {model.id: service.requirement(model) for model in models}
            return needs, service.machine_fits()

        self._session.background.run(work, self).success(
            lambda known: self._show_needs(*known)
        ).failure(self._show_no_needs)

    def _show_needs(self, needs: dict[str, Requirement], fits: MachineFits | None = None) -> None:
        self._rows.show_needs(needs, fits)
        self.needs_known.emit(needs)
        if fits is not None:
            self.fits_known.emit(fits)

    def _show_no_needs(self, error: BaseException) -> None:
        self._say(self.tr("What the models need could not be found out: {why}").format(why=error))
        self._show_needs({})

    # --- Keys -----------------------------------------------------------------------------
    def ask_for_key(self, model_id: str) -> None:
        """Take the key a remote model needs, or ask whether the one there is may be sent."""
        model = self._session.model(model_id)
        if not isinstance(model.source, Endpoint) or model.source.key_name is None:
            return
        name, base_url = model.source.key_name, model.source.base_url
        need = self._rows.rows[model_id].need if model_id in self._rows.rows else None
        if need is not None and need.kind is RequirementKind.CONSENT:
            self._ask_for_consent(model.name, name, base_url)
            return
        from vizdesk.ui.models.endpoints.key_dialog import KeyDialog

        dialog = KeyDialog(name, self._window, base_url=base_url)
        dialog.finished.connect(partial(self._key_given, dialog, name, base_url))
        dialog.open()

    def _ask_for_consent(self, model_name: str, key_name: str, base_url: str) -> None:
        """Ask once whether a key may go to a server; the answer yes is remembered."""
        words = self.tr("Send your key “{key}” to {host}?").format(
            key=key_name.partition("@")[0], host=place_of(base_url)
        )
        why = self.tr(
            "“{model}” asks for it. Allow it only if you know this server and meant this key for "
            "it; vizdesk remembers that."
        ).format(model=model_name)
        box = message_box(self._window, self.tr("Send a key?"), words, why)
        allow = box.addButton(self.tr("Allow"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        allow.clicked.connect(partial(self._allow_key, key_name, base_url))
        box.open()

    def _allow_key(self, key_name: str, base_url: str) -> None:
        allow = partial(self._session.services.endpoints.allow_key, key_name, base_url)
        self._session.background.run(allow, self).success(self._key_kept).failure(
            self._key_not_kept
        )

    def _key_given(self, dialog: KeyDialog, name: str, base_url: str, result: int) -> None:
        key = dialog.key
        dialog.deleteLater()
        if result == QDialog.DialogCode.Accepted:
            keep = partial(self._session.services.endpoints.keep_named_key, name, key, base_url)
            self._session.background.run(keep, self).success(self._key_kept).failure(
                self._key_not_kept
            )

    def _key_kept(self, sentence: str) -> None:
        self._say(sentence)
        self.look_up_needs()

    def _key_not_kept(self, error: BaseException) -> None:
        self._key_kept(self.tr("The key could not be kept: {why}").format(why=error))

    def find_servers(self) -> None:
        """Show the page with all keys and servers, and look for servers on this machine."""
        self.show_keys().look_around()

    def show_keys(self) -> EndpointsDialog:
        """Show the page with all keys and servers."""
        services, models = self._session.services.endpoints, self._session.models
        from vizdesk.ui.models.endpoints.dialog import EndpointsDialog

        dialog = EndpointsDialog(
            services, self._session.background, models, self._keys_changed, self._window
        )
        dialog.explain(self._session.services.diagnostics.details)
        dialog.chosen.connect(self.adding.take_models)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def ways_to_more_models(self) -> list[Action]:
        """How to come by a model that can do more than the demo models."""
        return [
            Action(self.tr("Add an API key…"), self.show_keys),
            Action(self.tr("Add a GGUF…"), self.adding.ask_for_files),
        ]

    def _keys_changed(self) -> None:
        endpoints = self._session.services.endpoints.known()[0]
        for model in self._session.models:
            changed = with_key(model, endpoints)
            if changed != model:
                self._session.change_model(changed)
        self.look_up_needs()

    def find_on_disk(self) -> None:
        """Look for models that other programs keep on this disk."""
        from vizdesk.ui.models.list.disk_search_dialog import DiskSearchDialog

        dialog = DiskSearchDialog(self._session, self._window)
        dialog.accepted.connect(lambda: self.adding.keep(dialog.chosen))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # --- The menu of a row ----------------------------------------------------------------
    def show_menu(self, model_id: str, at: QPoint) -> None:
        """Show what can be done with one model."""
        model = self._session.model(model_id)
        added = self._session.services.models.user_models.holds(model_id)
        menu_actions = menu_actions_for(model, added=added, need=self._rows.rows[model_id].need)
        menu = model_menu(self._window, menu_actions, partial(self.do, model_id))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def do(self, model_id: str, menu_action: MenuAction) -> None:
        """Do what was chosen in the menu of a row."""
        menu_actions: dict[MenuAction, Callable[[str], None]] = {
            MenuAction.HOW: lambda key: self.asked_how.emit(self._session.model(key)),
            MenuAction.SETTINGS: partial(self.edit_settings, copy=False),
            MenuAction.DUPLICATE: partial(self.edit_settings, copy=True),
            MenuAction.TEMPLATE: lambda key: self.adding.ask_for_templates(
                [self._session.model(key)]
            ),
            MenuAction.REPEAT: self.repeat_wanted.emit,
            MenuAction.KEY: self.ask_for_key,
            MenuAction.FIND: self.adding.find_file,
            MenuAction.PROJECTOR: self.adding.choose_projector,
            MenuAction.SHOW: self.show_in_folder,
            MenuAction.COPY_ID: self.copy_id,
            MenuAction.RENAME: self.rename,
            MenuAction.REMOVE: self.adding.remove,
        }
        menu_actions[menu_action](model_id)

    def edit_settings(self, model_id: str, *, copy: bool) -> None:
        """Edit how a model writes, of itself or of a copy."""
        model = self._session.model(model_id)
        profile = self._session.profile_of(model)
        from vizdesk.ui.models.list.sampling_dialog import SamplingDialog

        source, remembered = model.source, self._session.services.endpoints.refused_fields
        refused = remembered.of(source) if isinstance(source, Endpoint) else {}
        dialog = SamplingDialog(model, profile, copy=copy, refused=refused, parent=self._window)
        if isinstance(source, Endpoint):
            forget = partial(remembered.forget, source)
            dialog.forgotten.connect(lambda: self._session.background.run(forget, self))
        dialog.accepted.connect(partial(self._settings_given, dialog, copy))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _settings_given(self, dialog: SamplingDialog, copy: bool) -> None:
        model = dialog.model
        if copy:
            self.adding.keep(
                [replace(model, id=free_id(user_model_id(model), self._session.models))]
            )
        else:
            before = self._session.model(model.id)
            self.adding.change(model)
            words = self.tr("{name} is asked with other settings from now on.")
            undo = Action(self.tr("Undo"), partial(self.adding.change, before))
            self._say(words.format(name=model.name), undo)

    def rename(self, model_id: str) -> None:
        """Give a model another name."""
        model = self._session.model(model_id)
        words, given = QInputDialog.getText(
            self._window,
            self.tr("Rename"),
            self.tr("Name of the model"),
            QLineEdit.EchoMode.Normal,
            model.name,
        )
        if given and words.strip():
            self.adding.change(replace(model, name=words.strip()))

    def show_in_folder(self, model_id: str) -> None:
        """Open the folder with a model's weights in the file manager."""
        source = self._session.model(model_id).source
        if isinstance(source, GgufPair):
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(source.weights.parent)))

    def copy_id(self, model_id: str) -> None:
        """Put a model's id into the clipboard, as the command line takes it."""
        QGuiApplication.clipboard().setText(model_id)
        self._say(self.tr("Copied {id}, for vizdesk compare --model.").format(id=model_id))

    def offer_to_find(self, model_id: str) -> None:
        """Say that a model's file is missing, and offer to look for it where it was added."""
        need = self._rows.rows[model_id].need
        if need is None:
            return
        if need.kind is RequirementKind.DOWNLOAD:
            fetch = Action(self.tr("Download…"), partial(self.download_wanted.emit, model_id))
            self._say(need.sentence, fetch)
            return
        find = Action(self.tr("Find the file…"), partial(self.adding.find_file, model_id))
        self._say(
            need.sentence,
            find if self._session.services.models.user_models.holds(model_id) else None,
        )
