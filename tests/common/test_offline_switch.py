"""Offline is one switch: remembered, set for one run by the environment or --offline, and told."""

from __future__ import annotations

import subprocess
import sys

import pytest
from tests.waiting import LIMIT_S

from vizdesk.app.container import build_services
from vizdesk.catalog.insights.requirements import RequirementKind
from vizdesk.common import resources
from vizdesk.common.offline import Offline, OfflineError, asked_for
from vizdesk.common.paths import config_folder
from vizdesk.comparison.models import Endpoint
from vizdesk.settings.store import NAME

SHAPES = resources.folder() / "samples" / "shapes.png"


def test_the_switch_refuses_with_a_sentence_that_says_what_to_do() -> None:
    Offline(on=False).refuse("download a model")
    with pytest.raises(OfflineError) as raised:
        Offline(on=True).refuse("download a model")
    assert str(raised.value) == "vizdesk is offline. Switch Offline off to download a model."


def test_vizdesk_is_online_until_told_otherwise_and_remembers_it() -> None:
    services = build_services()
    assert not services.settings.offline.on
    services.settings.offline.switch(True)
    services.settings.remember_offline()
    services = build_services()
    assert services.settings.offline.on
    services.settings.offline.switch(False)
    services.settings.remember_offline()
    assert not build_services().settings.offline.on


@pytest.mark.parametrize("words", ["1", "yes", "TRUE", "on"])
def test_the_environment_keeps_one_run_offline(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    monkeypatch.setenv("VIZDESK_OFFLINE", words)
    services = build_services()
    services.settings.offline.switch(False)
    assert services.settings.offline.on
    assert not (config_folder() / NAME).exists()


@pytest.mark.parametrize("words", ["", "0", "no", "off", " False "])
def test_the_environment_can_also_ask_for_nothing(words: str) -> None:
    assert not asked_for({"VIZDESK_OFFLINE": words})
    assert not asked_for({})


def test_settings_that_cannot_be_read_let_nothing_out() -> None:
    config_folder().mkdir(parents=True)
    (config_folder() / NAME).write_text("offline = ")
    services = build_services()
    assert services.settings.offline.on
    assert services.problems[0].endswith("vizdesk is offline until you switch Offline off.")
    services.settings.offline.switch(False)
    services.settings.remember_offline()
    assert not build_services().settings.offline.on


def test_every_model_behind_a_server_says_that_vizdesk_is_offline() -> None:
    services = build_services()
    services.settings.offline.switch(True)
    for model in (
        *services.models.at_start,
        services.models.find_model("qwen@http://127.0.0.1:8080/v1"),
    ):
        need = services.models.requirement(model)
        # A model that its vendor has shut down by today says that, online or not.
        held_back = need.kind in (RequirementKind.OFFLINE, RequirementKind.SHUT_DOWN)
        assert held_back == isinstance(model.source, Endpoint)
    assert need.sentence == "vizdesk is offline. Switch Offline off to ask qwen."


def test_vizdesk_offline_asks_local_models_and_fails_the_others_alone() -> None:
    words = ("compare", SHAPES, "--task", "count", "--model", "demo-small")
    done = subprocess.run(
        [sys.executable, "-m", "vizdesk", "--offline", *map(str, words), "--model", "gpt-5.5"],
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=False,
    )
    assert done.returncode == 1
    assert "Demo, small · done" in done.stdout
    sentence = "vizdesk is offline. Switch Offline off to ask GPT-5.5 at OpenAI."
    assert f"vizdesk: GPT-5.5: {sentence}" in done.stderr
