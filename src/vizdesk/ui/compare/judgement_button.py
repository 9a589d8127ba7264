"""The button in a pane's foot with which a person votes on the answer and writes a note."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QInputDialog, QMenu, QPushButton

from vizdesk.comparison.judgements import Judgement, Vote
from vizdesk.ui.widgets.plain_text import set_tip

MARKS = {Vote.UP: "▲", Vote.DOWN: "▼", Vote.BEST: "★"}
NOTED = "✎"
UNVOTED = "☆"
"""Instead of the word where there is no room for it."""


class JudgementButton(QPushButton):
    """Opens a menu of votes; shows what was said. `judged` with the new judgement."""

    judged = Signal(object)

    def __init__(self, model_name: str) -> None:
        super().__init__()
        self._name = model_name
        self.judgement = Judgement()
        self._compact = False
        self.setProperty("role", "plain")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._open_menu)
        self.show_judgement(self.judgement)

    def show_judgement(self, judgement: Judgement) -> None:
        """Show a vote and whether there is a note."""
        self.judgement = judgement
        mark = MARKS[judgement.vote] if judgement.vote is not None else ""
        note = NOTED if judgement.note else ""
        unvoted = UNVOTED if self._compact else self.tr("Vote")
        self.setText(" ".join(filter(None, (mark, note))) or unvoted)
        words = [self.words_of(judgement.vote)] if judgement.vote is not None else []
        words += [judgement.note] if judgement.note else []
        set_tip(self, "\n".join(words) or self.tr("Vote on this answer, or write a note"))
        said = ", ".join(words) or self.tr("Vote")
        self.setAccessibleName(f"{said}, {self._name}")

    def set_compact(self, compact: bool) -> None:
        """Whether a sign has to do instead of a word."""
        self._compact = compact
        self.show_judgement(self.judgement)

    def words_of(self, vote: Vote) -> str:
        """A vote for people."""
        return {
            Vote.UP: self.tr("Good"),
            Vote.DOWN: self.tr("Bad"),
            Vote.BEST: self.tr("Best of all"),
        }[vote]

    def menu_of_votes(self) -> QMenu:
        """The votes, that which was given checked, and the note."""
        menu = QMenu(self)
        for vote, mark in MARKS.items():
            action = menu.addAction(f"{mark}  {self.words_of(vote)}")
            action.setCheckable(True)
            action.setChecked(self.judgement.vote is vote)
            action.triggered.connect(lambda on, vote=vote: self._vote(vote if on else None))
        menu.addSeparator()
        menu.addAction(self.tr("Note…")).triggered.connect(self.ask_for_note)
        return menu

    def _open_menu(self) -> None:
        menu = self.menu_of_votes()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _vote(self, vote: Vote | None) -> None:
        self.judged.emit(replace(self.judgement, vote=vote))

    def ask_for_note(self) -> QInputDialog:
        """Have a note written, or changed; an empty one takes it away."""
        dialog = QInputDialog(self)
        dialog.setWindowTitle(self.tr("Note"))
        dialog.setLabelText(self.tr("Note on the answer of {name}").format(name=self._name))
        dialog.setOption(QInputDialog.InputDialogOption.UsePlainTextEditForTextInput)
        dialog.setTextValue(self.judgement.note)
        dialog.textValueSelected.connect(
            lambda text: self.judged.emit(replace(self.judgement, note=text.strip()))
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog
