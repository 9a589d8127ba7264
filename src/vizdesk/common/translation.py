"""Words of rooms without Qt that the window translates: a mark for the translators."""

from __future__ import annotations


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802 - lupdate looks for this name
    """`text` as it is; marks it for the translators (https://doc.qt.io/qt-6/linguist-manual)."""
    return text
