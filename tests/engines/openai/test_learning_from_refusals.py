"""A refused field is left out, said, and remembered once the answer came without it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.engines.openai.asking import request, text_of
from tests.engines.openai.scripted_server import (
    CHAT_OK,
    Handler,
    Script,
    ScriptedServer,
    answer,
    chunk,
    serve,
    stream,
)

from vizdesk.catalog.endpoints.refused_fields import RefusedFields
from vizdesk.common.offline import Offline
from vizdesk.comparison.events import EngineError, Event, Finished, Notice, Request
from vizdesk.comparison.models import Endpoint, RequestOptions, Sampling
from vizdesk.engines.openai.engine import ApiEngine

Outcome = list[Event] | EngineError


def strict(refused: Collection[str], error: Callable[[str], Any]) -> Script:
    """Refuses a question that holds one of these fields, the first of them; else answers."""

    def play(handler: Handler) -> None:
        sent = handler.asked_with or {}
        field = next((name for name in refused if name in sent), None)
        (CHAT_OK if field is None else answer(400, error(field)))(handler)

    return play


def unsupported(field: str) -> dict[str, Any]:
    words = f"Unsupported parameter: '{field}' is not supported with this model."
    return {"error": {"message": words, "param": field, "code": "unsupported_parameter"}}


def ask(asked: Request, refused: RefusedFields, times: int = 1) -> list[Outcome]:
    async def run() -> list[Outcome]:
        engine = ApiEngine(lambda name: None, Offline(), refused_fields=refused)
        outcomes: list[Outcome] = []
        try:
            for _ in range(times):
                try:
                    outcomes.append([event async for event in engine.ask(asked)])
                except EngineError as error:
                    outcomes.append(error)
        finally:
            await engine.close()
        return outcomes

    return asyncio.run(run())


def notices(outcome: Outcome) -> list[str]:
    assert isinstance(outcome, list)
    return [event.text for event in outcome if isinstance(event, Notice)]


def bodies(server: ScriptedServer) -> list[dict[str, Any]]:
    return [seen.body for seen in server.seen]


def source(asked: Request) -> Endpoint:
    assert isinstance(asked.model.source, Endpoint)
    return asked.model.source


def test_every_refused_field_is_left_out_and_the_next_question_goes_through_at_once(
    tmp_path: Path,
) -> None:
    refused = RefusedFields(tmp_path / "refused.json")
    fields = ("stream_options", "seed", "temperature")
    with serve(strict(fields, unsupported)) as server:
        asked = request(server.base_url)
        first, second = ask(asked, refused, times=2)
        sent = bodies(server)
    assert [len(sent), *(set(fields) & body.keys() for body in sent[3:])] == [5, set(), set()]
    assert isinstance(first, list)
    assert text_of(first) == "A red circle."
    name = server.base_url.split("/")[2]
    assert notices(first) == [
        f"{name} refuses “{field}” for this model; it was asked without." for field in fields
    ]
    assert notices(second) == [
        f"{name} refuses “seed”, “temperature” for this model; it was asked without."
    ]
    last = first[-1]
    assert isinstance(last, Finished)
    assert not {"seed", "temperature"} & last.sampling.keys()
    assert set(RefusedFields(tmp_path / "refused.json").of(source(asked))) == set(fields)


@pytest.mark.parametrize(
    "wrapped",
    [
        lambda error: answer(200, error),
        lambda error: answer(200, {"error": {**error["error"], "code": 400}}),
        lambda error: stream(chunk({}), error),
    ],
    ids=["one body", "with a status inside", "inside the stream"],
)
def test_a_refusal_that_comes_with_status_200_teaches_as_well(
    wrapped: Callable[[Any], Script],
) -> None:
    def play(handler: Handler) -> None:
        refuses = "temperature" in (handler.asked_with or {})
        (wrapped(unsupported("temperature")) if refuses else CHAT_OK)(handler)

    with serve(play) as server:
        asked = request(server.base_url, sampling=Sampling(temperature=0.5))
        (outcome,) = ask(asked, RefusedFields())
        sent = bodies(server)
    assert ["temperature" in body for body in sent] == [True, False]
    assert notices(outcome)[0].endswith(
        "refuses “temperature” for this model; it was asked without."
    )


@pytest.mark.parametrize(
    ("taken", "other"),
    [("max_completion_tokens", "max_tokens"), ("max_tokens", "max_completion_tokens")],
)
def test_the_longest_answer_is_sent_under_the_name_that_is_taken(taken: str, other: str) -> None:
    with serve(strict([other], unsupported)) as server:
        asked = request(server.base_url)
        refused = RefusedFields()
        if other == "max_completion_tokens":  # learnt of an earlier version of the server
            refused.remember(source(asked), ["max_tokens"])
        (outcome,) = ask(asked, refused)
        sent = bodies(server)
    if other == "max_completion_tokens":
        assert isinstance(outcome, EngineError), "a limit is never dropped"
        assert len(sent) == 1
        return
    assert isinstance(outcome, list)
    assert [body.get(taken) for body in sent] == [None, asked.model.sampling.max_output_tokens]
    assert "it was sent as “max_completion_tokens”" in notices(outcome)[0]


def test_what_helped_nothing_is_not_remembered() -> None:
    always = answer(400, {"error": {"message": "seed is not supported", "param": "seed"}})
    with serve(always) as server:
        asked, refused = request(server.base_url), RefusedFields()
        (error,) = ask(asked, refused)
        assert [("seed" in body) for body in bodies(server)] == [True, False]
    assert isinstance(error, EngineError)
    assert "seed is not supported" in error.failure.what
    assert refused.of(source(asked)) == {}


@pytest.mark.parametrize(
    "message", ["temperature must be between 0 and 1", "seed: value out of range", "no such image"]
)
def test_a_value_that_is_out_of_range_is_a_persons_to_correct(message: str) -> None:
    with serve(answer(400, {"error": {"message": message}})) as server:
        (error,) = ask(request(server.base_url), RefusedFields())
        assert len(server.seen) == 1
    assert isinstance(error, EngineError)


def test_an_effort_that_a_person_set_is_left_out_only_with_a_notice() -> None:
    with serve(strict(["reasoning_effort"], unsupported)) as server:
        asked = request(server.base_url)
        asked = replace(asked, model=replace(asked.model, sampling=Sampling(effort="high")))
        (outcome,) = ask(asked, RefusedFields())
    assert "“reasoning_effort”" in notices(outcome)[0]


def test_fields_and_headers_of_the_endpoint_are_sent_recorded_and_never_left_out() -> None:
    options = RequestOptions({"top_k": 20, "seed": 7}, {"X-Team": "vision"})

    def with_options(asked: Request) -> Request:
        return replace(
            asked, model=replace(asked.model, source=replace(source(asked), options=options))
        )

    with serve(CHAT_OK) as server:
        asked, refused = with_options(request(server.base_url)), RefusedFields()
        refused.remember(source(asked), ["seed"])
        (outcome,) = ask(asked, refused)
        (seen,) = server.seen
    assert (seen.body["top_k"], seen.body["seed"]) == (20, 7)
    assert seen.headers["x-team"] == "vision"
    assert isinstance(outcome, list)
    last = outcome[-1]
    assert isinstance(last, Finished)
    assert last.sampling["extra"] == {"top_k": 20, "seed": 7}

    with serve(strict(["seed"], unsupported)) as server:
        (error,) = ask(with_options(request(server.base_url)), RefusedFields())
        assert len(server.seen) == 1
    assert isinstance(error, EngineError)
    assert "'seed' is not supported" in error.failure.what


def test_a_proxy_that_is_none_is_a_sentence_and_no_mistake_of_ours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ALL_PROXY", "gopher://user:secret@h:1")
    (error,) = ask(request("http://lab.example/v1"), RefusedFields())
    assert isinstance(error, EngineError)
    assert error.failure.what == "ALL_PROXY names a proxy that vizdesk cannot use."
    assert "secret" not in repr(error.failure)


def test_certificates_that_are_not_there_are_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    (error,) = ask(request("https://lab.example/v1"), RefusedFields())
    assert isinstance(error, EngineError)
    assert error.failure.what == "No connection could be made ready (FileNotFoundError)."
