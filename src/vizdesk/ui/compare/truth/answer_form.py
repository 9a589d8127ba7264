"""What is expected of a task without objects: a text, an answer, classes, a number, fields."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from vizdesk.comparison.tasks import TaskKind
from vizdesk.evals.check_kind import TRANSLATION_CONTEXT
from vizdesk.evals.registry import CHECK_KINDS
from vizdesk.truth.expected import NO_CLASS, USUAL_KIND, ExpectedWords
from vizdesk.ui.widgets.basics import label, restyle

MARGIN = 12


def scored_by_words(kind: TaskKind) -> bool:
    """Whether truth of this task is written."""
    written = (TaskKind.READ_TEXT, TaskKind.ASK, TaskKind.CLASSIFY, TaskKind.COUNT)
    return kind in (*written, TaskKind.STRUCTURED)


class AnswerForm(QWidget):
    """`edited(words)` at each change a person makes."""

    edited = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._telling = True
        self._kind = TaskKind.READ_TEXT
        self.check = QComboBox()
        self.check.setAccessibleName(self.tr("Check type"))
        for kind in CHECK_KINDS:
            if kind.title and not kind.judges_boxes:
                words = QCoreApplication.translate(TRANSLATION_CONTEXT, kind.title)
                self.check.addItem(words, kind.name)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.option_name = label("", "muted")
        self.option = QLineEdit()
        self.line_breaks = QCheckBox(self.tr("Line ends count"))
        self.problem = label("", "muted")
        self.problem.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 0, MARGIN, MARGIN)
        column.setSpacing(8)
        for widget in (self.check, self.text, self.option_name, self.option, self.line_breaks):
            column.addWidget(widget, 1 if widget is self.text else 0)
        column.addWidget(self.problem)
        self.check.currentIndexChanged.connect(self._choose_check)
        self.text.textChanged.connect(self._tell)
        self.option.textEdited.connect(self._tell)
        self.line_breaks.toggled.connect(self._tell)

    def show_task(self, kind: TaskKind) -> None:
        """Ask for what is right of this task."""
        self._kind = kind
        hints: dict[TaskKind, Callable[[], str]] = {
            TaskKind.READ_TEXT: lambda: self.tr("All text in the image, as it is written there"),
            TaskKind.ASK: lambda: self.tr("The right answer to the question above"),
            TaskKind.CLASSIFY: lambda: self.tr(
                "The classes that are right, with commas between; {none} where none is"
            ).format(none=NO_CLASS),
            TaskKind.COUNT: lambda: self.tr("How many there are; empty: as many as are drawn"),
            TaskKind.STRUCTURED: lambda: self.tr("A JSON object with the right values"),
        }
        hint = hints[kind]() if kind in hints else ""
        self.text.setPlaceholderText(hint)
        self.text.setAccessibleName(hint)
        asked = kind is TaskKind.ASK
        self.check.setVisible(asked)
        self.line_breaks.setVisible(kind is TaskKind.READ_TEXT)
        self._show_option()

    def show_words(self, words: ExpectedWords) -> None:
        """Show what is known, without telling anybody; what is shown already stays as it is."""
        if words == self.words:
            return
        self._telling = False
        self.check.setCurrentIndex(max(0, self.check.findData(words.kind)))
        if words.text != self.text.toPlainText():
            self.text.setPlainText(words.text)
        self.option.setText(words.option)
        self.line_breaks.setChecked(words.line_breaks)
        self._show_option()
        self._telling = True

    def write(self, words: ExpectedWords) -> None:
        """Write these words as a person would: Ctrl+Z in the field takes them back."""
        self._telling = False
        self.check.setCurrentIndex(max(0, self.check.findData(words.kind)))
        self._show_option()
        self.option.setText(words.option or self.option.text())
        self._telling = True
        cursor = self.text.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(words.text)
        self._tell()

    @property
    def words(self) -> ExpectedWords:
        """What is written now."""
        asked = self._kind is TaskKind.ASK
        return ExpectedWords(
            self.text.toPlainText(),
            str(self.check.currentData()) if asked else USUAL_KIND,
            self.option.text() if asked else "",
            self.line_breaks.isChecked() and self._kind is TaskKind.READ_TEXT,
        )

    def show_problem(self, words: str) -> None:
        """Say why what is written is not taken; nothing where `words` are empty."""
        self.problem.setText(words)
        restyle(self.problem, "tone", "weak" if words else "")

    def _choose_check(self) -> None:
        self._show_option(usual=self._telling)
        self._tell()

    def _show_option(self, *, usual: bool = False) -> None:
        kind = next((kind for kind in CHECK_KINDS if kind.name == self.check.currentData()), None)
        option = kind.option if kind is not None and self._kind is TaskKind.ASK else None
        name = (
            "" if option is None else QCoreApplication.translate(TRANSLATION_CONTEXT, option.title)
        )
        self.option_name.setText(name)
        self.option.setAccessibleName(name)
        self.option_name.setVisible(option is not None)
        self.option.setVisible(option is not None)
        if option is not None and usual:
            self.option.setText(option.usual)

    def _tell(self) -> None:
        if self._telling:
            self.edited.emit(self.words)
