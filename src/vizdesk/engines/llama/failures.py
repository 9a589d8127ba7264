"""What is said about a child that died: what happened, during what, and what to do."""

from __future__ import annotations

import re
import signal
import sys
from collections.abc import Mapping
from typing import Any

from vizdesk.common.messages import Message, message, unpack
from vizdesk.comparison.events import EngineError
from vizdesk.comparison.types import Phase
from vizdesk.engines.llama.worker_process import WorkerDiedError

REPACKING_SIGNALS = frozenset({signal.SIGILL, signal.SIGSEGV})
WINDOWS_ILLEGAL_INSTRUCTION, WINDOWS_ACCESS_VIOLATION = 0xC000001D, 0xC0000005
WINDOWS_FATAL = 0xC0000000
FROM_OUTSIDE = frozenset({9, 15})  # SIGKILL, SIGTERM
AWAY_FROM_GPU: Message = message(
    "Run again: the model will be loaded without the GPU, whose driver may have stopped it."
)

# What ggml, OpenBLAS, the C++ library and Vulkan (ErrorOutOfDeviceMemory) print.
OUT_OF_MEMORY = re.compile(
    r"mem_buffer != NULL|memory allocation|bad_alloc|out ?of ?(device ?|host ?)?memory|"
    r"allocate memory|failed to allocate",
    re.IGNORECASE,
)
MORE_MEMORY: Message = message(
    "Close other programs, or choose a smaller model, quantisation or image."
)

DOING: Mapping[Phase, Message] = {
    Phase.WAITING: message("starting"),
    Phase.LOADING: message("loading the model"),
    Phase.READING_IMAGE: message("reading the image"),
    Phase.READING_PROMPT: message("reading the prompt"),
    Phase.THINKING: message("thinking"),
    Phase.WRITING: message("writing the answer"),
}


def failure_in_job(failed: dict[str, Any], phase: Phase, stderr: str) -> EngineError:
    """The error a child reported while it answered; backends tell of no room on stderr alone."""
    if OUT_OF_MEMORY.search(stderr):
        return no_memory(phase, f"{unpack(failed['what'])}\n{stderr}")
    return failure_of(failed)


def no_memory(phase: Phase, details: str) -> EngineError:
    """The error for memory that ran out during `phase`."""
    what = message("Memory ran out while {doing}.", doing=DOING[phase])
    return EngineError(what, MORE_MEMORY, details)


def failure_of(message: dict[str, Any]) -> EngineError:
    """The error a child reported itself."""
    return EngineError(unpack(message["what"]), unpack(message["todo"]), message["details"])


def death(died: WorkerDiedError, phase: Phase, *, gpu: bool = False) -> EngineError:
    """The error for a child that ended by itself during `phase`; `gpu`: a GPU may be the cause."""
    what = message(
        "The engine stopped with {cause} while {doing}.",
        cause=_cause(died.code),
        doing=DOING[phase],
    )
    if OUT_OF_MEMORY.search(died.stderr):
        what = message("Memory ran out while {doing}.", doing=DOING[phase])
        return EngineError(what, AWAY_FROM_GPU if gpu else MORE_MEMORY, died.stderr)
    return EngineError(what, AWAY_FROM_GPU if gpu else _todo(died.code), died.stderr)


def blames_gpu(code: int, on_gpu: bool | None) -> bool:
    """Whether a driver may be the cause: a crash, with something on a GPU or before that was known.

    A driver's failure is an uncaught C++ exception (llama.cpp issues 17334, 25664, 28840).
    """
    if on_gpu is False:
        return False
    crashed = code & 0xFFFFFFFF >= WINDOWS_FATAL if sys.platform == "win32" else code < 0
    return crashed and (on_gpu is True or -code not in FROM_OUTSIDE)


def blames_repacking(code: int) -> bool:
    """Whether weights rearranged for this processor may be the cause.

    https://github.com/ggml-org/llama.cpp/issues/20824: AMX code crashes when built by gcc 12.
    """
    if sys.platform == "win32":
        return code & 0xFFFFFFFF in (WINDOWS_ILLEGAL_INSTRUCTION, WINDOWS_ACCESS_VIOLATION)
    return -code in REPACKING_SIGNALS


def _cause(code: int) -> Message:
    if code >= 0:
        return message("exit code {code}", code=code)
    try:
        return message("signal {number} ({name})", number=-code, name=signal.Signals(-code).name)
    except ValueError:
        return message("signal {number}", number=-code)


def _todo(code: int) -> Message:
    if blames_repacking(code):
        return message(
            "Run again: the model will be loaded without weight repacking, which "
            "crashes on some processors. If it stops again, the model’s files "
            "are damaged."
        )
    if code == -9:
        return message("Memory probably ran out: close other programs, or choose a smaller model.")
    return message(
        "Run again; the engine starts afresh. If it stops each time, the "
        "model’s files are damaged or do not belong together."
    )
