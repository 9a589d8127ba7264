"""Replies beside the 442 collected ones: the same kinds with other labels, numbers, languages,
wrappers, sizes and families, and two kinds at once. Written before the parser was looked at.

`right` is as in test_reply_cases; with "or_told" a count may be refused with its reason as well.
"""

from __future__ import annotations

from typing import Any

import pytest
from tests.comparison.parsing.reply_cases import assert_read_right, cases_in

from vizdesk.comparison.parsing.structures import object_in

CASES = cases_in("sibling_replies.jsonl")


@pytest.mark.parametrize("case", CASES, ids=[f"{case['id']}-{case['kind']}" for case in CASES])
def test_a_reply_of_the_same_kind_is_read_right(case: dict[str, Any]) -> None:
    assert_read_right(case)


@pytest.mark.parametrize("figure", ["1e999", "-1e999", "1" * 400, "NaN", "Infinity"])
def test_what_no_number_can_hold_is_null_and_never_infinity(figure: str) -> None:
    assert object_in(f'{{"price": {figure}}}').value == {"price": None}
    assert object_in(f"{{price: {figure},}}").value == {"price": None}


@pytest.mark.parametrize("written", ["1,5", "1.234,56"])
def test_a_decimal_comma_is_kept_as_written_and_told(written: str) -> None:
    answer = object_in(f'{{"price": {written}, "title": "x"}}', ["price", "title"])
    assert answer.value == {"price": written, "title": "x"}
    assert len(answer.problems) == 1
