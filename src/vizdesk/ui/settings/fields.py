"""The fields of the settings dialog: one for each kind of setting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from vizdesk.common.paths import home_folder
from vizdesk.settings.schema import Kind, Setting, SettingValue
from vizdesk.ui.text.i18n import tr, tr_declared
from vizdesk.ui.widgets.basics import ElidedLabel, button

WIDE = (Kind.FOLDER, Kind.FOLDERS, Kind.TEXT)


class SettingField(QWidget):
    """Shows a setting's value, and says when a person has changed it."""

    changed = Signal(object)

    def show_value(self, value: SettingValue) -> None:
        """Show `value` without telling it as a change."""
        raise NotImplementedError

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The wheel is for scrolling the page: a field one did not go into must not change by it.
        if isinstance(watched, QWidget) and event.type() is QEvent.Type.Wheel:
            event.ignore()
            return not watched.hasFocus()
        return super().eventFilter(watched, event)

    def _row(self, *widgets: QWidget) -> QHBoxLayout:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for widget in widgets:
            row.addWidget(widget)
        return row


class SwitchField(SettingField):
    """On or off."""

    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self.box = QCheckBox()
        self.box.setAccessibleName(tr_declared("settings", setting.title))
        self.box.clicked.connect(lambda on: self.changed.emit(bool(on)))
        self._row(self.box)

    def show_value(self, value: SettingValue) -> None:
        self.box.setChecked(bool(value))


class ChoiceField(SettingField):
    """One of a list; `choices` are values with their words."""

    def __init__(self, setting: Setting, choices: Mapping[str, str]) -> None:
        super().__init__()
        self.box = QComboBox()
        self.box.setAccessibleName(tr_declared("settings", setting.title))
        self.box.setMinimumWidth(190)
        self.box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.box.installEventFilter(self)
        for value, words in choices.items():
            self.box.addItem(words, value)
        self.box.activated.connect(lambda _: self.changed.emit(self.box.currentData()))
        self._row(self.box)

    def offer(self, choices: Mapping[str, str]) -> None:
        """Add choices that became known later; those that are there already stay."""
        for value, words in choices.items():
            at = self.box.findData(value)
            if at < 0:
                self.box.addItem(words, value)
            else:
                self.box.setItemText(at, words)

    def show_value(self, value: SettingValue) -> None:
        at = self.box.findData(value)
        if at < 0:  # a language of another version
            self.box.addItem(str(value), value)
            at = self.box.count() - 1
        self.box.setCurrentIndex(at)


class CountField(SettingField):
    """A number between − and +; words of its own for 0."""

    def __init__(self, setting: Setting) -> None:
        super().__init__()
        title = tr_declared("settings", setting.title)
        self.box = QSpinBox()
        self.box.setAccessibleName(title)
        self.box.setRange(setting.least, setting.most)
        self.box.setSingleStep(setting.step)
        self.box.setGroupSeparatorShown(True)
        self.box.setKeyboardTracking(False)
        self.box.setFixedWidth(122)
        self.box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.box.installEventFilter(self)
        if setting.unit:
            self.box.setSuffix(f" {setting.unit}")
        if setting.zero:
            self.box.setSpecialValueText(tr_declared("settings", setting.zero))
        self.less = button("−", "step", tr("{name}: less").format(name=title))
        self.more = button("+", "step", tr("{name}: more").format(name=title))
        self.less.clicked.connect(self.box.stepDown)
        self.more.clicked.connect(self.box.stepUp)
        self.box.valueChanged.connect(self._tell)
        self._row(self.box, self.less, self.more)

    def _tell(self, value: int) -> None:
        self._bound(value)
        self.changed.emit(value)

    def _bound(self, value: int) -> None:
        self.less.setEnabled(value > self.box.minimum())
        self.more.setEnabled(value < self.box.maximum())

    def show_value(self, value: SettingValue) -> None:
        self.box.blockSignals(True)
        self.box.setValue(int(value) if isinstance(value, int) else 0)
        self.box.blockSignals(False)
        self._bound(self.box.value())


