"""Four models behind a server on this machine that write slowly, and what each was asked."""

from __future__ import annotations

import hashlib
import json
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.engines.openai.scripted_server import CHAT_USAGE, DONE, Handler, chunk, serve

MODELS = ("writer-1", "writer-2", "writer-3", "writer-4")
WORDS = json.dumps(
    [{"box_2d": [at, at, at + 200, at + 300], "label": f"thing {at}"} for at in range(0, 600, 40)]
)


@dataclass(frozen=True, slots=True)
class Question:
    """One question: to which model, in which words, about which image (a digest of what came)."""

    model: str
    words: str
    image: str


@dataclass(slots=True)
class StreamingModels:
    """The server's own log. `pause_s` is waited after each piece, `piece` characters long."""

    base_url: str = ""
    reply: str = WORDS
    pause_s: float = 0.02
    piece: int = 40
    asked: Counter[Question] = field(default_factory=Counter)
    answered: Counter[Question] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def play(self, handler: Handler) -> None:
        """Answer one request."""
        asked_with = handler.asked_with
        handler.server_state.seen.clear()  # their images would take the memory of all
        if not isinstance(asked_with, dict) or "messages" not in asked_with:
            handler.whole(404, b"{}", "application/json", {})
            return
        question = _question(asked_with)
        with self.lock:
            self.asked[question] += 1
        # Who asked may be killed at any moment: that is what it is for.
        with suppress(BrokenPipeError, ConnectionResetError):
            self._write(handler)
            with self.lock:
                self.answered[question] += 1

    def _write(self, handler: Handler) -> None:
        handler.begin_stream()
        for at in range(0, len(self.reply), self.piece):
            text = self.reply[at : at + self.piece]
            handler.piece(f"data: {json.dumps(chunk({'content': text}))}\n\n")
            threading.Event().wait(self.pause_s)
        for last in (chunk(finish="stop"), CHAT_USAGE):
            handler.piece(f"data: {json.dumps(last)}\n\n")
        handler.piece(DONE)
        handler.end_stream()

    def most_asked(self) -> int:
        """How often the question that was asked most was asked."""
        return max(self.asked.values(), default=0)


def _question(asked_with: dict[str, Any]) -> Question:
    parts = [part for each in asked_with["messages"] for part in each["content"]]
    parts = [part for part in parts if isinstance(part, dict)]
    words = " ".join(part["text"] for part in parts if part["type"] == "text")
    images = "".join(json.dumps(part) for part in parts if part["type"] != "text")
    return Question(asked_with["model"], words, hashlib.sha256(images.encode()).hexdigest())


@contextmanager
def streaming_models(home: Path, models: StreamingModels) -> Iterator[StreamingModels]:
    """Serve `models`, and have them among a person's own in the home's config folder."""
    with serve(models.play) as server:
        models.base_url = server.base_url
        folder = home / "vizdesk" / "models"
        folder.mkdir(parents=True, exist_ok=True)
        for name in MODELS:
            (folder / f"{name}.toml").write_text(
                f'[[model]]\nid = "{name}"\nname = "{name.title()}"\nprofile = "gemini"\n'
                f'base_url = "{server.base_url}"\nslug = "{name}"\n'
            )
        yield models


def remember_choice(home: Path, *models: str) -> None:
    """Have these models checked when the window opens."""
    folder = home / "config" / "vizdesk"
    folder.mkdir(parents=True, exist_ok=True)
    names = "\\n".join(models)
    (folder / "vizdesk.ini").write_text(f'[General]\nmodels="{names}"\nlayout=grid\nside=compare\n')
