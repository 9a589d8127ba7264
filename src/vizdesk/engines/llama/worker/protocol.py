"""What parent and child say to each other: one JSON object a line.

Parent: first `confine` (memory, file_bytes, readable), which is not answered, then `load` (weights,
projector, threads, repack, template; device: the name of the GPU to use, empty for none;
machine_free: available bytes, or null), `ask` (prompt, system, image, overview, image_first,
tokens, schema, temperature, seed, max_output_tokens, thinking), `cancel`; each with the job's `id`.
Child: `progress` (phase, fraction), `placed` (gpu: whether any of the model goes onto one),
`loaded` (seconds, limits, device: where the model is, in words), `text`/`thinking` (text),
`measured` and `finished` (timing, usage, reason, sampling), `notice` (text), `deadline` (seconds,
what, todo: within which the next message must come, else the parent ends the child and says that;
null: no longer), `stopped`, `failed` (what, todo, details). `image` and `overview` are base64;
sentences for people are packed with template and arguments. Each `load` ends with loaded, stopped
or failed; each `ask` with finished, stopped or failed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from vizdesk.common.messages import EMPTY, Message, MessageError


class Order(StrEnum):
    """What the parent asks for."""

    CONFINE = "confine"
    LOAD = "load"
    ASK = "ask"
    CANCEL = "cancel"


class WorkerMessage(StrEnum):
    """What the child answers."""

    PROGRESS = "progress"
    PLACED = "placed"
    LOADED = "loaded"
    TEXT = "text"
    THINKING = "thinking"
    MEASURED = "measured"
    NOTICE = "notice"
    DEADLINE = "deadline"
    FINISHED = "finished"
    STOPPED = "stopped"
    FAILED = "failed"


class Stage(StrEnum):
    """What the child is doing; the values are those of `comparison.nouns.Phase`."""

    LOADING = "loading"
    IMAGE = "reading the image"
    PROMPT = "reading the prompt"
    THINKING = "thinking"
    WRITING = "writing"


class JobStoppedError(Exception):
    """The parent asked to stop."""


class WorkerError(MessageError):
    """A job cannot be done: what happened, what to do, and details for a report."""

    def __init__(self, what: Message, todo: Message = EMPTY, details: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.todo = todo
        self.details = details


def encode(kind: Order | WorkerMessage, fields: Mapping[str, Any] | None = None) -> bytes:
    """One line, with its newline. Lone surrogates survive as escapes."""
    return json.dumps({"kind": kind.value, **(fields or {})}).encode("ascii") + b"\n"


def decode(line: bytes) -> dict[str, Any]:
    """The object of one line. Raises ValueError when it is not one."""
    message = json.loads(line)
    if not isinstance(message, dict) or "kind" not in message:
        raise ValueError("not a message of the worker protocol")
    return message
