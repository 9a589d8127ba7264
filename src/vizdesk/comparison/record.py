"""A comparison as JSON: the format `vizdesk-comparison/1` of docs/json.md."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from vizdesk.comparison.nouns import Answer, Comparison
from vizdesk.comparison.tasks import TaskKind

FORMAT = "vizdesk-comparison/1"


def to_record(comparison: Comparison) -> dict[str, Any]:
    """The comparison in plain JSON values."""
    picture, task = comparison.picture, comparison.task
    question = task.question if task.kind is TaskKind.ASK else None
    return {
        "format": FORMAT,
        "created": comparison.created.astimezone(UTC).isoformat(),
        "version": comparison.version,
        "picture": {
            "path": picture.path,
            "sha256": picture.sha256,
            "width": picture.width,
            "height": picture.height,
        },
        "task": {
            "name": task.kind.value,
            "classes": list(task.classes),
            "prompt": task.prompt or question,
            "detailed": task.detailed,
            "many": task.many,
            "fields": dict(task.fields),
        },
        "answers": [_answer(one) for one in comparison.answers],
    }


def _answer(answer: Answer) -> dict[str, Any]:
    usage, timing, reading = answer.usage, answer.timing, answer.reading
    return {
        "model": answer.model.id,
        "name": answer.model.name,
        "engine": answer.model.engine.value,
        "local": answer.model.local,
        "state": answer.state.value,
        "text": answer.text,
        "thinking": answer.thinking,
        "detections": [
            {
                "label": one.label,
                "box": [one.box.x0, one.box.y0, one.box.x1, one.box.y1],
                "score": one.score,
            }
            for one in reading.detections
        ],
        "labels": [{"label": one.label, "score": one.score} for one in reading.labels],
        "value": reading.value,
        "problems": list(answer.problems),
        "usage": {
            "input_tokens": usage.input_tokens,
            "output_tokens": usage.output_tokens,
            "reasoning_tokens": usage.reasoning_tokens,
        },
        "timing": {
            "load_s": timing.load_s,
            "ttft_s": timing.ttft_s,
            "total_s": timing.total_s,
            "tokens_per_s": timing.tokens_per_s,
        },
        "cost_usd": answer.cost_usd,
        "finish_reason": answer.finish_reason.value if answer.finish_reason else None,
        "error": str(answer.failure) if answer.failure else None,
        "sent": None
        if answer.sent is None
        else {
            "width": answer.sent.width,
            "height": answer.sent.height,
            "prompt": answer.sent.prompt,
            "sampling": answer.sent.sampling,
        },
    }
