"""Takes what later starts hand to the window that runs already (services/running_window.py)."""

from __future__ import annotations

import socket
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QSocketNotifier, Signal

from vizdesk.services.running_window import (
    LARGEST_REQUEST,
    TAKEN,
    RequestError,
    is_of_this_user,
    read_request,
)

MOST_CONNECTIONS = 32
CHUNK = 1 << 16


class OpenRequests(QObject):
    """Reads requests from `listener`, which does not block, and says each that was `taken`.

    It is answered before it is acted on: whoever gave up waiting is gone by then, and opens its own
    window. Bytes of strangers end their connection, and nothing else.
    """

    taken = Signal(object)  # an OpenRequest

    def __init__(self, listener: socket.socket, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._listener = listener
        self._connections: dict[socket.socket, tuple[QSocketNotifier, bytearray]] = {}
        self._notifier = self._watch(listener, self._accept)

    def _watch(self, watched: socket.socket, act: Callable[[], None]) -> QSocketNotifier:
        notifier = QSocketNotifier(watched.fileno(), QSocketNotifier.Type.Read, self)
        notifier.activated.connect(lambda *_: act())
        return notifier

    def _accept(self) -> None:
        try:
            connection, _ = self._listener.accept()
        except OSError:
            return  # whoever came has gone again
        connection.setblocking(False)
        if not is_of_this_user(connection):
            connection.close()
            return
        if len(self._connections) >= MOST_CONNECTIONS:
            self._end(next(iter(self._connections)))
        notifier = self._watch(connection, partial(self._read, connection))
        self._connections[connection] = (notifier, bytearray())

    def _read(self, connection: socket.socket) -> None:
        if connection not in self._connections:
            return
        _, gathered = self._connections[connection]
        try:
            chunk = connection.recv(CHUNK)
        except BlockingIOError:
            return
        except OSError:
            chunk = b""
        gathered += chunk
        line, end, _ = bytes(gathered).partition(b"\n") if b"\n" in chunk else (b"", b"", b"")
        if end:
            self._take(connection, line)
        elif not chunk or len(gathered) > LARGEST_REQUEST:
            self._end(connection)

    def _take(self, connection: socket.socket, line: bytes) -> None:
        try:
            request = read_request(line)
            connection.send(TAKEN)
        except (RequestError, OSError):
            self._end(connection)
            return
        self._end(connection)
        self.taken.emit(request)

    def _end(self, connection: socket.socket) -> None:
        notifier, _ = self._connections.pop(connection)
        notifier.setEnabled(False)
        notifier.deleteLater()
        connection.close()

    def close(self) -> None:
        """Take nothing any more; the listener is its owner's to close."""
        self._notifier.setEnabled(False)
        for connection in list(self._connections):
            self._end(connection)
