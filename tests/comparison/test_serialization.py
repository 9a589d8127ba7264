"""A comparison that was written as JSON reopens to the same value."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vizdesk.common.messages import message, plural, verbatim
from vizdesk.comparison.models import (
    Endpoint,
    EngineKind,
    GgufPair,
    Model,
    Price,
    PriceTier,
    Sampling,
)
from vizdesk.comparison.serialization import (
    RecordError,
    answer_from_record,
    answer_record,
    from_record,
    price_record,
    to_record,
)
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import (
    Answer,
    AnswerState,
    Box,
    Comparison,
    Detection,
    Failure,
    FinishReason,
    ImageRef,
    Label,
    Phase,
    PointDetection,
    PolygonDetection,
    Reading,
    Sent,
    Timing,
    Usage,
)

TEXT = st.text(max_size=20)
PATH = TEXT.map(lambda text: text.replace("\0", ""))  # no system has a file with a NUL in its name
SHARE = st.floats(0, 1)
SECONDS = st.none() | st.floats(0, 1000)
COUNT = st.none() | st.integers(0, 10**6)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-1000, 1000) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=5,
)


@st.composite
def models(draw: st.DrawFn) -> Model:
    local = draw(st.booleans())
    pair = GgufPair(Path("/m/w.gguf"), draw(st.sampled_from([None, Path("/m/p.gguf")])))
    server = Endpoint("https://x.example/v1", draw(TEXT), draw(st.none() | TEXT))
    tiers = (PriceTier(1000, 1.0, 2.0),) if draw(st.booleans()) else ()
    return Model(
        id=draw(TEXT),
        name=draw(TEXT),
        engine=EngineKind.LLAMA if local else draw(st.sampled_from(list(EngineKind))),
        source=pair if local else server,
        profile=draw(TEXT),
        organisation=draw(TEXT),
        tasks=draw(st.none() | st.frozensets(st.sampled_from(list(TaskKind)))),
        sampling=Sampling(
            temperature=draw(st.none() | st.floats(0, 2)),
            max_output_tokens=draw(st.integers(1, 9999)),
            providers=draw(st.sampled_from([(), ("a", "b")])),
        ),
        price=draw(st.none() | st.just(Price(1.0, 2.0, "2026-01-01", "s", tiers))),
        image_side=draw(COUNT),
        size_bytes=draw(COUNT),
        quantisation=draw(TEXT),
        card=draw(TEXT),
        chat_template=draw(TEXT),
    )


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    detections = st.builds(
        Detection, TEXT, st.builds(Box, SHARE, SHARE, SHARE, SHARE), st.none() | SHARE
    )
    scores = st.none() | SHARE
    points = st.builds(PointDetection, TEXT, SHARE, SHARE, scores)
    ring = st.lists(st.tuples(SHARE, SHARE), min_size=3, max_size=6).map(tuple)
    polygons = st.builds(PolygonDetection, TEXT, ring, scores)
    return Answer(
        model=draw(models()),
        state=draw(st.sampled_from([state for state in AnswerState if state.final])),
        phase=draw(st.sampled_from(list(Phase))),
        text=draw(TEXT),
        thinking=draw(TEXT),
        reading=Reading(
            detections=tuple(draw(st.lists(detections, max_size=3))),
            labels=tuple(draw(st.lists(st.builds(Label, TEXT, st.none() | SHARE), max_size=2))),
            value=draw(JSON),
            problems=tuple(draw(st.lists(TEXT, max_size=2))),
            points=tuple(draw(st.lists(points, max_size=3))),
            polygons=tuple(draw(st.lists(polygons, max_size=2))),
        ),
        notices=tuple(draw(st.lists(TEXT, max_size=2))),
        usage=Usage(*[draw(COUNT) for _ in range(5)]),
        timing=Timing(*[draw(SECONDS) for _ in range(6)]),
        cost_usd=draw(SECONDS),
        finish_reason=draw(st.none() | st.sampled_from(list(FinishReason))),
        failure=draw(st.none() | st.builds(Failure, TEXT, TEXT, TEXT)),
        sent=draw(st.none() | st.builds(Sent, st.just(10), st.just(20), TEXT, st.just({"n": 1}))),
    )


@st.composite
def comparisons(draw: st.DrawFn) -> Comparison:
    return Comparison(
        id=draw(TEXT),
        created=datetime(2026, 11, 21, 6, 0, draw(st.integers(0, 59)), tzinfo=UTC),
        version="0.1.0",
        image=ImageRef(draw(PATH), "00ff", 640, 480),
        task=Task(
            kind=draw(st.sampled_from(list(TaskKind))),
            classes=tuple(draw(st.lists(TEXT, max_size=3))),
            detailed=draw(st.booleans()),
            many=draw(st.booleans()),
            question=draw(TEXT),
            fields=tuple(draw(st.dictionaries(TEXT, TEXT, max_size=2)).items()),
            prompt=draw(st.none() | TEXT),
        ),
        answers=tuple(draw(st.lists(answers(), max_size=3))),
    )


@given(comparisons())
def test_any_comparison_reopens_to_the_same_value(comparison: Comparison) -> None:
    text = json.dumps(to_record(comparison), ensure_ascii=False)
    assert from_record(json.loads(text)) == comparison


def test_an_answer_that_was_still_being_written_was_stopped() -> None:
    model = Model("m", "M", EngineKind.LLAMA, GgufPair(Path("w"), None), "generic")
    running = Answer(model, AnswerState.RUNNING, Phase.WRITING, text="half a sen")
    comparison = Comparison(
        "1",
        datetime(2026, 1, 1, tzinfo=UTC),
        "0",
        ImageRef("p", "s", 1, 1),
        Task(TaskKind.CAPTION),
        (running,),
    )
    (answer,) = from_record(to_record(comparison)).answers
    assert (answer.state, answer.text) == (AnswerState.STOPPED, "half a sen")


@pytest.mark.parametrize("record", [{}, {"format": "vizdesk-comparison/9"}, {"format": "x"}])
def test_something_else_is_refused(record: dict[str, Any]) -> None:
    with pytest.raises(RecordError, match="no comparison of the format"):
        from_record(record)


def test_a_record_that_was_changed_by_hand_is_refused_with_the_reason() -> None:
    with pytest.raises(RecordError, match="created is missing"):
        from_record({"format": "vizdesk-comparison/1", "id": "1"})


def test_a_file_from_before_points_and_outlines_stays_readable() -> None:
    model = Model("m", "M", EngineKind.LLAMA, GgufPair(Path("w"), None), "generic")
    reading = Reading((Detection("cat", Box(0, 0, 1, 1)),))
    answer = Answer(model, AnswerState.DONE, text="cat", reading=reading)
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    image, task = ImageRef("p", "s", 1, 1), Task(TaskKind.DETECT)
    comparison = Comparison("1", moment, "0", image, task, (answer,))
    record = to_record(comparison)
    del record["answers"][0]["points"], record["answers"][0]["polygons"]
    assert from_record(record) == comparison


def test_sentences_reopen_with_what_they_were_made_of() -> None:
    model = Model("m", "M", EngineKind.LLAMA, GgufPair(Path("w"), None), "generic")
    problem = plural("{n} has no label", "{n} have no label", 2)
    notice = message("Tried again after {wait} s.", wait="2")
    failure = Failure(
        message("{name} failed: {said}", name="M", said="“{name} no”"), verbatim("x"), "y"
    )
    answer = Answer(
        model,
        AnswerState.FAILED,
        reading=Reading(problems=(problem,)),
        notices=(notice,),
        failure=failure,
    )
    record = json.loads(json.dumps(answer_record(answer)))
    again = answer_from_record(record)
    assert again == answer
    assert again.failure is not None
    assert again.failure.what.templates == ("{name} failed: {said}",)
    assert again.failure.what.arguments == {"name": "M", "said": "“{name} no”"}
    assert again.failure.todo.templates == ("{text}",)
    assert again.notices[0].templates == ("Tried again after {wait} s.",)
    del record["messages"]  # as version 0.1 wrote it
    old = answer_from_record(record)
    assert old == answer
    assert old.notices[0].templates == ("{text}",)


@pytest.mark.parametrize("odd", [-1.0, True, float("nan"), float("inf"), "0.1"])
def test_what_an_earlier_edition_took_for_money_or_tokens_is_unknown_now(odd: object) -> None:
    record = answer_record(Answer(Model("m", "M", EngineKind.CHAT, Endpoint("u", "m"), "p")))
    record["cost_usd"] = odd
    record["usage"]["input_tokens"] = odd
    again = answer_from_record(record)
    assert again.cost_usd is None
    assert again.usage == Usage()


def test_a_price_without_a_price_of_cached_tokens_is_written_as_it_always_was() -> None:
    """A plan's fingerprint is made of it: an unfinished run is found again by it."""
    price = Price(2.0, 8.0, "2026-11-01", "test", (PriceTier(1000, 4.0, 12.0),))
    tier = {"above_input_tokens": 1000, "input_per_million": 4.0, "output_per_million": 12.0}
    assert price_record(price) == {
        "input_per_million": 2.0,
        "output_per_million": 8.0,
        "as_of": "2026-11-01",
        "source": "test",
        "tiers": (tier,),
    }


def test_a_chosen_chat_template_reopens_and_is_not_there_where_none_was_chosen() -> None:
    """A run goes on with the models of its stored plan: without it they cannot be asked."""
    model = Model("m", "M", EngineKind.LLAMA, GgufPair(Path("w"), None), "generic")
    assert "chat_template" not in answer_record(Answer(model))["setup"]
    chosen = Answer(replace(model, chat_template="chatml"))
    record = json.loads(json.dumps(answer_record(chosen)))
    assert record["setup"]["chat_template"] == "chatml"
    assert answer_from_record(record).model == chosen.model
    record["setup"]["chat_template"] = 7
    with pytest.raises(RecordError, match="chat_template"):
        answer_from_record(record)
