"""Servers that give half of it, late, broken, twice or with the key in it: nothing is lost."""

from __future__ import annotations

import asyncio
import json
import logging
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.engines.batch.batch_server import (
    KEY,
    BatchWorld,
    answered,
    batch_server,
    outcome,
    response,
    unasked,
)
from tests.engines.batch.batching import jobs, run, server

from vizdesk.comparison.events import EngineError
from vizdesk.comparison.models import RequestOptions
from vizdesk.engines.batch import BatchLimits, BatchPolling, BatchProgress, cancel_batch, run_batch
from vizdesk.engines.batch.ledger import NAME, Ledger

Lines = dict[str, Any]


def results(world: BatchWorld, change: Callable[[list[bytes]], list[bytes]]) -> None:
    """Change the lines of every file of results as it comes into being."""
    keep = world._file

    def changed(content: bytes, name: str) -> dict[str, Any]:
        if name == "out.jsonl":
            content = b"".join(change(content.splitlines(keepends=True)))
        return keep(content, name)

    world._file = changed  # type: ignore[method-assign]


# --- The key ------------------------------------------------------------------------------
ESCAPED = "".join(f"\\u{ord(letter):04x}" for letter in KEY)


@pytest.mark.parametrize("written", [KEY, ESCAPED])
def test_a_key_that_a_server_repeats_stands_in_no_file_log_or_failure(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, written: str
) -> None:
    def decide(asked: Lines) -> Lines:
        said = {"error": {"message": f"Incorrect key KEYHERE for {asked['custom_id']}"}}
        return {
            "q0": lambda: outcome(asked, 401, said),
            "q1": lambda: outcome(asked, 200, response("your key is KEYHERE, is it not?")),
            "q2": lambda: unasked(asked, "KEYHERE"),
        }.get(asked["custom_id"], lambda: answered(asked))()

    caplog.set_level(logging.DEBUG)
    with batch_server(decide=decide) as world:
        results(world, lambda lines: [line.replace(b"KEYHERE", written.encode()) for line in lines])
        replies = run(tmp_path, jobs(world.base_url, 4), server(world.base_url))
    assert replies["q1"].text == "your key is •••, is it not?"
    shown = repr([(reply, reply.failure) for reply in replies.values()])
    files = [path.read_text(encoding="utf-8") for path in tmp_path.iterdir() if path.is_file()]
    for text in (shown, caplog.text, *files):
        assert KEY not in text
        assert ESCAPED not in text
    assert replies["q3"].text == "answer to q3"


def test_a_key_in_what_is_wrong_with_a_batch_is_not_written_down(tmp_path: Path) -> None:
    errors = [{"code": "invalid", "message": f"Key {KEY} may not use batches."}]
    with batch_server(ends_as="failed", errors=errors) as world:
        replies = run(tmp_path, jobs(world.base_url, 1), server(world.base_url))
    assert "Key ••• may not" in str(replies["q0"].failure)
    assert KEY not in (tmp_path / NAME).read_text(encoding="utf-8")


@pytest.mark.parametrize("answer", ["create", "upload", "look", "download", "delete"])
def test_a_refusal_that_repeats_the_key_is_told_without_it(tmp_path: Path, answer: str) -> None:
    told: list[BatchProgress] = []
    with batch_server(fails={answer: [403]}, refusal=f"{KEY} is not allowed") as world:
        asked, where = jobs(world.base_url, 1), server(world.base_url)
        if answer == "delete":
            run(tmp_path, asked, where, told.append)
        else:
            with pytest.raises(EngineError) as refused:
                run(tmp_path, asked, where, told.append)
            assert "is not allowed" in refused.value.failure.details
            assert KEY not in repr(refused.value.failure)
    assert KEY not in repr(told)


@pytest.mark.parametrize("given", [f"batch-{KEY}", "../files/secret", "a/b/c", "", 7, None])
def test_what_is_no_id_becomes_no_part_of_an_address(tmp_path: Path, given: object) -> None:
    with batch_server() as world:
        make = world.create
        world.create = lambda asked: {**make(asked), "id": given}  # type: ignore[method-assign]
        with pytest.raises(EngineError, match="not what was asked for"):
            run(tmp_path, jobs(world.base_url, 1), server(world.base_url))
        assert "look" not in world.steps
    assert KEY not in (tmp_path / NAME).read_text(encoding="utf-8")


