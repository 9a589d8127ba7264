"""Foreign words in tooltips and message boxes, which Qt takes for HTML where they look like it.

A model's id, a server's error or a file's name may hold `<img src="file:///…">`: as rich text it
would open that file on hover. Whatever sets a tooltip or opens a message box does it through here
(tests/ui/test_plain_text.py looks at the sources and walks all widgets).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape, unescape
from os.path import commonprefix
from typing import Protocol

from PySide6 import QtGui
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget

from vizdesk.common.terminal import shown

_BEFORE, _AFTER = '<span style="white-space: pre-wrap">', "</span>"


def elided_words(
    metrics: QtGui.QFontMetrics | QtGui.QFontMetricsF,
    words: str,
    where: Qt.TextElideMode,
    room: float,
) -> str:
    """What is painted of foreign words in so many pixels: one line that reads as it stands.

    A right-to-left override in a file's or a model's name would turn round what follows it on the
    line (CVE-2021-42574): it and other controls are shown as signs, as on a terminal.
    """
    return metrics.elidedText(shown(words), where, int(room))


def elided_apart(
    metrics: QtGui.QFontMetrics | QtGui.QFontMetricsF, names: Sequence[str], room: float
) -> list[str]:
    """Names as they are painted under each other: one too long keeps what tells it from others.

    Names are cut in their middle; where two would then read the same, the cut is at the end of what
    they share at their beginning.
    """
    middle, right = Qt.TextElideMode.ElideMiddle, Qt.TextElideMode.ElideRight
    cut = [elided_words(metrics, name, middle, room) for name in names]
    times = Counter(dict(zip(names, cut, strict=True)).values())
    result = []
    for name, words in zip(names, cut, strict=True):
        if times[words] > 1:
            alike = {other for other, seen in zip(names, cut, strict=True) if seen == words}
            rest = name[len(commonprefix(sorted(alike))) :]  # noqa: RUF071 - letters, no paths
            shared = name[: len(name) - len(rest)]
            beginning = elided_words(metrics, shared, right, room - metrics.horizontalAdvance(rest))
            words = elided_words(metrics, f"{beginning or '…'}{rest}", right, room)
        result.append(words)
    return result


class _HasTip(Protocol):
    """A widget, an action or an item of a list."""

    def setToolTip(self, text: str, /) -> None:
        """Show it on hover."""


def plain_tip(text: str) -> str:
    """`text` so that a tooltip shows just these letters, whatever they look like."""
    if not QtGui.Qt.mightBeRichText(text):
        return text
    return f"{_BEFORE}{escape(text)}{_AFTER}"


def words_of_tip(tip: str) -> str:
    """The words that `plain_tip` was given."""
    if tip.startswith(_BEFORE) and tip.endswith(_AFTER):
        return unescape(tip[len(_BEFORE) : -len(_AFTER)])
    return tip


def set_tip(target: _HasTip, text: str) -> None:
    """Give a widget, an action or an item a tooltip of plain words."""
    target.setToolTip(plain_tip(text))


def message_box(parent: QWidget | None, title: str, words: str, more: str = "") -> QMessageBox:
    """A message box of plain words, that goes when it is closed; buttons are for the caller."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, title, "", parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(words)
    box.setInformativeText(more)
    # The format above is that of the first label alone.
    for words_shown in box.findChildren(QLabel):
        words_shown.setTextFormat(Qt.TextFormat.PlainText)
    box.finished.connect(box.deleteLater)
    return box
