"""A comparison as one HTML file: no network, linked panning and zooming, boxes tied to rows."""

from __future__ import annotations

import base64
import io
from html import escape

from PIL.Image import Image

from vizdesk.common.formatting import score
from vizdesk.comparison.types import Answer, Box, Comparison, Label
from vizdesk.export.html.assets import SCRIPT, STYLE
from vizdesk.export.html.markdown_html import prose_html
from vizdesk.export.html.stage import Colours, stage
from vizdesk.export.text.answer_metrics import (
    about,
    agreement_words,
    facts_of,
    figures_of,
    judgement_words,
    own_prompt,
    question_of,
    shared_prompt,
    state_of,
    title_of,
)
from vizdesk.export.text.answer_parts import AnswerPart, Shape, parts_of
from vizdesk.export.text.detection_figures import kind_of, only_boxes, place_of
from vizdesk.export.text.reply_excerpt import excerpt
from vizdesk.export.view_filter import UNCUT, CropInfo, labels_of
from vizdesk.painting.class_colors import colours_for

LONGEST, QUALITY = 2048, 88
POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"
HINT = "Scroll, or + and −, to zoom all images; drag, or arrows, to move; double-click to reset"


def html_page(comparison: Comparison, pixels: Image, cut: CropInfo = UNCUT) -> str:
    """The page. `pixels` is what is shown of the image, put in once, at most 2,048 px long."""
    image, task = comparison.image, comparison.task
    title = f"{escape(title_of(task))}: {escape(image.name)}"
    colours = colours_for(cut.labels or labels_of(comparison), comparison.class_colours)
    cards = "\n".join(
        _card(comparison, at, pixels.size, colours, cut.part)
        for at in range(len(comparison.answers))
    )
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="generator" content="vizdesk {escape(comparison.version)}">'
        f"<title>{title}</title><style>{STYLE}\n:root {{ --picture: url({_data_url(pixels)}); }}"
        f"</style></head><body><header><h1>{title}</h1>{_asked(comparison, colours)}"
        f'<p class="muted">{escape(facts_of(comparison, cut.note))}</p>'
        f"{_agreement(comparison)}{_sent(comparison)}{_nav()}"
        f"</header>\n<main>{cards}</main>\n"
        f"<footer>Made with vizdesk {escape(comparison.version)} · sha256 "
        f"{image.sha256[:16]}</footer><script>{SCRIPT}</script></body></html>\n"
    )


def _asked(comparison: Comparison, colours: Colours) -> str:
    task = comparison.task
    question = question_of(task)
    words = f'<p class="plain" dir="auto">{escape(question)}</p>' if question else ""
    keys = "".join(
        f'<span style="--c: {colours[class_name].name()}"><i></i>{escape(class_name)}</span>'
        for class_name in task.classes
    )
    return words + (f'<div class="keys">{keys}</div>' if keys else "")


def _agreement(comparison: Comparison) -> str:
    words = agreement_words(comparison)
    return f'<p class="muted">Agreement: {escape(words)}</p>' if words else ""


def _sent(comparison: Comparison) -> str:
    prompt = shared_prompt(comparison)
    return f'<p class="muted plain">Prompt as sent: {escape(prompt)}</p>' if prompt else ""


def _nav() -> str:
    buttons = (
        ("in", "+", "Zoom in"),
        ("out", "−", "Zoom out"),
        ("reset", "Reset", "Whole image"),
    )
    made = "".join(
        f'<button data-act="{act}" aria-label="{name}" title="{name}">{words}</button>'
        for act, words, name in buttons
    )
    return f'<nav>{made}<span class="muted">{HINT}</span></nav>'


