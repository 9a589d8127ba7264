"""`vizdesk probe` on the real demo model: the convention, the evidence, a profile of it."""

from __future__ import annotations

import json

import pytest

from vizdesk.cli.main import main
from vizdesk.common import paths


def test_the_demo_model_is_told_as_its_profile_has_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["probe", "demo-large"]) == 0
    first, best, *_ = capsys.readouterr().out.splitlines()
    assert first == "json, y x y x, 1000"
    assert best == "  json, y x y x, 1000: overlap 0.97, 5 of 5 objects"


def test_a_saved_profile_is_what_the_model_is_asked_as(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["probe", "demo-small", "--save", "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["format"], record["sure"]) == ("vizdesk-probe/1", True)
    assert (paths.config_folder() / "profiles" / "probed-demo-small.toml").is_file()
    assert main(["probe", "demo-small"]) == 0
    assert capsys.readouterr().out.startswith("json, y x y x, 1000")
