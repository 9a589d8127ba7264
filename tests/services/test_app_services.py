"""The one value between window or command line and the program: real services, made late."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from vizdesk.app.container import build_services
from vizdesk.common import paths, resources
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import AnswerState
from vizdesk.credentials.keys import Secret
from vizdesk.images.decoded_image import DecodedImage
from vizdesk.images.opening import open_image

CAPTION = Task(TaskKind.CAPTION)


@pytest.fixture
def image() -> DecodedImage:
    return open_image(resources.samples()[0])


def test_services_are_built_without_qt_and_without_what_is_heavy() -> None:
    code = (
        "import sys\n"
        "from vizdesk.app.container import build_services\n"
        "build_services()\n"
        "heavy = {'PySide6', 'openai', 'httpx', 'keyring', 'sqlite3', 'llama_cpp', 'numpy'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_nothing_is_made_before_it_is_asked_for_and_closing_makes_nothing() -> None:
    services = build_services()
    asyncio.run(services.close())
    assert not services.comparisons.engines.made
    assert not services.history.store.made
    assert not services.evals.made
    assert not services.user_suites.made
    assert not (paths.data_folder() / "history.sqlite3").exists()


def test_a_comparison_is_one_answer_of_each_model_in_their_order(image: DecodedImage) -> None:
    services = build_services()
    models = [services.models.find_model(name) for name in ("demo-large", "demo-small")]

    async def compare() -> None:
        comparison = await services.comparisons.compare(image, Task(TaskKind.DETECT), models)
        assert comparison.image == image.ref
        assert [answer.model.id for answer in comparison.answers] == ["demo-large", "demo-small"]
        assert {answer.state for answer in comparison.answers} == {AnswerState.DONE}
        await services.close()

    asyncio.run(compare())
    assert services.comparisons.engines.made


def test_only_what_leaves_this_machine_costs_something_and_offline_nothing_leaves() -> None:
    services = build_services()
    local = services.models.find_model("demo-large")
    remote = services.models.find_model("gpt-5.5")
    assert services.comparisons.estimate_before(local, CAPTION, (1000, 800)) is None
    estimate = services.comparisons.estimate_before(remote, CAPTION, (1000, 800))
    assert estimate is not None
    assert estimate.cost_usd is not None
    services.settings.offline.switch(True)
    assert services.comparisons.estimate_before(remote, CAPTION, (1000, 800)) is None


def test_an_image_is_copied_only_where_that_is_set(image: DecodedImage) -> None:
    services = build_services()
    services.history.keep_image(image)
    assert not services.history.store.made
    services.settings.preferences.set_value("keep_pictures", "copy")
    services.history.keep_image(image)
    (copy,) = services.history.store().copies.folder.iterdir()
    assert open_image(copy).ref.width == image.ref.width
    services.history.close()


def test_a_key_without_a_keyring_is_kept_for_this_run_and_says_so() -> None:
    services = build_services()
    sentence = services.endpoints.keep_named_key("openai", "sk-test")
    assert sentence.endswith("The openai key is kept until you close vizdesk.")
    assert "sk-test" not in sentence
    assert services.endpoints.keys.lookup("openai") == Secret("sk-test")


def test_offline_is_remembered_by_the_next_start() -> None:
    services = build_services()
    services.settings.offline.switch(True)
    services.settings.remember_offline()
    assert build_services().settings.offline.on


def test_downloads_go_where_it_is_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VIZDESK_MODELS")
    services = build_services()
    services.settings.preferences.set_value("downloads_folder", str(tmp_path))
    assert services.downloads.models_folder == tmp_path
    assert set(services.downloads.pairs) == set(services.catalogue.pairs)


def test_what_cannot_be_read_is_told_once_and_does_not_stop_the_start() -> None:
    folder = paths.config_folder() / "models"
    folder.mkdir(parents=True)
    (folder / "broken.toml").write_text("[[model")
    problems = build_services().problems
    assert len([problem for problem in problems if "broken.toml" in str(problem)]) == 1
