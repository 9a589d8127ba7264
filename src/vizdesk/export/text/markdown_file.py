"""A comparison as Markdown: heading, a table of figures, every answer whole, footer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vizdesk.common.formatting import score
from vizdesk.comparison.types import (
    Answer,
    Comparison,
    Detection,
    Label,
    PointDetection,
    PolygonDetection,
    Reading,
)
from vizdesk.export.page_options import USUAL_PAGE, PageOptions, PagePart
from vizdesk.export.text.answer_metrics import (
    about,
    agreement_words,
    facts_of,
    figures_of,
    file_title,
    judgement_words,
    own_prompt,
    question_of,
    shared_prompt,
    state_of,
)
from vizdesk.export.text.answer_parts import AnswerPart, Shape, shown_parts
from vizdesk.export.text.markdown_sanitizer import quoted


def markdown(comparison: Comparison, note: str = "", page: PageOptions = USUAL_PAGE) -> str:
    """The document; `note` says what part of the comparison it is, `page` what it leaves out."""
    task = comparison.task
    parts = [f"# {_inline(file_title(comparison, page))}", ""]
    if page.note:
        parts += [_lines_of(page.note), ""]
    prompt = page.has(PagePart.PROMPT)
    if (question := question_of(task)) and prompt:
        parts += [_block_quote(question), ""]
    if task.classes:
        parts += [f"Classes: {_inline(', '.join(task.classes))}", ""]
    parts += [_inline(facts_of(comparison, note, page)), ""]
    if (sent := shared_prompt(comparison)) and prompt:
        parts += ["Prompt as sent:", "", _block_quote(sent), ""]
    columns = ("Model", "Quant, version, place", "State", "Figures")
    shown = columns if page.has(PagePart.FIGURES) else columns[:-1]
    parts += [f"| {' | '.join(shown)} |", "| --- " * len(shown) + "|"]
    parts += [_row(answer, len(shown)) for answer in comparison.answers]
    if agreement := agreement_words(comparison):
        parts += ["", f"Agreement: {_inline(agreement)}"]
    for answer in comparison.answers:
        parts += ["", f"## {_inline(answer.model.name)}", "", *_answer(answer, comparison, page)]
    if page.has(PagePart.FOOTER):
        digest = comparison.image.sha256[:16]
        parts += ["", "---", "", f"Made with vizdesk {comparison.version} · sha256 {digest}"]
    return "\n".join(parts) + "\n"


def _lines_of(words: str) -> str:
    """A person's own words, each line by itself."""
    return "\n".join(f"{_inline(line)}  " for line in words.splitlines())


def _row(answer: Answer, columns: int) -> str:
    figures = " · ".join(f"{name} {value}".strip() for name, value in figures_of(answer))
    cells = (answer.model.name, about(answer), state_of(answer)[0], figures or "—")
    return "| " + " | ".join(_inline(cell) for cell in cells[:columns]) + " |"


def _answer(answer: Answer, comparison: Comparison, page: PageOptions) -> list[str]:
    places = page.has(PagePart.COORDINATES)
    blocks = [
        _part(part, answer, places=places)
        for part in shown_parts(answer, comparison.task.kind, page)
    ]
    if words := judgement_words(comparison.judgement_of(answer)):
        blocks.insert(0, f"**{_inline(words)}**")
    if (prompt := own_prompt(answer, comparison)) and page.has(PagePart.PROMPT):
        blocks.append(f"Prompt as sent:\n\n{_block_quote(prompt)}")
    return "\n\n".join(blocks).splitlines()


def _part(part: AnswerPart, answer: Answer, *, places: bool) -> str:
    match part.shape:
        case Shape.LABELS:
            return "\n".join(_label(label) for label in answer.reading.labels)
        case Shape.BOXES:
            tables = _tables(answer.reading) if places else [_names(answer.reading)]
            return "\n\n".join(tables)
        case Shape.PROSE:
            return quoted(part.text)
        case Shape.JSON:
            return _fenced(part.text, "json")
        case Shape.REPLY:
            return f"Reply:\n\n{_fenced(part.text, 'text')}"
        case Shape.PLAIN | Shape.RAW:
            return _fenced(part.text, "text")
        case Shape.NUMBER | Shape.FAILURE:
            return f"**{_inline(part.text)}**"
        case Shape.PROBLEM:
            return f"*{_inline(part.text)}*"
        case Shape.ADVICE | Shape.NOTHING:
            return _inline(part.text)


def _tables(reading: Reading) -> list[str]:
    """A table of the boxes, one of the points, one of the outlines with all their vertices."""
    tables = [_boxes(reading.detections)] if reading.detections else []
    tables += [_points(reading.points)] if reading.points else []
    return [*tables, *([_polygons(reading.polygons)] if reading.polygons else [])]


def _names(reading: Reading) -> str:
    """What was found, without places."""
    lines = ["| Label | Score |", "| --- " * 2 + "|"]
    lines += [f"| {_inline(each.label)} | {score(each.score)} |" for each in reading.all_detections]
    return "\n".join(lines)


def _boxes(detections: Sequence[Detection]) -> str:
    lines = ["| Label | x0 | y0 | x1 | y1 | Score |", "| --- " * 6 + "|"]
    for detection in detections:
        box = " | ".join(
            f"{v:.3f}"
            for v in (detection.box.x0, detection.box.y0, detection.box.x1, detection.box.y1)
        )
        lines.append(f"| {_inline(detection.label)} | {box} | {score(detection.score)} |")
    return "\n".join(lines)


def _points(points: Sequence[PointDetection]) -> str:
    lines = ["| Point | x | y | Score |", "| --- " * 4 + "|"]
    for point in points:
        place = f"{point.x:.3f} | {point.y:.3f}"
        lines.append(f"| {_inline(point.label)} | {place} | {score(point.score)} |")
    return "\n".join(lines)


def _polygons(polygons: Sequence[PolygonDetection]) -> str:
    lines = ["| Outline | Vertices x,y | Score |", "| --- " * 3 + "|"]
    for polygon in polygons:
        vertices = " ".join(f"{x:.3f},{y:.3f}" for x, y in polygon.vertices)
        lines.append(f"| {_inline(polygon.label)} | {vertices} | {score(polygon.score)} |")
    return "\n".join(lines)


def _label(label: Label) -> str:
    return f"- {_inline(label.label)}" + ("" if label.score is None else f" ({label.score:.0%})")


def _fenced(text: str, kind: str) -> str:
    # A fence longer than any in the text, so that nothing in it ends it.
    fence = "`" * max(3, _longest_fence(text) + 1)
    return f"{fence}{kind}\n{text}\n{fence}"


def _longest_fence(text: str) -> int:
    longest = run = 0
    for character in text:
        run = run + 1 if character == "`" else 0
        longest = max(longest, run)
    return longest


def _block_quote(words: str) -> str:
    """The asker's words or ours, each line by itself: the two spaces at its end keep it so."""
    return "\n".join(f"> {_inline(line)}  " if line.strip() else ">" for line in words.splitlines())


# An underscore inside a word is none of Markdown's.
_SIGNS = re.compile(r"[\\`*\[\]|]|(?<!\w)_|_(?!\w)|^[#+>=~-]")
_ENTITY = re.compile(r"&(?=#?\w+;)")


def _inline(words: str) -> str:
    """Words that mean nothing to Markdown, on one line."""
    plain = _SIGNS.sub(r"\\\g<0>", " ".join(words.split()))
    return _ENTITY.sub("&amp;", plain).replace("<", "&lt;")
