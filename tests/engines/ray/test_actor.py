"""An actor asks with the real engine what it was sent; that takes no Ray."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncGenerator
from contextlib import aclosing
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

import vizdesk
from vizdesk.common import resources
from vizdesk.comparison.models import EngineKind, GgufPair, Model
from vizdesk.comparison.profiles import load_profiles
from vizdesk.comparison.runner import Timeouts
from vizdesk.comparison.serialization import answer_from_record
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import Answer, AnswerState
from vizdesk.engines.ray.actor import AskingActor, WeightFile, sha256_of
from vizdesk.engines.ray.wire import WireBatch, WireQuestion

DEMO = resources.folder() / "demo"
PAIR = GgufPair(DEMO / "demo-small.gguf", DEMO / "demo-small-mmproj.gguf")
ELSEWHERE = GgufPair(Path("/nowhere/w.gguf"), Path("/nowhere/p.gguf"))
MODEL = Model("m", "M", EngineKind.LLAMA, ELSEWHERE, "generic")


def png() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (64, 64), "red").save(data, "png")
    return data.getvalue()


def question(index: int, image: str, sha256: str = "") -> WireQuestion:
    task = Task(TaskKind.ASK, question="Which colour?")
    return WireQuestion(index, MODEL, task, image, 0, sha256)


async def told(answers: AsyncGenerator[dict[str, Any], None]) -> list[tuple[int, Answer]]:
    async with aclosing(answers) as lines:
        return [(line["index"], answer_from_record(line["answer"])) async for line in lines]


def test_weights_and_images_come_by_message_where_the_node_has_neither() -> None:
    files = [
        WeightFile(sha256_of(path), f"/nowhere/{path.name}", sha256_of(path))
        for path in (PAIR.weights, DEMO / "demo-small-mmproj.gguf")
    ]
    profile = load_profiles(resources.folder() / "profiles")["generic"]
    questions = (
        question(0, "/nowhere/red.png"),
        question(1, "/nowhere/cut.png"),
        question(2, "/nowhere/gone.png"),
        question(3, "/nowhere/red.png", sha256="0" * 64),
        question(4, "/nowhere/red.png"),
    )
    batch = WireBatch(1, profile, ELSEWHERE.weights, ELSEWHERE.projector, questions)
    images = {"/nowhere/red.png": png(), "/nowhere/cut.png": png()[:30]}

    async def work() -> list[tuple[int, Answer]]:
        actor = AskingActor(vizdesk.__version__, 1.0, 0.0, Timeouts())
        try:
            assert await actor.missing(files) == [file.sha256 for file in files]
            for file, path in zip(files, (PAIR.weights, PAIR.projector), strict=True):
                assert path is not None
                await actor.take(file, path.read_bytes())
            assert await actor.missing(files) == []
            return await told(actor.ask(batch, files, images))
        finally:
            await actor.close()

    answers = dict(asyncio.run(work()))
    assert list(answers) == [0, 1, 2, 3, 4]
    states = [answer.state for answer in answers.values()]
    done, failed = AnswerState.DONE, AnswerState.FAILED
    assert states == [done, failed, failed, failed, done]
    assert answers[0].text == answers[4].text != ""
    sent = answers[0].sent
    assert sent is not None
    assert sent.sampling["node"]
    whats = [str(answers[index].failure) for index in (1, 2, 3)]
    assert "cut.png" in whats[0]
    assert "gone.png" in whats[1]
    assert "red.png has changed since the suite was read (SHA-256)." in whats[2]
    assert answers[0].model.source == ELSEWHERE


def test_parts_of_one_gguf_lie_in_one_folder(tmp_path: Path) -> None:
    """One part that the node has elsewhere does not stand in for those that came."""
    parts = []
    for number in (1, 2):
        path = tmp_path / f"m-0000{number}-of-00002.gguf"
        path.write_bytes(b"part %d" % number)
        parts.append(WeightFile(sha256_of(path), str(path), "group"))
    Path(parts[1].path).unlink()

    async def work() -> list[Path]:
        actor = AskingActor(vizdesk.__version__, 1.0, 0.0, Timeouts())
        assert await actor.missing(parts) == [part.sha256 for part in parts]
        await actor.take(parts[0], b"part 1")
        assert await actor.missing(parts) == [parts[1].sha256]
        await actor.take(parts[1], b"part 2")
        assert await actor.missing(parts) == []
        await actor.close()
        return [actor._files[part.sha256] for part in parts]

    first, second = asyncio.run(work())
    assert first.parent == second.parent
    assert [first.read_bytes(), second.read_bytes()] == [b"part 1", b"part 2"]


def test_a_node_with_another_vizdesk_does_not_begin() -> None:
    with pytest.raises(RuntimeError, match="this node has vizdesk"):
        AskingActor("9.9", 1.0, 0.0, Timeouts())
