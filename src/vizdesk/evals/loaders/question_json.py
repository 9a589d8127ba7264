"""JSON and JSONL of questions about images: LLaVA, chat messages, inspect, plain keys.

https://github.com/haotian-liu/LLaVA/blob/main/docs/Finetune_Custom_Data.md
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from vizdesk.common.messages import message
from vizdesk.evals.loaders.loader_context import LoaderContext
from vizdesk.evals.loaders.question_rows import (
    QuestionRow,
    question_file,
    questions_suite,
    rows_of,
)
from vizdesk.evals.loaders.suite_loader import SuiteLoader
from vizdesk.evals.suite import Suite, SuiteError

ENDINGS = (".json", ".jsonl", ".ndjson")


def read_questions(context: LoaderContext, file: str) -> Suite:
    """Each record's questions as items. Raises SuiteError."""
    rows: list[tuple[str, int, QuestionRow]] = []
    for line, table in _tables(context, file):
        found = list(rows_of(table))
        if not found:
            context.fault(file, line, message("needs an image and a question."))
        rows += [(file, line, row) for row in found]
    return questions_suite(context, rows, "questions")


def _tables(context: LoaderContext, file: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    if file.lower().endswith(".json"):
        data = context.json(file)
        entries = data.get("data", data.get("questions")) if isinstance(data, Mapping) else data
        for at, entry in enumerate(entries if isinstance(entries, list) else (), 1):
            if isinstance(entry, Mapping):
                yield at, entry
            else:
                context.fault(file, at, message("must be an object in braces."))
    else:
        yield from context.json_lines(file)


def _looks(context: LoaderContext, file: str) -> bool:
    """Whether its first record is a question about an image."""
    if not file.lower().endswith(ENDINGS):
        return False
    probe = LoaderContext(context.folder, drafts=context.drafts)
    try:
        first = next(iter(_tables(probe, file)), None)
        return first is not None and any(rows_of(first[1]))
    except SuiteError:
        return False


QUESTION_JSON = SuiteLoader(
    name="JSON or JSONL of questions about images",
    find=lambda context: question_file(context, ENDINGS, _looks),
    reads=_looks,
    read=lambda context, file, prompt: read_questions(context, file),
    source="https://github.com/haotian-liu/LLaVA/blob/main/docs/Finetune_Custom_Data.md",
)
