"""Features that llama.cpp computes from memory nobody wrote to are put right or said."""

from __future__ import annotations

import sys

import numpy as np
import pytest
from parity.comparing import compare

from vizdesk.engines.llama.worker.row_ends import with_row_ends

NAN, END = np.float32("nan"), np.array([7.0, 8.0], np.float32)


def image(rows: int, columns: int) -> np.ndarray:
    """Features of `rows` x `columns` patches with the ends of rows between: (tokens, 2)."""
    count = rows * (columns + 1) - 1
    return np.arange(2 * count, dtype=np.float32).reshape(count, 2)


def test_row_ends_become_the_embedding_they_stand_for_and_nothing_else_changes() -> None:
    clean = image(3, 4)
    clean[[4, 9]] = END
    broken = clean.copy()
    broken[[4, 9], [0, 1]] = NAN, np.inf
    assert np.array_equal(with_row_ends(broken, END), clean)


def test_one_of_several_row_ends_is_enough_to_know() -> None:
    broken = image(3, 4)
    broken[9] = NAN
    assert np.array_equal(with_row_ends(broken, END)[9], END)


@pytest.mark.parametrize("rows", [[0], [3], [4, 5]])
def test_what_is_no_row_end_stays_as_it_is(rows: list[int]) -> None:
    broken = image(3, 4)
    broken[rows] = NAN
    assert np.isnan(with_row_ends(broken, END)[rows]).all()


def test_nothing_is_made_up_where_all_is_lost_or_nothing_known() -> None:
    lost = np.full((14, 2), NAN)
    assert np.isnan(with_row_ends(lost, END)).all()
    assert np.isnan(with_row_ends(lost, None)).all()


@pytest.mark.skipif(sys.platform != "linux", reason="glibc alone can fill memory with NaN")
@pytest.mark.parametrize("family", ["pixtral", "mistral-small"])
def test_memory_full_of_nan_changes_no_answer(family: str) -> None:
    row = compare(family, nan_memory=True)
    assert row.feature_rms is not None
    assert row.feature_rms < 0.002
    assert row.same_steps == row.steps
