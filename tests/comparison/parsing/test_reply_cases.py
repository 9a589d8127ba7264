"""What 442 replies say: every kind of reply seen in public, each with what is right of it.

The replies are parser tests of peers, vendors' documented forms and published transcripts, written
anew with neutral content. `right` of a case is one of:
boxes: [label, x0, y0, x1, y1] in pixels of the original; with "tell", a problem must be named, with
"or_told", showing less with a problem named is right as well. labels, count, value: just these.
"""

from __future__ import annotations

from typing import Any

import pytest
from tests.comparison.parsing.reply_cases import assert_read_right, cases_in

CASES = cases_in("replies.jsonl")


@pytest.mark.parametrize("case", CASES, ids=[f"{case['id']}-{case['kind']}" for case in CASES])
def test_a_reply_is_read_right(case: dict[str, Any]) -> None:
    assert_read_right(case)