# --- Nested errors --------------------------------------------------------------------------
QUOTA = {"code": "insufficient_quota", "message": "You exceeded your current quota."}


@pytest.mark.parametrize(
    "body",
    [
        {"error": QUOTA},
        {"error": {"error": QUOTA}},
        [{"error": QUOTA}],
        {"error": json.dumps({"error": QUOTA})},
        {"message": {"detail": [QUOTA]}, "code": "429"},
        QUOTA,
    ],
)
def test_an_error_is_understood_however_it_is_wrapped(tmp_path: Path, body: Any) -> None:
    with batch_server(decide=lambda asked: outcome(asked, 429, body)) as world:
        (reply,) = run(tmp_path, jobs(world.base_url, 1), server(world.base_url)).values()
    assert "quota of this key" in str(reply.failure)
    assert not reply.transient, "an account that is used up is not asked again"


# --- Answers that exist -----------------------------------------------------------------------
def test_an_answer_is_not_given_up_for_an_error_about_the_same_question(tmp_path: Path) -> None:
    with batch_server(
        decide=lambda q: unasked(q, "x") if q["custom_id"] == "q1" else answered(q)
    ) as world:
        good = json.dumps(answered({"custom_id": "q1"})).encode() + b"\n"
        bad = json.dumps(unasked({"custom_id": "q0"}, "batch_expired")).encode() + b"\n"
        second = json.dumps(outcome({"custom_id": "q0"}, 200, response("another"))).encode() + b"\n"
        results(world, lambda lines: [*lines, bad, second, good])
        replies = run(tmp_path, jobs(world.base_url, 3), server(world.base_url))
        assert {name: reply.text for name, reply in replies.items()} == {
            f"q{number}": f"answer to q{number}" for number in range(3)
        }
        run(tmp_path, jobs(world.base_url, 3), server(world.base_url), again=True)
        assert len(world.batches) == 1


def test_an_answer_of_an_earlier_batch_outlives_the_failure_of_a_later_one(tmp_path: Path) -> None:
    def expired(asked: Lines) -> Lines:
        return unasked(asked, "batch_expired")

    with batch_server(decide=expired, ends_as="expired") as world:
        where, asked = server(world.base_url), jobs(world.base_url, 2)
        run(tmp_path, asked, where)
        run(tmp_path, asked, where, again=True)
        late = json.dumps(answered({"custom_id": "q0"})) + "\n"
        (tmp_path / "part-0001.output.jsonl").write_text(late, encoding="utf-8")
        replies = run(tmp_path, asked, where, again=True)
        assert len(world.batches) == 3
        assert world.batches["batch_3"]["request_counts"]["total"] == 1, "q1 alone"
    assert replies["q0"].text == "answer to q0"


def test_results_come_in_any_order(tmp_path: Path) -> None:
    with batch_server() as world:
        results(world, lambda lines: random.Random(7).sample(lines, len(lines)))
        replies = run(tmp_path, jobs(world.base_url, 30), server(world.base_url))
    assert {name: reply.text for name, reply in replies.items()} == {
        f"q{number}": f"answer to q{number}" for number in range(30)
    }


BROKEN = [
    b'{"id": "x", "custom_id": "q1", "response": {"status_code": 200, "bo\n',
    b'{"custom_id":"q1","response":' + b"[" * 100_000 + b"\n",
    b'{"custom_id": "q1", "error": null, "response": {"status_code": 200, "body": '
    + json.dumps({**response("a"), "output": [{"type": "reasoning", "summary": 5}]}).encode()
    + b"}}\n",
    b'{"custom_id": "q1", "response": {"status_code": true, "body": {}}}\n',
    b'{"custom_id": "q1", "response": {"status_code": 200, "body": []}}\n',
    b'{"custom_id": "q1", "response": "\xff\xfe"}\n',
    b'{"custom_id": "q1", "response": ' + b"9" * 10_000 + b"}\n",
]


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_line_costs_its_own_question_and_is_kept(tmp_path: Path, broken: bytes) -> None:
    with batch_server() as world:
        results(world, lambda lines: [lines[0], broken, *lines[2:], b"\n", b"null\n", b"7\n"])
        where, asked = server(world.base_url), jobs(world.base_url, 3)
        replies = run(tmp_path, asked, where)
        assert [name for name, reply in replies.items() if reply.failure] == ["q1"] or (
            replies["q1"].text == "" and replies["q1"].failure is None
        )
        run(tmp_path, asked, where)
        assert len(world.batches) == 1
    assert broken in (tmp_path / "part-0001.output.jsonl").read_bytes()
    assert (replies["q0"].text, replies["q2"].text) == ("answer to q0", "answer to q2")