def _card(
    comparison: Comparison, at: int, size: tuple[int, int], colours: Colours, part: Box
) -> str:
    answer = comparison.answers[at]
    state, tone = state_of(answer)
    sections = "".join(
        _part(part, answer, at, colours) for part in parts_of(answer, comparison.task.kind)
    )
    words = judgement_words(comparison.judgement_of(answer))
    said = f'<p class="plain" dir="auto"><strong>{escape(words)}</strong></p>' if words else ""
    prompt = own_prompt(answer, comparison)
    if prompt:
        prompt = f'<details><summary>Prompt as sent</summary><p class="plain">{escape(prompt)}</p>'
        prompt += "</details>"
    figures = " · ".join(f"{name} {value}".strip() for name, value in figures_of(answer))
    return (
        f'<article><header><h2>{escape(answer.model.name)}</h2><span class="{tone}">'
        f'{escape(state)}</span></header><p class="muted">{escape(about(answer))}</p>'
        f"{said}{stage(answer, at, size, colours, part)}{sections}{prompt}"
        f'<p class="muted">{escape(figures)}</p></article>'
    )


def _part(part: AnswerPart, answer: Answer, at: int, colours: Colours) -> str:
    text = escape(part.text)
    match part.shape:
        case Shape.LABELS:
            return "".join(_bar(label) for label in answer.reading.labels)
        case Shape.BOXES:
            return _table(answer, at, colours)
        case Shape.JSON | Shape.RAW:
            return f'<pre dir="auto">{text}</pre>'
        case Shape.PROSE:
            return prose_html(part.text)
        case Shape.REPLY:
            return _reply(part.text)
    kind = {
        Shape.FAILURE: state_of(answer)[1],
        Shape.NUMBER: "number",
        Shape.NOTHING: "muted",
        Shape.PROBLEM: "fair",
    }.get(part.shape, "")
    return f'<p class="plain {kind}" dir="auto">{text}</p>'


def _reply(text: str) -> str:
    """The words that were read: their first lines, and all of them where they are asked for."""
    head, left_out = excerpt(text)
    first = f'<div class="reply"><p class="muted">Reply</p><pre dir="auto">{escape(head)}</pre>'
    if not left_out:
        return f"{first}</div>"
    more = f"… {left_out:,} more characters"
    return (
        f"{first}<details><summary>{more}</summary>"
        f'<pre dir="auto">{escape(text)}</pre></details></div>'
    )


def _table(answer: Answer, at: int, colours: Colours) -> str:
    detections = answer.reading.all_detections
    kinds = not only_boxes(detections)
    rows = []
    for number, detection in enumerate(detections):
        mark = (
            f'tabindex="0" data-box="{at}-{number}" style="--c: {colours[detection.label].name()}"'
        )
        figures = " ".join(f"{value:.2f}" for value in place_of(detection))
        confidence = score(detection.score)
        label = f'<td dir="auto"><i></i>{escape(detection.label)}</td>'
        kind = f"<td>{kind_of(detection)}</td>" if kinds else ""
        rows.append(f"<tr {mark}>{label}{kind}<td>{figures}</td><td>{confidence}</td></tr>")
    kind = "<th>Kind</th>" if kinds else ""
    head = f"<tr><th>Label</th>{kind}<th>left top right bottom</th><th>Score</th></tr>"
    return f'<table class="boxes"><thead>{head}</thead><tbody>{"".join(rows)}</tbody></table>'


def _bar(label: Label) -> str:
    confidence, bar = '<span class="muted">no score given</span>', ""
    if label.score is not None:
        confidence = f"<span>{label.score:.0%}</span>"
        width = min(1.0, max(0.0, label.score))
        bar = f'<div class="bar"><b style="width: {width:.1%}"></b></div>'
    name = f'<span dir="auto">{escape(label.label)}</span>'
    return f'<div class="label">{name}{confidence}</div>{bar}'


def _data_url(image: Image) -> str:
    small = image.convert("RGB")
    small.thumbnail((LONGEST, LONGEST))
    data = io.BytesIO()
    small.save(data, "JPEG", quality=QUALITY)
    return f"data:image/jpeg;base64,{base64.b64encode(data.getvalue()).decode()}"
