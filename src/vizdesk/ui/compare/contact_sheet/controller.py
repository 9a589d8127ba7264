"""Fills the contact sheet from the session: rows as answers come, agreement off the Qt thread."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QColor

import vizdesk
from vizdesk.comparison.task_specs.registry import spec_of
from vizdesk.comparison.task_specs.task_spec import TaskOutput
from vizdesk.comparison.tasks import TaskKind
from vizdesk.comparison.types import Comparison
from vizdesk.ui.compare.agreement_bar import AgreementBar
from vizdesk.ui.compare.contact_sheet.view import ContactSheetView
from vizdesk.ui.core.asked_answers import AnswerKey, AskedAnswer
from vizdesk.ui.core.open_image import OpenImage
from vizdesk.ui.core.session import Session

if TYPE_CHECKING:
    from vizdesk.analysis.contact_sheet import ImageAgreement, SheetRow, SheetSums
    from vizdesk.ui.compare.contact_sheet.model import SheetColumn
    from vizdesk.ui.compare.contact_sheet.thumbnails import SheetThumbnails

PAUSE_MS = 120
"""Changes within so many milliseconds are shown together."""
SUM_AGAIN_MS, SUM_SHARE = 400, 15
"""Between two sums over all images, at least; and so many times as long as the last one took."""
AT_ONCE = 4
"""Images whose agreement is computed before the Qt thread hears of it: about 25 ms of work."""
REST_MS = 250
"""Nothing is computed until the table has not been scrolled for so long: Python's one lock would
be held from whoever paints, for 5 ms each time."""

Asked = tuple[Comparison, dict[str, int]]


class ContactSheetController(QObject):
    """Works only while the sheet is in sight; what changed meanwhile is shown when it comes back.

    The agreement of an image is computed when none of its answers is being written. It is kept
    until one of them changes, or what it is computed by does.
    """

    def __init__(self, session: Session, view: ContactSheetView, bar: AgreementBar) -> None:
        super().__init__(view)
        self._session, self._view, self._bar = session, view, bar
        self._rows: dict[str, SheetRow] = {}
        self._images: dict[str, OpenImage] = {}
        self._stale: set[str] = set()
        self._labels: dict[str, None] = {}
        self._by: object = None
        self._to_agree: dict[str, None] = {}
        self._computing = self._summing = self._sum_again = False
        self._resort = False
        self.thumbnails: SheetThumbnails | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.refresh)
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(REST_MS)
        self._resting.timeout.connect(self._go_on)
        self._sum_began = 0.0
        self._sum_pause = QTimer(self)
        self._sum_pause.setSingleShot(True)
        self._sum_pause.timeout.connect(self._go_on)
        for changed in (
            session.images_changed,
            session.image_completed,
            session.models_changed,
            session.task_changed,
            bar.changed,
        ):
            changed.connect(self._later)
        session.answer_shown.connect(self._note_answer)
        session.current_changed.connect(self._mark_current)
        view.shown.connect(self.refresh)

    @property
    def computing(self) -> bool:
        """Whether the agreement of images is still being computed."""
        return self._computing or bool(self._to_agree)

    @property
    def left(self) -> int:
        """How many images are still to be compared."""
        return len(self._to_agree)

    def _later(self, *_: object) -> None:
        if self._view.isVisible() and not self._timer.isActive():
            self._timer.start()

    def _note_answer(self, key: AnswerKey) -> None:
        if key.kind is self._session.task.kind:
            self._stale.add(key.image)
            self._later()

    def _mark_current(self) -> None:
        current = self._session.current
        if self._view.table is not None and current is not None:
            self._view.go_to(current.key)

    # --- Rows -------------------------------------------------------------------------------
    def refresh(self) -> None:
        """Bring the sheet up to date, where it is in sight."""
        if not self._view.isVisible():
            return
        first = self._view.table is None
        if first:
            self._make()
        columns, by = self._columns(), self._depends_on()
        began_anew = by != self._by
        if began_anew:
            self._by = by
            self._rows, self._labels = {}, {}
        images = self._images = {opened.key: opened for opened in self._session.images}
        assert self.thumbnails is not None
        self.thumbnails.show_images(images)
        changed = {
            key: self._row(opened)
            for key, opened in images.items()
            if key not in self._rows or key in self._stale
        }
        same_images = not began_anew and list(images) == list(self._rows)
        self._stale.clear()
        self._rows = {key: changed.get(key) or self._rows[key] for key in images}
        colours = self._colours(changed.values())
        kind = self._session.task.kind
        self._view.show_columns(columns, kind, objects=_finds_objects(kind))
        if same_images:
            self._view.update_rows(tuple(self._rows.values()), changed, colours)
        else:
            self._view.show_rows(tuple(self._rows.values()), colours)
        self._sum_up()
        if first:
            self._mark_current()
        self._to_agree.update(dict.fromkeys(key for key in changed if self._can_agree(key)))
        self._agree_on_more()

    def _make(self) -> None:
        from vizdesk.common.paths import cache_folder
        from vizdesk.images.thumbnail_cache import ThumbnailCache
        from vizdesk.ui.compare.contact_sheet.thumbnails import SheetThumbnails

        cache = ThumbnailCache(cache_folder() / "thumbnails")
        self.thumbnails = SheetThumbnails(self._session.background, cache, self)
        self._view.make(self.thumbnails)
        self._view.scrolled.connect(self._resting.start)

    def _columns(self) -> list[SheetColumn]:
        from vizdesk.ui.compare.contact_sheet.model import SheetColumn

        return [
            SheetColumn(model.id, number, model.name, model.local)
            for number, model in enumerate(self._session.chosen_models, 1)
        ]

    def _depends_on(self) -> object:
        """What every row depends on."""
        choices, task = self._bar.choices, self._session.task.kind
        return task, tuple(self._session.chosen), choices.iou, choices.reference, choices.rules

    def _asked(self, opened: OpenImage) -> list[AskedAnswer | None]:
        kind, asked = self._session.task.kind, self._session.asked
        return [
            asked.at(AnswerKey(opened.key, kind, model.id)) for model in self._session.chosen_models
        ]

    def _row(self, opened: OpenImage) -> SheetRow:
        from vizdesk.analysis.contact_sheet import SheetRow

        answers = tuple(asked.answer if asked else None for asked in self._asked(opened))
        return SheetRow(opened.key, opened.image.ref.name, answers)

    def _colours(self, changed: Iterable[SheetRow]) -> Mapping[str, QColor]:
        """A colour for every class that any answer names, in the order of first appearance."""
        labels = self._labels
        labels.update(dict.fromkeys(self._session.task.classes))
        for row in changed:
            for answer in row.answers:
                if answer is not None:
                    labels.update(
                        dict.fromkeys(item.label for item in answer.reading.all_detections)
                    )
        return self._session.class_colours.of(labels)

    # --- The foot ---------------------------------------------------------------------------
    def _go_on(self) -> None:
        if self._sum_again:
            self._sum_up()
        self._agree_on_more()

    def _sum_up(self) -> None:
        """Sum all rows up off the Qt thread: ten thousand of eight models take a while."""
        if self._summing or self._resting.isActive() or self._sum_pause.isActive():
            self._sum_again = True
            return
        from vizdesk.analysis.contact_sheet import sums_of

        self._summing, self._sum_again = True, False
        self._sum_began = time.monotonic()
        rows, models = tuple(self._rows.values()), tuple(self._session.chosen)
        self._session.background.run(partial(sums_of, rows, models), self).finished(
            self._summed
        ).success(partial(self._show_sums, self._by))

    def _summed(self) -> None:
        self._summing = False

    def _show_sums(self, by: object, sums: SheetSums) -> None:
        if by == self._by:
            self._view.show_sums(sums)
        self._sum_again |= by != self._by
        took_ms = 1000 * (time.monotonic() - self._sum_began)
        self._sum_pause.start(max(SUM_AGAIN_MS, round(SUM_SHARE * took_ms)))

    # --- Agreement --------------------------------------------------------------------------
    def _can_agree(self, key: str) -> bool:
        answers = [answer for answer in self._rows[key].answers if answer is not None]
        return len(answers) > 1 and all(answer.state.final for answer in answers)

    def _agree_on_more(self) -> None:
        if self._computing or self._resting.isActive():
            return
        if not self._to_agree or not self._view.isVisible():
            if self._resort and self._view.isVisible():
                self._resort = False
                self._view.arrange()
            return
        keys = list(islice(self._to_agree, AT_ONCE))
        for key in keys:
            del self._to_agree[key]
        images = self._images
        asked = {key: self._to_compare(images[key]) for key in keys if key in images}
        options = self._bar.choices.options
        service = self._session.services.agreement
        rows = {key: self._rows[key] for key in asked}

        def agreed() -> dict[str, ImageAgreement]:
            wanted = service.options(options)
            return {
                key: service.of_image(comparison, wanted, drawn)
                for key, (comparison, drawn) in asked.items()
            }

        self._computing = True
        self._session.background.run(agreed, self).finished(self._computed).success(
            partial(self._take, self._by, rows)
        )

    def _computed(self) -> None:
        self._computing = False

    def _take(
        self, by: object, rows: Mapping[str, SheetRow], agreed: Mapping[str, ImageAgreement]
    ) -> None:
        changed = {
            key: replace(rows[key], agreement=agreement)
            for key, agreement in agreed.items()
            if by == self._by and self._rows.get(key) is rows[key]
        }
        self._rows.update(changed)
        if changed and self._view.isVisible():
            self._resort = True
            colours = self._session.class_colours.of(self._labels)
            self._view.update_rows(tuple(self._rows.values()), changed, colours)
            self._sum_up()
        self._agree_on_more()

    def _to_compare(self, opened: OpenImage) -> Asked:
        asked = [each for each in self._asked(opened) if each is not None]
        newest = max(asked, key=lambda each: each.at)
        answers = tuple(each.answer for each in asked)
        comparison = Comparison(
            id="",
            created=datetime.now(UTC),
            version=vizdesk.__version__,
            image=opened.image.ref,
            task=newest.task,
            answers=answers,
        )
        drawn = self._session.asked.boxes_drawn(
            opened.key, newest.task.kind, self._session.chosen_models
        )
        return comparison, drawn


def _finds_objects(kind: TaskKind) -> bool:
    return spec_of(kind).output is TaskOutput.BOXES
