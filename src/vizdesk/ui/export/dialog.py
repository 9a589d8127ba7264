"""Saving a comparison: which form, how large, light or dark, how much of it – seen beforehand."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication, QImage, QResizeEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget
from shiboken6 import isValid

from vizdesk.common.messages import Message, joined
from vizdesk.comparison.types import Comparison
from vizdesk.export.export_format import (
    BoxFormat,
    ExportError,
    ExportFormat,
    ExportOptions,
    TextFormat,
)
from vizdesk.export.file_names import image_names
from vizdesk.export.image_set.registry import further_files, write_image_set
from vizdesk.export.image_set.set_format import ImageSetMember, SetFormat
from vizdesk.export.page_options import Background
from vizdesk.export.preview import Preview, preview
from vizdesk.export.registry import FORMATS, format_of
from vizdesk.export.view_filter import EVERYTHING, ViewFilter
from vizdesk.export.writer import files_of, left_out, text_of, write
from vizdesk.images.decoded_image import UprightImage
from vizdesk.ui.core.open_image import OpenImage
from vizdesk.ui.core.session import Session
from vizdesk.ui.core.task_runner import StoppedError
from vizdesk.ui.export.form import ExportForm, title_of
from vizdesk.ui.export.image_pager import ImagePager
from vizdesk.ui.export.page_form import PageForm
from vizdesk.ui.text.i18n import tr
from vizdesk.ui.text.translate import error_sentence, translate_message
from vizdesk.ui.widgets.basics import offer_details, open_at
from vizdesk.ui.widgets.replace_question import ask_to_replace
from vizdesk.ui.widgets.status_line import ShowMessage

RESIZED_MS = 80  # at rest for so long before the preview is painted in another width


@dataclass(frozen=True, slots=True)
class Saved:
    """The files that were written, and what is to be said of what is not in them."""

    files: tuple[Path, ...]
    notes: Message


class ExportDialog(QDialog):
    """For `comparison`, which is about `opened`; `seen` is what the window shows of it now."""

    def __init__(
        self,
        session: Session,
        comparison: Comparison,
        opened: OpenImage,
        seen: ViewFilter,
        dark: bool,
        say: ShowMessage,
        parent: QWidget | None = None,
        members: Sequence[ImageSetMember] = (),
    ) -> None:
        """`members` are all open images that have answers, this one among them."""
        super().__init__(parent)
        self._session, self._comparison, self._opened = session, comparison, opened
        self._seen, self._say, self._members = seen, say, members
        self._asked = 0
        self._stop = threading.Event()
        self._began: float | None = None
        self._width = 0  # of the newest preview, in pixels
        # While somebody types only the last word is painted.
        self._repaint = QTimer(self)
        self._repaint.setSingleShot(True)
        self._repaint.setInterval(RESIZED_MS)
        self._repaint.timeout.connect(self.refresh)
        self._resized = QTimer(self)
        self._resized.setSingleShot(True)
        self._resized.setInterval(RESIZED_MS)
        self._resized.timeout.connect(self._fit_preview)
        self.setWindowTitle(self.tr("Export the comparison"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        page = PageForm(session.window_state, seen.overlay)
        background = self._last_background(dark)
        pager = _pager(members, opened)
        self.form = ExportForm(seen != EVERYTHING, self._last_format(), background, page, pager)
        self.form.fill(self)
        offer_details(self.form.facts, session.services.diagnostics.details)
        self.form.changed.connect(self._repaint.start)
        self.form.grounds.chosen.connect(self._remember_background)
        self.form.save.clicked.connect(self.ask_where)
        self.form.copy.clicked.connect(self.copy)
        self.form.cancel.clicked.connect(self.reject)
        open_at(self, 1080, 760)
        self.refresh()

    def _last_format(self) -> ExportFormat:
        ending = str(self._session.window_state.value("export form", FORMATS[0].ending))
        return next((each for each in FORMATS if each.ending == ending), FORMATS[0])

    def _last_background(self, dark: bool) -> Background:
        """As chosen the last time; else as light or dark as the window is."""
        value = str(self._session.window_state.value("export background", ""))
        known = {background.value: background for background in Background}
        return known.get(value, Background.DARK if dark else Background.LIGHT)

    def _remember_background(self) -> None:
        self._session.window_state.setValue("export background", self.form.background.value)

    @property
    def options(self) -> ExportOptions:
        """How it will be written, as chosen now."""
        view = self._seen if self.form.only_visible else EVERYTHING
        page = self.form.page.options
        return ExportOptions(self.form.scale, self.form.background, view, page, self._tell)

    @property
    def writing(self) -> bool:
        """Whether a file is being written now."""
        return self._began is not None

    # --- Preview ------------------------------------------------------------------------------
    def refresh(self) -> None:
        """Paint the preview anew, in the background; only the newest one is shown."""
        self._repaint.stop()
        self._asked += 1
        asked, chosen, options = self._asked, self.form.format, self.options
        (comparison, opened), copies = self._previewed(), self._session.screen_copies
        if self.form.set_format is not None:
            options = replace(options, view=EVERYTHING)
        width = self._width = self.form.preview_width()

        def work() -> Preview:
            levels = partial(copies.whole_of, opened)
            return preview(chosen, comparison, opened.image, levels, options, width)

        def show(drawn: Preview) -> None:
            if asked == self._asked:
                self.form.show_preview(drawn)

        def failed(error: BaseException) -> None:
            if asked == self._asked:
                self.form.show_problem(error_sentence(error))

        self._session.background.run(work, self).success(show).failure(failed)

    def _previewed(self) -> tuple[Comparison, OpenImage]:
        """What the preview shows: this image, or the one of all that was turned to."""
        if self.form.set_format is None:
            return self._comparison, self._opened
        comparison = self._members[self.form.pager.at].comparison
        key = comparison.image.key
        opened = next((image for image in self._session.images if image.key == key), None)
        return (self._comparison, self._opened) if opened is None else (comparison, opened)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._resized.start()

    def _fit_preview(self) -> None:
        if self.form.preview_width() != self._width and not self.writing:
            self.refresh()

    # --- Writing --------------------------------------------------------------------------------
    def ask_where(self) -> None:
        """Ask for the file's name, then write it."""
        if (together := self.form.set_format) is not None:
            self._ask_where_together(together)
            return
        settings, wanted = self._session.window_state, self.form.format
        beside = Path(self._comparison.image.path).parent
        folder = Path(str(settings.value("export folder", "") or beside))
        stem = self._comparison.image.stem
        # Some tools look for a file by its image's name.
        by_image = isinstance(wanted, BoxFormat) and wanted.beside_image
        name = f"{stem}{'' if by_image else '-comparison'}{wanted.ending}"
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            self.windowTitle(),
            str(folder / name),
            f"{title_of(wanted)} (*{wanted.ending})",
        )
        if not chosen:
            return
        path = Path(chosen)
        try:
            has_ending = format_of(path) is wanted
        except ExportError:
            has_ending = False
        path = path if has_ending else path.with_name(path.name + wanted.ending)
        settings.setValue("export folder", str(path.parent))
        settings.setValue("export form", wanted.ending)
        # The file dialog has asked about the name it gave, and about no other.
        try:
            files = files_of(path, self._comparison, self.options.view)
        except ExportError as error:
            self.form.show_problem(error_sentence(error))
            return
        others = [file for file in files if file != Path(chosen)]
        ask_to_replace(self, path.parent, others, partial(self.write_to, path))

    def _ask_where_together(self, form: SetFormat) -> None:
        """Ask for the name of one file, or of a new folder, of all images; then write it."""
        settings = self._session.window_state
        beside = Path(self._comparison.image.path).parent
        folder = Path(str(settings.value("export folder", "") or beside))
        ending = "" if form.makes_folder else form.ending
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            self.windowTitle(),
            str(folder / f"images{ending}"),
            f"{title_of(form)} (*{ending})",
        )
        if not chosen:
            return
        path = Path(chosen)
        settings.setValue("export folder", str(path.parent))
        if form.makes_folder:
            self.write_together(path / form.ending)
        else:
            named = path.name.lower().endswith(ending)
            path = path if named else path.with_name(path.name + ending)
            others = further_files(path)
            if not named:
                others.append(path)
            ask_to_replace(self, path.parent, others, partial(self.write_together, path))

    def write_together(self, path: Path) -> None:
        """Write all images to `path` in the background, with progress."""
        # What is hidden or zoomed belongs to one image: a set has everything of each.
        options = replace(self.options, view=EVERYTHING)
        copied, members = self.form.copy_images.isChecked(), self._members

        def work() -> Saved:
            written = write_image_set(path, members, options, copy_images=copied)
            return Saved(written.files, joined(written.notes))

        self._write(work)

    def write_to(self, path: Path) -> None:
        """Write in the background, with progress; the dialog closes when it is done."""
        options, image = self.options, self._opened.image

        def work() -> Saved:
            files = write(path, self._comparison, image, options)
            return Saved(files, left_out(format_of(path), self._comparison, options.view))

        self._write(work)

    def _write(self, work: Callable[[], Saved]) -> None:
        self._stop.clear()
        self._began = time.monotonic()
        self.form.show_writing(0.0, None)

        def finished() -> None:
            self._began = None

        def written(done: Saved) -> None:
            names = ", ".join(str(file) for file in done.files)
            lost = translate_message(done.notes)
            saved = self.tr("Saved {names}.").format(names=names)
            self._say(f"{saved} {lost}".strip())
            if isValid(self):
                self.accept()

        def show_problem(words: str) -> None:
            if isValid(self):
                self.form.show_ready()
                self.form.show_problem(words)

        stopped = partial(show_problem, self.tr("Stopped; nothing was written."))
        # Without an owner: what was written is told also where the dialog has gone meanwhile.
        operation = self._session.background.run(work).finished(finished).success(written)
        operation.stopped(stopped).failure(lambda error: show_problem(error_sentence(error)))

    def _tell(self, share: float) -> None:
        """Called by the thread that writes."""
        if self._stop.is_set():
            raise StoppedError
        self._session.background.post(lambda: self._show_share(share))

    def _show_share(self, share: float) -> None:
        if isValid(self) and self._began is not None:
            spent = time.monotonic() - self._began
            left = spent / share - spent if share > 0.02 else None
            self.form.show_writing(share, left)

    def copy(self) -> None:
        """Put it into the clipboard: text as text, the rest as an image as large as chosen."""
        options, image, chosen = self.options, self._opened.image, self.form.format
        if isinstance(chosen, TextFormat):
            QGuiApplication.clipboard().setText(text_of(chosen, self._comparison, options))
            self._say(self.tr("The comparison is in the clipboard as text."))
            self.accept()
            return

        def work() -> QImage:
            from vizdesk.export.clipboard import clipboard_image

            return clipboard_image(self._comparison, image, options)

        def copied(drawn: QImage) -> None:
            QGuiApplication.clipboard().setImage(drawn)
            self._say(self.tr("The comparison is in the clipboard as an image."))
            if isValid(self):
                self.accept()

        def failed(error: BaseException) -> None:
            if isValid(self):
                self.form.show_problem(error_sentence(error))

        self._session.background.run(work).success(copied).failure(failed)

    def reject(self) -> None:
        """Stop what is being written, else close."""
        if self.writing:
            self._stop.set()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._stop.set()
        super().closeEvent(event)


