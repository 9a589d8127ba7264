"""The contact sheet as one HTML file: each thumbnail once, boxes drawn over it; no network."""

from __future__ import annotations

import base64
import io
from html import escape

from vizdesk.analysis.contact_sheet import SheetRow, class_counts
from vizdesk.analysis.contact_sheet_words import agreement_words
from vizdesk.comparison.types import Answer, AnswerState
from vizdesk.export.contact_sheet.sheet_content import SheetContent, differs
from vizdesk.export.text.answer_metrics import when_of
from vizdesk.export.text.detection_figures import bounds_of

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
QUALITY = 85
GREY = "#6B6A66"
STYLE = """
:root { color-scheme: light dark; --bg: #fff; --text: #1b1b1a; --muted: #62615d; --line: #e4e3df;
  --fair: #8a5100; --fairbg: #fbf0dc; --weak: #b42e25; --good: #17724a; }
@media (prefers-color-scheme: dark) { :root { --bg: #1e1e20; --text: #ececea; --muted: #a0a09b;
  --line: #2e2e31; --fair: #e5a23d; --fairbg: #3a2e18; --weak: #f2766b; --good: #4cc38a; } }
body { background: var(--bg); color: var(--text); font: 13px/1.4 system-ui, sans-serif;
  margin: 20px; }
h1 { font-size: 18px; } .muted { color: var(--muted); }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { border-bottom: 1px solid var(--line); padding: 6px 10px; text-align: left;
  vertical-align: middle; overflow-wrap: anywhere; }
thead th { position: sticky; top: 0; background: var(--bg); }
tfoot td { color: var(--muted); border: 0; }
.t { display: inline-block; width: 96px; height: 72px; vertical-align: middle; margin-right: 8px;
  background: var(--t) center / contain no-repeat; }
svg { position: absolute; overflow: visible; } .t { position: relative; }
rect { fill: none; stroke-width: 2; vector-effect: non-scaling-stroke; }
i { display: inline-block; width: 8px; height: 8px; margin: 0 4px 0 8px; }
.c { display: inline-block; vertical-align: middle; max-width: calc(100% - 112px); }
.c span, thead th:last-child { white-space: nowrap; }
.differs { background: var(--fairbg); color: var(--fair); } .failed b { color: var(--weak); }
.all { color: var(--good); }
"""


def sheet_html(content: SheetContent) -> str:
    """The page."""
    heads = "".join(
        f"<th scope='col'>{number} {escape(model.name)}</th>"
        for number, model in enumerate(content.models, 1)
    )
    rows = "\n".join(_row(content, row) for row in content.rows)
    foot = "\n".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in line)}</tr>"
        for line in content.footer_lines()
    )
    title = escape(content.title)
    facts = escape(f"{when_of(content.created)} · vizdesk {content.version}")
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{STYLE}</style></head><body><h1>{title}</h1>"
        f'<p class="muted">{facts}</p>{_legend(content)}'
        f"<table><thead><tr><th scope='col'>Image</th>{heads}<th scope='col'>Agreement</th></tr>"
        f"</thead>\n<tbody>{rows}</tbody>\n<tfoot>{foot}</tfoot></table></body></html>\n"
    )


def _legend(content: SheetContent) -> str:
    if not content.boxes:
        return ""
    classes = "".join(
        f'<i style="background: {colour}"></i>{escape(label)}'
        for label, colour in content.class_colours.items()
    )
    return f"<p>{classes}</p>"


def _row(content: SheetContent, row: SheetRow) -> str:
    thumbnail = content.thumbnail(row.key)
    style, size = "", (4, 3)
    if thumbnail is not None:
        out = io.BytesIO()
        thumbnail.save(out, "JPEG", quality=QUALITY)
        data = base64.b64encode(out.getvalue()).decode("ascii")
        style, size = f" style=\"--t: url('data:image/jpeg;base64,{data}')\"", thumbnail.size
    cells = "".join(_cell(content, row, answer, size) for answer in row.answers)
    words = agreement_words(row)
    agreed = row.agreement is not None and row.agreement.share == 1
    return (
        f"<tr{style}><th scope='row'><span class='t'></span>{escape(row.name)}</th>{cells}"
        f"<td class='{'all' if agreed else ''}'>{escape(words)}</td></tr>"
    )


def _cell(
    content: SheetContent, row: SheetRow, answer: Answer | None, size: tuple[int, int]
) -> str:
    state, words = content.answer_words(answer)
    shown = f"<b>{escape(state)}</b> " if state else ""
    name = "failed" if answer is not None and answer.state is AnswerState.FAILED else ""
    if answer is not None and answer.state is AnswerState.DONE and content.boxes:
        shown += _boxes(content, answer, size)
        counts = class_counts(answer)
        words = "" if counts else words
        listed = " ".join(
            f'<span><i style="background: {content.class_colours.get(label, GREY)}"></i>'
            f"{escape(label)} {count}</span>"
            for label, count in counts
        )
        shown += f'<span class="c">{listed}</span>'
    if differs(row, answer):
        name = "differs"
    return f"<td class='{name}'>{shown}{escape(words)}</td>"


def _boxes(content: SheetContent, answer: Answer, size: tuple[int, int]) -> str:
    """The thumbnail with what was found on it; the picture itself stands in the row once."""
    scale = min(96 / size[0], 72 / size[1])
    wide, high = size[0] * scale, size[1] * scale
    rects = []
    for item in answer.reading.all_detections:
        box = bounds_of(item)
        rects.append(
            f'<rect x="{box.x0:.4f}" y="{box.y0:.4f}" width="{max(0.01, box.x1 - box.x0):.4f}" '
            f'height="{max(0.01, box.y1 - box.y0):.4f}" '
            f'stroke="{content.class_colours.get(item.label, GREY)}"/>'
        )
    place = f"left: {(96 - wide) / 2:.1f}px; top: {(72 - high) / 2:.1f}px"
    return (
        f'<span class="t"><svg style="{place}" width="{wide:.1f}" height="{high:.1f}" '
        f'viewBox="0 0 1 1" preserveAspectRatio="none">{"".join(rects)}</svg></span>'
    )
