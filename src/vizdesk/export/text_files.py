"""A comparison as Markdown and as CSV."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from vizdesk.comparison.nouns import Answer, Comparison
from vizdesk.export.figures import question_of, title_of

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
)


def comma_separated(comparison: Comparison) -> str:
    """CSV (RFC 4180): a line for each detection and label, one for an answer that has neither.

    Boxes are 0..1 of the upright picture.
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for answer in comparison.answers:
        common = {
            "picture": Path(comparison.picture.path).name,
            "task": comparison.task.kind.value,
            "model": answer.model.name,
            "quantisation": answer.model.quantisation,
            "state": answer.state.value,
            "first_word_s": _figure(answer.timing.ttft_s),
            "total_s": _figure(answer.timing.total_s),
            "input_tokens": _figure(answer.usage.input_tokens),
            "output_tokens": _figure(answer.usage.output_tokens),
            "cost_usd": _figure(answer.cost_usd),
        }
        for line in _lines(answer):
            writer.writerow({**common, **line})
    return out.getvalue()


def _lines(answer: Answer) -> list[dict[str, str]]:
    found = []
    for one in answer.reading.detections:
        box = one.box
        corners = {
            name: f"{value:.6g}"
            for name, value in zip(
                ("x0", "y0", "x1", "y1"), (box.x0, box.y0, box.x1, box.y1), strict=True
            )
        }
        found.append(
            {"kind": "detection", "label": one.label, **corners, "score": _figure(one.score)}
        )
    for label in answer.reading.labels:
        found.append({"kind": "label", "label": label.label, "score": _figure(label.score)})
    if not found:
        text = str(answer.failure) if answer.failure else answer.text.strip()
        found.append({"kind": "failure" if answer.failure else "answer", "text": text})
    return found


def markdown(comparison: Comparison) -> str:
    """A heading, a table of figures, and every answer whole."""
    task, picture = comparison.task, comparison.picture
    when = comparison.created.astimezone().strftime("%d %B %Y, %H:%M").lstrip("0")
    name = Path(picture.path).name
    parts = [f"# {title_of(task)}: {_inline(name)}", ""]
    if question := question_of(task):
        parts += [f"> {_inline(question)}", ""]
    if task.classes:
        parts += [f"Classes: {_inline(', '.join(task.classes))}", ""]
    size = f"{picture.width:,} × {picture.height:,} px"
    parts += [f"{_inline(name)} · {size} · {when} · vizdesk {comparison.version}", ""]
    parts += ["| Model | State | First word | Total | Tokens | Cost |", "| --- " * 6 + "|"]
    parts += [_row(answer) for answer in comparison.answers]
    for answer in comparison.answers:
        parts += ["", f"## {_inline(_title(answer))}", "", *_answer(answer)]
    return "\n".join(parts) + "\n"


def _row(answer: Answer) -> str:
    timing, usage = answer.timing, answer.usage
    tokens = f"{usage.input_tokens} → {usage.output_tokens}" if usage.output_tokens else "—"
    cells = (
        _title(answer),
        answer.state.value,
        "—" if timing.ttft_s is None else f"{timing.ttft_s:.2f} s",
        "—" if timing.total_s is None else f"{timing.total_s:.2f} s",
        tokens,
        "—" if answer.cost_usd is None else f"${answer.cost_usd:.4f}",
    )
    return "| " + " | ".join(_inline(cell) for cell in cells) + " |"


def _answer(answer: Answer) -> list[str]:
    reading, lines = answer.reading, []
    if answer.failure is not None:
        return [_inline(str(answer.failure))]
    if reading.detections:
        lines += ["| Label | x0 | y0 | x1 | y1 | Score |", "| --- " * 6 + "|"]
        for one in reading.detections:
            box = " | ".join(f"{v:.3f}" for v in (one.box.x0, one.box.y0, one.box.x1, one.box.y1))
            score = "—" if one.score is None else f"{one.score:.2f}"
            lines.append(f"| {_inline(one.label)} | {box} | {score} |")
    elif reading.labels:
        lines += [
            f"- {_inline(one.label)}" + ("" if one.score is None else f" ({one.score:.2f})")
            for one in reading.labels
        ]
    else:
        # A fence longer than any in the text, so that nothing in it ends it.
        fence = "`" * max(3, _longest_fence(answer.text) + 1)
        lines += [f"{fence}text", answer.text.strip(), fence]
    return [*lines, *(f"\n*{_inline(problem)}*" for problem in answer.problems)]


def _title(answer: Answer) -> str:
    quantisation = answer.model.quantisation
    return f"{answer.model.name} ({quantisation})" if quantisation else answer.model.name


def _longest_fence(text: str) -> int:
    longest = run = 0
    for one in text:
        run = run + 1 if one == "`" else 0
        longest = max(longest, run)
    return longest


def _inline(words: str) -> str:
    plain = " ".join(words.split())
    return plain.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.6g}"
