"""What a changed setting does in the window: at once, and written down in the background."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from vizdesk.common import resources
from vizdesk.services.devices import ComputeDevice
from vizdesk.settings.schema import SettingValue
from vizdesk.settings.store import SCHEMA
from vizdesk.ui.core.session import Session
from vizdesk.ui.settings.offline_controller import OfflineController
from vizdesk.ui.widgets import theme
from vizdesk.ui.widgets.status_line import ShowMessage

if TYPE_CHECKING:
    from vizdesk.ui.settings.dialog import SettingsDialog

Apply = Callable[[theme.Tokens], None]


class SettingsController(QObject):
    """Shows the dialog and has each change take effect; `apply_theme` repaints the window."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        offline: OfflineController,
        apply_theme: Apply,
        look_up_needs: Callable[[], None],
        say: ShowMessage,
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._offline = window, session, offline
        self._apply_theme, self._look_up_needs, self._say = apply_theme, look_up_needs, say
        self._preferences = session.services.settings.preferences
        self.dialog: SettingsDialog | None = None
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    def show_dialog(self) -> None:
        """Open the settings."""
        from vizdesk.ui.settings.dialog import SettingsDialog
        from vizdesk.ui.text.i18n import languages

        fixed = {}
        if self._session.services.settings.offline.forced:
            fixed["offline"] = self.tr("This run was started offline and stays so.")
        spoken = languages(resources.folder() / "translations")
        dialog = SettingsDialog(
            self._session.services.downloads.models_folder, spoken, fixed, self._window
        )
        dialog.changed.connect(self.change)
        dialog.defaults_wanted.connect(self.restore_defaults)
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        self._show_values()
        dialog.open()
        gpus = self._session.services.settings.gpus
        self._session.background.run(gpus, dialog).success(self._offer_devices)

    def _offer_devices(self, devices: tuple[ComputeDevice, ...]) -> None:
        if self.dialog is not None and isValid(self.dialog):
            self.dialog.offer_devices({device.words: device.words for device in devices})

    def change(self, name: str, value: SettingValue) -> None:
        """Take a setting's new value, do what follows from it, and keep it."""
        if name == "offline":
            self._switch_offline(bool(value))
            return
        self._preferences.take(name, value)
        effect = {
            "theme": self._show_theme,
            "local_models_at_once": self._widen,
            "memory_limit": self._look_up_needs,
        }.get(name)
        if effect is not None:
            effect()
        write = partial(self._preferences.write, name)
        self._session.background.run(write, self).failure(self._show_failure)

    def restore_defaults(self) -> None:
        """Give every setting its default again."""
        for setting in SCHEMA:
            if self._preferences.now.value(setting.name) != setting.default:
                self.change(setting.name, setting.default)
        self._show_values()

    def _show_values(self) -> None:
        if self.dialog is not None and isValid(self.dialog):
            self.dialog.show_settings(self._preferences.now)

    def _switch_offline(self, on: bool) -> None:
        if self._offline.on != on:
            self._preferences.take("offline", on)
            self._offline.toggle()

    def _show_theme(self) -> None:
        self._apply_theme(theme.chosen_tokens(self._preferences.now.theme))

    def _follow_system(self) -> None:
        if self._preferences.now.theme == "system":
            self._show_theme()

    def _widen(self) -> None:
        self._session.services.comparisons.set_local_limit(
            self._preferences.now.local_models_at_once
        )

    def _show_failure(self, error: BaseException) -> None:
        words = self.tr("This is not remembered for the next start: {why}").format(why=error)
        if self.dialog is not None and isValid(self.dialog) and self.dialog.isVisible():
            self.dialog.say(words)
        else:
            self._say(words)
