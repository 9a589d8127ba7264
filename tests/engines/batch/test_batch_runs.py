"""A large suite through the Batch API: built, sent, waited for, and every question answered for."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from pathlib import Path

import pytest
from tests.engines.batch.batch_server import (
    answered,
    batch_server,
    check,
    outcome,
    response,
    unasked,
)
from tests.engines.batch.batching import job, jobs, run, server
from tests.engines.openai.asking import IMAGE, SCHEMA, request
from tests.engines.openai.asking import ask as ask_streaming
from tests.engines.openai.scripted_server import RESPONSES_OK, serve

from vizdesk.common.offline import Offline
from vizdesk.comparison.events import EngineError, Finished, TextDelta, ThinkingDelta
from vizdesk.comparison.models import GgufPair, Sampling
from vizdesk.comparison.types import FinishReason
from vizdesk.engines.batch import (
    BatchLimits,
    BatchProgress,
    BatchStatus,
    cancel_batch,
    run_batch,
)
from vizdesk.engines.batch.build import json_line
from vizdesk.engines.batch.providers.openai import OPENAI
from vizdesk.engines.openai.data_url import data_url


def test_every_question_is_answered_under_its_name(tmp_path: Path) -> None:
    with batch_server() as world:
        found = run(tmp_path, jobs(world.base_url, 5), server(world.base_url))
    assert {name: reply.text for name, reply in found.items()} == {
        f"q{number}": f"answer to q{number}" for number in range(5)
    }


def test_a_reply_is_read_as_a_streamed_answer_is(tmp_path: Path) -> None:
    with batch_server() as world:
        reply = run(tmp_path, jobs(world.base_url, 1), server(world.base_url))["q0"]
    events = list(reply.events())
    assert [type(event) for event in events if not hasattr(event, "usage")] == [
        ThinkingDelta,
        TextDelta,
    ]
    last = events[-1]
    assert isinstance(last, Finished)
    assert last.reason is FinishReason.STOP
    assert (last.usage.input_tokens, last.usage.output_tokens) == (1000, 100)
    assert last.usage.reasoning_tokens == 40
    assert last.timing.total_s is None, "a batch's times say nothing of the model"
    assert last.sampling["temperature"] == 0.0
    assert last.sampling["batch"] is True
    assert reply.model_returned == "gpt-5.5-2026-04-23"


def test_a_batch_costs_half(tmp_path: Path) -> None:
    with batch_server() as world:
        half = run(tmp_path / "a", jobs(world.base_url, 1), server(world.base_url))["q0"]
        whole_price = server(world.base_url, price_factor=1.0)
        whole = run(tmp_path / "b", jobs(world.base_url, 1), whole_price)["q0"]
    assert whole.cost_usd == pytest.approx((1000 * 5 + 100 * 30) / 1e6)
    assert half.cost_usd == pytest.approx(whole.cost_usd / 2)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"sampling": Sampling(temperature=None, effort="low", thinking=True)},
        {"schema": SCHEMA, "sampling": Sampling(constrained=True)},
        {"system": "Be short."},
    ],
)
def test_a_line_holds_the_body_a_single_question_has_and_openai_publishes(
    fields: dict[str, object],
) -> None:
    with serve(RESPONSES_OK) as single:
        asked = job(single.base_url, "q", prompt="Describe this image.", **fields)
        ask_streaming(asked.request, lambda name: server("http://x/v1").keys("mine"))
        sent = single.seen[0].body
    batched = json.loads(json_line(OPENAI.line("q", asked.request)))["body"]
    check(batched, "CreateResponse")
    assert batched == {key: value for key, value in sent.items() if key != "stream"}
    assert batched["store"] is False
    assert data_url(IMAGE) in json.dumps(batched)


def test_files_stay_under_both_limits_and_hold_one_model_each(tmp_path: Path) -> None:
    with batch_server() as world:
        asked = jobs(world.base_url, 7)
        asked += [job(world.base_url, f"mini{number}", "gpt-5.4-mini") for number in range(2)]
        size = max(len(json_line(OPENAI.line(one.custom_id, one.request))) for one in asked)
        by_count = server(world.base_url, limits=BatchLimits(requests=3))
        assert len(run(tmp_path / "a", asked, by_count)) == 9
        assert (world.most_lines, len(world.batches)) == (3, 4)
        world.most_lines = 0
        by_size = server(world.base_url, limits=BatchLimits(bytes=2 * size))
        assert len(run(tmp_path / "b", asked, by_size)) == 9
        assert world.most_lines == 2


def test_a_question_too_large_for_any_batch_is_told_and_the_rest_is_asked(tmp_path: Path) -> None:
    with batch_server() as world:
        asked = [*jobs(world.base_url, 2), job(world.base_url, "big", prompt="x" * 5000)]
        small = server(world.base_url, limits=BatchLimits(bytes=3000))
        found = run(tmp_path, asked, small)
    assert found["big"].failure is not None
    assert "a batch holds" in found["big"].failure.what
    assert found["q0"].text == "answer to q0"


def test_progress_says_how_far_it_is(tmp_path: Path) -> None:
    seen: list[BatchProgress] = []
    with batch_server() as world:
        run(tmp_path, jobs(world.base_url, 3), server(world.base_url), seen.append)
    assert seen[0].total == 3
    assert seen[-1].completed == 3
    assert seen[-1].status == (BatchStatus.COMPLETED,)
    assert BatchStatus.IN_PROGRESS in {one for each in seen for one in each.status}


def test_the_server_is_made_to_forget_images_and_answers(tmp_path: Path) -> None:
    with batch_server() as world:
        run(tmp_path, jobs(world.base_url, 3), server(world.base_url))
        assert world.files == {}
    assert not list(tmp_path.glob("*.input.jsonl"))


# --- What goes wrong ----------------------------------------------------------------------
def test_errors_of_single_questions_are_theirs_alone(tmp_path: Path) -> None:
    refusal = {"error": {"message": "bad image", "code": "invalid_image"}}

    def decide(asked: dict[str, object]) -> dict[str, object]:
        name = asked["custom_id"]
        return {
            "q1": lambda: outcome(asked, 400, refusal),
            "q2": lambda: outcome(asked, 500, {"error": {"message": "oops"}}),
        }.get(str(name), lambda: answered(asked))()

    with batch_server(decide=decide) as world:
        found = run(tmp_path, jobs(world.base_url, 4), server(world.base_url))
    assert [name for name, reply in found.items() if reply.failure] == ["q1", "q2"]
    assert found["q1"].failure is not None
    assert "bad image" in found["q1"].failure.what
    assert not found["q1"].transient
    assert found["q2"].transient
    with pytest.raises(EngineError, match="bad image"):
        list(found["q1"].events())


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        (
            {"status": "incomplete", "incomplete_details": {"reason": "max_output_tokens"}},
            FinishReason.LENGTH,
        ),
        (
            {"status": "incomplete", "incomplete_details": {"reason": "content_filter"}},
            FinishReason.CONTENT_FILTER,
        ),
    ],
)
def test_an_incomplete_answer_keeps_its_words_and_says_why_it_ended(
    tmp_path: Path, fields: dict[str, object], reason: FinishReason
) -> None:
    with batch_server(decide=lambda q: outcome(q, 200, response("half", **fields))) as world:
        reply = run(tmp_path, jobs(world.base_url, 1), server(world.base_url))["q0"]
    assert (reply.text, reply.reason) == ("half", reason)


def test_a_failed_response_is_a_failure(tmp_path: Path) -> None:
    error = {"code": "server_error", "message": "the model fell over"}
    failed = response("", status="failed", error=error, output=[])
    with batch_server(decide=lambda q: outcome(q, 200, failed)) as world:
        reply = run(tmp_path, jobs(world.base_url, 1), server(world.base_url))["q0"]
    assert reply.failure is not None
    assert "the model fell over" in reply.failure.what
    assert reply.transient


def test_an_expired_batch_gives_what_it_has_and_the_rest_can_be_asked_again(tmp_path: Path) -> None:
    def decide(asked: dict[str, object]) -> dict[str, object]:
        late = asked["custom_id"] in ("q2", "q3")
        return unasked(asked, "batch_expired") if late else answered(asked)

    with batch_server(decide=decide, ends_as="expired") as world:
        where, asked = server(world.base_url), jobs(world.base_url, 4)
        found = run(tmp_path, asked, where)
        assert [name for name, reply in found.items() if reply.failure] == ["q2", "q3"]
        assert found["q2"].transient
        assert "expired" in str(found["q2"].failure)
        world.decide, world.ends_as = answered, "completed"
        assert run(tmp_path, asked, where)["q2"].failure is not None, "only when told to"
        assert len(world.batches) == 1
        found = run(tmp_path, asked, where, again=True)
        assert len(world.batches) == 2
        assert world.most_lines == 4, "the second batch holds the two others only"
    assert all(reply.failure is None for reply in found.values())
    assert len(found) == 4


def test_a_batch_that_fails_validation_names_the_line_and_spares_the_others(tmp_path: Path) -> None:
    errors = [{"code": "invalid", "message": "no such model", "param": "model", "line": 2}]
    with batch_server(ends_as="failed", errors=errors) as world:
        found = run(tmp_path, jobs(world.base_url, 3), server(world.base_url))
    assert "no such model" in str(found["q1"].failure)
    assert not found["q1"].transient
    assert "other questions" in str(found["q0"].failure)
    assert found["q0"].transient


def test_a_batch_refused_as_a_whole_says_why(tmp_path: Path) -> None:
    errors = [{"code": "token_limit_exceeded", "message": "Enqueued token limit reached"}]
    with batch_server(ends_as="failed", errors=errors) as world:
        found = run(tmp_path, jobs(world.base_url, 2), server(world.base_url))
    assert all("Enqueued token limit" in str(reply.failure) for reply in found.values())
    assert all(reply.transient for reply in found.values())


def test_a_cancelled_run_gives_what_was_answered_by_then(tmp_path: Path) -> None:
    def decide(asked: dict[str, object]) -> dict[str, object]:
        done = asked["custom_id"] == "q0"
        return answered(asked) if done else unasked(asked, "batch_cancelled")

    async def leave_and_cancel(base_url: str) -> None:
        where = server(base_url)
        replies = run_batch(tmp_path, jobs(base_url, 3), where)
        coming = asyncio.ensure_future(anext(replies))
        await asyncio.to_thread(world.created.wait, 20)
        coming.cancel()
        await asyncio.gather(coming, return_exceptions=True)
        await replies.aclose()
        assert world.batches["batch_1"]["status"] != "cancelling", "leaving leaves it running"
        await cancel_batch(tmp_path, where)

    with batch_server(decide=decide, looks=10**6) as world:
        asyncio.run(leave_and_cancel(world.base_url))
        world.batches["batch_1"]["left"] = 1
        found = run(tmp_path, jobs(world.base_url, 3), server(world.base_url))
    assert found["q0"].text == "answer to q0"
    assert "cancelled" in str(found["q1"].failure)
    assert found["q1"].transient


def test_an_answer_for_nobody_and_a_broken_line_do_no_harm(tmp_path: Path) -> None:
    def decide(asked: dict[str, object]) -> dict[str, object]:
        return (
            {**answered(asked), "custom_id": "stranger"}
            if asked["custom_id"] == "q0"
            else (answered(asked))
        )

    with batch_server(decide=decide) as world:
        found = run(tmp_path, jobs(world.base_url, 2), server(world.base_url))
    assert set(found) == {"q0", "q1"}
    assert "gives no answer to this question" in str(found["q0"].failure)
    assert not found["q0"].transient, "it is paid for: not asked again by itself"


def test_offline_nothing_is_sent(tmp_path: Path) -> None:
    with batch_server() as world:
        where = server(world.base_url, offline=Offline(on=True))
        with pytest.raises(EngineError, match="offline"):
            run(tmp_path, jobs(world.base_url, 1), where)
        assert world.steps == []


def test_going_offline_in_the_middle_ends_the_run_and_it_goes_on_later(tmp_path: Path) -> None:
    switch = Offline()

    def show(progress: BatchProgress) -> None:
        switch.on = progress.status == (BatchStatus.IN_PROGRESS,)

    with batch_server() as world:
        where = server(world.base_url, offline=switch)
        with pytest.raises(EngineError, match="offline"):
            run(tmp_path, jobs(world.base_url, 2), where, show)
        switch.on = False
        assert len(run(tmp_path, jobs(world.base_url, 2), where)) == 2
        assert len(world.batches) == 1


def test_a_key_goes_to_no_other_host(tmp_path: Path) -> None:
    with batch_server() as world:
        where = replace(server(world.base_url), key_name="openai")
        with pytest.raises(EngineError, match="does not belong"):
            run(tmp_path, jobs(world.base_url, 1), where)
        assert world.steps == []


def test_two_questions_of_one_name_are_refused_before_anything_is_sent(tmp_path: Path) -> None:
    with batch_server() as world:
        twice = [*jobs(world.base_url, 2), job(world.base_url, "q1")]
        with pytest.raises(EngineError, match="are called “q1”"):
            run(tmp_path, twice, server(world.base_url))
        assert world.steps == []
    assert not list(tmp_path.glob(".new-*"))


def test_a_model_of_another_api_is_refused() -> None:
    here = replace(request("http://127.0.0.1:1/v1").model, source=GgufPair(Path("x.gguf"), None))
    with pytest.raises(EngineError, match="cannot be asked in a batch"):
        OPENAI.body(replace(request("http://127.0.0.1:1/v1"), model=here))
