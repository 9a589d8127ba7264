"""What every reader of suites works with: faults gathered, files read, images found safely."""

from __future__ import annotations

import base64
import csv
import hashlib
import json
import os
import posixpath
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from vizdesk.common.atomic_files import whole_file
from vizdesk.common.image_files import (
    DOCUMENT_ENDINGS,
    HEAD_BYTES,
    IMAGE_ENDINGS,
    is_image_data,
)
from vizdesk.common.messages import EMPTY, Message, message, reason
from vizdesk.common.regular_files import open_regular, read_regular
from vizdesk.evals.errors import CheckError
from vizdesk.evals.suite import Fault, SuiteError

# instances_val2017.json of COCO has 20 MB; above this a file would fill the memory when parsed.
LARGEST_FILE = 100_000_000
LARGEST_WHOLE = 8_000_000
"""Bytes of a file of lines in UTF-8 up to which it is read whole."""
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
MOST_ITEMS = 10_000_000
"""Beyond this nobody means a suite, but pointed at a whole disk."""
MOST_FAULTS = 200
USUAL = ("images", "data", "JPEGImages")
"""Where exports put images beside their annotations."""
SEPARATOR = re.compile(r"\s*sep=(?P<separator>[,;\t|])\s*", re.IGNORECASE)
IMAGES = frozenset(IMAGE_ENDINGS) - DOCUMENT_ENDINGS


