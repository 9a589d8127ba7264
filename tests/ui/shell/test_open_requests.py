"""The window reads what is handed to it, and strangers' bytes cost it nothing."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from vizdesk.services.running_window import (
    FOLDER,
    LARGEST_REQUEST,
    SOCKET,
    TAKEN,
    Listener,
    OpenRequest,
    listen_or_hand_over,
    request_bytes,
)
from vizdesk.ui.shell.open_requests import MOST_CONNECTIONS, OpenRequests

pytestmark = pytest.mark.skipif(
    not hasattr(socket, "AF_UNIX"), reason="there each start opens a window of its own"
)
REQUEST = OpenRequest(("/photos/one.png",), "")


@pytest.fixture
def listener(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Listener]:
    start = listen_or_hand_over(tmp_path, OpenRequest())
    assert start.listener is not None
    monkeypatch.chdir(tmp_path / FOLDER)  # a socket's address is short
    yield start.listener
    start.listener.close()


@pytest.fixture
def requests(listener: Listener) -> Iterator[OpenRequests]:
    made = OpenRequests(listener.socket)
    yield made
    made.close()


@pytest.fixture
def taken(requests: OpenRequests) -> list[OpenRequest]:
    found: list[OpenRequest] = []
    requests.taken.connect(found.append)
    return found


def connected() -> socket.socket:
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.connect(SOCKET)
    connection.setblocking(False)
    return connection


def answer(qtbot: QtBot, connection: socket.socket) -> bytes:
    """What comes back until the other end closes."""
    parts: list[bytes] = []

    def ended() -> bool:
        try:
            parts.append(connection.recv(100))
        except BlockingIOError:
            return False
        except ConnectionResetError:
            return True
        return parts[-1] == b""

    qtbot.waitUntil(ended)
    connection.close()
    return b"".join(parts)


def test_a_request_in_pieces_is_answered_and_taken_once(
    qtbot: QtBot, taken: list[OpenRequest]
) -> None:
    connection, line = connected(), request_bytes(REQUEST)
    connection.send(line[:7])
    qtbot.wait(20)
    assert taken == []
    connection.send(line[7:])
    assert answer(qtbot, connection) == TAKEN
    assert taken == [REQUEST]


@pytest.mark.parametrize("data", [b"\n", b"GET / HTTP/1.1\r\n\r\n", b"\0" * 50 + b"\n", b"{}\n"])
def test_a_strangers_bytes_end_the_connection_alone(
    qtbot: QtBot, taken: list[OpenRequest], data: bytes
) -> None:
    stranger = connected()
    stranger.send(data)
    assert answer(qtbot, stranger) == b""
    known = connected()
    known.send(request_bytes(REQUEST))
    assert answer(qtbot, known) == TAKEN
    assert taken == [REQUEST]


def test_a_line_without_an_end_is_given_up(qtbot: QtBot, taken: list[OpenRequest]) -> None:
    stranger, sent = connected(), 0

    def refused() -> bool:
        nonlocal sent
        try:
            while True:
                sent += stranger.send(b"x" * (1 << 16))
        except BlockingIOError:
            return False
        except OSError:
            return True

    qtbot.waitUntil(refused)
    stranger.close()
    assert LARGEST_REQUEST < sent < 3 * LARGEST_REQUEST
    assert taken == []


def test_whoever_left_before_the_answer_is_not_acted_for(
    qtbot: QtBot, taken: list[OpenRequest]
) -> None:
    gone = connected()
    gone.send(request_bytes(REQUEST))
    gone.close()
    known = connected()
    known.send(request_bytes(OpenRequest()))
    assert answer(qtbot, known) == TAKEN
    assert taken == [OpenRequest()]


def test_connections_that_stay_open_shut_nobody_out(qtbot: QtBot, taken: list[OpenRequest]) -> None:
    idle = [connected() for _ in range(MOST_CONNECTIONS + 3)]
    known = connected()
    known.send(request_bytes(REQUEST))
    assert answer(qtbot, known) == TAKEN
    assert taken == [REQUEST]
    for connection in idle:
        connection.close()
