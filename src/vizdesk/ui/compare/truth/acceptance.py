"""“Accept as truth”: what a model answered, or models agree on, becomes what is right."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from vizdesk.comparison.types import Answer, Detection
from vizdesk.truth.editing import accepted, added
from vizdesk.ui.compare.truth.editor import TruthEditor
from vizdesk.ui.compare.truth.written_truth import WrittenTruth


class TruthAcceptance:
    """Edits the truth of the current image, as soon as it was read."""

    def __init__(self, editor: TruthEditor, written: WrittenTruth) -> None:
        self._editor, self._written = editor, written

    def accept(self, answer: Answer, done: Callable[[], None]) -> None:
        """Have a model's answer be the truth of the current image; `done` when it is."""
        self._when_ready(partial(self._accept_answer, answer, done))

    def accept_object(self, place: Detection, source: str, done: Callable[[], None]) -> None:
        """Have an object be one of those that are there; `done` when it is."""
        self._when_ready(partial(self._accept_object, place, source, done))

    def _when_ready(self, act: Callable[[], None]) -> None:
        """Do it now, or as soon as the truth of the current image was read."""
        editor, image = self._editor, self._editor.image
        if editor.ready:
            act()
            return

        def loaded() -> None:
            editor.loaded.disconnect(loaded)
            if editor.image is image:
                act()

        editor.loaded.connect(loaded)

    def _accept_answer(self, answer: Answer, done: Callable[[], None]) -> None:
        if self._written.wanted:
            self._written.accept(answer)
        else:
            detections = answer.reading.all_detections
            self._editor.edit(accepted(self._editor.drawn, detections, answer.model.id))
        done()

    def _accept_object(self, place: Detection, source: str, done: Callable[[], None]) -> None:
        drawn = self._editor.drawn
        if all(thing.place != place for thing in drawn.things):
            self._editor.edit(added(drawn, place, source))
        done()
