"""A clone of roboflow/vision-ai-checkup: prompts.csv and images/, with its quirks said, not hidden.

https://github.com/roboflow/vision-ai-checkup (MIT)
"""

from __future__ import annotations

from collections import Counter
from pathlib import PurePosixPath

from vizdesk.common.messages import message, plural
from vizdesk.evals.checks import Check, Ordered
from vizdesk.evals.loaders.assemble import PlacedItem, assemble
from vizdesk.evals.loaders.expected_values import inferred_check
from vizdesk.evals.loaders.loader_context import LoaderContext
from vizdesk.evals.loaders.suite_loader import SuiteLoader
from vizdesk.evals.suite import EvalItem, Suite, task_for

FILE = "prompts.csv"
COLUMNS = ["file_name", "prompt", "answer", "assessment_name", "category"]
SENTENCE_ENDS = (".", "?", "!", ")")


def read_checkup(context: LoaderContext) -> Suite:
    """The clone as a suite. Raises SuiteError; what was left out or repaired is in its notes."""
    rows = list(context.csv_rows(FILE))
    header = [cell.strip() for cell in rows[0][1]] if rows else []
    if header[:5] != COLUMNS:
        context.fault(
            FILE, 1, message("must begin with the columns {names}.", names=", ".join(COLUMNS))
        )
        context.finish()
    captchas = 0
    placed = []
    for line, row in rows[1:]:
        fields = _whole(context, line, row, len(header))
        if fields is None:
            continue
        if any("captcha" in field.casefold() for field in fields[:5]):
            captchas += 1
            continue
        made = _item(context, line, fields)
        if made:
            placed.append(PlacedItem(made, FILE, line))
    if captchas:
        context.notes.append(
            plural(
                "{n} prompt about CAPTCHAs was left out.",
                "{n} prompts about CAPTCHAs were left out.",
                captchas,
            )
        )
    kept = _without_contradictions(context, placed)
    return assemble(context, kept, name="vision-ai-checkup", title="Vision AI Checkup")


def _whole(context: LoaderContext, line: int, row: list[str], wide: int) -> list[str] | None:
    """The row's fields, put right where a comma in the prompt was not quoted; else None."""
    if len(row) <= wide:
        if len(row) >= 5:
            return row
        context.fault(
            FILE, line, message("has {count} fields; at least 5 are needed.", count=len(row))
        )
        return None
    extra = len(row) - wide
    # The comma is the prompt's or the answer's: a prompt ends as sentences do.
    both = row[1 : 3 + extra]
    ends = [at for at, text in enumerate(both[:-1], 1) if text.rstrip().endswith(SENTENCE_ENDS)]
    if len(ends) != 1:
        context.notes.append(
            message(
                "Line {line} was left out: a comma is not in quotes, and prompt and answer cannot "
                "be told apart.",
                line=line,
            )
        )
        return None
    context.notes.append(
        message("Line {line} was put right: a comma in it is not in quotes.", line=line)
    )
    prompt, answer = ",".join(both[: ends[0]]), ",".join(both[ends[0] :])
    return [row[0], prompt, answer, *row[3 + extra :]]


def _item(context: LoaderContext, line: int, fields: list[str]) -> EvalItem | None:
    name, prompt, answer, title, category = (field.strip() for field in fields[:5])
    before = len(context.faults)
    if not prompt or not answer:
        context.fault(FILE, line, message("lacks a prompt or an answer."))
    image = context.image(_place(context, name), FILE, line)
    if image is None or len(context.faults) > before:
        return None
    check = _check(prompt, answer)
    sha256 = context.hashes[image]
    task = task_for(prompt, check)
    return EvalItem("", category or "Other", image, prompt, check, task, sha256, title)


def _place(context: LoaderContext, name: str) -> str:
    """Where the image lies: in images/, or there only as a compressed JPEG."""
    small = f"images/compressed/{PurePosixPath(name).stem}.jpeg"
    whole = f"images/{name}"
    return small if not context.exists(whole) and context.exists(small) else whole


def _check(prompt: str, answer: str) -> Check:
    listed = "list" in prompt.casefold().split() or "comma" in prompt.casefold()
    names = tuple(word.strip() for word in answer.split(",") if word.strip())
    return Ordered(names) if listed and len(names) > 1 else inferred_check(answer)


def _without_contradictions(context: LoaderContext, placed: list[PlacedItem]) -> list[PlacedItem]:
    """Without prompts that are asked of one image with two different keys."""
    asked = Counter((entry.item.image, entry.item.prompt) for entry in placed)
    twice = [entry for entry in placed if asked[entry.item.image, entry.item.prompt] > 1]
    if twice:
        lines = ", ".join(str(prompt.line) for prompt in twice)
        context.notes.append(
            message(
                "Lines {lines} were left out: the same is asked of the same image more than once.",
                lines=lines,
            )
        )
    return [entry for entry in placed if entry not in twice]


CHECKUP = SuiteLoader(
    name="prompts.csv with images/ (vision-ai-checkup)",
    find=lambda context: FILE if context.exists(FILE) else None,
    reads=lambda context, file: file == FILE,
    read=lambda context, file, prompt: read_checkup(context),
    source="https://github.com/roboflow/vision-ai-checkup",
)
