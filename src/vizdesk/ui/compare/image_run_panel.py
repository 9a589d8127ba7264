"""Beside the strip: how far a run over many images is, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout

from vizdesk.common.formatting import duration
from vizdesk.ui.text.i18n import tr
from vizdesk.ui.text.translate import translate_message
from vizdesk.ui.widgets.basics import button, label, restyle
from vizdesk.ui.widgets.plain_text import set_tip

if TYPE_CHECKING:
    from vizdesk.services.image_runs import ImageRunProgress

WIDE = 268  # pixels: the words never push the thumbnails about


def progress_words(progress: ImageRunProgress) -> str:
    """“12 of 40 images · 3 failed · about 2 min left”; with answers where several are asked."""
    done = tr("{done} of {total} images")
    words = [done.format(done=progress.images_done, total=progress.images)]
    if progress.requests > progress.images and progress.done < progress.requests:
        answers = tr("{done} of {total} answers")
        words.append(answers.format(done=progress.done, total=progress.requests))
    if progress.failed:
        words.append(tr("{n} failed").format(n=progress.failed))
    if progress.dropped:
        words.append(tr("{n} not sent").format(n=progress.dropped))
    if progress.done + progress.dropped < progress.requests and progress.left_s:
        words.append(tr("about {time} left").format(time=duration(progress.left_s)))
    return " · ".join(words)


class ImageRunPanel(QFrame):
    """Words, a line that fills, and buttons; who listens decides what they do."""

    stop_wanted = Signal()
    continue_wanted = Signal()
    retry_wanted = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(WIDE)
        self.words = label("", "muted")
        self.words.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress of the run over the images"))
        self.stop = self._button(self.tr("Stop"), self.stop_wanted.emit)
        self.go_on = self._button(self.tr("Continue"), self.continue_wanted.emit)
        self.retry = self._button(self.tr("Retry failed"), self.retry_wanted.emit)
        self.close_button = self._button("×", self.closed.emit)
        self.close_button.setAccessibleName(self.tr("Close"))
        buttons = QHBoxLayout()
        buttons.setSpacing(2)
        buttons.addStretch(1)
        for each in (self.stop, self.go_on, self.retry, self.close_button):
            buttons.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.words, 1)
        column.addWidget(self.bar)
        column.addLayout(buttons)
        self.hide()

    def _button(self, words: str, act: Callable[[], object]) -> QPushButton:
        made = button(words, "plain")
        made.clicked.connect(lambda _=False: act())
        return made

    def show_running(self, progress: ImageRunProgress) -> None:
        """A run goes on."""
        self._show(progress, progress_words(progress), running=True, open_images=0)

    def show_ended(self, progress: ImageRunProgress, open_images: int) -> None:
        """A run is over; `open_images` were not answered, or not by all."""
        words = [progress_words(progress)]
        if open_images > progress.failed:
            words.append(self.tr("%n image(s) not answered", "", open_images))
        words += map(translate_message, progress.stops[:1])
        self._show(progress, "\n".join(words), running=False, open_images=open_images)

    def _show(
        self, progress: ImageRunProgress, words: str, *, running: bool, open_images: int
    ) -> None:
        self.words.setText(words)
        set_tip(self.words, "\n".join(map(translate_message, progress.stops)) or words)
        restyle(self.words, "tone", "weak" if progress.failed and not running else "")
        self.bar.setMaximum(max(1, progress.requests))
        self.bar.setValue(progress.done + progress.dropped)
        self.stop.setVisible(running)
        failed = bool(progress.failed) and not running
        self.retry.setVisible(failed)
        self.go_on.setVisible(not running and open_images > 0 and not failed)
        self.close_button.setVisible(not running)
