"""A text key is met by any way of writing the same quantity, day, number word or letter."""

from __future__ import annotations

import datetime

import pytest

from vizdesk.comparison.types import Reading
from vizdesk.evals.checks import Check, Date, Number, OneOf, Text
from vizdesk.evals.loaders.expected_values import check_of_key, inferred_check
from vizdesk.evals.scoring import judge

LETTERS = ("A", "B", "C", "D")
DAY = Date(datetime.date(2026, 11, 21))


def passes(check: Check, reply: str) -> bool:
    return judge(check, reply, Reading()).lenient


@pytest.mark.parametrize(
    "reply",
    [
        "The sign stands at a corner. It shows the name of the street.\n\nMain Street",
        "Let me think.\nThe sign is blue.\nMain Street.",
        "First I look at the sign:\nit is blue.\n**Main Street**",
    ],
)
def test_a_bare_last_line_after_reasoning_is_the_answer(reply: str) -> None:
    assert passes(Text("Main Street"), reply)


@pytest.mark.parametrize(
    "reply",
    [
        "Main Street\n\nor maybe High Street",
        "High Street\nMain Street",
        "The sign does not say:\nMain Street",
        "Main Street\nWait, it is High Street",
        "I read High Street.\nNot Main Street",
    ],
)
def test_a_last_line_that_is_contradicted_is_not(reply: str) -> None:
    assert not passes(Text("Main Street"), reply)


@pytest.mark.parametrize(
    ("key", "right", "wrong"),
    [
        (
            "11.9 cm",
            ["11.9cm", "119 mm", "11.9 centimeters", "0.119 m", "It is 11.9 cm long.", "11.9"],
            ["11.9 inches", "The length is 11.9 inches.", "11.9 mm", "12 cm", "not 11.9 cm"],
        ),
        ("$5", ["$5.00", "5 dollars", "5 USD", "US$5", "five", "5"], ["€5", "5 euros", "$50"]),
        ("20 °C", ["20°C", "68 °F", "20 degrees Celsius", "293.15 kelvin"], ["20 °F", "68 °C"]),
        ("5 kg", ["5000 g", "5 kilograms"], ["5 lb", "5 g"]),
        ("50%", ["50 %", "50 percent"], ["50 cm", "5 %"]),
        ("2 h", ["120 minutes", "2 hours"], ["2 minutes", "120 s"]),
        ("1 in", ["2.54 cm", "25.4 mm"], ["2.5 cm"]),
    ],
)
def test_units_must_match_and_are_converted_where_that_is_exact(
    key: str, right: list[str], wrong: list[str]
) -> None:
    check = inferred_check(key)
    assert isinstance(check, Text)
    assert [reply for reply in right if not passes(check, reply)] == []
    assert [reply for reply in wrong if passes(check, reply)] == []


def test_two_different_quantities_are_ambiguous() -> None:
    verdict = judge(Text("11.9 cm"), "It is 11.9 cm or 12.5 cm.", Reading())
    assert (verdict.lenient, verdict.state.value) == (False, "ambiguous")


@pytest.mark.parametrize("check", [Text("A"), OneOf("A", LETTERS)])
@pytest.mark.parametrize("reply", ["A", "(A)", "A. left", "A) left", "Answer: (A) left", "a"])
def test_the_letter_of_a_choice_with_its_words(check: Check, reply: str) -> None:
    assert passes(check, reply)


@pytest.mark.parametrize("check", [Text("A"), OneOf("A", LETTERS)])
@pytest.mark.parametrize("reply", ["B", "(B)", "B. A left", "B) left", "Answer: B"])
def test_another_letter_is_wrong(check: Check, reply: str) -> None:
    assert not passes(check, reply)


def test_a_number_word_is_a_number() -> None:
    for reply in ("5", "five", "There are 5.", "Answer: 5"):
        assert passes(Text("five"), reply), reply
    assert not passes(Text("five"), "6")


@pytest.mark.parametrize(
    "reply",
    [
        "November 21, 2026",
        "Saturday, November 21, 2026",
        "21 November, 2026",
        "Nov. 21, 2026",
        "Saturday, 21. November 2026",
    ],
)
def test_dates_with_a_comma(reply: str) -> None:
    assert passes(DAY, reply)
    assert passes(Text("21 November 2026"), reply)
    assert not passes(Text("22 November 2026"), reply)


def test_keys_on_import() -> None:
    assert inferred_check("3,5") == Number(3.5)
    assert inferred_check("0101") == Text("0101")
    assert check_of_key(["B"], prompt="Which?\nA. left\nB. right") == OneOf("B", ("A", "B"))
    assert check_of_key(["B"], prompt="What grade is it?") == Text("B")
