"""Settings are kept whole, those of other versions too; a broken file takes nothing with it."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from vizdesk.settings.store import NAME, Settings, SettingsError, change, load, save

FOREIGN = """\
theme = "dark"
"a key of next year" = [1, 2.5, true]
since = 2026-11-21T08:30:00Z
day = 2026-11-21

[window]
panes = 4
names = { one = "a\\u007f", two = "“b”" }
"""


def test_nothing_is_set_before_the_first_time(tmp_path: Path) -> None:
    assert load(tmp_path / "nowhere" / NAME) == Settings(offline=False)


def test_what_is_saved_is_found_again(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / NAME
    save(Settings(offline=True), path)
    assert load(path) == Settings(offline=True)
    assert [one.name for one in path.parent.iterdir()] == [NAME]


def test_entries_of_other_versions_are_written_back_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_text(FOREIGN, encoding="utf-8")
    change(path, lambda before: replace(before, offline=True))
    after = tomllib.loads(path.read_text(encoding="utf-8"))
    assert after == {**tomllib.loads(FOREIGN), "offline": True}


@pytest.mark.parametrize(
    ("text", "words"), [("offline = maybe", "line 1"), ('offline = "yes"', "must be true or false")]
)
def test_a_broken_file_is_named_and_put_aside(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / NAME
    path.write_text(text)
    with pytest.raises(SettingsError, match=words) as raised:
        load(path)
    assert str(path) in str(raised.value)
    change(path, lambda before: replace(before, offline=True))
    assert load(path).offline
    assert (tmp_path / f"{NAME}.broken").read_text() == text


def test_a_write_that_fails_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / NAME
    save(Settings(offline=True), path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        save(Settings(offline=False), path)
    assert load(path).offline
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == [NAME]
