"""The worker as a jail: what it may read, how much it may take, and that it reaches no network.

The first order says which two models' files it is for. It may read those, programs, libraries and
what drivers of GPUs need; it writes to one file without a name, which a corrected projector takes.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vizdesk.common import sandbox

# Libraries and drivers, and what they and ggml ask the system about processors and devices.
_SYSTEM = (
    "/usr",
    "/lib",
    "/lib64",
    "/bin",
    "/etc",
    "/opt",
    "/nix",
    "/run/opengl-driver",
    "/sys",
    "/proc/self",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/proc/stat",
    "/proc/devices",
    "/proc/modules",
    "/proc/driver",
    "/proc/sys",
)
_DEVICES = ("dri", "kfd", "nvidia*", "null", "zero", "random", "urandom", "shm")
# Where drivers keep what they compiled; without it each start compiles again.
_DRIVER_CACHES = (".nv", ".cache/mesa_shader_cache", ".cache/mesa_shader_cache_db")
# Files and folders that a person points drivers and libraries to.
_POINTERS = (
    "LD_LIBRARY_PATH",
    "GGML_BACKEND_PATH",
    "VK_DRIVER_FILES",
    "VK_ICD_FILENAMES",
    "VK_ADD_DRIVER_FILES",
)


@dataclass(frozen=True, slots=True)
class Jail:
    """The limits that hold, and where a corrected projector can be written.

    `scratch` is a file without a name, so that a process that is killed leaves nothing; None where
    the system has no such file, and a named copy must do.
    """

    limits: tuple[str, ...] = ()
    scratch: str | None = None


def enter(order: Mapping[str, Any]) -> Jail:
    """Confine this process for the files of `order`. See `common/sandbox.py`.

    `memory` and `file_bytes` are in bytes, `readable` are paths.
    """
    scratch = _scratch()
    limits = sandbox.confine(
        int(order["memory"]),
        [*sandbox.program_folders(), *map(Path, _SYSTEM), *map(Path, order["readable"]), *_named()],
        writable=[*([Path(scratch)] if scratch else []), *_devices(), *_caches()],
        file_bytes=int(order["file_bytes"]),
    )
    return Jail(limits, scratch)


def _scratch() -> str | None:
    if sys.platform != "linux":
        return None
    try:
        with tempfile.TemporaryFile() as file:
            descriptor = os.dup(file.fileno())  # open as long as the process lives
    except OSError:
        return None  # told when a copy is needed: most projectors need none
    return f"/proc/self/fd/{descriptor}"


def _devices() -> Iterator[Path]:
    for pattern in _DEVICES:
        yield from Path("/dev").glob(pattern)


def _caches() -> Iterator[Path]:
    home = os.environ.get("HOME")
    if home:
        yield from (Path(home) / name for name in _DRIVER_CACHES)


def _named() -> Iterator[Path]:
    for name in _POINTERS:
        yield from map(Path, filter(None, os.environ.get(name, "").split(os.pathsep)))
