"""The question before a run over many images: how many requests, what it costs, how long."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from vizdesk.common.web_addresses import split_address
from vizdesk.ui.core.image_runs import RunScope
from vizdesk.ui.text.i18n import tr
from vizdesk.ui.text.run_estimate_words import cost_sentence, time_sentence
from vizdesk.ui.widgets.basics import label

if TYPE_CHECKING:
    from vizdesk.services.image_runs import Question, RunEstimate


@dataclass(frozen=True)
class RunChoice:
    """One way to run: its questions, what they will cost, how many have an answer already."""

    scope: RunScope
    questions: Sequence[Question]
    estimate: RunEstimate
    again: int


def scope_words(scope: RunScope, images: int) -> str:
    """“All open images (40)”."""
    words = {
        RunScope.IMAGE: tr("This image ({n})"),
        RunScope.ALL: tr("All open images ({n})"),
        RunScope.UNANSWERED: tr("Those not answered ({n})"),
        RunScope.FAILED: tr("Those that failed ({n})"),
    }[scope]
    return words.format(n=images)


def run_words(choice: RunChoice) -> str:
    """All that is to be known before a run, a line for each."""
    estimate = choice.estimate
    counts = tr("{requests} requests about {images} images.")
    lines = [counts.format(requests=estimate.requests, images=estimate.images)]
    lines += [cost_sentence(estimate), time_sentence(estimate)]
    if choice.again:
        again = tr("{n} of them have an answer already and are asked again.")
        lines.append(again.format(n=choice.again))
    if estimate.hosts:
        names = ", ".join(split_address(host).netloc for host in estimate.hosts)
        lines.append(tr("The images are sent to {servers}.").format(servers=names))
    else:
        lines.append(tr("The images stay on this machine."))
    return "\n".join(lines)


class ImageRunDialog(QDialog):
    """`taken(choice, only_money)` when it is to run; `only_money`: ask again only for that."""

    def __init__(
        self,
        parent: QWidget,
        choices: Sequence[RunChoice],
        chosen: RunScope,
        only_money: bool,
        taken: Callable[[RunChoice, bool], object],
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Run on many images"))
        self._choices, self._taken = {each.scope: each for each in choices}, taken
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(8)
        self.radios: dict[RunScope, QRadioButton] = {}
        for each in choices:
            radio = QRadioButton(scope_words(each.scope, each.estimate.images))
            radio.setEnabled(bool(each.questions))
            radio.setChecked(each.scope is chosen)
            radio.toggled.connect(self._show)
            self._group.addButton(radio)
            self.radios[each.scope] = radio
            column.addWidget(radio)
        self.words = label("", "")
        self.words.setWordWrap(True)
        self.words.setMinimumWidth(380)
        column.addSpacing(4)
        column.addWidget(self.words)
        self.only_money = QCheckBox(self.tr("Ask before only where it may cost money"))
        self.only_money.setChecked(only_money)
        column.addSpacing(4)
        column.addWidget(self.only_money)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.run = buttons.addButton(self.tr("Run"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.run.setProperty("role", "primary")
        self.run.setDefault(True)
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)
        column.addSpacing(4)
        column.addWidget(buttons)
        self.finished.connect(self.deleteLater)
        self._show()
        self.run.setFocus()

    @property
    def choice(self) -> RunChoice | None:
        """What is chosen now."""
        scopes = [scope for scope, radio in self.radios.items() if radio.isChecked()]
        return self._choices[scopes[0]] if scopes else None

    def _show(self) -> None:
        choice = self.choice
        self.run.setEnabled(choice is not None and bool(choice.questions))
        self.words.setText("" if choice is None else run_words(choice))

    def _take(self) -> None:
        choice = self.choice
        self.accept()
        if choice is not None:
            self._taken(choice, self.only_money.isChecked())
