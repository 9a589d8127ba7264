"""What a Qt window costs without a program in it: the yardstick of a start."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QMainWindow


def main() -> int:
    """An empty main window of vizdesk's size, until it is closed."""
    app = QApplication(["bare"])
    window = QMainWindow()
    window.resize(1440, 900)
    window.show()
    return app.exec()
