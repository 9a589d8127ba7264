"""What “Copy details” copies: enough for a report, and nothing private."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from vizdesk.common.messages import verbatim
from vizdesk.comparison.models import Endpoint, EngineKind, GgufPair, Model
from vizdesk.comparison.tasks import TaskKind
from vizdesk.comparison.types import (
    Answer,
    AnswerState,
    Failure,
    ImageRef,
    Phase,
    Sent,
    Timing,
    Usage,
)
from vizdesk.diagnostics.redaction import Redactor
from vizdesk.diagnostics.report import Details

KEY = "sk-planted-0123456789abcdef"
ODD = "odd.planted.words"
VERSIONS = {"vizdesk": "0.1.0", "Python": "3.11.7"}
DETAILS = Details(lambda: VERSIONS, Redactor({"NEAR_API_KEY": ODD}, Path("/home/me")))
LOCAL = Model(
    id="demo-large",
    name="Demo, large",
    engine=EngineKind.LLAMA,
    source=GgufPair(Path("/home/me/a.gguf"), Path("/home/me/b.gguf")),
    profile="demo",
    quantisation="F16",
)
REMOTE = replace(
    LOCAL,
    id="near",
    name="Near",
    engine=EngineKind.CHAT,
    source=Endpoint(f"https://me:{ODD}@near.example:8443/v1?key={ODD}", "near", "near"),
    quantisation="",
)
FAILED = Answer(
    model=LOCAL,
    state=AnswerState.FAILED,
    phase=Phase.READING_IMAGE,
    text="a secret reply",
    failure=Failure(
        verbatim("The engine stopped with signal 6."), verbatim("Run again."), "last line of stderr"
    ),
    timing=Timing(load_s=0.5, total_s=2.25),
    usage=Usage(input_tokens=80),
    sent=Sent(96, 96, "a secret prompt", {}),
)
IMAGE = ImageRef("/home/me/My Pictures/cat photo.png", "ab" * 32, 960, 720)
AT = datetime(2026, 11, 21, 7, 30, tzinfo=UTC)


def test_they_say_what_happened_to_which_model_when_and_in_which_version() -> None:
    copied = DETAILS.of_answer(FAILED, TaskKind.DETECT, AT, IMAGE)
    assert copied == (
        "What happened  The engine stopped with signal 6.\n"
        "What to do     Run again.\n"
        "Model          Demo, large (demo-large), F16\n"
        "Engine         llama.cpp, on this machine\n"
        "Task           detect\n"
        "State          failed, reading the image\n"
        "Times          load_s 0.5, total_s 2.25\n"
        "Tokens         input_tokens 80\n"
        "Image          cat photo.png, 960 × 720, sent at 96 × 96\n"
        "Asked          2026-11-21T07:30:00+00:00\n"
        "\n"
        "vizdesk  0.1.0\n"
        "Python   3.11.7\n"
        "\n"
        "last line of stderr\n"
    )


def test_keys_planted_in_every_place_are_not_copied() -> None:
    planted = Failure(
        verbatim(f"The server refused {KEY}."),
        verbatim(f"Sign in as https://me:{ODD}@near.example."),
        f"Authorization: Bearer {ODD}\nx-api-key: {ODD}\n{{'headers': {{'cookie': '{ODD}'}}}}\n"
        f"POST https://near.example/v1?key={ODD}\nopen '/srv/private folder/cat.png'",
    )
    answer = replace(FAILED, model=REMOTE, failure=planted)
    copied = DETAILS.of_answer(answer, TaskKind.ASK, AT, IMAGE)
    assert "planted" not in copied
    assert "openai-chat, near.example:8443" in copied
    assert "private folder" not in copied
    assert "cat.png" in copied


def test_prompt_and_reply_are_not_copied() -> None:
    copied = DETAILS.of_answer(FAILED, TaskKind.DETECT, AT, IMAGE)
    assert "secret" not in copied


def test_a_mistake_is_copied_with_its_frames_and_without_keys() -> None:
    try:
        raise ValueError(f"could not send {KEY} for /srv/x y/cat.png")
    except ValueError as error:
        copied = DETAILS.of_error(error)
    assert "ValueError: could not send ••• for cat.png" in copied
    assert "test_report_text.py:" in copied
    assert "vizdesk  0.1.0" in copied


def test_a_sentence_of_the_window_is_copied_with_the_versions() -> None:
    copied = DETAILS.of_sentence(f"/srv/x/cat.png could not be opened with {ODD}.")
    assert "cat.png could not be opened with •••." in copied
    assert "/srv" not in copied
    assert "Python   3.11.7" in copied
