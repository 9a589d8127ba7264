"""The question before files are replaced that the file dialog has not asked about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QMessageBox, QWidget

from vizdesk.common.messages import plural
from vizdesk.ui.text.i18n import tr
from vizdesk.ui.text.translate import translate_message
from vizdesk.ui.widgets.plain_text import message_box


def ask_to_replace(
    parent: QWidget, folder: Path, files: Sequence[Path], write: Callable[[], object]
) -> None:
    """Name those of `files` in `folder` that are there; `write` where they may be replaced."""
    there = [file for file in files if file.exists()]
    if not there:
        write()
        return
    words = plural(
        "{n} file of this name will be replaced.",
        "{n} files of this name will be replaced.",
        len(there),
    )
    names = "\n".join(str(file.relative_to(folder)) for file in there)
    box = message_box(parent, parent.windowTitle() or tr("Export"), translate_message(words), names)
    replace = box.addButton(tr("Replace"), QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    replace.clicked.connect(lambda: write())
    box.open()
