"""What is shown while there is no picture, or no model chosen: one sentence and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from vizdesk.ui.widgets import button, label


class EmptyState(QFrame):
    """An invitation with one or two buttons."""

    browse = Signal()
    sample = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "canvas")
        self.title = label("", "title")
        self.words = label("", "muted")
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setFixedWidth(440)
        self.words.setMinimumHeight(44)
        self.browse_button = button(self.tr("Open pictures…"), "primary")
        self.browse_button.clicked.connect(self.browse)
        self.sample_button = button(self.tr("Use the sample picture"))
        self.sample_button.clicked.connect(self.sample)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self.browse_button)
        row.addWidget(self.sample_button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(self.title, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.words, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(row)
        column.addStretch(1)

    def show_no_picture(self) -> None:
        """Nothing has been opened yet."""
        self.title.setText(self.tr("Drop a picture here"))
        self.words.setText(
            self.tr(
                "or paste it with Ctrl+V. The models you check on the left answer side by side; "
                "models on this machine never send it anywhere."
            )
        )
        self.browse_button.show()
        self.sample_button.show()

    def show_no_model(self) -> None:
        """A picture is there, but nobody to ask."""
        self.title.setText(self.tr("Check a model on the left"))
        self.words.setText(
            self.tr(
                "Each model you check gets a pane of its own. "
                "The demo models work at once, offline."
            )
        )
        self.browse_button.hide()
        self.sample_button.hide()
