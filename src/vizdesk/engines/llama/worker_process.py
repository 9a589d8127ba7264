"""One child process: started, fed with orders, listened to, and killed without a trace."""

from __future__ import annotations

import asyncio
import os
import subprocess
from collections import deque
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from vizdesk.common.messages import message, unpack
from vizdesk.common.sandbox import clean_environment
from vizdesk.comparison.events import EngineError
from vizdesk.engines.llama.cpu_cores import usable_cores
from vizdesk.engines.llama.device import WITHOUT_GPU
from vizdesk.engines.llama.thread_count import waiting_policy
from vizdesk.engines.llama.worker.protocol import Order, WorkerMessage, encode
from vizdesk.engines.llama.worker_answers import read_answer

LINE_LIMIT = 16 << 20
# What drivers, libraries and a person tell llama.cpp by the environment.
DRIVER_VARIABLES = (
    "GGML_",
    "LLAMA_",
    "OMP_",
    "GOMP_",
    "KMP_",
    "OPENBLAS_",
    "VK_",
    "MESA_",
    "LIBGL_",
    "GALLIUM_",
    "CUDA_",
    "NVIDIA_",
    "HIP_",
    "ROCR_",
    "HSA_",
    "ZE_",
    "SYCL_",
    "ONEAPI_",
    "DYLD_",
    "LC_",
    "LANG",
)
STDERR_LINES = 200
STOP_GRACE_S = 0.2
Messages = AsyncGenerator[dict[str, Any], None]
FINAL = frozenset(
    {WorkerMessage.LOADED, WorkerMessage.FINISHED, WorkerMessage.STOPPED, WorkerMessage.FAILED}
)


class WorkerDiedError(Exception):
    """The child ended in the middle of a job. `code` is negative for a signal."""

    def __init__(self, code: int, stderr: str) -> None:
        super().__init__(f"the worker ended with {code}")
        self.code = code
        self.stderr = stderr


def worker_environment(*, gpu: bool = True) -> dict[str, str]:
    """The child's environment: no keys; crashes print no backtrace; without `gpu` none is found."""
    passed = clean_environment(os.environ, DRIVER_VARIABLES)
    hidden = {} if gpu else WITHOUT_GPU
    return {**waiting_policy(usable_cores()), **passed, "GGML_NO_BACKTRACE": "1", **hidden}


@dataclass(frozen=True, slots=True)
class WorkerLimits:
    """What a child may do: take so much private memory, write so large a file, read these files.

    `memory_bytes` counts neither the mapped weights nor libraries. Without `gpu` it finds none.
    """

    memory_bytes: int
    file_bytes: int
    readable: tuple[str, ...]
    gpu: bool = True