def show_export(
    window: QWidget, session: Session, seen: ViewFilter, dark: bool, say: ShowMessage
) -> ExportDialog | None:
    """Open the dialog that saves the comparison; None when there is none yet."""
    comparison, current = session.comparison(), session.current
    if current is not None and not current.whole:
        say(tr("The whole image is needed for that; this is a small copy of it."))
        return None
    if comparison is None or current is None:
        say(tr("There is nothing to save yet: run a comparison first."))
        return None
    members = _members(session)
    dialog = ExportDialog(session, comparison, current, seen, dark, say, window, members)
    dialog.open()
    return dialog


def _members(session: Session) -> list[ImageSetMember]:
    """The open images that have answers to this task, each opened when its turn comes."""
    answered = [
        (opened, comparison)
        for opened in session.images
        if (comparison := session.comparison(opened.key)) is not None
    ]
    refs = [comparison.image for _, comparison in answered]
    names = image_names([Path(ref.path) for ref in refs], [ref.frame for ref in refs])
    return [
        ImageSetMember(comparison, partial(_image_of, opened), name)
        for (opened, comparison), name in zip(answered, names, strict=True)
    ]


def _pager(members: Sequence[ImageSetMember], opened: OpenImage) -> ImagePager:
    """Turns through the images of the set, and begins with the one that is open."""
    refs = [member.comparison.image for member in members]
    at = next((at for at, ref in enumerate(refs) if ref.key == opened.key), 0)
    return ImagePager([ref.name for ref in refs], at)


def _image_of(opened: OpenImage) -> UprightImage:
    return opened.image


def copy_comparison(session: Session, dark: bool, say: ShowMessage) -> None:
    """Put the whole comparison into the clipboard as an image."""
    comparison, current = session.comparison(), session.current
    if current is not None and not current.whole:
        say(tr("The whole image is needed for that; this is a small copy of it."))
        return
    if comparison is None or current is None:
        say(tr("There is nothing to copy yet: run a comparison first."))
        return

    def work() -> QImage:
        from vizdesk.export.sheet.comparison_sheet import comparison_image

        levels = session.screen_copies.whole_of(current)
        background = Background.DARK if dark else Background.LIGHT
        return comparison_image(comparison, levels, ExportOptions(2.0, background))

    def painted(image: QImage) -> None:
        QGuiApplication.clipboard().setImage(image)
        say(tr("The comparison is in the clipboard as an image."))

    say(tr("Painting…"))
    session.background.run(work, session).success(painted).failure(
        lambda error: say(error_sentence(error))
    )
