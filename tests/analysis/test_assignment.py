"""The assignment costs as little as scipy's, on seeded random tables."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment

from vizdesk.analysis.assignment import cheapest_assignment


def test_an_assignment_costs_what_scipys_costs() -> None:
    random = Random(6)
    for _ in range(400):
        rows = random.randint(1, 7)
        columns = random.randint(rows, 9)
        # Equal costs and infeasible places among others, as overlaps of boxes make them.
        costs = [
            [random.choice([random.random(), 0.5, 0.0, -8.0]) for _ in range(columns)]
            for _ in range(rows)
        ]
        assigned = cheapest_assignment(costs)
        assert len(set(assigned)) == rows
        table = np.array(costs)
        best = table[linear_sum_assignment(table)].sum()
        assert table[range(rows), assigned].sum() == pytest.approx(best, abs=1e-9)


def test_nothing_is_assigned_to_nothing() -> None:
    assert cheapest_assignment([]) == []


def test_more_rows_than_columns_are_refused() -> None:
    with pytest.raises(ValueError, match="as many columns"):
        cheapest_assignment([[1.0], [2.0]])
