"""“Copy details” on a line of words that may say what went wrong."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QLabel

from vizdesk.diagnostics.report import Details


def offer_details(words: QLabel, details: Details) -> QAction:
    """Have a right click on `words` offer to copy them, with what is known of this vizdesk."""
    action = QAction(QCoreApplication.translate("details_menu", "Copy details"), words)
    action.triggered.connect(partial(_copy, words, details))
    words.addAction(action)
    words.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
    return action


def _copy(words: QLabel, details: Details, _: bool = False) -> None:
    # Some lines keep what is only for a report in their tip.
    said = "\n".join(filter(None, (words.text(), words.toolTip())))
    QGuiApplication.clipboard().setText(details.of_sentence(said))
