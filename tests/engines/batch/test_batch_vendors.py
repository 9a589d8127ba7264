"""Anthropic, Gemini and Mistral behind the same interface, each against its published schema."""

from __future__ import annotations

import asyncio
import json
import logging
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.engines.batch.batching import QUICK, run, server
from tests.engines.batch.batching import job as job_at
from tests.engines.batch.vendor_server import (
    CANCELLED,
    EXPIRED,
    KEY,
    Answer,
    Outcome,
    Refusal,
    VendorWorld,
    vendor_server,
)
from tests.engines.batch.vendor_worlds import (
    INPUT,
    OUTPUT,
    THOUGHT,
    AnthropicWorld,
    GeminiWorld,
    MistralWorld,
)
from tests.engines.openai.asking import IMAGE, SCHEMA
from tests.waiting import LIMIT_S

from vizdesk.comparison.events import EngineError, Finished, ThinkingDelta
from vizdesk.comparison.models import EngineKind, RequestOptions, Sampling
from vizdesk.comparison.types import FinishReason
from vizdesk.credentials.keys import Secret
from vizdesk.engines.batch import (
    BatchJob,
    BatchLimits,
    BatchProgress,
    BatchServer,
    BatchStatus,
    cancel_batch,
)
from vizdesk.engines.batch.provider import BatchProvider
from vizdesk.engines.batch.providers.anthropic import ANTHROPIC
from vizdesk.engines.batch.providers.gemini import GEMINI
from vizdesk.engines.batch.providers.mistral import MISTRAL
from vizdesk.engines.batch.registry import BATCH_PROVIDERS, batch_provider

ROOT = Path(__file__).resolve().parents[3]
PROVIDERS: dict[type[VendorWorld], BatchProvider] = {
    AnthropicWorld: ANTHROPIC,
    GeminiWorld: GEMINI,
    MistralWorld: MISTRAL,
}
VENDORS = pytest.mark.parametrize("kind", PROVIDERS, ids=lambda kind: PROVIDERS[kind].id)
SLUGS = {AnthropicWorld: "claude-opus-5-5", GeminiWorld: "gemini-3.8-flash"}


def job(world: VendorWorld, name: str, **fields: Any) -> BatchJob:
    """A question to this vendor's model."""
    asked = job_at(world.base_url, name, SLUGS.get(type(world), "mistral-large-latest"), **fields)
    sampling = fields.get("sampling", asked.request.model.sampling)
    if isinstance(world, AnthropicWorld) and "sampling" not in fields:
        sampling = replace(sampling, temperature=None)
    model = replace(asked.request.model, engine=EngineKind.CHAT, sampling=sampling)
    return replace(asked, request=replace(asked.request, model=model))


def asked_of(world: VendorWorld, count: int) -> list[BatchJob]:
    return [job(world, f"q:{number}") for number in range(count)]


def place_of(world: VendorWorld, **fields: Any) -> BatchServer:
    given: dict[str, Any] = {"provider": PROVIDERS[type(world)], **fields}
    return replace(server(world.base_url, **given), keys={"mine": Secret(KEY)}.get)


def prompts(request: Any) -> str:
    """Everything that stands in a question, for its name to be found in it."""
    return json.dumps(request)


def test_a_provider_is_found_by_its_id() -> None:
    assert [provider.id for provider in BATCH_PROVIDERS] == [
        "openai",
        "anthropic",
        "gemini",
        "mistral",
    ]
    assert batch_provider("gemini") is GEMINI
    assert batch_provider("nobody") is None
    assert {provider.price_factor for provider in BATCH_PROVIDERS} == {0.5}


