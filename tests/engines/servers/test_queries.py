"""Keys tested, models listed, servers told apart: what they say, and every way it can go wrong."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Coroutine, Mapping
from typing import Any, TypeVar

import pytest
from tests.engines.openai.scripted_server import Handler, Script, answer, serve, silence
from tests.waiting import LIMIT_S

from vizdesk.catalog.endpoints.endpoint import KnownEndpoint
from vizdesk.catalog.endpoints.server_models import (
    DiscoveredServer,
    ServerKind,
    ServerModel,
    vision_first,
)
from vizdesk.common.offline import Offline
from vizdesk.comparison.events import EngineError
from vizdesk.credentials.keys import Secret
from vizdesk.engines.server_identity import server_at
from vizdesk.engines.servers import detection, queries
from vizdesk.engines.servers.detection import find_servers
from vizdesk.engines.servers.key_check import check_key
from vizdesk.engines.servers.model_listing import list_server_models, vision_in
from vizdesk.engines.servers.queries import key_headers

T = TypeVar("T")
KEY = Secret("sk-proof-77")
MODELS = {"object": "list", "data": [{"id": "a"}, {"id": "b"}]}


def run(work: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(work)


def checked(script: Script, key: Secret | None = KEY, check: str = "models") -> str:
    with serve(script) as server:
        one = KnownEndpoint("s", "S", server.base_url, "k", own=True, check=check)
        return run(check_key(one, key, offline=Offline()))


def refused(script: Script, key: Secret | None = KEY) -> EngineError:
    with pytest.raises(EngineError) as raised:
        checked(script, key)
    assert "sk-proof-77" not in repr(raised.value.failure)
    return raised.value


def by_path(answers: Mapping[str, object], status: int = 404) -> Script:
    """A server that knows these paths; to all others it gives `status`."""

    def play(handler: Handler) -> None:
        known = handler.path in answers
        body = json.dumps(answers[handler.path] if known else {"error": "unknown path"})
        handler.whole(200 if known else status, body.encode(), "application/json", {})

    return play


@pytest.fixture(autouse=True)
def patient_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server on this machine that is only slow is found too."""
    monkeypatch.setattr(detection, "NEAR_TIMEOUT_S", LIMIT_S)


def test_a_working_key_says_how_many_models_there_are() -> None:
    assert checked(answer(200, MODELS)) == "works, 2 models"
    assert checked(answer(200, {"data": [{"id": "a"}]})) == "works, 1 model"


@pytest.mark.parametrize(
    ("check", "said", "words"),
    [
        ("key", {"data": {"limit_remaining": 4.898}}, "works, 4.90 US dollars left"),
        ("key", {"data": {"limit_remaining": None}}, "works"),
        ("api/whoami-v2", {"name": "ada", "auth": {}}, "works, signed in as ada"),
    ],
)
def test_openrouter_and_hugging_face_are_asked_for_the_key_itself(
    check: str, said: object, words: str
) -> None:
    assert checked(by_path({f"/v1/{check}": said}), check=check).startswith(words)


@pytest.mark.parametrize(
    ("script", "what", "todo"),
    [
        (
            answer(401, {"error": {"message": "no: sk-proof-77"}}),
            "refused the key (401)",
            "replace",
        ),
        (
            answer(
                400, [{"error": {"message": "API key not valid. Please pass a valid API key."}}]
            ),
            "refused the key (400)",
            "replace",
        ),
        (answer(400, {"error": "Incorrect API key provided: xx"}), "refused the key (400)", "repl"),
        (answer(400, {"error": {"message": "what?"}}), "refused the request (400)", ""),
        (answer(403, {}), "does not let this key do this (403)", "allowed"),
        (answer(404, {}), "lists no models (404)", "/v1"),
        (answer(429, {}, headers={"retry-after": "7"}), "rate limited (429)", "in 7 s"),
        (answer(402, {}), "no credit left", "Top it up"),
        (answer(503, {}), "server error (503)", "Try again"),
        (answer(200, "<!doctype html><p>hello", "text/html"), "a web page", "address"),
        (answer(200, {"data": "sk-proof-77"}), "not what was asked for", "address"),
        (answer(200, [1, 2]), "not what was asked for", "address"),
    ],
)
def test_what_goes_wrong_is_said_with_what_to_do(script: Script, what: str, todo: str) -> None:
    failure = refused(script).failure
    assert what in failure.what
    assert todo in failure.todo


