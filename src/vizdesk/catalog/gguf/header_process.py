"""GGUF headers read in a confined child: at most 5 s and 1 GB a file, or a sentence.

The parent opens the file and hands its bytes over as the child asks for them; what comes back is
checked again.
"""

from __future__ import annotations

import json
import subprocess
import threading
from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from vizdesk.catalog.gguf.header_parser import (
    LARGEST_CHUNK,
    GgufError,
    TensorInfo,
)
from vizdesk.catalog.gguf.types import ArrayLength, Value
from vizdesk.common.confined_child import (
    ChildFailedError,
    ConfinedChild,
    child_command,
    count_of,
    whole_line,
)
from vizdesk.common.messages import message, unpack
from vizdesk.common.regular_files import open_regular

SECONDS = 5.0
REMEMBERED = 256
# Answers are one line: its longest texts and 65,536 keys fit in.
LONGEST_LINE = 64 << 20
LARGEST_NUMBER = 1 << 400  # products of 64-bit sides, in numbers that do not overflow


Told = dict[str, Value] | int | tuple[TensorInfo, ...] | GgufError | None
"""What a child said: of metadata, the end of the tensors, the tensors; or why it could not."""


class HeaderReader:
    """One child for all threads; `close` ends it. Answers are kept while a file stays the same."""

    def __init__(self) -> None:
        self._child = ConfinedChild(partial(child_command, "headers"))
        self._lock = threading.Lock()
        self._known: OrderedDict[tuple[object, ...], Told] = OrderedDict()

    @property
    def limits(self) -> tuple[str, ...]:
        """The limits that hold in the child: memory, network, files."""
        return self._child.limits

    @property
    def pid(self) -> int | None:
        """The child's process id, if it runs."""
        return self._child.pid

    def ask(self, path: Path, order: dict[str, Any], seconds: float = SECONDS) -> Any:  # noqa: ANN401
        """What the child says of the file at `path`, checked, as `order["what"]` has it.

        Raises GgufError, OSError.
        """
        stat = path.stat()
        key = (path, stat.st_ino, stat.st_size, stat.st_mtime_ns, *order.items())
        with self._lock:
            if key not in self._known:
                self._known[key] = self._read(path, {**order, "name": path.name}, seconds)
            self._known.move_to_end(key)
            while len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
            told = self._known[key]
        if isinstance(told, GgufError):
            raise told
        return told

    def _read(self, path: Path, order: dict[str, Any], seconds: float) -> Told:
        with open_regular(path) as file:

            def exchange(child: subprocess.Popen[bytes]) -> Told | OSError:
                try:
                    file.seek(0)
                    told = _exchange(child, order, partial(_bytes_of, file))
                except _UnreadableError as failed:
                    return failed.reason
                return _understood(order["what"], told)

            try:
                told = self._child.ask(exchange, seconds)
            except ChildFailedError as failed:
                raise _failure(path.name, failed, seconds) from failed
            if isinstance(told, OSError):
                self._child.close()  # it still waits for the bytes
                raise told
            return told

    def close(self) -> None:
        """End the child, if there is one. The reader can be used again."""
        with self._lock:
            self._child.close()


def _failure(name: str, failed: ChildFailedError, seconds: float) -> GgufError:
    if failed.late:
        return GgufError(
            message(
                "The header of “{name}” took longer than {seconds} s to read: it is damaged.",
                name=name,
                seconds=f"{seconds:.0f}",
            )
        )
    if not failed.started:
        return GgufError(
            message("The file “{name}” cannot be read: its reader did not start.", name=name)
        )
    if not failed.understood:
        return GgufError(
            message(
                "The file “{name}” cannot be read: its reader answered in a way that cannot be "
                "understood.",
                name=name,
            )
        )
    return GgufError(
        message(
            "The file “{name}” cannot be read: its reader ended (code {code}). It is damaged.",
            name=name,
            code=str(failed.code),
        )
    )


class _UnreadableError(OSError):
    """The file itself could not be read, which is no fault of the child."""

    def __init__(self, reason: OSError) -> None:
        super().__init__(str(reason))
        self.reason = reason


def _bytes_of(file: BinaryIO, count: int) -> bytes:
    try:
        return file.read(count)
    except OSError as error:
        raise _UnreadableError(error) from error


def _exchange(
    child: subprocess.Popen[bytes], order: dict[str, Any], fetch: Callable[[int], bytes]
) -> dict[str, Any]:
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write(json.dumps(order).encode("ascii") + b"\n")
    child.stdin.flush()
    while True:
        told: dict[str, Any] = json.loads(whole_line(child.stdout, LONGEST_LINE))
        if "more" not in told:
            return told
        data = fetch(max(0, min(int(told["more"]), LARGEST_CHUNK)))
        child.stdin.write(json.dumps({"bytes": len(data)}).encode("ascii") + b"\n" + data)
        child.stdin.flush()


def _understood(what: str, told: dict[str, Any]) -> Told:
    """The answer as what it means. Raises (anything) where it makes no sense."""
    if "error" in told:
        return GgufError(unpack(told["error"]))
    return _READ[what](told[what])


def _metadata(told: Any) -> dict[str, Value]:  # noqa: ANN401 - JSON
    return {str(key): _value(value) for key, value in told.items()}


def _end(told: Any) -> int | None:  # noqa: ANN401 - JSON
    return None if told is None else count_of(told, 0, LARGEST_NUMBER)


def _tensors(told: Any) -> tuple[TensorInfo, ...]:  # noqa: ANN401 - JSON
    return tuple(
        TensorInfo(
            str(name),
            count_of(kind, 0, LARGEST_NUMBER),
            tuple(count_of(side, 0, LARGEST_NUMBER) for side in sides),
            count_of(offset, 0, LARGEST_NUMBER),
            None if size is None else count_of(size, 0, LARGEST_NUMBER),
        )
        for name, kind, sides, offset, size in told
    )


def _value(told: Any) -> Value:  # noqa: ANN401 - JSON
    if isinstance(told, dict):
        return ArrayLength(count_of(told["length"], 0, LARGEST_NUMBER))
    if isinstance(told, list):
        return tuple(_value(item) for item in told)
    if isinstance(told, int | float | str):
        return told
    raise ValueError("no value of a header")


_READ: dict[str, Callable[[Any], Told]] = {
    "metadata": _metadata,
    "end": _end,
    "tensors": _tensors,
}


def metadata(path: Path, *, light: bool) -> dict[str, Value]:
    """The metadata of the file at `path`. Raises GgufError, OSError."""
    told: dict[str, Value] = reader.ask(path, {"what": "metadata", "light": light})
    return told


def end_of_tensors(path: Path) -> int | None:
    """Where the file's last tensor must end, in bytes. Raises GgufError, OSError."""
    told: int | None = reader.ask(path, {"what": "end", "light": False})
    return told


def tensors(path: Path) -> tuple[TensorInfo, ...]:
    """What the file's header says of its tensors. Raises GgufError, OSError."""
    told: tuple[TensorInfo, ...] = reader.ask(path, {"what": "tensors", "light": False})
    return told


reader = HeaderReader()
"""The program's own. Its child is started when it is needed, and ends with this process."""
