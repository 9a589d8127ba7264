"""“Expect this”: a question about the image on the screen becomes a prompt of one's own suite."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from vizdesk.evals.check_proposals import KINDS, Proposal, as_value
from vizdesk.evals.checks import Check
from vizdesk.evals.loaders.expected_values import check_of
from vizdesk.evals.rule_sentences import rule
from vizdesk.ui.text.translate import translate_message
from vizdesk.ui.widgets.basics import label, open_at, restyle

LINE = 30  # pixels of a field of one line: its name stands in the middle of it


class ExpectationDialog(QDialog):
    """`proposals` by model's name; `wanted` carries suite, prompt, check and category."""

    wanted = Signal(str, str, object, str)

    def __init__(
        self,
        image: str,
        proposals: Mapping[str, Proposal],
        suites: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Expect this of {image}").format(image=image))
        self._proposals = proposals
        self.source = QComboBox()
        self.source.addItems(list(proposals))
        self.prompt = QPlainTextEdit()
        self.prompt.setFixedHeight(58)
        self.prompt.setTabChangesFocus(True)
        self.kind = QComboBox()
        for kind, words in self._kinds().items():
            self.kind.addItem(words, kind)
        self.expected = QPlainTextEdit()
        self.expected.setFixedHeight(58)
        self.expected.setTabChangesFocus(True)
        self.option = QLineEdit()
        self.category = QLineEdit()
        self.category.setPlaceholderText(self.tr("any word, for example “labels”"))
        self.suite = QComboBox()
        self.suite.setEditable(True)
        self.suite.addItems(list(suites) or [self.tr("My suite")])
        self.message_label = label("", "muted")
        self.message_label.setWordWrap(True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.add = self.buttons.addButton(
            self.tr("Add to the suite"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.add.setProperty("role", "primary")
        self._lay_out()
        self.source.currentTextChanged.connect(self._propose)
        self.kind.currentIndexChanged.connect(self._kind_chosen)
        for changed in (
            self.prompt.textChanged,
            self.expected.textChanged,
            self.option.textChanged,
            self.suite.currentTextChanged,
        ):
            changed.connect(self._weigh)
        self.buttons.accepted.connect(self._accepted)
        self.buttons.rejected.connect(self.reject)
        self._propose()
        open_at(self, 620, 450)

    def _kinds(self) -> dict[str, str]:
        words = {
            "number": self.tr("a number"),
            "yes_no": self.tr("yes or no"),
            "one_of": self.tr("one of a list"),
            "text": self.tr("a text, spelling counts"),
            "exact": self.tr("a text, character for character"),
            "set": self.tr("a list in any order"),
            "ordered": self.tr("a list in this order"),
            "date": self.tr("a date (2026-11-21)"),
            "time": self.tr("a time of day (15:30)"),
            "cer": self.tr("a text with few wrong characters"),
            "regex": self.tr("a regular expression"),
            "json": self.tr("a JSON object"),
            "boxes": self.tr("bounding boxes"),
        }
        return {kind: words[kind] for kind in KINDS}

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        rows: tuple[tuple[str, QWidget], ...] = (
            (self.tr("Begin with the answer of"), self.source),
            (self.tr("Question"), self.prompt),
            (self.tr("The answer must be"), self.kind),
            (self.tr("Expected"), self.expected),
            ("", self.option),
            (self.tr("Category"), self.category),
            (self.tr("Suite"), self.suite),
        )
        for words, field in rows:
            name = label(words, "muted")
            name.setMinimumHeight(LINE)
            form.addRow(name, field)
            field.setAccessibleName(words or self.tr("Option"))
            if field is self.option:
                self.option_name = name
        self.source.setVisible(len(self._proposals) > 1)
        form.labelForField(self.source).setVisible(len(self._proposals) > 1)
        inside = QWidget()
        rows_above = QVBoxLayout(inside)
        rows_above.setContentsMargins(0, 0, 8, 0)
        rows_above.addLayout(form)
        rows_above.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(14)
        column.addWidget(scroll, 1)
        column.addWidget(self.message_label)
        column.addWidget(self.buttons)

    # --- What is expected -----------------------------------------------------------------------
    def _propose(self) -> None:
        found = self._proposals.get(self.source.currentText())
        if found is None:
            return
        self.prompt.setPlainText(found.prompt)
        self.expected.setPlainText(found.expected)
        self.kind.setCurrentIndex(self.kind.findData(found.kind))
        self._kind_chosen()
        if found.choices:
            self.option.setText(found.choices)
        self._weigh()

    def _options(self) -> dict[str, tuple[str, str, str]]:
        """For each kind with an option: its key, its name, its usual value."""
        return {
            "number": ("tolerance", self.tr("Tolerance"), "0"),
            "one_of": ("choices", self.tr("Choices"), ""),
            "cer": ("at_most", self.tr("Wrong characters at most"), "0.05"),
            "time": ("tolerance", self.tr("Minutes off at most"), "0"),
            "json": ("tolerance", self.tr("Tolerance"), "0"),
            "boxes": ("f1", self.tr("F1 at IoU 0.5 at least"), "0.8"),
        }

    def _kind_chosen(self) -> None:
        key, name, usual = self._options().get(str(self.kind.currentData()), ("", "", ""))
        self.option.setVisible(bool(key))
        self.option_name.setVisible(bool(key))
        self.option_name.setText(name)
        self.option.setAccessibleName(name)
        self.option.setText(usual)
        self._weigh()

    def check(self) -> Check:
        """The check as written. Raises ValueError saying what is wrong with it."""
        kind = str(self.kind.currentData())
        written = self.expected.toPlainText().strip()
        key = self._options().get(kind, ("", "", ""))[0]
        options = {key: self.option.text()} if key else {}
        return check_of(kind, as_value(kind, written), options)

    def _weigh(self) -> None:
        whole = False
        asked = self.prompt.toPlainText().strip() or self.kind.currentData() == "boxes"
        # What is only not written yet is no mistake, and not said in red.
        if not asked:
            words, tone = self.tr("Write a question."), ""
        elif not self.expected.toPlainText().strip():
            words, tone = self.tr("Write what the answer must be."), ""
        else:
            try:
                words, tone, whole = translate_message(rule(self.check())), "", True
            except ValueError as error:
                words, tone = translate_message(str(error)), "weak"
        self.show_said(words, tone)
        self.add.setEnabled(whole and bool(self.suite.currentText().strip()))

    def show_said(self, words: str, tone: str = "") -> None:
        """The rule, or what is wrong."""
        self.message_label.setText(words)
        restyle(self.message_label, "tone", tone)

    def _accepted(self) -> None:
        prompt = self.prompt.toPlainText().strip()
        suite, category = self.suite.currentText().strip(), self.category.text().strip()
        self.wanted.emit(suite, prompt, self.check(), category)
