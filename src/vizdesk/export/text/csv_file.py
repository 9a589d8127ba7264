"""A comparison as CSV (RFC 4180): a line for each thing said, safe to open in a spreadsheet."""

from __future__ import annotations

import math
from pathlib import Path

from vizdesk.common.csv_text import Figure, csv_text
from vizdesk.common.strict_json import to_json
from vizdesk.comparison.types import (
    Answer,
    AnyDetection,
    Comparison,
    Detection,
    PointDetection,
    PolygonDetection,
)
from vizdesk.export.text.answer_metrics import agreement_words, prompt_of, question_of
from vizdesk.export.text.detection_figures import place_of

COLUMNS = (
    "picture",
    "task",
    "model",
    "quantisation",
    "state",
    "kind",
    "label",
    "x0",
    "y0",
    "x1",
    "y1",
    "score",
    "text",
    "first_word_s",
    "total_s",
    "input_tokens",
    "output_tokens",
    "cost_usd",
    "question",
    "prompt_sent",
    "served",
    "finish_reason",
    "problems",
    "created",
    "comparison",
    "program",
    "vertices",
    "engine",
    "frame",
    "vote",
    "note",
    "agreement",
    "device",
)


def comma_separated(comparison: Comparison) -> str:
    """A line for each detection and label, for a count or an object, for a failure, for the reply.

    The reply as it was written is the last line of an answer, of the kind "answer". Places are
    0..1 of the upright image: x0 and y0 alone for a point; the box around an outline, and its
    `vertices` as "x,y x,y …". How the answers agree stands on every line. Words that a
    spreadsheet would calculate get an apostrophe in front.
    """
    return csv_text([COLUMNS, *rows_of(comparison)])


def rows_of(comparison: Comparison) -> list[list[str]]:
    """The lines of one comparison, with the cells of COLUMNS."""
    rows: list[list[str]] = []
    agreement = agreement_words(comparison)
    for answer in comparison.answers:
        common = {**_common(comparison, answer), "agreement": agreement}
        for line in _lines(answer):
            cells = {**common, **line}
            rows.append([cells.get(column, "") for column in COLUMNS])
    return rows


def _common(comparison: Comparison, answer: Answer) -> dict[str, str]:
    timing, usage = answer.timing, answer.usage
    judgement = comparison.judgement_of(answer)
    return {
        "picture": Path(comparison.image.path).name,
        "task": comparison.task.kind.value,
        "model": answer.model.name,
        "quantisation": answer.model.quantisation,
        "state": answer.state.value,
        "first_word_s": _figure(timing.ttft_s),
        "total_s": _figure(timing.total_s),
        "input_tokens": _figure(usage.input_tokens),
        "output_tokens": _figure(usage.output_tokens),
        "cost_usd": _figure(answer.cost_usd),
        "question": question_of(comparison.task),
        "prompt_sent": prompt_of(answer),
        "served": answer.served,
        "finish_reason": answer.finish_reason.value if answer.finish_reason else "",
        "problems": " ".join(answer.problems),
        "created": comparison.created.isoformat(),
        "comparison": comparison.id,
        "engine": answer.model.engine.value,
        "program": f"vizdesk {comparison.version}",
        "frame": _figure(comparison.image.frame + 1 if comparison.image.frames > 1 else None),
        "vote": judgement.vote.value if judgement.vote is not None else "",
        "note": judgement.note,
        "device": answer.device,
    }


def _lines(answer: Answer) -> list[dict[str, str]]:
    """What each line says beside what is common to all."""
    reading = answer.reading
    lines: list[dict[str, str]] = []
    for detection in reading.all_detections:
        words = {"kind": _KINDS[type(detection)], "label": detection.label}
        lines.append({**words, **_place(detection)})
    for label in reading.labels:
        lines.append({"kind": "label", "label": label.label, "score": _figure(label.score)})
    if isinstance(reading.value, int):
        lines.append({"kind": "count", "text": Figure(reading.value)})
    elif reading.value is not None:
        lines.append({"kind": "object", "text": to_json(reading.value)})
    if answer.failure is not None:
        lines.insert(0, {"kind": "failure", "text": str(answer.failure)})
    reply = answer.text.strip()
    if reply or not lines:
        lines.append({"kind": "answer", "text": reply})
    return lines


_KINDS = {Detection: "detection", PointDetection: "point", PolygonDetection: "polygon"}


def _place(detection: AnyDetection) -> dict[str, str]:
    figures: dict[str, str] = {
        name: _figure(value)
        for name, value in zip(("x0", "y0", "x1", "y1"), place_of(detection), strict=False)
    }
    figures["score"] = _figure(detection.score)
    if isinstance(detection, PolygonDetection):
        vertices = (f"{_figure(x)},{_figure(y)}" for x, y in detection.vertices)
        figures["vertices"] = Figure(" ".join(vertices))
    return figures


def _figure(value: float | None) -> str:
    return Figure("" if value is None or not math.isfinite(value) else f"{value:.6g}")
