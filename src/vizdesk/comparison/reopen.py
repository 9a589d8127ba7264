"""The JSON of a comparison back into the same value: `record.to_record` turned round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from vizdesk.common.messages import Message, MessageError, message, read_message
from vizdesk.comparison.models import (
    Endpoint,
    EngineKind,
    GgufPair,
    Model,
    Price,
    PriceTier,
    Sampling,
)
from vizdesk.comparison.serialization import FORMAT
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


class RecordError(MessageError, ValueError):
    """This is no comparison, or one of a format that is not known; says why."""


def from_record(record: Mapping[str, Any]) -> Comparison:
    """The comparison that `to_record` wrote. Raises RecordError.

    An answer that was still being written when the record was made is one that was stopped.
    """
    if record.get("format") != FORMAT:
        raise RecordError(message("This is no comparison of the format {format}.", format=FORMAT))
    try:
        return Comparison(
            id=record["id"],
            created=datetime.fromisoformat(record["created"]),
            version=record["version"],
            image=ImageRef(**record["picture"]),
            task=_task(record["task"]),
            answers=tuple(answer_from_record(one) for one in record["answers"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise RecordError(
            message("The comparison cannot be read: {error}.", error=repr(error))
        ) from error


def _task(table: Mapping[str, Any]) -> Task:
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
    """One answer again; KeyError, ValueError where it is none."""
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
        usage=Usage(**table["usage"]),
        timing=Timing(**table["timing"]),
        cost_usd=table["cost_usd"],
        finish_reason=None if reason is None else FinishReason(reason),
        failure=None if failure is None else _failure(failure, records),
        sent=None if sent is None else Sent(**sent),
        served=table.get("served", ""),
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
    source: GgufPair | Endpoint
    if "weights" in setup:
        projector = setup["projector"]
        source = GgufPair(Path(setup["weights"]), Path(projector) if projector else None)
    else:
        source = Endpoint(setup["base_url"], setup["slug"], setup["key"])
    tasks, sampling = setup["tasks"], setup["sampling"]
    return Model(
        id=table["model"],
        name=table["name"],
        engine=EngineKind(table["engine"]),
        source=source,
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
    )


def _price(table: Mapping[str, Any] | None) -> Price | None:
    if table is None:
        return None
    tiers = tuple(PriceTier(**tier) for tier in table["tiers"])
    return Price(**{**table, "tiers": tiers})
