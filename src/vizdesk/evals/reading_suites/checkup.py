"""A clone of roboflow/vision-ai-checkup: prompts.csv and images/, with its quirks said, not hidden.

https://github.com/roboflow/vision-ai-checkup (MIT)
"""

from __future__ import annotations

from collections import Counter
from pathlib import PurePosixPath

from vizdesk.evals.checks import Check, Ordered
from vizdesk.evals.reading_suites.assembling import Placed, assemble
from vizdesk.evals.reading_suites.desk import ReadingDesk
from vizdesk.evals.reading_suites.expected import by_its_looks
from vizdesk.evals.suite import Item, Suite, task_for

FILE = "prompts.csv"
COLUMNS = ["file_name", "prompt", "answer", "assessment_name", "category"]
SENTENCE_ENDS = (".", "?", "!", ")")


def read_checkup(desk: ReadingDesk) -> Suite:
    """The clone as a suite. Raises SuiteError; what was left out or repaired is in its notes."""
    rows = list(desk.csv_rows(FILE))
    header = [one.strip() for one in rows[0][1]] if rows else []
    if header[:5] != COLUMNS:
        desk.fault(FILE, 1, f"must begin with the columns {', '.join(COLUMNS)}.")
        desk.finish()
    captchas = 0
    placed = []
    for line, row in rows[1:]:
        fields = _whole(desk, line, row, len(header))
        if fields is None:
            continue
        if any("captcha" in one.casefold() for one in fields[:5]):
            captchas += 1
            continue
        made = _item(desk, line, fields)
        if made:
            placed.append(Placed(made, FILE, line))
    if captchas:
        desk.notes.append(f"{captchas} prompts about CAPTCHAs were left out.")
    kept = _without_contradictions(desk, placed)
    return assemble(desk, kept, name="vision-ai-checkup", title="Vision AI Checkup")


def _whole(desk: ReadingDesk, line: int, row: list[str], wide: int) -> list[str] | None:
    """The row's fields, put right where a comma in the prompt was not quoted; else None."""
    if len(row) <= wide:
        if len(row) >= 5:
            return row
        desk.fault(FILE, line, f"has {len(row)} fields; at least 5 are needed.")
        return None
    extra = len(row) - wide
    # The comma is the prompt's or the answer's: a prompt ends as sentences do.
    both = row[1 : 3 + extra]
    ends = [at for at, one in enumerate(both[:-1], 1) if one.rstrip().endswith(SENTENCE_ENDS)]
    if len(ends) != 1:
        desk.notes.append(
            f"Line {line} was left out: a comma is not in quotes, and prompt and answer cannot"
            " be told apart."
        )
        return None
    desk.notes.append(f"Line {line} was put right: a comma in it is not in quotes.")
    prompt, answer = ",".join(both[: ends[0]]), ",".join(both[ends[0] :])
    return [row[0], prompt, answer, *row[3 + extra :]]


def _item(desk: ReadingDesk, line: int, fields: list[str]) -> Item | None:
    name, prompt, answer, title, category = (one.strip() for one in fields[:5])
    before = len(desk.faults)
    if not prompt or not answer:
        desk.fault(FILE, line, "lacks a prompt or an answer.")
    picture = desk.picture(_place(desk, name), FILE, line)
    if picture is None or len(desk.faults) > before:
        return None
    check = _check(prompt, answer)
    sha256 = desk.hashes[picture]
    task = task_for(prompt, check)
    return Item("", category or "Other", picture, prompt, check, task, sha256, title)


def _place(desk: ReadingDesk, name: str) -> str:
    """Where the picture lies: in images/, or there only as a compressed JPEG."""
    small = f"images/compressed/{PurePosixPath(name).stem}.jpeg"
    whole = f"images/{name}"
    return small if not desk.exists(whole) and desk.exists(small) else whole


def _check(prompt: str, answer: str) -> Check:
    listed = "list" in prompt.casefold().split() or "comma" in prompt.casefold()
    names = tuple(one.strip() for one in answer.split(",") if one.strip())
    return Ordered(names) if listed and len(names) > 1 else by_its_looks(answer)


def _without_contradictions(desk: ReadingDesk, placed: list[Placed]) -> list[Placed]:
    """Without prompts that are asked of one picture with two different keys."""
    asked = Counter((one.item.picture, one.item.prompt) for one in placed)
    twice = [one for one in placed if asked[one.item.picture, one.item.prompt] > 1]
    if twice:
        lines = ", ".join(str(one.line) for one in twice)
        desk.notes.append(
            f"Lines {lines} were left out: the same is asked of the same picture more than once."
        )
    return [one for one in placed if one not in twice]
