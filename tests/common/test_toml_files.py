"""A configuration file that is deep, huge or wrong is told by name and costs no other file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from vizdesk.app.container import build_services
from vizdesk.common.toml_files import DEEPEST, LARGEST, parse_toml, read_each, read_toml

GOOD = """[[model]]
id = "good"
name = "Good"
profile = "generic"
base_url = "http://127.0.0.1:9/v1"
slug = "good"
"""


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a = " + "[" * 5000 + "]" * 5000, "nested too deep"),
        ("a = " + "[" * (DEEPEST + 1) + "]" * (DEEPEST + 1), "nested too deep"),
        ("a" + ".b" * 5000 + " = 1", "more than 32 parts"),
        ("[a" + " . b" * 5000 + "]", "more than 32 parts"),
        ("a = " + "9" * 5000, "4300"),
        ("a = [", "at end of document"),
    ],
)
def test_what_cannot_be_configuration_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        parse_toml(text)


def test_a_file_that_is_none_or_too_large_is_not_read(tmp_path: Path) -> None:
    pipe, large = tmp_path / "pipe.toml", tmp_path / "large.toml"
    os.mkfifo(pipe)
    with large.open("wb") as file:
        file.truncate(LARGEST + 1)
    for path, why in ((pipe, "it is no file"), (large, "larger than 4 MB"), (tmp_path, "no file")):
        with pytest.raises(ValueError, match=why):
            read_toml(path)


def test_whatever_a_file_does_to_its_reader_the_others_are_read(tmp_path: Path) -> None:
    def read(path: Path) -> str:
        if path.name == "b":
            raise ZeroDivisionError("in its reader")
        return path.name

    values, problems = read_each([tmp_path / name for name in "abc"], read)
    assert [value for _, value in values] == ["a", "c"]
    assert [str(problem) for problem in problems] == [
        f"{tmp_path / 'b'} cannot be read: in its reader. Correct or delete it."
    ]


HOSTILE = (
    *("a = " + "[" * 2500 + "]" * 2500, "model = 5", "card = 5", "endpoint = 5", "family = 5"),
    *("[[model]]\nid = 5", "[[model]]\nid = 'x'\nname = 'x'\nprofile = 'x'\nweights = 5"),
    "[[model]]\nid='x'\nname='x'\nprofile='x'\nbase_url=5\nslug={}",
    "[[model]]\nid='x'\nname='x'\nprofile='x'\nbase_url='http://[x'\nslug='x'\nkey=5",
    "[[model]]\nid='x'\nname='x'\nprofile='x'\nbase_url='http://x'\nslug='x'\ntasks=5",
    "[[model]]\nid='x'\nname='x'\nprofile='x'\nbase_url='http://x'\nslug='x'\nprice=5",
    "[[model]]\nid='x'\nname='x'\nprofile='x'\nweights='\\u0000'",
    "[[settings]]\nid='demo-small'\nsampling=5",
    "[[card]]\nid='x'\nlocal=5\nremote=[5]\nevals=5",
    "[[card]]\nid='demo-small'\nlocal=[{}]\nname=5",
    *("hosts = 5", "[sources]\nx = 5", "[endpoint]\nid=5", "id = [1]", "prompts = 5", "boxes = 5"),
    *("[[endpoint]]\nid='x'\nname='x'\nbase_url='http://x:99999999'\n", "id='generic'\nmatch=5"),
    *("picture = {longest='x'}", "tasks = 5", "tasks = [5]", "id = 'x'\nname = {}", "\x00", "[["),
    *("endpoint = []", "endpoint = [5]", "[family]\ndemo-small = [5]", "[family]\nx = {}"),
)


@pytest.mark.parametrize("place", ["models", "profiles", "endpoints"])
def test_no_file_of_a_folder_stops_the_start_or_takes_another_with_it(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VIZDESK_CONFIG", str(tmp_path / "config"))
    folder = tmp_path / "config" / place
    folder.mkdir(parents=True)
    (tmp_path / "config" / "models").mkdir(exist_ok=True)
    (tmp_path / "config" / "models" / "zz.toml").write_text(GOOD)
    for at, text in enumerate(HOSTILE):
        (folder / f"{at:02}.toml").write_text(text)
    os.mkfifo(folder / "pipe.toml")
    (folder / "bytes.toml").write_bytes(b"\xff\xfe")
    (folder / "folder.toml").mkdir()
    services = build_services()
    models = {model.id for model in services.models.at_start}
    assert {"good", "demo-small", "demo-large"} <= models
    assert len(services.problems) > 5
    for name in ("pipe.toml", "bytes.toml", "folder.toml", "00.toml"):
        assert any(str(folder / name) in problem for problem in services.problems)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_choice_of_families_and_no_sets_stop_the_start(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VIZDESK_CONFIG", str(tmp_path / "config"))
    (tmp_path / "config").mkdir()
    for name in ("families.toml", "sets.toml", "settings.toml"):
        (tmp_path / "config" / name).write_text(text)
    assert "demo-small" in {model.id for model in build_services().models.at_start}
