"""Whatever is written down or copied holds no key, no header, no sign-in, no folder of images."""

from __future__ import annotations

from pathlib import Path

import pytest

from vizdesk.credentials.keys import Keys, Secret
from vizdesk.diagnostics.redaction import Redactor

KEY = "sk-planted-0123456789abcdef"
ODD = "quite an odd secret 7"


@pytest.mark.parametrize(
    "text",
    [
        f"Incorrect API key provided: {KEY}.",
        f"Authorization: Bearer {KEY}",
        f"{{'authorization': 'Bearer {ODD}', 'x': 1}}",
        f"[(b'Authorization', b'Basic {ODD}')]",
        f'{{"x-api-key": "{ODD}"}}',
        f"X-Goog-Api-Key: {ODD}",
        f"Cookie: session={ODD}; other",
        f"http://me:{KEY}@near.example:8080/v1 refused",
        f"http://me:p@{ODD.replace(' ', '')}@near.example/v1",
        f"GET https://far.example/v1/models?key={ODD.replace(' ', '')}&x=1 failed",
        f"api_key={ODD}",
        f"password: {ODD}",
        "token = 'hf_plantedplantedplanted'",
        "AIzaplantedplantedplanted123",
    ],
)
def test_keys_headers_and_sign_ins_are_taken_out_wherever_they_stand(text: str) -> None:
    cleaned = Redactor({})(text)
    assert "planted" not in cleaned
    assert ODD not in cleaned
    assert ODD.replace(" ", "") not in cleaned
    assert "•••" in cleaned


def test_a_key_of_the_environment_is_taken_out_whatever_it_looks_like() -> None:
    environ = {"NEAR_API_KEY": ODD, "EDITOR": "vi", "SHORT_KEY": "on"}
    scrub = Redactor(environ)
    assert scrub(f"sent {ODD} on vi") == "sent ••• on vi"
    environ["LATER_TOKEN"] = "another-one"
    assert scrub("and another-one") == "and •••"


def test_a_key_that_was_looked_up_or_entered_is_taken_out_without_a_pattern() -> None:
    keys = Keys({"near": ODD}, backend=lambda: (_ for _ in ()).throw(RuntimeError("no store")))
    scrub = Redactor({})
    scrub.watch(keys.hide)
    keys.remember_for_this_run("other", Secret("plain words"))
    keys.lookup("near")
    assert scrub(f"{ODD} and plain words") == "••• and •••"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("open /home/me/My Pics/o'brien cat.png failed", "open o'brien cat.png failed"),
        ("/a/x.png and /b c/y.JPEG", "x.png and y.JPEG"),
        (r"C:\Users\me\Images\cat.jpg is gone", "cat.jpg is gone"),
        ("file:///srv/scans/page.tiff", "page.tiff"),
    ],
)
def test_images_are_named_without_their_folders(text: str, expected: str) -> None:
    assert Redactor({})(text) == expected


def test_the_home_folder_is_not_named() -> None:
    assert Redactor({}, Path("/home/me"))("/home/me/models/a.gguf") == "~/models/a.gguf"
    # Who has no home has "/": that stands everywhere.
    assert Redactor({}, Path("/"))("/usr/lib") == "/usr/lib"


@pytest.mark.parametrize(
    "text",
    [
        "first token, 0.4 s",
        "input_tokens 80, output_tokens 40",
        "The engine stopped with signal 6.",
        "vizdesk/ui/compare/answer_pane.py:120 in show_answer",
    ],
)
def test_other_words_stay_as_they_are(text: str) -> None:
    assert Redactor({})(text) == text
