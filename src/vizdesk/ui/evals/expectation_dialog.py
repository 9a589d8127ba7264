"""“Expect this”: a question about the image on the screen becomes a prompt of one's own suite."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
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

from vizdesk.evals.check_kind import TRANSLATION_CONTEXT, AnyKind
from vizdesk.evals.check_proposals import Proposal
from vizdesk.evals.checks import Check
from vizdesk.evals.loaders.expected_values import check_of
from vizdesk.evals.registry import CHECK_KINDS, rule
from vizdesk.ui.text.translate import error_sentence, translate_message
from vizdesk.ui.widgets.basics import label, open_at, restyle

LINE = 30  # pixels of a field of one line: its name stands in the middle of it


def _translated(title: str) -> str:
    return QCoreApplication.translate(TRANSLATION_CONTEXT, title)


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
        self.setWindowTitle(self.tr("Add {image} as test case").format(image=image))
        self._proposals = proposals
        self.source = QComboBox()
        self.source.addItems(list(proposals))
        self.prompt = QPlainTextEdit()
        self.prompt.setFixedHeight(58)
        self.prompt.setTabChangesFocus(True)
        self.kind = QComboBox()
        for kind in CHECK_KINDS:
            if kind.title:
                self.kind.addItem(_translated(kind.title), kind)
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

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        rows: tuple[tuple[str, QWidget], ...] = (
            (self.tr("Begin with the answer of"), self.source),
            (self.tr("Question"), self.prompt),
            (self.tr("Check type"), self.kind),
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
        proposal = self._proposals.get(self.source.currentText())
        if proposal is None:
            return
        self.prompt.setPlainText(proposal.prompt)
        self.expected.setPlainText(proposal.expected)
        self.show_kind(proposal.kind)
        self._kind_chosen()
        if proposal.choices:
            self.option.setText(proposal.choices)
        self._weigh()

    def show_kind(self, name: str) -> None:
        """Choose the kind of check called `name` in files."""
        names = [self.kind.itemData(row).name for row in range(self.kind.count())]
        self.kind.setCurrentIndex(names.index(name))

    @property
    def _kind(self) -> AnyKind:
        kind: AnyKind = self.kind.currentData()
        return kind

    def _kind_chosen(self) -> None:
        option = self._kind.option
        self.option.setVisible(option is not None)
        self.option_name.setVisible(option is not None)
        name = "" if option is None else _translated(option.title)
        self.option_name.setText(name)
        self.option.setAccessibleName(name)
        self.option.setText("" if option is None else option.usual)
        self._weigh()

    def check(self) -> Check:
        """The check as written. Raises ValueError saying what is wrong with it."""
        kind = self._kind
        options = {} if kind.option is None else {kind.option.key: self.option.text()}
        expected = kind.from_form(self.expected.toPlainText().strip())
        return check_of(kind.name, expected, options)

    def _weigh(self) -> None:
        whole = False
        asked = self.prompt.toPlainText().strip() or self._kind.judges_boxes
        # What is only not written yet is no mistake, and not said in red.
        if not asked:
            words, tone = self.tr("Write a question."), ""
        elif not self.expected.toPlainText().strip():
            words, tone = self.tr("Write the expected answer."), ""
        else:
            try:
                words, tone, whole = translate_message(rule(self.check())), "", True
            except ValueError as error:
                words, tone = error_sentence(error), "weak"
        self.show_message(words, tone)
        self.add.setEnabled(whole and bool(self.suite.currentText().strip()))

    def show_message(self, words: str, tone: str = "") -> None:
        """The rule, or what is wrong."""
        self.message_label.setText(words)
        restyle(self.message_label, "tone", tone)

    def _accepted(self) -> None:
        prompt = self.prompt.toPlainText().strip()
        suite, category = self.suite.currentText().strip(), self.category.text().strip()
        self.wanted.emit(suite, prompt, self.check(), category)
