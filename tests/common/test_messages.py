"""A message is its English sentence, keeps template and arguments, and survives every store."""

from __future__ import annotations

import copy
import json
import pickle
import sqlite3
from typing import Any

import pytest

from vizdesk.common.messages import (
    EMPTY,
    Message,
    MessageError,
    joined,
    message,
    message_record,
    plural,
    read_message,
    verbatim,
)

NESTED = message(
    "{name} takes {need}; {free}.",
    name="A {need} model",
    need=plural("{n} byte", "{n} bytes", 1),
    free=message("{size} GB are free", size="2.1"),
)


def test_a_message_is_its_english_sentence() -> None:
    assert NESTED == "A {need} model takes 1 byte; 2.1 GB are free."
    assert plural("{n} byte", "{n} bytes", 0) == "0 bytes"
    assert json.dumps([NESTED]) == '["A {need} model takes 1 byte; 2.1 GB are free."]'
    row = sqlite3.connect(":memory:").execute("SELECT ?", (NESTED,)).fetchone()
    assert row == ("A {need} model takes 1 byte; 2.1 GB are free.",)


def test_a_template_without_its_argument_is_refused() -> None:
    with pytest.raises(KeyError, match="name"):
        message("{name} is empty.")


@pytest.mark.parametrize("copied", [copy.deepcopy(NESTED), pickle.loads(pickle.dumps(NESTED))])
def test_copies_keep_template_and_arguments(copied: Message) -> None:
    assert copied == NESTED
    assert copied.templates == ("{name} takes {need}; {free}.",)
    assert isinstance(copied.arguments["need"], Message)


def test_an_error_gives_its_message_as_text() -> None:
    error = MessageError(message("{name} is empty.", name="a.png"))
    text = str(error)
    assert text == "a.png is empty."
    assert text is error.message


def test_several_are_joined_and_empty_ones_left_out() -> None:
    first, second = message("No."), message("Try again.")
    both = joined([first, EMPTY, second])
    assert both == "No. Try again."
    assert list(both.arguments.values()) == [first, second]
    assert joined([EMPTY, first]) is first
    assert joined([]) == ""


def test_a_file_gives_back_what_it_was_given() -> None:
    record = json.loads(json.dumps(message_record(NESTED)))
    assert record["templates"] == ["{name} takes {need}; {free}."]
    assert record["arguments"]["name"] == "A {need} model"
    made = read_message(str(NESTED), record)
    assert made.templates == NESTED.templates
    assert made.arguments == NESTED.arguments
    need = made.arguments["need"]
    assert isinstance(need, Message)
    assert need.templates == ("{n} byte", "{n} bytes")


def test_words_of_others_need_no_record() -> None:
    assert message_record(verbatim("No route to host")) is None
    assert message_record("No route to host") is None
    assert read_message("No route to host", None) == "No route to host"


DEEP: dict[str, Any] = {"templates": ["{a}"], "arguments": {"a": "x"}}
for _ in range(20):
    DEEP = {"templates": ["{a}"], "arguments": {"a": DEEP}}


@pytest.mark.parametrize(
    "record",
    [
        "x",
        [],
        {},
        {"templates": ["x"]},
        {"templates": [], "arguments": {}},
        {"templates": [1], "arguments": {}},
        {"templates": ["x", "x", "x"], "arguments": {}},
        {"templates": ["{a}"], "arguments": {}},
        {"templates": ["{a}"], "arguments": {"a": None}},
        {"templates": ["{a}"], "arguments": {"a": True}},
        {"templates": ["{a}"], "arguments": {"a": {"templates": 3}}},
        {"templates": ["another sentence"], "arguments": {}},
        DEEP,
    ],
)
def test_a_record_that_does_not_fit_leaves_the_stored_sentence(record: object) -> None:
    assert read_message("x", record) == "x"
    assert read_message("x", record).templates == ("{text}",)
