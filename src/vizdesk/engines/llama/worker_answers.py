"""What the child of a local model may say: each kind of message with its fields, checked.

The child reads foreign model files, so what it says is foreign too: whatever is missing or of
another kind must be noticed where it is read, not where it is used.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

from vizdesk.common.strict_json import is_finite_number
from vizdesk.comparison.types import FinishReason, Phase, Timing, Usage
from vizdesk.engines.llama.worker.protocol import WorkerMessage, decode

Check = Callable[[Any], object]
"""Whether a value of JSON is right; false, or any exception, where it is not."""

_TIMES = frozenset(field.name for field in fields(Timing))
_COUNTS = frozenset(field.name for field in fields(Usage))


def read_answer(line: bytes) -> dict[str, Any]:
    """The message of one line, its fields as protocol.py has them. Raises ValueError."""
    try:
        message = decode(line)
        wanted = _FIELDS[WorkerMessage(message["kind"])]
        if message["kind"] == WorkerMessage.DEADLINE and message["seconds"] is not None:
            wanted = {**wanted, "what": _is_sentence, "todo": _is_sentence}
        understood = all(check(message[name]) for name, check in wanted.items())
    except Exception as error:  # whatever foreign words made of a check
        raise ValueError("not a message of the worker protocol") from error
    if not understood:
        raise ValueError("not a message of the worker protocol")
    return message


def _is_text(value: Any) -> bool:  # noqa: ANN401 - JSON
    return isinstance(value, str)


def _is_sentence(value: Any) -> bool:  # noqa: ANN401 - JSON
    return isinstance(value, dict) and _is_text(value["sentence"]) and "message" in value


def _is_deadline(value: Any) -> bool:  # noqa: ANN401 - JSON
    return value is None or (is_finite_number(value) and value > 0)


def _is_timing(value: Mapping[str, Any]) -> bool:
    return all(
        name in _TIMES and (each is None or (is_finite_number(each) and each >= 0))
        for name, each in value.items()
    )


def _is_usage(value: Mapping[str, Any]) -> bool:
    return all(
        name in _COUNTS and (each is None or (type(each) is int and each >= 0))
        for name, each in value.items()
    )


_FIGURES: Mapping[str, Check] = {"timing": _is_timing, "usage": _is_usage}
_FIELDS: Mapping[WorkerMessage, Mapping[str, Check]] = {
    WorkerMessage.PROGRESS: {
        "phase": Phase,
        "fraction": lambda value: value is None or (is_finite_number(value) and 0 <= value <= 1),
    },
    WorkerMessage.PLACED: {"gpu": lambda value: isinstance(value, bool)},
    WorkerMessage.LOADED: {"limits": lambda value: all(map(_is_text, value))},
    WorkerMessage.TEXT: {"text": _is_text},
    WorkerMessage.THINKING: {"text": _is_text},
    WorkerMessage.MEASURED: _FIGURES,
    WorkerMessage.NOTICE: {"text": _is_sentence},
    WorkerMessage.DEADLINE: {"seconds": _is_deadline},
    WorkerMessage.FINISHED: {
        **_FIGURES,
        "reason": FinishReason,
        "sampling": lambda value: isinstance(value, dict),
    },
    WorkerMessage.STOPPED: {},
    WorkerMessage.FAILED: {"what": _is_sentence, "todo": _is_sentence, "details": _is_text},
}
