"""Small suites and scripted models for tests of runs."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from PIL import Image

from vizdesk.common import resources
from vizdesk.common.messages import verbatim
from vizdesk.comparison.jobs import Job
from vizdesk.comparison.models import Endpoint, EngineKind, GgufPair, Model
from vizdesk.comparison.profiles import load_profiles
from vizdesk.comparison.types import (
    Answer,
    AnswerState,
    Failure,
    FinishReason,
    ImageRef,
    Timing,
    Usage,
)
from vizdesk.evals.loaders.detect_format import open_suite
from vizdesk.evals.suite import EvalItem, Suite
from vizdesk.runs.plan import CellState, CellStates, PlanCell, RunPlan, asking_order, to_ask

PROFILE = load_profiles(resources.folder() / "profiles")["generic"]


def local(name: str) -> Model:
    return Model(name.lower(), name, EngineKind.LLAMA, GgufPair(Path("w"), Path("p")), "generic")


def remote(name: str, host: str = "https://one.example/v1") -> Model:
    return Model(name.lower(), name, EngineKind.CHAT, Endpoint(host, name, ""), "generic")


def suite(folder: Path, images: int = 3, prompts: int = 2) -> Suite:
    """Numbers to be read: item p-q is right when it says q."""
    folder.mkdir(exist_ok=True)
    head = (
        'format = "vizdesk-suite/1"\nname = "numbers"\ntitle = "Numbers"\nitems = "items.jsonl"\n'
    )
    (folder / "suite.toml").write_text(head)
    lines = []
    for p in range(images):
        Image.new("RGB", (32, 24), (p * 40, 9, 9)).save(folder / f"{p}.png")
        for q in range(prompts):
            check = {"kind": "number", "value": q}
            item = {"id": f"{p}-{q}", "category": f"c{q}", "picture": f"{p}.png", "check": check}
            lines.append(json.dumps({**item, "prompt": f"Say {q}."}))
    # Prompts of one image stand apart, so that an order by image shows.
    (folder / "items.jsonl").write_text("\n".join(lines[::2] + lines[1::2]) + "\n")
    return open_suite(folder)


@dataclass
class Script:
    """Answers with the number in the question; `fail` names questions that fail so many times.

    They fail after they wrote `partly`.

    None is answered before `together` were asked at once.
    """

    fail: dict[str, int] = field(default_factory=dict)
    cost: float | None = None
    usage: Usage = field(default_factory=lambda: Usage(input_tokens=10, output_tokens=1))
    partly: str = ""
    asked: list[tuple[str, str]] = field(default_factory=list)
    running: int = 0
    most: int = 0
    together: int = 1
    hold: object = None

    async def ask(self, job: Job) -> AsyncIterator[Answer]:
        import asyncio

        words = job.task.question
        self.asked.append((job.model.id, words))
        self.running += 1
        self.most = max(self.most, self.running)
        try:
            await asyncio.sleep(0.002)
            while self.most < self.together:  # noqa: ASYNC110 - each looks for itself
                await asyncio.sleep(0.001)
            if isinstance(self.hold, asyncio.Event):
                await self.hold.wait()
            now = Answer(job.model, AnswerState.RUNNING)
            yield now
            if self.fail.get(words, 0) > 0:
                self.fail[words] -= 1
                broke = Failure(verbatim("It broke."))
                yield replace(now, state=AnswerState.FAILED, text=self.partly, failure=broke)
                return
            yield replace(
                now,
                state=AnswerState.DONE,
                text=words.split()[1].strip("."),
                usage=self.usage,
                timing=Timing(ttft_s=0.1, total_s=0.2),
                cost_usd=self.cost,
                finish_reason=FinishReason.STOP,
            )
        finally:
            self.running -= 1


async def make_job(model: Model, item: EvalItem) -> Job:
    ref = ImageRef("x.png", "0" * 64, 32, 24)
    return Job(model, PROFILE, item.task, ref, lambda rule, one: None)  # type: ignore[arg-type, return-value]


def cells_left(
    plan: RunPlan,
    model: Model,
    answered: Iterable[PlanCell] = (),
    failed: Iterable[PlanCell] = (),
) -> list[PlanCell]:
    """What the model is still to be asked, in the run's order."""
    states = CellStates(
        plan,
        [
            *((cell, CellState.ANSWERED) for cell in answered),
            *((cell, CellState.FAILED) for cell in failed),
        ],
    )
    return list(to_ask(states, model, asking_order(plan)))
