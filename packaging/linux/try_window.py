"""The installed program as a new user has it: menu entry, drop, run, export, quit. No probe inside.

Usage: python packaging/linux/try_window.py SCREENSHOTS
What came about is seen from outside: in the history that the program keeps, in the file it
exports, in its exit status and on its stderr, which must stay empty.
"""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from PIL import Image, ImageGrab

ROOT = Path(__file__).resolve().parents[2]
ENTRY = Path("/usr/share/applications/org.vizdesk.Vizdesk.desktop")
SIZE = (1480, 940)
PATIENCE_S = 60.0
Seen = TypeVar("Seen")


@contextmanager
def screen(home: Path) -> Iterator[dict[str, str]]:
    """An X server and a window manager; yields the environment of a new user's session on it."""
    read, write = os.pipe()
    words = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24"]
    server = subprocess.Popen(
        [*words, "-nolisten", "tcp"], pass_fds=[write], stderr=subprocess.DEVNULL
    )
    os.close(write)
    with os.fdopen(read) as pipe:
        display = f":{pipe.readline().strip()}"
    session = {
        "HOME": str(home),
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "DISPLAY": display,
        "LANG": "C.UTF-8",
        "XDG_RUNTIME_DIR": str(home),
    }
    manager = subprocess.Popen(["openbox"], env=session, stderr=subprocess.DEVNULL)
    try:
        yield session
    finally:
        for process in (manager, server):
            process.terminate()
            process.wait(10)


def command(entry: Path, *files: Path) -> list[str]:
    """What a desktop would start for `files`."""
    line = next(one for one in entry.read_text().splitlines() if one.startswith("Exec="))
    words = shlex.split(line.removeprefix("Exec="))
    return [one for word in words for one in (map(str, files) if word == "%F" else [word])]


class Hands:
    """Mouse, keyboard and eyes on one screen."""

    def __init__(self, session: dict[str, str], shots: Path) -> None:
        self._session, self.shots = session, shots
        shots.mkdir(parents=True, exist_ok=True)

    def do(self, *words: object) -> str:
        """One xdotool command; what it prints."""
        return subprocess.run(
            ["xdotool", *map(str, words)],
            env=self._session,
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    def grab(self, name: str) -> Image.Image:
        """An image of the whole screen, kept as `name`."""
        image = ImageGrab.grab(xdisplay=self._session["DISPLAY"])
        image.save(self.shots / f"package-{name}.png")
        return image

    def drop(self, file: Path, target: tuple[int, int]) -> None:
        """Drag `file` from a second program's window, as a hand does."""
        source = subprocess.Popen(
            [
                *(sys.executable, str(ROOT / "tests/end_to_end/drag_source.py"), "20", "20"),
                *(str(file.with_suffix(".accepted")), str(file)),
            ],
            env={**self._session, "QT_QPA_PLATFORM": "xcb"},
        )
        try:
            where = wait("the drag source", lambda: self.windows("drag_source"))[0]
            self.do("windowraise", where)
            time.sleep(0.5)
            self.do("mousemove", 80, 70)
            self.do("mousedown", 1)
            for step in range(1, 13):
                x, y = (80 + (target[0] - 80) * step // 12, 70 + (target[1] - 70) * step // 12)
                self.do("mousemove", x, y)
                time.sleep(0.05)
            time.sleep(0.4)
            self.do("mouseup", 1)
            time.sleep(0.5)
        finally:
            source.kill()
            source.wait(10)

    def windows(self, name: str) -> list[str]:
        """Visible windows whose class or title is `name`."""
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--class", name],
            env=self._session,
            check=False,
            capture_output=True,
            text=True,
        )
        return found.stdout.split()


def wait(what: str, ready: Callable[[], Seen]) -> Seen:
    """What `ready` gives once it gives something. Raises TimeoutError."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        found = ready()
        if found:
            return found
        time.sleep(0.2)
    raise TimeoutError(f"{what} did not come about")


def answers(session: dict[str, str]) -> list[str]:
    """The states of the newest comparison's answers, as the installed command line tells them."""

    def vizdesk(*words: str) -> str:
        return subprocess.run(
            ["vizdesk", "history", *words], env=session, check=True, capture_output=True, text=True
        ).stdout

    listed = vizdesk("list").split()
    if not listed:
        return []
    found = json.loads(vizdesk("show", listed[0], "--json"))
    return [str(answer["state"]) for answer in found["answers"]]


def use(session: dict[str, str], home: Path, hands: Hands) -> None:
    """Everything a new user does on the first day."""
    started = time.monotonic()
    program = subprocess.Popen(
        command(ENTRY), env=session, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    window = wait("the window", lambda: hands.windows("vizdesk"))[0]
    print(f"window after {time.monotonic() - started:.2f} s")
    hands.do("windowsize", "--sync", window, SIZE[0] - 20, SIZE[1] - 40)
    hands.do("windowmove", window, 5, 20)
    time.sleep(1.0)
    hands.grab("start")

    sample = home / "Pictures" / "my shapes.png"
    sample.parent.mkdir()
    with Image.open(ROOT / "resources/samples/shapes.png") as image:
        image.save(sample)
    hands.drop(sample, (700, 500))
    time.sleep(1.5)
    hands.grab("dropped")

    hands.do("windowfocus", "--sync", window)
    hands.do("key", "ctrl+Return")
    wait("both answers", lambda: answers(session) == ["done", "done"])
    time.sleep(1.0)
    hands.grab("answers")

    target = home / "my report.png"
    hands.do("key", "ctrl+e")
    time.sleep(2.5)
    hands.grab("export-dialog")
    hands.do("key", "Return")  # “Save…” is the default button; then the file dialog
    time.sleep(2.0)
    hands.do("key", "ctrl+a")
    hands.do("type", "--delay", "20", str(target))
    time.sleep(0.5)
    hands.do("key", "Return")
    wait("the exported image", target.exists)
    time.sleep(1.0)
    with Image.open(target) as exported:
        print(f"exported {exported.width} × {exported.height} pixels")
        exported.save(hands.shots / "package-exported.png")
    hands.grab("exported-window")

    hands.do("key", "ctrl+q")
    out, error = program.communicate(timeout=20)
    assert (program.returncode, out, error) == (0, "", ""), (program.returncode, out, error)
    print("ended with 0, stderr empty")


def main() -> None:
    """Use the program; leave the images in the folder named on the command line."""
    with TemporaryDirectory(prefix="vizdesk-home-") as folder:
        home = Path(folder)
        home.chmod(0o700)
        with screen(home) as session:
            use(session, home, Hands(session, Path(sys.argv[1])))


if __name__ == "__main__":
    main()
