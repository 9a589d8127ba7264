"""A comparison as CSV (RFC 4180): a line for each thing said, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from vizdesk.comparison.types import (
    Answer,
    AnyDetection,
    Comparison,
    Detection,
    PointDetection,
    PolygonDetection,
)
from vizdesk.export.text.answer_metrics import prompt_of, question_of
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
)
# A spreadsheet takes a cell that begins so for a formula, also within quotes; an apostrophe before
# it makes it text (https://owasp.org/www-community/attacks/CSV_Injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def comma_separated(comparison: Comparison) -> str:
    """A line for each detection and label, for a count or an object, for a failure, for the reply.

    The reply as it was written is the last line of an answer, of the kind "answer". Places are
    0..1 of the upright image: x0 and y0 alone for a point; the box around an outline, and its
    `vertices` as "x,y x,y …". Words that a spreadsheet would calculate get an apostrophe in front.
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for answer in comparison.answers:
        common = _common(comparison, answer)
        for line in _lines(answer):
            words = {name: _harmless(value) for name, value in {**common, **line[0]}.items()}
            writer.writerow({**words, **line[1]})
    return out.getvalue()


def _common(comparison: Comparison, answer: Answer) -> dict[str, str]:
    timing, usage = answer.timing, answer.usage
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
    }


def _lines(answer: Answer) -> list[tuple[dict[str, str], dict[str, str]]]:
    """What each line says: its words, and its figures (which may begin with a minus)."""
    reading = answer.reading
    lines: list[tuple[dict[str, str], dict[str, str]]] = []
    for detection in reading.all_detections:
        words = {"kind": _KINDS[type(detection)], "label": detection.label}
        lines.append((words, _place(detection)))
    for label in reading.labels:
        words = {"kind": "label", "label": label.label}
        lines.append((words, {"score": _figure(label.score)}))
    if isinstance(reading.value, int):
        lines.append(({"kind": "count"}, {"text": str(reading.value)}))
    elif reading.value is not None:
        lines.append(
            ({"kind": "object", "text": json.dumps(reading.value, ensure_ascii=False)}, {})
        )
    if answer.failure is not None:
        lines.insert(0, ({"kind": "failure", "text": str(answer.failure)}, {}))
    reply = answer.text.strip()
    if reply or not lines:
        lines.append(({"kind": "answer", "text": reply}, {}))
    return lines


_KINDS = {Detection: "detection", PointDetection: "point", PolygonDetection: "polygon"}


def _place(detection: AnyDetection) -> dict[str, str]:
    figures = {
        name: _figure(value)
        for name, value in zip(("x0", "y0", "x1", "y1"), place_of(detection), strict=False)
    }
    figures["score"] = _figure(detection.score)
    if isinstance(detection, PolygonDetection):
        vertices = (f"{_figure(x)},{_figure(y)}" for x, y in detection.vertices)
        figures["vertices"] = " ".join(vertices)
    return figures


def _harmless(words: str) -> str:
    return f"'{words}" if words.startswith(_FORMULA) else words


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.6g}"
