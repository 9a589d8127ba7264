"""Files that could not be opened, listed in one place that stays until it is closed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from vizdesk.ui.widgets.banner import Banner
from vizdesk.ui.widgets.plain_text import set_tip
from vizdesk.ui.widgets.status_line import Action

NAMED = 4
"""So many are named in the banner; the copied list has all."""


class RefusedImages(QObject):
    """Says in the banner which files of several were not opened, and why each."""

    def __init__(self, banner: Banner) -> None:
        super().__init__(banner)
        self._banner = banner

    def show(self, refused: Sequence[str]) -> None:
        """`refused`: a sentence for each file, with its name."""
        rest = len(refused) - NAMED
        lines = [*refused[:NAMED], *([self.tr("… and %n more", "", rest)] if rest > 0 else [])]
        whole = "\n".join(refused)
        copy = Action(self.tr("Copy the list"), lambda: QGuiApplication.clipboard().setText(whole))
        title = self.tr("%n file(s) could not be opened", "", len(refused))
        self._banner.say(title, "\n".join(lines), [copy])
        set_tip(self._banner.words, whole)