def test_a_line_without_end_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vizdesk.engines.batch.result_files.LINE_BYTES", 5000)
    with batch_server() as world:
        endless = b'{"custom_id": "q1", "x": "' + b"x" * 50_000 + b'"}\n'
        results(world, lambda lines: [lines[0], endless, lines[2]])
        replies = run(tmp_path, jobs(world.base_url, 3), server(world.base_url))
    assert "cannot be read" in str(replies["q1"].failure)
    assert (replies["q0"].text, replies["q2"].text) == ("answer to q0", "answer to q2")


# --- Results that are late ----------------------------------------------------------------------
def test_results_that_are_not_named_yet_are_waited_for(tmp_path: Path) -> None:
    told: list[BatchProgress] = []
    with batch_server(late=3) as world:
        replies = run(tmp_path, jobs(world.base_url, 2), server(world.base_url), told.append)
        assert len(world.batches) == 1
    assert all(reply.failure is None for reply in replies.values())
    assert any("2 of its answers are not there yet" in progress.problem for progress in told)


def test_results_that_cannot_be_had_yet_are_waited_for(tmp_path: Path) -> None:
    with batch_server(fails={"download": [404, 404, 404]}) as world:
        replies = run(tmp_path, jobs(world.base_url, 2), server(world.base_url))
        assert world.steps.count("download") == 4
    assert all(reply.failure is None for reply in replies.values())


def test_half_a_file_of_results_is_fetched_again_and_never_takes_the_place_of_more(
    tmp_path: Path,
) -> None:
    with batch_server() as world:
        whole = len(json.dumps(answered({"custom_id": "q0"}))) + 1
        world.cut = [2 * whole + 50, whole + 20, 3 * whole + 7]
        replies = run(tmp_path, jobs(world.base_url, 5), server(world.base_url))
        assert world.steps.count("download") == 4
    assert all(reply.failure is None for reply in replies.values())


def test_results_that_never_come_are_not_asked_again_and_can_be_fetched_later(
    tmp_path: Path,
) -> None:
    with batch_server(late=10_000) as world:
        where, asked = server(world.base_url), jobs(world.base_url, 2)
        with pytest.raises(EngineError, match="its answers are not there"):
            run(tmp_path, asked, where)
        with pytest.raises(EngineError, match="its answers are not there"):
            run(tmp_path, asked, where, again=True)
        world.late = 0
        assert all(reply.failure is None for reply in run(tmp_path, asked, where).values())
        assert len(world.batches) == 1


def test_what_the_server_counts_but_does_not_give_stays_there_and_is_not_asked_again(
    tmp_path: Path,
) -> None:
    with batch_server() as world:
        results(world, lambda lines: lines[:-1])
        where, asked = server(world.base_url), jobs(world.base_url, 3)
        replies = run(tmp_path, asked, where)
        assert "gives no answer to this question" in str(replies["q2"].failure)
        run(tmp_path, asked, where, again=True)
        assert len(world.batches) == 1
        assert set(world.files.values()) == {(tmp_path / "part-0001.output.jsonl").read_bytes()}


def test_an_empty_name_of_a_file_is_none(tmp_path: Path) -> None:
    with batch_server() as world:
        show = world.shown

        def shown(name: str) -> dict[str, Any]:
            return {"error_file_id": "", "output_file_id": "", **show(name)}

        world.shown = shown  # type: ignore[method-assign]
        replies = run(tmp_path, jobs(world.base_url, 2), server(world.base_url))
        assert world.steps.count("download") == 1
    assert all(reply.failure is None for reply in replies.values())


# --- Batches and files that are gone --------------------------------------------------------------
def test_a_batch_the_server_does_not_know_is_not_asked_again_by_itself(tmp_path: Path) -> None:
    with batch_server(looks=10**6, fails={"look": [403]}) as world:
        where, asked = server(world.base_url), jobs(world.base_url, 2)
        with pytest.raises(EngineError, match="403"):
            run(tmp_path, asked, where)
        world.batches.clear()
        world.looks = 1
        for _ in range(2):
            with pytest.raises(EngineError, match="knows no such batch"):
                run(tmp_path, asked, where, again=True)
        assert world.steps.count("create") == 1
        asyncio.run(cancel_batch(tmp_path, where))
        replies = run(tmp_path, asked, where)
        assert "cancelled" in str(replies["q0"].failure)
        replies = run(tmp_path, asked, where, again=True)
    assert all(reply.failure is None for reply in replies.values())


