"""A person's own files are where each system keeps them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from vizdesk.common.paths import cache_folder, config_folder, data_folder, state_folder


@pytest.mark.parametrize(
    ("folder", "system", "variables", "expected"),
    [
        (config_folder, "linux", {"VIZDESK_CONFIG": "/own", "XDG_CONFIG_HOME": "/x"}, "/own"),
        (config_folder, "linux", {"XDG_CONFIG_HOME": "/x"}, "/x/vizdesk"),
        (config_folder, "linux", {"XDG_CONFIG_HOME": "relative"}, "/home/me/.config/vizdesk"),
        (config_folder, "linux", {}, "/home/me/.config/vizdesk"),
        (config_folder, "darwin", {}, "/home/me/Library/Application Support/vizdesk"),
        (config_folder, "win32", {"APPDATA": "/roaming"}, "/roaming/vizdesk"),
        (config_folder, "win32", {}, "/home/me/AppData/Roaming/vizdesk"),
        (data_folder, "linux", {"XDG_DATA_HOME": "/x"}, "/x/vizdesk"),
        (data_folder, "linux", {}, "/home/me/.local/share/vizdesk"),
        (data_folder, "darwin", {}, "/home/me/Library/Application Support/vizdesk"),
        (data_folder, "win32", {}, "/home/me/AppData/Local/vizdesk"),
        (state_folder, "linux", {"VIZDESK_STATE": "/own", "XDG_STATE_HOME": "/x"}, "/own"),
        (state_folder, "linux", {"XDG_STATE_HOME": "/x"}, "/x/vizdesk"),
        (state_folder, "linux", {}, "/home/me/.local/state/vizdesk"),
        (state_folder, "darwin", {}, "/home/me/Library/Logs/vizdesk"),
        (state_folder, "win32", {"LOCALAPPDATA": "/local"}, "/local/vizdesk/Logs"),
        (cache_folder, "linux", {"VIZDESK_CACHE": "/own", "XDG_CACHE_HOME": "/x"}, "/own"),
        (cache_folder, "linux", {"XDG_CACHE_HOME": "/x"}, "/x/vizdesk"),
        (cache_folder, "linux", {"XDG_CACHE_HOME": "relative"}, "/home/me/.cache/vizdesk"),
        (cache_folder, "darwin", {}, "/home/me/Library/Caches/vizdesk"),
        (cache_folder, "win32", {"LOCALAPPDATA": "/local"}, "/local/vizdesk/Cache"),
    ],
)
def test_each_kind_of_file_is_where_each_system_keeps_it(
    monkeypatch: pytest.MonkeyPatch,
    folder: Callable[[], Path],
    system: str,
    variables: dict[str, str],
    expected: str,
) -> None:
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.delenv(f"VIZDESK_{kind}", raising=False)
        monkeypatch.delenv(f"XDG_{kind}_HOME", raising=False)
    for name in ("APPDATA", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", "/home/me")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", system)
    assert folder() == Path(expected)


def test_no_test_sees_the_real_home(tmp_path: Path) -> None:
    assert tmp_path in config_folder().parents
    assert tmp_path in state_folder().parents
    assert tmp_path in cache_folder().parents
