"""With which chat template models are asked whose file holds none: a known one, or one's own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from vizdesk.catalog.gguf.header import GgufHeader
from vizdesk.catalog.models.chat_templates import KNOWN, LONGEST, suggested
from vizdesk.comparison.models import Model
from vizdesk.ui.text.i18n import tr_declared
from vizdesk.ui.widgets.basics import label, open_at

FILE, OWN = "", "own"


class TemplateDialog(QDialog):
    """For `models`, all asked with the same; `header` is the first one's, when it holds none.

    `chosen` is a known template's id, a Jinja source, or empty for the file's own.
    """

    def __init__(
        self, models: Sequence[Model], header: GgufHeader | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Choose the chat template"))
        names = ", ".join(model.name for model in models)
        self.question = label(
            self.tr("With which chat template is {names} asked?").format(names=names), "strong"
        )
        self.why = label(self._explanation(missing=header is not None), "muted")
        for words in (self.question, self.why):
            words.setWordWrap(True)
        self.choice = QComboBox()
        self.choice.setAccessibleName(self.tr("Chat template"))
        if header is None:
            self.choice.addItem(self.tr("The file’s own"), FILE)
        for template in KNOWN:
            self.choice.addItem(tr_declared("chat templates", template.title), template.id)
        self.choice.addItem(self.tr("My own"), OWN)
        self.source = QPlainTextEdit()
        self.source.setAccessibleName(self.tr("Jinja source of the chat template"))
        self.source.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.source.setProperty("role", "code")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.use = buttons.addButton(self.tr("Use"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.use.setProperty("role", "primary")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._begin(models[0].chat_template, header)
        self.choice.currentIndexChanged.connect(self._follow)
        self.source.textChanged.connect(self._check)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        for widget in (self.question, self.why, self.choice, self.source, buttons):
            column.addWidget(widget)
        open_at(self, 720, 460)
        self.choice.setFocus()

    def _explanation(self, *, missing: bool) -> str:
        words = self.tr(
            "A chat template says where the question, the image and the answer stand in what the "
            "model reads. With the wrong one a model answers badly, and no error says so: its "
            "model card names the right one."
        )
        if not missing:
            return words
        return self.tr("The file holds none. {words}").format(words=words)

    def _begin(self, kept: str, header: GgufHeader | None) -> None:
        """Show what the model has now, or what most models of its architecture are asked with."""
        if not kept and header is not None:
            kept = suggested(header.architecture).id
        at = self.choice.findData(kept)
        self.choice.setCurrentIndex(at if at >= 0 else self.choice.findData(OWN))
        self._follow()
        if at < 0:
            self.source.setPlainText(kept)

    def _follow(self) -> None:
        """Show a known template's source; one's own begins as the one that was shown."""
        chosen = self.choice.currentData()
        known = next((template for template in KNOWN if template.id == chosen), None)
        if known is not None or chosen == FILE:
            self.source.setPlainText(known.source if known is not None else "")
        self.source.setReadOnly(chosen != OWN)
        self._check()

    def _check(self) -> None:
        text = self.source.toPlainText()
        own = bool(text.strip()) and len(text) <= LONGEST
        self.use.setEnabled(own or self.choice.currentData() == FILE)

    @property
    def chosen(self) -> str:
        """What the models keep."""
        data: str = self.choice.currentData()
        return self.source.toPlainText() if data == OWN else data
