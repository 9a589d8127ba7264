"""The settings, made from their schema: sections of rows, each with its help; all at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from vizdesk.settings.schema import Group, Setting
from vizdesk.settings.store import SCHEMA, Settings
from vizdesk.ui.settings.fields import WIDE, ChoiceField, SettingField, field_for
from vizdesk.ui.text.i18n import tr_declared
from vizdesk.ui.widgets.basics import button, label, open_at, rule
from vizdesk.ui.widgets.plain_text import message_box

TALLEST = 760


class SettingsDialog(QDialog):
    """Every change is told by `changed` (name, value) as it is made; there is nothing to save.

    `usual_folder` is where downloads go when nothing is set, `languages` are codes with names.
    `fixed` are settings that cannot be changed in this run, with the reason.
    """

    changed = Signal(str, object)
    defaults_wanted = Signal()

    def __init__(
        self,
        usual_folder: Path,
        languages: Mapping[str, str],
        fixed: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Settings"))
        self.fields: dict[str, SettingField] = {}
        self._fixed = fixed
        for setting in SCHEMA:
            field = field_for(setting, usual_folder, languages)
            field.changed.connect(lambda value, name=setting.name: self._changed(name, value))
            field.setEnabled(setting.name not in fixed)
            self.fields[setting.name] = field
        self.words = label("", "muted")
        self.words.setWordWrap(True)
        self._lay_out()
        height = TALLEST if parent is None else min(TALLEST, parent.height() - 48)
        open_at(self, 680, height)

    def _lay_out(self) -> None:
        page = QWidget()
        page.setProperty("role", "list")
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 8, 24, 20)
        column.setSpacing(8)
        for group in Group:
            heading = label(tr_declared("settings", group.value), "strong")
            heading.setContentsMargins(4, 12, 0, 0)
            column.addWidget(heading)
            column.addWidget(self._card([setting for setting in SCHEMA if setting.group is group]))
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setAccessibleName(self.tr("Settings"))
        area.setWidget(page)
        self.area = area
        root = QVBoxLayout(self)
        root.setContentsMargins(0, 0, 0, 0)
        root.setSpacing(0)
        root.addWidget(area, 1)
        root.addWidget(rule())
        root.addLayout(self._foot())
        for each in self.findChildren(QPushButton):
            # Return ends the writing of a number; it is not to close the dialog too.
            each.setAutoDefault(False)

    def _foot(self) -> QHBoxLayout:
        self.defaults = button(self.tr("Restore defaults…"), "plain")
        self.defaults.clicked.connect(self._confirm_defaults)
        self.done_button = button(self.tr("Done"), "primary")
        self.done_button.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 12, 24, 12)
        foot.setSpacing(12)
        foot.addWidget(self.defaults)
        foot.addWidget(self.words, 1)
        foot.addWidget(self.done_button)
        return foot

    def _card(self, settings: list[Setting]) -> QFrame:
        card = QFrame()
        card.setProperty("role", "pane")
        column = QVBoxLayout(card)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(0)
        for at, setting in enumerate(settings):
            if at:
                column.addWidget(rule())
            column.addLayout(self._row(setting))
        return card

    def _row(self, setting: Setting) -> QHBoxLayout | QVBoxLayout:
        field = self.fields[setting.name]
        words = self._words(setting)
        if setting.kind in WIDE:
            column = QVBoxLayout()
            column.setContentsMargins(16, 10, 16, 12)
            column.setSpacing(8)
            column.addLayout(words)
            column.addWidget(field)
            return column
        row = QHBoxLayout()
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(20)
        row.addLayout(words, 1)
        row.addWidget(field, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _words(self, setting: Setting) -> QVBoxLayout:
        title = QHBoxLayout()
        title.setSpacing(8)
        title.addWidget(label(tr_declared("settings", setting.title)))
        if setting.restart:
            title.addWidget(label(self.tr("needs restart"), "badge"))
        title.addStretch(1)
        help_words = label(
            self._fixed.get(setting.name) or tr_declared("settings", setting.help), "muted"
        )
        help_words.setWordWrap(True)
        self.fields[setting.name].setAccessibleDescription(help_words.text())
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(title)
        words.addWidget(help_words)
        return words

    def show_settings(self, settings: Settings) -> None:
        """Show the values as they are now."""
        for setting in SCHEMA:
            self.fields[setting.name].show_value(settings.value(setting.name))

    def offer_devices(self, devices: Mapping[str, str]) -> None:
        """Let these GPUs be chosen: the setting's value, with its words."""
        field = self.fields["gpu"]
        assert isinstance(field, ChoiceField)
        field.offer(devices)

    def say(self, words: str) -> None:
        """Say something beside the buttons: what could not be kept, or needs a restart."""
        self.words.setText(words)

    def _changed(self, name: str, value: object) -> None:
        setting = next(setting for setting in SCHEMA if setting.name == name)
        sentence = self.tr("{name} changes when vizdesk is started again.")
        if setting.restart:
            self.say(sentence.format(name=tr_declared("settings", setting.title)))
        self.changed.emit(name, value)

    def _confirm_defaults(self) -> None:
        ask = message_box(
            self,
            self.tr("Restore defaults"),
            self.tr("Give every setting its default again?"),
            self.tr("Models, keys, sets and the history stay as they are."),
        )
        ask.setIcon(QMessageBox.Icon.Question)
        restore = ask.addButton(self.tr("Restore"), QMessageBox.ButtonRole.AcceptRole)
        ask.addButton(QMessageBox.StandardButton.Cancel)
        ask.setDefaultButton(QMessageBox.StandardButton.Cancel)
        restore.clicked.connect(lambda: self.defaults_wanted.emit())
        ask.open()
        self.question = ask
