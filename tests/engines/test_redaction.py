"""The key is taken out of sentences, whether it stands in an argument or across several."""

from __future__ import annotations

import pytest

from vizdesk.common.messages import message
from vizdesk.comparison.models import RequestOptions
from vizdesk.credentials.keys import Secret
from vizdesk.engines.redaction import KeyMask, header_secrets, redact_message


def test_the_key_is_masked_where_a_server_repeats_it() -> None:
    inner = message("{name} failed: {said}", name="X", said="bad key sk-12345")
    clean = redact_message(message("{what} Again.", what=inner), [Secret("sk-12345")])
    assert clean == "X failed: bad key ••• Again."
    assert clean.templates == ("{what} Again.",)


def test_a_key_that_only_the_whole_sentence_holds_is_masked_too() -> None:
    clean = redact_message(message("{a}-{b}", a="sk", b="12345"), [Secret("sk-12345")])
    assert clean == "•••"
    assert clean.arguments == {"text": "•••"}


@pytest.mark.parametrize("size", [1, 2, 5, 100])
def test_a_key_is_masked_in_text_that_comes_in_pieces(size: int) -> None:
    key = "sk-sk-0123456789"
    text = f"It is {key}, sk-sk-01, {key}{key} and s"
    mask = KeyMask([Secret(key)])
    pieces = [mask.feed(text[at : at + size]) for at in range(0, len(text), size)]
    assert "".join([*pieces, mask.end()]) == "It is •••, sk-sk-01, •••••• and s"


def test_a_key_as_short_as_a_word_eats_no_words() -> None:
    assert KeyMask([Secret("local")]).feed("a local shop") == "a local shop"
    assert KeyMask([]).feed("text") == "text"


@pytest.mark.parametrize("size", [1, 3, 100])
def test_several_keys_are_masked_at_once(size: int) -> None:
    mask = KeyMask([Secret("sk-0123456789"), Secret("gateway-77")])
    text = "gateway-77 and sk-0123456789, sk-01 and gatew"
    pieces = [mask.feed(text[at : at + size]) for at in range(0, len(text), size)]
    assert "".join([*pieces, mask.end()]) == "••• and •••, sk-01 and gatew"


def test_what_is_secret_in_own_headers_goes_by_their_names() -> None:
    headers = {"X-Title": "vizdesk at home", "X-Auth-Mode": "on", "Cookie": "a=1; id=0123456789"}
    secrets = header_secrets(RequestOptions(headers=headers))
    assert [secret.reveal() for secret in secrets] == [
        "a=1; id=0123456789",
        "id=0123456789",
        "0123456789",
    ]
