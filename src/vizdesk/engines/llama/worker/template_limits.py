"""What a chat template may take: it is a program from strangers, run in the worker.

Time is kept by the parent, which ends the worker: nothing in this process can stop a single step of
Python's that takes hours. Memory is bounded for as long as the template runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from vizdesk.common.messages import message, pack
from vizdesk.engines.llama.worker.protocol import WorkerMessage
from vizdesk.engines.llama.worker.template import ANOTHER_TEMPLATE, Limits

SECONDS = 5.0
MEMORY_BYTES = 256 << 20
_STATUS = Path("/proc/self/status")

Send = Callable[[WorkerMessage, Mapping[str, Any]], None]


def template_limits(send: Send) -> Limits:
    """What makes the block that a template runs in; `send` tells the parent of it."""

    @contextmanager
    def limited() -> Iterator[None]:
        what = message(
            "The chat template in this model’s file did not come to an end within {seconds} s.",
            seconds=f"{SECONDS:.0f}",
        )
        words = {"what": pack(what), "todo": pack(ANOTHER_TEMPLATE)}
        send(WorkerMessage.DEADLINE, {"seconds": SECONDS, **words})
        before = _bound_memory()
        try:
            yield
        finally:
            _set_memory(before)
            send(WorkerMessage.DEADLINE, {"seconds": None})

    return limited


def _bound_memory() -> int | None:
    """Allow so much more than is taken now; the limit before. None where there is no such limit."""
    taken = _private_bytes()
    if taken is None:
        return None
    import resource

    before, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = taken + MEMORY_BYTES
    if before == resource.RLIM_INFINITY or wanted < before:
        resource.setrlimit(resource.RLIMIT_DATA, (wanted, hard))
    return before


def _set_memory(limit: int | None) -> None:
    if limit is None:
        return
    import resource

    resource.setrlimit(resource.RLIMIT_DATA, (limit, resource.getrlimit(resource.RLIMIT_DATA)[1]))


def _private_bytes() -> int | None:
    """What counts for RLIMIT_DATA (Linux): VmData of proc(5)."""
    try:
        lines = _STATUS.read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmData:")), None)
