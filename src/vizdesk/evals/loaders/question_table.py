"""A table (CSV, TSV) with columns for image, question and answer, under their common names."""

from __future__ import annotations

from vizdesk.common.messages import message
from vizdesk.evals.loaders.loader_context import LoaderContext
from vizdesk.evals.loaders.question_rows import (
    IMAGE,
    QUESTION,
    question_file,
    questions_suite,
    rows_of,
)
from vizdesk.evals.loaders.suite_loader import SuiteLoader
from vizdesk.evals.suite import Suite, SuiteError

ENDINGS = (".csv", ".tsv")


def read_table(context: LoaderContext, file: str) -> Suite:
    """Each row as an item; empty fields at the ends of rows are passed over. Raises SuiteError."""
    rows = context.csv_rows(file)
    _, header = next(rows, (1, []))
    columns = [cell.strip().casefold() for cell in header]
    questions = []
    for line, row in rows:
        while len(row) > len(columns) and not row[-1].strip():
            row.pop()
        if len(row) > len(columns):
            context.fault(
                file,
                line,
                message(
                    "has {fields} fields, the header {columns}.",
                    fields=len(row),
                    columns=len(columns),
                ),
            )
            continue
        found = list(rows_of(dict(zip(columns, row, strict=False))))
        if not found:
            context.fault(file, line, message("needs an image and a question."))
        questions += [(file, line, question) for question in found]
    return questions_suite(context, questions, "table")


def _looks(context: LoaderContext, file: str) -> bool:
    if not file.lower().endswith(ENDINGS):
        return False
    probe = LoaderContext(context.folder, drafts=context.drafts)
    try:
        _, header = next(probe.csv_rows(file), (1, []))
    except SuiteError:
        return False
    columns = {cell.strip().casefold() for cell in header}
    return bool(columns & set(IMAGE)) and bool(columns & set(QUESTION))


QUESTION_TABLE = SuiteLoader(
    name="a table of questions about images",
    find=lambda context: question_file(context, ENDINGS, _looks),
    reads=_looks,
    read=lambda context, file, prompt: read_table(context, file),
    source="CSV or TSV with columns such as image, question, answer",
)
