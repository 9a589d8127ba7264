"""The rules of the house that a machine can watch."""

from __future__ import annotations

import ast
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parents[2] / "src" / "vizdesk"
MODULES = sorted(SRC.rglob("*.py"))


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_module_is_a_monster() -> None:
    assert [f"{path.name}: {lines(path)}" for path in MODULES if lines(path) > 400] == []
    assert statistics.median(lines(path) for path in MODULES) <= 120


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SRC)))
def test_every_module_says_what_it_is_for(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)


def test_the_forbidden_words_of_qt_are_absent() -> None:
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        names |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        assert not names & {"QThread", "QThreadPool", "QRunnable", "processEvents"}, path


def test_exports_are_painted_without_widgets() -> None:
    """import-linter cannot name a part of PySide6, so this looks itself."""
    for path in sorted((SRC / "export").rglob("*.py")):
        assert "QtWidgets" not in path.read_text(encoding="utf-8"), path


def test_a_visible_window_waits_for_no_heavy_import() -> None:
    code = (
        "import sys, vizdesk.app.window, vizdesk.app.container\n"
        "heavy = {'openai', 'llama_cpp', 'keyring', 'httpx', 'httpx2', 'numpy'}\n"
        "late = ('vizdesk.evals.', 'vizdesk.runs.', 'vizdesk.suite_generator.')\n"
        "late += ('vizdesk.downloads.hub',)\n"
        "heavy |= {'asyncio', 'importlib.metadata', 'PIL.Image'}\n"
        "heavy |= {name for name in sys.modules if name.startswith(late)}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_worker_starts_without_the_rest_of_vizdesk() -> None:
    code = (
        "import sys, vizdesk.engines.llama.worker.main\n"
        "rest = {'PySide6', 'asyncio', 'openai', 'PIL'}\n"
        "print(sorted(rest & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
