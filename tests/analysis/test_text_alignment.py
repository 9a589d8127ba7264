"""Texts are aligned line by line and word by word, and the majority is read off them."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import permutations
from random import Random

import pytest
from tests.counting import growth_of_calls

from vizdesk.analysis import edit_distance as edit_distance_module
from vizdesk.analysis import text_alignment
from vizdesk.analysis.edit_distance import edit_distance
from vizdesk.analysis.text_agreement import MOST_CHARACTERS, agree_on_texts, transcript
from vizdesk.analysis.text_alignment import align_texts, medoid_of
from vizdesk.analysis.text_rules import USUAL_RULES, TextRules

RECEIPT = """GREEN HILL MARKET
12 Station Road, Leeds
Bananas 1.2kg 1.44
Oat milk 1L 1.89
SUBTOTAL 3.33
Loyalty disc. -0.90
TOTAL GBP 2.43
Thank you, come again"""
WRONG_DIGIT = RECEIPT.replace("2.43", "2.48")
SHORTENED = "\n".join(
    line for line in RECEIPT.split("\n") if not line.startswith(("SUBTOTAL", "Loyalty"))
)
OTHER_WORDS = RECEIPT.replace("Road", "Rd").replace("1L", "1l")


def test_a_wrong_digit_is_one_word_of_one_line() -> None:
    rows = align_texts([RECEIPT, WRONG_DIGIT, RECEIPT], USUAL_RULES).rows
    differing = [row for row in rows if not row.agrees]
    assert [row.lines for row in differing] == [(6, 6, 6)]
    (slot,) = [slot for slot in differing[0].slots if any(slot.differs)]
    assert slot.words == ("2.43", "2.48", "2.43")
    assert (slot.voted, slot.differs) == ("2.43", (False, True, False))


def test_lines_that_one_text_lacks_are_missing_there_and_nowhere_else() -> None:
    rows = align_texts([RECEIPT, SHORTENED, OTHER_WORDS], USUAL_RULES).rows
    assert [row.lines[1] for row in rows] == [0, 1, 2, 3, None, None, 4, 5]
    assert [row.lines[0] for row in rows] == list(range(8))


def test_a_line_that_only_one_text_has_stands_where_it_was_read() -> None:
    longer = RECEIPT.replace("Oat milk", "Bread rolls 0.99\nOat milk")
    rows = align_texts([RECEIPT, longer, RECEIPT], USUAL_RULES).rows
    assert rows[3].lines == (None, 3, None)
    assert rows[3].voted == ""
    assert "Bread" not in align_texts([RECEIPT, longer, RECEIPT], USUAL_RULES).majority


def test_the_same_extra_line_of_two_texts_is_one_row() -> None:
    longer = RECEIPT.replace("Oat milk", "Bread rolls 0.99\nOat milk")
    misread = longer.replace("rolls", "rols")
    rows = align_texts([RECEIPT, longer, RECEIPT, misread], USUAL_RULES).rows
    assert [row.lines for row in rows if row.lines[0] is None] == [(None, 3, None, 3)]


def test_the_majority_is_right_where_each_is_wrong_elsewhere() -> None:
    texts = [WRONG_DIGIT, SHORTENED, OTHER_WORDS]
    assert align_texts(texts, USUAL_RULES).majority == RECEIPT


def test_words_vote_by_number_and_silence_is_a_vote() -> None:
    """Position by position, as ROVER's voting by frequency of occurrence."""
    random = Random(14)
    for _ in range(200):
        rows = [[f"w{at}x{random.randint(0, 1)}" for at in range(6)] for _ in range(5)]
        expected = []
        for column in zip(*rows, strict=True):
            expected.append(max(sorted(set(column)), key=column.count))
        texts = [" ".join(row) for row in rows]
        # Every position has its own word pair, so no other alignment is possible.
        assert align_texts(texts, USUAL_RULES).majority == " ".join(expected)


def test_the_order_of_texts_makes_no_difference() -> None:
    texts = [RECEIPT, WRONG_DIGIT, SHORTENED, OTHER_WORDS]
    forward = align_texts(texts, USUAL_RULES)
    for order in permutations(range(4)):
        turned = align_texts([texts[at] for at in order], USUAL_RULES)
        assert turned.majority == forward.majority
        back = [tuple(row.lines[order.index(at)] for at in range(4)) for row in turned.rows]
        assert back == [row.lines for row in forward.rows]


def test_every_line_and_word_of_every_text_stands_in_one_place() -> None:
    random = Random(15)
    words = ["alpha", "beta", "gamma", "delta", "1.44", "1.89", "total", "vat", "road"]
    for _ in range(200):
        texts = [
            "\n".join(
                " ".join(random.choices(words, k=random.randint(1, 4)))
                for _ in range(random.randint(0, 6))
            )
            for _ in range(random.randint(1, 4))
        ]
        aligned = align_texts(texts, USUAL_RULES)
        for at, text in enumerate(texts):
            lines = [row.lines[at] for row in aligned.rows if row.lines[at] is not None]
            assert lines == list(range(len([line for line in text.split("\n") if line])))
            read = [slot.words[at] for row in aligned.rows for slot in row.slots]
            assert [word for word in read if word is not None] == text.split()


