"""The entry in this desktop's menu: where its files go, and what they say."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from vizdesk.common import resources
from vizdesk.common.atomic_files import write_whole
from vizdesk.common.paths import home_folder

NAME = "org.vizdesk.Vizdesk"


def data_home(environment: Mapping[str, str]) -> Path:
    """Where a person's own menu entries and icons are kept.

    https://specifications.freedesktop.org/basedir-spec/latest/, which has relative paths ignored.
    """
    named = environment.get("XDG_DATA_HOME", "")
    return Path(named) if named.startswith("/") else home_folder() / ".local" / "share"


def places(home: Path) -> tuple[Path, Path, Path]:
    """The entry, its icon and its kinds of files (GGUF) below the data folder `home`."""
    icons = home / "icons" / "hicolor" / "scalable" / "apps"
    kinds = home / "mime" / "packages" / f"{NAME}.xml"
    return home / "applications" / f"{NAME}.desktop", icons / f"{NAME}.svg", kinds


def command() -> tuple[str, ...]:
    """How this very program is started: a package's own file, or this Python with the module."""
    if getattr(sys, "frozen", False):
        return (sys.executable,)
    script = Path(sys.executable).with_name("vizdesk")
    return (str(script),) if script.is_file() else (sys.executable, "-m", "vizdesk")


def entry(template: str, words: tuple[str, ...]) -> str:
    """The text of the entry that starts `words`."""
    lines = []
    for line in template.splitlines():
        key = line.partition("=")[0]
        if key == "Exec":
            last = line.split()[-1]  # %F, or --new-window of an action
            lines.append(f"Exec={' '.join(map(quoted, words))} {last}")
        elif key != "TryExec":
            lines.append(line)
    return "\n".join(lines) + "\n"


def quoted(word: str) -> str:
    """One word of `Exec`, as the specification has it: quoted, and then escaped once more.

    https://specifications.freedesktop.org/desktop-entry-spec/latest/exec-variables.html
    """
    for character in '\\"`$':
        word = word.replace(character, f"\\{character}")
    return '"' + word.replace("\\", "\\\\").replace("%", "%%") + '"'


def install(home: Path) -> tuple[Path, ...]:
    """Write the entry, the icon and the kinds of files; returns them. Raises OSError."""
    folder = resources.folder()
    template = (folder / "desktop" / f"{NAME}.desktop").read_text(encoding="utf-8")
    desktop, icon, kinds = places(home)
    for path, text in (
        (desktop, entry(template, command())),
        (icon, (folder / "icons" / "vizdesk.svg").read_text(encoding="utf-8")),
        (kinds, (folder / "desktop" / f"{NAME}.mime.xml").read_text(encoding="utf-8")),
    ):
        write_whole(path, text)
    _announce(home)
    return desktop, icon, kinds


def remove(home: Path) -> tuple[Path, ...]:
    """Delete what `install` writes; returns those that were there. Raises OSError."""
    gone = tuple(path for path in places(home) if path.exists())
    for path in gone:
        path.unlink()
    if gone:
        _announce(home)
    return gone


def _announce(home: Path) -> None:
    """Have “Open with” know of the change at once, where the desktop keeps lists of its own."""
    for name, folder in (
        ("update-desktop-database", home / "applications"),
        ("update-mime-database", home / "mime"),
    ):
        program = shutil.which(name)
        if program is not None and folder.is_dir():
            subprocess.run([program, str(folder)], check=False, capture_output=True)