def test_a_server_that_wants_a_key_says_so() -> None:
    for status in (401, 403):
        failure = refused(answer(status, {}), None).failure
        assert f"wants a key ({status})" in failure.what
        assert failure.todo == "Add its key."


def test_a_redirect_is_not_followed_and_the_key_stays_here() -> None:
    with serve(answer(200, MODELS)) as elsewhere:
        away = answer(302, {}, headers={"location": f"{elsewhere.base_url}/models"})
        failure = refused(away).failure
    assert elsewhere.seen == []
    assert "sends elsewhere (302). The key was not sent after it." in failure.what
    assert elsewhere.base_url in failure.todo


def test_a_server_that_never_answers_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    original = queries._client  # the limit is long; the test is not
    monkeypatch.setattr(
        queries, "_client", lambda server, headers, _: original(server, headers, 0.2)
    )
    assert "did not answer within 10 s" in refused(silence).failure.what


def test_an_endless_answer_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "LARGEST_BYTES", 1000)
    long = {"data": [{"id": "x" * 100} for _ in range(100)]}
    assert "not what was asked for" in refused(answer(200, long)).failure.what


@pytest.mark.parametrize("depth", [200, 700, 100_000])
def test_a_list_that_is_nested_for_ever_is_no_list(depth: int) -> None:
    deep = "[" * depth + "]" * depth
    error = refused(answer(200, deep))
    assert "answered with application/json, which is not what was asked for" in error.failure.what


def test_a_key_with_odd_characters_is_refused_before_anything_is_sent() -> None:
    with serve(answer(200, MODELS)) as server:
        one = KnownEndpoint("s", "S", server.base_url)
        with pytest.raises(EngineError, match="no key has"):
            run(check_key(one, Secret("sk-é"), offline=Offline()))
    assert server.seen == []


def test_https_spoken_to_a_server_of_http_is_told_from_none() -> None:
    with serve(answer(200, MODELS)) as server:
        url = server.base_url.replace("http:", "https:")
        with pytest.raises(EngineError) as raised:
            run(list_server_models(url, None, offline=Offline()))
    assert raised.value.failure.todo


def test_offline_asks_nobody() -> None:
    with serve(answer(200, MODELS)) as server:
        one = KnownEndpoint("s", "My server", server.base_url)
        for work in (
            check_key(one, None, offline=Offline(on=True)),
            list_server_models(server.base_url, None, offline=Offline(on=True)),
            find_servers(Offline(on=True)),
        ):
            with pytest.raises(EngineError, match="offline"):
                run(work)
    assert server.seen == []


def test_anthropic_is_told_the_key_in_its_own_way() -> None:
    assert key_headers(server_at("https://api.anthropic.com/v1"), KEY) == {
        "x-api-key": "sk-proof-77",
        "anthropic-version": "2023-06-01",
    }
    assert key_headers(server_at("https://api.x.ai/v1"), KEY) == {
        "authorization": "Bearer sk-proof-77"
    }
    assert key_headers(server_at("https://api.x.ai/v1"), None) == {}


@pytest.mark.parametrize(
    ("entry", "vision"),
    [
        ({"architecture": {"input_modalities": ["text", "image"]}}, True),
        ({"architecture": {"input_modalities": ["text"]}}, False),
        ({"input_modalities": ["text", "image"]}, True),
        ({"capabilities": {"vision": True}}, True),
        ({"capabilities": {"vision": False}}, False),
        ({"capabilities": {"image_input": {"supported": True}}}, True),
        ({"capabilities": ["completion", "multimodal"]}, True),
        ({"capabilities": ["completion"]}, False),
        ({"type": "vlm"}, True),
        ({"type": "embeddings"}, False),
        ({"type": "model", "display_name": "Claude"}, None),
        ({"architecture": "x", "capabilities": 3, "type": {}}, None),
    ],
)
def test_each_server_says_in_its_own_way_which_models_read_images(
    entry: dict[str, Any], vision: bool | None
) -> None:
    assert vision_in(entry) is vision


