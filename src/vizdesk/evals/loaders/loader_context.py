"""What every reader of suites works with: faults gathered, files read, images found safely."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from vizdesk.common.messages import EMPTY, Message, message, reason
from vizdesk.common.regular_files import open_regular, read_regular
from vizdesk.evals.errors import CheckError
from vizdesk.evals.suite import Fault, SuiteError

# instances_val2017.json of COCO has 20 MB; above this a file would fill the memory when parsed.
LARGEST_FILE = 100_000_000
MOST_ITEMS = 100_000
MOST_FAULTS = 200
HEAD_BYTES = 4096
SIGNATURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"II+\x00")
IMAGES = {
    *(".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".bmp", ".tif", ".tiff", ".svg"),
    *(".heic", ".heif"),
}


@dataclass
class LoaderContext:
    """A suite's folder while it is read; `faults` and `notes` are gathered on the way.

    `drafts` are texts to be read in place of files, by name.
    """

    folder: Path
    faults: list[Fault] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)
    hashes: dict[str, str] = field(default_factory=dict)
    drafts: dict[str, str] = field(default_factory=dict)

    def fault(self, file: str, line: int, what: Message) -> None:
        """Remember what is wrong; reading goes on."""
        self.faults.append(Fault(file, line, _writable(what)))

    def finish(self) -> None:
        """Raise SuiteError when anything was wrong; of very many faults the first are named."""
        files = list(dict.fromkeys(fault.file for fault in self.faults))
        self.faults.sort(key=lambda fault: (files.index(fault.file), fault.line))
        if len(self.faults) > MOST_FAULTS:
            more = Fault(
                self.folder.name,
                0,
                message(
                    "and {count} more faults like these.", count=len(self.faults) - MOST_FAULTS
                ),
            )
            raise SuiteError((*self.faults[:MOST_FAULTS], more))
        if self.faults:
            raise SuiteError(tuple(self.faults))

    def text(self, name: str) -> str:
        """The file's text (UTF-8, with or without a mark). Raises SuiteError at once."""
        if name in self.drafts:
            return self.drafts[name]
        path = self.folder / name
        try:
            if path.stat().st_size > LARGEST_FILE:
                limit = LARGEST_FILE // 1_000_000
                raise SuiteError(
                    (Fault(name, 0, message("is larger than {limit} MB.", limit=limit)),)
                )
            text = read_regular(path).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            raise SuiteError(
                (Fault(name, line, message("is not UTF-8 text: save it as UTF-8.")),)
            ) from None
        except OSError as error:
            why = error.strerror or str(error)
            raise SuiteError(
                (Fault(name, 0, message("cannot be read: {why}.", why=why)),)
            ) from None
        if "\x00" in text:
            raise SuiteError((Fault(name, 0, message("holds zero bytes: it is no text.")),))
        return text

    def json(self, name: str, text: str | None = None) -> Any:  # noqa: ANN401 - any JSON value
        """The file as one JSON value. Raises SuiteError at once."""
        try:
            return _value(self.text(name) if text is None else text)
        except json.JSONDecodeError as error:
            what = message(
                "is no JSON: {reason} at column {column}.", reason=error.msg, column=error.colno
            )
            raise SuiteError((Fault(name, error.lineno, what),)) from None
        except (ValueError, RecursionError) as error:
            raise SuiteError(
                (Fault(name, 0, message("is no JSON: {reason}.", reason=reason(error))),)
            ) from None

    def json_lines(self, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """(line, object) of every line; a line that is none is a fault."""
        for number, line in enumerate(self.text(name).split("\n"), 1):
            if not line.strip():
                continue
            try:
                value = _value(line)
            except json.JSONDecodeError as error:
                self.fault(
                    name,
                    number,
                    message(
                        "is no JSON: {reason} at column {column}.",
                        reason=error.msg,
                        column=error.colno,
                    ),
                )
                continue
            except (ValueError, RecursionError) as error:
                self.fault(name, number, message("is no JSON: {reason}.", reason=reason(error)))
                continue
            if isinstance(value, dict):
                yield number, value
            else:
                self.fault(name, number, message("must be an object in braces."))

    def csv_rows(self, name: str) -> Iterator[tuple[int, list[str]]]:
        """(first line, fields) of every row that is not empty, the header among them.

        A header without a comma is one of a spreadsheet that puts “;” or tabs between fields.
        """
        lines = self.text(name).splitlines(keepends=True)
        header = lines[0] if lines else ""
        between = next((separator for separator in ",;\t" if separator in header), ",")
        rows = csv.reader(lines, strict=True, delimiter=between)
        start = 1
        while True:
            try:
                row = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                self.fault(name, start, message("is no CSV: {reason}.", reason=reason(error)))
                return
            if any(cell.strip() for cell in row):
                yield start, row
            start = rows.line_num + 1

    def image(self, name: object, file: str, line: int) -> str | None:
        """The image's path within the folder, with forward slashes; None after a fault."""
        if not isinstance(name, str) or not name.strip():
            self.fault(file, line, message("names no image."))
            return None
        name = name.strip()
        plain = PurePosixPath(name).as_posix()
        if plain in self.hashes:
            return plain
        wrong = self._outside(name)
        if wrong:
            self.fault(file, line, wrong)
            return None
        path = self.folder / name
        try:
            if not path.is_file():
                self.fault(file, line, message("the image {name} is missing.", name=name))
                return None
            with open_regular(path) as opened:
                begins = opened.read(HEAD_BYTES)
            if begins and not is_image_data(begins):
                self.fault(file, line, message("{name} is no image that vizdesk opens.", name=name))
                return None
            self.hashes[plain] = _sha256(path)
        except OSError as error:
            why = error.strerror or str(error)
            self.fault(
                file, line, message("the image {name} cannot be read: {why}.", name=name, why=why)
            )
            return None
        return plain

    def exists(self, name: str) -> bool:
        """Whether a file of this name lies in the folder (never outside it)."""
        try:
            return not self._outside(name) and (self.folder / name).is_file()
        except OSError:
            return False

    def _outside(self, name: str) -> Message:
        """Why the image may not be opened; empty when it lies in the folder."""
        windows = PureWindowsPath(name)
        if "\\" in name or any(ord(character) < 32 for character in name):
            return message("the image {name} must be named with forward slashes.", name=repr(name))
        if PurePosixPath(name).is_absolute() or windows.drive or windows.root:
            return message(
                "the image {name} must lie in the suite's folder, named from there.", name=name
            )
        try:
            inside = (self.folder / name).resolve().is_relative_to(self.folder.resolve())
        except (OSError, RuntimeError, ValueError):  # a link to itself, a name too long
            return message("the image {name} cannot be found.", name=name[:80])
        if inside:
            return EMPTY
        return message("the image {name} leads out of the suite's folder.", name=name)


def _writable(words: Message) -> Message:
    """`words`; half characters, which no terminal can write, as escapes in what is quoted."""
    arguments = {
        name: _writable(value)
        if isinstance(value, Message)
        else value.encode("utf-8", "backslashreplace").decode()
        if isinstance(value, str)
        else value
        for name, value in words.arguments.items()
    }
    return Message(words.templates, arguments)


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with open_regular(path) as file:
        while block := file.read(1 << 20):
            digest.update(block)
    if not path.stat().st_size:
        raise OSError("it is empty")
    return digest.hexdigest()


def is_image_data(begins: bytes) -> bool:
    """Whether a file that begins so is of a kind vizdesk opens; not yet that it is whole."""
    if begins.startswith(SIGNATURES):
        return True
    if begins[:4] == b"RIFF" and begins[8:12] == b"WEBP":
        return True
    return begins[4:8] == b"ftyp" or b"<svg" in begins


def _value(text: str) -> Any:  # noqa: ANN401 - any JSON value
    """The JSON value of the text. Raises ValueError, RecursionError."""
    value = json.loads(text, parse_constant=_refuse, object_pairs_hook=_once)
    if "\\u" in text:
        try:
            json.dumps(value, ensure_ascii=False).encode()
        except UnicodeEncodeError as error:
            half = repr(error.object[error.start])
            raise CheckError(message("{half} is half a character", half=half)) from None
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise CheckError(message("“{twice}” stands twice in one object", twice=twice))
    return table


def _refuse(name: str) -> None:
    raise CheckError(message("{name} is not JSON", name=name))
