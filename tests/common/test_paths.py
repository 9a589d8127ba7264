"""A person's own files are where each system keeps them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from vizdesk.common.paths import cache_folder, config_folder, state_folder


@pytest.mark.parametrize(
    ("system", "variables", "expected"),
    [
        ("linux", {"VIZDESK_CONFIG": "/own", "XDG_CONFIG_HOME": "/x"}, "/own"),
        ("linux", {"XDG_CONFIG_HOME": "/x"}, "/x/vizdesk"),
        ("linux", {"XDG_CONFIG_HOME": "relative"}, "/home/me/.config/vizdesk"),
        ("linux", {}, "/home/me/.config/vizdesk"),
        ("darwin", {}, "/home/me/Library/Application Support/vizdesk"),
        ("win32", {"APPDATA": "/roaming"}, "/roaming/vizdesk"),
    ],
)
def test_each_system_has_its_place(
    monkeypatch: pytest.MonkeyPatch, system: str, variables: dict[str, str], expected: str
) -> None:
    for name in ("VIZDESK_CONFIG", "XDG_CONFIG_HOME", "APPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", "/home/me")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", system)
    assert config_folder() == Path(expected)


@pytest.mark.parametrize(
    ("system", "variables", "expected"),
    [
        ("linux", {"VIZDESK_STATE": "/own", "XDG_STATE_HOME": "/x"}, "/own"),
        ("linux", {"XDG_STATE_HOME": "/x"}, "/x/vizdesk"),
        ("linux", {}, "/home/me/.local/state/vizdesk"),
        ("darwin", {}, "/home/me/Library/Logs/vizdesk"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/vizdesk/Logs"),
    ],
)
def test_logs_are_where_each_system_keeps_them(
    monkeypatch: pytest.MonkeyPatch, system: str, variables: dict[str, str], expected: str
) -> None:
    for name in ("VIZDESK_STATE", "XDG_STATE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", "/home/me")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", system)
    assert state_folder() == Path(expected)


@pytest.mark.parametrize(
    ("system", "variables", "expected"),
    [
        ("linux", {"VIZDESK_CACHE": "/own", "XDG_CACHE_HOME": "/x"}, "/own"),
        ("linux", {"XDG_CACHE_HOME": "/x"}, "/x/vizdesk"),
        ("linux", {"XDG_CACHE_HOME": "relative"}, "/home/me/.cache/vizdesk"),
        ("darwin", {}, "/home/me/Library/Caches/vizdesk"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/vizdesk/Cache"),
    ],
)
def test_what_can_be_made_again_is_where_each_system_keeps_it(
    monkeypatch: pytest.MonkeyPatch, system: str, variables: dict[str, str], expected: str
) -> None:
    for name in ("VIZDESK_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", "/home/me")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", system)
    assert cache_folder() == Path(expected)


def test_no_test_sees_the_real_home(tmp_path: Path) -> None:
    assert tmp_path in config_folder().parents
    assert tmp_path in state_folder().parents
    assert tmp_path in cache_folder().parents
