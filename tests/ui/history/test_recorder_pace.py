"""How often what a model is writing is kept: often, and never for more than a tenth of a core."""

from __future__ import annotations

import pytest

from vizdesk.ui.history.recorder import LATEST_MS, MOST_MS, pause_ms


@pytest.mark.parametrize(
    ("took_s", "pause"), [(0.0, LATEST_MS), (0.02, LATEST_MS), (0.1, 1_000), (2.0, MOST_MS)]
)
def test_long_replies_are_kept_less_often(took_s: float, pause: int) -> None:
    assert pause_ms(took_s) == pause
