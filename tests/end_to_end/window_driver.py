"""Starts the real window in a process of its own and tells it what to do (driven_window.py)."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tests.waiting import LIMIT_S, wait_for

HERE = Path(__file__).parent
ROOT = HERE.parents[1]

State = dict[str, Any]


class WindowEndedError(Exception):
    """The window's process ended while it was to answer."""


class DrivenWindow:
    """One running window. `stderr` is whole once it has ended."""

    def __init__(self, environment: Mapping[str, str], *arguments: str) -> None:
        self.program = subprocess.Popen(
            [sys.executable, str(HERE / "driven_window.py"), *arguments],
            env=dict(environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.stderr = ""
        self._said: queue.Queue[str] = queue.Queue()
        self._readers = [threading.Thread(target=self._read), threading.Thread(target=self._hear)]
        for reader in self._readers:
            reader.start()
        assert self._answer() == "ready"

    @property
    def pid(self) -> int:
        return self.program.pid

    def _read(self) -> None:
        assert self.program.stdout is not None
        for line in self.program.stdout:
            self._said.put(line)
        self._said.put("")

    def _hear(self) -> None:
        assert self.program.stderr is not None
        lines = self.program.stderr.read().splitlines(keepends=True)
        # The offscreen platform of the tests says of itself what it cannot do.
        self.stderr = "".join(line for line in lines if "propagateSizeHints" not in line)

    def _answer(self) -> Any:
        line = self._said.get(timeout=LIMIT_S)
        if not line:
            raise WindowEndedError(self.stderr)
        return json.loads(line)

    def tell(self, do: str, **order: object) -> Any:
        """Have the window do something; returns what it answers."""
        assert self.program.stdin is not None
        try:
            self.program.stdin.write(json.dumps({"do": do, **order}) + "\n")
            self.program.stdin.flush()
        except BrokenPipeError:
            raise WindowEndedError(self.stderr) from None
        return self._answer()

    def state(self) -> State:
        found: State = self.tell("state")
        return found

    def wait(self, ready: Callable[[State], object]) -> State:
        """Wait until the state is as wanted, and return it."""
        seen: list[State] = []

        def look() -> bool:
            seen[:] = [self.state()]
            return bool(ready(seen[0]))

        wait_for(look, f"a state of the window that is not {seen}", every_s=0.05)
        return seen[0]

    def open(self, *paths: Path | str) -> State:
        """Open images and wait for the last of them."""
        self.tell("open", paths=[str(path) for path in paths])
        return self.wait(lambda state: str(paths[-1]) in state["images"])

    def ask(self, *models: str) -> State:
        """Ask these models about the image that is shown, and wait until all have answered."""
        self.tell("choose", models=list(models))
        self.tell("run")
        return self.wait(lambda state: not state["running"])

    def ended(self) -> int:
        """Wait for its end; returns its exit status."""
        status = self.program.wait(LIMIT_S)
        for reader in self._readers:
            reader.join(LIMIT_S)
        return status

    def close(self) -> int:
        """Close the window as a person does; returns the exit status."""
        self.tell("close")
        return self.ended()

    def let_go(self) -> None:
        """End what is left of it."""
        if self.program.poll() is None:
            self.program.kill()
        self.ended()
        for stream in (self.program.stdin, self.program.stdout, self.program.stderr):
            assert stream is not None
            with suppress(BrokenPipeError):  # an order it did not hear any more
                stream.close()


@contextmanager
def driven_window(*arguments: str, **environ: str) -> Iterator[DrivenWindow]:
    """A window on Qt's offscreen platform, with these variables beside those of the test."""
    made = DrivenWindow({**os.environ, "PYTHONPATH": str(ROOT), **environ}, *arguments)
    try:
        yield made
    finally:
        made.let_go()
