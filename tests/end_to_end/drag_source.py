"""A second program with files to drag from: any press starts a drag of the files given.

It says in a file when the target under the pointer takes them, as the pointer shows a person.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel


class Source(QLabel):
    """Starts a drag on the first move after a press."""

    def __init__(self, paths: list[str], accepted: Path) -> None:
        super().__init__("drag me")
        self._paths, self._accepted = paths, accepted

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        drag = QDrag(self)
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(path) for path in self._paths])
        drag.setMimeData(mime)
        drag.actionChanged.connect(self._note)
        drag.exec(Qt.DropAction.CopyAction)

    def _note(self, action: Qt.DropAction) -> None:
        if action is Qt.DropAction.CopyAction:
            self._accepted.touch()
        else:
            self._accepted.unlink(missing_ok=True)


def main() -> None:
    """argv: x and y of the window, the file that says “accepted”, then the files."""
    app = QApplication(sys.argv[:1])
    source = Source(sys.argv[4:], Path(sys.argv[3]))
    source.setWindowTitle("files to drag")
    source.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint)
    source.setGeometry(int(sys.argv[1]), int(sys.argv[2]), 120, 80)
    source.show()
    app.exec()


if __name__ == "__main__":
    main()
