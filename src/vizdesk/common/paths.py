"""Where vizdesk keeps what belongs to one person: the config folder of each system."""

from __future__ import annotations

import os
import sys
from pathlib import Path

NOWHERE = Path("/nonexistent")
"""What Debian's policy gives a user without a home: nothing is there, nobody may make it."""


def home_folder() -> Path:
    """The home of the person; `NOWHERE` where HOME is not set and the system knows of none.

    So it is for a user number without a name, as containers have.
    https://docs.python.org/3/library/pathlib.html#pathlib.Path.home
    """
    try:
        return Path.home()
    except RuntimeError:
        return NOWHERE


def _place(own: str, mac: str, windows: tuple[str, str, str], xdg: tuple[str, str]) -> Path:
    """The folder that the variable `own` names, else where the system keeps such files.

    `mac` is below home; `windows` a variable, what it stands for below home, and the folder in it;
    `xdg` a variable and what it stands for below home.
    """
    if named := os.environ.get(own):
        return Path(named)
    if sys.platform == "darwin":
        return home_folder() / mac / "vizdesk"
    variable, below_home = windows[:2] if sys.platform == "win32" else xdg
    base = os.environ.get(variable, "")
    # The XDG specification has relative paths ignored.
    known = base if sys.platform == "win32" else base.startswith("/")
    inside = windows[2] if sys.platform == "win32" else "vizdesk"
    return (Path(base) if known else home_folder() / below_home) / inside


def config_folder() -> Path:
    """The folder of a person's own models and profiles; it need not exist yet.

    VIZDESK_CONFIG names another one. Else Linux follows the XDG base directory specification
    (https://specifications.freedesktop.org/basedir-spec/latest/), macOS and Windows their own.
    """
    return _place(
        "VIZDESK_CONFIG",
        "Library/Application Support",
        ("APPDATA", "AppData/Roaming", "vizdesk"),
        ("XDG_CONFIG_HOME", ".config"),
    )


def models_folder() -> Path:
    """The folder that downloaded models go to; it need not exist yet.

    VIZDESK_MODELS names another one. Files of many gigabytes are data, not configuration.
    """
    return Path(os.environ["VIZDESK_MODELS"]) if models_named() else data_folder() / "models"


def models_named() -> bool:
    """Whether the environment names the folder of models: that goes before any setting."""
    return bool(os.environ.get("VIZDESK_MODELS"))


def data_folder() -> Path:
    """The folder for what vizdesk gathers for one person: models, prices; it need not exist yet.

    VIZDESK_DATA names another one. On Windows it does not roam from machine to machine.
    """
    return _place(
        "VIZDESK_DATA",
        "Library/Application Support",
        ("LOCALAPPDATA", "AppData/Local", "vizdesk"),
        ("XDG_DATA_HOME", ".local/share"),
    )


def state_folder() -> Path:
    """The folder for what vizdesk notes about itself: the log, crashes; it need not exist yet.

    VIZDESK_STATE names another one. macOS keeps logs in a place of their own, where Console.app
    shows them.
    """
    return _place(
        "VIZDESK_STATE",
        "Library/Logs",
        ("LOCALAPPDATA", "AppData/Local", "vizdesk/Logs"),
        ("XDG_STATE_HOME", ".local/state"),
    )


def cache_folder() -> Path:
    """The folder for what can be made again, such as thumbnails; it need not exist yet.

    VIZDESK_CACHE names another one.
    """
    return _place(
        "VIZDESK_CACHE",
        "Library/Caches",
        ("LOCALAPPDATA", "AppData/Local", "vizdesk/Cache"),
        ("XDG_CACHE_HOME", ".cache"),
    )
