"""Saving the contact sheet: PNG, HTML, CSV, JSON of the rows that pass the filter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

import vizdesk
from vizdesk.export.contact_sheet.registry import SHEET_FORMATS, sheet_files, write_contact_sheet
from vizdesk.export.contact_sheet.sheet_content import SheetContent
from vizdesk.export.export_format import TRANSLATION_CONTEXT
from vizdesk.painting.image_pyramid import to_image
from vizdesk.ui.compare.contact_sheet.thumbnails import LONGEST
from vizdesk.ui.text.i18n import tr, tr_declared
from vizdesk.ui.text.translate import error_sentence
from vizdesk.ui.widgets.replace_question import ask_to_replace

if TYPE_CHECKING:
    from PIL.Image import Image

    from vizdesk.images.thumbnail_cache import ThumbnailCache
    from vizdesk.ui.compare.contact_sheet.view import ContactSheetView
    from vizdesk.ui.core.open_image import OpenImage
    from vizdesk.ui.core.session import Session
    from vizdesk.ui.widgets.status_line import ShowMessage


@dataclass(frozen=True)
class ThumbnailSource:
    """The thumbnail of each image, from the cache or made of the image. For a thread."""

    images: Mapping[str, OpenImage]
    cache: ThumbnailCache

    def get(self, key: str) -> Image | None:
        """The thumbnail; None where the image was closed meanwhile."""
        opened = self.images.get(key)
        if opened is None:
            return None
        kept = self.cache.get(key, LONGEST) if opened.whole else None
        return kept if kept is not None else to_image(opened.levels.thumbnail(LONGEST))


def sheet_content(session: Session, view: ContactSheetView, cache: ThumbnailCache) -> SheetContent:
    """What the sheet shows now, its foot yet to be summed up."""
    from vizdesk.analysis.contact_sheet import NO_SUMS

    assert view.table is not None
    images = {opened.key: opened for opened in session.images}
    chosen = session.chosen_models
    colours = view.table.sheet.colours
    return SheetContent(
        session.task,
        tuple(chosen),
        view.table.sheet.rows,
        NO_SUMS,
        len(view.rows),
        datetime.now(UTC),
        vizdesk.__version__,
        {label: colour.name() for label, colour in colours.items()},
        ThumbnailSource(images, cache).get,
    )


def ask_where(session: Session, view: ContactSheetView, dark: bool, say: ShowMessage) -> None:
    """Ask for a file and write the sheet there, off the Qt thread."""
    filters = {
        f"{tr_declared(TRANSLATION_CONTEXT, each.form.title)} (*{each.form.ending})": each
        for each in SHEET_FORMATS
    }
    state = session.window_state
    folder = str(state.value("export folder", ""))
    suggested = str(Path(folder) / f"{tr('contact-sheet')}{SHEET_FORMATS[0].form.ending}")
    name, chosen = QFileDialog.getSaveFileName(
        view, tr("Export the contact sheet"), suggested, ";;".join(filters)
    )
    if not name:
        return
    path = Path(name)
    endings = tuple(each.form.ending for each in SHEET_FORMATS)
    if not path.name.lower().endswith((*endings, ".htm")):
        form = filters.get(chosen, SHEET_FORMATS[0]).form  # not every dialog names a filter
        path = path.with_name(path.name + form.ending)
    state.setValue("export folder", str(path.parent))
    assert view.table is not None
    files = sheet_files(path, len(view.table.sheet.rows))
    # The file dialog has asked about the name that was chosen, and about no other.
    others = [file for file in files if file != Path(name)]
    ask_to_replace(view, path.parent, others, partial(save, session, view, path, dark, say))


def save(
    session: Session, view: ContactSheetView, path: Path, dark: bool, say: ShowMessage
) -> None:
    """Write the sheet to `path` and say where it is."""
    from vizdesk.analysis.contact_sheet import footer_of
    from vizdesk.common.paths import cache_folder
    from vizdesk.images.thumbnail_cache import ThumbnailCache

    content = sheet_content(session, view, ThumbnailCache(cache_folder() / "thumbnails"))
    rows, models = view.rows, [model.id for model in content.models]
    say(tr("The contact sheet is being written…"))

    def written(files: tuple[Path, ...]) -> None:
        more = tr("{path} and further files").format(path=str(files[0]))
        say(tr("Saved {path}").format(path=more if len(files) > 1 else str(files[0])))

    def work() -> tuple[Path, ...]:
        # Summed up here: ten thousand rows would hold the window for a while.
        whole = replace(content, footer=footer_of(rows, models))
        return write_contact_sheet(path, whole, dark=dark)

    session.background.run(work, view).success(written).failure(
        lambda error: say(error_sentence(error))
    )
