"""A comparison as one HTML file: no network, linked panning and zooming, boxes tied to rows."""

from __future__ import annotations

import base64
import io
from html import escape
from pathlib import Path

from PIL.Image import Image

from vizdesk.comparison.nouns import Answer, Comparison
from vizdesk.export.figures import about, figures_of, question_of, state_of, title_of
from vizdesk.export.palette import colours_for

LONGEST, QUALITY = 2048, 88

STYLE = """
:root { color-scheme: light dark; --bg: #F5F5F3; --panel: #FFFFFF; --line: #E4E3DF; --text: #1B1B1A;
  --muted: #6B6A66; --stage: #ECEBE7; --hover: #F3F2EF; --weak: #C8372D; }
@media (prefers-color-scheme: dark) { :root { --bg: #161617; --panel: #1E1E20; --line: #2E2E31;
  --text: #ECECEA; --muted: #A0A09B; --stage: #121213; --hover: #28282B; --weak: #F2766B; } }
* { box-sizing: border-box; }
body { margin: 24px; background: var(--bg); color: var(--text);
  font: 13px/1.5 Inter, "Segoe UI", system-ui, sans-serif; }
h1 { font-size: 22px; margin: 0; } h2 { font-size: 14px; margin: 0; }
p { margin: 4px 0; white-space: pre-wrap; overflow-wrap: anywhere; }
.muted, footer { color: var(--muted); font-size: 12px; } .problem { color: var(--weak); }
main { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(420px, 100%), 1fr));
  gap: 12px; margin: 20px 0; }
article { background: var(--panel); border: 1px solid var(--line); border-radius: 12px;
  padding: 14px; min-width: 0; }
.stage { position: relative; overflow: hidden; margin: 10px 0; border-radius: 8px; cursor: grab;
  background: var(--stage); touch-action: none; }
.sheet { position: absolute; inset: 0; transform-origin: 0 0;
  background: var(--picture) 0 0 / 100% 100%; }
.box { position: absolute; border: 2px solid var(--c); box-shadow: 0 0 0 1px #fff8; }
.box span { position: absolute; left: -2px; bottom: 100%; background: var(--c); color: #fff;
  font-size: 11px; padding: 0 4px; white-space: nowrap; }
.on.box { background: color-mix(in srgb, var(--c) 30%, transparent); }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
td { padding: 3px 6px; border-bottom: 1px solid var(--line); } tr.on { background: var(--hover); }
td i { display: inline-block; width: 10px; height: 10px; background: var(--c); margin-right: 6px; }
"""

SCRIPT = """
const view = { x: 0, y: 0, k: 1 };
const stages = [...document.querySelectorAll('.stage')];
const show = () => stages.forEach(s => { const w = s.clientWidth, h = s.clientHeight;
  s.firstElementChild.style.transform =
    `translate(${view.x * w}px, ${view.y * h}px) scale(${view.k})`; });
const keep = () => { const low = 1 - view.k;
  view.x = Math.min(0, Math.max(low, view.x));
  view.y = Math.min(0, Math.max(low, view.y)); show(); };
stages.forEach(s => {
  s.addEventListener('wheel', e => { e.preventDefault();
    const r = s.getBoundingClientRect();
    const k = Math.min(16, Math.max(1, view.k * 1.0015 ** -e.deltaY));
    const px = (e.clientX - r.left) / r.width, py = (e.clientY - r.top) / r.height;
    view.x = px - (px - view.x) * k / view.k; view.y = py - (py - view.y) * k / view.k;
    view.k = k; keep(); }, { passive: false });
  s.addEventListener('pointerdown', e => s.setPointerCapture(e.pointerId));
  s.addEventListener('pointermove', e => { if (!e.buttons) return;
    view.x += e.movementX / s.clientWidth; view.y += e.movementY / s.clientHeight; keep(); });
  s.addEventListener('dblclick', () => { view.x = view.y = 0; view.k = 1; keep(); });
});
document.querySelectorAll('[data-box]').forEach(one => {
  const both = document.querySelectorAll(`[data-box="${one.dataset.box}"]`);
  one.addEventListener('mouseenter', () => both.forEach(b => b.classList.add('on')));
  one.addEventListener('mouseleave', () => both.forEach(b => b.classList.remove('on')));
});
"""