@dataclass
class LoaderContext:
    """A suite's folder while it is read; `faults` and `notes` are gathered on the way.

    `drafts` are texts to be read in place of files, by name. With `skip_missing` items whose image
    is missing or damaged are left out and listed (`missing`), else each is a fault; `leavable`
    counts these faults. `unpacked` is where images that a table holds in itself are written; None:
    such a table is not read.
    """

    folder: Path
    faults: list[Fault] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)
    hashes: dict[str, str] = field(default_factory=dict)
    drafts: dict[str, str] = field(default_factory=dict)
    skip_missing: bool = False
    missing: list[str] = field(default_factory=list)
    leavable: int = 0
    unpacked: Path | None = None
    _index: dict[str, list[str]] | None = None
    _spellings: dict[str, str] = field(default_factory=dict)
    _real: tuple[Path, Path] | None = None

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
            raise SuiteError((*self.faults[:MOST_FAULTS], more), leavable=self._only_leavable)
        if self.faults:
            raise SuiteError(tuple(self.faults), leavable=self._only_leavable)

    @property
    def _only_leavable(self) -> bool:
        return self.leavable == len(self.faults)

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
            text = _decoded(read_regular(path))
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

    def json(self, name: str, text: str | None = None, *, constants: bool = False) -> Any:  # noqa: ANN401
        """The file as one JSON value, NaN only with `constants`. Raises SuiteError at once."""
        try:
            written = self.text(name) if text is None else text
            return json.loads(written) if constants else _value(written)
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
        for number, line in self._lines(name):
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

    def _lines(self, name: str) -> Iterator[tuple[int, str]]:
        """(number, text) of every line of a file that may be of any size; UTF-8 is read as it goes.

        Raises SuiteError at once for what is no text.
        """
        path = self.folder / name
        if name in self.drafts or not _read_by_lines(path):
            yield from enumerate(self.text(name).split("\n"), 1)
            return
        try:
            with open_regular(path) as file:
                for number, line in enumerate(iter(lambda: file.readline(LARGEST_FILE), b""), 1):
                    if b"\x00" in line:
                        what = message("holds zero bytes: it is no text.")
                        raise SuiteError((Fault(name, number, what),))
                    yield number, line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            what = message("is not UTF-8 text: save it as UTF-8.")
            raise SuiteError((Fault(name, number, what),)) from None
        except OSError as error:
            why = error.strerror or str(error)
            raise SuiteError(
                (Fault(name, 0, message("cannot be read: {why}.", why=why)),)
            ) from None

    def csv_rows(self, name: str) -> Iterator[tuple[int, list[str]]]:
        """(first line, fields) of every row that is not empty, the header among them.

        A header without a comma is one of a spreadsheet that puts “;” or tabs between fields.
        """
        # A field may hold an image (base64); Python's own limit is 131,072 characters.
        csv.field_size_limit(LARGEST_FILE)
        lines = self.text(name).splitlines(keepends=True)
        # Excel's own mark of what parts the fields: “sep=;”.
        mark = SEPARATOR.fullmatch(lines[0]) if lines else None
        lines[:1] = ["\n"] if mark else lines[:1]
        header = next((line for line in lines if line.strip()), "")
        known = mark["separator"] if mark else ""
        between = known or next((separator for separator in ",;\t" if separator in header), ",")
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

    def image(self, name: object, file: str, line: int, *, anywhere: bool = False) -> str | None:
        """The image's path within the folder, with forward slashes; None after a fault.

        `./a.jpg`, `images//a.jpg`, back-slashes and another letter case are understood. With
        `anywhere` it is also looked for beside `file`, in the usual folders, and by the end of its
        path, as files of annotations name images by the folders of another machine.
        """
        if not isinstance(name, str) or not name.strip():
            self.fault(file, line, message("names no image."))
            return None
        name = name.strip()
        if not anywhere and name in self._spellings:
            return self._spellings[name]
        plain = self._place(name, file) if anywhere else self._spelt(name)
        if plain in self.hashes:
            return plain
        wrong = self._outside(plain)
        if wrong:
            self.fault(file, line, wrong)
            return None
        path = self.folder / plain
        try:
            if not path.is_file():
                self._miss(name, file, line, message("the image {name} is missing.", name=name))
                return None
            with open_regular(path) as opened:
                begins = opened.read(HEAD_BYTES)
            if begins and not is_image_data(begins):
                what = message("{name} is no image that vizdesk opens.", name=name)
                self._miss(name, file, line, what)
                return None
            self.hashes[plain] = _sha256(path)
            if not anywhere:
                self._spellings[name] = plain
        except OSError as error:
            why = error.strerror or str(error)
            what = message("the image {name} cannot be read: {why}.", name=name, why=why)
            self._miss(name, file, line, what)
            return None
        return plain

    def held_image(self, data: str, file: str, line: int) -> str | None:
        """An image that the file holds in itself (base64, maybe a data URL), as a file of its own.

        Files are named by their SHA-256, so that a table read twice is written once. The suite's
        folder becomes the one they lie in. None after a fault.
        """
        encoded = data.partition(";base64,")[2] if data.startswith("data:") else data
        try:
            content = base64.b64decode(encoded, validate=True)
        except ValueError:
            content = b""
        # One folder holds all images of a suite: those inside the file, or those beside it.
        mixed = bool(self.hashes) and self.folder != self.unpacked
        if self.unpacked is None or mixed or not is_image_data(content[:HEAD_BYTES]):
            what = message("the image it holds in itself is none that vizdesk opens.")
            self._miss(f"{file}, line {line}", file, line, what)
            return None
        digest = hashlib.sha256(content).hexdigest()
        name = f"{digest}.img"
        self.folder = self.unpacked
        self.unpacked.mkdir(parents=True, exist_ok=True)
        if not (self.unpacked / name).is_file():
            with whole_file(self.unpacked / name) as written:
                written.write(content)
        self.hashes[name] = digest
        return name

    def _miss(self, name: str, file: str, line: int, what: Message) -> None:
        """An image that is missing or none: a fault, or left out where that was chosen."""
        if self.skip_missing:
            self.missing.append(name)
        else:
            self.fault(file, line, what)
            self.leavable += 1

    def _spelt(self, name: str) -> str:
        """The path as files are named here: one slash, no dots, the case of the disk."""
        there = self.exists(name)
        plain = name if there else name.replace("\\", "/")
        if not plain.startswith("/"):
            plain = posixpath.normpath(plain)
        if there and plain == name:
            return plain
        if PureWindowsPath(plain).drive or self.exists(plain) or plain.startswith(".."):
            return plain
        (*alike,) = self._files().get(plain.casefold(), ())
        return alike[0] if len(alike) == 1 else plain

    def _place(self, name: str, file: str) -> str:
        """Where an image named in `file` lies; its name as it is spelt where it is nowhere."""
        plain = name.removeprefix("file://").replace("\\", "/")
        plain = PureWindowsPath(plain).as_posix() if PureWindowsPath(plain).drive else plain
        parts = [part for part in plain.split("/") if part not in ("", ".", "..")]
        beside = posixpath.dirname(file)
        folders = (beside, "", *(posixpath.join(beside, usual) for usual in USUAL), *USUAL)
        for start in range(len(parts)):
            ending = "/".join(parts[start:])
            for folder in dict.fromkeys(folders):
                there = self._spelt(posixpath.join(folder, ending))
                if self.exists(there):
                    return there
        # A name that only one image of all the folders has.
        last = parts[-1].casefold() if parts else ""
        alike = [path for paths in self._files().values() for path in paths]
        ends = [path for path in alike if posixpath.basename(path).casefold() == last]
        return ends[0] if len(ends) == 1 else self._spelt(name)

    def _files(self) -> dict[str, list[str]]:
        """The images below the folder, by their names in lower case."""
        if self._index is None:
            index: dict[str, list[str]] = {}
            for path in self.listed(IMAGES):
                index.setdefault(path.casefold(), []).append(path)
            self._index = index
        return self._index

    def listed(self, endings: Collection[str]) -> list[str]:
        """The files below the folder that end so (lower case), sorted; hidden ones left out."""
        return sorted(walk_files(self.folder, endings))

    def exists(self, name: str) -> bool:
        """Whether a file of this name lies in the folder (never outside it)."""
        try:
            return not self._outside(name) and (self.folder / name).is_file()
        except OSError:
            return False

    def _real_folder(self) -> Path:
        """The folder without links, which is asked for again with each of a million images."""
        if self._real is None or self._real[0] != self.folder:
            self._real = self.folder, self.folder.resolve()
        return self._real[1]

    def _outside(self, name: str) -> Message:
        """Why the image may not be opened; empty when it lies in the folder."""
        windows = PureWindowsPath(name)
        if any(ord(character) < 32 for character in name):
            return message("the image {name} has a control character in its name.", name=repr(name))
        if PurePosixPath(name).is_absolute() or windows.drive or windows.root:
            return message(
                "the image {name} must lie in the suite's folder, named from there.", name=name
            )
        try:
            inside = (self.folder / name).resolve().is_relative_to(self._real_folder())
        except (OSError, RuntimeError, ValueError):  # a link to itself, a name too long
            return message("the image {name} cannot be found.", name=name[:80])
        if inside:
            return EMPTY
        return message("the image {name} leads out of the suite's folder.", name=name)


def walk_files(folder: Path, endings: Collection[str]) -> Iterator[str]:
    """The files below `folder` that end so, relative to it; at most as many as a suite may have."""
    seen = 0
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in files:
            if Path(name).suffix.lower() in endings and not name.startswith("."):
                yield (Path(root) / name).relative_to(folder).as_posix()
                seen += 1
                if seen > MOST_ITEMS:
                    return


def _read_by_lines(path: Path) -> bool:
    """Whether the file is too large to be held whole, and has lines that need not be."""
    try:
        if path.stat().st_size <= LARGEST_WHOLE:
            return False
        with open_regular(path) as file:
            return not file.read(2).startswith(UTF16_MARKS)
    except OSError:
        return False


def _decoded(data: bytes) -> str:
    """UTF-8, or UTF-16 where the file begins with its mark. Raises UnicodeDecodeError."""
    if data.startswith(UTF16_MARKS):
        return data.decode("utf-16")
    return data.decode("utf-8-sig")


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
