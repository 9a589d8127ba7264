"""A comparison as JSON: the format `vizdesk-comparison/1` of docs/json.md."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC
from typing import Any

from vizdesk.common.messages import message_record
from vizdesk.common.surrogates import whole_text
from vizdesk.comparison.models import GgufPair, Model
from vizdesk.comparison.tasks import TaskKind
from vizdesk.comparison.types import Answer, Comparison, Reading

FORMAT = "vizdesk-comparison/1"


def to_record(comparison: Comparison) -> dict[str, Any]:
    """The comparison in plain JSON values."""
    image, task = comparison.image, comparison.task
    question = task.question if task.kind is TaskKind.ASK else None
    return {
        "format": FORMAT,
        "id": comparison.id,
        "created": comparison.created.astimezone(UTC).isoformat(),
        "version": comparison.version,
        "picture": {
            "path": image.path,
            "sha256": image.sha256,
            "width": image.width,
            "height": image.height,
        },
        "task": {
            "name": task.kind.value,
            "classes": list(task.classes),
            "prompt": task.prompt or question,
            "question": task.question,
            "own_prompt": task.prompt,
            "detailed": task.detailed,
            "many": task.many,
            "fields": dict(task.fields),
        },
        "answers": [answer_record(answer) for answer in comparison.answers],
    }


def answer_record(answer: Answer) -> dict[str, Any]:
    """One answer of it."""
    usage, timing, reading = answer.usage, answer.timing, answer.reading
    return {
        "model": answer.model.id,
        "name": answer.model.name,
        "engine": answer.model.engine.value,
        "local": answer.model.local,
        "setup": _setup(answer.model),
        "state": answer.state.value,
        "phase": answer.phase.value,
        # While it is being written, half a character may stand at the end.
        "text": whole_text(answer.text),
        "thinking": whole_text(answer.thinking),
        **reading_record(reading),
        "problems": list(answer.problems),
        "notices": list(answer.notices),
        "messages": _messages(answer),
        "usage": {
            "input_tokens": usage.input_tokens,
            "output_tokens": usage.output_tokens,
            "reasoning_tokens": usage.reasoning_tokens,
            "image_tokens": usage.image_tokens,
            "cached_tokens": usage.cached_tokens,
        },
        "timing": {
            "load_s": timing.load_s,
            "encode_s": timing.encode_s,
            "prefill_s": timing.prefill_s,
            "ttft_s": timing.ttft_s,
            "total_s": timing.total_s,
            "tokens_per_s": timing.tokens_per_s,
        },
        "cost_usd": answer.cost_usd,
        "served": answer.served,
        "finish_reason": answer.finish_reason.value if answer.finish_reason else None,
        "error": str(answer.failure) if answer.failure else None,
        "failure": None
        if answer.failure is None
        else {
            "what": answer.failure.what,
            "todo": answer.failure.todo,
            "details": answer.failure.details,
        },
        "sent": None
        if answer.sent is None
        else {
            "width": answer.sent.width,
            "height": answer.sent.height,
            "prompt": answer.sent.prompt,
            "sampling": answer.sent.sampling,
        },
    }


def reading_record(reading: Reading) -> dict[str, Any]:
    """What was read of a reply, without its problems; places in 0..1 of the upright image."""
    return {
        "detections": [
            {
                "label": detection.label,
                "box": [detection.box.x0, detection.box.y0, detection.box.x1, detection.box.y1],
                "score": detection.score,
            }
            for detection in reading.detections
        ],
        "points": [
            {"label": point.label, "point": [point.x, point.y], "score": point.score}
            for point in reading.points
        ],
        "polygons": [
            {
                "label": polygon.label,
                "polygon": [list(vertex) for vertex in polygon.vertices],
                "score": polygon.score,
            }
            for polygon in reading.polygons
        ],
        "labels": [{"label": label.label, "score": label.score} for label in reading.labels],
        "value": reading.value,
    }


def _messages(answer: Answer) -> dict[str, Any]:
    """What the sentences of the answer were made of, so that they can be translated again."""
    failure = answer.failure
    return {
        "problems": [message_record(problem) for problem in answer.problems],
        "what": message_record(failure.what) if failure else None,
        "todo": message_record(failure.todo) if failure else None,
    }


def _setup(model: Model) -> dict[str, Any]:
    """How the model was asked: files or endpoint (never a key, only its name), and settings."""
    source = model.source
    where = (
        {
            "weights": str(source.weights),
            "projector": str(source.projector) if source.projector else None,
        }
        if isinstance(source, GgufPair)
        else {"base_url": source.base_url, "slug": source.slug, "key": source.key_name}
    )
    return {
        **where,
        "profile": model.profile,
        "organisation": model.organisation,
        "description": model.description,
        "quantisation": model.quantisation,
        "card": model.card,
        "size_bytes": model.size_bytes,
        "picture_side": model.image_side,
        "picture_edge": model.image_edge,
        "tasks": None if model.tasks is None else sorted(task.value for task in model.tasks),
        "sampling": asdict(model.sampling),
        "price": None if model.price is None else asdict(model.price),
    }
