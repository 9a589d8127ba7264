"""An eval run as one HTML page: the table, charts, and every prompt with every answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

import vizdesk
from vizdesk.evals.registry import rule
from vizdesk.runs.records import EvalRecord
from vizdesk.runs.report.chart_svg import ChartColours, against_cost, against_time, chart_svg
from vizdesk.runs.report.coverage import partial_mark
from vizdesk.runs.report.pairs import HEADS, about_pairs, pair_lines, sentences
from vizdesk.runs.report.prompts import Prompt, prompts
from vizdesk.runs.report.results import Results
from vizdesk.runs.report.table import (
    ResultCell,
    ResultColumn,
    ResultLine,
    category_words,
    columns,
    lines,
    rated,
)
from vizdesk.runs.report.text import how_to_read

MOST_SENTENCES = 10
STYLE = """
:root { color-scheme: light; --good: #197A4C; --fair: #9A5B00; --weak: #C8372D; }
body { margin: 28px auto; max-width: 1240px; padding: 0 16px; background: #F5F5F3; color: #1B1B1A;
  font: 14px/1.5 Inter, "Segoe UI", system-ui, sans-serif; }
table { border-collapse: collapse; background: #fff; width: 100%; margin: 16px 0; }
th, td { text-align: left; padding: 5px 10px; white-space: nowrap;
  border-bottom: 1px solid #E4E3DF; }
td { font-variant-numeric: tabular-nums; } th { font-weight: 600; max-width: 240px;
  overflow: hidden; text-overflow: ellipsis; } tbody th { font-weight: 400; }
.muted, small, footer { color: #6B6A66; } small { margin-left: 8px; }
.chip { border-radius: 4px; padding: 1px 6px; font-weight: 600; }
.good { color: var(--good); background: #197A4C22; } .fair { color: var(--fair);
  background: #9A5B0022; } .weak { color: var(--weak); background: #C8372D1C; }
.published { background: #F0EFEB; } th.published, td.published { border-left: 1px solid #E4E3DF; }
.key { font-size: 13px; } .key .chip { margin-left: 6px; font-weight: 400; }
.note { margin: 4px 0; font-size: 12px; } .under { color: #6B6A66; font-size: 12px;
  font-weight: 400; } .wide { overflow-x: auto; }
.pairs th { white-space: normal; } details p { margin: 8px 0 0; }
.right { color: var(--good); } .wrong { color: var(--weak); }
details { background: #fff; border: 1px solid #E4E3DF; border-radius: 8px; margin: 6px 0;
  padding: 8px 14px; } summary { cursor: pointer; } pre { white-space: pre-wrap; margin: 2px 0;
  overflow-wrap: anywhere; font: inherit; }
svg { overflow: visible; background: #fff; border-radius: 8px; margin: 14px 12px 6px 0; }
"""
# The colours of the window's classes (Okabe, Ito), so that a model looks the same everywhere.
COLOURS = ChartColours(
    "#1B1B1A",
    "#6B6A66",
    "#E4E3DF",
    ("#D55E00", "#0072B2", "#009E73", "#CC79A7", "#7A5C00", "#3A86B8", "#5A4FCF", "#8C2D04"),
)


def eval_page(results: Results, recorded: Sequence[EvalRecord], about: str) -> str:
    """The page; it needs no network."""
    return "".join(page_pieces(results, prompts(results.plan, recorded), about))


def page_pieces(results: Results, asked: Iterable[Prompt], about: str) -> Iterator[str]:
    """The same piece by piece: the prompts are never held together."""
    title = escape(results.plan.suite.title)
    names = columns(results)
    head = "".join(map(_head, names))
    body = "".join(_line(line, names) for line in lines(results))
    paragraphs = _sentences(results) + _pairs(results)
    paragraphs += "".join(
        f'<p class="muted">{escape(published.words)}</p>' for published in results.published
    )
    charts = "".join(_charts(results))
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    yield (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f"<title>{title}</title><style>{STYLE}</style></head><body><h1>{title}</h1>"
        f'<p class="muted">{escape(about)}</p>{_partial(results)}'
        f'{_key(results)}<div class="wide"><table>'
        f"<thead><tr><th></th>{head}</tr></thead><tbody>{body}</tbody></table></div>"
        f"{_notes(results)}"
        f"<div>{charts}</div>{paragraphs}<h2>Prompts</h2>"
    )
    for prompt in asked:
        yield _prompt(prompt, results)
    yield f"<footer>Made with vizdesk {escape(vizdesk.__version__)}.</footer></body></html>\n"


def _charts(results: Results) -> Iterator[str]:
    time, cost = against_time(results.rows), against_cost(results.rows)
    partial = partial_mark(results.coverage)
    if time:
        title, unit = "Score against time", "seconds, median"
        yield chart_svg(time, title, unit, COLOURS, partial=partial)
    if any(point.x for point in cost):
        title, unit = "Score against cost", "US dollars for 1,000 tasks"
        yield chart_svg(cost, title, unit, COLOURS, partial=partial)


def _partial(results: Results) -> str:
    words = results.partial
    return f'<p><span class="chip fair">{escape(words)}</span></p>' if words else ""


def _key(results: Results) -> str:
    if not rated(results):
        return ""
    return (
        '<p class="key">Score key: <span class="chip good">≥75% good</span> '
        '<span class="chip fair">40–74% fair</span> <span class="chip weak">&lt;40% weak</span></p>'
    )


def _notes(results: Results) -> str:
    return "".join(
        f'<p class="muted note">{escape(sentence)}</p>' for sentence in how_to_read(results)
    )


def _sentences(results: Results) -> str:
    lines = sentences(results)
    paragraphs = "<br>".join(map(escape, lines))
    if len(lines) <= MOST_SENTENCES:
        return f"<p>{paragraphs}</p>" if paragraphs else ""
    return f"<details><summary>{len(lines)} pairs in words</summary><p>{paragraphs}</p></details>"


def _pairs(results: Results) -> str:
    if not results.pairs:
        return ""
    head = "".join(f"<th>{escape(head)}</th>" for head in ("First", "Second", *HEADS))
    body = "".join(
        f'<tr class="{"" if line.apart else "muted"}">'
        + "".join(f"<td>{escape(cell)}</td>" for cell in (line.first, line.second, *line.cells))
        + "</tr>"
        for line in pair_lines(results)
    )
    return (
        f'<div class="wide"><table class="pairs"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
        f'<p class="muted note">{escape(about_pairs(results))}</p>'
    )


def _line(line: ResultLine, names: Sequence[ResultColumn]) -> str:
    cells = "".join(_cell(*pair) for pair in zip(line.cells, names, strict=True))
    name = f"{escape(line.name)}{_small(line.note)}"
    return f'<tr title="{escape(line.about)}"><th>{name}</th>{cells}</tr>'


def _small(words: str) -> str:
    return f"<small>{escape(words)}</small>" if words else ""


def _head(column: ResultColumn) -> str:
    small = f'<br><span class="under">{escape(column.small)}</span>' if column.small else ""
    tip = f' title="{escape(column.about)}"' if column.about and not column.source else ""
    return f"<th{_apart(column)}{tip}>{escape(column.name)}{small}</th>"


def _apart(column: ResultColumn) -> str:
    return f' class="published" title="{escape(column.source)}"' if column.source else ""


def _cell(cell: ResultCell, column: ResultColumn) -> str:
    apart = _apart(column)
    if cell.grade is None:
        return f"<td{apart}>{escape(cell.words)}{_small(cell.small)}</td>"
    return (
        f'<td{apart}><span class="chip {cell.grade.value}">{escape(cell.words)}</span>'
        f"<small>{escape(cell.small)}</small></td>"
    )


def _prompt(prompt: Prompt, results: Results) -> str:
    item, repeated = prompt.item, results.plan.repeats > 1
    rule_words = escape(rule(item.check)) if item.check is not None else ""
    answers = "".join(
        _answer(each, f"{model.name} · {each.cell.repeat + 1}" if repeated else model.name)
        for model in results.plan.models
        for each in prompt.answers[model.id]
    )
    marks = " · ".join(
        f"{escape(model.name)} {mark.value}"
        for model, mark in zip(results.plan.models, prompt.marks, strict=True)
    )
    asked = escape(" ".join(item.prompt.split()) or item.image_name)
    where = escape(category_words(item.category))
    return (
        f'<details><summary>{asked} <span class="muted">{where} · {marks}</span>'
        f'</summary><p class="muted">{escape(item.image_name)} · {rule_words}</p>'
        f"{answers}</details>"
    )


def _answer(record: EvalRecord, name: str) -> str:
    """Whose answer it is, its verdicts each by its name, and what was said."""
    failure, verdict = record.answer.failure, record.verdict
    text = str(failure) if failure else record.answer.text.strip()
    words = ["failed"] if failure else []
    if verdict is not None:
        words.append(f"{verdict.state.value}: {verdict.why}")
    if record.judge is not None:
        words.append(f"{record.judge.model} as judge: {record.judge.reply.strip()}")
    if record.person is not None:
        words.append(f"counted as {'right' if record.person.right else 'wrong'} by a person")
    known = record.right is not None or failure is not None
    tone = "right" if record.right else "wrong" if known else "muted"
    return (
        f"<p><b>{escape(name)}</b> <span class={tone}>{escape(' · '.join(words))}</span></p>"
        f"<pre>{escape(text)}</pre>"
    )