@VENDORS
def test_every_question_is_answered_in_whatever_order_the_answers_come(
    kind: type[VendorWorld], tmp_path: Path
) -> None:
    def decide(name: str, request: Any) -> Outcome:
        (number,) = (n for n in range(20) if f"Describe q:{n}." in prompts(request))
        return Answer(f"this is {number}")

    shuffled = random.Random(3)
    with vendor_server(
        kind, decide=decide, change=lambda lines: shuffled.sample(lines, len(lines))
    ) as world:
        replies = run(tmp_path, asked_of(world, 20), place_of(world))
        assert world.steps.count("create") == 1
    texts = {name: reply.text for name, reply in replies.items()}
    assert texts == {f"q:{number}": f"this is {number}" for number in range(20)}


ODD = ["a\u2028b", "c\x85d", "e\udcfff", "g\x1bh", "🖼 é 中", "\u202e", "x" * 500]


@VENDORS
def test_names_of_any_characters_find_their_answers(
    kind: type[VendorWorld], tmp_path: Path
) -> None:
    def decide(name: str, request: Any) -> Outcome:
        (number,) = (n for n in range(len(ODD)) if f"number {n}." in prompts(request))
        return Answer(f"\u2028 {number} \x85")

    with vendor_server(kind, decide=decide) as world:
        asked = [
            job(world, name, prompt=f"{name} is number {number}.")
            for number, name in enumerate(ODD)
        ]
        replies = run(tmp_path, asked, place_of(world))
        assert run(tmp_path, asked, place_of(world)) == replies
        assert len(world.sent) == 1
    assert {name: reply.text for name, reply in replies.items()} == {
        name: f"\u2028 {number} \x85" for number, name in enumerate(ODD)
    }


@VENDORS
def test_an_answer_is_read_with_its_thoughts_tokens_and_price(
    kind: type[VendorWorld], tmp_path: Path
) -> None:
    with vendor_server(kind, decide=lambda *_: Answer("A cat.", thought="Fur, ears.")) as world:
        (reply,) = run(tmp_path, asked_of(world, 1), place_of(world)).values()
    assert reply.text == "A cat."
    assert [e.text for e in reply.collected if isinstance(e, ThinkingDelta)] == ["Fur, ears."]
    last = reply.finished
    assert isinstance(last, Finished)
    assert last.reason is FinishReason.STOP
    assert (last.usage.input_tokens, last.usage.output_tokens) == (INPUT, OUTPUT)
    assert last.usage.reasoning_tokens == (None if kind is MistralWorld else THOUGHT)
    assert last.usage.cached_tokens == (200 if kind is AnthropicWorld else None)
    assert last.usage.image_tokens == (258 if kind is GeminiWorld else None)
    assert reply.cost_usd == pytest.approx((INPUT * 5 + OUTPUT * 30) / 1e6 / 2)
    assert last.sampling["batch"] is True
    assert last.timing.total_s is None
    served = {AnthropicWorld: "claude-opus-5-5", GeminiWorld: "gemini-3.8-flash"}
    assert reply.model_returned == served.get(kind, "mistral-large-4-2610")


@VENDORS
@pytest.mark.parametrize(
    "fields",
    [
        {"system": "Be short.", "image_first": False},
        {"schema": SCHEMA, "sampling": Sampling(temperature=None, constrained=True)},
        {"sampling": Sampling(temperature=0.3, seed=7, effort="low", thinking=True)},
        {"sampling": Sampling(temperature=None, seed=None, effort="high")},
        {"sampling": Sampling(temperature=None, effort="unheard-of")},
    ],
)
def test_a_question_is_what_the_vendor_publishes(
    kind: type[VendorWorld], fields: dict[str, Any], tmp_path: Path
) -> None:
    with vendor_server(kind) as world:
        (reply,) = run(tmp_path, [job(world, "q", **fields)], place_of(world)).values()
        (request,) = world.questions.values()
    assert reply.failure is None
    written = prompts(request)
    assert "iVBORw0KGgo" in written, "the image itself"
    assert "Describe q." in written
    assert ("Be short." in written) == ("system" in fields)
    assert ('"required": ["count"]' in written) == ("schema" in fields)
    assert reply.finished is not None
    assert reply.finished.sampling["constrained"] == ("schema" in fields)