def test_the_medoid_is_nearest_to_all_others() -> None:
    random = Random(16)
    for _ in range(200):
        texts = [random.choices("abc", k=random.randint(0, 6)) for _ in range(4)]
        sums = [sum(edit_distance(text, other) for other in texts) for text in texts]
        assert sums[medoid_of(texts)] == min(sums)


def test_rules_say_what_does_not_matter() -> None:
    assert USUAL_RULES.text("ﬁve  GB\n½") == "five gb 1⁄2"
    assert TextRules(case=False).text("Five GB") == "Five GB"
    assert TextRules(spacing=False).text("a  b") == "a  b"
    assert TextRules(punctuation=True).text("disc. -0,90") == "disc 090"
    assert TextRules(compatibility=False).text("ﬁve") == "ﬁve".casefold()
    assert USUAL_RULES.words("A — b") == (("A", "a"), ("—", "—"), ("b", "b"))
    assert TextRules(punctuation=True).words("A — b") == (("A", "a"), ("b", "b"))


def test_a_transcript_comes_out_of_its_fence_and_without_thinking() -> None:
    assert transcript("<think>two lines</think>\n```text\nTOTAL\n2.43\n```") == "TOTAL\n2.43"


def test_rates_are_those_of_each_text_against_the_reference() -> None:
    agreed = agree_on_texts([RECEIPT, WRONG_DIGIT], USUAL_RULES, 0)
    assert agreed.rates[0] is None
    rates = agreed.rates[1]
    assert rates is not None
    assert rates.cer == pytest.approx(1 / len(RECEIPT.replace("\n", " ")))
    assert rates.wer == pytest.approx(1 / len(RECEIPT.split()))
    assert (agreed.lines, agreed.lines_agree, agreed.lines_missing) == (8, 7, 0)


def test_a_text_is_needed() -> None:
    with pytest.raises(ValueError, match="a text is needed"):
        align_texts([], USUAL_RULES)
    assert align_texts(["", ""], USUAL_RULES).rows == ()


def test_twice_the_text_is_twice_the_work() -> None:
    def work(lines: int) -> object:
        text = "\n".join(f"item {at} costs {at}.{at % 100:02d}" for at in range(lines))
        return align_texts([text, text.replace("7", "1"), text, text], USUAL_RULES)

    assert growth_of_calls(work, 60) < 2.5


@pytest.mark.parametrize("longest", [20_000, 100_000])
def test_one_unbroken_line_beside_many_short_ones_is_compared_with_none_of_them(
    monkeypatch: pytest.MonkeyPatch, longest: int
) -> None:
    looked_at = 0

    def counted(first: Sequence[Hashable], second: Sequence[Hashable]) -> int:
        nonlocal looked_at
        looked_at += len(first) * len(second)
        return distance(first, second)

    distance = edit_distance_module._distance
    monkeypatch.setattr(edit_distance_module, "_distance", counted)
    items = "\n".join(f"- item {number}" for number in range(2_000))
    rows = align_texts(["x" * longest, items], USUAL_RULES).rows
    assert [row.lines for row in rows if None not in row.lines] in ([], [(0, 0)])
    assert looked_at < 20_000


def test_long_lines_without_a_common_word_are_paired_in_their_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(
        text_alignment, "edit_distance", lambda first, second, most=None: asked.append(1) or 0
    )
    lines = [[character * 9_000 for character in letters] for letters in ("abc", "def")]
    first, second = (text_alignment._lines_of("\n".join(part), USUAL_RULES) for part in lines)
    assert text_alignment._by_likeness(first, second) == [(0, 0), (1, 1), (2, 2)]
    assert asked == []


def test_of_a_text_without_end_the_beginning_is_compared_and_that_is_told() -> None:
    lines = [f"line {number}" for number in range(100_000)]
    other = [*lines[:-1], "another end"]
    texts = ["\n".join(lines), "\n".join(other)]
    agreement = agree_on_texts(texts, USUAL_RULES, 0)
    assert agreement.cut
    assert agreement.lines_agree == agreement.lines < 7_000
    assert agreement.texts[0].endswith(f"line {agreement.lines - 1}"), "whole lines"
    assert len(agreement.texts[0]) <= MOST_CHARACTERS
    assert not agree_on_texts(["a", "b"], USUAL_RULES, None).cut
    assert agree_on_texts(["a", "b"], USUAL_RULES, texts[0]).cut, "the reference too"
