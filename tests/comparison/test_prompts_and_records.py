"""Prompts, classes, counts, fields, profiles and the JSON record: the small rules of the heart."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from vizdesk.common import resources
from vizdesk.comparison.family_match import choose
from vizdesk.comparison.models import EngineKind, GgufPair, Model
from vizdesk.comparison.parsing.reply import read
from vizdesk.comparison.profiles import ProfileError, load_profiles
from vizdesk.comparison.prompts import build_prompt, schema_for
from vizdesk.comparison.serialization import to_record
from vizdesk.comparison.tasks import Task, TaskKind, task_kind
from vizdesk.comparison.types import Answer, Comparison, ImageRef, Reading

PROFILES = load_profiles(resources.folder() / "profiles")
DEMO = PROFILES["demo"]
SHAPES = ("red circle", "square")


def say(text: str, task: Task) -> Reading:
    return read(task, DEMO, text, sent=(96, 96), original=(96, 96), final=True)


@pytest.mark.parametrize(
    ("task", "words"),
    [
        (Task(TaskKind.CAPTION), "Describe this image in one sentence."),
        (Task(TaskKind.CAPTION, detailed=True), "Describe this image in detail."),
        (Task(TaskKind.READ_TEXT), "Read the text in this image."),
        (Task(TaskKind.ASK, question="Is there {a} cat?"), "Is there {a} cat?"),
        (Task(TaskKind.DETECT), "Detect all objects."),
        (Task(TaskKind.DETECT, classes=SHAPES), "Detect: red circle, square."),
        (
            Task(TaskKind.CLASSIFY, classes=SHAPES),
            "Which one of these is in this image: red circle, square?",
        ),
        (
            Task(TaskKind.CLASSIFY, classes=SHAPES, many=True),
            "Which of these are in this image: red circle, square?",
        ),
        (Task(TaskKind.CLASSIFY), "What is in this image? Answer with one label."),
        (Task(TaskKind.COUNT), "How many objects are in this image?"),
        (
            Task(TaskKind.COUNT, classes=("red circle",)),
            "How many red circles are in this image?",
        ),
        (Task(TaskKind.CAPTION, prompt="Say {classes}"), "Say {classes}"),
    ],
)
def test_the_demo_models_are_asked_in_the_words_they_know(task: Task, words: str) -> None:
    assert build_prompt(task, DEMO, 96, 96) == words


def test_ones_own_words_keep_the_sentence_about_the_form() -> None:
    task = Task(TaskKind.DETECT, prompt="Find the {odd} one.")
    words = build_prompt(task, PROFILES["gpt"], 640, 400)
    assert words.startswith("Find the {odd} one.\n")
    assert "640 x 400 pixels" in words


@pytest.mark.parametrize("name", ["people", "cars", "red circle", "Schafe", "人"])
def test_what_is_counted_is_said_in_the_words_that_were_given(name: str) -> None:
    asked = build_prompt(Task(TaskKind.COUNT, classes=(name,)), PROFILES["gpt"], 640, 400)
    assert asked.startswith(f"Count every one of these in this image: {name}.")
    own = replace(PROFILES["gpt"], prompts={"count-thing": "How many {thing}?"})
    assert build_prompt(Task(TaskKind.COUNT, classes=(name,)), own, 9, 9) == f"How many {name}?"


def test_the_constrained_form_allows_only_the_classes_asked_for() -> None:
    schema = schema_for(Task(TaskKind.DETECT, classes=SHAPES), PROFILES["gemini"])
    assert schema is not None
    entry = schema["properties"]["detections"]["items"]
    assert entry["properties"]["label"]["enum"] == list(SHAPES)
    assert entry["additionalProperties"] is False
    assert schema_for(Task(TaskKind.CAPTION), PROFILES["gemini"]) is None


@pytest.mark.parametrize(
    ("text", "many", "labels", "flawed"),
    [
        ("Square", False, ["square"], False),
        ("red circle, square", True, ["red circle", "square"], False),
        ("none", True, [], False),
        ('{"class_name": "square", "confidence": 0.8}', False, ["square"], False),
        (
            '{"predicted_classes": [{"class": "square", "confidence": 0.4}]}',
            True,
            ["square"],
            False,
        ),
        ("It is a red circle.", False, ["red circle"], False),
        ("triangle", False, ["triangle"], True),
        ("red circle, square", False, ["red circle", "square"], True),
    ],
)
def test_classes_are_read(text: str, many: bool, labels: list[str], flawed: bool) -> None:
    reading = say(text, Task(TaskKind.CLASSIFY, classes=SHAPES, many=many))
    assert [label.label for label in reading.labels] == labels
    assert bool(reading.problems) is flawed


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", 3),
        ("There are 3 red circles.", 3),
        ("Twenty-one", 21),
        ('{"count": 4}', 4),
        ('```json\n{"count": 4, "confidence": 1}\n```', 4),
        ('{"count": true}', None),
        ("-3", None),
        ("0", 0),
        ("I see 2 cats and 3 dogs", None),
        ("many", None),
    ],
)
def test_counts_are_read(text: str, value: int | None) -> None:
    reading = say(text, Task(TaskKind.COUNT))
    assert reading.value == value
    assert bool(reading.problems) is (value is None)


def test_missing_fields_are_named() -> None:
    task = Task(TaskKind.STRUCTURED, fields=(("total", ""), ("date", "")))
    reading = say('```json\n{"total": 12.5}\n```', task)
    assert reading.value == {"total": 12.5}
    assert reading.problems == ("Missing: date.",)


@pytest.mark.parametrize(
    ("name", "profile"),
    [
        ("gpt-5", "gpt-legacy"),
        ("gpt-5.5", "gpt"),
        ("openai/gpt-5.3-codex", "gpt"),
        ("openai/gpt-5.4-mini", "gpt"),
        ("gpt-4o", "gpt-4"),
        ("claude-sonnet-5-5", "claude-large"),
        ("qwen3-vl-8b", "qwen3-vl"),
        ("vizdesk demo, large", "demo"),
        ("somebody-s-model", "generic"),
    ],
)
def test_a_model_id_chooses_the_family(name: str, profile: str) -> None:
    assert choose(PROFILES, name=name).id == profile


def test_a_file_chooses_the_family_by_what_it_says_of_itself() -> None:
    assert choose(PROFILES, architecture="gemma3", projector="gemma3").id == "gemma-3"
    demo = choose(PROFILES, architecture="gemma3", projector="gemma3", name="vizdesk demo, small")
    assert demo.id == "demo"


def test_a_broken_profile_is_named(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('id = "mine"\nname = "Mine"\ncolour = "red"\n')
    with pytest.raises(ProfileError, match=r"mine\.toml.*colour"):
        load_profiles(tmp_path)


def test_task_names_and_their_other_names() -> None:
    assert task_kind("OCR") is TaskKind.READ_TEXT
    assert task_kind("read_text") is TaskKind.READ_TEXT
    with pytest.raises(ValueError, match="known tasks: caption"):
        task_kind("fly")


def test_the_record_has_the_documented_keys() -> None:
    model = Model("m", "M", EngineKind.LLAMA, GgufPair(Path("a"), Path("b")), "demo")
    comparison = Comparison(
        id="1",
        created=datetime(2026, 11, 20, tzinfo=UTC),
        version="0",
        image=ImageRef("p.png", "0" * 64, 8, 5),
        task=Task(TaskKind.ASK, question="Why?"),
        answers=(Answer(model),),
    )
    record = to_record(comparison)
    assert record["format"] == "vizdesk-comparison/1"
    assert record["task"]["prompt"] == "Why?"
    answer = record["answers"][0]
    documented = (resources.folder().parent / "docs" / "json.md").read_text()
    assert all(f"`{key}" in documented for key in answer if key != "thinking")
    assert answer["sent"] is None
