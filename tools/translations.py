"""`make translations`: what the window says, collected for translators and packed for Qt."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import PySide6

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "translations"
SOURCES = ROOT / "src" / "vizdesk"
QT = Path(PySide6.__file__).parent


def collect(target: Path, language: str) -> None:
    """Bring a .ts file up to date with the sources; what is translated in it stays."""
    plurals = ["-pluralonly"] if language == "en" else []
    command = [QT / "lupdate", *sorted(SOURCES.rglob("*.py")), "-no-obsolete", "-silent"]
    command += ["-locations", "none", "-source-language", "en", *plurals]
    _run([*command, "-target-language", language, "-ts", target])


def pack(source: Path, target: Path) -> None:
    """Make the .qm file that Qt reads."""
    _run([QT / "lrelease", "-silent", source, "-qm", target])


def _run(command: list[str | Path]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def main() -> int:
    """All .ts files, and those named on the command line as new languages."""
    codes = {path.stem.removeprefix("vizdesk_") for path in FOLDER.glob("*.ts")}
    for code in sorted(codes | set(sys.argv[1:])):
        source = FOLDER / f"vizdesk_{code}.ts"
        collect(source, code)
        pack(source, source.with_suffix(".qm"))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
