"""A pasted reply is read like any other, costs nothing, and is marked wherever it goes."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest
from tests.history.history_kit import comparison

from vizdesk.catalog.insights.requirements import RequirementKind, requirement_of
from vizdesk.catalog.models.user_models import same_source
from vizdesk.common import resources
from vizdesk.comparison.models import Endpoint, EngineKind, PastedReply
from vizdesk.comparison.pasted import family_of, pasted_answer, pasted_model
from vizdesk.comparison.profiles import Profile, load_profiles
from vizdesk.comparison.serialization import from_record, to_record
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import (
    Answer,
    AnswerState,
    Box,
    Comparison,
    ImageRef,
    Sent,
    Timing,
    Usage,
)
from vizdesk.export.writer import write

IMAGE = ImageRef("/images/a.png", "ab" * 32, 800, 400)
QWEN = '[{"bbox_2d": [100, 200, 300, 400], "label": "cat"}]'
GEMINI = '[{"box_2d": [200, 100, 400, 300], "label": "cat"}]'
DETECT = Task(TaskKind.DETECT)


@pytest.fixture(scope="module")
def profiles() -> dict[str, Profile]:
    return dict(load_profiles(resources.folder() / "profiles"))


def pasted(profiles: dict[str, Profile], reply: str, family: str, task: Task = DETECT) -> Answer:
    model = pasted_model("A chat (pasted)", family, ())
    return pasted_answer(model, task, profiles[family], reply, IMAGE, usual=(800, 400))


# --- Whose family it is ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reply", "family"),
    [
        (QWEN, "qwen3-vl"),
        (GEMINI, "gemini"),
        ("<loc0100><loc0200><loc0300><loc0400> cat", "paligemma"),
        ("cat<loc_52><loc_332><loc_932><loc_774>", "florence-2"),
        ("<|ref|>cat<|/ref|><|det|>[[1, 2, 3, 4]]<|/det|>", "deepseek-vl2"),
        ("<phrase>cat</phrase><object><patch_index_0044><patch_index_0863>", "kosmos-2"),
        ("<ref>cat</ref><box><1><2><3><4></box>", "locate-anything"),
    ],
)
def test_a_family_is_told_by_what_only_it_writes(
    reply: str, family: str, profiles: dict[str, Profile]
) -> None:
    guess = family_of(reply, "some chat", profiles)
    assert guess.family == family
    assert guess.said.startswith(f"Family guessed: {family}, as the reply has “")


def test_else_by_the_name_and_it_is_said_which_word_of_it(profiles: dict[str, Profile]) -> None:
    guess = family_of("Two cats.", "gemini-2.5-pro", profiles)
    assert guess.family == "gemini"
    assert guess.said == "Family guessed: gemini, as its name has “gemini-” in it."


def test_else_it_is_nobodys(profiles: dict[str, Profile]) -> None:
    guess = family_of("Two cats.", "a chat", profiles)
    assert guess.family == "generic"
    assert "no mark says more" in guess.said


# --- The answer -----------------------------------------------------------------------------------


def test_it_is_read_as_its_family_writes_and_has_no_cost_and_no_timing(
    profiles: dict[str, Profile],
) -> None:
    answer = pasted(profiles, GEMINI, "gemini")
    (detection,) = answer.reading.detections
    assert detection.box == Box(0.1, 0.2, 0.3, 0.4)
    assert (answer.state, answer.text) == (AnswerState.DONE, GEMINI)
    assert (answer.cost_usd, answer.timing, answer.usage, answer.sent) == (
        *(None, Timing(), Usage()),
        None,
    )
    assert answer.problems == ()


def test_the_guess_stands_with_the_answer(profiles: dict[str, Profile]) -> None:
    guess = family_of(QWEN, "", profiles)
    model = pasted_model("Qwen", guess.family, ())
    answer = pasted_answer(
        model, DETECT, profiles[guess.family], QWEN, IMAGE, usual=(800, 400), guess=guess
    )
    assert answer.notices == (guess.said,)


def test_pixels_are_those_of_the_sent_image_where_its_size_is_known(
    profiles: dict[str, Profile],
) -> None:
    model, profile = pasted_model("Qwen", "qwen2.5-vl", ()), profiles["qwen2.5-vl"]
    unknown = pasted_answer(model, DETECT, profile, QWEN, IMAGE, usual=(800, 400))
    assert unknown.reading.detections[0].box == Box(0.125, 0.5, 0.375, 1.0)
    assert unknown.notices == (
        "The size of the image that was sent is not known; places are read as pixels of 800 × 400,"
        " as this family is usually sent it.",
    )
    known = pasted_answer(model, DETECT, profile, QWEN, IMAGE, usual=(1, 1), sent=(1000, 500))
    assert known.reading.detections[0].box == Box(0.1, 0.4, 0.3, 0.8)
    assert (known.notices, known.sent) == ((), Sent(1000, 500, "", {}))


def test_names_that_are_alike_get_ids_of_their_own() -> None:
    taken = {"pasted-chatgpt-5", "pasted-chatgpt-5-2"}
    assert pasted_model("ChatGPT 5", "generic", ()).id == "pasted-chatgpt-5"
    assert pasted_model("ChatGPT 5", "generic", taken).id == "pasted-chatgpt-5-3"
    assert pasted_model("中文", "generic", ()).id == "pasted-reply"


# --- The model ------------------------------------------------------------------------------------


def test_it_cannot_be_asked_and_needs_nothing() -> None:
    model = pasted_model("ChatGPT", "generic", ())
    assert (model.engine, model.askable, model.local) == (EngineKind.PASTED, False, False)
    need = requirement_of(model, has_key=lambda name: False, offline=True)
    assert need.kind is RequirementKind.NOTHING
    assert replace(model, source=Endpoint("http://x/v1", "m")).askable


def test_two_pasted_replies_are_not_taken_for_the_same_model() -> None:
    assert not same_source(PastedReply(), PastedReply())


# --- Where it goes --------------------------------------------------------------------------------


@pytest.fixture
def whole(profiles: dict[str, Profile]) -> Comparison:
    made = comparison(5, pasted(profiles, GEMINI, "gemini"))
    return replace(made, image=IMAGE, created=datetime(2026, 1, 1, tzinfo=UTC))


def test_json_says_that_it_was_pasted_and_reopens_to_the_same_value(whole: Comparison) -> None:
    record = json.loads(json.dumps(to_record(whole)))
    (told,) = record["answers"]
    assert (told["engine"], told["setup"]["source"], told["local"]) == ("pasted", "pasted", False)
    assert "key" not in told["setup"]
    assert from_record(record) == whole
    root = Path(__file__).resolve().parents[2]
    schema = json.loads((root / "docs" / "vizdesk-comparison-1.schema.json").read_text())
    jsonschema.validate(record, schema)


def test_every_text_form_says_that_it_was_pasted(whole: Comparison, tmp_path: Path) -> None:
    for name in ("a.md", "a.coco.json", "a.xml"):
        (path,) = write(tmp_path / name, whole, None)
        assert "pasted" in path.read_text().replace("A chat (pasted)", "")
    (path,) = write(tmp_path / "a.csv", whole, None)
    rows = list(csv.DictReader(io.StringIO(path.read_bytes().decode())))
    assert {row["engine"] for row in rows} == {"pasted"}
    assert {row["cost_usd"] for row in rows} == {""}
