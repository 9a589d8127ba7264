"""While votes are cast nothing in the window tells whose answers they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from vizdesk.ui.compare.voting.controller import VotingController
from vizdesk.ui.core.commands import Command
from vizdesk.ui.core.pages import Page
from vizdesk.ui.shell.header import Header
from vizdesk.ui.widgets.plain_text import set_tip
from vizdesk.ui.widgets.status_line import ShowMessage


class BlindLock(QObject):
    """Hides the models' list, locks History, and holds back commands that would show names."""

    def __init__(
        self, voting: VotingController, header: Header, side: QWidget, say: ShowMessage
    ) -> None:
        super().__init__(side)
        self._voting, self._header, self._side, self._say = voting, header, side, say

    def show(self) -> None:
        """Lock, or unlock, as the layout wants it."""
        on = self._voting.voting
        self._side.setVisible(not on)
        tab = self._header.pages[Page.HISTORY]
        tab.setEnabled(not on)
        set_tip(tab, self._why if on else "")

    @property
    def _why(self) -> str:
        return self.tr("Names are hidden while you vote: end voting first.")

    def turning(self, turn: Callable[[Page], None]) -> Callable[[Page], None]:
        """`turn` to a page, but not to History while votes are cast."""

        def guarded(page: Page) -> None:
            if self._voting.voting and page is Page.HISTORY:
                self._say(self._why)
            else:
                turn(page)

        return guarded

    def guarded(self, commands: Sequence[Command]) -> list[Command]:
        """The commands, those held back while votes are cast that name models; B is a vote."""
        return [self._guarded(command) for command in commands]

    def _guarded(self, command: Command) -> Command:
        if "B" in command.keys:
            return replace(command, run=self._held(command.run, self._voting.choose_b))
        if command.names_models:
            return replace(command, run=self._held(command.run, self._tell))
        return command

    def _tell(self) -> None:
        self._say(self._why)

    def _held(
        self, run: Callable[[], object], instead: Callable[[], object]
    ) -> Callable[[], object]:
        return lambda: instead() if self._voting.voting else run()
