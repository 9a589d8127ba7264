"""`make translations`: what the window says, collected for translators and packed for Qt.

Qt's lupdate collects what stands under ui/. The templates of messages (`message`, `plural` of
common/messages.py) are collected here, since lupdate knows no function of ours.
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import PySide6

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "translations"
SOURCES = ROOT / "src" / "vizdesk"
QT = Path(PySide6.__file__).parent
CONTEXT = "messages"


def collect(target: Path, language: str) -> None:
    """Bring a .ts file up to date with the sources; what is translated in it stays."""
    # English needs no file for messages: each is declared with its singular and plural.
    plurals = ["-pluralonly"] if language == "en" else []
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder) / "messages.py"
        listed.write_text("" if plurals else declarations(SOURCES), encoding="utf-8")
        command = [QT / "lupdate", *sorted(SOURCES.rglob("*.py")), listed, "-no-obsolete"]
        command += ["-silent", "-locations", "none", "-source-language", "en", *plurals]
        _run([*command, "-target-language", language, "-ts", target])


def declarations(sources: Path) -> str:
    """Every template of a message as a line of Python that lupdate understands."""
    lines = {
        f'QT_TRANSLATE_NOOP("{CONTEXT}", {json.dumps(templates[0], ensure_ascii=False)})'
        if len(templates) == 1
        else f'QCoreApplication.translate("{CONTEXT}", '
        f"{json.dumps(templates[1], ensure_ascii=False)}, None, 1)"
        for templates, _ in declared(sources)
    }
    return "\n".join(sorted(lines)) + "\n"


def declared(sources: Path) -> Iterator[tuple[tuple[str, ...], ast.Call]]:
    """The templates of every message (singular and plural where it has two), and its call.

    Raises ValueError where a template is not a literal, so that no translator would see it.
    """
    for path in sorted(sources.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                many = {"message": 1, "plural": 2}.get(node.func.id)
                if many is None:
                    continue
                texts = [
                    text.value
                    for text in node.args[:many]
                    if isinstance(text, ast.Constant) and isinstance(text.value, str)
                ]
                if len(texts) != many:
                    raise ValueError(f"{path}:{node.lineno}: the template is not a literal")
                yield tuple(texts), node


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
