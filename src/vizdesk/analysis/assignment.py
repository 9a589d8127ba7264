"""The best one-to-one assignment of rows to columns (the Hungarian method)."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf


def cheapest_assignment(costs: Sequence[Sequence[float]]) -> list[int]:
    """The column of each row, every column once at most, with the least sum of costs.

    `costs[row][column]` are finite; there are at least as many columns as rows. Of assignments of
    the same cost always the same one. H. Kuhn, "The Hungarian method for the assignment problem",
    Naval Research Logistics Quarterly 2 (1955), 83-97, row by row along shortest augmenting paths:
    R. Jonker and A. Volgenant, Computing 38 (1987), 325-340. At most rows² × columns steps. Raises
    ValueError.
    """
    columns = len(costs[0]) if costs else 0
    if len(costs) > columns or any(len(row) != columns for row in costs):
        raise ValueError("as many columns as rows are needed, the same number in each row")
    row_price, column_price = [0.0] * len(costs), [0.0] * columns
    row_of: list[int | None] = [None] * columns
    for row in range(len(costs)):
        _augment(row, costs, row_price, column_price, row_of)
    column_of = [0] * len(costs)
    for column, assigned in enumerate(row_of):
        if assigned is not None:
            column_of[assigned] = column
    return column_of


def _augment(
    start: int,
    costs: Sequence[Sequence[float]],
    row_price: list[float],
    column_price: list[float],
    row_of: list[int | None],
) -> None:
    """Assign one more row, along the shortest path to a free column; all four change in place."""
    columns = len(row_of)
    distance, before = [inf] * columns, [-1] * columns
    reached: list[int] = []
    open_columns = set(range(columns))
    row, length, last = start, 0.0, -1
    while True:
        price, costs_of_row = row_price[row], costs[row]
        # A free column ends the search, so of columns equally near it is taken first.
        nearest, nearest_key = -1, (inf, 1, 0)
        for column in open_columns:
            through = length + costs_of_row[column] - price - column_price[column]
            if through < distance[column]:
                distance[column], before[column] = through, last
            key = (distance[column], row_of[column] is not None, column)
            if key < nearest_key:
                nearest, nearest_key = column, key
        length = distance[nearest]
        open_columns.remove(nearest)
        assigned = row_of[nearest]
        if assigned is None:
            break
        reached.append(nearest)
        row, last = assigned, nearest
    row_price[start] += length
    for column in reached:
        assigned = row_of[column]
        assert assigned is not None
        row_price[assigned] += length - distance[column]
        column_price[column] -= length - distance[column]
    while nearest != -1:
        previous = before[nearest]
        row_of[nearest] = start if previous == -1 else row_of[previous]
        nearest = previous
