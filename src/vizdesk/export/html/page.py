"""A comparison as one HTML file: no network, linked panning and zooming, boxes tied to rows."""

from __future__ import annotations

import base64
import io
from html import escape

from PIL.Image import Image

from vizdesk.common.formatting import score
from vizdesk.comparison.types import Answer, Comparison, Label
from vizdesk.export.html.assets import SCRIPT, STYLE
from vizdesk.export.html.markdown_html import prose_html
from vizdesk.export.html.stage import Colours, StageImage, stage, stage_of
from vizdesk.export.page_options import USUAL_LABEL, USUAL_PAGE, PageOptions, PagePart
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
from vizdesk.export.text.detection_figures import kind_of, only_boxes, place_of
from vizdesk.export.text.reply_excerpt import excerpt
from vizdesk.export.view_filter import UNCUT, CropInfo, labels_of
from vizdesk.painting.class_colors import colours_for

LONGEST, QUALITY = 2048, 88
POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"
HINT = "Scroll, or + and −, to zoom all images; drag, or arrows, to move; double-click to reset"


def html_page(
    comparison: Comparison,
    pixels: Image,
    cut: CropInfo = UNCUT,
    page: PageOptions = USUAL_PAGE,
) -> str:
    """The page. `pixels` is what is shown of the image, put in once, at most 2,048 px long."""
    title = file_title(comparison, page)
    section = comparison_section(comparison, pixels, cut, page)
    end = page_end(comparison.version, comparison.image.sha256[:16], page)
    return page_start(title, comparison.version, page) + section + end


def page_start(title: str, version: str, page: PageOptions) -> str:
    """The beginning of a page of one or several comparisons, up to the first of them."""
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="generator" content="vizdesk {escape(version)}">'
        f"<title>{escape(title)}</title><style>{STYLE}{_page_style(page)}</style></head><body>"
    )


def _page_style(page: PageOptions) -> str:
    """What was chosen of the layout, as rules after the usual ones."""
    rules = []
    if page.slide or page.columns:
        columns = "1fr" if page.slide else f"repeat({page.columns}, minmax(0, 1fr))"
        flow = " grid-auto-flow: column; grid-auto-columns: minmax(0, 1fr);" if page.slide else ""
        rules.append(f"@media (min-width: 720px) {{ main {{ grid-template-columns: {columns};")
        rules[-1] += f"{flow} }} }}"
    if page.label_size != USUAL_LABEL:
        line = round(page.label_size * 16 / USUAL_LABEL)
        rules.append(f".box span {{ font-size: {page.label_size}px; line-height: {line}px; }}")
    return "".join(f"{rule}\n" for rule in rules)


def page_end(version: str, digest: str, page: PageOptions) -> str:
    """The end of a page; `digest` is the beginning of the image's SHA-256, or empty."""
    sha = f" · sha256 {digest}" if digest else ""
    made = f"<footer>Made with vizdesk {escape(version)}{sha}</footer>"
    footer = made if page.has(PagePart.FOOTER) else ""
    return f"{footer}<script>{SCRIPT}</script></body></html>\n"


def comparison_section(
    comparison: Comparison,
    pixels: Image,
    cut: CropInfo = UNCUT,
    page: PageOptions = USUAL_PAGE,
    prefix: str = "",
    *,
    first: bool = True,
) -> str:
    """Heading and cards of one comparison; `prefix` sets its boxes apart from others' on the page.

    The `first` of a page has the buttons and the words about moving.
    """
    colours = colours_for(cut.labels or labels_of(comparison), comparison.class_colours)
    image = StageImage(pixels.size, colours, cut.part, prefix)
    located = any(answer.reading.all_detections for answer in comparison.answers)
    on_one = page.overlay and located
    cards = _image_cards(comparison, image, page, on_one=on_one)
    cards += [
        _card(comparison, at, image, page, with_image=not on_one)
        for at in range(len(comparison.answers))
    ]
    title = file_title(comparison, page)
    own_words = f'<p class="plain">{escape(page.note)}</p>' if page.note else ""
    facts = escape(facts_of(comparison, cut.note, page))
    body = "\n".join(cards)
    return (
        f'<section style="--picture: url({_data_url(pixels)})"><header><h1>{escape(title)}</h1>'
        f"{own_words}{_asked(comparison, colours, page)}"
        f'<p class="muted">{facts}</p>'
        f"{_agreement(comparison)}{_sent(comparison, page)}{_nav() if first else ''}"
        f"</header>\n<main>{body}</main></section>\n"
    )


