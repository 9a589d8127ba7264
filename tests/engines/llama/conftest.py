"""The random pairs every llama.cpp test asks."""

from __future__ import annotations

import pytest
from benchmarks.random_pair import SLOW_EYES, TINY, write_pair

from vizdesk.comparison.models import GgufPair


@pytest.fixture(scope="session")
def tiny_pair(tmp_path_factory: pytest.TempPathFactory) -> GgufPair:
    """A pair that answers within milliseconds."""
    return GgufPair(*write_pair(tmp_path_factory.mktemp("tiny"), TINY))


@pytest.fixture(scope="session")
def slow_pair(tmp_path_factory: pytest.TempPathFactory) -> GgufPair:
    """A pair that takes seconds to read an image."""
    return GgufPair(*write_pair(tmp_path_factory.mktemp("slow"), SLOW_EYES))
