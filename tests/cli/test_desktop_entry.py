"""`vizdesk install-desktop` puts vizdesk into this desktop's menu, and takes it out again."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from vizdesk.cli import desktop_entry

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="menu entries of this kind are for Linux only"
)


def vizdesk(home: Path, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "vizdesk", "install-desktop", *words],
        env={"PATH": "/usr/bin:/bin", "XDG_DATA_HOME": str(home), "PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return done.stdout


def test_the_entry_the_icon_and_the_kinds_of_files_are_written_and_deleted(tmp_path: Path) -> None:
    desktop, icon, kinds = files = desktop_entry.places(tmp_path)
    assert vizdesk(tmp_path) == "".join(f"wrote {path}\n" for path in files)
    assert 'pattern="*.gguf"' in kinds.read_text()
    assert "image/png" in desktop.read_text()
    assert icon.read_text().startswith("<svg")
    if shutil.which("desktop-file-validate"):
        done = subprocess.run(
            ["desktop-file-validate", str(desktop)], capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stdout) == (0, "")
    assert vizdesk(tmp_path, "--remove") == "".join(f"deleted {path}\n" for path in files)
    assert [path for path in files if path.exists()] == []
    assert vizdesk(tmp_path, "--remove") == ""


def test_the_entry_starts_the_program_that_wrote_it(tmp_path: Path) -> None:
    desktop, *_ = desktop_entry.install(tmp_path)
    line = next(line for line in desktop.read_text().splitlines() if line.startswith("Exec="))
    *command, files = shlex.split(line.removeprefix("Exec="))
    assert files == "%F"
    done = subprocess.run([*command, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("vizdesk ")
    assert "TryExec" not in desktop.read_text()


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("/opt/my programs/vizdesk", '"/opt/my programs/vizdesk"'),
        ('a"b', '"a\\\\"b"'),
        ("a$b`c", '"a\\\\$b\\\\`c"'),
        ("back\\slash", '"back\\\\\\\\slash"'),
        ("100%", '"100%%"'),
    ],
)
def test_words_are_quoted_as_the_specification_has_it(word: str, written: str) -> None:
    assert desktop_entry.quoted(word) == written


def test_a_relative_data_folder_is_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ada")
    assert desktop_entry.data_home({"XDG_DATA_HOME": "x"}) == Path("/home/ada/.local/share")
    assert desktop_entry.data_home({"XDG_DATA_HOME": "/x"}) == Path("/x")
