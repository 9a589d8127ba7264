"""The truth of the image that is looked at: read, edited with undo, and saved as it is edited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from enum import Enum
from functools import partial

from PySide6.QtCore import QObject, Signal

from vizdesk.common.lazy import Lazy
from vizdesk.common.pending_writes import PendingWrites
from vizdesk.comparison.types import ImageRef
from vizdesk.services.truth import TruthService
from vizdesk.truth.editing import DrawnObjects, EditHistory
from vizdesk.truth.image_truth import ImageTruth, TrueThing
from vizdesk.ui.core.task_runner import TaskRunner


class PendingTruths(PendingWrites[ImageTruth]):
    """What is to be saved: of each image the newest alone."""

    def __init__(self, service: Lazy[TruthService]) -> None:
        super().__init__(lambda truth: service().keep(truth))
        self._service = service

    def put(self, truth: ImageTruth) -> None:
        """Have this truth of its image saved next."""
        self.add(truth, truth.image.key)

    def of_image(self, key: str) -> ImageTruth | None:
        """The newest truth of an image, saved or not; None where nothing is known of it."""
        with self.between_writes():
            newest = next((each for each in self.waiting if each.image.key == key), None)
            if newest is None:
                return self._service().store().of_image(key)
        return None if newest.empty else newest

    def keys(self) -> frozenset[str]:
        """The keys of all images of which something is known."""
        with self.between_writes():
            keys = self._service().store().keys()
            for truth in self.waiting:
                (keys.discard if truth.empty else keys.add)(truth.image.key)
        return frozenset(keys)

    def read(self, image: ImageRef) -> tuple[ImageTruth | None, frozenset[str]]:
        """The truth of an image, and the keys of all that have any. Raises what the store does."""
        return self.of_image(image.key), self.keys()


class SaveState(Enum):
    """How far what was edited is saved."""

    SAVED = "saved"
    SAVING = "saving"
    FAILED = "failed"


class TruthEditor(QObject):
    """Holds what is known of one image. `changed` when it is other truth, or another selection.

    `loaded` when an image's truth was read; until then nothing is edited. `saved(error)` when it
    was written, with what kept it from it (None: nothing).
    """

    changed = Signal()
    loaded = Signal()
    saved = Signal(object)

    def __init__(self, background: TaskRunner, service: Lazy[TruthService]) -> None:
        super().__init__()
        self._background = background
        self.pending = PendingTruths(service)
        self.image: ImageRef | None = None
        self.ready = False
        self.history = EditHistory()
        self.previous: tuple[TrueThing, ...] = ()
        """The objects of the image that was looked at before."""
        self.with_truth: frozenset[str] = frozenset()
        """The keys of all images of which something is known."""
        self.state = SaveState.SAVED
        self._rest: ImageTruth | None = None
        self._writing = False
        self._edits = 0

    @property
    def drawn(self) -> DrawnObjects:
        """The objects as they are drawn now."""
        return self.history.drawn

    @property
    def truth(self) -> ImageTruth | None:
        """All that is known of the image; None without an image, and until it was read."""
        if self._rest is None or not self.ready:
            return None
        drawn = self.drawn
        objects = drawn.things if drawn.known else None
        return replace(self._rest, objects=objects, started_from=drawn.started_from)

    # --- Which image --------------------------------------------------------------------------
    def open(self, image: ImageRef | None) -> None:
        """Read the truth of another image; None: there is none."""
        if image is not None and self.image is not None and image.key == self.image.key:
            return
        if self.ready and self.drawn.things:
            self.previous = self.drawn.things
        self.image, self.ready, self._rest = image, False, None
        self.history = EditHistory()
        self.changed.emit()
        if image is not None:
            self.reread()

    def reread(self) -> None:
        """Read the image's truth again: an import may have changed it."""
        image = self.image
        if image is not None:
            self._background.run(partial(self.pending.read, image), owner=self).success(
                partial(self._take, image, self._edits)
            ).failure(self._fail)

    def _take(
        self, image: ImageRef, edits: int, read: tuple[ImageTruth | None, frozenset[str]]
    ) -> None:
        if self.image is not image:
            return  # another image is looked at by now
        if self._edits != edits:
            self.reread()  # what was edited meanwhile is not in it
            return
        truth, self.with_truth = read
        self._rest = ImageTruth(image) if truth is None else replace(truth, image=image)
        drawn = DrawnObjects()
        if truth is not None and truth.objects is not None:
            drawn = DrawnObjects(truth.objects, None, True, truth.started_from)
        self.history = EditHistory(drawn)
        self.ready = True
        self.loaded.emit()
        self.changed.emit()

    # --- Edits --------------------------------------------------------------------------------
    def edit(self, drawn: DrawnObjects, *, goes_on: bool = False) -> None:
        """Take other objects or another selection; `goes_on`: one edit with that before."""
        if self.ready:
            before = self.drawn
            after = self.history.amended(drawn) if goes_on else self.history.done(drawn)
            self._follow(after, saves=replace(before, selected=None) != _unselected(drawn))

    def step(self, by: int) -> None:
        """Undo (−1) or redo (1) an edit."""
        if self.ready:
            after = self.history.undo() if by < 0 else self.history.redo()
            self._follow(after, saves=after is not self.history)

    def change(self, edit: Callable[[ImageTruth], ImageTruth]) -> None:
        """Change what is known besides objects: text, answers, classes, counts, fields."""
        if self.ready and self._rest is not None:
            after = edit(self._rest)
            if after != self._rest:
                self._rest = after
                self._save()
                self.changed.emit()

    def _follow(self, history: EditHistory, *, saves: bool) -> None:
        self.history = history
        if saves:
            self._save()
        self.changed.emit()

    # --- Saving -------------------------------------------------------------------------------
    def _save(self) -> None:
        truth = self.truth
        if truth is None:
            return
        self._edits += 1
        self.pending.put(replace(truth, changed=datetime.now(UTC)))
        key = frozenset((truth.image.key,))
        self.with_truth = self.with_truth - key if truth.empty else self.with_truth | key
        self.state = SaveState.SAVING
        self._write()

    def _write(self) -> None:
        if not self._writing:
            self._writing = True
            self._background.run(self.pending.write, owner=self).finished(self._written).success(
                lambda _: self._tell(None)
            ).failure(self._fail)

    def _written(self) -> None:
        self._writing = False

    def _tell(self, error: BaseException | None) -> None:
        if error is None and not self.pending.empty:
            self._write()
            return
        self.state = SaveState.SAVED if error is None else SaveState.FAILED
        self.saved.emit(error)

    def _fail(self, error: BaseException) -> None:
        self._tell(error)


def _unselected(drawn: DrawnObjects) -> DrawnObjects:
    return replace(drawn, selected=None)
