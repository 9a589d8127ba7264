"""Fields, headers and times that a person has sent with every question to a server."""

from __future__ import annotations

from pathlib import Path

import pytest

from vizdesk.catalog.endpoints.user_endpoints import UserEndpoints
from vizdesk.catalog.models.model_spec import find_model
from vizdesk.common import resources
from vizdesk.comparison.models import Endpoint, RequestOptions
from vizdesk.comparison.profiles import load_profiles
from vizdesk.comparison.silence import Silence, SilenceLimits

HEAD = '[endpoint]\nid = "lab"\nname = "Lab"\nbase_url = "http://10.0.0.1:8000/v1"\n'
OPTIONS = """connect_s = 30
[endpoint.extra]
top_k = 20
min_p = 0.05
chat_template_kwargs = { enable_thinking = false }
[endpoint.headers]
HTTP-Referer = "https://lab.example"
X-Team = "vision"
"""
MEANT = RequestOptions(
    {"top_k": 20, "min_p": 0.05, "chat_template_kwargs": {"enable_thinking": False}},
    {"HTTP-Referer": "https://lab.example", "X-Team": "vision"},
    30,
)


def endpoints(folder: Path, text: str) -> UserEndpoints:
    (folder / "lab.toml").write_text(HEAD + text, encoding="utf-8")
    return UserEndpoints(folder)


def test_they_are_read_kept_and_come_with_every_model_of_the_server(tmp_path: Path) -> None:
    own = endpoints(tmp_path, OPTIONS)
    (endpoint,), problems = own.load()
    assert problems == ()
    assert endpoint.options == MEANT
    own.keep(endpoint)
    assert own.load()[0][0].options == MEANT
    profiles = load_profiles(resources.folder() / "profiles")
    source = find_model("m@http://10.0.0.1:8000", (), profiles, own.load()[0]).source
    assert isinstance(source, Endpoint)
    assert source.options == MEANT


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('extra = { model = "x" }', "extra may not hold model"),
        ("extra = { stream = false, messages = [] }", "extra may not hold messages, stream"),
        ("extra = { at = 2026-11-30 }", "extra must be a table of fields that JSON has"),
        ("extra = { at = nan }", "extra must be a table of fields that JSON has"),
        ("extra = 3", "extra must be"),
        ('headers = { Authorization = "Bearer sk-1" }', "headers may not hold authorization"),
        ('headers = { "X Y" = "z" }', "headers must be"),
        ('headers = { X-Y = "a\\r\\nb" }', "headers must be"),
        ("headers = { X-Y = 3 }", "headers must be"),
        ("connect_s = 0", "connect_s must be"),
        ("connect_s = true", "connect_s must be"),
        ("connect_s = inf", "connect_s must be"),
    ],
)
def test_what_cannot_be_is_said_with_its_file_and_never_with_a_key(
    tmp_path: Path, text: str, words: str
) -> None:
    loaded, problems = endpoints(tmp_path, text).load()
    assert loaded == ()
    assert words in problems[0]
    assert "lab.toml" in problems[0]
    assert "sk-1" not in problems[0]


def test_limits_on_silence_are_read_kept_and_come_with_every_model(tmp_path: Path) -> None:
    own = endpoints(tmp_path, "silence_before_s = 900\nsilence_within_s = 0\n")
    (endpoint,), problems = own.load()
    assert problems == ()
    own.keep(endpoint)
    assert own.load()[0] == (endpoint,)
    model = find_model(
        "m@http://10.0.0.1:8000/v1", (), load_profiles(resources.folder() / "profiles"), (endpoint,)
    )
    assert Silence().limits_of(model) == SilenceLimits(900.0, None)


@pytest.mark.parametrize("written", ["-1", "true", '"long"', "inf", "nan"])
def test_a_limit_on_silence_that_is_none_is_told(tmp_path: Path, written: str) -> None:
    _, problems = endpoints(tmp_path, f"silence_before_s = {written}\n").load()
    assert len(problems) == 1
    assert "silence_before_s" in problems[0]
