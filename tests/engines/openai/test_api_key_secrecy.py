"""A key goes into one header and nowhere else: no log, no traceback, no event, no failure."""

from __future__ import annotations

import logging
import traceback
from urllib.parse import urlsplit

import pytest
from tests.engines.openai.asking import ask, request
from tests.engines.openai.scripted_server import (
    CHAT_OK,
    RESPONSES_OK,
    Handler,
    Script,
    answer,
    chunk,
    completed,
    happened,
    serve,
    stream,
)

from vizdesk.comparison.events import EngineError
from vizdesk.comparison.models import EngineKind
from vizdesk.credentials.keys import Keys, Secret

KEY = "sk-proof-4f9a0c1d7e"
CHAT, RESPONSES = EngineKind.CHAT, EngineKind.RESPONSES
ECHO = {"message": f"Incorrect API key provided: {KEY}", "code": f"key {KEY}"}


def echo_in_headers(handler: Handler) -> None:
    """Some gateways repeat what they were sent, in the head of their answer."""
    head = {"x-request-id": f"for {KEY}", "location": f"http://elsewhere/{KEY}"}
    handler.whole(307, b"{}", "application/json", head)


SCRIPTS: list[tuple[str, EngineKind, Script]] = [
    ("chat", CHAT, CHAT_OK),
    ("responses", RESPONSES, RESPONSES_OK),
    *[
        (f"status {status}", CHAT, answer(status, {"error": {**ECHO, "param": KEY}}))
        for status in (400, 401, 402, 403, 404, 429, 500)
    ],
    ("error with 200", CHAT, answer(200, {"error": ECHO})),
    ("page", CHAT, answer(200, f"<html>{KEY}</html>", "text/html")),
    ("other content", CHAT, answer(200, f"key={KEY}", f"text/{KEY}")),
    ("headers", CHAT, echo_in_headers),
    ("stream error", CHAT, stream(chunk({"content": "A"}), {"error": ECHO})),
    ("error event", RESPONSES, stream(happened("error", **ECHO))),
    ("failed", RESPONSES, stream(completed("failed", error=ECHO))),
    ("nonsense", CHAT, stream(f"data: {KEY}\n\n")),
    ("odd end", CHAT, stream(chunk({"content": "A"}, f"because of {KEY}"))),
    ("tool", CHAT, stream(chunk({"tool_calls": [KEY]}, "tool_calls"))),
    ("cut", CHAT, stream(chunk({"content": "A"}), then="cut")),
]


@pytest.mark.parametrize(
    ("engine", "script"), [s[1:] for s in SCRIPTS], ids=[s[0] for s in SCRIPTS]
)
def test_a_key_is_nowhere_but_in_its_header(
    engine: EngineKind, script: Script, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    told: list[str] = []
    contexts: list[BaseException | None] = []
    with serve(script) as server:
        asked = request(server.base_url, engine, key_name="k")
        try:
            told += [repr(event) for event in ask(asked, {"k": Secret(KEY)}.get)]
        except EngineError as error:
            told += [repr(error), repr(error.failure), *traceback.format_exception(error)]
            contexts.append(error.__context__)
    assert server.seen[0].headers["authorization"] == f"Bearer {KEY}"
    told += [f"{record.getMessage()} {record.args} {record.__dict__}" for record in caplog.records]
    # The openai package's own exception would hold the request and with it the header.
    assert contexts in ([], [None])
    assert any(record.name.startswith("httpcore2") for record in caplog.records)
    assert not [line for line in told if KEY in line]


def test_a_closed_engine_watches_no_logger_any_more() -> None:
    before = {
        n: list(logging.getLogger(n).filters) for n in ("httpcore2.http11", "openai._base_client")
    }
    with serve(CHAT_OK) as server:
        ask(request(server.base_url, key_name="k"), {"k": Secret(KEY)}.get)
    assert {n: list(logging.getLogger(n).filters) for n in before} == before


@pytest.mark.parametrize("name", ["openai", "openai@{host}", "OpenAI@{host}", "OPENAI_API_KEY"])
def test_no_name_in_a_model_file_sends_a_vendors_key_from_the_environment_elsewhere(
    name: str,
) -> None:
    from keyring.backends.null import Keyring

    keys = Keys({"OPENAI_API_KEY": KEY}, backend=Keyring)
    with serve(CHAT_OK) as server:
        host = urlsplit(server.base_url).netloc
        asked = request(server.base_url, key_name=name.format(host=host))
        with pytest.raises(EngineError, match="does not belong to"):
            ask(asked, keys.lookup)
        assert server.seen == []
