"""A key goes into one header and nowhere else: no log, no traceback, no event, no failure."""

from __future__ import annotations

import logging
import traceback
from dataclasses import replace
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
from vizdesk.comparison.models import Endpoint, EngineKind, RequestOptions
from vizdesk.credentials.keys import Keys, Secret
from vizdesk.engines.redaction import CHATTY_LOGGERS

KEY = "sk-proof-4f9a0c1d7e"
CHAT, RESPONSES = EngineKind.CHAT, EngineKind.RESPONSES
ECHO = {"message": f"Incorrect API key provided: {KEY}", "code": f"key {KEY}"}
# A sentence shows the first 300 characters of a server's words: the cut goes through the key.
LONG = "x" * 290 + KEY


def echo_in_headers(handler: Handler) -> None:
    """Some gateways repeat what they were sent, in the head of their answer."""
    head = {"x-request-id": f"for {KEY}", "location": f"http://elsewhere/{KEY}"}
    handler.whole(307, b"{}", "application/json", head)


def long_address(handler: Handler) -> None:
    """One that sends elsewhere, to an address that is cut where it is shown."""
    handler.whole(307, b"{}", "application/json", {"location": LONG})


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
    ("long address", CHAT, long_address),
    ("long words", CHAT, answer(400, LONG, "text/plain")),
    ("long nonsense", CHAT, stream(f"data: {LONG}\n\n")),
    ("nonsense", CHAT, stream(f"data: {KEY}\n\n")),
    ("odd end", CHAT, stream(chunk({"content": "A"}, f"because of {KEY}"))),
    ("tool", CHAT, stream(chunk({"tool_calls": [KEY]}, "tool_calls"))),
    ("cut", CHAT, stream(chunk({"content": "A"}), then="cut")),
]


OWN_HEADERS: dict[str, dict[str, str]] = {
    "the API's key": {},
    "a token of one's own": {"X-Gateway-Token": KEY},
    "a password": {"X-Proxy-Authorization": f"Basic {KEY}"},
    "a cookie": {"Cookie": f"theme=dark; session={KEY}"},
}


@pytest.mark.parametrize("headers", OWN_HEADERS.values(), ids=OWN_HEADERS.keys())
@pytest.mark.parametrize(
    ("engine", "script"), [s[1:] for s in SCRIPTS], ids=[s[0] for s in SCRIPTS]
)
def test_a_key_is_nowhere_but_in_its_header(
    engine: EngineKind,
    script: Script,
    headers: dict[str, str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    key = "sk-another-0000" if headers else KEY
    told: list[str] = []
    contexts: list[BaseException | None] = []
    with serve(script) as server:
        asked = request(server.base_url, engine, key_name="k")
        assert isinstance(asked.model.source, Endpoint)
        source = replace(asked.model.source, options=RequestOptions(headers=headers))
        asked = replace(asked, model=replace(asked.model, source=source))
        try:
            told += [repr(event) for event in ask(asked, {"k": Secret(key)}.get)]
        except EngineError as error:
            told += [repr(error), repr(error.failure), *traceback.format_exception(error)]
            contexts.append(error.__context__)
    assert server.seen[0].headers["authorization"] == f"Bearer {key}"
    assert {name: server.seen[0].headers[name.lower()] for name in headers} == headers
    told += [f"{record.getMessage()} {record.args} {record.__dict__}" for record in caplog.records]
    # The openai package's own exception would hold the request and with it the header.
    assert contexts in ([], [None])
    assert any(record.name.startswith("httpcore2") for record in caplog.records)
    assert not [line for line in told if KEY[:8] in line]


def test_a_closed_engine_watches_no_logger_any_more() -> None:
    before = {n: list(logging.getLogger(n).filters) for n in CHATTY_LOGGERS}
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
