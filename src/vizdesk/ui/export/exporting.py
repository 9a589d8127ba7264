"""Saving and copying what is on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from vizdesk.export.view_filter import ViewFilter
from vizdesk.ui.core.session import Session
from vizdesk.ui.text.i18n import tr
from vizdesk.ui.widgets.status_line import ShowMessage

if TYPE_CHECKING:
    from vizdesk.ui.export.dialog import ExportDialog


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
    # Only now: the window is visible 30 ms sooner without it.
    from vizdesk.ui.export.dialog import ExportDialog

    dialog = ExportDialog(session, comparison, current, seen, dark, say, window)
    dialog.open()
    return dialog


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

        return comparison_image(comparison, current.levels, scale=2.0, dark=dark)

    def done(image: QImage | None, error: BaseException | None) -> None:
        if image is None:
            say(str(error))
            return
        QGuiApplication.clipboard().setImage(image)
        say(tr("The comparison is in the clipboard as an image."))

    say(tr("Painting…"))
    session.background.call(work, done)
