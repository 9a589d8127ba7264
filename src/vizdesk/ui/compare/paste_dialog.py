"""“Paste an answer”: a reply copied from anywhere, whose it is, and how it is to be read."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from vizdesk.comparison.parsing.family_guess import FamilyGuess
from vizdesk.comparison.pasted import family_of
from vizdesk.comparison.profiles import Profile
from vizdesk.painting.fonts import mono
from vizdesk.ui.text.translate import translate_message
from vizdesk.ui.widgets.basics import label, open_at

LARGEST_SIDE = 100_000  # pixels


class PasteDialog(QDialog):
    """Asks for a reply; it can be added once there is one.

    `profiles` are the families to choose from, `task` says in words what the reply answers.
    """

    def __init__(
        self,
        profiles: Mapping[str, Profile],
        task: str,
        reply: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._profiles = profiles
        self.setWindowTitle(self.tr("Paste an answer"))
        self.about = label(
            self.tr(
                "A reply to “{task}” about this image, copied from anywhere. Nobody is asked; it "
                "is read, compared and exported like the answers of your models."
            ).format(task=task),
            "muted",
        )
        self.about.setWordWrap(True)
        self.reply = QPlainTextEdit(reply)
        self.reply.setAccessibleName(self.tr("Reply"))
        self.reply.setPlaceholderText(self.tr("The whole reply, as it was written"))
        self.reply.setProperty("role", "code")
        self.reply.setFont(mono(12))
        self.reply.setTabChangesFocus(True)
        self.name_field = QLineEdit(name)
        self.name_field.setAccessibleName(self.tr("Model or tool"))
        self.name_field.setPlaceholderText(self.tr("Whose reply it is, a web chat's for example"))
        self.family = QComboBox()
        self.family.setAccessibleName(self.tr("Family"))
        self.family.addItem("", None)
        for profile in sorted(profiles.values(), key=lambda profile: profile.name.casefold()):
            self.family.addItem(profile.name, profile.id)
        self.why = label("", "muted")
        self.why.setWordWrap(True)
        self.wide, self.high = self._side(self.tr("Width")), self._side(self.tr("Height"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.add = buttons.addButton(self.tr("Add"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.add.setProperty("role", "primary")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._lay_out(buttons)
        self.reply.textChanged.connect(self._follow)
        self.name_field.textChanged.connect(self._follow)
        self.family.currentIndexChanged.connect(self._follow)
        open_at(self, 620, 560)
        self._follow()

    @staticmethod
    def _side(name: str) -> QSpinBox:
        side = QSpinBox()
        side.setRange(0, LARGEST_SIDE)
        side.setSpecialValueText("–")
        side.setSuffix(" px")
        side.setAccessibleName(name)
        return side

    def _lay_out(self, buttons: QDialogButtonBox) -> None:
        size = QHBoxLayout()
        size.setSpacing(8)
        for widget in (self.wide, label("×", "muted"), self.high):
            size.addWidget(widget)
        size.addWidget(label(self.tr("if it is known"), "muted"))
        size.addStretch(1)
        form = QFormLayout()
        form.setHorizontalSpacing(20)
        form.setVerticalSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.addRow(self.name_field.accessibleName(), self.name_field)
        form.addRow(self.family.accessibleName(), self.family)
        form.addRow("", self.why)
        form.addRow(self.tr("Image as it was sent"), size)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(14)
        column.addWidget(self.about)
        column.addWidget(self.reply, 1)
        column.addLayout(form)
        column.addWidget(buttons)

    def _follow(self) -> None:
        """Guess the family anew, and say what made it the likeliest."""
        self.add.setEnabled(bool(self.text.strip()))
        guess = family_of(self.text, self.name, self._profiles)
        words = self.tr("Guess: {family}").format(family=self._profiles[guess.family].name)
        self.family.setItemText(0, words)
        chosen = self.family.currentData() is not None
        self.why.setText(self.tr("Chosen by you.") if chosen else translate_message(guess.said))

    # --- What was written -----------------------------------------------------------------
    @property
    def text(self) -> str:
        """The reply."""
        return self.reply.toPlainText()

    @property
    def name(self) -> str:
        """The model or tool it is from; may be empty."""
        return self.name_field.text().strip()

    @property
    def guess(self) -> FamilyGuess | None:
        """How the family was found; None where it was chosen."""
        if self.family.currentData() is not None:
            return None
        return family_of(self.text, self.name, self._profiles)

    @property
    def profile(self) -> str:
        """The id of the family it is to be read as."""
        guess = self.guess
        return str(self.family.currentData()) if guess is None else guess.family

    @property
    def sent(self) -> tuple[int, int] | None:
        """Width and height in pixels of the image that was sent; None where it is not known."""
        wide, high = self.wide.value(), self.high.value()
        return (wide, high) if wide and high else None
