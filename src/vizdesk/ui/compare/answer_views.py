"""An answer in words: streaming text, rendered text, big figures, bars, and the raw reply."""

from __future__ import annotations

import re
from collections.abc import Mapping

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QColor, QImage, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QStackedLayout,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from vizdesk.common.formatting import number
from vizdesk.common.strict_json import to_json
from vizdesk.comparison.models import EngineKind, Model, PastedReply
from vizdesk.comparison.task_specs.registry import spec_of
from vizdesk.comparison.task_specs.task_spec import TaskOutput
from vizdesk.comparison.tasks import TaskKind
from vizdesk.comparison.types import Answer
from vizdesk.painting.fonts import sans
from vizdesk.ui.compare.label_bars import LabelBars
from vizdesk.ui.compare.markdown_part import MOST_CHARACTERS, rendered_part
from vizdesk.ui.widgets.basics import button, label
from vizdesk.ui.widgets.streaming_text import StreamingText

# What tells Markdown from plain words: a heading, emphasis, a list, code or a table.
MARKDOWN = re.compile(
    r"(^#{1,6} |\*\*\S|^[^\S\n]*+[-*] \S|^[^\S\n]*+\d++\. \S|```|^\|.*\|)", re.MULTILINE
)


# Tags in a reply are shown, not obeyed, as in exports.
SHOWN_MARKDOWN = (
    QTextDocument.MarkdownFeature.MarkdownDialectGitHub
    | QTextDocument.MarkdownFeature.MarkdownNoHTML
)


_NO_ANSWER = Answer(Model("", "", EngineKind.PASTED, PastedReply(), ""))
"""What a pane shows that has none: every figure, bar and word of the last one goes."""


class WordsOnly(QTextBrowser):
    """Rendered Markdown without images: a reply must not make this machine open its files."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        pixel = QImage(1, 1, QImage.Format.Format_ARGB32)
        pixel.fill(0)
        return pixel


class AnswerText(QWidget):
    """The words of an answer as its task wants them seen."""

    def __init__(self) -> None:
        super().__init__()
        self.plain = StreamingText(self.tr("Answer"))
        self.rich = WordsOnly()
        self.rich.setProperty("role", "reply")
        self.rich.setAccessibleName(self.tr("Answer"))
        self.rich.setOpenLinks(False)
        self.rich.document().setDocumentMargin(0)
        self.bars = LabelBars()
        self.figure = label("", "figure")
        self.figure.setFont(sans(40, 600))
        self.figure.setStyleSheet("font-size: 40px; font-weight: 600;")
        self.hides_reply = False
        """Whether what was read of the reply is shown in its place."""
        self.reply_heading = label(self.tr("Reply"), "muted")
        self._rendered = self._text = ""
        self._ended = False
        self._whole = ""  # the text that was asked for whole
        self._page = QWidget()
        self._words = QStackedLayout(self._page)
        self._words.addWidget(self.plain)
        self._words.addWidget(self.rich)
        self.show_all = button(self.tr("Show all"), "plain")
        self.show_all.clicked.connect(self._show_whole)
        self.show_all.setVisible(False)
        column = self._column = QVBoxLayout(self)
        column.setSpacing(6)
        self.set_compact(False)
        for widget in (self.figure, self.bars, self.reply_heading):
            column.addWidget(widget)
        column.addWidget(self._page, 1)
        column.addWidget(self.show_all, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(0)

    def set_compact(self, compact: bool) -> None:
        """Whether every pixel is needed for a line of it."""
        self._column.setContentsMargins(0, 0 if compact else 4, 0, 0)

    def show_answer(
        self, answer: Answer | None, kind: TaskKind, colours: Mapping[str, QColor]
    ) -> None:
        """Show the words, figure or bars of `answer`; nothing where there is none."""
        answer = answer or _NO_ANSWER
        reading = answer.reading
        output = spec_of(kind).output
        counted = output is TaskOutput.NUMBER and isinstance(reading.value, int)
        self.figure.setVisible(counted)
        self.figure.setText(str(reading.value) if counted else "")
        self.bars.setVisible(bool(reading.labels))
        self.bars.show_labels(reading.labels, colours)
        understood = output in (TaskOutput.LABELS, TaskOutput.NUMBER) and answer.state.final
        # A figure never hides the reply it was read from: that stands below it.
        self.reply_heading.setVisible(understood and (counted or bool(reading.labels)))
        self.hides_reply = output is TaskOutput.OBJECT and isinstance(reading.value, dict | list)
        self._show_words(answer, output)

    def _show_words(self, answer: Answer, output: TaskOutput) -> None:
        text = answer.text.strip()
        if output is TaskOutput.OBJECT and isinstance(answer.reading.value, dict | list):
            text = to_json(answer.reading.value, indent=2)
        rendered = (
            output is TaskOutput.PROSE
            and text != self._whole
            and MARKDOWN.search(text, 0, MOST_CHARACTERS) is not None
        )
        more = self._render(text, answer.state.final) if rendered else 0
        if not rendered:
            self.plain.show_text(text)
        self._words.setCurrentIndex(1 if rendered else 0)
        if answer.state.final and not self._ended:
            # A stream is followed to its end; an answer is read from its beginning.
            for words in (self.plain, self.rich):
                words.moveCursor(QTextCursor.MoveOperation.Start)
                words.verticalScrollBar().setValue(0)
        self._ended = answer.state.final
        self._text = text
        self.show_all.setVisible(more > 0)
        words_left = self.tr("Show all ({count} more characters, as written)")
        self.show_all.setText(words_left.format(count=number(more)))

    def _render(self, text: str, final: bool) -> int:
        """Render Markdown; while it is written, whole lines, and only when much is new.

        Returns how many characters are left out. It is rendered from its first mark on, so that
        nothing jumps at the end; each time a part of all that is there is new, so that the whole
        costs a few times the last rendering, however long it becomes.
        """
        if not final:
            written = text.rpartition("\n")[0]
            grown = len(written) - len(self._rendered)
            goes_on = self._rendered and written.startswith(self._rendered[:40])
            if goes_on and 0 <= grown < max(40, len(self._rendered) // 10):
                return 0
            # Of a first line that is still written an open mark is closed, so that none is seen.
            text = written or text + "**" * (text.count("**") % 2)
        part, more = rendered_part(text)
        if part != self._rendered:
            bar = self.rich.verticalScrollBar()
            at, follows = bar.value(), bar.value() >= bar.maximum() - 4
            self._rendered = part
            self.rich.document().setMarkdown(part, SHOWN_MARKDOWN)
            bar.setValue(bar.maximum() if follows else at)
        return more if final else 0

    def _show_whole(self) -> None:
        """Show the text as it was written, to its end: rendering all of it may take minutes."""
        self._whole = self._text
        self.plain.show_text(self._text)
        self._words.setCurrentIndex(0)
        self.show_all.setVisible(False)
