"""Truth is kept by the image's hash, read back whole, and rescued from a damaged file."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from tests.truth.truth_kit import DAY, EVERYTHING, HOW_MANY

from vizdesk.common.messages import Message
from vizdesk.comparison.types import ImageRef
from vizdesk.truth.image_truth import ExpectedText, ImageTruth, merged
from vizdesk.truth.records import TruthError, truth_from_record, truth_record
from vizdesk.truth.store import TruthStore


def store_in(folder: Path, told: list[Message] | None = None) -> TruthStore:
    return TruthStore(folder / "truth.sqlite3", (told if told is not None else []).append)


def test_all_that_is_known_of_an_image_is_read_back(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    store.keep(EVERYTHING)
    store.close()
    again = store_in(tmp_path)
    assert again.of_image(EVERYTHING.image.key) == EVERYTHING
    assert again.all() == [EVERYTHING]
    assert again.keys() == {"a" * 64 + "#2"}
    again.close()


def test_truth_is_found_wherever_the_file_lies_now(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    store.keep(EVERYTHING)
    moved = replace(EVERYTHING.image, path="/elsewhere/copy.png")
    assert store.of_image(moved.key) == EVERYTHING
    assert store.of_image(replace(moved, sha256="b" * 64).key) is None
    store.close()


def test_a_later_truth_takes_the_place_and_an_empty_one_deletes(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    store.keep(EVERYTHING)
    store.keep(replace(EVERYTHING, text=ExpectedText("other")))
    assert [truth.text for truth in store.all()] == [ExpectedText("other")]
    store.keep(ImageTruth(EVERYTHING.image, changed=DAY))
    assert store.all() == []
    store.keep_all([EVERYTHING, replace(EVERYTHING, image=ImageRef("b.png", "b" * 64, 4, 4))])
    store.forget(EVERYTHING.image.key)
    assert [truth.image.path for truth in store.all()] == ["b.png"]
    store.close()


def test_no_object_is_known_to_be_there_is_not_that_nothing_is_known(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    nothing_there = ImageTruth(EVERYTHING.image, objects=(), changed=DAY)
    store.keep(nothing_there)
    assert store.all() == [nothing_there]
    store.close()


def test_a_damaged_file_is_set_aside_and_what_is_whole_is_read(tmp_path: Path) -> None:
    told: list[Message] = []
    store = store_in(tmp_path, told)
    for number in range(400):
        image = ImageRef(f"{number}.png", f"{number:064x}", 4, 4)
        store.keep(replace(EVERYTHING, image=image))
    store.close()
    path = tmp_path / "truth.sqlite3"
    data = bytearray(path.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 4096] = b"\xff" * 4096
    path.write_bytes(data)
    again = store_in(tmp_path, told)
    read = again.all()
    assert 300 < len(read) < 400
    assert all(truth.text == EVERYTHING.text for truth in read)
    assert str(told[0]).startswith("The file of truth was damaged")
    again.close()


def test_a_damaged_record_costs_its_image_alone_and_is_told(tmp_path: Path) -> None:
    told: list[Message] = []
    store = store_in(tmp_path, told)
    store.keep(EVERYTHING)
    store.keep(replace(EVERYTHING, image=ImageRef("b.png", "b" * 64, 4, 4)))
    store.close()
    with sqlite3.connect(tmp_path / "truth.sqlite3") as connection:
        connection.execute("UPDATE truths SET record = '{}' WHERE path = 'b.png'")
    connection.close()
    again = store_in(tmp_path, told)
    assert again.all() == [EVERYTHING]
    assert told == [
        "The truth of b.png is damaged and was left out: "
        "This is no truth: “format” must be vizdesk-truth/1."
    ]
    again.close()


def test_a_file_of_a_newer_vizdesk_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "truth.sqlite3") as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(TruthError, match="was written by a newer vizdesk"):
        store_in(tmp_path).all()


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("box", [0.5, 0.1, 0.2, 0.3]),
        ("box", [0.1, 0.1, 1.5, 0.3]),
        ("box", [0.1, 0.1, 0.3]),
        ("box", [0.1, 0.1, "x", 0.3]),
        ("origin", "guessed"),
        ("label", 7),
        ("area_px", True),
    ],
)
def test_a_strange_record_is_refused(place: str, value: object) -> None:
    record = truth_record(EVERYTHING)
    record["objects"][0][place] = value
    with pytest.raises(TruthError, match="The truth is damaged"):
        truth_from_record(record)


def test_merging_keeps_what_the_other_does_not_know() -> None:
    image = EVERYTHING.image
    both = merged(EVERYTHING, ImageTruth(image, answers=(HOW_MANY,), classes=(), changed=DAY))
    assert [each.question for each in both.answers] == ["Is there a cat?", "How many cats?"]
    assert both.classes == ()
    assert both.objects == EVERYTHING.objects
    assert merged(ImageTruth(image, changed=DAY), EVERYTHING) == EVERYTHING
