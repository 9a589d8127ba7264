"""Foreign images decoded in a confined child: at most 10 s and 1.5 GB, or a sentence.

A child is started at the first image that needs one and kept warm for the next. It is given the
bytes of one file at a time and returns raw RGB pixels; it has no keys in its environment. One that
takes too long, or ends, costs that image: the next one gets a new child.
"""

from __future__ import annotations

import json
import subprocess
import threading
from dataclasses import dataclass
from functools import partial
from typing import Any

from vizdesk.common.confined_child import (
    ChildEndedError,
    ChildFailedError,
    ConfinedChild,
    child_command,
    count_of,
    whole_line,
)
from vizdesk.common.messages import Message, message, unpack
from vizdesk.images.errors import ImageError, ImageTooLarge

SECONDS = 10.0
CHILDREN = 2
# What an answer can be: RGB of the memory that a child may take, and a header of a line.
MOST_BYTES, LONGEST_HEADER = 1_500_000_000, 1 << 20
LONGEST_SIDE, MOST_FRAMES = 1 << 40, 1 << 31


@dataclass(frozen=True, slots=True)
class Pixels:
    """Upright RGB pixels as a child returned them, `size` in pixels; empty where only measured.

    `frames` is how many pages or frames the file has.
    """

    size: tuple[int, int]
    data: bytes
    notes: tuple[Message, ...] = ()
    format: str = ""
    frames: int = 1


class DecoderProcess:
    """One child, started when it is first used. Not for two threads at once: see DecoderPool."""

    def __init__(self) -> None:
        self._child = ConfinedChild(partial(child_command, "decoder"))

    @property
    def limits(self) -> tuple[str, ...]:
        """The limits that hold in the child: memory, network, files."""
        return self._child.limits

    @property
    def pid(self) -> int | None:
        """The child's process id, if it runs."""
        return self._child.pid

    def ask(self, order: dict[str, Any], data: bytes, seconds: float = SECONDS) -> Pixels:
        """What the child makes of `data`. Raises ImageError, ImageTooLarge, also for its death."""
        name = order["name"]

        def exchange(child: subprocess.Popen[bytes]) -> Pixels | ImageError:
            return _understood(order, *_exchange(child, {**order, "size": len(data)}, data))

        try:
            answer = self._child.ask(exchange, seconds)
        except ChildFailedError as failed:
            raise ImageError(_failure(name, failed, seconds)) from failed
        if isinstance(answer, ImageError):
            raise answer
        return answer

    def close(self) -> None:
        """End the child, if there is one, and wait until it is gone."""
        self._child.close()


def _failure(name: str, failed: ChildFailedError, seconds: float) -> Message:
    if failed.late:
        return message(
            "{name} took longer than {seconds} s to decode and was stopped.",
            name=name,
            seconds=f"{seconds:.0f}",
        )
    if not failed.started:
        return message("{name} cannot be opened: its decoder did not start.", name=name)
    if not failed.understood:
        return message(
            "{name} cannot be opened: its decoder answered in a way that cannot be understood.",
            name=name,
        )
    return message(
        "{name} cannot be opened: its decoder ended (code {code}). It "
        "needs more memory than an image may take, or is damaged.",
        name=name,
        code=str(failed.code),
    )


class DecoderPool:
    """A few children for all threads of the program; `close` ends them."""

    def __init__(self, children: int = CHILDREN) -> None:
        self._free = [DecoderProcess() for _ in range(children)]
        self._all = tuple(self._free)
        self._some = threading.Semaphore(children)
        self._lock = threading.Lock()

    def ask(self, order: dict[str, Any], data: bytes) -> Pixels:
        """See `DecoderProcess.ask`; waits while all children are at work."""
        with self._some:
            with self._lock:
                # The one used last is warm.
                decoder = self._free.pop()
            try:
                return decoder.ask(order, data)
            finally:
                with self._lock:
                    self._free.append(decoder)

    @property
    def processes(self) -> tuple[DecoderProcess, ...]:
        """All of its decoders, running or not."""
        return self._all

    def close(self) -> None:
        """End every child. The pool can be used again."""
        with self._lock:
            for decoder in self._all:
                decoder.close()


def _exchange(
    child: subprocess.Popen[bytes], order: dict[str, Any], data: bytes
) -> tuple[dict[str, Any], bytes]:
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write(json.dumps(order).encode() + b"\n")
    child.stdin.write(data)
    child.stdin.flush()
    header = json.loads(whole_line(child.stdout, LONGEST_HEADER))
    size = count_of(header["bytes"], 0, MOST_BYTES)
    pixels = child.stdout.read(size)
    if len(pixels) != size:
        raise ChildEndedError("the decoder ended")
    return header, pixels


def _understood(
    order: dict[str, Any], header: dict[str, Any], pixels: bytes
) -> Pixels | ImageError:
    """The answer as what it means. Raises (anything) where it makes no sense."""
    name: str = order["name"]
    if "too_large" in header:
        return ImageTooLarge(name, *_size_of(header["too_large"]), order["limit_megapixels"])
    if header.get("memory"):
        return ImageError(message("{name} needs more than 1.5 GB of memory to decode.", name=name))
    if "error" in header:
        return ImageError(unpack(header["error"]))
    width, height = _size_of(header["size"])
    if order["what"] != "measure" and len(pixels) != 3 * width * height:
        raise ValueError("another number of pixels than the size says")
    notes = tuple(map(unpack, header.get("notes", ())))
    frames = count_of(header.get("frames", 1), 0, MOST_FRAMES)
    return Pixels((width, height), pixels, notes, str(header.get("format", "")), frames)


def _size_of(value: Any) -> tuple[int, int]:  # noqa: ANN401 - JSON
    width, height = value
    return count_of(width, 0, LONGEST_SIDE), count_of(height, 0, LONGEST_SIDE)


pool = DecoderPool()
"""The program's own. Children are started when they are needed, and end with this process."""
