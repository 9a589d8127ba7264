"""Whatever a server does wrong becomes a sentence that says what happened and what to do."""

from __future__ import annotations

import contextlib
import json
import socket
from types import ModuleType

import pytest
from tests.engines.openai.asking import ask, failure_of, request
from tests.engines.openai.scripted_server import (
    CHAT_OK,
    Handler,
    Script,
    answer,
    chunk,
    completed,
    happened,
    serve,
    stream,
)

from vizdesk.comparison.events import EngineError, ErrorScope
from vizdesk.comparison.models import EngineKind
from vizdesk.credentials.keys import Secret
from vizdesk.engines.errors import RequestContext, explain, retry_after, status_error
from vizdesk.engines.openai import client, reply_builder
from vizdesk.engines.openai import engine as engine_module
from vizdesk.engines.server_identity import server_at

CHAT, RESPONSES = EngineKind.CHAT, EngineKind.RESPONSES
BOTH = pytest.mark.parametrize("engine", [CHAT, RESPONSES])


def failed(script: Script, engine: EngineKind = CHAT) -> EngineError:
    with serve(script) as server:
        return failure_of(request(server.base_url, engine, key_name="k"), {"k": Secret("sk-1")}.get)


def refused(status: int, **error: object) -> Script:
    return answer(status, {"error": {"message": "no", "type": "t", "param": None, **error}})


@BOTH
@pytest.mark.parametrize(
    ("status", "what", "todo", "transient"),
    [
        (400, "refused the request (400): “no”", "settings", False),
        (401, "refused the key (401): “no”", "Right-click", False),
        (402, "no credit left for this key (402): “no”", "Top it up", False),
        (403, "refused the request (403): “no”", "allowed", False),
        (404, "refused the request (404): “no”", "/v1", False),
        (408, "did not receive the request in time (408): “no”", "again", True),
        (409, "(409)", "again", True),
        (413, "too large", "smaller", False),
        (422, "refused the request (422): “no”", "settings", False),
        (425, "did not take the request yet (425): “no”", "again", True),
        (429, ": rate limited (429): “no”", "again", True),
        (500, ": server error (500): “no”", "again", True),
        (503, ": server error (503): “no”", "again", True),
        (410, "refused the request (410): “no”", "another model", False),
        (418, "refused the request (418): “no”", "details", False),
        (451, "refused the request (451): “no”", "from here", False),
    ],
)
def test_each_status_has_its_sentence(
    engine: EngineKind, status: int, what: str, todo: str, transient: bool
) -> None:
    error = failed(refused(status), engine)
    assert what in error.failure.what
    assert todo in error.failure.todo
    assert error.transient is transient
    assert f"HTTP {status}" in error.failure.details


def test_a_known_server_is_called_by_its_name() -> None:
    asked = RequestContext(server_at("https://api.openai.com/v1"), "gpt-5.5", Secret("sk-1"))
    error = status_error(401, {}, {}, asked)
    assert (
        str(error.failure)
        == "OpenAI refused the key (401). Right-click the model in the list to enter it again."
    )


def test_a_server_that_wants_a_key_and_was_given_none_says_so() -> None:
    with serve(refused(401)) as server:
        error = failure_of(request(server.base_url))
    assert "wants a key (401)" in error.failure.what


def test_a_server_that_names_its_wait_is_asked_again_after_that() -> None:
    busy = answer(429, {"error": {"message": "slow down"}}, headers={"retry-after": "7"})
    error = failed(busy)
    assert error.transient
    assert error.retry_after_s == 7
    assert error.failure.todo == "Try again in 7 s."


def test_an_exhausted_quota_is_not_asked_again() -> None:
    error = failed(refused(429, code="insufficient_quota"))
    assert not error.transient
    assert "quota" in error.failure.what


