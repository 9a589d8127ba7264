"""Votes as CSV and JSON, and back; files of several people are merged by the ids of votes."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from vizdesk.common.csv_text import csv_text
from vizdesk.common.messages import Message, message
from vizdesk.common.regular_files import read_regular
from vizdesk.common.strict_json import from_json, to_json
from vizdesk.votes.vote import BlindVote, Outcome, VoteError

FORMAT = "vizdesk-votes/1"
COLUMNS = (
    *("id", "when", "task", "question", "picture", "path", "model_a", "model_b", "name_a"),
    *("name_b", "outcome", "voter", "judge", "note"),
)
NEEDED = ("id", "when", "task", "picture", "model_a", "model_b", "outcome")
LARGEST = 100_000_000  # bytes
LONGEST = 100_000  # characters of a value


def vote_record(vote: BlindVote) -> dict[str, str]:
    """A vote as texts by column."""
    return {
        "id": vote.id,
        "when": vote.when.isoformat(),
        "task": vote.task,
        "question": vote.question,
        "picture": vote.image,
        "path": vote.path,
        "model_a": vote.model_a,
        "model_b": vote.model_b,
        "name_a": vote.name_a,
        "name_b": vote.name_b,
        "outcome": vote.outcome.value,
        "voter": vote.voter,
        "judge": vote.judge,
        "note": vote.note,
    }


def vote_from_record(record: object) -> BlindVote:
    """What `vote_record` made. Raises VoteError where it is none."""
    if not isinstance(record, Mapping):
        raise VoteError(message("A vote must be an object with its columns."))
    values: dict[str, str] = {}
    for name in COLUMNS:
        value = record.get(name, "")
        if not isinstance(value, str) or len(value) > LONGEST:
            raise VoteError(message("The column {name} must be a text.", name=name))
        values[name] = value
    for name in NEEDED:
        if not values[name].strip():
            raise VoteError(message("The column {name} is empty.", name=name))
    if values["model_a"] == values["model_b"]:
        raise VoteError(message("Both answers are of {model}.", model=values["model_a"]))
    try:
        outcome = Outcome(values["outcome"].strip().lower())
        when = datetime.fromisoformat(values["when"])
    except ValueError as error:
        raise VoteError(message("The vote cannot be read: {why}.", why=str(error))) from error
    return BlindVote(
        task=values["task"],
        image=values["picture"],
        path=values["path"],
        model_a=values["model_a"],
        model_b=values["model_b"],
        name_a=values["name_a"] or values["model_a"],
        name_b=values["name_b"] or values["model_b"],
        outcome=outcome,
        question=values["question"],
        voter=values["voter"],
        judge=values["judge"],
        note=values["note"],
        id=values["id"],
        when=when if when.tzinfo is not None else when.replace(tzinfo=UTC),
    )


def votes_text(votes: Sequence[BlindVote], ending: str) -> str:
    """All votes in the form of a file's ending: .csv, or .json. Raises VoteError for another."""
    if ending == ".csv":
        rows = ([vote_record(vote)[name] for name in COLUMNS] for vote in votes)
        return csv_text([COLUMNS, *rows])
    if ending == ".json":
        records = [vote_record(vote) for vote in votes]
        return to_json({"format": FORMAT, "votes": records}, indent=2) + "\n"
    raise VoteError(message("Votes are written as .csv or .json, not as {ending}.", ending=ending))


def read_votes(path: Path) -> tuple[BlindVote, ...]:
    """Every vote of a file of `votes_text`. Raises VoteError naming file and line."""
    try:
        data = read_regular(path)
        if len(data) > LARGEST:
            raise VoteError(
                _at(path, 0, message("is larger than {limit} MB.", limit=LARGEST // 1_000_000))
            )
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise VoteError(_at(path, 0, message("is not UTF-8 text: save it as UTF-8."))) from None
    except OSError as error:
        why = message("cannot be read: {why}.", why=error.strerror or str(error))
        raise VoteError(_at(path, 0, why)) from None
    records = (
        _csv_records(path, text) if path.suffix.lower() == ".csv" else _json_records(path, text)
    )
    votes = []
    for line, record in records:
        try:
            votes.append(vote_from_record(record))
        except VoteError as error:
            raise VoteError(_at(path, line, error.message)) from error
    return tuple(votes)


def _json_records(path: Path, text: str) -> list[tuple[int, Any]]:
    try:
        whole = from_json(text)
    except json.JSONDecodeError as error:
        why = message(
            "is no JSON: {reason} at column {column}.", reason=error.msg, column=error.colno
        )
        raise VoteError(_at(path, error.lineno, why)) from None
    except ValueError as error:
        raise VoteError(_at(path, 0, message("is no JSON: {reason}.", reason=str(error)))) from None
    known = isinstance(whole, dict) and whole.get("format") == FORMAT
    if not known or not isinstance(whole.get("votes"), list):
        raise VoteError(_at(path, 0, message("is no file of votes ({format}).", format=FORMAT)))
    return [(0, record) for record in whole["votes"]]


def _csv_records(path: Path, text: str) -> list[tuple[int, Any]]:
    rows = csv.reader(text.splitlines(keepends=True), strict=True)
    records: list[tuple[int, Any]] = []
    try:
        header = next(rows, [])
        if missing := [name for name in NEEDED if name not in header]:
            why = message("lacks the columns {names}.", names=", ".join(missing))
            raise VoteError(_at(path, 1, why))
        for row in rows:
            if any(cell.strip() for cell in row):
                cells = (_unguarded(cell) for cell in row)
                records.append((rows.line_num, dict(zip(header, cells, strict=False))))
    except csv.Error as error:
        why = message("is no CSV: {reason}.", reason=str(error))
        raise VoteError(_at(path, rows.line_num, why)) from None
    return records


def _unguarded(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from calculating it."""
    from vizdesk.common.csv_text import guarded

    return cell[1:] if cell.startswith("'") and guarded(cell[1:]) == cell else cell


def merged_votes(parts: Iterable[Iterable[BlindVote]]) -> tuple[BlindVote, ...]:
    """The votes of several people, each vote once, by time."""
    by_id: dict[str, BlindVote] = {}
    for part in parts:
        for vote in part:
            by_id.setdefault(vote.id, vote)
    return tuple(sorted(by_id.values(), key=lambda vote: (vote.when, vote.id)))


def _at(path: Path, line: int, what: Message) -> Message:
    if line:
        return message("{file}, line {line}: {fault}", file=path.name, line=line, fault=what)
    return message("{file}: {fault}", file=path.name, fault=what)
