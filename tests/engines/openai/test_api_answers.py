"""A good answer, through either API, becomes the events the panes live on."""

from __future__ import annotations

import pytest
from tests.engines.openai.asking import ask, phases_of, request, text_of
from tests.engines.openai.scripted_server import (
    CHAT_OK,
    CHAT_USAGE,
    DONE,
    RESPONSES_OK,
    Script,
    answer,
    chunk,
    completed,
    happened,
    serve,
    stream,
)

from vizdesk.comparison.events import (
    Event,
    Finished,
    Measured,
    Notice,
    ThinkingDelta,
)
from vizdesk.comparison.models import EngineKind, Sampling
from vizdesk.comparison.types import FinishReason, Phase

CHAT, RESPONSES = EngineKind.CHAT, EngineKind.RESPONSES


def answered(script: Script, engine: EngineKind, sampling: Sampling | None = None) -> list[Event]:
    with serve(script) as server:
        return ask(request(server.base_url, engine, sampling=sampling))


def finished(events: list[Event]) -> Finished:
    assert isinstance(events[-1], Finished)
    return events[-1]


@pytest.mark.parametrize(("script", "engine"), [(CHAT_OK, CHAT), (RESPONSES_OK, RESPONSES)])
def test_an_answer_goes_through_its_phases_and_ends_with_every_figure(
    script: Script, engine: EngineKind
) -> None:
    events = answered(script, engine)
    thoughts = [event.text for event in events if isinstance(event, ThinkingDelta)]
    last = finished(events)

    assert phases_of(events) == [Phase.READING_IMAGE, Phase.THINKING, Phase.WRITING]
    assert "".join(thoughts) == "Round and red."
    assert text_of(events) == "A red circle."
    assert last.reason is FinishReason.STOP
    assert (last.usage.input_tokens, last.usage.output_tokens) == (40, 9)
    assert (last.usage.reasoning_tokens, last.usage.cached_tokens) == (4, 8)
    assert last.timing.ttft_s is not None
    assert last.timing.total_s is not None
    assert 0 < last.timing.ttft_s <= last.timing.total_s
    assert any(isinstance(event, Measured) and event.timing.ttft_s for event in events)


def test_openrouters_own_cost_and_image_tokens_are_kept() -> None:
    last = finished(answered(CHAT_OK, CHAT))
    assert last.cost_usd == pytest.approx(0.00042)
    assert last.usage.image_tokens == 30


def test_no_cost_is_claimed_where_the_server_names_none() -> None:
    assert finished(answered(RESPONSES_OK, RESPONSES)).cost_usd is None


def test_an_answer_at_its_token_limit_says_so() -> None:
    chat = stream(chunk({"content": "A red"}), chunk(finish="length"), CHAT_USAGE, DONE)
    limit = completed("incomplete", incomplete_details={"reason": "max_output_tokens"})
    responses = stream(happened("response.output_text.delta", delta="A red"), limit)
    assert finished(answered(chat, CHAT)).reason is FinishReason.LENGTH
    assert finished(answered(responses, RESPONSES)).reason is FinishReason.LENGTH


def test_a_refusal_is_shown_as_text_and_marked_as_refused() -> None:
    chat = stream(chunk({"refusal": "I cannot."}), chunk(finish="stop"), DONE)
    responses = stream(happened("response.refusal.delta", delta="I cannot."), completed())
    for script, engine in ((chat, CHAT), (responses, RESPONSES)):
        events = answered(script, engine)
        assert text_of(events) == "I cannot."
        assert finished(events).reason is FinishReason.CONTENT_FILTER


def test_thinking_under_openrouters_name_is_thinking_too() -> None:
    script = stream(chunk({"reasoning": "Hm."}), chunk({"content": "One."}, "stop"), DONE)
    events = answered(script, CHAT)
    assert ThinkingDelta("Hm.") in events
    assert text_of(events) == "One."


def test_an_unknown_end_is_named_and_not_hidden() -> None:
    events = answered(stream(chunk({"content": "One."}, "bored"), DONE), CHAT)
    assert any(isinstance(event, Notice) and "bored" in event.text for event in events)


def test_the_settings_that_were_really_sent_are_recorded() -> None:
    sampling = Sampling(temperature=None, seed=7, max_output_tokens=99, effort="low")
    assert dict(finished(answered(CHAT_OK, CHAT, sampling)).sampling) == {
        "seed": 7,
        "max_tokens": 99,
        "reasoning_effort": "low",
        "constrained": False,
    }
    assert dict(finished(answered(RESPONSES_OK, RESPONSES, sampling)).sampling) == {
        "max_output_tokens": 99,
        "reasoning": {"effort": "low"},
        "detail": "high",
        "constrained": False,
    }


def test_a_connection_that_breaks_after_the_end_was_told_takes_nothing_away() -> None:
    script = stream(chunk({"content": "One."}), chunk(finish="stop"), then="cut")
    assert finished(answered(script, CHAT)).reason is FinishReason.STOP


@pytest.mark.parametrize(
    "odd",
    [
        {"choices": None},
        {"choices": [None]},
        {"choices": [{"delta": None}]},
        {"choices": [{"delta": {"content": 3}}]},
        {"choices": [], "usage": {"prompt_tokens": "many", "completion_tokens": None}},
        [1, 2],
        {"type": 5},
    ],
)
def test_a_chunk_of_another_shape_does_no_harm(odd: object) -> None:
    script = stream(odd, chunk({"content": "One."}, "stop"), DONE)
    assert text_of(answered(script, CHAT)) == "One."


@pytest.mark.parametrize("streamed", [True, False])
def test_reasoning_in_marks_is_thinking_in_the_responses_api_too(streamed: bool) -> None:
    text = "<think>two wings</think>A bird."
    output = [{"type": "message", "content": [{"type": "output_text", "text": text}]}]
    script = (
        stream(happened("response.output_text.delta", delta=text), completed())
        if streamed
        else answer(200, {"object": "response", "status": "completed", "output": output})
    )
    events = answered(script, EngineKind.RESPONSES)
    assert text_of(events) == "A bird."
    assert [event.text for event in events if isinstance(event, ThinkingDelta)] == ["two wings"]
