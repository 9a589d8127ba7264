"""Texts of several models aligned line by line and word by word, and the text most of them say.

The text nearest to all others (the medoid) is what the others are aligned to, line by line, so the
work grows with the number of texts and not with that of pairs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, prod

from vizdesk.analysis.edit_distance import alignment, edit_distance
from vizdesk.analysis.text_rules import TextRules

Pair = tuple[int | None, int | None]

GAP = 0.4
"""Cost of a line that stands alone; two lines pair up to a character error rate of twice that."""
LARGEST_GAP = 2_500
"""Pairs of lines that are compared where no word is the same; larger parts pair in their order."""
LARGEST_TABLE = 400_000_000
"""Pairs of characters that these comparisons may look at: about half a second."""


@dataclass(frozen=True, slots=True)
class WordSlot:
    """One place in a line: each text's word as it is written there, None where it has none.

    `voted` is what most say, None where most say nothing; `differs` are the texts that say another
    word (or none, or one where most say nothing).
    """

    words: tuple[str | None, ...]
    voted: str | None
    differs: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line over all texts: its number in each (from 0), None where it is missing; its words."""

    lines: tuple[int | None, ...]
    slots: tuple[WordSlot, ...]

    @property
    def agrees(self) -> bool:
        """Whether all texts have the line and all its words."""
        return None not in self.lines and not any(any(slot.differs) for slot in self.slots)

    @property
    def voted(self) -> str:
        """The line as most texts say it; empty where most have no such line."""
        return " ".join(slot.voted for slot in self.slots if slot.voted is not None)


@dataclass(frozen=True, slots=True)
class TextAlignment:
    """Several texts side by side. `medoid` is the place of the text nearest to all others."""

    rows: tuple[LineRow, ...]
    medoid: int

    @property
    def majority(self) -> str:
        """The text that most say, line by line."""
        return "\n".join(row.voted for row in self.rows if row.voted)


@dataclass(frozen=True, slots=True)
class _Line:
    written: tuple[str, ...]
    keys: tuple[str, ...]

    @property
    def key(self) -> str:
        return " ".join(self.keys)


def align_texts(texts: Sequence[str], rules: TextRules, votes: int | None = None) -> TextAlignment:
    """Align texts; only the first `votes` of them (None: all) have a vote in what most say.

    Words vote as in ROVER: J. Fiscus, "A post-processing system to yield reduced word error rates:
    Recognizer Output Voting Error Reduction (ROVER)", IEEE ASRU 1997, 347-354, by frequency, a
    missing word being a vote for none; of equal votes the medoid's. The order of texts makes no
    difference. Raises ValueError without texts.
    """
    if not texts:
        raise ValueError("a text is needed")
    voters = len(texts) if votes is None else votes
    parsed = [_lines_of(text, rules) for text in texts]
    medoid = medoid_of([[key for line in lines for key in line.keys] for lines in parsed[:voters]])
    rest = sorted((at for at in range(len(texts)) if at != medoid), key=lambda at: texts[at])
    order = [medoid, *rest]
    rows = _rows([parsed[at] for at in order])
    place_of = {at: place for place, at in enumerate(order)}
    arranged = tuple(
        _row(
            tuple(row[place_of[at]] for at in range(len(texts))),
            parsed,
            order,
            voters,
        )
        for row in rows
    )
    return TextAlignment(arranged, medoid)


def medoid_of(texts: Sequence[Sequence[str]]) -> int:
    """The place of the text with the least sum of word edits to all others.

    L. Kaufman and P. Rousseeuw, "Clustering by means of medoids" (1987). Of equally near texts the
    first in alphabetical order.
    """
    sums = [0] * len(texts)
    for at, text in enumerate(texts):
        for other in range(at):
            distance = edit_distance(text, texts[other])
            sums[at] += distance
            sums[other] += distance
    return min(range(len(texts)), key=lambda at: (sums[at], list(texts[at])))


