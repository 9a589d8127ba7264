"""Writes the tables of docs/ that list what a registry holds: `python -m tools.docs_tables`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from tests.engines.reported_servers.expected import SUBJECTS, Scenario

from vizdesk.comparison.task_specs.registry import TASKS
from vizdesk.engines.batch.registry import BATCH_PROVIDERS
from vizdesk.evals.loaders.registry import LOADERS
from vizdesk.evals.registry import CHECK_KINDS, to_json
from vizdesk.export.registry import FORMATS

DOCS = Path(__file__).resolve().parents[1] / "docs"


def table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A table in Markdown."""
    lines = [header, tuple("---" for _ in header), *rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


def export_formats() -> str:
    """What a comparison can be exported to."""
    kinds = {(True, False): "image", (False, True): "boxes", (False, False): "text"}
    return table(
        ("ending", "title", "kind", "hint"),
        (
            (
                ", ".join(f"`{ending}`" for ending in (each.ending, *each.other_endings)),
                each.title,
                kinds[each.needs_image, each.boxes_only],
                each.hint,
            )
            for each in FORMATS
        ),
    )


def tasks() -> str:
    """What can be asked of an image."""
    return table(
        ("name", "title", "needs", "gives"),
        ((f"`{s.kind.value}`", s.title, s.input.value, s.output.value) for s in TASKS),
    )


def check_kinds() -> str:
    """What an answer can be checked for."""
    return table(
        ("kind", "example", "the answer"),
        (
            (
                f"`{kind.name}`",
                f"`{json.dumps(to_json(kind.example), ensure_ascii=False)}`".replace("|", "\\|"),
                kind.meaning,
            )
            for kind in CHECK_KINDS
        ),
    )


def suite_loaders() -> str:
    """What a suite can be read from, in the order in which it is tried."""
    return table(("a suite is", "as in"), ((loader.name, loader.source) for loader in LOADERS))


def reported_servers() -> str:
    """What every reported server behaviour is to end as."""
    header = ("scenario", "ends as", "requests", "tokens", "cost", "says", "because")
    return "\n".join(
        f"**{subject}**\n\n{table(header, (_reported_server(row) for row in rows))}"
        for subject, rows in SUBJECTS.items()
    )


def _reported_server(row: Scenario) -> tuple[str, ...]:
    ends = [row.state.value]
    if row.finish is not None:
        ends.append(row.finish.value)
    if row.text:
        ends.append(json.dumps(row.text, ensure_ascii=False))
    if row.thinking:
        ends.append(f"thought {json.dumps(row.thinking, ensure_ascii=False)}")
    words = " → ".join(part for part in (row.begins, row.advice) if part)
    why = row.why + (f" ({row.report})" if row.report else "")
    return (
        f"`{row.name}`" + (f" *(point {row.not_yet})*" if row.not_yet else ""),
        ", ".join(ends),
        str(row.requests),
        " / ".join("–" if count is None else str(count) for count in row.tokens),
        "–" if row.cost_usd is None else f"${row.cost_usd:g}",
        (f"{words} …" if words else "").replace("|", "\\|"),
        why,
    )


def batch_providers() -> str:
    """The vendors whose Batch API is spoken."""
    return table(
        ("vendor", "`batch =`", "questions a batch", "MB a batch", "ends after", "price", "guide"),
        (
            (
                provider.name,
                f'`"{provider.id}"`',
                f"{provider.limits.requests:,}",
                f"{provider.limits.bytes / 1e6:,.0f}",
                f"{provider.limits.hours} h",
                f"× {provider.price_factor:g}",
                provider.source,
            )
            for provider in BATCH_PROVIDERS
        ),
    )


def catalogue_cells() -> str:
    """How many models of the catalogue each row of the table knows something of."""
    from tools.catalogue import COUNTED, known_cells, unknown_share

    rows = [
        (label, str(known), str(every - known), "yes" if key in COUNTED else "")
        for key, (label, known, every) in known_cells().items()
    ]
    share = f"“—” over the counted rows: {100 * unknown_share():.1f} %\n"
    return table(("row", "known", "“—”", "counted"), rows) + "\n" + share


TABLES: Mapping[str, Callable[[], str]] = {
    "export formats": export_formats,
    "check kinds": check_kinds,
    "tasks": tasks,
    "suite loaders": suite_loaders,
    "batch providers": batch_providers,
    "reported servers": reported_servers,
    "catalogue cells": catalogue_cells,
}
"""By the name that stands in the page: `<!-- registry: NAME -->` … `<!-- end of registry -->`."""
_PLACE = re.compile(r"(<!-- registry: ([a-z ]+) -->\n).*?(<!-- end of registry -->)", re.DOTALL)


def with_tables(page: str) -> str:
    """A page with every table in it made anew. Raises KeyError for one that nobody makes."""
    return _PLACE.sub(lambda place: place[1] + TABLES[place[2]]() + place[3], page)


def pages() -> list[Path]:
    """The pages of docs/ with such tables."""
    return [path for path in sorted(DOCS.glob("*.md")) if _PLACE.search(path.read_text())]


def main() -> int:
    """Write all pages."""
    for path in pages():
        path.write_text(with_tables(path.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
