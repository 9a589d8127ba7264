"""The comparison table as one HTML file: no script, no network, light and dark."""

from __future__ import annotations

from html import escape

from vizdesk.catalog.table.table import ComparisonTable, TableCell, TableRow
from vizdesk.catalog.table.text import methods

STYLE = """
:root { color-scheme: light dark; --bg: #F5F5F3; --panel: #FFFFFF; --line: #E4E3DF; --text: #1B1B1A;
  --muted: #6B6A66; --accent: #3D5AFE; --good: #1E8E5A; --fair: #B26A00; --weak: #C8372D; }
@media (prefers-color-scheme: dark) { :root { --bg: #161617; --panel: #1E1E20; --line: #2E2E31;
  --text: #ECECEA; --muted: #A0A09B; --accent: #7C93FF; --good: #4CC38A; --fair: #E5A23D;
  --weak: #F2766B; } }
body { margin: 24px; background: var(--bg); color: var(--text);
  font: 13px/1.5 Inter, "Segoe UI", system-ui, sans-serif; }
main { overflow-x: auto; background: var(--panel); border: 1px solid var(--line);
  border-radius: 12px; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: 6px 14px; text-align: left; border-bottom: 1px solid var(--line);
  vertical-align: baseline; }
thead th { font-weight: 600; position: sticky; top: 0; background: var(--panel); }
tbody th { font-weight: 400; color: var(--muted); white-space: nowrap; position: sticky; left: 0;
  background: var(--panel); }
tr.section th { font-weight: 600; color: var(--text); background: var(--bg); }
tr:last-child th, tr:last-child td { border-bottom: 0; }
small { color: var(--muted); font-size: 11.5px; }
main > p { margin: 10px 14px; }
td[title] { cursor: help; }
.good { color: var(--good); font-weight: 600; } .fair { color: var(--fair); font-weight: 600; }
.weak { color: var(--weak); font-weight: 600; } .unknown { color: var(--muted); }
"""


def html(table: ComparisonTable, title: str = "") -> str:
    """One file that opens anywhere; a cell's source is its tooltip."""
    names = " vs ".join(column.name for column in table.columns)
    heading = escape(title or names)
    sentence = f"<p>{escape(table.sentence)}</p>" if table.sentence else ""
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{heading}</title>'
        f"<style>{STYLE}</style></head><body><h1>{heading}</h1>{sentence}"
        f"<main>{fragment(table)}</main><p><small>Score key: ≥75% good, 40–74% fair, &lt;40% weak. "
        "Made with vizdesk.</small></p></body></html>\n"
    )


def fragment(table: ComparisonTable) -> str:
    """The table alone, as the clipboard takes it."""
    head = "".join(f'<th scope="col">{escape(column.name)}</th>' for column in table.columns)
    lines = [f'<table><thead><tr><th scope="col">Property</th>{head}</tr></thead><tbody>']
    for section in table.sections:
        if section.title:
            note = f" <small>{escape(section.note)}</small>" if section.note else ""
            tip = f' title="{escape(section.tip)}"' if section.tip else ""
            lines.append(
                f'<tr class="section"{tip}><th colspan="{len(table.columns) + 1}" scope="colgroup">'
                f"{escape(section.title)}{note}</th></tr>"
            )
        lines += [_row(row) for row in section.rows]
    notes = [
        f"<p><small><b>{escape(title)}.</b> {escape(method)}</small></p>"
        for title, method in methods(table)
    ]
    return "\n".join([*lines, "</tbody></table>", *notes])


def _row(row: TableRow) -> str:
    note = f" <small>{escape(row.note)}</small>" if row.note else ""
    cells = "".join(_cell(cell) for cell in row.cells)
    return f'<tr><th scope="row">{escape(row.label)}{note}</th>{cells}</tr>'


def _cell(cell: TableCell) -> str:
    kind = cell.grade.value if cell.grade else "" if cell.known else "unknown"
    tip = f' title="{escape(cell.tip)}"' if cell.tip else ""
    words = "yes" if cell.text == "Try" else cell.text
    main = f'<span class="{kind}">{escape(words)}</span>' if kind else escape(words)
    detail = f" <small>{escape(cell.detail)}</small>" if cell.detail else ""
    differs = " <small>(sources differ)</small>" if cell.differs else ""
    return f"<td{tip}>{main}{detail}{differs}</td>"
