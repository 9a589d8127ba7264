"""What a file of the contact sheet says: rows in the order on the screen, and their sums."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from vizdesk.analysis.contact_sheet import SheetFooter, SheetRow, short_answer
from vizdesk.analysis.contact_sheet_words import footer_words
from vizdesk.common.formatting import number
from vizdesk.comparison.models import Model
from vizdesk.comparison.task_specs.registry import spec_of
from vizdesk.comparison.task_specs.task_spec import TaskOutput
from vizdesk.comparison.tasks import Task
from vizdesk.comparison.types import Answer, AnswerState
from vizdesk.export.text.answer_metrics import state_of

if TYPE_CHECKING:
    from PIL.Image import Image

NOT_RUN = "Not run"


@dataclass(frozen=True, slots=True)
class SheetContent:
    """`rows` are those that pass the filter; `footer` is about every image, or about these.

    `thumbnail(key)` gives an image's thumbnail, None where there is none; called in the thread
    that writes. `class_colours` are (label: #RRGGBB). `of_images` counts the images there are.
    """

    task: Task
    models: tuple[Model, ...]
    rows: tuple[SheetRow, ...]
    footer: SheetFooter
    of_images: int
    created: datetime
    version: str
    class_colours: Mapping[str, str]
    thumbnail: Callable[[str], Image | None]

    @property
    def boxes(self) -> bool:
        """Whether answers are shown on the image."""
        return spec_of(self.task.kind).output is TaskOutput.BOXES

    @property
    def title(self) -> str:
        """What it is about."""
        shown = f"{number(len(self.rows))} of {number(self.of_images)} images"
        return f"{spec_of(self.task.kind).title}: {shown}, {len(self.models)} models"

    def answer_words(self, answer: Answer | None) -> tuple[str, str]:
        """The state where it is not simply done, and what the answer says."""
        if answer is None:
            return NOT_RUN, ""
        if answer.state is AnswerState.DONE:
            state = state_of(answer)[0]
            return "" if state in ("Done", "pasted") else state, self.short(answer)
        failure = answer.failure.what if answer.failure is not None else ""
        return state_of(answer)[0], str(failure)

    def short(self, answer: Answer) -> str:
        """What the answer says, on one line."""
        return short_answer(answer, self.task.kind)

    def footer_lines(self) -> tuple[tuple[str, ...], ...]:
        """Heads and figures: times, tokens and money, the majority."""
        return footer_words(self.footer, [model.local for model in self.models])


def differs(row: SheetRow, answer: Answer | None) -> bool:
    """Whether an answer of the row is against a clear majority."""
    agreement = row.agreement
    return answer is not None and agreement is not None and answer.model.id in agreement.differing
