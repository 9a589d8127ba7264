"""Results are written in the form their name asks for, or the one chosen beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from vizdesk.export.eval_results import ENDINGS, FILTERS, named


@pytest.mark.parametrize("chosen", FILTERS.split(";;"))
def test_a_name_without_a_form_takes_the_chosen_one(chosen: str) -> None:
    assert named("run 2.5", chosen).suffix in ENDINGS
    assert named("run 2.5", chosen).name.startswith("run 2.5.")


def test_a_name_with_a_form_keeps_it() -> None:
    assert named("/x/a.html", "PNG (*.png)") == Path("/x/a.html")
    assert named("a", "") == Path("a")
