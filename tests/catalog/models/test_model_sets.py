"""Saved sets of models: kept, found, renamed, deleted and put back in their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from vizdesk.__main__ import main
from vizdesk.catalog.models.model_sets import ModelSet, ModelSets, SetError

MINE = ModelSet("My three", ("a", "b", "gpt-5.5@https://x/v1"))
SMALL = ModelSet("Small “ones”", ("a",))


@pytest.fixture
def sets(tmp_path: Path) -> ModelSets:
    found = ModelSets(tmp_path / "config" / "sets.toml")
    for one in (MINE, SMALL):
        found.keep(one)
    return found


def test_sets_are_found_again_in_their_order(sets: ModelSets) -> None:
    assert ModelSets(sets.path).all() == (MINE, SMALL)
    assert sets.get(" my THREE ") == MINE


def test_nothing_is_written_before_the_first_set(tmp_path: Path) -> None:
    empty = ModelSets(tmp_path / "sets.toml")
    assert empty.all() == ()
    with pytest.raises(SetError, match="there are none yet"):
        empty.get("mine")
    assert list(tmp_path.glob("*.toml")) == []


def test_a_set_of_the_same_name_is_replaced(sets: ModelSets) -> None:
    other = ModelSet("my three", ("z",))
    sets.keep(other)
    assert sets.all() == (other, SMALL)


def test_a_deleted_set_is_put_back_in_its_place(sets: ModelSets) -> None:
    at = sets.forget("My three")
    assert sets.all() == (SMALL,)
    sets.keep(MINE, at)
    assert sets.all() == (MINE, SMALL)


def test_a_set_is_renamed_but_never_over_another(sets: ModelSets) -> None:
    sets.rename("My three", "Mine  all ")
    assert sets.all() == (ModelSet("Mine all", MINE.models), SMALL)
    with pytest.raises(SetError, match="already"):
        sets.rename("Mine all", SMALL.name.upper())
    for empty in (ModelSet(" ", ("a",)), ModelSet("x", ())):
        with pytest.raises(SetError, match="needs a name and at least one model"):
            sets.keep(empty)


@pytest.mark.parametrize("text", ["[[set]]\nname = 1\nmodels = []", "set = [", "[[set]]\nname='x'"])
def test_a_broken_file_is_named_and_left_alone(text: str, tmp_path: Path) -> None:
    path = tmp_path / "sets.toml"
    path.write_text(text)
    with pytest.raises(SetError, match="Correct it or delete it") as raised:
        ModelSets(path).keep(MINE)
    assert str(path) in str(raised.value)
    assert path.read_text() == text


def test_the_command_line_saves_lists_and_compares_a_set(
    capsys: pytest.CaptureFixture[str],
) -> None:
    from vizdesk.common import resources

    image = str(resources.folder() / "samples" / "shapes.png")
    assert main(["sets", "save", "both", "demo-small", "demo-large"]) == 0
    assert main(["sets", "list"]) == 0
    assert "both: demo-small, demo-large" in capsys.readouterr().out
    code = main(["compare", image, "--task", "detect", "--set", "both", "--model", "demo-small"])
    out = capsys.readouterr().out
    assert code == 0
    assert "Demo, small" in out
    assert "Demo, large" in out
    assert main(["compare", image, "--task", "detect", "--set", "lost"]) == 2
    assert "There is no set “lost”; there are “both”." in capsys.readouterr().err
    assert main(["compare", image, "--task", "detect"]) == 2
    assert "--set NAME" in capsys.readouterr().err
    assert main(["sets", "save", "bad", "no-such-model"]) == 2
    assert main(["sets", "delete", "both", "--yes"]) == 0