class FolderField(SettingField):
    """One folder, written or chosen; empty is the usual one, which is shown in grey."""

    def __init__(self, setting: Setting, usual: Path) -> None:
        super().__init__()
        self._title, self._usual = tr_declared("settings", setting.title), usual
        self.line = QLineEdit()
        self.line.setAccessibleName(self._title)
        self.line.setPlaceholderText(str(usual))
        self.line.setClearButtonEnabled(True)
        self.line.editingFinished.connect(self._tell)
        self.browse = button(tr("Browse…"), "", tr("{name}: choose").format(name=self._title))
        self.browse.clicked.connect(self._choose)
        self._row(self.line, self.browse)
        self._shown = ""

    def _choose(self) -> None:
        at = self.line.text() or str(self._usual)
        folder = QFileDialog.getExistingDirectory(self, self._title, at)
        if folder:
            self.line.setText(folder)
            self._tell()

    def _tell(self) -> None:
        folder = self.line.text().strip()
        if folder:
            folder = str(Path(folder).expanduser().absolute())
            self.line.setText(folder)
        if folder != self._shown:
            self._shown = folder
            self.changed.emit(folder)

    def show_value(self, value: SettingValue) -> None:
        self._shown = str(value)
        self.line.setText(self._shown)


class FoldersField(SettingField):
    """Any number of folders, each with a button that takes it off the list."""

    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self._title = tr_declared("settings", setting.title)
        self._folders: list[str] = []
        self._rows: list[QWidget] = []
        self.removers: list[QPushButton] = []
        self.add = button(tr("Add a folder…"), "", tr("{name}: add").format(name=self._title))
        self.add.clicked.connect(self._choose)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def _choose(self) -> None:
        at = self._folders[-1] if self._folders else str(home_folder())
        folder = QFileDialog.getExistingDirectory(self, self._title, at)
        if folder and folder not in self._folders:
            self._become([*self._folders, folder])

    def _become(self, folders: Sequence[str]) -> None:
        self.show_value(tuple(folders))
        self.changed.emit(tuple(folders))

    def show_value(self, value: SettingValue) -> None:
        self._folders = list(value) if isinstance(value, tuple) else []
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows, self.removers = [], []
        for at, folder in enumerate(self._folders):
            self._column.insertWidget(at, self._folder_row(folder))

    def _folder_row(self, folder: str) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        words = ElidedLabel(folder)
        remove = button(tr("Remove"), "plain", tr("Remove {folder}").format(folder=folder))
        remove.clicked.connect(
            lambda: self._become([kept for kept in self._folders if kept != folder])
        )
        line.addWidget(words, 1)
        line.addWidget(remove)
        self._rows.append(row)
        self.removers.append(remove)
        return row


class TextField(SettingField):
    """Words of a person's own; told when the field is left."""

    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setAccessibleName(tr_declared("settings", setting.title))
        self.line.editingFinished.connect(lambda: self.changed.emit(self.line.text().strip()))
        self._row(self.line)

    def show_value(self, value: SettingValue) -> None:
        self.line.setText(str(value))


def field_for(setting: Setting, usual: Path, languages: Mapping[str, str]) -> SettingField:
    """The field for a setting; `usual` is the folder an empty one stands for."""
    if setting.kind is Kind.SWITCH:
        return SwitchField(setting)
    if setting.kind is Kind.NUMBER:
        return CountField(setting)
    if setting.kind is Kind.FOLDER:
        return FolderField(setting, usual)
    if setting.kind is Kind.FOLDERS:
        return FoldersField(setting)
    if setting.kind is Kind.TEXT:
        return TextField(setting)
    choices = {value: tr_declared("settings", words) for value, words in setting.choices.items()}
    return ChoiceField(setting, choices or languages)
