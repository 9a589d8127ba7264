"""A check is written in JSON, read back to the same value, and says its rule in one sentence."""

from __future__ import annotations

import json
from typing import Any

import pytest

from vizdesk.comparison.tasks import TaskKind
from vizdesk.comparison.types import Reading
from vizdesk.evals.checks import AnyOf, Boxes, Number, YesNoCheck
from vizdesk.evals.registry import CHECK_KINDS, from_json, rule, to_json
from vizdesk.evals.scoring import judge
from vizdesk.evals.suite import task_for

BOX = {"label": "cat", "box": [0.1, 0.2, 0.3, 0.4]}
GOOD: list[dict[str, Any]] = [
    {"kind": "number", "value": 4, "tolerance": 0},
    {"kind": "number", "value": 2.5, "tolerance": 0.1},
    {"kind": "yes_no", "value": True},
    {"kind": "one_of", "value": "left", "choices": ["left", "right"]},
    {"kind": "set", "value": ["red", "blue"]},
    {"kind": "ordered", "value": ["red", "blue", "red"]},
    {"kind": "date", "value": "2026-11-21"},
    {"kind": "exact", "value": "AB-12"},
    {"kind": "text", "value": "Main Street"},
    {"kind": "cer", "value": "a longer line", "at_most": 0.1},
    {"kind": "regex", "value": "[A-Z]{2}-\\d+"},
    {"kind": "json", "value": {"total": 12.5, "items": ["tea"]}, "tolerance": 0.01},
    {"kind": "boxes", "value": [BOX], "f1": 0.8, "iou": 0.5},
    {"kind": "boxes", "value": [], "f1": 1.0, "iou": 0.5, "classes": ["dog"]},
    {
        "kind": "any_of",
        "checks": [{"kind": "text", "value": "tap"}, {"kind": "text", "value": "faucet"}],
    },
    {"kind": "time", "value": "10:54", "tolerance": 1, "hours": 12},
]


@pytest.mark.parametrize("data", GOOD, ids=lambda data: data["kind"])
def test_what_is_written_reads_back_and_says_its_rule(data: dict[str, Any]) -> None:
    check = from_json(data)
    assert to_json(check) == data
    assert from_json(json.loads(json.dumps(to_json(check)))) == check
    assert hash(check) == hash(from_json(data))
    said = rule(check)
    assert said.startswith("The answer must ")
    assert said.endswith(".")
    assert "\n" not in said


