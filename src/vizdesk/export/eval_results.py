"""An eval run's results as a file, in the form its name asks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import vizdesk
from vizdesk.common.atomic_files import target_problem, whole_file, write_pieces, write_whole
from vizdesk.common.csv_text import csv_lines
from vizdesk.common.messages import MessageError, message
from vizdesk.common.surrogates import whole_text
from vizdesk.common.xml_text import xml_text
from vizdesk.export.html.eval_page import page_pieces
from vizdesk.runs.answers import RunAnswers
from vizdesk.runs.report.json_text import json_pieces
from vizdesk.runs.report.prompts import prompt_of
from vizdesk.runs.report.results import Results
from vizdesk.runs.report.text import csv_rows, heading, markdown


class EvalExportError(MessageError):
    """The results cannot be written so; what happened, and what to do."""


@dataclass(frozen=True, slots=True)
class EvalMaterial:
    """What a run's results are written from; `created` is when the run was begun."""

    results: Results
    answers: RunAnswers
    created: datetime

    @property
    def subtitle(self) -> str:
        """Models, prompts and day, without the suite's title before them."""
        plan = self.results.plan
        return heading(plan, self.created).removeprefix(f"{plan.suite.title}: ")


@dataclass(frozen=True, slots=True)
class EvalFormat:
    """One format: the end of its files' names, its name in file dialogs, its writer."""

    ending: str
    name: str
    write: Callable[[Path, EvalMaterial], None]


def _write_markdown(path: Path, material: EvalMaterial) -> None:
    write_whole(path, whole_text(markdown(material.results, material.created)))


def _write_png(path: Path, material: EvalMaterial) -> None:
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice

    from vizdesk.export.sheet.eval_sheet import eval_image

    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # PySide's stub asks for bytes where Qt takes text.
    eval_image(material.results, material.subtitle).save(buffer, "PNG")  # type: ignore[call-overload]
    with whole_file(path) as file:
        file.write(bytes(data.data()))


def _write_html(path: Path, material: EvalMaterial) -> None:
    plan, answers = material.results.plan, material.answers
    asked = (prompt_of(plan, item, answers.to_item(item.id)) for item in plan.items)
    write_pieces(path, map(xml_text, page_pieces(material.results, asked, material.subtitle)))


def _write_csv(path: Path, material: EvalMaterial) -> None:
    rows = csv_rows(material.results.plan, material.answers.in_order())
    write_pieces(path, map(whole_text, csv_lines(rows)))


def _write_json(path: Path, material: EvalMaterial) -> None:
    results, answers = material.results, material.answers.in_order()
    write_pieces(path, json_pieces(results, answers, material.created, vizdesk.__version__))


EVAL_FORMATS = (
    EvalFormat(".md", "Markdown", _write_markdown),
    EvalFormat(".png", "PNG", _write_png),
    EvalFormat(".html", "HTML", _write_html),
    EvalFormat(".csv", "CSV", _write_csv),
    EvalFormat(".json", "JSON", _write_json),
)
"""Every format of results; window, command line and its help read them here."""
ENDINGS = tuple(eval_format.ending for eval_format in EVAL_FORMATS)
FILTERS = ";;".join(f"{each.name} (*{each.ending})" for each in EVAL_FORMATS)


def named(name: str, chosen: str) -> Path:
    """The file called `name`, in the form of its name or else of the `chosen` one of FILTERS."""
    if Path(name).suffix.lower() in ENDINGS:
        return Path(name)
    ending = chosen.partition("(*")[2].rstrip(")")
    return Path(name + ending) if ending in ENDINGS else Path(name)


def write_results(path: Path, results: Results, answers: RunAnswers, created: datetime) -> None:
    """Write the results to `path`. PNG needs a QGuiApplication. Raises EvalExportError.

    Answers are read as they are written: a file of millions takes the memory of a few.
    """
    ending = path.suffix.lower()
    if problem := target_problem(path):
        raise EvalExportError(problem)
    for eval_format in EVAL_FORMATS:
        if eval_format.ending == ending:
            try:
                eval_format.write(path, EvalMaterial(results, answers, created))
            except OSError as error:
                why = error.strerror or str(error)
                raise EvalExportError(
                    message("{path} could not be written: {why}.", path=str(path), why=why)
                ) from error
            return
    raise EvalExportError(
        message(
            "{name} does not say which form to write; it may end in {endings}.",
            name=path.name,
            endings=", ".join(ENDINGS),
        )
    )
