"""The key is taken out of sentences, whether it stands in an argument or across several."""

from __future__ import annotations

from vizdesk.common.messages import message
from vizdesk.credentials.keys import Secret
from vizdesk.engines.redaction import redact_message


def test_the_key_is_masked_where_a_server_repeats_it() -> None:
    inner = message("{name} failed: {said}", name="X", said="bad key sk-12345")
    clean = redact_message(message("{what} Again.", what=inner), Secret("sk-12345"))
    assert clean == "X failed: bad key ••• Again."
    assert clean.templates == ("{what} Again.",)


def test_a_key_that_only_the_whole_sentence_holds_is_masked_too() -> None:
    clean = redact_message(message("{a}-{b}", a="sk", b="12345"), Secret("sk-12345"))
    assert clean == "•••"
    assert clean.arguments == {"text": "•••"}