def html_page(comparison: Comparison, image: Image, note: str = "") -> str:
    """The page. `image` is the upright picture; it is put in once, at most 2,048 px long.

    `note` is a sentence for the heading.
    """
    picture, task = comparison.picture, comparison.task
    when = comparison.created.astimezone().strftime("%d %B %Y, %H:%M").lstrip("0")
    name = escape(Path(picture.path).name)
    title = f"{escape(title_of(task))}: {name}"
    question = f"<p>{escape(question_of(task))}</p>" if question_of(task) else ""
    classes = f"<p>{escape(', '.join(task.classes))}</p>" if task.classes else ""
    size = f"{picture.width:,} × {picture.height:,} px"
    said = "".join(f" · {escape(one)}" for one in (note,) if one)
    ratio = f"{image.width} / {image.height}"
    cards = "\n".join(_card(comparison, at, ratio) for at in range(len(comparison.answers)))
    policy = (
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"
    )
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{STYLE}\n:root {{ --picture: url({_data_url(image)}); }}"
        f"</style></head><body><header><h1>{title}</h1>{question}{classes}"
        f'<p class="muted">{name} · {size} · {when}{said}</p></header>\n<main>{cards}</main>\n'
        f"<footer>Made with vizdesk {escape(comparison.version)} · sha256 "
        f"{picture.sha256[:16]} · scroll to zoom all pictures, drag to move, double-click to reset"
        f"</footer><script>{SCRIPT}</script></body></html>\n"
    )


def _card(comparison: Comparison, at: int, ratio: str) -> str:
    answer = comparison.answers[at]
    labels = [one.label for each in comparison.answers for one in each.reading.detections]
    colours = colours_for([*comparison.task.classes, *labels])
    boxes, rows = [], []
    for number, one in enumerate(answer.reading.detections):
        mark = f'data-box="{at}-{number}" style="--c: {colours[one.label].name()}'
        box, label = one.box, escape(one.label)
        place = (
            f"left: {100 * box.x0:.3f}%; top: {100 * box.y0:.3f}%; "
            f"width: {100 * (box.x1 - box.x0):.3f}%; height: {100 * (box.y1 - box.y0):.3f}%"
        )
        boxes.append(f'<div class="box" {mark}; {place}"><span>{label}</span></div>')
        figures = " ".join(f"{value:.2f}" for value in (box.x0, box.y0, box.x1, box.y1))
        score = "" if one.score is None else f"{one.score:.2f}"
        rows.append(f'<tr {mark}"><td><i></i>{label}</td><td>{figures}</td><td>{score}</td></tr>')
    sheet = f'<div class="sheet">{"".join(boxes)}</div>'
    stage = f'<div class="stage" style="aspect-ratio: {ratio}">{sheet}</div>'
    table = f"<table>{''.join(rows)}</table>" if rows else ""
    figures = " · ".join(f"{name} {value}" for name, value in figures_of(answer))
    return (
        f"<article><h2>{escape(answer.model.name)}</h2>"
        f'<p class="muted">{escape(about(answer))} · {escape(state_of(answer)[0])}</p>'
        f'{stage}{table}{_words(answer)}<p class="muted">{escape(figures)}</p></article>'
    )


def _words(answer: Answer) -> str:
    if answer.failure is not None:
        return f'<p class="problem">{escape(str(answer.failure))}</p>'
    reading = answer.reading
    problems = "".join(f'<p class="problem">{escape(one)}</p>' for one in answer.problems)
    if reading.labels:
        lines = [
            escape(one.label) + ("" if one.score is None else f" {one.score:.2f}")
            for one in reading.labels
        ]
        return f"<p>{'<br>'.join(lines)}</p>{problems}"
    return ("" if reading.detections else f"<p>{escape(answer.text.strip())}</p>") + problems


def _data_url(image: Image) -> str:
    small = image.convert("RGB")
    small.thumbnail((LONGEST, LONGEST))
    data = io.BytesIO()
    small.save(data, "JPEG", quality=QUALITY)
    return f"data:image/jpeg;base64,{base64.b64encode(data.getvalue()).decode()}"
