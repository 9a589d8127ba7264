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


def config_folder() -> Path:
    """The folder of a person's own models and profiles; it need not exist yet.

    VIZDESK_CONFIG names another one. Else Linux follows the XDG base directory specification
    (https://specifications.freedesktop.org/basedir-spec/latest/), macOS and Windows their own.
    """
    own = os.environ.get("VIZDESK_CONFIG")
    if own:
        return Path(own)
    if sys.platform == "darwin":
        return home_folder() / "Library" / "Application Support" / "vizdesk"
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or home_folder() / "AppData" / "Roaming") / "vizdesk"
    config = os.environ.get("XDG_CONFIG_HOME", "")
    # The specification has relative paths ignored.
    return (Path(config) if config.startswith("/") else home_folder() / ".config") / "vizdesk"


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
    own = os.environ.get("VIZDESK_DATA")
    if own:
        return Path(own)
    if sys.platform == "darwin":
        return home_folder() / "Library" / "Application Support" / "vizdesk"
    if sys.platform == "win32":
        return (
            Path(os.environ.get("LOCALAPPDATA") or home_folder() / "AppData" / "Local") / "vizdesk"
        )
    data = os.environ.get("XDG_DATA_HOME", "")
    return (Path(data) if data.startswith("/") else home_folder() / ".local" / "share") / "vizdesk"


def state_folder() -> Path:
    """The folder for what vizdesk notes about itself: the log, crashes; it need not exist yet.

    VIZDESK_STATE names another one. macOS keeps logs in a place of their own, where Console.app
    shows them.
    """
    own = os.environ.get("VIZDESK_STATE")
    if own:
        return Path(own)
    if sys.platform == "darwin":
        return home_folder() / "Library" / "Logs" / "vizdesk"
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA") or home_folder() / "AppData" / "Local")
        return local / "vizdesk" / "Logs"
    state = os.environ.get("XDG_STATE_HOME", "")
    return (
        Path(state) if state.startswith("/") else home_folder() / ".local" / "state"
    ) / "vizdesk"


def cache_folder() -> Path:
    """The folder for what can be made again, such as thumbnails; it need not exist yet.

    VIZDESK_CACHE names another one.
    """
    own = os.environ.get("VIZDESK_CACHE")
    if own:
        return Path(own)
    if sys.platform == "darwin":
        return home_folder() / "Library" / "Caches" / "vizdesk"
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA") or home_folder() / "AppData" / "Local")
        return local / "vizdesk" / "Cache"
    cache = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(cache) if cache.startswith("/") else home_folder() / ".cache") / "vizdesk"
