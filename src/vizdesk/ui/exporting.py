"""Saving and copying what is on the screen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from vizdesk.comparison.nouns import Comparison
from vizdesk.ui.notice import Say
from vizdesk.ui.session import Session


def tr(text: str) -> str:
    """Translate within the context `exporting`."""
    return QCoreApplication.translate("exporting", text)


FORMS = (
    ("PNG, 2×", "*.png"),
    ("PDF", "*.pdf"),
    ("SVG", "*.svg"),
    ("HTML", "*.html"),
    ("Markdown", "*.md"),
    ("CSV", "*.csv"),
    ("JSON", "*.json"),
    ("COCO", "*.coco.json"),
    ("LabelMe", "*.labelme.json"),
    ("Pascal VOC", "*.xml"),
    ("YOLO", "*.txt"),
)


def save_comparison(window: QWidget, session: Session, dark: bool, say: Say) -> None:
    """Ask where to and in which form, then write the comparison in the background."""
    comparison, current = session.comparison(), session.current
    if comparison is None or current is None:
        say(tr("There is nothing to save yet: run a comparison first."))
        return
    settings = session.desk.settings
    folder = Path(str(settings.value("export folder", "")))
    filters = [f"{name} ({ending})" for name, ending in FORMS]
    last = str(settings.value("export form", filters[0]))
    ending = next((one for name, one in FORMS if f"{name} ({one})" == last), FORMS[0][1])[1:]
    proposal = str(folder / f"{Path(comparison.picture.path).stem}-comparison{ending}")
    name, chosen = QFileDialog.getSaveFileName(
        window, tr("Save the comparison"), proposal, ";;".join(filters), last
    )
    if not name:
        return
    ending = next((one for words, one in FORMS if f"{words} ({one})" == chosen), "*.png")[1:]
    path = Path(name if _says_form(name) else name + ending)
    settings.setValue("export folder", str(path.parent))
    settings.setValue("export form", chosen)
    save_to(path, session, comparison, dark, say)


def save_to(path: Path, session: Session, comparison: Comparison, dark: bool, say: Say) -> None:
    """Write `comparison`, which is about the current picture, in the form that `path` names."""
    current = session.current
    if current is None:
        return

    def work() -> str:
        # Only now: the window is visible 30 ms sooner without it.
        from vizdesk.export.formats import Look, write

        files = write(path, comparison, current.picture, Look(2.0, dark))
        return tr("Saved {path}.").format(path=", ".join(str(one) for one in files))

    def done(sentence: str | None, error: BaseException | None) -> None:
        say(sentence or str(error))

    say(tr("Saving…"))
    session.background.call(work, done)


def copy_comparison(session: Session, dark: bool, say: Say) -> None:
    """Put the whole comparison into the clipboard as a picture."""
    comparison, current = session.comparison(), session.current
    if comparison is None or current is None:
        say(tr("There is nothing to copy yet: run a comparison first."))
        return

    def work() -> QImage:
        from vizdesk.export.comparison_png import comparison_image

        return comparison_image(comparison, current.levels, scale=2.0, dark=dark)

    def done(image: QImage | None, error: BaseException | None) -> None:
        if image is None:
            say(str(error))
            return
        QGuiApplication.clipboard().setImage(image)
        say(tr("The comparison is in the clipboard as a picture."))

    say(tr("Painting…"))
    session.background.call(work, done)


def _says_form(name: str) -> bool:
    return any(name.lower().endswith(ending[1:]) for _, ending in FORMS)