def test_every_kind_has_an_example_above() -> None:
    assert {one["kind"] for one in GOOD} == {kind.name for kind in CHECK_KINDS}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (4, "must be an object"),
        ({}, "unknown kind of check None; known kinds: number, yes_no"),
        ({"kind": "nmber"}, "unknown kind of check 'nmber'"),
        ({"kind": ["number"]}, "unknown kind"),
        ({"kind": "number"}, "check “number”: “value” is missing"),
        ({"kind": "number", "value": "4"}, "“value” must be a number, not '4'"),
        ({"kind": "number", "value": True}, "must be a number, not True"),
        ({"kind": "number", "value": float("nan")}, "finite"),
        ({"kind": "number", "value": 4, "tolerance": -1}, "“tolerance” must be 0 or more"),
        ({"kind": "time", "value": "25:00"}, "must be a time as 10:54"),
        ({"kind": "time", "value": "10:54", "hours": 10}, "“hours” must be 12 or 24"),
        ({"kind": "time", "value": "10:54", "tolerance": 0.5}, "must be a whole number"),
        ({"kind": "time", "value": "10:54", "tolerance": -1}, "must be minutes, 0 or more"),
        ({"kind": "number", "value": 4, "tol": 1}, "unknown key 'tol'; known keys: value, tol"),
        ({"kind": "yes_no", "value": "maybe"}, "true, false, “yes” or “no”"),
        ({"kind": "one_of", "value": "up", "choices": ["left", "right"]}, "is not one of"),
        ({"kind": "one_of", "value": "a", "choices": ["a", "A "]}, "names one twice"),
        ({"kind": "one_of", "value": "a", "choices": "ab"}, "“choices” must be a list of texts"),
        ({"kind": "set", "value": []}, "at least one"),
        ({"kind": "set", "value": ["a", "A"]}, "twice"),
        ({"kind": "date", "value": "21.11.2026"}, "a day as 2026-11-21, not '21.11.2026'"),
        ({"kind": "text", "value": " "}, "must not be empty"),
        ({"kind": "cer", "value": "a"}, "“at_most” is missing"),
        ({"kind": "cer", "value": "a", "at_most": 1}, "less than 1"),
        ({"kind": "regex", "value": "("}, "no regular expression"),
        ({"kind": "regex", "value": "(a+)+b"}, "may take too long to match: a repeated group"),
        ({"kind": "regex", "value": "(a|a)*b"}, "a repeated group holds"),
        ({"kind": "regex", "value": "((?:a?)){20}b"}, "a repeated group holds"),
        ({"kind": "regex", "value": ".*.*.*.*.*b"}, "it repeats too often"),
        ({"kind": "regex", "value": "a?" * 40}, "it repeats too often"),
        ({"kind": "regex", "value": "a{0,50}" * 7}, "it repeats too often"),
        ({"kind": "regex", "value": "a" * 600}, "longer than 500"),
        ({"kind": "json", "value": [1]}, "must be an object"),
        ({"kind": "json", "value": {}}, "“value” must be a JSON object"),
        ({"kind": "boxes", "value": []}, "“classes” must be named"),
        ({"kind": "boxes", "value": [{"label": "a", "box": [0.5, 0, 0.5, 1]}]}, "x0 < x1"),
        ({"kind": "boxes", "value": [{"label": "a", "box": [1, 2, 3, 4]}]}, "in 0..1"),
        ({"kind": "any_of", "checks": []}, "at least two"),
        ({"kind": "any_of", "checks": [GOOD[12], GOOD[0]]}, "neither"),
        ({"kind": "any_of", "checks": [GOOD[14], GOOD[0]]}, "neither"),
        ({"kind": "any_of", "checks": [{"kind": "number"}] * 2}, "check “number”: “value” is mis"),
    ],
)
def test_a_wrong_check_says_what_is_wrong(data: object, said: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - looked at below
        from_json(data)
    assert said in str(caught.value)


def test_rules_are_plain_sentences() -> None:
    assert rule(Number(4)) == (
        "The answer must hold one number, 4; words such as “four” count as numbers."
    )
    assert "within 0.5 of 4" in rule(Number(4, 0.5))
    assert rule(YesNoCheck(False)) == "The answer must say no, and not both."
    assert " – or " in rule(AnyOf((Number(4), YesNoCheck(True))))
    assert rule(Boxes((), classes=("dog",))) == "The answer must find no dog."


def test_an_item_becomes_a_task_of_the_comparison() -> None:
    asked = task_for("How many?", Number(4))
    assert (asked.kind, asked.question, asked.prompt) == (TaskKind.ASK, "How many?", None)
    boxes = from_json(GOOD[12])
    found = task_for("", boxes)
    assert (found.kind, found.classes, found.prompt) == (TaskKind.DETECT, ("cat",), None)


@pytest.mark.parametrize(
    "pattern",
    [r"[A-Z]{2}-\d+", r"(left|right) of (the )?\w+", r"\d+(\.\d\d)?", r"R[1-9]C[1-9]", "[+*]+"],
)
def test_ordinary_patterns_are_taken(pattern: str) -> None:
    assert from_json({"kind": "regex", "value": pattern})


@pytest.mark.parametrize("pattern", [".*.*.*.*b", r"(\w+)\s*(\w+)\s*b", "a?" * 10 + "a{0,9}" * 4])
def test_what_is_taken_comes_to_an_end(pattern: str) -> None:
    check = from_json({"kind": "regex", "value": pattern})
    assert not judge(check, "a" * 200, Reading()).lenient
