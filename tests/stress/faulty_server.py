"""A file server that lies, stalls, cuts and sends elsewhere, on purpose."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from tests.waiting import LIMIT_S

Fault = Callable[[bytes, int], bytes]
"""What is written for a request of the content from a byte on, before the line is closed."""


def _head(status: str, **headers: object) -> bytes:
    lines = [f"HTTP/1.1 {status}", *(f"{key.replace('_', '-')}: {v}" for key, v in headers.items())]
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode()


def honest(content: bytes, start: int) -> bytes:
    """The rest of the file, as it was asked for."""
    rest = content[start:]
    if not start:
        return _head("200 OK", Content_Length=len(rest), ETag='"a"') + rest
    where = f"bytes {start}-{len(content) - 1}/{len(content)}"
    head = _head("206 Partial Content", Content_Length=len(rest), Content_Range=where, ETag='"a"')
    return head + rest


def longer(content: bytes, start: int) -> bytes:
    """More bytes than the file has, all of them announced."""
    body = content + b"x" * 1000
    return _head("200 OK", Content_Length=len(body), ETag='"a"') + body


def endless(content: bytes, start: int) -> bytes:
    """No length at all, and more than the file has."""
    return _head("200 OK", ETag='"a"') + content + b"x" * 5_000_000


def shorter(content: bytes, start: int) -> bytes:
    """A length that is less than the file has."""
    return _head("200 OK", Content_Length=1000, ETag='"a"') + content[:1000]


def promised(content: bytes, start: int) -> bytes:
    """The right length, and half of the bytes."""
    half = content[start : (start + len(content)) // 2]
    return honest(content, start)[: -len(content[start:]) or None] + half


def other_range(content: bytes, start: int) -> bytes:
    """206 for another range than was asked for."""
    body = content[start // 2 :]
    where = f"bytes {start // 2}-{len(content) - 1}/{len(content)}"
    return _head("206 Partial Content", Content_Length=len(body), Content_Range=where) + body


def no_range(content: bytes, start: int) -> bytes:
    """206 that does not say of what."""
    return _head("206 Partial Content", Content_Length=len(content) - start) + content[start:]


def unsatisfiable(content: bytes, start: int) -> bytes:
    """416, whatever was asked for."""
    where = f"bytes */{len(content)}"
    return _head("416 Range Not Satisfiable", Content_Range=where, Content_Length=0)


def changed(content: bytes, start: int) -> bytes:
    """As many bytes, but other ones."""
    return honest(bytes(255 - octet for octet in content), start)


def compressed(content: bytes, start: int) -> bytes:
    """Bytes that call themselves gzip though nobody asked for that."""
    body = content[start:]
    head = _head("200 OK", Content_Length=len(body), Content_Encoding="gzip", ETag='"a"')
    return head + body


def odd_length(content: bytes, start: int) -> bytes:
    """A length that is no number."""
    return _head("200 OK", Content_Length="-5", ETag='"a"') + content


def garbage(content: bytes, start: int) -> bytes:
    """No HTTP at all."""
    return b"\x16\x03\x01\x02\x00" * 50


def page(content: bytes, start: int) -> bytes:
    """A page of a hotel's network, with status 200."""
    body = b"<html>Please log in</html>"
    return _head("200 OK", Content_Type="text/html", Content_Length=len(body)) + body


def redirect(address: str) -> Fault:
    """Sends the client elsewhere."""

    def play(content: bytes, start: int) -> bytes:
        return _head("302 Found", Location=address, Content_Length=0)

    return play


class FaultyServer:
    """Plays `faults`, one for each connection, then the last of them for ever."""

    def __init__(self, content: bytes, faults: list[Fault]) -> None:
        self.content, self.faults = content, list(faults)
        self.starts: list[int] = []
        self.stalls = False
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/file"
        self._lock, self._open = threading.Lock(), True
        self._threads: list[threading.Thread] = []
        self._accepting = threading.Thread(target=self._accept)
        self._accepting.start()

    def _accept(self) -> None:
        while self._open:
            connection, _ = self._socket.accept()
            if not self._open:
                connection.close()
                return
            thread = threading.Thread(target=self._answer, args=(connection,))
            self._threads.append(thread)
            thread.start()

    def _answer(self, connection: socket.socket) -> None:
        connection.settimeout(LIMIT_S)
        with connection, suppress(OSError):
            asked = b""
            while b"\r\n\r\n" not in asked:
                piece = connection.recv(65536)
                if not piece:
                    return
                asked += piece
            wanted = re.search(rb"(?i)range: bytes=(\d+)-", asked)
            start = int(wanted[1]) if wanted else 0
            with self._lock:
                self.starts.append(start)
                fault = self.faults.pop(0) if len(self.faults) > 1 else self.faults[0]
            connection.sendall(fault(self.content, start))
            if self.stalls:
                connection.recv(1)  # until the client has had enough

    def close(self) -> None:
        """End every connection and wait for them."""
        self._open = False
        with suppress(OSError):
            socket.create_connection(self._socket.getsockname()).close()
        self._accepting.join()
        for thread in self._threads:
            thread.join()
        self._socket.close()


@contextmanager
def faulty(content: bytes, *faults: Fault) -> Iterator[FaultyServer]:
    """The server, for the length of the block."""
    server = FaultyServer(content, list(faults))
    try:
        yield server
    finally:
        server.close()
