"""The downloads at the foot of the window: how far each is, and what one can do with it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QMessageBox, QProgressBar, QVBoxLayout, QWidget

from vizdesk.downloads.wording import progress_words
from vizdesk.ui.models.downloads.controller import DownloadsController, DownloadState, Fetching
from vizdesk.ui.text.i18n import tr
from vizdesk.ui.text.translate import translate_message
from vizdesk.ui.widgets.basics import ElidedLabel, button, label, restyle
from vizdesk.ui.widgets.plain_text import message_box


class DownloadRow(QWidget):
    """One download."""

    def __init__(self, services: DownloadsController, item: Fetching) -> None:
        super().__init__()
        self._services, self._key = services, item.key
        self.name = label(item.name, "strong")
        self.words = ElidedLabel("", "muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 1000)
        self.turn = button("", "plain")
        self.cancel = button(self.tr("Cancel…"), "plain")
        self.turn.clicked.connect(self._turn)
        self.cancel.clicked.connect(self._cancel)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self.name)
        line.addWidget(self.words, 1)
        line.addWidget(self.turn)
        line.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 4, 8, 4)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self.bar)
        self.show_item(item)

    def show_item(self, item: Fetching) -> None:
        """Say how far it is."""
        self._item = item
        how = translate_message(progress_words(item.progress))
        words = {
            DownloadState.LISTING: self.tr("asking the hub…"),
            DownloadState.RUNNING: how,
            DownloadState.PAUSED: self.tr("paused · {how}").format(how=how),
            DownloadState.FAILED: item.why,
            DownloadState.DONE: self.tr("done"),
        }[item.state]
        self.words.setText(words)
        restyle(self.words, "tone", "weak" if item.state is DownloadState.FAILED else "")
        total = item.progress.total
        self.bar.setValue(round(1000 * item.progress.done / total) if total else 0)
        self.bar.setVisible(item.state is not DownloadState.DONE)
        going = item.state in (DownloadState.LISTING, DownloadState.RUNNING)
        self.turn.setText(self.tr("Pause") if going else self.tr("Resume"))
        self.turn.setVisible(item.state is not DownloadState.DONE)
        self.cancel.setText(
            self.tr("Close") if item.state is DownloadState.DONE else self.tr("Cancel…")
        )
        for action in (self.turn, self.cancel):
            action.setAccessibleName(f"{action.text()} {item.name}")
        self.setAccessibleName(f"{item.name}: {words}")

    def _turn(self) -> None:
        if self._item.state in (DownloadState.LISTING, DownloadState.RUNNING):
            self._services.pause(self._key)
        else:
            self._services.resume(self._key)

    def _cancel(self) -> None:
        ask_to_cancel(self, self._services, self._key)


def ask_to_cancel(parent: QWidget, downloads: DownloadsController, key: str) -> None:
    """Take a download off the list; ask what becomes of its part where there is one."""
    item = downloads.items[key]
    if item.state is DownloadState.DONE or not item.progress.done:
        downloads.put_away(key)
        return
    box = message_box(
        parent,
        tr("Cancel the download"),
        tr("Keep what is there of {name}?").format(name=item.name),
        translate_message(progress_words(item.progress)),
    )
    roles = QMessageBox.ButtonRole
    keep = box.addButton(tr("Keep for later"), roles.AcceptRole)
    drop = box.addButton(tr("Delete"), roles.DestructiveRole)
    box.addButton(tr("Go on"), roles.RejectRole)
    box.setDefaultButton(keep)

    def chosen() -> None:
        if box.clickedButton() is drop:
            downloads.discard(key)
        elif box.clickedButton() is keep:
            downloads.put_away(key)

    box.finished.connect(chosen)
    box.open()


class DownloadsPanel(QWidget):
    """Hidden while nothing is fetched."""

    def __init__(self, services: DownloadsController) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._services = services
        self.rows: dict[str, DownloadRow] = {}
        self._left_out: set[str] = set()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 4)
        self._column.setSpacing(2)
        services.changed.connect(self.refresh)
        self.refresh()

    def leave_out(self, keys: set[str]) -> None:
        """Hide the downloads of `keys`, which are shown elsewhere in the window."""
        if keys != self._left_out:
            self._left_out = keys
            self.refresh()

    def refresh(self) -> None:
        """Bring the rows up to date."""
        for key in [key for key in self.rows if key not in self._services.items]:
            row = self.rows.pop(key)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for key, item in self._services.items.items():
            if key in self.rows:
                self.rows[key].show_item(item)
            else:
                self.rows[key] = DownloadRow(self._services, item)
                self._column.addWidget(self.rows[key])
        for key, row in self.rows.items():
            row.setVisible(key not in self._left_out)
        self.setVisible(bool(self.rows.keys() - self._left_out))
