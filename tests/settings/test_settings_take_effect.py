"""What is set in settings.toml is what the engines, the catalogue and the history do."""

from __future__ import annotations

import asyncio
import io
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.history.history_kit import comparison

from vizdesk.__main__ import main
from vizdesk.app import window as app
from vizdesk.app.container import build_services
from vizdesk.catalog.insights.requirements import RequirementKind, requirement_of
from vizdesk.common import paths, resources
from vizdesk.comparison.events import Request
from vizdesk.comparison.models import EngineKind, GgufPair
from vizdesk.comparison.types import SentImage
from vizdesk.engines.llama.engine import LlamaEngine
from vizdesk.images.opening import open_image
from vizdesk.images.resize_rules import sent_size
from vizdesk.services.app_services import AppServices

SHAPES = resources.folder() / "samples" / "shapes.png"


def services_with(**values: object) -> AppServices:
    services = build_services()
    for name, value in values.items():
        services.settings.preferences.set_value(name, value)  # type: ignore[arg-type]
    return build_services()


def threads_of(pid: int) -> int:
    return len(list(Path(f"/proc/{pid}/task").iterdir()))


def asked(engine: LlamaEngine, services: AppServices) -> Callable[[], asyncio.Task[None]]:
    image = open_image(SHAPES)
    data = io.BytesIO()
    image.pixels.resize((96, 96)).save(data, "PNG")
    request = Request(
        services.models.find_model("demo-small"),
        "detect",
        SentImage(data.getvalue(), "image/png", 96, 96),
    )

    async def ask() -> None:
        async for _ in engine.ask(request):
            pass

    return lambda: asyncio.ensure_future(ask())


def test_children_compute_with_the_threads_that_are_set_without_a_restart() -> None:
    services = services_with(threads=3)
    engine = services.comparisons.engines()[EngineKind.LLAMA]
    assert isinstance(engine, LlamaEngine)

    async def both() -> list[int]:
        counts = []
        ask = asked(engine, services)
        try:
            await ask()
            counts.append(threads_of(engine.pids[-1]))
            services.settings.preferences.take("threads", 1)
            await ask()
            counts.append(threads_of(engine.pids[-1]))
        finally:
            await services.close()
        return counts

    many, one = asyncio.run(both())
    assert many >= one + 2


def test_qwen_gets_images_as_large_as_published_without_a_restart() -> None:
    services = build_services()
    model = replace(services.models.find_model("demo-small"), profile="qwen2.5-vl")
    page = (2480, 3508)
    usual = sent_size(page, services.comparisons.profile_of(model).image)
    services.settings.preferences.take("image_limits", "published")
    largest = sent_size(page, services.comparisons.profile_of(model).image)
    assert [wide * high // 28**2 for wide, high in (usual, largest)] == [2014, 11125]
    gemma = replace(model, profile="gemma-3")
    assert services.comparisons.profile_of(gemma) is services.profiles.profiles["gemma-3"]


def test_models_above_the_memory_limit_are_marked_and_make_room() -> None:
    services = services_with(memory_limit=1)
    small = services.models.find_model("demo-small")
    assert services.models.requirement(small).kind is RequirementKind.NOTHING
    assert isinstance(small.source, GgufPair)

    large = services.models.memory(small.source, small)
    assert large is not None
    need = requirement_of(
        small, has_key=lambda _: True, memory=lambda _: large, free_bytes=1 << 40, limit_bytes=1000
    )
    assert need.kind is RequirementKind.MEMORY
    assert "your limit is 1 kB" in need.sentence
    engine = services.comparisons.engines()[EngineKind.LLAMA]
    assert isinstance(engine, LlamaEngine)
    room = engine._pool._available()
    assert room is not None
    assert room <= 1 << 30


def test_downloads_go_where_it_is_set_unless_the_environment_says_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "big disk"
    assert (
        services_with(downloads_folder=str(folder)).downloads.models_folder == paths.models_folder()
    )
    monkeypatch.delenv("VIZDESK_MODELS")
    services = build_services()
    assert services.downloads.models_folder == folder
    one = next(model for model in services.models.at_start if model.id in services.downloads.pairs)
    assert isinstance(one.source, GgufPair)
    assert folder in one.source.weights.parents


def test_models_are_looked_for_in_the_folders_that_are_set(tmp_path: Path) -> None:
    folder = tmp_path / "models of mine"
    folder.mkdir()
    for file in (resources.folder() / "demo").glob("*.gguf"):
        (folder / file.name).symlink_to(file)
    assert not services_with().models.find_on_disk([], lambda *_: None).models
    found = services_with(model_folders=(str(folder),)).models.find_on_disk([], lambda *_: None)
    assert {model.folder for model in found.models} == {folder}


def test_a_whole_copy_is_kept_and_used_when_the_original_is_gone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    image = tmp_path / "mine.png"
    image.write_bytes(SHAPES.read_bytes())
    words = ["compare", str(image), "--task", "detect", "--model", "demo-small"]
    assert main(words) == 0
    services = build_services()
    assert not services.history.store().copies.folder.exists()
    services_with(keep_pictures="copy")
    assert main(words) == 0
    (copy,) = services.history.store().copies.folder.iterdir()
    assert copy.read_bytes() == SHAPES.read_bytes()
    image.unlink()
    key = services.history.store().entries()[0].id
    services.history.store().close()
    assert main(["export", key, str(tmp_path / "out.png")]) == 0, capsys.readouterr().err
    assert (tmp_path / "out.png").stat().st_size > 10_000


def test_the_history_is_kept_below_its_limit_when_vizdesk_closes() -> None:
    services = services_with(history_limit=1)
    for number in range(200):
        services.history.store().keep(comparison(number), os.urandom(20_000))
    assert services.history.store().size() > 3_000_000
    asyncio.run(services.close())
    left = build_services().history.store()
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
