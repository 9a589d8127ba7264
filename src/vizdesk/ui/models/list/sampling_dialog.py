"""How one model is to write: its sampling, and the settings that its server refused."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDoubleValidator, QIntValidator
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from vizdesk.catalog.endpoints.refused_fields import Days
from vizdesk.common.formatting import day
from vizdesk.common.web_addresses import split_address
from vizdesk.comparison.models import Endpoint, EngineKind, Model, Sampling
from vizdesk.comparison.profiles import Profile
from vizdesk.ui.text.labels import other_settings
from vizdesk.ui.text.translate import translate_message
from vizdesk.ui.widgets.basics import button, label

# The widest list; a server that does not take one of them says so in the pane.
EFFORTS = ("none", "minimal", "low", "medium", "high", "xhigh", "max")
HIGHEST_TEMPERATURE = 2.0
LONGEST_ANSWER = 1_000_000


class SamplingDialog(QDialog):
    """Edits a model's sampling. `model` is the one as edited; with `copy`, one of another name.

    A copy's name follows what is different about it until a name is written. `refused` are the
    fields that its server refused, with the day of each; `forgotten` asks to send them again.
    """

    forgotten = Signal()

    def __init__(
        self,
        model: Model,
        profile: Profile,
        *,
        copy: bool,
        refused: Days = MappingProxyType({}),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model, self._profile, self._copy = model, profile, copy
        self.setWindowTitle(
            self.tr("Duplicate {name}").format(name=model.name) if copy else model.name
        )
        self.setMinimumWidth(460)
        settings = model.sampling
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Name"))
        self.temperature = self._number(settings.temperature, self.tr("Temperature"))
        self.temperature.setValidator(QDoubleValidator(0.0, HIGHEST_TEMPERATURE, 3, self))
        self.seed = self._number(settings.seed, self.tr("Seed"))
        self.seed.setValidator(QIntValidator(0, 2**31 - 1, self))
        self.longest = self._number(settings.max_output_tokens, self.tr("Max output tokens"))
        self.longest.setValidator(QIntValidator(1, LONGEST_ANSWER, self))
        self.thinking = QCheckBox(self.tr("Enable thinking"))
        self.thinking.setChecked(settings.thinking)
        self.effort = QComboBox()
        self.effort.setAccessibleName(self.tr("Reasoning effort"))
        self.effort.addItems([self.tr("as the model chooses"), *EFFORTS])
        self.effort.setCurrentText(settings.effort or self.effort.itemText(0))
        self.constrained = QCheckBox(self.tr("Structured output (JSON schema)"))
        self.constrained.setChecked(settings.constrained)
        self.refused = self._refused_panel(refused)
        self._lay_out()
        self._follow()

    def _number(self, value: float | None, name: str) -> QLineEdit:
        field = QLineEdit("" if value is None else f"{value:g}" if value % 1 else f"{value:.0f}")
        field.setPlaceholderText(self.tr("as the model chooses"))
        field.setAccessibleName(name)
        field.textChanged.connect(self._follow)
        return field

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(20)
        form.setVerticalSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        if self._copy:
            form.addRow(self.tr("Name"), self.name)
        if self._profile.takes_temperature:
            form.addRow(self.tr("Temperature"), self.temperature)
        if self._model.engine is not EngineKind.RESPONSES:  # that API has no seed
            form.addRow(self.tr("Seed"), self.seed)
        form.addRow(self.tr("Max output tokens"), self.longest)
        if self._model.engine is not EngineKind.LLAMA:
            form.addRow(self.tr("Reasoning effort"), self.effort)
        form.addRow("", self.thinking)
        form.addRow("", self.constrained)
        words = label(self._explanation(), "muted")
        words.setWordWrap(True)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        self.save = buttons.button(QDialogButtonBox.StandardButton.Save)
        self.save.setProperty("role", "primary")
        if self._copy:
            self.save.setText(self.tr("Duplicate"))
        else:
            defaults = buttons.addButton(self.tr("Defaults"), QDialogButtonBox.ButtonRole.ResetRole)
            defaults.clicked.connect(self.show_defaults)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.effort.currentIndexChanged.connect(self._follow)
        for box in (self.thinking, self.constrained):
            box.toggled.connect(self._follow)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(14)
        column.addLayout(form)
        column.addWidget(self.refused)
        column.addWidget(words)
        column.addWidget(buttons)

    def _refused_panel(self, refused: Days) -> QFrame:
        """What is left out although it is set above, why, and how to have it sent again."""
        panel = QFrame()
        panel.setProperty("role", "pane")
        if not refused:
            panel.hide()
        server = self._model.organisation or self._model.name
        if isinstance(self._model.source, Endpoint):
            server = split_address(self._model.source.base_url).netloc
        words = self.tr("Left out, because {server} refused it on {day}: {fields}.")
        days = max(refused.values(), default="")
        fields = ", ".join(_as_sent(field, refused) for field in sorted(refused))
        shown_day = translate_message(day(days)) if days else ""
        self.refused_words = label(words.format(server=server, day=shown_day, fields=fields))
        self.refused_words.setWordWrap(True)
        again = button(self.tr("Send it again"), "link")
        again.clicked.connect(self._forget)
        row = QHBoxLayout(panel)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(12)
        row.addWidget(self.refused_words, 1)
        row.addWidget(again, 0, Qt.AlignmentFlag.AlignTop)
        return panel

    def _forget(self) -> None:
        self.refused.hide()
        self.forgotten.emit()

    def _explanation(self) -> str:
        words = self.tr(
            "At temperature 0 the same question gives the same answer. An empty field leaves the "
            "choice to the model. A JSON schema helps weak models, and changes what they say."
        )
        if self._profile.takes_temperature:
            return words
        refuses = self.tr("{family} refuses a temperature.").format(family=self._profile.name)
        return f"{refuses} {words}"

    def show_defaults(self) -> None:
        """Show the settings a new model has."""
        local = self._model.engine is EngineKind.LLAMA
        usual = Sampling() if local else Sampling(None, None, 4096)
        for field, value in (
            (self.temperature, usual.temperature),
            (self.seed, usual.seed),
            (self.longest, usual.max_output_tokens),
        ):
            field.setText("" if value is None else f"{value:.0f}")
        self.thinking.setChecked(usual.thinking)
        self.constrained.setChecked(usual.constrained)
        self.effort.setCurrentIndex(0)

    def _follow(self) -> None:
        fields = (self.temperature, self.seed, self.longest)
        good = all(not field.text() or field.hasAcceptableInput() for field in fields)
        self.save.setEnabled(good and bool(self.longest.text()))
        self.name.setPlaceholderText(self._proposed_name() if self.save.isEnabled() else "")

    def _proposed_name(self) -> str:
        different = other_settings(self._model.sampling, self.sampling)
        return f"{self._model.name}, {different or self.tr('again')}"

    @property
    def sampling(self) -> Sampling:
        """The settings as they are entered now."""
        temperature, seed = self.temperature.text(), self.seed.text()
        return replace(
            self._model.sampling,
            temperature=float(temperature) if temperature else None,
            seed=int(seed) if seed else None,
            max_output_tokens=int(self.longest.text()),
            thinking=self.thinking.isChecked(),
            effort=self.effort.currentText() if self.effort.currentIndex() > 0 else None,
            constrained=self.constrained.isChecked(),
        )

    @property
    def model(self) -> Model:
        """The model with these settings; a copy still needs an id of its own."""
        changed = replace(self._model, sampling=self.sampling)
        if not self._copy:
            return changed
        return replace(changed, name=self.name.text().strip() or self._proposed_name())


def _as_sent(field: str, refused: Days) -> str:
    """A field's name in the API, with the name under which a limit is sent instead."""
    others = {"max_tokens": "max_completion_tokens", "max_completion_tokens": "max_tokens"}
    other = others.get(field)
    return field if other is None or other in refused else f"{field} → {other}"
