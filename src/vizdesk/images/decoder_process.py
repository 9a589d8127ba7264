"""Foreign images decoded in a confined child: at most 10 s and 1.5 GB, or a sentence.

A child is started at the first image that needs one and kept warm for the next. It is given the
bytes of one file at a time and returns raw RGB pixels; it has no keys in its environment. One that
takes too long, or ends, costs that image: the next one gets a new child.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from vizdesk.common.messages import Message, message, unpack
from vizdesk.images.errors import ImageError, ImageTooLarge

SECONDS = 10.0
START_SECONDS = 20.0
CHILDREN = 2
# What a child needs of the environment: where programs, libraries and fonts are, and no secrets.
_PASSED = (
    "PATH",
    "HOME",
    "LD_LIBRARY_PATH",
    "PYTHONPATH",
    "PYTHONHOME",
    "SYSTEMROOT",
    "TEMP",
    "TMP",
)


@dataclass(frozen=True, slots=True)
class Pixels:
    """Upright RGB pixels as a child returned them, `size` in pixels; empty where only measured."""

    size: tuple[int, int]
    data: bytes
    notes: tuple[Message, ...] = ()
    format: str = ""


class DecoderEndedError(ImageError):
    """The child ended while it decoded an image."""


def decoder_command() -> tuple[str, ...]:
    """How this very program is started as a decoder, frozen or not."""
    if getattr(sys, "frozen", False):
        return (sys.executable, "--decoder")
    return (sys.executable, "-m", "vizdesk", "--decoder")


class DecoderProcess:
    """One child, started when it is first used. Not for two threads at once: see DecoderPool."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self.limits: tuple[str, ...] = ()
        """The limits that hold in the child: memory, network, files."""

    @property
    def pid(self) -> int | None:
        """The child's process id, if it runs."""
        return self._child.pid if self._child is not None else None

    def ask(self, order: dict[str, Any], data: bytes, seconds: float = SECONDS) -> Pixels:
        """What the child makes of `data`. Raises ImageError, ImageTooLarge, also for its death."""
        warm = self._child is not None
        try:
            return self._ask(order, data, seconds)
        except DecoderEndedError:
            if not warm:
                raise
            # The system, short of memory, may have ended a child that waited.
            return self._ask(order, data, seconds)

    def _ask(self, order: dict[str, Any], data: bytes, seconds: float) -> Pixels:
        name = order["name"]
        child = self._running(name)
        late = threading.Event()

        def kill() -> None:
            late.set()
            child.kill()

        clock = threading.Timer(seconds, kill)
        clock.daemon = True
        clock.start()
        try:
            header, pixels = _exchange(child, {**order, "size": len(data)}, data)
        except (OSError, ValueError) as error:
            self.close()
            if late.is_set():
                raise ImageError(
                    message(
                        "{name} took longer than {seconds} s to decode and was stopped.",
                        name=name,
                        seconds=f"{seconds:.0f}",
                    )
                ) from None
            raise DecoderEndedError(
                message(
                    "{name} cannot be opened: its decoder ended (code {code}). It "
                    "needs more memory than an image may take, or is damaged.",
                    name=name,
                    code=child.returncode,
                )
            ) from error
        finally:
            clock.cancel()
            clock.join()
        return _understood(name, order, header, pixels)

    def _running(self, name: str) -> subprocess.Popen[bytes]:
        if self._child is not None and self._child.poll() is None:
            return self._child
        self.close()
        passed = {key: os.environ[key] for key in _PASSED if key in os.environ}
        if not getattr(sys, "frozen", False):
            passed["PYTHONPATH"] = os.pathsep.join(entry for entry in sys.path if entry)
        else:
            # https://pyinstaller.org/en/stable/common-issues-and-pitfalls.html
            passed["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
        child = subprocess.Popen(
            decoder_command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=passed,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._child = child
        clock = threading.Timer(START_SECONDS, child.kill)
        clock.start()
        try:
            assert child.stdout is not None
            self.limits = tuple(json.loads(child.stdout.readline())["limits"])
        except (ValueError, KeyError) as error:
            self.close()
            raise ImageError(
                message("{name} cannot be opened: its decoder did not start.", name=name)
            ) from error
        finally:
            clock.cancel()
            clock.join()
        return child

    def close(self) -> None:
        """End the child, if there is one, and wait until it is gone."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with suppress(OSError):  # bytes that nobody reads any more
                    pipe.close()
        child.wait()


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
    line = child.stdout.readline()
    if not line.endswith(b"\n"):
        child.wait()
        raise OSError("the decoder ended")
    header = json.loads(line)
    size = int(header["bytes"])
    pixels = child.stdout.read(size)
    if len(pixels) != size:
        child.wait()
        raise OSError("the decoder ended")
    return header, pixels


def _understood(name: str, order: dict[str, Any], header: dict[str, Any], pixels: bytes) -> Pixels:
    if "too_large" in header:
        width, height = header["too_large"]
        raise ImageTooLarge(name, width, height, order["limit_megapixels"])
    if header.get("memory"):
        raise ImageError(message("{name} needs more than 1.5 GB of memory to decode.", name=name))
    if "error" in header:
        raise ImageError(unpack(header["error"]))
    width, height = header["size"]
    notes = tuple(map(unpack, header.get("notes", ())))
    return Pixels((width, height), pixels, notes, header.get("format", ""))


pool = DecoderPool()
"""The program's own. Children are started when they are needed, and end with this process."""
