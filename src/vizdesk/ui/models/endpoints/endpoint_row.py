"""One server on the page of keys and endpoints: its name, its key's state, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from vizdesk.catalog.endpoints.endpoint import KnownEndpoint, Use, plain_warning
from vizdesk.credentials.keys import KeySource, KeyState, KeyStatus
from vizdesk.ui.text.translate import translated
from vizdesk.ui.widgets.basics import ElidedLabel, button, label, restyle
from vizdesk.ui.widgets.plain_text import set_tip

KEY_WIDTH, TEST_WIDTH, MODELS_WIDTH = 118, 62, 90


class EndpointRow(QWidget):
    """Asks to have things done; shows what came of them. A key itself never gets here."""

    key_wanted = Signal()
    test_wanted = Signal()
    models_wanted = Signal()
    forget_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, endpoint: KnownEndpoint) -> None:
        super().__init__()
        self.endpoint = endpoint
        name = endpoint.name
        self.title = ElidedLabel(name, "strong")
        self.state = label(self.tr("looking…"), "muted")
        self.place = ElidedLabel(endpoint.base_url if endpoint.own else endpoint.host, "muted")
        self.outcome = label("", "muted")
        self.outcome.setWordWrap(True)
        self.outcome.hide()
        self.key = button(self.tr("Add key…"))
        self.test = button(self.tr("Test"))
        self.models = button(self.tr("Models…"))
        for each, wide, replace, wanted in (
            (self.key, KEY_WIDTH, self.tr("Replace key…"), self.key_wanted),
            (self.test, TEST_WIDTH, "", self.test_wanted),
            (self.models, MODELS_WIDTH, "", self.models_wanted),
        ):
            each.setFixedWidth(max(wide, *(_room(words) for words in (each.text(), replace))))
            each.setAccessibleName(f"{each.text().rstrip('…')} {name}")
            each.clicked.connect(lambda _=False, wanted=wanted: wanted.emit())
            each.setEnabled(False)
        self.forget_action, self.remove_action, self.more = self._menu()
        self._lay_out()

    def _menu(self) -> tuple[QAction, QAction, QToolButton]:
        more = QToolButton()
        more.setText("⋯")
        more.setProperty("role", "plain")
        set_tip(more, self.tr("Remove"))
        more.setAccessibleName(self.tr("Remove {name}").format(name=self.endpoint.name))
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(more)
        forget = menu.addAction(self.tr("Remove the key…"))
        forget.triggered.connect(lambda: self.forget_wanted.emit())
        remove = menu.addAction(self.tr("Remove this server…"))
        remove.triggered.connect(lambda: self.remove_wanted.emit())
        remove.setVisible(self.endpoint.own)
        more.setMenu(menu)
        return forget, remove, more

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(10)
        first.addWidget(self.title)
        first.addWidget(self.state)
        first.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(first)
        words.addWidget(self.place)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addLayout(words, 1)
        # What every row has stands at the right edge, what few have before it.
        for each in (self.models, self.test, self.key, self.more):
            row.addWidget(each)
            policy = each.sizePolicy()
            policy.setRetainSizeWhenHidden(True)  # the columns stay in line
            each.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.outcome)

    def show_key_status(self, key_status: KeyStatus | None) -> None:
        """Say where the key is; None: this server has none."""
        source = key_status.source if key_status else None
        self.state.setText(self._state(key_status))
        restyle(self.state, "tone", "good" if source else "quiet")
        endpoint = self.endpoint
        self.key.setText(self.tr("Replace key…") if source else self.tr("Add key…"))
        self.key.setAccessibleName(f"{self.key.text().rstrip('…')} {endpoint.name}")
        self.key.setEnabled(True)
        open_list = endpoint.own or (endpoint.use is Use.ASKING and endpoint.check != "models")
        self.test.setVisible(endpoint.own or source is not None)
        self.test.setEnabled(True)
        self.models.setVisible(endpoint.use is Use.ASKING and (open_list or source is not None))
        self.models.setEnabled(True)
        own_key = source in (KeySource.KEYRING, KeySource.MEMORY)
        self.forget_action.setVisible(own_key)
        self.more.setVisible(own_key or endpoint.own)
        if source and (warning := plain_warning(endpoint.base_url)) and self.outcome.isHidden():
            self.show_outcome(warning, "fair")

    def _state(self, key_status: KeyStatus | None) -> str:
        if key_status is None:
            return self.tr("no API key")
        if key_status.source is KeySource.ENVIRONMENT:
            words = self.tr("key from the environment ({variable})")
            return words.format(variable=key_status.variable)
        if key_status.source is KeySource.KEYRING:
            return self.tr("key in the password store")
        if key_status.source is KeySource.MEMORY:
            return self.tr("session only")
        closed = {
            KeyState.LOCKED: self.tr("password store locked"),
            KeyState.FAILING: self.tr("password store fails"),
            KeyState.SLOW: self.tr("password store does not answer"),
        }
        return closed.get(key_status.state, self.tr("no key"))

    def show_busy(self, words: str) -> None:
        """Say what is going on; nothing can be asked meanwhile."""
        self.show_outcome(words, "busy")
        self.test.setEnabled(False)
        self.models.setEnabled(False)

    def show_outcome(self, words: str, tone: str, details: str = "") -> None:
        """Say what came of it; `details` are for the tooltip. Empty words take the line away."""
        self.outcome.setText(translated(words))
        set_tip(self.outcome, details)
        restyle(self.outcome, "tone", tone)
        self.outcome.setVisible(bool(words))
        self.test.setEnabled(True)
        self.models.setEnabled(True)


def _room(words: str) -> int:
    """Pixels a button with these words takes; the same in every row, so that they line up."""
    probe = button(words)
    probe.ensurePolished()
    return probe.sizeHint().width()
