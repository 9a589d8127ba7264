"""Edit distance of two sequences, how they are aligned at that distance, CER and WER."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from math import inf


def edit_distance(
    first: Sequence[Hashable], second: Sequence[Hashable], most: int | None = None
) -> int:
    """Levenshtein's distance: the fewest insertions, deletions and substitutions.

    Of texts in characters, of lists in their entries. Where it is more than `most`, `most + 1`.
    V. Levenshtein, Soviet Physics Doklady 10 (1966), 707-710; computed with a column of the table
    in the bits of one integer: H. Hyyrö, "A bit-vector algorithm for computing Levenshtein and
    Damerau edit distances", Nordic Journal of Computing 10 (2003), 29-39. About n × m / 30 steps.
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
    places = _places(first)
    everywhere, last = (1 << len(first)) - 1, len(first) - 1
    # Bits at which the table rises (`up`) or falls (`down`) by one from a row to the next.
    up, down, distance = everywhere, 0, len(first)
    for entry in second:
        equal = places.get(entry, 0)
        same = (((equal & up) + up) ^ up) | equal | down
        right_up = down | ~(same | up) & everywhere
        right_down = up & same
        distance += (right_up >> last & 1) - (right_down >> last & 1)
        right_up = (right_up << 1 | 1) & everywhere
        right_down = right_down << 1 & everywhere
        up = right_down | ~(same | right_up) & everywhere
        down = right_up & same
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
    places = _places(first)
    everywhere = (1 << len(first)) - 1
    up, down = everywhere, 0
    columns: list[tuple[int, int]] = []
    for entry in second:
        equal = places.get(entry, 0)
        same = (((equal & up) + up) ^ up) | equal | down
        right_up = ((down | ~(same | up) & everywhere) << 1 | 1) & everywhere
        right_down = (up & same) << 1 & everywhere
        up = right_down | ~(same | right_up) & everywhere
        down = right_up & same
        columns.append((up, down))
    pairs: list[tuple[int | None, int | None]] = []
    row, column = len(first), len(second)
    while row and column:
        above, left_above = row - 1, columns[column - 2][1] if column > 1 else 0
        if first[row - 1] != second[column - 1] and columns[column - 1][0] >> above & 1:
            row -= 1  # the table is one less above: left out of the second
            pairs.append((row, None))
        elif first[row - 1] != second[column - 1] and left_above >> above & 1:
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
