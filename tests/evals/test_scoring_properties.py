"""What no verdict may ever do, whatever the reply: shown by many random ones."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.evals.test_check_vocabulary import GOOD

from vizdesk.analysis.box_matching import iou, pairs
from vizdesk.analysis.edit_distance import edit_distance
from vizdesk.common.messages import verbatim
from vizdesk.comparison.types import Box, Detection, Reading
from vizdesk.evals.checks import Boxes, Number, OneOf, Ordered, SetOf, YesNoCheck
from vizdesk.evals.registry import from_json
from vizdesk.evals.scoring import judge
from vizdesk.evals.verdicts import VerdictState

MANY = settings(max_examples=400, deadline=None)
WHOLE = st.integers(-9999, 99_999)
DECIMAL = st.decimals(-999, 9999, places=2).map(str)
NUMBERS = WHOLE.map(str) | DECIMAL
SAYING = st.sampled_from(
    [
        *("{}", "**{}**", "Answer: {}", "The answer is {}.", "There are {} screws.", "`{}`"),
        *("I count {}", "\\boxed{{{}}}", "```\n{}\n```", "# {}", "Well, {} cm", "{}\n"),
        *("Let me think.\n\nFinal answer: {}", "In row 7 I see some.\nSo {} in all", "x = {}"),
        *("There are {} of them, I think", "Exactly {}!", "({})", "about {}", "No, there are {}."),
    ]
)
DENYING = st.sampled_from(
    [
        *("not {}", "It is not {}.", "It isn't {}", "There are never {}", "{} is wrong", "{}?"),
        *("more than {}", "at least {}", "fewer than {}", "anything but {}", "{} or more"),
        *("I don't think there are {}", "The answer is not {}", "Answer: not {}", "≠ {}", "> {}"),
        *("Is it {}?", "between {} and 100000", "{} ± 1", "It cannot be {}.", "up to {}"),
        *(
            "It could be {}.",
            "maybe {}",
            "{}, perhaps.",
            "Not sure, possibly {}",
            "so not {} in total",
        ),
        *("Es sind nicht {}.", "Il n'y a pas {} vis", "No hay {}", "没有{}个", "{}ではありません"),
        *("{}:30", "{}^2", "x{}", "without {}", "neither {} nor 100000", "\\boxed{{not {}}}"),
    ]
)


def value(text: str) -> int | float:
    return float(text) if "." in text else int(text)


@MANY
@given(key=NUMBERS, said=NUMBERS, saying=SAYING)
def test_a_different_number_is_never_right(key: str, said: str, saying: str) -> None:
    verdict = judge(Number(value(key)), saying.format(said), Reading())
    if Fraction(key) == Fraction(said):
        assert verdict.lenient, verdict
    else:
        assert not verdict.lenient, verdict
        assert not verdict.strict


@MANY
@given(number=NUMBERS, denying=DENYING)
def test_what_is_denied_is_never_right(number: str, denying: str) -> None:
    assert not judge(Number(value(number)), denying.format(number), Reading()).lenient


@MANY
@given(first=NUMBERS, second=NUMBERS, joint=st.sampled_from([" and ", " or ", ", ", "\n", "; "]))
def test_two_different_numbers_are_never_right(first: str, second: str, joint: str) -> None:
    assume(Fraction(first) != Fraction(second))
    for key in (first, second):
        assert not judge(Number(value(key)), f"{first}{joint}{second}", Reading()).lenient


@MANY
@given(
    parts=st.lists(st.integers(1, 400), min_size=2, max_size=4),
    off=st.integers(-3, 3),
    ending=st.sampled_from(
        ["; total: {}", ", so {} in total.", ". In total {}", ", {} altogether"]
    ),
)
def test_parts_are_never_taken_for_their_sum(parts: list[int], off: int, ending: str) -> None:
    """“3 here, 2 there, so 5 in total” says 5, and never 3."""
    total = sum(parts) + off
    assume(total > 0)
    reply = ", ".join(f"{part} in row {name}" for part, name in zip(parts, "ABCD", strict=False))
    for key in {*parts, sum(parts)} - {total}:
        assert not judge(Number(key), reply + ending.format(total), Reading()).lenient
        assert not judge(Number(key), f"{total} in total: {reply}", Reading()).lenient


@MANY
@given(digits=st.text("0123456789", min_size=2, max_size=6), at=st.integers(1, 5))
def test_a_point_is_never_lost(digits: str, at: int) -> None:
    assume(at < len(digits))
    pointed = f"{digits[:at]}.{digits[at:]}"
    assume(Fraction(pointed) != int(digits))
    assert not judge(Number(int(digits)), pointed, Reading()).lenient
    assert not judge(Number(float(pointed)), digits, Reading()).lenient


ANSWERS = st.sampled_from(["Yes", "no", "4", "3.5", "left", "Yes and no", "not 4", "four", "4 5"])
CHECKS = st.sampled_from(
    [YesNoCheck(True), YesNoCheck(False), Number(4), Number(3.5), OneOf("left", ("left", "right"))]
)


@MANY
@given(check=CHECKS, answer=ANSWERS, wrap=st.sampled_from(["**{}**", " {}\n\n", "`{}`", "\t{} "]))
def test_case_spacing_and_markdown_change_no_verdict(check: Any, answer: str, wrap: str) -> None:
    plain = judge(check, answer, Reading())
    for same in (wrap.format(answer), answer.upper(), answer.lower(), answer.title()):
        other = judge(check, same, Reading())
        assert (other.state, other.strict, other.lenient) == (
            plain.state,
            plain.strict,
            plain.lenient,
        )


@MANY
@given(
    text=st.text(max_size=200)
    | st.lists(
        st.sampled_from(
            [
                *"0123456789.,-/*_$%`\\{}[]():;?!\n '\"",
                *("yes", "no", "not", "answer:", "\\boxed{", "[]", '[""', "red", " and ", "→"),
            ]
        ),
        max_size=40,
    ).map("".join),
    good=st.sampled_from(GOOD),
)
def test_no_reply_breaks_a_check_and_strict_is_never_without_lenient(
    text: str, good: dict[str, Any]
) -> None:
    verdict = judge(from_json(good), text, Reading())
    assert verdict.lenient or not verdict.strict
    assert verdict.lenient == (verdict.state is VerdictState.RIGHT)


@pytest.mark.parametrize("reply", ["[]", "Answer: []", "{}", '[""]', '["", "red"]', "[[]]"])
@pytest.mark.parametrize("kind", [SetOf, Ordered])
def test_an_empty_list_is_a_reply_like_any_other(
    reply: str, kind: type[SetOf] | type[Ordered]
) -> None:
    verdict = judge(kind(("red", "blue")), reply, Reading())
    assert verdict.state in (VerdictState.UNREADABLE, VerdictState.WRONG)


@pytest.mark.parametrize("good", GOOD, ids=lambda one: one["kind"])
@pytest.mark.parametrize(
    "piece",
    ["4 ", "**", "((", "no ", "\\boxed{", "```\n", "a,", "1/", '"', "<think>", "[{", "and "],
)
def test_a_model_that_repeats_itself_is_judged_at_once(good: dict[str, Any], piece: str) -> None:
    judge(from_json(good), piece * 20_000, Reading())


SMALL = st.text("abc", max_size=8)


def distance(a: str, b: str) -> int:
    rows = list(range(len(b) + 1))
    for i, one in enumerate(a, 1):
        before, rows[0] = rows[0], i
        for j, other in enumerate(b, 1):
            before, rows[j] = rows[j], min(rows[j] + 1, rows[j - 1] + 1, before + (one != other))
    return rows[-1]


@MANY
@given(a=SMALL, b=SMALL, most=st.integers(0, 9))
def test_the_banded_distance_is_levenshteins(a: str, b: str, most: int) -> None:
    assert edit_distance(a, b, most) == min(distance(a, b), most + 1)


CORNERS = st.tuples(*[st.integers(0, 3)] * 2, *[st.integers(1, 3)] * 2).map(
    lambda c: (c[0], c[1], c[0] + c[2], c[1] + c[3])
)
BOXES = st.lists(
    st.builds(
        lambda name, c: Detection(name, Box(*[one / 6 for one in c])),
        st.sampled_from("ab"),
        CORNERS,
    ),
    max_size=5,
)


def most_pairs(wanted: list[Detection], found: list[Detection], least: float) -> int:
    if not wanted:
        return 0
    first, rest = wanted[0], wanted[1:]
    best = most_pairs(rest, found, least)
    for at, one in enumerate(found):
        if one.label == first.label and iou(one.box, first.box) >= least:
            best = max(best, 1 + most_pairs(rest, found[:at] + found[at + 1 :], least))
    return best


@MANY
@given(wanted=BOXES, found=BOXES, least=st.sampled_from([0.1, 0.3, 0.5]))
def test_as_many_boxes_are_paired_as_can_be(
    wanted: list[Detection], found: list[Detection], least: float
) -> None:
    paired = pairs(wanted, found, least)
    assert len(paired) == most_pairs(wanted, found, least)
    assert len({one for one, _ in paired}) == len({other for _, other in paired}) == len(paired)


def test_boxes_pass_by_f1() -> None:
    cat = Detection("cat", Box(0, 0, 0.5, 0.5))
    dog = Detection("Dog", Box(0.5, 0.5, 1, 1))
    check = Boxes((cat, Detection("dog", dog.box)), f1=0.8)
    good = judge(check, "[…]", Reading((dog, cat)))
    assert good.strict
    assert "F1 1.00" in good.why
    half = judge(check, "[…]", Reading((cat,)))
    assert (half.state, half.lenient) == (VerdictState.WRONG, False)
    untidy = judge(
        check, "[…]", Reading((dog, cat), problems=(verbatim("1 of 3 entries has no label."),))
    )
    assert (untidy.strict, untidy.lenient) == (False, True)
    nothing = Boxes((), classes=("cat",))
    assert judge(nothing, "[]", Reading()).strict
    assert not judge(nothing, "[…]", Reading((cat,))).lenient
    unread = judge(
        nothing, "A cat!", Reading(problems=(verbatim("The reply has no boxes in it."),))
    )
    assert unread.state is VerdictState.UNREADABLE
