"""GGUF headers read in a confined child: at most 5 s and 1 GB a file, or a sentence.

The parent opens the file and hands its bytes over as the child asks for them; what comes back is
checked again.
"""

from __future__ import annotations

import json
import subprocess
import threading
from collections import OrderedDict
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from vizdesk.catalog.gguf.header_parser import (
    LARGEST_CHUNK,
    GgufError,
    TensorInfo,
)
from vizdesk.catalog.gguf.types import ArrayLength, Value
from vizdesk.common.confined_child import ChildFailedError, ConfinedChild, child_command
from vizdesk.common.messages import message, unpack
from vizdesk.common.regular_files import open_regular

SECONDS = 5.0
REMEMBERED = 256
NO_ANSWER = "the reader of headers answered in a way that cannot be understood"
# Answers are one line: its longest texts and 65,536 keys fit in.
LONGEST_LINE = 64 << 20


class HeaderReader:
    """One child for all threads; `close` ends it. Answers are kept while a file stays the same."""

    def __init__(self) -> None:
        self._child = ConfinedChild(partial(child_command, "headers"))
        self._lock = threading.Lock()
        self._known: OrderedDict[tuple[object, ...], dict[str, Any]] = OrderedDict()

    @property
    def limits(self) -> tuple[str, ...]:
        """The limits that hold in the child: memory, network, files."""
        return self._child.limits

    @property
    def pid(self) -> int | None:
        """The child's process id, if it runs."""
        return self._child.pid

    def ask(self, path: Path, order: dict[str, Any], seconds: float = SECONDS) -> dict[str, Any]:
        """What the child says of the file at `path`. Raises GgufError, OSError."""
        stat = path.stat()
        key = (path, stat.st_ino, stat.st_size, stat.st_mtime_ns, *order.items())
        with self._lock:
            if key not in self._known:
                self._known[key] = self._read(path, {**order, "name": path.name}, seconds)
            self._known.move_to_end(key)
            while len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
            told = self._known[key]
        if "error" in told:
            raise GgufError(unpack(told["error"]))
        return told

    def _read(self, path: Path, order: dict[str, Any], seconds: float) -> dict[str, Any]:
        with open_regular(path) as file:

            def exchange(child: subprocess.Popen[bytes]) -> dict[str, Any]:
                file.seek(0)
                return _exchange(child, order, file)

            try:
                return self._child.ask(exchange, seconds)
            except ChildFailedError as failed:
                raise _failure(path.name, failed, seconds) from failed

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
    return GgufError(
        message(
            "The file “{name}” cannot be read: its reader ended (code {code}). It is damaged.",
            name=name,
            code=str(failed.code),
        )
    )


def _exchange(
    child: subprocess.Popen[bytes], order: dict[str, Any], file: BinaryIO
) -> dict[str, Any]:
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write(json.dumps(order).encode("ascii") + b"\n")
    child.stdin.flush()
    while True:
        line = child.stdout.readline(LONGEST_LINE)
        if not line.endswith(b"\n"):
            child.wait()
            raise OSError("the reader ended")
        told: dict[str, Any] = json.loads(line)
        if "more" not in told:
            return told
        data = file.read(max(0, min(int(told["more"]), LARGEST_CHUNK)))
        child.stdin.write(json.dumps({"bytes": len(data)}).encode("ascii") + b"\n" + data)
        child.stdin.flush()


def metadata(path: Path, *, light: bool) -> dict[str, Value]:
    """The metadata of the file at `path`. Raises GgufError, OSError, ValueError."""
    told = reader.ask(path, {"what": "metadata", "light": light}).get("metadata")
    if not isinstance(told, dict):
        raise ValueError(NO_ANSWER)
    return {str(key): _value(value) for key, value in told.items()}


def end_of_tensors(path: Path) -> int | None:
    """Where the file's last tensor must end, in bytes. Raises GgufError, OSError, ValueError."""
    end = reader.ask(path, {"what": "end", "light": False}).get("end", NO_ANSWER)
    if end is not None and not isinstance(end, int):
        raise ValueError(NO_ANSWER)
    return end


def tensors(path: Path) -> tuple[TensorInfo, ...]:
    """What the file's header says of its tensors. Raises GgufError, OSError, ValueError."""
    told = reader.ask(path, {"what": "tensors", "light": False}).get("tensors")
    try:
        return tuple(
            TensorInfo(str(name), int(kind), tuple(map(int, sides)), int(offset), size)
            for name, kind, sides, offset, size in told or ()
        )
    except TypeError as error:
        raise ValueError(NO_ANSWER) from error


def _value(told: Any) -> Value:  # noqa: ANN401 - JSON
    if isinstance(told, dict) and isinstance(told.get("length"), int):
        return ArrayLength(told["length"])
    if isinstance(told, list):
        return tuple(_value(item) for item in told)
    if isinstance(told, int | float | str):
        return told
    raise ValueError(NO_ANSWER)


reader = HeaderReader()
"""The program's own. Its child is started when it is needed, and ends with this process."""
