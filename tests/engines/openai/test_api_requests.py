"""What goes out: bodies OpenAI's published schema allows, and nothing from the environment."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012
from tests.engines.openai.asking import IMAGE, SCHEMA, ask, request
from tests.engines.openai.scripted_server import CHAT_OK, RESPONSES_OK, answer, serve

from vizdesk.comparison.events import EngineError, Request
from vizdesk.comparison.models import EngineKind, Sampling
from vizdesk.credentials.keys import Secret
from vizdesk.engines.openai import chat_completions
from vizdesk.engines.openai.data_url import data_url
from vizdesk.engines.server_identity import server_at

CHAT, RESPONSES = EngineKind.CHAT, EngineKind.RESPONSES
SCHEMAS = Path(__file__).with_name("openai-api-schemas.json")
OK = {CHAT: CHAT_OK, RESPONSES: RESPONSES_OK}
VARIANTS: dict[str, dict[str, Any]] = {
    "as it comes": {},
    "no temperature": {"sampling": Sampling(temperature=None, seed=None)},
    "effort": {"sampling": Sampling(temperature=None, effort="low", thinking=True)},
    "constrained": {"schema": SCHEMA, "sampling": Sampling(constrained=True)},
    "system words": {"system": "Be short."},
    "words first": {"image_first": False},
    "a tiny limit": {"sampling": Sampling(max_output_tokens=1)},
}


def sent(engine: EngineKind, **fields: Any) -> dict[str, Any]:
    with serve(OK[engine]) as server:
        ask(request(server.base_url, engine, **fields))
    body = server.seen[0].body
    assert isinstance(body, dict)
    return body


def check(body: dict[str, Any], name: str) -> None:
    document = json.loads(SCHEMAS.read_text(encoding="utf-8"))
    registry: Registry[Any] = Registry().with_resource(
        "urn:openai", Resource.from_contents(document, default_specification=DRAFT202012)
    )
    reference = {"$ref": f"urn:openai#/components/schemas/{name}"}
    jsonschema.Draft202012Validator(reference, registry=registry).validate(body)


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_chat_body_is_one_that_openai_publishes(variant: str) -> None:
    check(sent(CHAT, **VARIANTS[variant]), "CreateChatCompletionRequest")


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_responses_body_is_one_that_openai_publishes(variant: str) -> None:
    check(sent(RESPONSES, **VARIANTS[variant]), "CreateResponse")


def test_a_body_openai_would_refuse_is_refused_by_the_schema_we_check_with() -> None:
    with pytest.raises(jsonschema.ValidationError):
        check({**sent(RESPONSES), "max_output_tokens": 1}, "CreateResponse")


def test_openai_is_told_to_keep_nothing() -> None:
    assert sent(RESPONSES)["store"] is False


def test_the_image_goes_first_and_is_exactly_the_bytes_that_are_recorded() -> None:
    responses = sent(RESPONSES)["input"][0]["content"]
    chat = sent(CHAT)["messages"][0]["content"]
    assert responses[0]["image_url"] == chat[0]["image_url"]["url"] == data_url(IMAGE)
    assert [part["type"] for part in responses] == ["input_image", "input_text"]
    assert responses[0]["detail"] == "high"


def test_the_words_go_first_where_a_profile_wants_that() -> None:
    content = sent(CHAT, image_first=False)["messages"][0]["content"]
    assert [part["type"] for part in content] == ["text", "image_url"]


def test_a_setting_of_none_is_left_out_altogether() -> None:
    nothing = Sampling(temperature=None, seed=None)
    assert not {"temperature", "seed", "reasoning_effort"} & sent(CHAT, sampling=nothing).keys()
    assert not {"temperature", "seed", "reasoning"} & sent(RESPONSES, sampling=nothing).keys()


def test_only_openai_is_given_the_newer_name_of_the_token_limit() -> None:
    def body(base_url: str) -> dict[str, Any]:
        return chat_completions.body(asked, "m", server_at(base_url))

    asked: Request = request("http://127.0.0.1:1/v1", sampling=Sampling(max_output_tokens=50))
    openai, other = body("https://api.openai.com/v1"), body("https://openrouter.ai/api/v1")
    assert openai["max_completion_tokens"] == other["max_tokens"] == 50
    assert "max_tokens" not in openai
    assert "max_completion_tokens" not in other
    check(openai, "CreateChatCompletionRequest")


def test_the_environment_of_the_openai_package_reaches_no_server(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("API_KEY", "ADMIN_KEY", "ORG_ID", "PROJECT_ID", "WEBHOOK_SECRET"):
        monkeypatch.setenv(f"OPENAI_{name}", "leaked-value")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/leaked-value")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "X-Leak: leaked-value\nAuthorization: leaked-value")
    for engine in OK:
        with serve(OK[engine]) as server:
            ask(request(server.base_url, engine))
        headers = server.seen[0].headers
        assert "leaked-value" not in str(headers)
        assert headers["authorization"] == "Bearer local"
        assert set(headers) == {
            "host",
            "accept",
            "accept-encoding",
            "connection",
            "content-type",
            "content-length",
            "user-agent",
            "authorization",
        }
        assert headers["user-agent"].startswith("vizdesk/")


def test_a_key_goes_to_its_server_as_it_is() -> None:
    with serve(CHAT_OK) as server:
        asked = request(server.base_url, key_name="my-server")
        ask(asked, {"my-server": Secret("sk-or-1\n")}.get)
    assert server.seen[0].headers["authorization"] == "Bearer sk-or-1"


def test_a_redirect_carries_neither_key_nor_image_to_another_host() -> None:
    with serve(CHAT_OK) as elsewhere:
        away = answer(307, {}, headers={"location": f"{elsewhere.base_url}/chat/completions"})
        with serve(away) as server, pytest.raises(EngineError) as raised:
            ask(request(server.base_url, key_name="k"), {"k": Secret("sk-1")}.get)
    assert elsewhere.seen == []
    assert "sends elsewhere (307)" in raised.value.failure.what
    assert elsewhere.base_url in raised.value.failure.todo


def test_a_proxy_never_sees_what_is_for_a_server_on_this_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert sent(CHAT)["model"] == "gpt-5.5"


def test_a_key_is_not_sent_to_another_host_than_its_own() -> None:
    for name in ("openai", "mine@other.example"):
        with serve(CHAT_OK) as server, pytest.raises(EngineError) as raised:
            ask(request(server.base_url, key_name=name), {name: Secret("sk-1")}.get)
        assert server.seen == []
        assert "does not belong to 127.0.0.1" in raised.value.failure.what
        assert "Keys and endpoints" in raised.value.failure.todo
