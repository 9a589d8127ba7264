"""A file of comparisons may be a stranger's: whatever is in it, it is read or refused by name."""

from __future__ import annotations

import copy
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.history.history_kit import answer, comparison

from vizdesk.comparison.record_check import DEEPEST, MOST_DETECTIONS, RecordError
from vizdesk.comparison.saved_comparisons import LARGEST, read_comparisons
from vizdesk.comparison.serialization import to_record


def nested(depth: int) -> list[Any]:
    inner: list[Any] = []
    for _ in range(depth):
        inner = [inner]
    return inner


WRONG: tuple[Any, ...] = (
    *(None, 5, -1, 1e308, 10**400, "x", [], {}, True, [5], {"a": 1}, [None], [[1, 2]], [{}]),
    nested(500),
)


def places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield path
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(inner, (*path, key))


def replaced(record: Any, path: tuple[str | int, ...], value: Any) -> Any:
    if not path:
        return value
    made = copy.deepcopy(record)
    outer = made
    for key in path[:-1]:
        outer = outer[key]
    outer[path[-1]] = value
    return made


@pytest.fixture(scope="module")
def record() -> dict[str, Any]:
    return to_record(comparison(1, answer("Gemma", "a cat", "cat")))


def test_every_wrong_value_in_every_place_is_read_or_refused_in_one_sentence(
    record: dict[str, Any], tmp_path: Path
) -> None:
    path, tried = tmp_path / "c.json", 0
    sentences: list[str] = []
    for place in places(record):
        for wrong in WRONG:
            path.write_text(json.dumps(replaced(record, place, wrong)))
            tried += 1
            try:
                read_comparisons(path)
            except RecordError as error:
                sentences.append(str(error))
    assert tried > 1_000
    assert len(sentences) > tried // 2
    odd = [words for words in sentences if not words.startswith(f"{path}: ") or "\n" in words]
    assert odd == []


def test_the_sentence_names_line_and_place(record: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    bad = replaced(record, ("answers", 0, "text"), 5)
    path.write_text(f"{json.dumps(record)}\n\n{json.dumps(bad)}\n")
    with pytest.raises(RecordError) as told:
        read_comparisons(path)
    assert str(told.value) == (
        f"{path}, line 3: The comparison cannot be read: answers[0].text must be a text."
    )


def test_a_path_no_system_can_have_is_no_path(record: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "odd.json"
    path.write_text(json.dumps(replaced(record, ("picture", "path"), "/photos/a\0.png")))
    with pytest.raises(RecordError, match=r"picture\.path must be a path\."):
        read_comparisons(path)


def test_counts_depth_and_size_are_bounded(record: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    label = {"label": "a", "score": None}
    for key, value, said in (
        ("labels", [label] * (MOST_DETECTIONS + 1), "a list of at most 100000 entries"),
        ("value", nested(DEEPEST), "at most 64 levels deep"),
    ):
        path.write_text(json.dumps(replaced(record, ("answers", 0, key), value)))
        with pytest.raises(RecordError, match=said):
            read_comparisons(path)
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(RecordError, match="larger than the 256 MB"):
        read_comparisons(path)


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "c.json"
    os.mkfifo(pipe)
    for path in (pipe, tmp_path):
        with pytest.raises(RecordError, match="This is no file"):
            read_comparisons(path)


def test_infinite_figures_of_earlier_versions_are_not_known(
    record: dict[str, Any], tmp_path: Path
) -> None:
    path = tmp_path / "c.json"
    path.write_text(json.dumps(replaced(record, ("answers", 0, "cost_usd"), float("nan"))))
    assert read_comparisons(path)[0].answers[0].cost_usd is None
