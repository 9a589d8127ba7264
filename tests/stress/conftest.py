"""What the stress tests share: a row of docs/reliability.md each, and a limit for their length."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.stress.figures import FULL, LONGEST_S, Figures

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The full length of a test may take longer than tests of `make test` do."""
    for item in items:
        if FULL and item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.timeout(LONGEST_S))


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> Iterator[Figures]:
    """The row of this test; written in `make stress`, also where the test fails."""
    noted = Figures(request.node.nodeid)
    yield noted
    if FULL:
        noted.write()
