"""Every server behaviour that was publicly reported ends as docs/api-engine.md says."""

from __future__ import annotations

import asyncio
import json
from functools import cache

import pytest
from tests.engines.reported_servers.asking import KEY, Outcome, ask_all
from tests.engines.reported_servers.expected import SCENARIOS, Scenario
from tests.engines.reported_servers.scripted_http import BEHAVIOURS

from vizdesk.comparison.serialization import answer_record

SECOND = 0.05
"""How long a second of the scenarios lasts here."""
SHORTEST_PIECE = 8


@cache
def outcomes() -> dict[str, Outcome]:
    """What all scenarios ended as; they are asked once, at the same time."""
    return asyncio.run(ask_all(SCENARIOS, SECOND))


def marked(row: Scenario) -> object:
    """The row, expected to fail as long as it names the point of issue 16 that mends it."""
    mark = pytest.mark.xfail(strict=True, reason=f"issue 16, point {row.not_yet}")
    return pytest.param(row, id=row.name, marks=[mark] if row.not_yet else [])


@pytest.mark.xdist_group("reported servers")
@pytest.mark.parametrize("row", [marked(row) for row in SCENARIOS])
def test_a_reported_behaviour_ends_as_documented(row: Scenario) -> None:
    assert outcomes()[row.name].differences(row) == []


@pytest.mark.xdist_group("reported servers")
@pytest.mark.parametrize("row", [pytest.param(row, id=row.name) for row in SCENARIOS])
def test_no_piece_of_the_key_is_left_in_an_answer(row: Scenario) -> None:
    kept = json.dumps(answer_record(outcomes()[row.name].answer))
    pieces = {KEY[at : at + SHORTEST_PIECE] for at in range(len(KEY) - SHORTEST_PIECE + 1)}
    assert [piece for piece in pieces if piece in kept] == []


def test_every_behaviour_has_a_row() -> None:
    assert sorted(row.name for row in SCENARIOS) == sorted(BEHAVIOURS)
