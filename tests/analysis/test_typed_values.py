"""Values are compared by what they mean, as evals do: numbers, days, times, yes and no, words."""

from __future__ import annotations

import pytest

from vizdesk.analysis.typed_values import ValueKind, typed_replies, typed_text, typed_value


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("4", "four"),
        ("1,234.50", "1234.5"),
        ("23/11/2026", "2026-11-23"),
        ("23.11.2026", "Nov 23, 2026"),
        ("14:07", "2:07 pm"),
        ("$18.28", "18.28 USD"),
        ("7,5 kg", "7.5 KG"),
        ("Yes.", "yes"),
        ("GREEN HILL MARKET", "Green Hill  Market"),
        ("GB 123 4567 89", "GB123456789"),
        ("£", "GBP"),
        ("“Main St”", '"main st"'),
    ],
)
def test_other_forms_of_the_same(one: str, other: str) -> None:
    assert typed_text(one) == typed_text(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("17.38", "17:38"),
        ("17.38", "17.88"),
        ("7 kg", "7 g"),
        ("0417", "417"),
        ("03/04/2026", "2026-04-03"),  # may be March as well
        ("12 Station Road", "12"),
        ("-0.90", "0.90"),
        ("yes", "no"),
    ],
)
def test_other_values(one: str, other: str) -> None:
    assert typed_text(one) != typed_text(other)


def test_json_values_are_the_same_as_their_texts_but_not_as_null() -> None:
    assert typed_value(17.38) == typed_value("17.38") == typed_value("17.380")
    assert typed_value(True) == typed_value("Yes")
    assert typed_value(None) == typed_value("null") == typed_value("")
    assert typed_value(None).kind is ValueKind.NULL
    assert typed_value(0) != typed_value(None)
    assert typed_value(float("nan")).kind is ValueKind.TEXT


def test_lists_and_tables_are_the_same_where_their_entries_are() -> None:
    assert typed_value([{"n": "4"}, "Yes"]) == typed_value([{"N": 4}, True])
    assert typed_value({"a": 1, "b": 2}) == typed_value({"b": 2, "a": 1})
    assert typed_value([1, 2]) != typed_value([2, 1])


def keys(*replies: str) -> list[str]:
    return [value.key for value in typed_replies(replies)]


def test_replies_are_read_as_the_others_are() -> None:
    assert keys("4", "There are 4 nuts.", "four", "I see five of them") == ["4", "4", "4", "5"]
    assert keys("Yes.", "No, it is not.", "I cannot tell") == ["yes", "no", "i cannot tell"]
    assert keys("Yes, it is.", "No, it is not.") == ["yes", "no"]
    assert keys("**Answer:** 4", "4") == ["4", "4"]


def test_figures_within_words_are_no_answer_where_nobody_gives_a_number() -> None:
    assert len(set(keys("12 Station Road", "12 Station Street"))) == 2
    assert len(set(keys("12 Station Road", "12 station road."))) == 1
