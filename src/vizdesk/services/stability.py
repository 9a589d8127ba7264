"""Stability runs: what they will cost, asking what is still open, what the answers say."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from typing import NamedTuple

from vizdesk.comparison.types import Answer, AnswerState
from vizdesk.images.decoded_image import UprightImage
from vizdesk.services.comparisons import ComparisonService
from vizdesk.services.image_runs import (
    ImageRun,
    ImageRunProgress,
    Question,
    QuestionKey,
    RunEstimate,
    estimate_run,
)
from vizdesk.stability.perturbed_image import perturbed
from vizdesk.stability.plan import CellKey, StabilityPlan
from vizdesk.stability.store import StabilityStore

ANSWERED = (AnswerState.DONE, AnswerState.UNSUPPORTED)
"""What is not asked again when a run goes on."""


class CellAnswer(NamedTuple):
    """What a model has written so far in one cell; the last one of a cell is final."""

    cell: CellKey
    answer: Answer


@dataclass
class _Round:
    """The questions of one wording, with the images they are about."""

    questions: list[Question]
    cells: dict[QuestionKey, CellKey]
    images: dict[str, UprightImage]


class StabilityService:
    """Asks what plans need and keeps it; whoever asks the same plan again goes on where it was."""

    def __init__(self, comparisons: ComparisonService, store: StabilityStore) -> None:
        self._comparisons, self.store = comparisons, store

    def answers(self, plan: StabilityPlan) -> dict[CellKey, Answer]:
        """What there is of the plan's answers. Blocks on the disk."""
        return self.store.answers(plan)

    def open_cells(self, plan: StabilityPlan) -> list[CellKey]:
        """What is still to be asked: never asked, failed or stopped. Blocks on the disk."""
        known = self.store.answers(plan)
        return [
            cell for cell in plan.cells() if cell not in known or known[cell].state not in ANSWERED
        ]

    def estimate(self, plan: StabilityPlan, images: Mapping[str, UprightImage]) -> RunEstimate:
        """What asking the open cells will cost; of many wordings the sum."""
        parts = []
        for number, task in enumerate(plan.tasks):
            part = self._round(plan, number, images, self.open_cells(plan))
            sizes = {key: (each.ref.width, each.ref.height) for key, each in part.images.items()}
            parts.append(estimate_run(self._comparisons, task, part.questions, sizes, {}))
        return RunEstimate(
            images=len(images),
            requests=sum(part.requests for part in parts),
            cost_usd=sum(part.cost_usd for part in parts),
            unknown_cost=sum(part.unknown_cost for part in parts),
            hosts=tuple(dict.fromkeys(host for part in parts for host in part.hosts)),
        )

    async def run(
        self,
        plan: StabilityPlan,
        images: Mapping[str, UprightImage],
        tell: Callable[[ImageRunProgress], None] = lambda _progress: None,
    ) -> AsyncGenerator[CellAnswer, None]:
        """Ask every open cell; each final answer is kept before it is given on.

        Closing it stops what is being asked. `images` by key, unperturbed.
        """
        from vizdesk.images.encoding import EncodedImages

        self.store.begin(plan)
        for number, task in enumerate(plan.tasks):
            part = self._round(plan, number, images, self.open_cells(plan))
            if not part.questions:
                continue
            run = ImageRun(
                self._comparisons,
                task,
                part.questions,
                part.images,
                EncodedImages(),
                tell=tell,
                lane_of=lambda model: model.source,
            )
            async with aclosing(run.answers()) as growing:
                async for question, answer in (
                    (each.question, each.answer) async for each in growing
                ):
                    cell = part.cells[question.key]
                    if answer.state.final and answer.state is not AnswerState.STOPPED:
                        self.store.keep(plan, cell, answer)
                    yield CellAnswer(cell, answer)

    def _round(
        self,
        plan: StabilityPlan,
        prompt: int,
        images: Mapping[str, UprightImage],
        open_cells: list[CellKey],
    ) -> _Round:
        changes = {change.key: change for change in plan.perturbations}
        models = {model.id: model for model in plan.models}
        part = _Round([], {}, {})
        for cell in open_cells:
            if cell.prompt != prompt:
                continue
            image = perturbed(images[cell.image], changes[cell.perturbation])
            key = image.ref.key
            part.images.setdefault(key, image)
            question = Question(key, plan.asked_model(models[cell.model], cell.repeat))
            part.questions.append(question)
            part.cells[question.key] = cell
        return part

    def close(self) -> None:
        """Let the file go."""
        self.store.close()