class WorkerProcess:
    """A running child. One job at a time: see `busy`."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._stderr: deque[str] = deque(maxlen=STDERR_LINES)
        self._job_stderr: deque[str] = deque(maxlen=STDERR_LINES)
        self._listening = asyncio.create_task(self._keep_stderr())
        self._job = 0
        self._deadline: dict[str, Any] | None = None
        self.busy = asyncio.Lock()
        self.loaded = False
        self.on_gpu: bool | None = None
        """Whether any of the model is on a GPU; None before the child has said so."""
        self.limits: tuple[str, ...] = ()
        """The limits that hold in the child, once it has loaded: memory, network, files."""
        self.device = ""
        """Where the model is, once it has loaded: CPU, or a GPU in words."""

    @classmethod
    async def start(cls, command: Sequence[str], limits: WorkerLimits) -> WorkerProcess:
        """Start a child that confines itself. Raises OSError when it cannot be started."""
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            limit=LINE_LIMIT,
            env=worker_environment(gpu=limits.gpu),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        worker = cls(process)
        order = {
            "memory": limits.memory_bytes,
            "file_bytes": limits.file_bytes,
            "readable": limits.readable,
        }
        await worker._send(Order.CONFINE, order)
        return worker

    @property
    def alive(self) -> bool:
        """Whether the child is still running."""
        return self._process.returncode is None

    @property
    def pid(self) -> int:
        """The child's process id."""
        return self._process.pid

    @property
    def job_stderr(self) -> str:
        """What the child printed on stderr since the last job began, as far as it came."""
        return "\n".join(self._job_stderr)

    async def job(self, order: Order, fields: Mapping[str, Any]) -> Messages:
        """Send an order and yield its messages, the final one last. Raises WorkerDiedError.

        Leaving early, by cancellation or `aclose`, stops the job: politely, and by killing the
        child when that takes more than 0.2 s.
        """
        self._job += 1
        self._job_stderr.clear()
        done = False
        try:
            await self._send(order, {**fields, "id": self._job})
            while not done:
                message = await self._next()
                if message["kind"] == WorkerMessage.DEADLINE:
                    self._deadline = message if message["seconds"] else None
                    continue
                done = message["kind"] in FINAL
                yield message
        finally:
            self._deadline = None
            if not done and self.alive:
                await self._stop_job()

    async def _send(self, order: Order, fields: Mapping[str, Any]) -> None:
        stdin = self._process.stdin
        assert stdin is not None
        with suppress(ConnectionError):  # a child that is gone is noticed when it is listened to
            stdin.write(encode(order, fields))
            await stdin.drain()

    async def _next(self) -> dict[str, Any]:
        stdout = self._process.stdout
        assert stdout is not None
        try:
            async with asyncio.timeout(self._deadline["seconds"] if self._deadline else None):
                line = await stdout.readline()
        except ValueError as error:  # a line beyond the limit
            raise await self._misunderstood(b"") from error
        except TimeoutError:
            late = self._deadline or {}
            await self.kill()
            raise EngineError(unpack(late["what"]), unpack(late["todo"])) from None
        if line.endswith(b"\n"):
            return await self._understood(line)
        await self.kill()
        raise WorkerDiedError(self._process.returncode or 0, "\n".join(self._stderr))

    async def _understood(self, line: bytes) -> dict[str, Any]:
        try:
            return read_answer(line)
        except ValueError as error:
            raise await self._misunderstood(line) from error

    async def _misunderstood(self, line: bytes) -> EngineError:
        """The error for nonsense; a child that spoke it is ended."""
        await self.kill()
        return EngineError(
            message("The engine’s process answered in a way that cannot be understood."),
            message("Install vizdesk again: its parts may be of different versions."),
            line[:200].decode("utf-8", "replace"),
        )

    async def _stop_job(self) -> None:
        try:
            async with asyncio.timeout(STOP_GRACE_S):
                await self._send(Order.CANCEL, {"id": self._job})
                while (await self._next())["kind"] not in FINAL:
                    pass
        except (TimeoutError, WorkerDiedError, EngineError):
            await self.kill()
        except BaseException:
            self._kill_now()
            raise

    def _kill_now(self) -> None:
        with suppress(ProcessLookupError):
            self._process.kill()

    async def kill(self) -> None:
        """End the child, whatever it does, and wait until it and its pipes are gone."""
        ended_itself = await self._ended_itself()
        if not ended_itself:
            self._kill_now()
        # First: a program that the child started has its pipes too and ends with its stdin, and
        # asyncio's wait() returns only when all pipes are closed.
        stdin = self._process.stdin
        if stdin is not None:
            stdin.close()
        await self._process.wait()
        if stdin is not None:
            with suppress(ConnectionError):
                await stdin.wait_closed()
        await asyncio.wait({self._listening})

    async def _ended_itself(self) -> bool:
        """Give a child whose stdout has ended the moment to be reaped with its own exit code."""
        stdout = self._process.stdout
        if stdout is None or not stdout.at_eof():
            return not self.alive
        with suppress(TimeoutError):
            await asyncio.wait_for(self._process.wait(), 2.0)
        return not self.alive

    async def _keep_stderr(self) -> None:
        stderr = self._process.stderr
        assert stderr is not None
        while True:
            try:
                line = await stderr.readline()
            except ValueError:  # a line beyond the limit: drop it, go on
                continue
            if not line:
                return
            text = line.decode("utf-8", "replace").rstrip()
            self._stderr.append(text)
            self._job_stderr.append(text)
