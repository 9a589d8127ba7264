"""What is set in settings.toml is what the engines, the catalogue and the history do."""

from __future__ import annotations

import asyncio
import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.history.history_kit import comparison

from vizdesk.__main__ import main
from vizdesk.app import window as app
from vizdesk.app.container import Container, build_container
from vizdesk.catalog.insights.requirements import RequirementKind, need_of
from vizdesk.common import paths, resources
from vizdesk.comparison.events import Request
from vizdesk.comparison.models import EngineKind, GgufPair
from vizdesk.comparison.types import SentImage
from vizdesk.engines.llama.engine import LlamaEngine
from vizdesk.images.opening import open_image

SHAPES = resources.folder() / "samples" / "shapes.png"


def container_with(**values: object) -> Container:
    container = build_container()
    for name, value in values.items():
        container.preferences.set_value(name, value)  # type: ignore[arg-type]
    return build_container()


def threads_of(pid: int) -> int:
    return len(list(Path(f"/proc/{pid}/task").iterdir()))


def asked(engine: LlamaEngine, container: Container) -> Callable[[], asyncio.Task[None]]:
    image = open_image(SHAPES)
    data = io.BytesIO()
    image.pixels.resize((96, 96)).save(data, "PNG")
    request = Request(
        container.find_model("demo-small"),
        "detect",
        SentImage(data.getvalue(), "image/png", 96, 96),
    )

    async def ask() -> None:
        async for _ in engine.ask(request):
            pass

    return lambda: asyncio.ensure_future(ask())


def test_children_compute_with_the_threads_that_are_set_without_a_restart() -> None:
    container = container_with(threads=3)
    engine = container.engines[EngineKind.LLAMA]
    assert isinstance(engine, LlamaEngine)

    async def both() -> list[int]:
        counts = []
        ask = asked(engine, container)
        try:
            await ask()
            counts.append(threads_of(engine.pids[-1]))
            container.preferences.take("threads", 1)
            await ask()
            counts.append(threads_of(engine.pids[-1]))
        finally:
            await container.close()
        return counts

    many, one = asyncio.run(both())
    assert many >= one + 2


def test_models_above_the_memory_limit_are_marked_and_make_room() -> None:
    container = container_with(memory_limit=1)
    small = container.find_model("demo-small")
    assert container.need(small).kind is RequirementKind.NOTHING
    assert isinstance(small.source, GgufPair)

    large = container.memory(small.source, small)
    assert large is not None
    need = need_of(
        small, has_key=lambda _: True, memory=lambda _: large, free_bytes=1 << 40, limit_bytes=1000
    )
    assert need.kind is RequirementKind.MEMORY
    assert "your limit is 0.0 GB" in need.sentence
    engine = container.engines[EngineKind.LLAMA]
    assert isinstance(engine, LlamaEngine)
    room = engine._pool._available()
    assert room is not None
    assert room <= 1 << 30


def test_downloads_go_where_it_is_set_unless_the_environment_says_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "big disk"
    assert container_with(downloads_folder=str(folder)).models_folder == paths.models_folder()
    monkeypatch.delenv("VIZDESK_MODELS")
    container = build_container()
    assert container.models_folder == folder
    one = next(model for model in container.models if model.id in container.pairs)
    assert isinstance(one.source, GgufPair)
    assert folder in one.source.weights.parents
    assert app.build_services(container, None).models_folder == folder  # type: ignore[arg-type]


def test_models_are_looked_for_in_the_folders_that_are_set(tmp_path: Path) -> None:
    folder = tmp_path / "models of mine"
    folder.mkdir()
    for file in (resources.folder() / "demo").glob("*.gguf"):
        (folder / file.name).symlink_to(file)
    assert not container_with().find_on_disk([], lambda *_: None).models
    found = container_with(model_folders=(str(folder),)).find_on_disk([], lambda *_: None)
    assert {model.folder for model in found.models} == {folder}


def test_a_whole_copy_is_kept_and_used_when_the_original_is_gone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    image = tmp_path / "mine.png"
    image.write_bytes(SHAPES.read_bytes())
    words = ["compare", str(image), "--task", "detect", "--model", "demo-small"]
    assert main(words) == 0
    container = build_container()
    assert not container.history.copies.folder.exists()
    container_with(keep_pictures="copy")
    assert main(words) == 0
    (copy,) = container.history.copies.folder.iterdir()
    assert copy.read_bytes() == SHAPES.read_bytes()
    image.unlink()
    key = container.history.entries()[0].id
    container.history.close()
    assert main(["export", key, str(tmp_path / "out.png")]) == 0, capsys.readouterr().err
    assert (tmp_path / "out.png").stat().st_size > 10_000


def test_the_history_is_kept_below_its_limit_when_vizdesk_closes() -> None:
    container = container_with(history_limit=1)
    for number in range(200):
        container.history.keep(comparison(number), os.urandom(20_000))
    assert container.history.size() > 3_000_000
    asyncio.run(container.close())
    left = build_container().history
    assert left.size() <= 1_000_000
    assert left.count() > 0
    left.close()


def test_text_is_larger_on_top_of_what_the_desktop_asks_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("QT_SCALE_FACTOR", "1.5")
    app.enlarge(100)
    assert os.environ["QT_SCALE_FACTOR"] == "1.5"
    app.enlarge(200)
    assert os.environ["QT_SCALE_FACTOR"] == "3"
