"""The contact sheet as CSV, a line for each cell, and as JSON."""

from __future__ import annotations

from typing import Any

from vizdesk.analysis.contact_sheet import (
    ModelFooter,
    SheetRow,
    class_counts,
)
from vizdesk.analysis.contact_sheet_words import agreement_words
from vizdesk.common.csv_text import Figure, csv_text
from vizdesk.common.strict_json import to_json
from vizdesk.comparison.types import Answer
from vizdesk.export.contact_sheet.sheet_content import SheetContent, differs

COLUMNS = (
    *("image", "task", "model", "state", "answer", "differs", "alone", "agreement"),
    *("total_s", "output_tokens", "cost_usd", "failure", "key"),
)


def sheet_csv(content: SheetContent) -> str:
    """A line for each image and model; figures that are not known are empty."""
    lines = [
        _line(content, row, at, answer)
        for row in content.rows
        for at, answer in enumerate(row.answers)
    ]
    return csv_text([COLUMNS, *lines])


def _line(content: SheetContent, row: SheetRow, at: int, answer: Answer | None) -> list[object]:
    model = content.models[at]
    alone = row.agreement is not None and model.id in row.agreement.alone
    asked: list[object] = ["", "", ""]
    failure = ""
    if answer is not None:
        figures = (answer.timing.total_s, answer.usage.output_tokens, answer.cost_usd)
        asked = ["" if figure is None else Figure(figure) for figure in figures]
        failure = str(answer.failure) if answer.failure is not None else ""
    return [
        *(row.name, content.task.kind.value, model.name),
        "not run" if answer is None else answer.state.value,
        content.short(answer) if answer is not None and answer.state.final else "",
        *("yes" if differs(row, answer) else "", "yes" if alone else ""),
        *(agreement_words(row), *asked, failure, row.key),
    ]


def sheet_json(content: SheetContent) -> str:
    """The sheet as JSON: models, images with a cell for each model, and the foot."""
    footer = content.footer
    record = {
        "format": "vizdesk-contact-sheet",
        "version": 1,
        "program": content.version,
        "created": content.created.isoformat(),
        "task": content.task.kind.value,
        "images_in_all": content.of_images,
        "models": [{"id": model.id, "name": model.name} for model in content.models],
        "images": [_image(content, row) for row in content.rows],
        "footer": {
            "complete": footer.complete,
            "all_agree": footer.all_agree,
            "models": [
                {"model": model.id, **_footer(figures)}
                for model, figures in zip(content.models, footer.models, strict=True)
            ],
        },
    }
    return to_json(record, indent=2) + "\n"


def _image(content: SheetContent, row: SheetRow) -> dict[str, Any]:
    agreement = row.agreement
    known = agreement is not None and agreement.agreeing is not None
    return {
        "image": row.name,
        "key": row.key,
        "agreement": {
            "agreeing": agreement.agreeing[0],
            "of": agreement.agreeing[1],
            "read": agreement.read,
            "differing": sorted(agreement.differing),
            "alone": sorted(agreement.alone),
        }
        if known and agreement is not None and agreement.agreeing is not None
        else None,
        "answers": [
            {"model": model.id, **_answer(content, answer)}
            for model, answer in zip(content.models, row.answers, strict=True)
        ],
    }


def _answer(content: SheetContent, answer: Answer | None) -> dict[str, Any]:
    if answer is None:
        return {"state": "not run"}
    return {
        "state": answer.state.value,
        "answer": content.short(answer) if answer.state.final else "",
        **({"counts": dict(class_counts(answer))} if content.boxes else {}),
        "total_s": answer.timing.total_s,
        "output_tokens": answer.usage.output_tokens,
        "cost_usd": answer.cost_usd,
        "failure": str(answer.failure) if answer.failure is not None else None,
    }


def _footer(figures: ModelFooter) -> dict[str, Any]:
    return {
        "median_s": figures.median_s,
        "done": figures.done,
        "of_images": figures.asked_of,
        "output_tokens": figures.output_tokens,
        "cost_usd": figures.cost_usd,
        "with_majority": figures.with_majority,
        "of_complete": figures.complete,
    }
