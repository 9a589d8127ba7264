"""A comparison made of its rows; what is damaged of them takes no more with it than it must."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace

from vizdesk.comparison.serialization import answer_from_record, from_record
from vizdesk.comparison.types import Answer, Comparison

UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, RecursionError)
"""What reading a damaged record raises."""


def comparison_of(
    record: str, rows: Iterable[tuple[str, str]]
) -> tuple[Comparison, tuple[str, ...]]:
    """The comparison of a record without its answers, and the models whose answer is damaged.

    `rows` are the name and the record of each answer, in their order. Raises UNREADABLE where the
    comparison itself is damaged.
    """
    comparison = from_record({**json.loads(record), "answers": []})
    answers: list[Answer] = []
    damaged: list[str] = []
    for name, answer in rows:
        try:
            answers.append(answer_from_record(json.loads(answer)))
        except UNREADABLE:
            damaged.append(name)
    return replace(comparison, answers=tuple(answers)), tuple(damaged)
