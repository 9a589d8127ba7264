"""Edit distance of two sequences, how they are aligned at that distance, CER and WER."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from math import inf

NARROW = 1024
"""Entries on each side of the diagonal that are looked at first."""


def edit_distance(
    first: Sequence[Hashable], second: Sequence[Hashable], most: int | None = None
) -> int:
    """Levenshtein's distance: the fewest insertions, deletions and substitutions.

    Of texts in characters, of lists in their entries. Where it is more than `most`, `most + 1`.
    V. Levenshtein, Soviet Physics Doklady 10 (1966), 707-710; computed with a column of the table
    in the bits of one integer: H. Hyyrö, "A bit-vector algorithm for computing Levenshtein and
    Damerau edit distances", Nordic Journal of Computing 10 (2003), 29-39. Of long sequences only a
    band around the diagonal as wide as their distance: E. Ukkonen, "Algorithms for approximate
    string matching", Information and Control 64 (1985), 100-118. At most about n × m / 20 steps.
    """
    if most is not None and abs(len(first) - len(second)) > most:
        return most + 1
    start, end = _common_ends(first, second)
    first, second = first[start : len(first) - end], second[start : len(second) - end]
    distance = _distance(first, second)
    return distance if most is None else min(distance, most + 1)


def _common_ends(first: Sequence[Hashable], second: Sequence[Hashable]) -> tuple[int, int]:
    """How many entries at the start and at the end are the same in both."""
    shorter = min(len(first), len(second))
    start = 0
    while start < shorter and first[start] == second[start]:
        start += 1
    end = 0
    while end < shorter - start and first[-1 - end] == second[-1 - end]:
        end += 1
    return start, end


def _places(sequence: Sequence[Hashable]) -> dict[Hashable, int]:
    """For each different entry an integer that has a bit at each of its places."""
    places: dict[Hashable, int] = {}
    for at, entry in enumerate(sequence):
        places[entry] = places.get(entry, 0) | 1 << at
    return places


def _distance(first: Sequence[Hashable], second: Sequence[Hashable]) -> int:
    if not first or not second:
        return len(first) + len(second)
    return _wide_enough(len(first), _places(first), second)[0]


def _wide_enough(
    rows: int, places: dict[Hashable, int], second: Sequence[Hashable]
) -> tuple[int, int]:
    """The distance, and a band that is wide enough for every alignment at it."""
    longest = max(rows, len(second))
    width = max(NARROW, abs(rows - len(second)))
    if width < longest:
        distance = _within(width, rows, places, second)
        if distance <= width:
            return distance, width
        # What was reached is never too small. Of texts this unlike the whole costs no more.
        if distance <= longest // 2:
            return _within(distance, rows, places, second), distance
    return _within(longest, rows, places, second), longest


@dataclass(frozen=True, slots=True)
class _Column:
    """One column of the band: at which of its rows the table rises or falls by one.

    Bit 0 of `up` and `down` is the row below `above`.
    """

    above: int
    up: int
    down: int

    def rises(self, row: int) -> bool:
        """Whether the table is one more there than in the row before."""
        return row > self.above and bool(self.up >> (row - self.above - 1) & 1)

    def falls(self, row: int) -> bool:
        """Whether it is one less."""
        return row > self.above and bool(self.down >> (row - self.above - 1) & 1)


def _within(
    width: int,
    rows: int,
    places: dict[Hashable, int],
    second: Sequence[Hashable],
    columns: list[_Column] | None = None,
) -> int:
    """The distance by way of rows at most `width` from the diagonal alone; never too small.

    Where it is at most `width` it is the distance. A row that enters the band, and the row above
    the band, are taken to be one more than their neighbours, which they are at most. The columns
    are added to `columns`.
    """
    above, bottom = 0, min(rows, width)  # the band is rows above + 1 to bottom
    up, down, distance = (1 << bottom) - 1, 0, bottom
    for column, entry in enumerate(second, 1):
        if column - width - 1 > above:
            above, up, down = above + 1, up >> 1, down >> 1
        if bottom < rows:
            up |= 1 << bottom - above
            bottom, distance = bottom + 1, distance + 1
        everywhere, last = (1 << bottom - above) - 1, bottom - above - 1
        equal = places.get(entry, 0) >> above & everywhere
        same = (((equal & up) + up) ^ up) | equal | down
        right_up = down | ~(same | up) & everywhere
        right_down = up & same
        distance += (right_up >> last & 1) - (right_down >> last & 1)
        right_up = (right_up << 1 | 1) & everywhere
        right_down = right_down << 1 & everywhere
        up = right_down | ~(same | right_up) & everywhere
        down = right_up & same
        if columns is not None:
            columns.append(_Column(above, up, down))
    return distance


def alignment(
    first: Sequence[Hashable], second: Sequence[Hashable]
) -> list[tuple[int | None, int | None]]:
    """Both sequences entry by entry at their edit distance: pairs of places, None for a gap.

    Of several alignments with the fewest edits always the same one is taken.
    """
    start, end = _common_ends(first, second)
    middle_first = first[start : len(first) - end]
    middle_second = second[start : len(second) - end]
    pairs: list[tuple[int | None, int | None]] = [(at, at) for at in range(start)]
    pairs += [
        (None if one is None else one + start, None if other is None else other + start)
        for one, other in _traced(middle_first, middle_second)
    ]
    shift = len(second) - len(first)
    pairs += [(at, at + shift) for at in range(len(first) - end, len(first))]
    return pairs


def _traced(
    first: Sequence[Hashable], second: Sequence[Hashable]
) -> list[tuple[int | None, int | None]]:
    """The alignment of sequences, traced back through the rises and falls of the table."""
    if not first or not second:
        return [(at, None) for at in range(len(first))] + [(None, at) for at in range(len(second))]
    places, columns = _places(first), list[_Column]()
    _, width = _wide_enough(len(first), places, second)
    _within(width, len(first), places, second, columns)
    pairs: list[tuple[int | None, int | None]] = []
    row, column = len(first), len(second)
    while row and column:
        other = first[row - 1] != second[column - 1]
        if other and columns[column - 1].rises(row):
            row -= 1  # the table is one less above: left out of the second
            pairs.append((row, None))
        elif other and column > 1 and columns[column - 2].falls(row):
            column -= 1  # it is less to the left than left above: added in the second
            pairs.append((None, column))
        else:
            row, column = row - 1, column - 1
            pairs.append((row, column))
    pairs += [(at, None) for at in range(row - 1, -1, -1)]
    pairs += [(None, at) for at in range(column - 1, -1, -1)]
    return pairs[::-1]


def error_rate(reference: Sequence[Hashable], read: Sequence[Hashable]) -> float:
    """Edits in `read` for each entry of `reference`: CER of characters, WER of words.

    0 is the same; above 1 where more is added than there is. Without a reference 0 where nothing
    was read either, else infinite. R. Soukoreff and I. MacKenzie, "Measuring errors in text entry
    tasks: an application of the Levenshtein string distance statistic", CHI 2001, 319-320;
    https://en.wikipedia.org/wiki/Word_error_rate.
    """
    distance = edit_distance(reference, read)
    if not reference:
        return inf if distance else 0.0
    return distance / len(reference)
