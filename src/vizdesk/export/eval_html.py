"""An eval run as one HTML page: the table, charts, and every prompt with every answer."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import vizdesk
from vizdesk.evals.rules import rule
from vizdesk.runs.chart_svg import ChartColours, against_cost, against_time, chart_svg
from vizdesk.runs.prompts import Prompt, prompts
from vizdesk.runs.recorded import Recorded
from vizdesk.runs.results import Results
from vizdesk.runs.results_table import Column, Line, Shown, columns, lines

STYLE = """
:root { color-scheme: light; --good: #197A4C; --fair: #9A5B00; --weak: #C8372D; }
body { margin: 28px auto; max-width: 1100px; padding: 0 16px; background: #F5F5F3; color: #1B1B1A;
  font: 14px/1.5 Inter, "Segoe UI", system-ui, sans-serif; }
table { border-collapse: collapse; background: #fff; width: 100%; margin: 16px 0; }
th, td { text-align: left; padding: 5px 10px; border-bottom: 1px solid #E4E3DF; }
td { font-variant-numeric: tabular-nums; } th { font-weight: 600; } tbody th { font-weight: 400; }
.muted, small, footer { color: #6B6A66; } small { margin-left: 8px; }
.chip { border-radius: 4px; padding: 1px 6px; font-weight: 600; }
.good { color: var(--good); background: #197A4C22; } .fair { color: var(--fair);
  background: #9A5B0022; } .weak { color: var(--weak); background: #C8372D1C; }
.published { background: #F0EFEB; } th.published, td.published { border-left: 1px solid #E4E3DF; }
.right { color: var(--good); } .wrong { color: var(--weak); }
details { background: #fff; border: 1px solid #E4E3DF; border-radius: 8px; margin: 6px 0;
  padding: 8px 14px; } summary { cursor: pointer; } pre { white-space: pre-wrap; margin: 2px 0;
  overflow-wrap: anywhere; font: inherit; }
svg { background: #fff; border-radius: 8px; margin: 0 12px 12px 0; }
"""
# The colours of the window's classes (Okabe, Ito), so that a model looks the same everywhere.
COLOURS = ChartColours(
    "#1B1B1A",
    "#6B6A66",
    "#E4E3DF",
    ("#D55E00", "#0072B2", "#009E73", "#CC79A7", "#7A5C00", "#3A86B8", "#5A4FCF", "#8C2D04"),
)


def eval_page(found: Results, recorded: Sequence[Recorded], about: str) -> str:
    """The page; it needs no network."""
    title = escape(found.plan.suite.title)
    names = columns(found)
    head = "".join(f"<th{_apart(one)}>{escape(one.heading)}</th>" for one in names)
    body = "".join(_line(line, names) for line in lines(found))
    said = "".join(f"<p>{escape(pair.words)}</p>" for pair in found.pairs)
    said += "".join(f'<p class="muted">{escape(one.words)}</p>' for one in found.published)
    time, cost = against_time(found.rows), against_cost(found.rows)
    charts = chart_svg(time, "Score against time", "seconds, median", COLOURS) if time else ""
    if any(one.x for one in cost):
        unit = "US dollars for 1,000 tasks"
        charts += chart_svg(cost, "Score against cost", unit, COLOURS)
    asked = "".join(_prompt(one, found) for one in prompts(found.plan, recorded))
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f"<title>{title}</title><style>{STYLE}</style></head><body><h1>{title}</h1>"
        f'<p class="muted">{escape(about)}</p><table><thead><tr><th></th>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table>{said}<div>{charts}</div><h2>Prompts</h2>{asked}"
        f"<footer>Made with vizdesk {escape(vizdesk.__version__)}. Rates are of answers that came, "
        "with 95 % Wilson intervals; times are warm.</footer></body></html>\n"
    )


def _line(line: Line, names: Sequence[Column]) -> str:
    cells = "".join(_cell(*pair) for pair in zip(line.cells, names, strict=True))
    return f'<tr title="{escape(line.about)}"><th>{escape(line.name)}</th>{cells}</tr>'


def _apart(column: Column) -> str:
    return f' class="published" title="{escape(column.source)}"' if column.source else ""


def _cell(one: Shown, column: Column) -> str:
    apart = _apart(column)
    if one.grade is None:
        small = f"<small>{escape(one.small)}</small>" if one.small else ""
        return f"<td{apart}>{escape(one.words)}{small}</td>"
    return (
        f'<td{apart}><span class="chip {one.grade.value}">{escape(one.words)}</span>'
        f"<small>{escape(one.small)}</small></td>"
    )


def _prompt(one: Prompt, found: Results) -> str:
    item = one.item
    rule_words = escape(rule(item.check)) if item.check is not None else ""
    answers = ""
    for model in found.plan.models:
        for each in one.answers[model.id]:
            failure = each.answer.failure
            text = str(failure) if failure else each.answer.text.strip()
            verdict = each.verdict
            words = "" if verdict is None else f"{verdict.state.value}: {verdict.why}"
            if each.judge is not None:
                words += f" {each.judge.model} judged: {each.judge.reply.strip()}"
            tone = "right" if each.right else "wrong"
            answers += (
                f"<p><b>{escape(model.name)}</b> <span class={tone}>{escape(words)}</span></p>"
                f"<pre>{escape(text)}</pre>"
            )
    marks = " · ".join(
        f"{escape(model.name)} {mark.value}"
        for model, mark in zip(found.plan.models, one.marks, strict=True)
    )
    asked = escape(" ".join(item.prompt.split()) or item.picture)
    return (
        f'<details><summary>{asked} <span class="muted">{escape(item.category)} · {marks}</span>'
        f'</summary><p class="muted">{escape(item.picture)} · {rule_words}</p>{answers}</details>'
    )