def test_a_file_that_was_sent_without_an_answer_is_not_sent_again(tmp_path: Path) -> None:
    with batch_server(fails={"upload": [502]}, after_doing=True) as world:
        run(tmp_path, jobs(world.base_url, 2), server(world.base_url))
        assert world.steps.count("upload") == 1
        assert world.files == {}


def test_a_file_the_server_has_forgotten_is_sent_again(tmp_path: Path) -> None:
    with batch_server(fails={"create": [403]}) as world:
        where, asked = server(world.base_url), jobs(world.base_url, 2)
        with pytest.raises(EngineError, match="403"):
            run(tmp_path, asked, where)
        world.files.clear()
        world.fails["create"] = [400]
        replies = run(tmp_path, asked, where)
        assert world.steps.count("upload") == 2
        assert len(world.batches) == 1
    assert all(reply.failure is None for reply in replies.values())


def test_a_list_without_end_is_left(tmp_path: Path) -> None:
    with batch_server(fails={"create": [502]}) as world:
        world.files["other"] = b""
        asked = {"input_file_id": "other", "endpoint": "/v1/responses", "completion_window": "24h"}
        world.create({**asked, "metadata": {"vizdesk": "other"}})
        page = world.listed

        def same(after: str | None, limit: int) -> dict[str, Any]:
            return {**page(None, limit), "has_more": True}

        world.listed = same  # type: ignore[method-assign]
        assert len(run(tmp_path, jobs(world.base_url, 1), server(world.base_url))) == 1
        assert world.steps.count("list") == 2


def test_a_part_is_split_by_bytes_and_each_answer_finds_its_question(tmp_path: Path) -> None:
    with batch_server() as world:
        where = server(world.base_url, limits=BatchLimits(bytes=1200))
        replies = run(tmp_path, jobs(world.base_url, 9), where)
        assert len(world.batches) > 2
    assert {name: reply.text for name, reply in replies.items()} == {
        f"q{number}": f"answer to q{number}" for number in range(9)
    }


def test_a_ledger_of_version_0_1_is_gone_on_with(tmp_path: Path) -> None:
    with batch_server(fails={"look": [403]}) as world:
        where, asked = server(world.base_url), jobs(world.base_url, 2)
        with pytest.raises(EngineError, match="403"):
            run(tmp_path, asked, where)
        entries = [json.loads(line) for line in (tmp_path / NAME).read_text().splitlines()]
        old = []
        for entry in entries:
            entry.pop("provider", None)
            entry.pop("steps", None)
            if entry["step"] == "planned":
                entry["ids"] = dict.fromkeys(entry["ids"], "0123456789abcdef")
            if entry["step"] != "uploading":
                old.append(json.dumps(entry) + "\n")
        (tmp_path / NAME).write_text("".join(old), encoding="utf-8")
        replies = run(tmp_path, asked, where)
        assert len(world.batches) == 1
    assert all(reply.failure is None for reply in replies.values())
    assert Ledger(tmp_path).provider == "openai"


# --- What a server does not take -----------------------------------------------------------
def test_a_field_that_is_refused_is_left_out_when_the_run_goes_on(tmp_path: Path) -> None:
    refusal = {
        "error": {
            "message": "Unsupported parameter: 'temperature' is not supported with this model.",
            "param": "temperature",
            "code": "unsupported_parameter",
        }
    }

    def decide(asked: Lines) -> Lines:
        warm = "temperature" in asked["body"]
        return outcome(asked, 400, refusal) if warm else answered(asked)

    with batch_server(decide=decide) as world:
        where, asked = server(world.base_url), jobs(world.base_url, 2)
        first = run(tmp_path, asked, where)
        assert all(reply.unsupported == {"temperature"} for reply in first.values())
        assert run(tmp_path, asked, where) == first, "only when told to"
        replies = run(tmp_path, asked, where, again=True)
        assert len(world.batches) == 2
        assert all(reply.failure is None for reply in replies.values())
        finished = replies["q0"].finished
        assert finished is not None
        assert "temperature" not in finished.sampling
        known = server(world.base_url, refused_fields=lambda _endpoint: {"temperature"})
        replies = run(tmp_path / "b", asked, known)
        assert len(world.batches) == 3
    assert all(reply.failure is None for reply in replies.values())