def test_names_are_taken_and_slugs_are_what_a_request_needs() -> None:
    said = {
        "data": [
            {"id": "models/gemini-3", "display_name": "Gemini 3"},
            {"id": "acme/seer", "name": "Acme: Seer", "architecture": {"input_modalities": []}},
            {"id": 7},
            "odd",
        ]
    }
    with serve(answer(200, said)) as server:
        found = run(list_server_models(server.base_url, KEY, offline=Offline(), known=True))
    assert found == (
        ServerModel("gemini-3", "Gemini 3"),
        ServerModel("acme/seer", "Acme: Seer", False),
        ServerModel("odd"),
    )
    assert [one.path for one in server.seen] == ["/v1/models"], "a known server is asked once"


def test_those_that_read_images_come_first() -> None:
    a, b, c, d = (
        ServerModel(n, vision=v) for n, v in zip("abcd", (False, None, True, None), strict=True)
    )
    assert vision_first([a, b, c, d]) == [c, b, d, a]


def ollama() -> Script:
    def play(handler: Handler) -> None:
        paths = {"/api/version": {"version": "0.17.1"}}
        paths["/v1/models"] = {
            "object": "list",
            "data": [
                {"id": "gemma3:4b", "owned_by": "library"},
                {"id": "qwen3:8b", "owned_by": "me"},
            ],
        }
        if handler.path == "/api/show":
            name = handler.asked_with["model"]
            able = ["completion", "vision"] if name == "gemma3:4b" else ["completion"]
            handler.whole(200, json.dumps({"capabilities": able}).encode(), "application/json", {})
        else:
            by_path(paths)(handler)

    return play


LM_STUDIO = by_path(
    {
        "/v1/models": {
            "object": "list",
            "data": [{"id": "qwen2-vl-7b", "object": "model", "owned_by": "organization_owner"}],
        },
        "/api/v0/models": {"object": "list", "data": [{"id": "qwen2-vl-7b", "type": "vlm"}]},
    },
    status=200,  # it answers 200 with an error to what it does not know
)
VLLM = by_path(
    {
        "/v1/models": {"object": "list", "data": [{"id": "Qwen/Qwen3-VL", "owned_by": "vllm"}]},
        "/version": {"version": "0.14.0"},
    }
)


@pytest.mark.parametrize(
    ("script", "kind", "models", "visions"),
    [
        (ollama(), ServerKind.OLLAMA, 2, [True, False]),
        (LM_STUDIO, ServerKind.LM_STUDIO, 1, [True]),
        (VLLM, ServerKind.VLLM, 1, [None]),
        (by_path({"/v1/models": MODELS}), ServerKind.OTHER, 2, [None, None]),
    ],
)
def test_servers_are_told_apart_and_say_what_their_models_read(
    script: Script, kind: ServerKind, models: int, visions: list[bool | None]
) -> None:
    with serve(script) as server:
        port = int(server.base_url.split(":")[-1].split("/")[0])
        assert run(find_servers(Offline(), [port])) == (
            DiscoveredServer(kind, server.base_url, models),
        )
        offers = run(list_server_models(server.base_url, None, offline=Offline()))
    assert [offer.vision for offer in offers] == visions


def test_a_server_without_models_or_without_a_key_is_found_too() -> None:
    empty = by_path(
        {"/v1/models": {"object": "list", "data": None}, "/api/version": {"version": "1"}}
    )
    shut = by_path({"/version": {"version": "0.14.0"}}, status=401)
    with serve(empty) as one, serve(shut) as other:
        ports = [int(s.base_url.split(":")[-1].split("/")[0]) for s in (one, other)]
        assert run(find_servers(Offline(), ports)) == (
            DiscoveredServer(ServerKind.OLLAMA, one.base_url, 0),
            DiscoveredServer(ServerKind.VLLM, other.base_url, None),
        )


def test_another_programs_page_and_a_silent_port_are_no_servers_of_models(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(detection, "NEAR_TIMEOUT_S", 3.0)
    page = answer(200, "<html>my website</html>", "text/html")
    with serve(page) as one, serve(silence) as other, serve(answer(200, {"ok": 1})) as third:
        ports = [int(s.base_url.split(":")[-1].split("/")[0]) for s in (one, other, third)]
        assert run(find_servers(Offline(), ports)) == ()
        assert [len(server.seen) for server in (one, other, third)] == [1, 1, 1], (
            "whoever is no server of models is asked nothing else"
        )
