"""Words outside classes, in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def tr(text: str) -> str:
    """`text` in the window's language.

    Without a context, because lupdate gives none to a bare tr(…)
    (https://doc.qt.io/qt-6/linguist-lupdate.html); widgets use their own self.tr(…).
    """
    return QCoreApplication.translate("", text)
