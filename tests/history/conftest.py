"""The history of the tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from vizdesk.history.store import History


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    """An empty history in a folder that does not exist yet, closed at the end."""
    store = History(tmp_path / "data" / "history.sqlite3")
    yield store
    store.close()