def _image_cards(
    comparison: Comparison, image: StageImage, page: PageOptions, *, on_one: bool
) -> list[str]:
    """The original, and the boxes of all models on one image, where they are wanted."""
    cards = []
    if page.original:
        cards.append(_image_card("Original", stage_of("original image", (), image)))
    if on_one:
        answers = tuple(enumerate(comparison.answers))
        cards.append(_image_card("All models", stage_of("boxes of all models", answers, image)))
    return cards


def _image_card(title: str, drawn: str) -> str:
    return f"<article><header><h2>{title}</h2></header>{drawn}</article>"


def _asked(comparison: Comparison, colours: Colours, page: PageOptions) -> str:
    task = comparison.task
    question = question_of(task) if page.has(PagePart.PROMPT) else ""
    words = f'<p class="plain" dir="auto">{escape(question)}</p>' if question else ""
    keys = "".join(
        f'<span style="--c: {colours[class_name].name()}"><i></i>{escape(class_name)}</span>'
        for class_name in task.classes
    )
    return words + (f'<div class="keys">{keys}</div>' if keys else "")


def _agreement(comparison: Comparison) -> str:
    words = agreement_words(comparison)
    return f'<p class="muted">Agreement: {escape(words)}</p>' if words else ""


def _sent(comparison: Comparison, page: PageOptions) -> str:
    prompt = shared_prompt(comparison) if page.has(PagePart.PROMPT) else ""
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
    comparison: Comparison, at: int, image: StageImage, page: PageOptions, *, with_image: bool
) -> str:
    answer = comparison.answers[at]
    state, tone = state_of(answer)
    sections = "".join(
        _part(part, answer, at, image, places=page.has(PagePart.COORDINATES))
        for part in shown_parts(answer, comparison.task.kind, page)
    )
    words = judgement_words(comparison.judgement_of(answer))
    said = f'<p class="plain" dir="auto"><strong>{escape(words)}</strong></p>' if words else ""
    prompt = own_prompt(answer, comparison) if page.has(PagePart.PROMPT) else ""
    if prompt:
        prompt = f'<details><summary>Prompt as sent</summary><p class="plain">{escape(prompt)}</p>'
        prompt += "</details>"
    named = " · ".join(f"{name} {value}".strip() for name, value in figures_of(answer))
    figures = f'<p class="muted">{escape(named)}</p>' if page.has(PagePart.FIGURES) else ""
    drawn = stage(answer, at, image) if with_image else ""
    return (
        f'<article><header><h2>{escape(answer.model.name)}</h2><span class="{tone}">'
        f'{escape(state)}</span></header><p class="muted">{escape(about(answer))}</p>'
        f"{said}{drawn}{sections}{prompt}{figures}</article>"
    )


def _part(part: AnswerPart, answer: Answer, at: int, image: StageImage, *, places: bool) -> str:
    text = escape(part.text)
    match part.shape:
        case Shape.LABELS:
            return "".join(_bar(label) for label in answer.reading.labels)
        case Shape.BOXES:
            return _table(answer, at, image, places=places)
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


def _table(answer: Answer, at: int, image: StageImage, *, places: bool) -> str:
    detections = answer.reading.all_detections
    kinds = not only_boxes(detections)
    rows = []
    for number, detection in enumerate(detections):
        colour = image.colours[detection.label].name()
        mark = f'tabindex="0" data-box="{image.mark(at, number)}" style="--c: {colour}"'
        figures = " ".join(f"{value:.2f}" for value in place_of(detection))
        confidence = score(detection.score)
        label = f'<td dir="auto"><i></i>{escape(detection.label)}</td>'
        kind = f"<td>{kind_of(detection)}</td>" if kinds else ""
        place = f"<td>{figures}</td>" if places else ""
        rows.append(f"<tr {mark}>{label}{kind}{place}<td>{confidence}</td></tr>")
    kind = "<th>Kind</th>" if kinds else ""
    place = "<th>left top right bottom</th>" if places else ""
    head = f"<tr><th>Label</th>{kind}{place}<th>Score</th></tr>"
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
