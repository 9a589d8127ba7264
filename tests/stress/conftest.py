"""What the stress tests share: a row of docs/reliability.md each, and a limit for their length."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from tests.stress.figures import (
    FULL,
    LONGEST_S,
    REST,
    Ending,
    Figures,
    read_rows,
    write_plan,
    write_row,
)

HERE = Path(__file__).parent
LONGEST_FIRST = (
    "test_windows_closed_at_any_moment_leave_nothing",
    "test_damaged_images_of_every_format_end_in_an_image_or_a_sentence",
    "test_a_window_killed_while_four_models_stream_loses_and_asks_nothing_twice",
    "test_hostile_replies_are_read_shown_kept_and_exported",
    "test_an_eval_run_killed_again_and_again_asks_no_answered_question_twice",
    "test_a_window_used_for_hours_stays_as_large_as_it_was",
)
"""The rows of minutes: begun first, so that no worker is left alone with one at the end."""
PASSED = pytest.StashKey[bool]()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """In full: a limit for each, the longest first, and without what held where that is wished."""
    if not FULL:
        return
    stress = [item for item in items if item.path.is_relative_to(HERE)]
    for item in stress:
        item.add_marker(pytest.mark.timeout(LONGEST_S))
    if os.environ.get("PYTEST_XDIST_WORKER", "gw0") == "gw0":
        write_plan(item.nodeid for item in stress if "figures" in _fixtures(item))
    if REST:
        held = {row.test for row in read_rows() if row.ending is Ending.HELD}
        done = [item for item in items if item.nodeid in held]
        config.hook.pytest_deselected(items=done)
        items[:] = [item for item in items if item.nodeid not in held]
    items.sort(key=_begun_as)


def _fixtures(item: pytest.Item) -> list[str]:
    return item.fixturenames if isinstance(item, pytest.Function) else []


def _begun_as(item: pytest.Item) -> int:
    name = item.name.partition("[")[0]
    return LONGEST_FIRST.index(name) if name in LONGEST_FIRST else len(LONGEST_FIRST)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Whether a test passed is known to the fixtures that end after it."""
    report = yield
    if report.when == "call":
        item.stash[PASSED] = report.passed
    return report


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> Iterator[Figures]:
    """The row of this test; written in `make stress`, also where the test fails."""
    noted = Figures(request.node.nodeid)
    yield noted
    if FULL and noted.tried:
        write_row(noted.row(passed=request.node.stash.get(PASSED, False)))