def _lines_of(text: str, rules: TextRules) -> tuple[_Line, ...]:
    lines = []
    for line in text.split("\n"):
        pairs = rules.words(line)
        if pairs:
            written, keys = zip(*pairs, strict=True)
            lines.append(_Line(written, keys))
    return tuple(lines)


# --- Lines ----------------------------------------------------------------------------------------
def _rows(texts: Sequence[Sequence[_Line]]) -> list[tuple[int | None, ...]]:
    """Each row's line in every text; the first text is what the others are aligned to."""
    first = texts[0]
    beside: list[list[int | None]] = [[at] for at in range(len(first))]
    between: list[list[list[int]]] = [[] for _ in range(len(first) + 1)]
    for text in texts[1:]:
        for gap in between:
            gap.append([])
        for row in beside:
            row.append(None)
        place = 0
        for own, other in aligned_lines(first, text):
            if own is None:
                assert other is not None
                between[place][-1].append(other)
            else:
                beside[own][-1] = other
                place = own + 1
    rows: list[tuple[int | None, ...]] = []
    for at, gap in enumerate(between):
        rows += _inserted(texts, gap)
        if at < len(first):
            rows.append(tuple(beside[at]))
    return rows


def _inserted(
    texts: Sequence[Sequence[_Line]], gap: Sequence[Sequence[int]]
) -> Iterator[tuple[int | None, ...]]:
    """Rows of the lines that the first text has not; alike ones of several texts are one row."""
    rows: list[dict[int, int]] = []
    for place, lines in enumerate(gap, 1):
        known = [texts[min(row)][row[min(row)]] for row in rows]
        merged: list[dict[int, int]] = []
        for row_at, line_at in _by_likeness(known, [texts[place][line] for line in lines]):
            row = {} if row_at is None else rows[row_at]
            if line_at is not None:
                row[place] = lines[line_at]
            merged.append(row)
        rows = merged
    for row in rows:
        yield tuple(row.get(place) for place in range(len(texts)))


def aligned_lines(first: Sequence[_Line], second: Sequence[_Line]) -> list[Pair]:
    """Lines of two texts in pairs: by the words that their word alignment has in common.

    Of all pairs of lines that share words those are taken, each line once and in order, that share
    the most; what lies between is paired by likeness of characters.
    """
    first_words = [(key, at) for at, line in enumerate(first) for key in line.keys]
    second_words = [(key, at) for at, line in enumerate(second) for key in line.keys]
    shared: Counter[tuple[int, int]] = Counter()
    for own, other in alignment([key for key, _ in first_words], [key for key, _ in second_words]):
        if own is not None and other is not None and first_words[own][0] == second_words[other][0]:
            shared[first_words[own][1], second_words[other][1]] += 1
    pairs: list[Pair] = []
    done, other_done = 0, 0
    for at, other_at in [*_heaviest_chain(shared), (len(first), len(second))]:
        between = _by_likeness(first[done:at], second[other_done:other_at])
        pairs += [
            (None if a is None else a + done, None if b is None else b + other_done)
            for a, b in between
        ]
        if at < len(first):
            pairs.append((at, other_at))
        done, other_done = at + 1, other_at + 1
    return pairs


