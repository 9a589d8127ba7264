"""What becomes of questions when actors and drivers end, told by a scripted driver; no Ray."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from vizdesk.common.offline import Offline
from vizdesk.comparison.events import EngineError
from vizdesk.comparison.models import EngineKind, GgufPair, Model
from vizdesk.comparison.profiles import Profile
from vizdesk.comparison.runner import Timeouts
from vizdesk.comparison.serialization import answer_record
from vizdesk.comparison.types import Answer, AnswerState, FinishReason
from vizdesk.engines.ray.executor import DriverEndedError, RayDriver, RayExecutor
from vizdesk.engines.ray.options import RayOptions
from vizdesk.engines.ray.report import ClusterNode, ClusterReport
from vizdesk.engines.ray.wire import Order, WireBatch
from vizdesk.evals.executors import LocalQuestion
from vizdesk.evals.suite import EvalItem

MODEL = Model("m", "M", EngineKind.LLAMA, GgufPair(Path("w"), Path("p")), "generic")
REPORT = ClusterReport((ClusterNode("here", 1.0, 0.0, 1),), "2.60.0", "3.11.7")
Line = dict[str, Any]
Script = Callable[[WireBatch], Iterator[Line]]


def answered(batch: WireBatch, index: int) -> Line:
    """A whole answer, as an actor's record says it."""
    answer = Answer(MODEL, AnswerState.DONE, text="ok", finish_reason=FinishReason.STOP)
    began = datetime.now(UTC).isoformat()
    record = answer_record(answer)
    return {"kind": "answer", "batch": batch.number, "index": index, "began": began} | {
        "answer": record
    }


def honest(batch: WireBatch) -> Iterator[Line]:
    """Every question answered, twice each: a batch may be asked again."""
    for question in batch.questions:
        yield answered(batch, question.index)
        yield answered(batch, question.index)
    yield {"kind": "done", "batch": batch.number}


@dataclass
class ScriptedDriver:
    """Says of each batch what its script says; when all is said it has ended."""

    script: Script
    report: ClusterReport = REPORT
    stderr: tuple[str, ...] = ("the head is gone",)
    lines: list[Line] = field(default_factory=list)

    async def send(self, order: Order) -> None:
        assert isinstance(order, WireBatch)
        self.lines += self.script(order)

    async def line(self) -> Line:
        if not self.lines:
            raise DriverEndedError
        return self.lines.pop(0)

    async def end(self) -> None: ...


@pytest.fixture
def drivers(monkeypatch: pytest.MonkeyPatch) -> list[Script]:
    """The scripts of the drivers to come; the last one is that of all further ones."""
    scripts: list[Script] = []

    async def start(*_words: object, **_named: object) -> ScriptedDriver:
        return ScriptedDriver(scripts.pop(0) if len(scripts) > 1 else scripts[0])

    monkeypatch.setattr(RayDriver, "start", start)
    return scripts


def asked(many: int) -> dict[str, list[Answer]]:
    """The answers that were handed on, by item."""
    kept: dict[str, list[Answer]] = {f"{number}": [] for number in range(many)}

    async def keep(question: LocalQuestion, answer: Answer, _began: datetime) -> None:
        kept[question.item.id].append(answer)

    executor = RayExecutor(
        RayOptions("auto"), lambda _: Profile("generic", "Generic"), Timeouts(), Offline()
    )
    questions = (
        LocalQuestion(MODEL, EvalItem(name, "c", "a.png", "?"), Path("a.png")) for name in kept
    )
    asyncio.run(executor.work(questions, keep, lambda _counts: None))
    return kept


def test_an_answer_that_comes_twice_is_handed_on_once(drivers: list[Script]) -> None:
    drivers.append(honest)
    assert all(len(answers) == 1 for answers in asked(100).values())


def test_a_question_at_which_three_actors_were_lost_is_a_failure_and_the_rest_is_asked(
    drivers: list[Script],
) -> None:
    def deadly(batch: WireBatch) -> Iterator[Line]:
        for question in batch.questions:
            if question.index == 7:
                yield {"kind": "back", "batch": batch.number}
                return
            yield answered(batch, question.index)
        yield {"kind": "done", "batch": batch.number}

    drivers.append(deadly)
    kept = asked(40)
    assert all(len(answers) == 1 for answers in kept.values())
    failed = {name: answers[0] for name, answers in kept.items() if answers[0].failure}
    assert list(failed) == ["7"]
    what = failed["7"].failure
    assert what is not None
    assert what.what == "3 actors were lost while they were asked this."


def test_a_driver_that_ends_is_replaced_and_blames_no_question(drivers: list[Script]) -> None:
    def ends_after_one(batch: WireBatch) -> Iterator[Line]:
        if batch.number % 3 == 1:
            yield answered(batch, batch.questions[0].index)

    drivers += [ends_after_one, ends_after_one, ends_after_one, ends_after_one, honest]
    kept = asked(60)
    assert [answers[0].state for answers in kept.values()] == [AnswerState.DONE] * 60
    assert all(len(answers) == 1 for answers in kept.values())


def test_drivers_that_end_without_an_answer_end_the_run(drivers: list[Script]) -> None:
    drivers.append(lambda _batch: iter(()))
    with pytest.raises(EngineError, match="The Ray cluster at auto is gone"):
        asked(3)


def test_a_node_with_another_vizdesk_ends_the_run_with_a_sentence(drivers: list[Script]) -> None:
    drivers.append(lambda _batch: iter([{"kind": "unfit", "details": "ModuleNotFoundError"}]))
    with pytest.raises(EngineError, match="cannot run vizdesk"):
        asked(3)


def test_a_cluster_without_room_is_told(
    drivers: list[Script], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def start(*_words: object, **_named: object) -> ScriptedDriver:
        return ScriptedDriver(honest, ClusterReport((), "2.60.0", "3.11.7"))

    monkeypatch.setattr(RayDriver, "start", start)
    with pytest.raises(EngineError, match="has room for a model"):
        asked(3)


def test_a_batch_whose_files_do_not_reach_a_node_fails_with_a_sentence(
    drivers: list[Script],
) -> None:
    drivers.append(
        lambda batch: iter(
            [{"kind": "failed", "batch": batch.number, "details": "a\nOSError: full"}]
        )
    )
    kept = asked(40)
    assert all(len(answers) == 1 for answers in kept.values())
    failures = {str(answers[0].failure) for answers in kept.values()}
    assert failures == {"This model could not be brought to a node (OSError: full)."}
