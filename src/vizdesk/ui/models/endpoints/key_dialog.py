"""Asks for an API key and says where it will be kept. The key is never shown again."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from vizdesk.catalog.endpoints.endpoint import plain_warning
from vizdesk.common.web_addresses import split_address
from vizdesk.ui.widgets.basics import label


class KeyDialog(QDialog):
    """One field; the key is in `key` after it was accepted."""

    def __init__(self, key_name: str, parent: QWidget | None = None, *, base_url: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Key for {name}").format(name=key_name))
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(self.tr("API key"))
        self.field.setPlaceholderText(self.tr("Paste the key here"))
        self.field.setMinimumWidth(380)
        words = label(
            self.tr(
                "The key goes into this system's password store. Where there is none, it is kept "
                "only until you close vizdesk. It is sent to {name} and to nobody else."
            ).format(name=split_address(base_url).netloc or key_name),
            "muted",
        )
        words.setWordWrap(True)
        warning = label(plain_warning(base_url), "muted", "fair")
        warning.setWordWrap(True)
        warning.setVisible(bool(warning.text()))
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        self._save = buttons.button(QDialogButtonBox.StandardButton.Save)
        self._save.setEnabled(False)
        self.field.textChanged.connect(lambda text: self._save.setEnabled(bool(text.strip())))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.field)
        column.addWidget(words)
        column.addWidget(warning)
        column.addWidget(buttons)

    @property
    def key(self) -> str:
        """What was entered."""
        return self.field.text().strip()
