"""The rules of this code base that a machine can watch. ruff watches complexity (C901)."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import TypeGuard

import pytest

SRC = Path(__file__).resolve().parents[2] / "src" / "vizdesk"
MODULES = sorted(SRC.rglob("*.py"))


PACKAGE = "vizdesk"
LONGEST_FUNCTION = 60
MOST_METHODS = 30

# Words that meant something to us alone. A name of a module, class or public function is made of
# words that a stranger can look up.
PRIVATE_WORDS = frozenset({"desk", "shelf", "said", "seen", "house", "nouns", "standing", "deed"})
PRIVATE_WORDS |= {"told", "mishap", "ticket", "seat", "trouble", "kept", "remembered", "looks"}


def trees() -> Iterator[tuple[str, ast.Module]]:
    """Every module: its path below src/vizdesk, and what it parses to."""
    for path in MODULES:
        name = path.relative_to(SRC).as_posix()
        yield name, ast.parse(path.read_text(encoding="utf-8"))


def is_function(node: ast.AST) -> TypeGuard[ast.FunctionDef | ast.AsyncFunctionDef]:
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)


def test_a_function_can_be_seen_whole() -> None:
    long = {
        f"{path}: {node.name}"
        for path, tree in trees()
        for node in ast.walk(tree)
        if is_function(node) and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    }
    assert long == set()


def test_a_class_has_one_subject() -> None:
    fat = {
        f"{path}: {node.name}"
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and sum(map(is_function, node.body)) > MOST_METHODS
    }
    assert fat == set()


def test_the_root_holds_packages_and_the_entry_alone() -> None:
    assert {path.name for path in SRC.glob("*.py")} == {"__init__.py", "__main__.py"}
    packages = [path for path in SRC.iterdir() if path.is_dir() and path.name != "__pycache__"]
    assert [path.name for path in packages if not (path / "__init__.py").is_file()] == []


def words_of(name: str) -> set[str]:
    """The words a name is made of, in lower case: EvalDesk, eval_desk -> eval, desk."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)
    return set(spaced.lower().split("_"))


def public_names(tree: ast.Module) -> Iterator[str]:
    """Classes (private ones too), public functions, and public methods of every class."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield node.name
        if isinstance(node, ast.ClassDef | ast.Module):
            yield from (
                child.name
                for child in node.body
                if is_function(child) and not child.name.startswith("_")
            )


def test_names_are_words_one_can_look_up() -> None:
    private = {
        f"{path}: {name}"
        for path, tree in trees()
        for name in (*path.removesuffix(".py").split("/"), *public_names(tree))
        if words_of(name) & PRIVATE_WORDS
    }
    assert private == set()


def test_what_is_called_again_after_a_rescue_takes_no_iterator() -> None:
    """`rescued` calls a method twice where the file is damaged: the second time it is empty."""
    used_up = {
        f"{path}: {node.name}({argument.arg})"
        for path, tree in trees()
        for node in ast.walk(tree)
        if is_function(node) and "rescued" in map(ast.unparse, node.decorator_list)
        for argument in (*node.args.args, *node.args.kwonlyargs)
        if argument.annotation is not None
        and re.match("Itera|Generator", ast.unparse(argument.annotation))
    }
    assert used_up == set()


def test_what_reads_a_database_file_is_called_again_after_a_rescue() -> None:
    """A method that came between the decorator and the reader of rows once took its rescue away."""
    stores = {
        node.name
        for _, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        and {"RescuedDatabase", "RunTables"} & set(map(ast.unparse, node.bases))
    }
    assert {"History", "RunStore", "RunTables", "TruthStore", "VoteStore"} <= stores
    bare = {
        f"{node.name}.{method.name}"
        for _, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and node.name in stores
        for method in node.body
        if is_function(method)
        and not method.name.startswith("_")
        and "self._db." in ast.unparse(method)
        and "rescued" not in map(ast.unparse, method.decorator_list)
    }
    assert bare == set()


def module_name(path: str) -> str:
    return ".".join((PACKAGE, *path.removesuffix(".py").split("/"))).removesuffix(".__init__")


def imports_of(tree: ast.Module, modules: Collection[str]) -> set[str]:
    """The modules of ours that `tree` imports anywhere: at its top, in a function, for types."""
    imported: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                imported.add(inner if inner in modules else node.module)
        elif isinstance(node, ast.Import):
            imported.update(alias.name for alias in node.names)
    return imported.intersection(modules)


def cycles(imports: Mapping[str, set[str]]) -> set[frozenset[str]]:
    """The sets of modules that import each other round about (strongly connected components)."""
    reachable = {name: reach(name, imports) for name in imports}
    return {
        frozenset({name, *(other for other in reachable[name] if name in reachable[other])})
        for name in imports
        if name in reachable[name]
    }


def reach(start: str, imports: Mapping[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = [*imports[start]]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting.extend(imports[name])
    return reached


def test_a_cycle_is_found_round_three_corners() -> None:
    imports = {"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}
    assert cycles(imports) == {frozenset({"a", "b", "c"})}


def test_no_modules_import_each_other() -> None:
    parsed = {module_name(path): tree for path, tree in trees()}
    imports = {name: imports_of(tree, parsed) - {name} for name, tree in parsed.items()}
    assert cycles(imports) == set()


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
        "late += ('vizdesk.downloads.hub', 'vizdesk.comparison.parsing.', 'vizdesk.engines.')\n"
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


def test_pyside_reads_no_source_of_ours() -> None:
    code = (
        "import sys, vizdesk.app.window, linecache\n"
        "assert '_mod_uses_pyside' in vars(sys.modules['shibokensupport.feature'])\n"
        "print(sorted(name for name in linecache.cache if 'vizdesk' in name))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