def _heaviest_chain(shared: Counter[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pairs that rise in both texts with the most shared words; the counter is in order."""
    entries = sorted(shared.items())
    best: list[int] = []  # words shared by the best chain that ends here
    before: list[int] = []
    leading: list[int] = []  # the place of the best chain up to here
    free = 0  # so many entries lie wholly before the current one
    for at, ((own, other), words) in enumerate(entries):
        while entries[free][0][0] < own and entries[free][0][1] < other:
            free += 1
        previous = leading[free - 1] if free else -1
        best.append(words + (best[previous] if previous >= 0 else 0))
        before.append(previous)
        leading.append(at if at == 0 or best[at] > best[leading[-1]] else leading[-1])
    chain = []
    at = leading[-1] if leading else -1
    while at >= 0:
        chain.append(entries[at][0])
        at = before[at]
    return chain[::-1]


def _by_likeness(first: Sequence[_Line], second: Sequence[_Line]) -> list[Pair]:
    """Lines in pairs by their characters; those too unlike stand alone."""
    characters = [sum(len(line.key) for line in lines) for lines in (first, second)]
    too_many = len(first) * len(second) > LARGEST_GAP or prod(characters) > LARGEST_TABLE
    if not first or not second or too_many:
        common = min(len(first), len(second))
        return [
            *((at, at) for at in range(common)),
            *((at, None) for at in range(common, len(first))),
            *((None, at) for at in range(common, len(second))),
        ]
    costs = [[GAP * at for at in range(len(second) + 1)]]
    for row, line in enumerate(first, 1):
        costs.append([GAP * row])
        for column, other in enumerate(second, 1):
            costs[row].append(
                min(
                    costs[row - 1][column] + GAP,
                    costs[row][column - 1] + GAP,
                    costs[row - 1][column - 1] + _unlikeness(line, other),
                )
            )
    pairs: list[Pair] = []
    row, column = len(first), len(second)
    while row or column:
        if not column or (row and costs[row][column] == costs[row - 1][column] + GAP):
            row -= 1
            pairs.append((row, None))
        elif not row or costs[row][column] == costs[row][column - 1] + GAP:
            column -= 1
            pairs.append((None, column))
        else:
            row, column = row - 1, column - 1
            pairs.append((row, column))
    return pairs[::-1]


def _unlikeness(first: _Line, second: _Line) -> float:
    """Edits for each character of the longer line, 0..1; where two gaps cost less, just more.

    A short line beside one of 20,000 characters need not be compared with it.
    """
    one, other = first.key, second.key
    longer = max(len(one), len(other))
    return edit_distance(one, other, most=ceil(2 * GAP * longer)) / longer


# --- Words ----------------------------------------------------------------------------------------
def _row(
    lines: tuple[int | None, ...],
    texts: Sequence[Sequence[_Line]],
    order: Sequence[int],
    voters: int,
) -> LineRow:
    """The words of one row, aligned in the order of `order` and put back in that of the texts."""
    own = [None if line is None else texts[at][line] for at, line in enumerate(lines)]
    slots: list[dict[int, int]] = []
    keys: list[str] = []  # of the word that each slot was made for
    for at in order:
        line = own[at]
        if line is None:
            continue
        merged: list[dict[int, int]] = []
        merged_keys: list[str] = []
        for slot_at, word_at in alignment(keys, line.keys):
            if slot_at is None:
                assert word_at is not None
                merged.append({at: word_at})
                merged_keys.append(line.keys[word_at])
                continue
            if word_at is not None:
                slots[slot_at][at] = word_at
            merged.append(slots[slot_at])
            merged_keys.append(keys[slot_at])
        slots, keys = merged, merged_keys
    return LineRow(lines, tuple(_slot(slot, own, order[0], voters) for slot in slots))


def _slot(
    slot: dict[int, int], lines: Sequence[_Line | None], medoid: int, voters: int
) -> WordSlot:
    words: list[str | None] = []
    keys: list[str | None] = []
    for at, line in enumerate(lines):
        word = slot.get(at) if line is not None else None
        words.append(None if word is None or line is None else line.written[word])
        keys.append(None if word is None or line is None else line.keys[word])
    votes = Counter(keys[:voters])
    most = max(votes.values())
    leading = {key for key, count in votes.items() if count == most}
    voted = keys[medoid] if keys[medoid] in leading else min(leading, key=str)
    spellings = Counter(
        word for word, key in zip(words[:voters], keys, strict=False) if key == voted and word
    )
    spelling = min(spellings, key=lambda word: (-spellings[word], word)) if spellings else None
    return WordSlot(tuple(words), spelling, tuple(key != voted for key in keys))
