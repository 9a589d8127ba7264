"""Limits that a child process puts on itself before it reads anything foreign.

Used by the image decoder (`images/decoder_child.py`). What the operating system offers
differs, so every limit is tried and the names of those that hold are returned: resource limits
(POSIX), Landlock (Linux 5.13 and later: the file system) and a network namespace of its own
(Linux, where unprivileged user namespaces are allowed).

Landlock: https://docs.kernel.org/userspace-api/landlock.html
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

# Linux system calls, the same numbers on every architecture (added after the tables were unified).
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_RULE_PATH_BENEATH, _PR_SET_NO_NEW_PRIVS = 1, 38
# Rights over files of ABI 1 (bits 0..12): all are handled: what no rule grants is denied.
_ALL_RIGHTS = (1 << 13) - 1
_EXECUTE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 2, 1 << 3
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000


def confine(memory_bytes: int, readable: Iterable[Path]) -> tuple[str, ...]:
    """Limit this process for good; returns the names of the limits that hold.

    `memory_bytes` bounds private writable memory. Only files below `readable` can be opened, and
    only for reading. Call it before any thread is started and before foreign data is read.
    """
    held = []
    if _limit_resources(memory_bytes):
        held.append("memory")
    if sys.platform == "linux":
        if _leave_the_network():
            held.append("network")
        if _restrict_files(readable):
            held.append("files")
    return tuple(held)


def _limit_resources(memory_bytes: int) -> bool:
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return False
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        # No file can grow: pipes and sockets are not counted.
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    with suppress(OSError):
        os.nice(5)
    try:
        # RLIMIT_DATA counts private writable mappings since Linux 4.7, not libraries.
        # https://man7.org/linux/man-pages/man2/getrlimit.2.html
        resource.setrlimit(resource.RLIMIT_DATA, (memory_bytes, memory_bytes))
    except (ValueError, OSError):
        return False
    return True


def _leave_the_network() -> bool:
    """Move into a network namespace without any interface, not even a loopback that is up."""
    libc = ctypes.CDLL(None, use_errno=True)
    unshare = getattr(libc, "unshare", None)
    if unshare is None:
        return False
    privileged = hasattr(os, "geteuid") and os.geteuid() == 0
    flags = _CLONE_NEWNET if privileged else _CLONE_NEWUSER | _CLONE_NEWNET
    return bool(unshare(flags) == 0)


def _restrict_files(readable: Iterable[Path]) -> bool:
    libc = ctypes.CDLL(None, use_errno=True)
    attributes = struct.pack("=Q", _ALL_RIGHTS)
    ruleset = libc.syscall(_CREATE_RULESET, attributes, len(attributes), 0)
    if ruleset < 0:
        return False
    try:
        for folder in readable:
            _allow_reading(libc, ruleset, folder)
        if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
            return False
        return bool(libc.syscall(_RESTRICT_SELF, ruleset, 0) == 0)
    finally:
        os.close(ruleset)


def _allow_reading(libc: ctypes.CDLL, ruleset: int, folder: Path) -> None:
    try:
        opened = os.open(folder, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # a folder of fonts that is not there
    try:
        rights = _READ_FILE | _EXECUTE | (_READ_DIR if folder.is_dir() else 0)
        rule = struct.pack("=Qi", rights, opened)
        libc.syscall(_ADD_RULE, ruleset, _RULE_PATH_BENEATH, rule, 0)
    finally:
        os.close(opened)