def test_retry_after_may_be_seconds_milliseconds_a_date_or_nonsense() -> None:
    assert retry_after({"retry-after": "1.5"}) == 1.5
    assert retry_after({"retry-after-ms": "250", "retry-after": "9"}) == 0.25
    assert retry_after({"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}) == 0
    assert retry_after({"retry-after": "soon"}) is None
    assert retry_after({}) is None


def test_a_setting_the_model_does_not_take_is_named() -> None:
    error = failed(refused(400, param="temperature", code="unsupported_value"))
    assert "temperature" in error.failure.todo


@BOTH
def test_a_web_page_with_status_200_is_not_an_answer(engine: EngineKind) -> None:
    page = "<html><body>Please log in</body></html>"
    error = failed(answer(200, page, "text/html; charset=utf-8"), engine)
    assert "web page" in error.failure.what
    assert "/v1" in error.failure.todo
    assert "Please log in" in error.failure.details


@BOTH
def test_an_error_with_status_200_is_an_error(engine: EngineKind) -> None:
    error = failed(answer(200, {"error": {"message": "upstream is full", "code": 502}}), engine)
    assert "(502)" in error.failure.what
    assert error.transient
    assert "upstream is full" in error.failure.details


@BOTH
@pytest.mark.parametrize("status", [200, 202])
def test_json_that_is_no_answer_is_shown(engine: EngineKind, status: int) -> None:
    error = failed(answer(status, {"job": "queued"}), engine)
    assert "no answer" in error.failure.what
    assert '“{"job": "queued"}”' in error.failure.what


@BOTH
@pytest.mark.parametrize("body", ["data: nonsense\n\n", "hello\n\n", '"nonsense"'])
def test_a_stream_of_something_else_is_no_answer(engine: EngineKind, body: str) -> None:
    failure = failed(stream(body), engine).failure
    assert f"sent something that is no answer: “{body.strip()}”" in failure.what
    assert "/v1" in failure.todo


@pytest.mark.parametrize(
    ("script", "engine"),
    [
        (stream(chunk({"content": "A"}), {"error": {"message": "boom", "code": 500}}), CHAT),
        (stream(chunk({"content": "A"}), chunk(finish="error")), CHAT),
        (
            stream(
                happened("response.output_text.delta", delta="A"),
                happened("error", code="server_error", message="boom"),
            ),
            RESPONSES,
        ),
        (stream(completed("failed", error={"code": "server_error", "message": "boom"})), RESPONSES),
    ],
)
def test_an_error_inside_the_stream_fails_the_answer(script: Script, engine: EngineKind) -> None:
    error = failed(script, engine)
    assert "server error" in error.failure.what or "failed" in error.failure.what
    assert error.failure.todo
    assert error.failure.details or engine is CHAT


def test_an_error_after_the_first_words_is_not_paid_for_twice() -> None:
    full = {"error": {"message": "boom", "code": 500}}
    assert failed(stream(full)).transient
    assert not failed(stream(chunk({"content": "A"}), full)).transient
    boom = happened("error", code="server_error", message="boom")
    assert failed(stream(boom), RESPONSES).transient
    late = stream(happened("response.output_text.delta", delta="A"), boom)
    assert not failed(late, RESPONSES).transient


def test_a_refused_image_is_named_as_such() -> None:
    error = {"code": "image_too_large", "message": "at most 30000 patches"}
    failure = failed(stream(completed("failed", error=error)), RESPONSES).failure
    assert "refused the image" in failure.what
    assert "30000 patches" in failure.what


@BOTH
@pytest.mark.parametrize("then", ["cut", "end"])
def test_a_stream_without_an_end_is_not_an_answer(engine: EngineKind, then: str) -> None:
    begun = [chunk({"content": "A"}), happened("response.output_text.delta", delta="A")]
    error = failed(stream(*begun, then=then), engine)
    assert ("broke before" if then == "cut" else "stopped in the middle") in error.failure.what
    assert not error.transient


def endless(handler: Handler) -> None:
    """Goes on until the client has had enough."""
    handler.begin_stream()
    piece = chunk({"content": "x" * 1000})
    with contextlib.suppress(OSError):
        while True:
            handler.piece(f"data: {json.dumps(piece)}\n\n")


@pytest.mark.parametrize(
    ("module", "limit"), [(client, "MOST_BYTES"), (engine_module, "MOST_CHARACTERS")]
)
def test_an_answer_without_an_end_stops_at_a_ceiling(
    monkeypatch: pytest.MonkeyPatch, module: ModuleType, limit: str
) -> None:
    monkeypatch.setattr(module, limit, 200_000)
    if module is engine_module:
        monkeypatch.setattr(reply_builder, limit, 200_000)
    failure = failed(endless).failure
    assert "sent more than 200 kB; vizdesk stopped reading" in failure.what
    assert "lower token limit" in failure.todo


def test_a_refusal_without_an_end_is_read_as_far_as_it_helps(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuses(handler: Handler) -> None:
        handler.send_response(500)
        handler.send_header("content-type", "text/plain")
        handler.end_headers()
        with contextlib.suppress(OSError):
            while True:
                handler.wfile.write(b"no " * 1000)

    monkeypatch.setattr(client, "MOST_ERROR_BYTES", 50_000)
    error = failed(refuses)
    assert ": server error (500): “no no no" in error.failure.what
    assert len(error.failure.details) < 3000


@pytest.mark.parametrize("depth", [200, 700, 100_000])
def test_an_error_that_is_nested_for_ever_is_one_sentence(depth: int) -> None:
    deep = "[" * depth + '"x"' + "]" * depth
    error = failed(answer(400, f'{{"error": {deep}}}'))
    assert " refused the request (400)" in error.failure.what
    assert error.failure.scope is ErrorScope.QUESTION


def test_an_error_beside_a_choice_is_told_in_the_servers_words() -> None:
    choice = {"message": {"content": ""}, "error": {"code": 502, "message": "upstream died"}}
    error = failed(answer(200, {"choices": [choice]}))
    assert error.failure.what.endswith(": server error (502): “upstream died”")


def test_the_time_that_a_connection_had_is_told() -> None:
    import httpx2

    address = "https://far.example/v1"
    asked = httpx2.Request("POST", address, extensions={"timeout": {"connect": 30.0}})
    error = explain(
        httpx2.ConnectTimeout("", request=asked), RequestContext(server_at(address), "m")
    )
    assert error is not None
    assert error.failure.what == "far.example did not answer within 30 s."


def test_a_dead_proxy_is_named_and_not_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{taken.getsockname()[1]}")
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        error = failure_of(request("http://servers.invalid/v1"))
    assert error.failure.what == "The proxy in front of servers.invalid could not be reached."
    assert "HTTPS_PROXY" in error.failure.todo


def test_an_answer_withheld_by_a_filter_is_a_failure_with_its_reason() -> None:
    assert "content filter" in failed(stream(chunk(finish="content_filter"))).failure.what


def test_a_tool_call_is_no_answer() -> None:
    assert "called a tool" in failed(stream(chunk(finish="tool_calls"))).failure.what


@BOTH
def test_a_server_that_is_not_running_is_named_with_its_port(engine: EngineKind) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        error = failure_of(request(f"http://127.0.0.1:{port}/v1", engine))
    assert error.failure.what == f"No server answers at 127.0.0.1:{port}."
    assert "Start the server" in error.failure.todo
    assert error.transient


@pytest.mark.parametrize(
    "address",
    ["", "localhost:8080/v1", "ftp://a/v1", "http://", "http://a:port/", "http://me:pw@a/v1"],
)
def test_an_address_that_is_none_is_said_before_anything_is_sent(address: str) -> None:
    failure = failure_of(request(address)).failure
    assert "address" in failure.what
    assert "pw" not in str(failure)


def test_a_missing_key_is_asked_for_by_name() -> None:
    error = failure_of(request("https://api.openai.com/v1", RESPONSES, key_name="openai"))
    assert str(error.failure) == (
        "There is no key for OpenAI. "
        "Right-click the model in the list to add it, or set OPENAI_API_KEY."
    )


def test_a_key_with_foreign_characters_is_refused_before_it_is_sent() -> None:
    with serve(CHAT_OK) as server:
        error = failure_of(request(server.base_url, key_name="k"), {"k": Secret("sk-é\nx")}.get)
    assert "characters that no key has" in error.failure.what
    assert server.seen == []


def test_a_key_that_fails_does_not_spoil_the_next_question() -> None:
    with serve(CHAT_OK) as server:
        ask(request(server.base_url))
        ask(request(server.base_url))
    assert len(server.seen) == 2


@BOTH
def test_a_connection_closed_before_a_word_is_tried_again_where_nobody_charges(
    engine: EngineKind,
) -> None:
    def closes(handler: Handler) -> None:
        handler.connection.shutdown(socket.SHUT_RDWR)

    error = failed(closes, engine)
    assert "broke before" in error.failure.what
    assert (error.transient, error.retry_after_s) == (True, 0.0)
