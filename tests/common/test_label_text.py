"""As much of a label as is shown in one line."""

from __future__ import annotations

import pytest

from vizdesk.common.label_text import LONGEST_SHOWN, shown_label


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("cat", "cat"),
        ("", ""),
        ("zebra\ncrossing", "zebra crossing"),
        ("x" * LONGEST_SHOWN, "x" * LONGEST_SHOWN),
        ("x" * 1_000_000, "x" * (LONGEST_SHOWN - 1) + "…"),
        ("line\n" * 200_000, " ".join(["line"] * 40)[: LONGEST_SHOWN - 1] + "…"),
    ],
)
def test_a_label_is_shown_in_one_short_line(label: str, shown: str) -> None:
    assert shown_label(label) == shown
