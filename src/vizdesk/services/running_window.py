"""One window for one person: a second start hands its files to the window that runs already.

The first window holds a lock and listens at a UNIX socket beside it, in a folder that only its
owner may enter. The lock goes with its process, however that ends. A window that does not answer
locks nobody out: whoever waited in vain opens one of its own. Nothing heavy is imported here, so
that handing over takes as long as Python takes to start. Windows has no such sockets in Python:
there every start opens a window.
"""

from __future__ import annotations

import json
import os
import socket
import struct
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from vizdesk.common.file_lock import LockedError, lock_file

FOLDER = "window"
SOCKET, LOCK = "socket", "lock"
READY = "ready"  # a file that is there once the first window reads what it is handed
TAKEN = b"ok\n"
PAUSE_S = 0.02
LARGEST_REQUEST = 1 << 20  # bytes
LONGEST_TOKEN = 500


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """What a second start wants: files (absolute; none: only to be seen), and its activation token.

    https://wayland.app/protocols/xdg-activation-v1
    """

    files: tuple[str, ...] = ()
    token: str = ""


class RequestError(ValueError):
    """The bytes are no request of ours."""


def request_bytes(request: OpenRequest) -> bytes:
    """One line of JSON, its end included; names that are no UTF-8 go through."""
    table = {"files": list(request.files), "token": request.token}
    return json.dumps(table).encode() + b"\n"


def read_request(line: bytes) -> OpenRequest:
    """What a line asks for. Raises RequestError for anything but a request."""
    try:
        table = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise RequestError("no JSON") from error
    if not isinstance(table, dict) or set(table) != {"files", "token"}:
        raise RequestError("no request")
    files, token = table["files"], table["token"]
    if not isinstance(files, list) or not isinstance(token, str) or len(token) > LONGEST_TOKEN:
        raise RequestError("no list of files, or no token")
    if not all(isinstance(file, str) and _is_path(file) for file in files):
        raise RequestError("a file without an absolute path")
    return OpenRequest(tuple(files), token)


def _is_path(file: str) -> bool:
    """Whether a text is an absolute path that the system can be asked for."""
    try:
        return os.path.isabs(file) and b"\0" not in os.fsencode(file)
    except UnicodeEncodeError:
        return False


@dataclass(slots=True)
class Listener:
    """The first window's socket, listening and not blocking; `close` lets everything go."""

    socket: socket.socket
    resources: ExitStack
    place: Path

    def say_ready(self) -> None:
        """From now on whoever gets no answer waits no longer than for a window that hangs."""
        with suppress(OSError):
            (self.place / READY).touch()

    def close(self) -> None:
        """Listen no longer: the next start opens the first window."""
        self.resources.close()


@dataclass(slots=True)
class Patience:
    """How long a start waits for the first window: until that is open, and then for its answer.

    A busy machine takes ten seconds to open a window; one that is open and does not answer hangs.
    """

    opening_s: float = 30.0
    answer_s: float = 4.0
    _began: float = field(default_factory=time.monotonic)
    _open_since: float | None = None

    def is_over(self, place: Path) -> bool:
        """Whether to wait no longer for the window whose folder is `place`."""
        now = time.monotonic()
        if not (place / READY).exists():
            self._open_since = None
            return now - self._began > self.opening_s
        self._open_since = self._open_since or now
        return now - self._open_since > self.answer_s


@dataclass(frozen=True, slots=True)
class Start:
    """How a start goes on: as the first window, which listens; not at all, as it has handed over;
    or, with neither, as a window that nobody hands anything to."""

    listener: Listener | None = None
    handed_over: bool = False


def listen_or_hand_over(
    folder: Path, request: OpenRequest, patience: Patience | None = None
) -> Start:
    """Be the first window, or hand `request` over to it. `folder` is made. Raises nothing."""
    if not hasattr(socket, "AF_UNIX"):
        return Start()
    place, patience = folder / FOLDER, patience or Patience()
    try:
        place.mkdir(parents=True, exist_ok=True)
        place.chmod(0o700)
        while True:
            try:
                return Start(listener=_listener(place))
            except LockedError:
                if _hand_over(place, request, patience):
                    return Start(handed_over=True)
            if patience.is_over(place):
                return Start()
            time.sleep(PAUSE_S)
    except OSError:
        return Start()  # a file system without locks or sockets, a folder of somebody else's


def _listener(place: Path) -> Listener:
    """Raises LockedError, OSError."""
    with ExitStack() as stack:
        stack.enter_context(lock_file(place / LOCK))
        listener = stack.enter_context(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM))
        # What a window that ended badly left; the lock says that it is gone.
        for name in (SOCKET, READY):
            (place / name).unlink(missing_ok=True)
            stack.callback((place / name).unlink, missing_ok=True)
        with _address(place) as address:
            listener.bind(address)
        listener.listen(64)
        listener.setblocking(False)
        return Listener(listener, stack.pop_all(), place)


def _hand_over(place: Path, request: OpenRequest, patience: Patience) -> bool:
    """Whether the window that listens took the request; it may be starting, or ending."""
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(patience.answer_s)
        with _address(place) as address:
            connection.connect(address)
        connection.sendall(request_bytes(request))
        connection.settimeout(PAUSE_S)
        while not patience.is_over(place):
            with suppress(TimeoutError):
                return connection.recv(len(TAKEN)) == TAKEN
    return False


@contextmanager
def _address(place: Path) -> Iterator[str]:
    """The socket's address, which the system wants short: on Linux through the open folder."""
    if sys.platform != "linux":
        yield str(place / SOCKET)
        return
    handle = os.open(place, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{handle}/{SOCKET}"
    finally:
        os.close(handle)


def is_of_this_user(connection: socket.socket) -> bool:
    """Whether the other end is this person's too; elsewhere the folder alone sees to it."""
    if sys.platform != "linux":
        return True
    size = struct.calcsize("3i")
    peer = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, size)
    user: int = struct.unpack("3i", peer)[1]
    return user == os.getuid()


def wanted(words: Sequence[str], environ: Mapping[str, str]) -> OpenRequest:
    """What the words of a command line ask a window for."""
    files = tuple(os.path.abspath(word) for word in words if not word.startswith("-"))
    token = environ.get("XDG_ACTIVATION_TOKEN", "")
    return OpenRequest(files, token if len(token) <= LONGEST_TOKEN else "")
