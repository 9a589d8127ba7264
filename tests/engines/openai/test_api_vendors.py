"""Each vendor is sent what it takes; what it says of thinking, routing and cost is understood."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from tests.engines.openai.asking import SCHEMA, ask, request, text_of
from tests.engines.openai.scripted_server import serve, stream
from tests.engines.openai.test_api_requests import check, sent

from vizdesk.catalog.cards.catalogue import load_catalogue
from vizdesk.common import resources
from vizdesk.comparison.events import Notice, ThinkingDelta
from vizdesk.comparison.jobs import settled
from vizdesk.comparison.models import EngineKind, Sampling
from vizdesk.comparison.profiles import load_profiles
from vizdesk.comparison.prompts import build_prompt, schema_for
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.engines.errors import RequestContext
from vizdesk.engines.openai import chat_completions, responses
from vizdesk.engines.openai.reply_builder import Reply
from vizdesk.engines.server_identity import server_at

HOSTS = {
    "openrouter": "https://openrouter.ai/api/v1",
    "gemini": "https://generativelanguage.googleapis.com/v1beta/openai",
    "anthropic": "https://api.anthropic.com/v1",
    "openai": "https://api.openai.com/v1",
}
EXTENSIONS = {"provider", "chat_template_kwargs"}
FOLDER = resources.folder()
MODELS = {
    model.id: model
    for model in load_catalogue(FOLDER).models(FOLDER, FOLDER, "2026-11-21")
    if model.engine is EngineKind.RESPONSES
}
PROFILES = load_profiles(resources.folder() / "profiles")
TASK_WORDS: dict[str, Any] = {"question": "What is it?", "fields": (("total", ""),)}


def body_for(host: str, **fields: Any) -> dict[str, Any]:
    return chat_completions.body(request(HOSTS[host], **fields), "m", server_at(HOSTS[host]))


@pytest.mark.parametrize("model", sorted(MODELS))
@pytest.mark.parametrize("kind", list(TaskKind))
def test_the_gpt_models_are_asked_every_task_as_openai_publishes(
    model: str, kind: TaskKind
) -> None:
    profile = PROFILES[MODELS[model].profile]
    task = Task(kind, classes=("cat", "dog"), **TASK_WORDS)
    for detail, effort in product((None, "low", "high", "auto"), (None, "low", "high")):
        sampling = Sampling(0.0, None, 4096, detail=detail, effort=effort)
        asked = request(
            HOSTS["openai"],
            EngineKind.RESPONSES,
            sampling=sampling,
            prompt=build_prompt(task, profile, 1024, 768),
            schema=schema_for(task, profile),
        )
        asked = type(asked)(**{**_fields(asked), "model": settled(asked.model, profile)})
        body = responses.body(asked, MODELS[model].source.slug)
        check(body, "CreateResponse")
        # GPT-5 and newer refuse one.
        assert ("temperature" in body) is profile.takes_temperature
        assert body["input"][0]["content"][0]["detail"] == (detail or "high")
        assert body["max_output_tokens"] == 4096
        assert body.get("reasoning", {}).get("effort") == effort
        assert responses.sampling_of(body)["detail"] == (detail or "high")


def _fields(asked: Any) -> dict[str, Any]:
    return {name: getattr(asked, name) for name in asked.__dataclass_fields__}


def test_original_detail_is_one_that_openai_publishes() -> None:
    sampling = Sampling(None, None, detail="original")
    check(sent(EngineKind.RESPONSES, sampling=sampling), "CreateResponse")


@pytest.mark.parametrize("host", sorted(HOSTS))
def test_every_vendors_body_is_the_published_one_but_for_named_extensions(host: str) -> None:
    full = Sampling(0.0, 7, 512, constrained=True, effort="low", providers=("deepinfra",))
    body = body_for(host, sampling=full, schema=SCHEMA)
    check({k: v for k, v in body.items() if k not in EXTENSIONS}, "CreateChatCompletionRequest")


def test_fields_a_vendor_ignores_are_neither_sent_nor_recorded() -> None:
    full = Sampling(0.0, 7, 512, constrained=True, effort="low")
    anthropic = body_for("anthropic", sampling=full, schema=SCHEMA)
    assert not {"seed", "response_format", "reasoning_effort"} & anthropic.keys()
    record = chat_completions.sampling_of(anthropic)
    assert record == {"temperature": 0.0, "max_tokens": 512, "constrained": False}
    assert "seed" not in body_for("gemini", sampling=full)
    assert body_for("gemini", sampling=full)["reasoning_effort"] == "low"
    assert body_for("openrouter", sampling=full)["seed"] == 7


def test_a_router_is_told_which_hosts_may_answer_and_that_none_may_keep_the_image() -> None:
    free = body_for("openrouter", sampling=Sampling())["provider"]
    assert free == {"data_collection": "deny"}
    pinned = body_for("openrouter", sampling=Sampling(providers=("deepinfra", "novita")))
    assert pinned["provider"] == {
        "data_collection": "deny",
        "order": ["deepinfra", "novita"],
        "allow_fallbacks": False,
    }
    strict = body_for("openrouter", sampling=Sampling(constrained=True), schema=SCHEMA)
    assert strict["provider"]["require_parameters"] is True
    assert "provider" not in body_for("openai", sampling=Sampling(providers=("x",)))


def test_which_host_answered_is_said_once() -> None:
    asked = RequestContext(server_at(HOSTS["openrouter"]), "m")
    reply = Reply()
    chunks = [{"provider": "DeepInfra", "choices": [{"delta": {"content": word}}]} for word in "ab"]
    events = [event for chunk in chunks for event in chat_completions.read(chunk, reply, asked)]
    notices = [event.text for event in events if isinstance(event, Notice)]
    assert notices == ["Answered by DeepInfra, through OpenRouter."]


def test_a_servers_own_cost_is_taken() -> None:
    asked = RequestContext(server_at(HOSTS["openrouter"]), "m")
    reply = Reply()
    usage = {"prompt_tokens": 10, "completion_tokens": 5, "cost": 0.00123}
    list(chat_completions.read({"choices": [], "usage": usage}, reply, asked))
    assert reply.bill.cost_usd == 0.00123


def test_thinking_is_switched_only_where_the_family_has_a_switch_and_the_server_is_here() -> None:
    here = sent(EngineKind.CHAT, thinking=False)
    assert here["chat_template_kwargs"] == {"enable_thinking": False}
    assert "chat_template_kwargs" not in sent(EngineKind.CHAT)
    assert "chat_template_kwargs" not in body_for("openrouter", thinking=True)


def said(deltas: list[dict[str, Any]]) -> tuple[str, str]:
    """(thinking, answer) of a chat stream with these deltas."""
    frames: list[dict[str, Any]] = [{"choices": [{"delta": delta}]} for delta in deltas]
    frames.append({"choices": [{"delta": {}, "finish_reason": "stop"}]})
    with serve(stream(*frames)) as server:
        events = ask(request(server.base_url))
    thinking = "".join(event.text for event in events if isinstance(event, ThinkingDelta))
    return thinking, text_of(events)


@pytest.mark.parametrize(
    "deltas",
    [
        [{"reasoning_content": "hm"}, {"content": "a cat"}],
        [{"reasoning": "hm"}, {"content": "a cat"}],
        [
            {"reasoning_details": [{"type": "reasoning.text", "text": "h"}]},
            {"reasoning_details": [{"type": "reasoning.summary", "summary": "m"}]},
            {"reasoning_details": [{"type": "reasoning.encrypted", "data": "xyz"}]},
            {"content": "a cat"},
        ],
        [{"content": "<th"}, {"content": "ink>hm</thi"}, {"content": "nk>\n\na cat"}],
    ],
    ids=["reasoning_content", "reasoning", "details", "marks in the content"],
)
def test_thinking_is_apart_from_the_answer_however_a_server_sends_it(
    deltas: list[dict[str, Any]],
) -> None:
    assert said(deltas) == ("hm", "a cat")


def test_an_answer_may_quote_a_mark_and_end_in_half_of_one() -> None:
    assert said([{"content": "It says <think>."}]) == ("", "It says <think>.")
    assert said([{"content": "<thi"}]) == ("", "<thi")
