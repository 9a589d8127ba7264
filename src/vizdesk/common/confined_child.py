"""A child process that reads foreign bytes for this one: started late, warm, ended when it is late.

Used for images (`images/decoder_process.py`) and GGUF headers (`catalog/gguf/header_process.py`).
The child confines itself (`common/sandbox.py`) and says on its stdout which limits hold.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import IO, TypeVar

from vizdesk.common.sandbox import clean_environment

START_SECONDS = 20.0
ENDING_SECONDS = 2.0
LONGEST_GREETING = 1 << 16
Answer = TypeVar("Answer")


class ChildEndedError(OSError):
    """The child closed its end in the middle of an answer."""


class ChildFailedError(Exception):
    """The child did not start, ended while it was asked, was late, or answered nonsense.

    In the last two cases it was ended; `code` is its exit status, negative for a signal.
    """

    def __init__(
        self,
        code: int | None,
        *,
        late: bool = False,
        started: bool = True,
        understood: bool = True,
    ) -> None:
        super().__init__(f"the child ended with {code}")
        self.code = code
        self.late = late
        self.started = started
        self.understood = understood


def whole_line(stream: IO[bytes], longest: int) -> bytes:
    """A line of at most `longest` bytes that a child wrote.

    Raises ChildEndedError where it wrote only a part of one, ValueError for a longer one.
    """
    line = stream.readline(longest)
    if line.endswith(b"\n"):
        return line
    if len(line) == longest:
        raise ValueError("the line is too long")
    raise ChildEndedError("the child ended")


def count_of(value: object, least: int, most: int) -> int:
    """`value` of a child's answer as a whole number from `least` to `most`. Raises ValueError."""
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise ValueError(f"no number from {least} to {most}")
    return value


def child_command(name: str) -> tuple[str, ...]:
    """How this very program is started as the child that `--name` chooses, frozen or not."""
    if getattr(sys, "frozen", False):
        return (sys.executable, f"--{name}")
    return (sys.executable, "-m", "vizdesk", f"--{name}")


class ConfinedChild:
    """One child, started when it is first asked. Not for two threads at once."""

    def __init__(self, command: Callable[[], Sequence[str]]) -> None:
        self._command = command
        self._child: subprocess.Popen[bytes] | None = None
        self.limits: tuple[str, ...] = ()
        """The limits that hold in the child: memory, network, files."""

    @property
    def pid(self) -> int | None:
        """The child's process id, if it runs."""
        return self._child.pid if self._child is not None else None

    def ask(self, exchange: Callable[[subprocess.Popen[bytes]], Answer], seconds: float) -> Answer:
        """What `exchange` makes of the child's answer, within `seconds`.

        `exchange` reads the whole answer and checks it; it raises ChildEndedError when the child
        ends, and anything else when it cannot be understood. A child that was warm is then replaced
        once: the system, short of memory, may have ended it while it waited. Raises
        ChildFailedError.
        """
        warm = self._child is not None
        try:
            return self._ask(exchange, seconds)
        except ChildFailedError as failed:
            if not warm or failed.late:
                raise
            return self._ask(exchange, seconds)

    def _ask(self, exchange: Callable[[subprocess.Popen[bytes]], Answer], seconds: float) -> Answer:
        child = self._running()
        late = threading.Event()

        def kill() -> None:
            late.set()
            child.kill()

        clock = threading.Timer(seconds, kill)
        clock.daemon = True
        clock.start()
        try:
            return exchange(child)
        except (ChildEndedError, ConnectionError) as error:
            with suppress(subprocess.TimeoutExpired):  # one that ended has a status of its own
                child.wait(ENDING_SECONDS)
            self.close()
            raise ChildFailedError(child.returncode, late=late.is_set()) from error
        except Exception as error:  # whatever foreign bytes made of a reader
            self.close()
            raise ChildFailedError(
                child.returncode, late=late.is_set(), understood=False
            ) from error
        except BaseException:
            # Half an answer left in its pipe would be taken for that to the next question.
            self.close()
            raise
        finally:
            clock.cancel()
            clock.join()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is not None and self._child.poll() is None:
            return self._child
        self.close()
        try:
            child = subprocess.Popen(
                self._command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=clean_environment(os.environ),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:  # too many processes, or a program that was taken away
            raise ChildFailedError(None, started=False) from error
        self._child = child
        clock = threading.Timer(START_SECONDS, child.kill)
        clock.start()
        try:
            assert child.stdout is not None
            greeting = json.loads(whole_line(child.stdout, LONGEST_GREETING))
            self.limits = tuple(map(str, greeting["limits"]))
        except Exception as error:  # whatever it said, it was no greeting
            self.close()
            raise ChildFailedError(child.returncode, started=False) from error
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
