"""A person's own words for a family: kept in a readable file, laid over what is shipped, undone."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vizdesk.common import paths, resources
from vizdesk.comparison.jobs import settled
from vizdesk.comparison.models import Endpoint, EngineKind, Model, Sampling
from vizdesk.comparison.profile_tables import changes, laid_over, to_tables, toml_text
from vizdesk.comparison.profiles import (
    BoxForm,
    BoxScale,
    Fit,
    Profile,
    Thinking,
    load_profiles,
    parse_profile,
)
from vizdesk.services.profiles import UserProfiles

SHIPPED = load_profiles(resources.folder() / "profiles")
QWEN = Model(
    "q", "Qwen3-VL", EngineKind.CHAT, Endpoint("http://127.0.0.1:1/v1", "qwen3-vl"), "qwen3-vl"
)


@pytest.fixture
def own(tmp_path: Path) -> UserProfiles:
    return UserProfiles(SHIPPED, tmp_path)


def with_caption(words: str) -> Profile:
    shipped = SHIPPED["qwen3-vl"]
    return replace(shipped, prompts={**shipped.prompts, "caption": words})


@pytest.mark.parametrize("profile", SHIPPED.values(), ids=SHIPPED)
def test_every_shipped_profile_survives_being_written_and_read(profile: Profile) -> None:
    assert parse_profile(tomllib.loads(toml_text(to_tables(profile)))) == profile


@given(st.dictionaries(st.text(), st.text(), max_size=4), st.text(min_size=1), st.booleans())
def test_any_words_survive_being_written_and_read(
    prompts: dict[str, str], name: str, first: bool
) -> None:
    def as_text(text: str) -> str:
        return text.encode("utf-8", "replace").decode()

    profile = Profile("own", as_text(name), image_first=first)
    profile = replace(profile, prompts={as_text(k): as_text(v) for k, v in prompts.items()})
    assert parse_profile(tomllib.loads(toml_text(to_tables(profile)))) == profile


def test_the_file_says_only_what_is_different(own: UserProfiles, tmp_path: Path) -> None:
    own.keep(with_caption('Say "it" in\nLatin.'))
    file = tmp_path / "profiles" / "qwen3-vl.toml"
    assert tomllib.loads(file.read_text(encoding="utf-8")) == {
        "id": "qwen3-vl",
        "prompts": {"caption": 'Say "it" in\nLatin.'},
    }
    assert own.edited("qwen3-vl")


def test_own_words_are_used_at_once_and_after_a_restart(own: UserProfiles, tmp_path: Path) -> None:
    view = own.profiles
    own.keep(with_caption("Say it in Latin."))
    assert view["qwen3-vl"].prompts["caption"] == "Say it in Latin."
    again = UserProfiles(SHIPPED, tmp_path)
    assert again.profile_of(QWEN).prompts["caption"] == "Say it in Latin."
    assert again.profile_of(QWEN).prompts["ask"] == SHIPPED["qwen3-vl"].prompts["ask"]


def test_every_part_of_a_profile_can_be_changed(own: UserProfiles) -> None:
    old = SHIPPED["qwen3-vl"]
    mine = replace(
        old,
        boxes=replace(old.boxes, form=BoxForm.PAIRS, y_first=True, scale=BoxScale.PERCENT),
        image=replace(old.image, fit=Fit.LONGEST, longest=900, min_pixels=None),
        image_first=False,
        thinking=Thinking.ON,
        takes_temperature=False,
        system="Be brief.",
    )
    own.keep(mine)
    assert own.profiles["qwen3-vl"] == mine


def test_back_to_the_shipped_profile_leaves_no_file(own: UserProfiles, tmp_path: Path) -> None:
    own.keep(with_caption("Say it in Latin."))
    own.keep(SHIPPED["qwen3-vl"])
    assert not own.edited("qwen3-vl")
    assert list((tmp_path / "profiles").iterdir()) == []
    assert own.profiles["qwen3-vl"] == SHIPPED["qwen3-vl"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("[prompts]\ncaption = open", "line 2"),
        ('colour = "red"', "unknown key 'colour'"),
        ('[boxes]\nfrom = "json"', "unknown key 'boxes.from'"),
        ('[boxes]\nform = "jsn"', "boxes.form must be one of json"),
        ('[picture]\nlongest = "large"', "picture.longest must be a whole number, not 'large'"),
        ("[picture]\nlongest = true", "picture.longest must be a whole number, not True"),
        ("[prompts]\ncaption = 3", "prompts.caption must be a text, not 3"),
        ('[boxes]\nbox_keys = "bbox"', "boxes.box_keys must be a list of texts"),
        ('tasks = ["fly"]', "unknown task “fly”"),
        ('picture = "large"', "picture must be a table"),
        ("picture_first = 1", "image_first must be true or false"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_and_the_shipped_profile_stands_in(
    text: str, names: str, tmp_path: Path
) -> None:
    file = tmp_path / "profiles" / "qwen3-vl.toml"
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    own = UserProfiles(SHIPPED, tmp_path)
    (problem,) = own.problems
    assert problem.startswith(f"{file} cannot be used: ")
    assert names in problem
    assert own.profiles["qwen3-vl"] == SHIPPED["qwen3-vl"]


def test_a_file_that_is_no_text_is_named_too(tmp_path: Path) -> None:
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "a.toml").write_bytes(b"\xff\xfe\x00")
    assert "a.toml cannot be used" in UserProfiles(SHIPPED, tmp_path).problems[0]


def test_a_family_of_ones_own_starts_from_everybodys_words(tmp_path: Path) -> None:
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "ours.toml").write_text(
        'name = "Ours"\n[prompts]\ncaption = "What?"\n[match]\nnames = ["*ours*"]\n'
    )
    ours = UserProfiles(SHIPPED, tmp_path).profiles["ours"]
    assert (ours.id, ours.name, ours.prompts["caption"]) == ("ours", "Ours", "What?")
    assert ours.prompts["ask"] == "{question}"


def test_another_family_can_be_chosen_for_one_model(own: UserProfiles, tmp_path: Path) -> None:
    own.choose(QWEN, "qwen2.5-vl")
    assert UserProfiles(SHIPPED, tmp_path).profile_of(QWEN).id == "qwen2.5-vl"
    own.choose(QWEN, "qwen3-vl")
    assert not own.chosen(QWEN)
    (tmp_path / "families.toml").write_text('[family]\nq = "gone"\n')
    own.reload()
    assert own.profile_of(QWEN).id == "qwen3-vl"
    assert "family.q is 'gone'" in own.problems[0]


@pytest.mark.parametrize(
    "model_id", ["a.gguf+b.gguf", "m@http://127.0.0.1:1/v1", 'odd "id"\n\\', "[x]", "é ="]
)
def test_a_model_of_any_id_can_be_given_a_family(
    model_id: str, own: UserProfiles, tmp_path: Path
) -> None:
    model = replace(QWEN, id=model_id)
    own.choose(model, "gemma-4")
    assert own.profile_of(model).id == "gemma-4"
    assert UserProfiles(SHIPPED, tmp_path).profile_of(model).id == "gemma-4"
    assert own.profile_of(QWEN).id == "qwen3-vl"


def test_a_folder_that_cannot_be_written_is_an_error_for_the_caller(tmp_path: Path) -> None:
    (tmp_path / "profiles").write_text("in the way")
    with pytest.raises(OSError, match="profiles"):
        UserProfiles(SHIPPED, tmp_path).keep(with_caption("x"))


def test_changes_are_none_between_equals_and_laid_over_gives_the_edited_one() -> None:
    mine = with_caption("x")
    assert changes(mine, mine) == {}
    assert laid_over(SHIPPED["qwen3-vl"], changes(mine, SHIPPED["qwen3-vl"])) == mine


def test_the_profile_decides_on_temperature_and_thinking() -> None:
    warm = replace(QWEN, sampling=Sampling(temperature=0.7))
    refusing = replace(SHIPPED["qwen3-vl"], takes_temperature=False, thinking=Thinking.ON)
    assert settled(warm, refusing).sampling == Sampling(temperature=None, thinking=True)
    assert settled(warm, SHIPPED["qwen3-vl"]).sampling == warm.sampling


def test_own_profiles_lie_where_the_system_keeps_such_things(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv("VIZDESK_CONFIG", raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert paths.config_folder() == tmp_path / "vizdesk"


def test_the_table_of_conventions_is_up_to_date() -> None:
    root = resources.folder().parent
    tool = [sys.executable, "tools/box_conventions.py", "--check"]
    done = subprocess.run(tool, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
