"""Saving what is on the screen, and the help page: what opens a dialog of its own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from vizdesk.ui.notice import Say
from vizdesk.ui.session import Session


def tr(text: str) -> str:
    """Translate within the context `exporting`."""
    return QCoreApplication.translate("exporting", text)


def save_comparison(window: QWidget, session: Session, dark: bool, say: Say) -> None:
    """Ask where to, then paint and write the comparison in the background."""
    comparison, current = session.comparison(), session.current
    if comparison is None or current is None:
        say(tr("There is nothing to save yet: run a comparison first."))
        return
    folder = Path(str(session.desk.settings.value("export folder", "")))
    proposal = str(folder / f"{Path(comparison.picture.path).stem}-comparison.png")
    name, _ = QFileDialog.getSaveFileName(
        window, tr("Save the comparison as a picture"), proposal, "PNG (*.png)"
    )
    if not name:
        return
    path = Path(name if name.lower().endswith(".png") else name + ".png")
    session.desk.settings.setValue("export folder", str(path.parent))

    def work() -> str:
        # Only now: the window is visible 30 ms sooner without it.
        from vizdesk.export.comparison_png import save_png

        save_png(path, comparison, current.levels, scale=2.0, dark=dark)
        return tr("Saved {path}.").format(path=path)

    def done(sentence: str | None, error: BaseException | None) -> None:
        say(sentence or str(error))

    say(tr("Saving…"))
    session.background.call(work, done)


def show_help(window: QWidget, keyboard_map: str) -> None:
    """Show the keyboard map without holding the window up."""
    box = QMessageBox(window)
    box.setWindowTitle(tr("Keyboard map"))
    box.setTextFormat(Qt.TextFormat.RichText)
    box.setText(keyboard_map)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