def test_image_and_words_stand_in_the_order_asked_for(tmp_path: Path) -> None:
    for kind in PROVIDERS:
        for first in (True, False):
            with vendor_server(kind) as world:
                place = tmp_path / f"{kind.__name__}-{first}"
                run(place, [job(world, "q", image_first=first)], place_of(world))
                written = prompts(world.questions.popitem()[1])
            assert (written.index("iVBORw0KGgo") < written.index("Describe q.")) is first


def test_effort_is_given_as_each_vendor_and_generation_takes_it() -> None:
    with vendor_server(GeminiWorld) as world:
        asked = job(world, "q", sampling=Sampling(effort="medium")).request
    config = GEMINI.body(asked)["generationConfig"]
    assert config["thinkingConfig"] == {"thinkingLevel": "MEDIUM"}
    source = replace(asked.model.source, slug="gemini-2.5-flash")
    older = replace(asked, model=replace(asked.model, source=source))
    assert GEMINI.body(older)["generationConfig"]["thinkingConfig"] == {"thinkingBudget": 8192}
    assert ANTHROPIC.body(asked)["output_config"] == {"effort": "medium"}
    assert MISTRAL.body(asked)["reasoning_effort"] == "medium"
    assert MISTRAL.body(asked)["random_seed"] == 0
    assert "seed" not in ANTHROPIC.body(asked)


def test_a_temperature_goes_to_anthropic_in_the_version_that_takes_one(tmp_path: Path) -> None:
    with vendor_server(AnthropicWorld) as world:
        assert isinstance(world, AnthropicWorld)
        run(tmp_path / "a", [job(world, "q")], place_of(world))
        warm = job(world, "q", sampling=Sampling(temperature=0.7))
        (reply,) = run(tmp_path / "b", [warm], place_of(world)).values()
        assert world.versions == ["2026-10-21", "2023-06-01"]
    assert reply.finished is not None
    assert reply.finished.sampling["temperature"] == 0.7


def test_names_are_as_anthropic_takes_them_and_differ_between_folders(tmp_path: Path) -> None:
    with vendor_server(AnthropicWorld) as world:
        for folder in ("a", "b"):
            odd = [job(world, "run:modèle/1:item 7:0" * 9)]
            replies = run(tmp_path / folder, odd, place_of(world))
            assert set(replies) == {"run:modèle/1:item 7:0" * 9}
        assert len(world.questions) == 2


@VENDORS
@pytest.mark.parametrize("reason", ["max", "filter"])
def test_how_an_answer_ended_is_understood(
    kind: type[VendorWorld], reason: str, tmp_path: Path
) -> None:
    ended = {
        AnthropicWorld: {"max": "max_tokens", "filter": "refusal"},
        GeminiWorld: {"max": "MAX_TOKENS", "filter": "SAFETY"},
        MistralWorld: {"max": "length", "filter": "length"},
    }[kind][reason]
    with vendor_server(kind, decide=lambda *_: Answer("half", ended=ended)) as world:
        (reply,) = run(tmp_path, asked_of(world, 1), place_of(world)).values()
    filtered = reason == "filter" and kind is not MistralWorld
    assert reply.reason is (FinishReason.CONTENT_FILTER if filtered else FinishReason.LENGTH)
    assert reply.text == "half"


def test_a_prompt_that_gemini_blocks_is_told(tmp_path: Path) -> None:
    with vendor_server(GeminiWorld, decide=lambda *_: Answer("", ended="BLOCK:SAFETY")) as world:
        (reply,) = run(tmp_path, asked_of(world, 1), place_of(world)).values()
    assert "withheld" in str(reply.failure)