def test_fields_and_headers_of_ones_own_go_with_a_batch(tmp_path: Path) -> None:
    options = RequestOptions({"service_tier": "flex", "temperature": 0.7}, {"x-team": "eyes"})
    with batch_server() as world:
        seen: list[Lines] = []
        world.decide = lambda asked: seen.append(asked) or answered(asked)  # type: ignore[func-returns-value]
        asked = []
        for job in jobs(world.base_url, 2):
            source = replace(job.request.model.source, options=options)
            model = replace(job.request.model, source=source)
            asked.append(replace(job, request=replace(job.request, model=model)))
        where = server(
            world.base_url, options=options, refused_fields=lambda _endpoint: {"temperature"}
        )
        replies = run(tmp_path, asked, where)
        assert world.headers["x-team"] == "eyes"
    assert all(line["body"]["service_tier"] == "flex" for line in seen)
    assert all(line["body"]["temperature"] == 0.7 for line in seen), "a person's own is sent"
    finished = replies["q0"].finished
    assert finished is not None
    assert finished.sampling["extra"] == {"service_tier": "flex", "temperature": 0.7}


def test_a_server_that_is_gone_is_a_sentence(tmp_path: Path) -> None:
    with batch_server() as world:
        base_url = world.base_url
    quick = BatchPolling(first_s=0.01, longest_s=0.01, patience_s=0.03)
    with pytest.raises(EngineError, match="No server answers at"):
        run(tmp_path, jobs(base_url, 1), server(base_url, pace=quick))


# --- Several parts ----------------------------------------------------------------------
def test_a_part_that_is_not_taken_now_is_sent_when_the_others_are_here(tmp_path: Path) -> None:
    told: list[BatchProgress] = []
    with batch_server(fails={"create": [200, 429, 429]}, looks=1) as world:
        where = server(world.base_url, limits=BatchLimits(requests=2))
        replies = run(tmp_path, jobs(world.base_url, 6), where, told.append)
        assert len(world.batches) == 3
        assert world.steps.index("download") < len(world.steps) - world.steps[::-1].index("create")
    assert all(reply.failure is None for reply in replies.values())
    assert any("429" in progress.problem for progress in told)


def test_what_is_never_taken_is_told_after_the_others_are_here(tmp_path: Path) -> None:
    with batch_server(fails={"create": [200, 200, *[403] * 9]}) as world:
        where = server(world.base_url, limits=BatchLimits(requests=2))
        asked, replies = jobs(world.base_url, 6), []

        async def collect() -> None:
            async for reply in run_batch(tmp_path, asked, where):
                replies.append(reply.custom_id)

        with pytest.raises(EngineError, match="403"):
            asyncio.run(collect())
        assert replies == ["q0", "q1", "q2", "q3"]
        world.fails = {}
        assert len(run(tmp_path, asked, where)) == 6
        assert len(world.batches) == 3


@pytest.mark.parametrize("how", ["gone", "empty"])
def test_a_batch_that_is_lost_takes_no_other_with_it(tmp_path: Path, how: str) -> None:
    with batch_server() as world:
        where = server(world.base_url, limits=BatchLimits(requests=2))
        asked, replies, show = jobs(world.base_url, 6), [], world.shown
        hidden = True

        def shown(name: str) -> dict[str, Any]:
            batch = show(name)
            if name == "batch_2" and hidden:
                batch = {key: batch[key] for key in batch if not key.endswith("_file_id")}
            return batch

        if how == "empty":
            world.shown = shown  # type: ignore[method-assign]
        else:
            world.unknown.add("batch_2")

        async def collect() -> None:
            async for reply in run_batch(tmp_path, asked, where):
                replies.append(reply.custom_id)

        with pytest.raises(EngineError, match=r"no such batch|are not there"):
            asyncio.run(collect())
        assert sorted(replies) == ["q0", "q1", "q4", "q5"]
        hidden = False
        world.unknown.clear()
        assert len(run(tmp_path, asked, where)) == 6
        assert len(world.batches) == 3
