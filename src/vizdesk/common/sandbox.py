"""Limits that a child process puts on itself before it reads anything foreign.

Used by everything that reads foreign bytes: the image decoder (`images/decoder_child.py`), the
reader of GGUF headers (`catalog/gguf/header_child.py`) and the llama.cpp worker
(`engines/llama/worker/jail.py`). What the operating system offers differs, so every limit is tried
and the names of those that hold are returned: resource limits (POSIX), Landlock (Linux 5.13 and
later: the file system) and a network namespace of its own (Linux, where unprivileged user
namespaces are allowed). The parent starts such a child with `clean_environment`: no keys.

Landlock: https://docs.kernel.org/userspace-api/landlock.html
"""

from __future__ import annotations

import ctypes
import os
import re
import site
import struct
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

# Linux system calls, the same numbers on every architecture (added after the tables were unified).
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_RULE_PATH_BENEATH, _PR_SET_NO_NEW_PRIVS = 1, 38
# Rights over files of ABI 1 (bits 0..12): all are handled: what no rule grants is denied.
_ALL_RIGHTS = (1 << 13) - 1
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_REMOVE, _MAKE_DIR, _MAKE_FILE = 1 << 4 | 1 << 5, 1 << 7, 1 << 8
_READ = _READ_FILE | _EXECUTE
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000

# What a child needs of the environment: where programs, libraries, fonts and temporary files are.
_PASSED = (
    "PATH",
    "HOME",
    "LD_LIBRARY_PATH",
    "PYTHONPATH",
    "PYTHONHOME",
    "PYTHONDONTWRITEBYTECODE",
    "SYSTEMROOT",
    "TEMP",
    "TMP",
    "TMPDIR",
)
# Debian calls its own folder of packages dist-packages.
_PACKAGE_FOLDERS = ("site-packages", "dist-packages")
_SECRET = re.compile(r"KEY|TOKEN|SECRET|PASS|CREDENTIAL|AUTH", re.IGNORECASE)


def clean_environment(environ: Mapping[str, str], prefixes: tuple[str, ...] = ()) -> dict[str, str]:
    """What of `environ` a confined child is started with; a frozen child unpacks for itself.

    Passed are the variables it needs to start and those that begin with one of `prefixes`; never
    one that is named like a secret.
    """
    passed = {
        name: value
        for name, value in environ.items()
        if name in _PASSED or (name.startswith(prefixes or ("\0",)) and not _SECRET.search(name))
    }
    if getattr(sys, "frozen", False):
        # https://pyinstaller.org/en/stable/common-issues-and-pitfalls.html
        return {**passed, "PYINSTALLER_RESET_ENVIRONMENT": "1"}
    return {**passed, "PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry)}


def program_folders() -> list[Path]:
    """The program's file, its libraries and its resources: what every child must read.

    Of sys.path only what holds installed packages (other environments' too, which a .pth file or
    PYTHONPATH may name): it may also hold the folder the program was started in.
    """
    package = Path(__file__).resolve().parents[1]
    folders = [
        # A package keeps its modules inside the program's own file.
        # https://pyinstaller.org/en/stable/advanced-topics.html#pyi-archive
        sys.executable,
        sys.prefix,
        sys.base_prefix,
        getattr(sys, "_MEIPASS", sys.prefix),
        site.getusersitepackages(),
        *(entry for entry in sys.path if Path(entry).name in _PACKAGE_FOLDERS),
    ]
    return [package, package.parents[1] / "resources", *map(Path, folders)]


def confine(
    memory_bytes: int,
    readable: Iterable[Path],
    *,
    writable: Iterable[Path] = (),
    file_bytes: int = 0,
) -> tuple[str, ...]:
    """Limit this process for good; returns the names of the limits that hold.

    `memory_bytes` bounds private writable memory, `file_bytes` the size of a file it writes. Only
    files below `readable` can be opened, and only for reading; those below `writable` also for
    writing. Call it before any thread is started and before foreign data is read.
    """
    held = []
    if _limit_resources(memory_bytes, file_bytes):
        held.append("memory")
    if sys.platform == "linux":
        if _leave_the_network():
            held.append("network")
        if _restrict_files(readable, writable):
            held.append("files")
    return tuple(held)


def _limit_resources(memory_bytes: int, file_bytes: int) -> bool:
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return False
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        # Pipes and sockets are not counted.
        resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes, file_bytes))
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


def _restrict_files(readable: Iterable[Path], writable: Iterable[Path]) -> bool:
    libc = ctypes.CDLL(None, use_errno=True)
    attributes = struct.pack("=Q", _ALL_RIGHTS)
    ruleset = libc.syscall(_CREATE_RULESET, attributes, len(attributes), 0)
    if ruleset < 0:
        return False
    try:
        for path in readable:
            _allow(libc, ruleset, path, _READ, _READ_DIR)
        for path in writable:
            _allow(
                libc,
                ruleset,
                path,
                _READ | _WRITE_FILE,
                _READ_DIR | _REMOVE | _MAKE_DIR | _MAKE_FILE,
            )
        if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
            return False
        return bool(libc.syscall(_RESTRICT_SELF, ruleset, 0) == 0)
    finally:
        os.close(ruleset)


def _allow(libc: ctypes.CDLL, ruleset: int, path: Path, rights: int, in_folders: int) -> None:
    """`rights` over the file, or all files below the folder, that `path` is (links followed)."""
    try:
        opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # a folder of fonts that is not there
    try:
        given = rights | (in_folders if path.is_dir() else 0)
        rule = struct.pack("=Qi", given, opened)
        libc.syscall(_ADD_RULE, ruleset, _RULE_PATH_BENEATH, rule, 0)
    finally:
        os.close(opened)
