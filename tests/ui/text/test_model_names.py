"""Names that share a beginning are shortened there, so that they still differ."""

from __future__ import annotations

import pytest

from vizdesk.ui.text.model_names import distinct_name

NAMES = ("qwen3-vl-8b-instruct", "qwen3-vl-30b-thinking", "gemma-3-12b-it", "gemma-3-27b-it")


@pytest.mark.parametrize(
    ("name", "room", "shown"),
    [
        ("qwen3-vl-30b-thinking", 30, "qwen3-vl-30b-thinking"),
        ("qwen3-vl-30b-thinking", 18, "qwen…30b-thinking"[:18]),
        ("qwen3-vl-30b-thinking", 13, "…30b-thinking"),
        ("qwen3-vl-30b-thinking", 8, "…30b-th…"),
        ("gemma-3-12b-it", 10, "gem…12b-it"),
        ("internvl3-8b-large", 8, "internv…"),
    ],
)
def test_what_is_shared_goes_first(name: str, room: int, shown: str) -> None:
    others = (*NAMES, "internvl3-8b-large")
    cut = distinct_name(name, others, lambda words: len(words) <= room)
    assert cut == shown or (len(cut) <= room and cut.endswith("30b-thinking"))


def test_all_of_them_still_differ() -> None:
    cut = [distinct_name(name, NAMES, lambda words: len(words) <= 9) for name in NAMES]
    assert len(set(cut)) == len(NAMES)


def test_the_same_name_twice_is_cut_at_its_end() -> None:
    assert distinct_name("one name", ("one name", "one name"), lambda w: len(w) <= 5) == "one …"
