"""No test asserts how long something takes: the figure would be that of a busy or an idle machine.

Speed is measured by `make bench`. A test counts calls, bytes, queries or steps, or the growth of
work (tests/counting.py); a wait for another thread or program ends with what is waited for, and its
limit is that of tests/waiting.py. Lower bounds ("waits at least the second the server asked for")
are refused too: such a test takes that long itself, and the pause asked for can be recorded.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
MODULES = sorted(TESTS.rglob("*.py"))
CLOCKS = frozenset(
    {
        *("time", "time_ns", "monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns"),
        *("process_time", "process_time_ns", "thread_time", "thread_time_ns"),
    }
)
LEAST_LIMIT_S = 60
# Waiting calls, by the unit of their limit: these are given up in seconds, those in milliseconds.
WAITS_S = frozenset({"communicate", "wait_for", "join", "timeout", "run"})
WAITS_MS = frozenset({"waitUntil", "waitSignal", "waitSignals", "waitExposed", "waitCallback"})

Function = ast.FunctionDef | ast.AsyncFunctionDef


def name_of(node: ast.expr) -> str:
    """The last part of a dotted name; empty for what has no name."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def reads_clock(node: ast.AST, timed: frozenset[str]) -> bool:
    """Whether an expression reads a clock, or a name or function that holds what one said."""
    for part in _numbers_in(node):
        if isinstance(part, ast.Call):
            name = name_of(part.func)
            if name in timed or (name in CLOCKS and _of_time(part.func)):
                return True
        if isinstance(part, ast.Name) and part.id in timed:
            return True
    return False


def _numbers_in(node: ast.AST) -> Iterator[ast.AST]:
    """An expression and its parts, without what holds a time only as one value among others."""
    if isinstance(node, ast.Dict | ast.Lambda | ast.JoinedStr):
        return
    yield node
    for part in ast.iter_child_nodes(node):
        yield from _numbers_in(part)


def _of_time(function: ast.expr) -> bool:
    """Whether this is `time.….` or the bare name of one of its functions (but not `x.time()`)."""
    if isinstance(function, ast.Attribute):
        return isinstance(function.value, ast.Name) and function.value.id == "time"
    return name_of(function) != "time"


def timed_names(tree: ast.AST) -> frozenset[str]:
    """Names of variables, lists and functions that hold or give what a clock said."""
    timed: frozenset[str] = frozenset()
    while True:
        more = timed | {
            name for node in ast.walk(tree) for name in _given_time(node, timed) if name
        }
        if more == timed:
            return timed
        timed = more


def _given_time(node: ast.AST, timed: frozenset[str]) -> Iterator[str]:
    if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign) and node.value is not None:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        for target in targets:
            yield from _names_in(target, node.value, timed)
    elif isinstance(node, ast.Call) and name_of(node.func) == "append":
        if isinstance(node.func, ast.Attribute) and reads_clock(node, timed):
            yield name_of(node.func.value)
    elif isinstance(node, Function):
        returns = [part.value for part in ast.walk(node) if isinstance(part, ast.Return)]
        if any(value is not None and reads_clock(value, timed) for value in returns):
            yield node.name


def _names_in(target: ast.expr, value: ast.expr, timed: frozenset[str]) -> Iterator[str]:
    """The variables of an assignment that get a time; of tuples those in the same place."""
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for inner, given in zip(target.elts, value.elts, strict=False):
            yield from _names_in(inner, given, timed)
    elif reads_clock(value, timed):
        yield from (name_of(part) for part in ast.walk(target) if isinstance(part, ast.Name))


def bounds(node: ast.AST, timed: frozenset[str]) -> Iterator[ast.Compare]:
    """Comparisons that ask whether a time is short or long enough."""
    for part in ast.walk(node):
        if not isinstance(part, ast.Compare):
            continue
        sides = [part.left, *part.comparators]
        for left, how, right in zip(sides, part.ops, sides[1:], strict=False):
            ordered = isinstance(how, ast.Lt | ast.LtE | ast.Gt | ast.GtE)
            # A moment compared with a moment ("not after its deadline") is no length of time.
            if ordered and reads_clock(left, timed) != reads_clock(right, timed):
                yield part


def short_limits(tree: ast.AST) -> Iterator[ast.Call]:
    """Waits that are given up so soon that a busy machine fails them."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = name_of(node.func)
        limits = [word.value for word in node.keywords if word.arg == "timeout"]
        limits += node.args[1:] if name == "wait_for" else node.args if name == "timeout" else []
        unit = 1 if name in WAITS_S else 1000 if name in WAITS_MS else 0
        for limit in limits:
            value = limit.value if isinstance(limit, ast.Constant) else None
            if unit and isinstance(value, int | float) and value < LEAST_LIMIT_S * unit:
                yield node


def wall_clock_assertions(source: str) -> list[int]:
    """The lines of assertions about a length of time, and of waits a slower machine fails."""
    tree = ast.parse(source)
    timed = timed_names(tree)
    lines = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Assert) and any(bounds(node.test, timed))
    ]
    return sorted({*lines, *(call.lineno for call in short_limits(tree))})


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(TESTS)))
def test_no_test_asserts_how_long_something_takes(path: Path) -> None:
    assert wall_clock_assertions(path.read_text(encoding="utf-8")) == []


FORBIDDEN = {
    "the difference itself": "at = time.monotonic()\nassert time.monotonic() - at < 2.0",
    "a name for it": "at = perf_counter()\ntook = perf_counter() - at\nassert took <= 0.3",
    "the best of many": "times = []\ntimes.append(time.time() - at)\nassert min(times) < 0.016",
    "processor time": "at = time.process_time()\nassert time.process_time() - at < 2, name",
    "between two": "took = time.monotonic() - began\nassert 0.9 < took < 5",
    "the other way round": "took = time.monotonic() - began\nassert 5 > took",
    "a function's": "def seconds():\n    return time.thread_time() - 1\nassert seconds(1) < 0.2",
    "out of a tuple": "a, took = 1, time.monotonic() - at\nassert took < 3",
    "at least as long": "at = time.monotonic()\nassert time.monotonic() - at >= 1.0",
    "at least, the other way round": "took = time.monotonic() - began\nassert 0.9 < took",
    "a short wait of Qt": "qtbot.waitUntil(done, timeout=5000)",
    "a short wait for a program": "program.communicate(timeout=10)",
    "a short wait of asyncio": "asyncio.wait_for(work(), 30)",
    "a block": "async def f():\n    async with asyncio.timeout(10):\n        pass",
}
ALLOWED = {
    "what was asked of the clock": "waits_s.append(seconds)\nassert waits_s == [7.0, 90.0]",
    "a loop that waits": "until = time.monotonic() + 60\nwhile time.monotonic() < until: pass",
    "a figure that was measured by the program": "assert answer.timing.ttft_s < 0.5",
    "the order of moments": "at = time.time()\nlater = time.time()\nassert at <= later",
    "a generous wait": "program.communicate(timeout=LIMIT_S)\nqtbot.waitUntil(f, timeout=90_000)",
    "a count": "assert calls_of(work) < 200",
}


@pytest.mark.parametrize("source", FORBIDDEN.values(), ids=FORBIDDEN)
def test_an_assertion_of_time_is_found(source: str) -> None:
    assert len(wall_clock_assertions(source)) == 1


@pytest.mark.parametrize("source", ALLOWED.values(), ids=ALLOWED)
def test_other_uses_of_a_clock_are_let_be(source: str) -> None:
    assert wall_clock_assertions(source) == []
