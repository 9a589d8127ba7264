"""What has happened to a folder's batches: one JSON line for each step, written whole.

A step that costs something is written down before it is taken (`creating`) and after (`created`),
so that whoever finds the file after a crash knows where to look for what was done in between.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from vizdesk.common.atomic_files import write_whole
from vizdesk.common.messages import message
from vizdesk.common.strict_json import to_json
from vizdesk.comparison.events import EngineError
from vizdesk.engines.batch.jobs import BatchStatus
from vizdesk.engines.batch.provider import PartFile

NAME = "batches.jsonl"
FORMAT = "vizdesk-batches/1"


@dataclass(frozen=True, slots=True)
class BatchPart:
    """One batch: the questions of one model, in the order of its file's lines.

    `ids` gives each question's digest by its name. `status` is set once all it gave is on disk;
    `answered` is how many of its questions the server then said it had answered or failed at.
    `server_files` are what the server is to forget after that.
    """

    number: int
    slug: str
    sha256: str
    ids: Mapping[str, str] = field(repr=False)
    uploading: bool = False
    file_id: str = ""
    creating_at: float | None = None
    batch_id: str = ""
    status: BatchStatus | None = None
    answered: int = 0
    errors: tuple[Mapping[str, Any], ...] = ()
    server_files: tuple[str, ...] = ()
    tidied: bool = False


class Ledger:
    """The steps of one folder. Raises EngineError when its file is none that vizdesk wrote."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.run = ""
        self.base_url = ""
        self.provider = ""
        self.cancelled = False
        self.parts: dict[int, BatchPart] = {}
        self._lines: list[str] = []
        path = folder / NAME
        if path.exists():
            self._read(path)

    def begin(self, base_url: str, provider: str) -> None:
        """Name the run at its first step. Raises EngineError if it belongs to another server."""
        if not self.run:
            run = uuid.uuid4().hex
            self._write(
                {
                    "step": "run",
                    "format": FORMAT,
                    "run": run,
                    "base_url": base_url,
                    "provider": provider,
                }
            )
        if (self.base_url, self.provider) != (base_url, provider):
            what = message(
                "The batches in {folder} belong to {base_url}.",
                folder=str(self.folder),
                base_url=f"{self.base_url} ({self.provider})",
            )
            raise EngineError(what, message("Go on with that server, or choose another folder."))

    def note(self, step: str, part: int = 0, **known: object) -> None:
        """Write one more step down, before anything else happens."""
        self._write({"step": step, "part": part, **known})

    def path(self, part: int, kind: str) -> Path:
        """Where a part is on this disk: its questions (`input`), its `output` or `error` file."""
        return self.folder / f"part-{part:04}.{kind}.jsonl"

    def part_file(self, number: int) -> PartFile:
        """The questions of a part as they are sent. Raises OSError when they are gone."""
        part, path = self.parts[number], self.path(number, "input")
        size = path.stat().st_size
        return PartFile(self.run, number, part.slug, part.sha256, path, len(part.ids), size)

    def owners(self) -> dict[str, int]:
        """Which part answers each question: the last it was put into."""
        return {name: part.number for part in self.parts.values() for name in part.ids}

    def _write(self, entry: Mapping[str, object]) -> None:
        # The first line counts the steps: a file that lost some at its end is not believed.
        lines = [*self._lines, to_json(entry)]
        lines[0] = to_json({**json.loads(lines[0]), "steps": len(lines)})
        write_whole(self.folder / NAME, "".join(f"{line}\n" for line in lines))
        self._lines = lines
        self._take(json.loads(lines[-1]))

    def _read(self, path: Path) -> None:
        try:
            # Not splitlines: version 0.1 wrote U+2028 and its like as they are.
            self._lines = path.read_bytes().decode().rstrip("\n").split("\n")
            entries = [json.loads(line) for line in self._lines]
            # Version 0.1 did not count.
            if not entries or entries[0].get("steps", len(entries)) != len(entries):
                raise ValueError("steps are missing")
            for entry in entries:
                self._take(entry)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            what = message("{path} cannot be read, so what was sent is not known.", path=str(path))
            raise EngineError(what, message("Put it back as it was."), repr(error)) from error

    def _take(self, entry: Mapping[str, Any]) -> None:
        step = entry["step"]
        if step == "run":
            if entry["format"] != FORMAT:
                raise ValueError(entry["format"])
            self.run, self.base_url = entry["run"], entry["base_url"]
            self.provider = entry.get("provider", "openai")  # version 0.1 knew no other
        elif step == "cancel":
            self.cancelled = True
        elif step == "resume":
            self.cancelled = False
        elif step == "planned":
            number = entry["part"]
            self.parts[number] = BatchPart(number, entry["slug"], entry["sha256"], entry["ids"])
        else:
            self.parts[entry["part"]] = _after(self.parts[entry["part"]], step, entry)


def _after(part: BatchPart, step: str, entry: Mapping[str, Any]) -> BatchPart:
    if step == "uploading":
        return replace(part, uploading=True, file_id="")
    if step == "uploaded":
        return replace(part, file_id=entry["file"])
    if step == "creating":
        return replace(part, creating_at=entry["at"])
    if step == "created":
        return replace(part, batch_id=entry["batch"])
    if step == "fetched":
        return replace(
            part,
            status=BatchStatus(entry["status"]),
            answered=entry.get("answered", 0),
            errors=tuple(entry["errors"]),
            server_files=tuple(entry["files"]),
        )
    if step == "tidied":
        return replace(part, tidied=True)
    raise ValueError(f"unknown step {step}")