@VENDORS
def test_errors_of_single_questions_are_theirs_alone(
    kind: type[VendorWorld], tmp_path: Path
) -> None:
    def decide(name: str, request: Any) -> Outcome:
        if "q:1." in prompts(request):
            return Refusal(400, f"bad image, says {KEY}")
        return Refusal(500, "oops") if "q:2." in prompts(request) else Answer("yes")

    with vendor_server(kind, decide=decide) as world:
        replies = run(tmp_path, asked_of(world, 4), place_of(world))
    assert [name for name, reply in replies.items() if reply.failure] == ["q:1", "q:2"]
    assert "bad image, says •••" in str(replies["q:1"].failure)
    assert (replies["q:1"].transient, replies["q:2"].transient) == (False, True)


@VENDORS
def test_the_key_stands_nowhere_but_in_its_header(
    kind: type[VendorWorld], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    told: list[BatchProgress] = []

    def decide(name: str, request: Any) -> Outcome:
        return Answer(f"Is {KEY} yours?") if "q:0" in prompts(request) else Refusal(401, KEY)

    fails = {"look": [503], "download": [500], "list": [500]}
    with vendor_server(kind, decide=decide, fails=fails) as world:
        replies = run(tmp_path, asked_of(world, 2), place_of(world), told.append)
        world.fails = {"create": [403]}
        with pytest.raises(EngineError) as refused:
            run(tmp_path / "other", asked_of(world, 2), place_of(world))
    assert replies["q:0"].text == "Is ••• yours?"
    files = [path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.jsonl")]
    shown = [repr(replies), repr(told), caplog.text, repr(refused.value.failure), *files]
    assert len(files) >= 2
    assert all(KEY not in text for text in shown)


@VENDORS
def test_half_the_batch_is_in_time_and_the_rest_is_asked_again(
    kind: type[VendorWorld], tmp_path: Path
) -> None:
    def decide(name: str, request: Any) -> Outcome:
        return EXPIRED if "q:2." in prompts(request) else Answer("in time")

    with vendor_server(kind, decide=decide, ends_as="expired") as world:
        where, asked = place_of(world), asked_of(world, 3)
        replies = run(tmp_path, asked, where)
        assert "expired" in str(replies["q:2"].failure)
        assert replies["q:2"].transient
        world.decide, world.ends_as = (lambda *_: Answer("late")), "completed"
        replies = run(tmp_path, asked, where, again=True)
        assert [len(requests) for requests in world.sent.values()] == [3, 1]
    assert [replies[f"q:{n}"].text for n in range(3)] == ["in time", "in time", "late"]


@VENDORS
def test_a_cancelled_batch_gives_what_it_has(kind: type[VendorWorld], tmp_path: Path) -> None:
    def decide(name: str, request: Any) -> Outcome:
        return Answer("done") if "q:0." in prompts(request) else CANCELLED

    with vendor_server(kind, decide=decide, looks=10**6, fails={"look": [403]}) as world:
        where, asked = place_of(world), asked_of(world, 3)
        with pytest.raises(EngineError):
            run(tmp_path, asked, where)
        asyncio.run(cancel_batch(tmp_path, where))
        assert world.steps[-1] == "cancel"
        for batch in world.batches.values():
            batch["left"] = 1
        replies = run(tmp_path, asked, where)
        asyncio.run(cancel_batch(tmp_path, where))  # once more does no harm
        assert world.steps.count("create") == 1
    assert replies["q:0"].text == "done"
    assert "cancelled" in str(replies["q:1"].failure)
    assert replies["q:1"].transient


@VENDORS
@pytest.mark.parametrize("status", [500, 429, 503])
def test_a_batch_whose_creation_was_never_answered_is_found_again(
    kind: type[VendorWorld], status: int, tmp_path: Path
) -> None:
    with vendor_server(kind, fails={"create": [status]}, after_doing=True) as world:
        others = [job(world, "x"), job(world, "y")]
        world.begin([], label="theirs", model="other", metadata={}, input="")
        assert len(run(tmp_path / "other", others, place_of(world))) == 2
        world.fails = {"create": [status]}
        replies = run(tmp_path / "b", asked_of(world, 2), place_of(world))
        assert world.steps.count("create") == 2
    assert {name: reply.failure for name, reply in replies.items()} == {"q:0": None, "q:1": None}


def test_a_batch_without_a_name_is_not_sent_again_while_it_may_be_ours(tmp_path: Path) -> None:
    with vendor_server(
        AnthropicWorld, fails={"create": [502]}, after_doing=True, looks=10**6
    ) as world:
        where, asked = place_of(world, pace=replace(QUICK, patience_s=0.2)), asked_of(world, 2)
        for _ in range(2):
            with pytest.raises(EngineError, match="may be the one that was sent before"):
                run(tmp_path, asked, where)
        with pytest.raises(EngineError, match="may be the one that was sent before"):
            asyncio.run(cancel_batch(tmp_path, where))
        world.batches["batch-1"]["left"] = 1
        replies = run(tmp_path, asked, where, again=True)
        assert world.steps.count("create") == 1
    assert all(reply.failure is None for reply in replies.values())


@VENDORS
def test_a_file_whose_upload_was_never_answered_is_not_sent_again(
    kind: type[VendorWorld], tmp_path: Path
) -> None:
    if kind is AnthropicWorld:
        assert not ANTHROPIC.uploads
        return
    with vendor_server(kind, fails={"upload": [503]}, after_doing=True) as world:
        replies = run(tmp_path, asked_of(world, 2), place_of(world))
        assert world.steps.count("upload") == 1
        assert world.files == {}
    assert all(reply.failure is None for reply in replies.values())


@VENDORS
def test_a_file_the_server_has_forgotten_is_sent_again(
    kind: type[VendorWorld], tmp_path: Path
) -> None:
    with vendor_server(kind, fails={"create": [403]}) as world:
        where, asked = place_of(world), asked_of(world, 2)
        with pytest.raises(EngineError, match="403"):
            run(tmp_path, asked, where)
        world.files.clear()
        replies = run(tmp_path, asked, where)
        assert len(world.sent) == 1
    assert all(reply.failure is None for reply in replies.values())


@VENDORS
def test_results_that_are_late_are_waited_for(kind: type[VendorWorld], tmp_path: Path) -> None:
    with vendor_server(kind, late=3) as world:
        replies = run(tmp_path, asked_of(world, 2), place_of(world))
        assert len(world.sent) == 1
    assert all(reply.failure is None for reply in replies.values())


@VENDORS
def test_a_broken_line_and_a_second_answer_cost_nobody_anything_else(
    kind: type[VendorWorld], tmp_path: Path
) -> None:
    def change(lines: list[bytes]) -> list[bytes]:
        cut = lines[1][: len(lines[1]) // 2] + b"\n"
        other = lines[2].replace(b"answer", b"another answer")
        return [*lines[::2], cut, other, b"[]\n", b'{"custom_id": 7, "key": {}}\n', b"\xff\n"]

    with vendor_server(kind, change=change) as world:
        where, asked = place_of(world), asked_of(world, 3)
        replies = run(tmp_path, asked, where)
        run(tmp_path, asked, where, again=True)
        assert len(world.sent) == 1
    assert "cannot be read" in str(replies["q:1"].failure)
    assert replies["q:0"].text.startswith("answer to")
    assert replies["q:2"].text.startswith("answer to")


@VENDORS
def test_many_questions_go_in_several_batches_under_the_limits(
    kind: type[VendorWorld], tmp_path: Path
) -> None:
    with vendor_server(kind) as world:
        replies = run(tmp_path, asked_of(world, 7), place_of(world, limits=BatchLimits(requests=3)))
        assert sorted(len(requests) for requests in world.sent.values()) == [1, 3, 3]
        assert len(replies) == 7
        line = len(json.dumps(world.sent["batch-1"][0]))
        small = place_of(world, limits=BatchLimits(bytes=2 * line + 100))
        assert len(run(tmp_path / "b", asked_of(world, 4), small)) == 4
        assert len(world.sent) == 5


@VENDORS
def test_the_server_is_made_to_forget_and_the_run_is_given_again_from_the_disk(
    kind: type[VendorWorld], tmp_path: Path
) -> None:
    told: list[BatchProgress] = []
    with vendor_server(kind) as world:
        where, asked = place_of(world), asked_of(world, 3)
        before = run(tmp_path, asked, where, told.append)
        assert world.files == {}
        assert world.batches == {} or not PROVIDERS[kind].forgets_batches
        steps = list(world.steps)
        assert run(tmp_path, asked, where) == before
        assert world.steps == steps
    assert not list(tmp_path.glob("*.input.jsonl"))
    assert (told[-1].total, told[-1].completed) == (3, 3)
    assert told[-1].status == (BatchStatus.COMPLETED,)


@VENDORS
def test_a_folder_belongs_to_one_vendor(kind: type[VendorWorld], tmp_path: Path) -> None:
    with vendor_server(kind) as world:
        run(tmp_path, asked_of(world, 1), place_of(world))
        other = MISTRAL if kind is AnthropicWorld else ANTHROPIC
        with pytest.raises(EngineError, match="belong to"):
            run(tmp_path, asked_of(world, 1), place_of(world, provider=other))


@VENDORS
def test_a_server_that_does_not_know_its_batch_now_and_then_is_asked_again(
    kind: type[VendorWorld], tmp_path: Path
) -> None:
    fails = {"look": [404, 404], "cancel": [404, 404]}
    with vendor_server(kind, fails=fails, looks=4) as world:
        where, asked = place_of(world), asked_of(world, 2)
        assert all(reply.failure is None for reply in run(tmp_path, asked, where).values())
        world.fails = {**fails, "look": [404, 403]}
        world.looks = 10**6
        with pytest.raises(EngineError, match="403"):
            run(tmp_path / "b", asked, where)
        world.fails["look"] = [404, 404, 404]
        asyncio.run(cancel_batch(tmp_path / "b", where))
        assert [batch["state"] for batch in world.batches.values()][-1] == "cancelling"
        for batch in world.batches.values():
            batch["left"] = 1
        assert len(run(tmp_path / "b", asked, where)) == 2
        assert len(world.sent) == 2


def test_answers_that_mistral_gives_within_the_job_are_taken(tmp_path: Path) -> None:
    with vendor_server(MistralWorld, within=True, late=2) as world:
        replies = run(tmp_path, asked_of(world, 3), place_of(world))
        assert "download" not in world.steps
    assert [reply.text for reply in replies.values()] == [f"answer to q:{n}" for n in range(3)]


@pytest.mark.parametrize("keyed", [True, False])
def test_answers_that_gemini_gives_within_the_batch_are_taken(tmp_path: Path, keyed: bool) -> None:
    def decide(name: str, request: Any) -> Outcome:
        return Refusal(429, "slower") if name == "q:1" else Answer(f"answer to {name}")

    with vendor_server(GeminiWorld, inline=True, keyed=keyed, decide=decide, late=2) as world:
        replies = run(tmp_path, asked_of(world, 3), place_of(world))
        assert "download" not in world.steps
    assert [replies[f"q:{n}"].text for n in (0, 2)] == ["answer to q:0", "answer to q:2"]
    assert replies["q:1"].transient


def test_gemini_files_are_waited_for_until_they_are_ready(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vizdesk.engines.batch.providers.gemini._READY_PAUSE_S", 0.01)
    with vendor_server(GeminiWorld, processing=4) as world:
        run(tmp_path, asked_of(world, 1), place_of(world))
        assert world.steps[:5] == ["start", "upload", "file", "file", "file"]


def test_bytes_go_to_no_other_host_than_the_one_asked(tmp_path: Path) -> None:
    with vendor_server(GeminiWorld) as world:
        start = {"x-goog-upload-url": "https://elsewhere.example/upload"}, {}
        world._start = lambda asked, headers: start  # type: ignore[attr-defined]
        with pytest.raises(EngineError, match="not what was asked for"):
            run(tmp_path, asked_of(world, 1), place_of(world))
        assert world.steps == ["start"]


def test_a_batch_refused_as_a_whole_says_why(tmp_path: Path) -> None:
    with vendor_server(MistralWorld, ends_as="failed") as world:
        keep = world.begin
        world.begin = lambda *a, **k: keep(  # type: ignore[method-assign]
            *a, errors=[{"message": "The model is retired.", "count": 2}], **k
        )
        world.outcome = lambda batch, name, request: (name, EXPIRED)  # type: ignore[method-assign]
        replies = run(tmp_path, asked_of(world, 2), place_of(world))
    assert all("The model is retired." in str(reply.failure) for reply in replies.values())


def test_the_limits_are_those_that_are_published() -> None:
    published = {"openai": (50_000, 200e6, 24), "anthropic": (100_000, 256e6, 24)}
    published |= {"gemini": (None, 2e9, 48), "mistral": (1_000_000, 512e6, 24)}
    for provider in BATCH_PROVIDERS:
        requests, size, hours = published[provider.id]
        assert requests is None or provider.limits.requests <= requests
        assert provider.limits.bytes <= size
        assert provider.limits.hours == hours
        assert provider.source.startswith("https://")


def test_the_image_is_sent_as_it_was_encoded() -> None:
    import base64

    with vendor_server(MistralWorld) as world:
        asked = job(world, "q").request
    data = base64.b64encode(IMAGE.data).decode()
    assert ANTHROPIC.body(asked)["messages"][0]["content"][0]["source"]["data"] == data
    assert GEMINI.body(asked)["contents"][0]["parts"][0]["inlineData"]["data"] == data
    assert MISTRAL.body(asked)["messages"][0]["content"][0]["image_url"]["url"].endswith(data)


STEPS = {
    AnthropicWorld: ["create", "look", "download", "delete"],
    GeminiWorld: ["start", "upload", "create", "look", "download", "delete"],
    MistralWorld: ["upload", "create", "look", "download", "delete"],
}


@VENDORS
def test_killed_at_every_step_in_turn_it_asks_nothing_twice(
    kind: type[VendorWorld], tmp_path: Path
) -> None:
    vendor = PROVIDERS[kind].id
    with vendor_server(kind, looks=3) as world:
        command = [sys.executable, "-m", "tests.engines.batch.vendor_run", vendor, str(tmp_path)]
        command += [world.base_url, "4"]
        for step in STEPS[kind]:
            world.stalls = {step}
            world.reached.clear()
            with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as child:
                reached = world.reached.wait(LIMIT_S)
                child.kill()
                assert reached, (step, child.stdout and child.stdout.read())
        world.stalls = set()
        done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=LIMIT_S, check=True)
        assert done.stdout.split() == [b"q0", b"q1", b"q2", b"q3"]
        assert len(world.sent) == 1
        assert world.files == {}


@VENDORS
def test_fields_of_ones_own_go_with_a_batch_or_are_told(
    kind: type[VendorWorld], tmp_path: Path
) -> None:
    options = RequestOptions({"metadata": {"user_id": "eyes"}})
    with vendor_server(kind) as world:
        asked = job(world, "q")
        source = replace(asked.request.model.source, options=options)
        model = replace(asked.request.model, source=source)
        mine = [replace(asked, request=replace(asked.request, model=model))]
        if kind is GeminiWorld:
            with pytest.raises(EngineError, match="which its batches do not take"):
                run(tmp_path, mine, place_of(world))
            assert world.steps == []
        else:
            run(tmp_path, mine, place_of(world))
            assert '"user_id": "eyes"' in prompts(world.questions.popitem()[1])
