"""All API keys on one page: where each one is, and ways to add, replace and remove it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from vizdesk.catalog.endpoints import KEY_HOSTS
from vizdesk.keys import KeySource, environment_variables
from vizdesk.ui.background import Background
from vizdesk.ui.desk import Desk
from vizdesk.ui.key_dialog import KeyDialog
from vizdesk.ui.widgets import button, label, restyle, rule

OWNERS: Mapping[str, str] = {
    "openai": "OpenAI",
    "openrouter": "OpenRouter",
    "gemini": "Google Gemini",
    "anthropic": "Anthropic",
}


class KeysDialog(QDialog):
    """One line for each key. The keys themselves are never shown, nor read into the window."""

    changed = Signal()

    def __init__(self, desk: Desk, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._background = desk, background
        self.setWindowTitle(self.tr("API keys"))
        self.setMinimumWidth(560)
        self.states = {name: label(self.tr("looking…"), "muted") for name in KEY_HOSTS.values()}
        self.enter = {name: button(self.tr("Add…")) for name in self.states}
        self.remove = {name: button(self.tr("Remove"), "plain") for name in self.states}
        self.words = label(
            self.tr(
                "Keys are kept in this system's password store, or until you close vizdesk where "
                "there is none. Each is sent only to the server it belongs to."
            ),
            "muted",
        )
        self.words.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(14)
        column.addLayout(self._rows())
        column.addWidget(rule())
        column.addWidget(self.words)
        column.addWidget(buttons)
        self.look()

    def _rows(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for row, name in enumerate(self.states):
            owner = OWNERS.get(name, name)
            grid.addWidget(label(owner, "strong"), row, 0)
            grid.addWidget(self.states[name], row, 1)
            for at, one, do in (
                (2, self.remove[name], self._remove),
                (3, self.enter[name], self._enter),
            ):
                self._prepare(one, owner, partial(do, name))
                grid.addWidget(one, row, at)
        return grid

    @staticmethod
    def _prepare(one: QPushButton, owner: str, do: Callable[[], None]) -> None:
        one.setAccessibleName(f"{one.text()} {owner}")
        one.clicked.connect(lambda _=False: do())
        one.setEnabled(False)

    def look(self) -> None:
        """Find out in the background where each key is; a password store may ask to be unlocked."""

        def work() -> dict[str, KeySource | None]:
            return {name: self._desk.key_source(name) for name in self.states}

        self._background.call(work, self._show)

    def _show(
        self, found: Mapping[str, KeySource | None] | None, error: BaseException | None
    ) -> None:
        if error is not None:
            self.words.setText(str(error))
        for name, source in (found or {}).items():
            self.states[name].setText(self._state(name, source))
            restyle(self.states[name], "tone", "good" if source else "")
            self.enter[name].setText(self.tr("Replace…") if source else self.tr("Add…"))
            self.enter[name].setAccessibleName(f"{self.enter[name].text()} {OWNERS.get(name)}")
            self.enter[name].setEnabled(True)
            own = source in (KeySource.KEYRING, KeySource.MEMORY)
            self.remove[name].setEnabled(own)
            self.remove[name].setVisible(own)

    def _state(self, name: str, source: KeySource | None) -> str:
        if source is KeySource.ENVIRONMENT:
            variable = environment_variables(name)[0]
            return self.tr("from the environment ({variable})").format(variable=variable)
        if source is KeySource.KEYRING:
            return self.tr("in the password store")
        if source is KeySource.MEMORY:
            return self.tr("until you close vizdesk")
        return self.tr("none")

    def _enter(self, name: str) -> None:
        dialog = KeyDialog(name, self)
        dialog.accepted.connect(lambda: self._keep(name, dialog.key))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _keep(self, name: str, key: str) -> None:
        self._background.call(partial(self._desk.keep_key, name, key), self._done)

    def _remove(self, name: str) -> None:
        self._background.call(partial(self._desk.forget_key, name), self._done)

    def _done(self, sentence: str | None, error: BaseException | None) -> None:
        self.words.setText(sentence or str(error))
        self.changed.emit()
        self.look()
