"""One declaration of the settings: file, command line and dialog cannot differ."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from vizdesk.__main__ import main
from vizdesk.common import paths
from vizdesk.settings.preferences import Preferences
from vizdesk.settings.schema import Kind, Setting, SettingError, SettingValue
from vizdesk.settings.store import NAME, SCHEMA, Settings, load, save

Captured = pytest.CaptureFixture[str]


def another(setting: Setting) -> SettingValue:
    """A good value that is not the default."""
    if setting.kind is Kind.SWITCH:
        return not setting.default
    if setting.kind is Kind.NUMBER:
        return setting.most
    if setting.kind is Kind.CHOICE:
        return next(choice for choice in setting.choices if choice != setting.default)
    if setting.kind is Kind.FOLDERS:
        return ("/models", "/more models")
    return "de" if setting.kind is Kind.LANGUAGE else "/somewhere else"


@pytest.mark.parametrize("setting", SCHEMA, ids=[one.name for one in SCHEMA])
def test_each_setting_is_written_and_found_again(setting: Setting, tmp_path: Path) -> None:
    path = tmp_path / NAME
    changed = Settings().having(setting.name, another(setting))
    save(changed, path)
    assert load(path) == changed
    assert list(tomllib.loads(path.read_text())) == [setting.name]
    assert setting.parse(setting.write(another(setting))) == another(setting)
    assert setting.check(setting.default) == setting.default
    assert setting.title
    assert setting.help.endswith(".")
    assert setting.help.count(". ") == 0


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("threads = -1", "threads = -1 cannot be; it must be a whole number from 0 to 256"),
        ("threads = true", "threads = true cannot be"),
        ('theme = "pink"', "theme = 'pink' cannot be; it must be dark or light or system"),
        ("text_size = 90", "from 100 to 200 %"),
        ('model_folders = "one"', "must be folders"),
    ],
)
def test_a_value_that_cannot_be_is_named_and_the_default_used(
    line: str, words: str, tmp_path: Path
) -> None:
    path = tmp_path / NAME
    path.write_text(f"{line}\nmemory_limit = 8\n")
    found = load(path)
    assert found == Settings(memory_limit=8, others=found.others)
    (problem,) = found.problems
    assert words in problem
    assert str(path) in problem
    # Another setting is changed: what could not be used stays for whoever wrote it to correct.
    preferences = Preferences(path, found)
    preferences.set_value("history_limit", 500)
    assert line in path.read_text()
    name = line.split(" ")[0]
    preferences.reset(name)
    assert load(path).problems == ()
    assert name not in path.read_text()


def test_a_file_that_cannot_be_read_leaves_vizdesk_offline_also_after_a_change(
    tmp_path: Path,
) -> None:
    path = tmp_path / NAME
    path.write_text("offline = tru")
    preferences = Preferences(path, Settings(offline=True))
    preferences.set_value("theme", "dark")
    assert load(path) == Settings(theme="dark", offline=True)


def vizdesk(capsys: Captured, *words: str) -> tuple[int, str, str]:
    code = main(["settings", *words])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_the_command_line_lists_gets_sets_and_resets(capsys: Captured) -> None:
    assert vizdesk(capsys, "get", "threads") == (0, "0\n", "")
    assert vizdesk(capsys, "set", "threads", "3") == (0, "", "")
    assert vizdesk(capsys, "get", "threads") == (0, "3\n", "")
    assert load(paths.config_folder() / NAME) == Settings(threads=3)
    code, out, _ = vizdesk(capsys, "list")
    assert code == 0
    for setting in SCHEMA:
        assert setting.name in out
        assert setting.help in out
    assert vizdesk(capsys, "reset", "threads")[0] == 0
    assert vizdesk(capsys, "get", "threads")[1] == "0\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("set", "threads", "many"), "whole number from 0 to 256 (0: automatic)"),
        (("set", "offline", "maybe"), "true or false"),
        (("get", "colour"), "There is no setting “colour”; there are theme, language"),
    ],
)
def test_the_command_line_says_what_a_setting_can_be(
    words: tuple[str, ...], said: str, capsys: Captured
) -> None:
    code, _, err = vizdesk(capsys, *words)
    assert code == 2
    assert said in err


def test_a_value_out_of_the_schema_is_refused() -> None:
    with pytest.raises(SettingError):
        Settings().having("text_size", 300)
