"""A comparison as JSON and back: the format `vizdesk-comparison/1` of docs/json.md."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from vizdesk.common.messages import Message, message, message_record, read_message
from vizdesk.common.surrogates import whole_text
from vizdesk.comparison.judgements import judgement_from_record, judgement_record
from vizdesk.comparison.models import (
    Endpoint,
    EngineKind,
    GgufPair,
    Model,
    ModelSource,
    PastedReply,
    Price,
    PriceTier,
    Sampling,
)
from vizdesk.comparison.record_check import RecordError, check_answer, check_comparison
from vizdesk.comparison.task_specs.registry import spec_of
from vizdesk.comparison.task_specs.task_spec import TaskInput
from vizdesk.comparison.tasks import Task, TaskKind, task_kind
from vizdesk.comparison.types import (
    Answer,
    AnswerState,
    Box,
    Comparison,
    Detection,
    Failure,
    FinishReason,
    ImageRef,
    Label,
    Phase,
    PointDetection,
    PolygonDetection,
    Reading,
    Sent,
    Timing,
    Usage,
)

LARGEST_COST_USD = 1e15
FORMAT = "vizdesk-comparison/1"


def to_record(comparison: Comparison) -> dict[str, Any]:
    """The comparison in plain JSON values."""
    image = comparison.image
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
            # Counted from 1, as people do; an image of one frame says nothing of frames.
            **({"frame": image.frame + 1, "frames": image.frames} if image.frames > 1 else {}),
        },
        "task": task_record(comparison.task),
        "answers": [answer_record(answer) for answer in comparison.answers],
        **({"class_colours": dict(comparison.class_colours)} if comparison.class_colours else {}),
        **_judgements_of(comparison),
    }


def answer_record(answer: Answer) -> dict[str, Any]:
    """One answer of it."""
    usage, timing, reading = answer.usage, answer.timing, answer.reading
    return {
        "model": answer.model.id,
        "name": answer.model.name,
        "engine": answer.model.engine.value,
        "local": answer.model.local,
        "setup": _setup_record(answer.model),
        "state": answer.state.value,
        "phase": answer.phase.value,
        # While it is being written, half a character may stand at the end.
        "text": whole_text(answer.text),
        "thinking": whole_text(answer.thinking),
        **reading_record(reading),
        "problems": list(answer.problems),
        "notices": list(answer.notices),
        "messages": _messages_record(answer),
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
        "device": answer.device,
        "finish_reason": answer.finish_reason.value if answer.finish_reason else None,
        "error": str(answer.failure) if answer.failure else None,
        "failure": _failure_record(answer.failure) if answer.failure else None,
        "sent": _sent_record(answer.sent) if answer.sent else None,
    }


def _failure_record(failure: Failure) -> dict[str, Any]:
    return {"what": failure.what, "todo": failure.todo, "details": failure.details}


def _sent_record(sent: Sent) -> dict[str, Any]:
    return {
        "width": sent.width,
        "height": sent.height,
        "prompt": sent.prompt,
        "sampling": sent.sampling,
        "media_type": sent.media_type,
        "image_bytes": sent.image_bytes,
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


def _messages_record(answer: Answer) -> dict[str, Any]:
    """What the sentences of the answer were made of, so that they can be translated again."""
    failure = answer.failure
    return {
        "problems": [message_record(problem) for problem in answer.problems],
        "what": message_record(failure.what) if failure else None,
        "todo": message_record(failure.todo) if failure else None,
    }


def _source_record(source: ModelSource) -> dict[str, Any]:
    match source:
        case GgufPair(weights, projector):
            return {"weights": str(weights), "projector": str(projector) if projector else None}
        case Endpoint():
            return {"base_url": source.base_url, "slug": source.slug, "key": source.key_name}
        case PastedReply():
            return {"source": EngineKind.PASTED.value}


def _setup_record(model: Model) -> dict[str, Any]:
    """How the model was asked: files, endpoint (never a key, only its name) or none; settings."""
    return {
        **_source_record(model.source),
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
        "price": None if model.price is None else price_record(model.price),
        # Only where one was chosen: the fingerprints of all other plans stay the same.
        **({"chat_template": model.chat_template} if model.chat_template else {}),
    }


def price_record(price: Price) -> dict[str, Any]:
    """A price in plain values; fields that earlier editions had not are there only if known.

    A plan's fingerprint is made of it, and must stay the same for the same price.
    """
    table = asdict(price)
    for entry in (table, *table["tiers"]):
        if entry["cached_input_per_million"] is None:
            del entry["cached_input_per_million"]
    return table


# --- Back from JSON ------------------------------------------------------------------------------


def from_record(record: object) -> Comparison:
    """The comparison that `to_record` wrote. Raises RecordError.

    An answer that was still being written when the record was made is one that was stopped.
    """
    if not isinstance(record, Mapping) or record.get("format") != FORMAT:
        raise RecordError(message("This is no comparison of the format {format}.", format=FORMAT))
    check_comparison(record)
    try:
        return Comparison(
            id=record["id"],
            created=datetime.fromisoformat(record["created"]),
            version=record["version"],
            image=image_of(record),
            task=task_from_record(record["task"]),
            answers=tuple(map(_answer, record["answers"])),
            class_colours=tuple(record.get("class_colours", {}).items()),
            judgements=tuple(
                (key, judgement_from_record(table))
                for key, table in record.get("judgements", {}).items()
            ),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise RecordError(
            message("The comparison cannot be read: {error}.", error=repr(error))
        ) from error


def image_of(record: Mapping[str, Any]) -> ImageRef:
    """Which image a record is about. Raises KeyError, TypeError where it does not say."""
    table = record["picture"]
    frame, frames = table.get("frame", 1), table.get("frames", 1)
    return ImageRef(**{**table, "frame": frame - 1, "frames": max(frame, frames)})


def _judgements_of(comparison: Comparison) -> dict[str, Any]:
    """Nothing where nobody judged, so that such records stay as they were."""
    judgements = {key: judgement_record(judgement) for key, judgement in comparison.judgements}
    return {"judgements": judgements} if judgements else {}


def task_record(task: Task) -> dict[str, Any]:
    """A task, as the JSON of a comparison holds it."""
    asks = spec_of(task.kind).input is TaskInput.QUESTION
    return {
        "name": task.kind.value,
        "classes": list(task.classes),
        "prompt": task.prompt or (task.question if asks else None),
        "question": task.question,
        "own_prompt": task.prompt,
        "detailed": task.detailed,
        "many": task.many,
        "fields": dict(task.fields),
    }


def task_from_record(table: Mapping[str, Any]) -> Task:
    """What `task_record` made. Raises KeyError, TypeError, ValueError where it is none."""
    return Task(
        kind=TaskKind(table["name"]),
        classes=tuple(table["classes"]),
        detailed=table["detailed"],
        many=table["many"],
        question=table["question"],
        fields=tuple(table["fields"].items()),
        prompt=table["own_prompt"],
    )


def answer_from_record(table: Mapping[str, Any]) -> Answer:
    """One answer again. Raises RecordError, KeyError, ValueError, TypeError where it is none."""
    check_answer(table)
    return _answer(table)


def _answer(table: Mapping[str, Any]) -> Answer:
    """One answer of a record that was checked."""
    reason, failure, sent = table["finish_reason"], table["failure"], table["sent"]
    state = AnswerState(table["state"])
    records = _mapping(table.get("messages"))
    messages = _problems(table["problems"], records)
    return Answer(
        model=_model(table),
        state=state if state.final else AnswerState.STOPPED,
        phase=Phase(table["phase"]),
        text=table["text"],
        thinking=table["thinking"],
        reading=_reading(table, messages[: len(messages) - len(table["notices"])]),
        notices=messages[len(messages) - len(table["notices"]) :],
        usage=_usage(table["usage"]),
        timing=Timing(**table["timing"]),
        cost_usd=cost_from_record(table["cost_usd"]),
        finish_reason=None if reason is None else FinishReason(reason),
        failure=None if failure is None else _failure(failure, records),
        sent=None if sent is None else Sent(**sent),
        served=table.get("served", ""),
        device=table.get("device", ""),
    )


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _problems(sentences: Sequence[str], records: Mapping[str, Any]) -> tuple[Message, ...]:
    """All problems with what they were made of; files of version 0.1 have the sentences alone."""
    made_of = records.get("problems")
    if not isinstance(made_of, list) or len(made_of) != len(sentences):
        made_of = [None] * len(sentences)
    return tuple(map(read_message, sentences, made_of))


def _failure(table: Mapping[str, Any], records: Mapping[str, Any]) -> Failure:
    failure = Failure(**table)
    return replace(
        failure,
        what=read_message(failure.what, records.get("what")),
        todo=read_message(failure.todo, records.get("todo")),
    )


def _reading(table: Mapping[str, Any], problems: tuple[Message, ...]) -> Reading:
    return Reading(
        detections=tuple(
            Detection(entry["label"], Box(*entry["box"]), entry["score"])
            for entry in table["detections"]
        ),
        labels=tuple(Label(entry["label"], entry["score"]) for entry in table["labels"]),
        value=table["value"],
        # Records of versions before points and outlines were read have neither.
        points=tuple(
            PointDetection(entry["label"], entry["point"][0], entry["point"][1], entry["score"])
            for entry in table.get("points", ())
        ),
        polygons=tuple(
            PolygonDetection(
                entry["label"], tuple((x, y) for x, y in entry["polygon"]), entry["score"]
            )
            for entry in table.get("polygons", ())
        ),
        problems=problems,
    )


def _model(table: Mapping[str, Any]) -> Model:
    setup = table["setup"]
    tasks, sampling = setup["tasks"], setup["sampling"]
    return Model(
        id=table["model"],
        name=table["name"],
        engine=EngineKind(table["engine"]),
        source=_source(setup),
        profile=setup["profile"],
        organisation=setup["organisation"],
        description=setup["description"],
        tasks=None if tasks is None else frozenset(task_kind(task) for task in tasks),
        sampling=Sampling(**{**sampling, "providers": tuple(sampling["providers"])}),
        price=_price(setup["price"]),
        image_side=setup["picture_side"],
        image_edge=setup["picture_edge"],
        size_bytes=setup["size_bytes"],
        quantisation=setup["quantisation"],
        card=setup["card"],
        chat_template=setup.get("chat_template", ""),
    )


def _source(setup: Mapping[str, Any]) -> ModelSource:
    if "weights" in setup:
        projector = setup["projector"]
        return GgufPair(Path(setup["weights"]), Path(projector) if projector else None)
    if setup.get("source") == EngineKind.PASTED.value:
        return PastedReply()
    return Endpoint(setup["base_url"], setup["slug"], setup["key"])


def _price(table: Mapping[str, Any] | None) -> Price | None:
    """The price again; None for what is none, which earlier editions kept."""
    if table is None:
        return None
    try:
        tiers = tuple(PriceTier(**tier) for tier in table["tiers"])
        return Price(**{**table, "tiers": tiers})
    except ValueError:
        return None


def _usage(table: Mapping[str, Any]) -> Usage:
    """Token counts again."""
    return Usage(**{key: _count(value) for key, value in table.items()})


def _count(value: object) -> int | None:
    """A count of tokens; None for what is none."""
    whole = isinstance(value, int) and not isinstance(value, bool)
    counts = whole and 0 <= value < 1 << 62  # type: ignore[operator]
    return value if counts else None  # type: ignore[return-value]


def cost_from_record(value: object) -> float | None:
    """US dollars; None for −1, NaN and whatever else an earlier edition took from a server."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if 0 <= value <= LARGEST_COST_USD else None  # an int may be beyond floats
