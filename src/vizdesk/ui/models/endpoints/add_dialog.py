"""A server of one's own: name, address, and a key if it wants one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from vizdesk.catalog.endpoints.endpoint import EndpointError, plain_warning
from vizdesk.catalog.endpoints.user_endpoints import UserEndpoints
from vizdesk.ui.text.translate import error_sentence, translated
from vizdesk.ui.widgets.basics import label, restyle


class AddEndpointDialog(QDialog):
    """Says at once what is wrong with an address, and what it will be understood as."""

    def __init__(self, user_endpoints: UserEndpoints, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._user_endpoints = user_endpoints
        self.setWindowTitle(self.tr("Add a server"))
        self.setMinimumWidth(480)
        self.name_field = self._field(self.tr("Name"), self.tr("My server"))
        self.address_field = self._field(self.tr("Address"), "http://127.0.0.1:8080/v1")
        self.key_field = self._field(self.tr("Key"), self.tr("none, or paste it here"))
        self.key_field.setEchoMode(QLineEdit.EchoMode.Password)
        self.words = label("", "muted")
        self.words.setWordWrap(True)
        self.words.setMinimumHeight(36)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.save = buttons.addButton(self.tr("Add"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.save.setProperty("role", "primary")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.setHorizontalSpacing(20)
        form.setVerticalSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for field in (self.name_field, self.address_field, self.key_field):
            form.addRow(field.accessibleName(), field)
            field.textChanged.connect(self._follow)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(14)
        column.addLayout(form)
        column.addWidget(self.words)
        column.addWidget(buttons)
        self._follow()

    @staticmethod
    def _field(name: str, example: str) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        field.setPlaceholderText(example)
        return field

    def _follow(self) -> None:
        self.save.setEnabled(False)
        if not self.address:
            self._tell(self.tr("Any server that speaks OpenAI's API, on any machine."), "")
            return
        try:
            new = self._user_endpoints.new(self.name or self.tr("My server"), self.address)
        except EndpointError as error:
            self._tell(error_sentence(error), "weak")
            return
        self.save.setEnabled(True)
        warning = plain_warning(new.base_url) if self.key else ""
        asked = self.tr("It will be asked at {url}").format(url=new.base_url)
        self._tell(warning or asked, "fair" if warning else "")

    def _tell(self, words: str, tone: str) -> None:
        self.words.setText(translated(words))
        restyle(self.words, "tone", tone)

    @property
    def name(self) -> str:
        """What to call the server; the host where no name was written."""
        written = self.name_field.text().strip()
        return written or self.address.split("//")[-1].split("/")[0]

    @property
    def address(self) -> str:
        """The address, as it was written."""
        return self.address_field.text().strip()

    @property
    def key(self) -> str:
        """The key; empty for none."""
        return self.key_field.text().strip()
