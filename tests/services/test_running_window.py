"""A second start hands its files over; what is dead, hung or foreign locks nobody out."""

from __future__ import annotations

import json
import os
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.waiting import wait_for

from vizdesk.services import running_window
from vizdesk.services.running_window import (
    FOLDER,
    LOCK,
    SOCKET,
    TAKEN,
    Listener,
    OpenRequest,
    Patience,
    RequestError,
    is_of_this_user,
    listen_or_hand_over,
    read_request,
    request_bytes,
    wanted,
)

pytestmark = pytest.mark.skipif(
    not hasattr(socket, "AF_UNIX"), reason="there each start opens a window of its own"
)


def short() -> Patience:
    return Patience(opening_s=0.2, answer_s=0.2)


REQUEST = OpenRequest(("/photos/one.png", "/photos/two words.png"), "token")


@contextmanager
def first_window(folder: Path) -> Iterator[Listener]:
    start = listen_or_hand_over(folder, OpenRequest())
    assert start.listener is not None
    try:
        yield start.listener
    finally:
        start.listener.close()


def answer_one(listener: Listener, answer: bytes, lines: list[bytes]) -> threading.Thread:
    """Take one request in a thread, as a window does in its loop."""

    def work() -> None:
        listener.socket.setblocking(True)
        connection, _ = listener.socket.accept()
        with connection:
            lines.append(connection.recv(1 << 16))
            connection.sendall(answer)

    thread = threading.Thread(target=work)
    thread.start()
    return thread


def test_the_first_window_takes_what_a_second_start_is_to_open(tmp_path: Path) -> None:
    lines: list[bytes] = []
    with first_window(tmp_path) as listener:
        thread = answer_one(listener, TAKEN, lines)
        assert listen_or_hand_over(tmp_path, REQUEST).handed_over
        thread.join()
    assert [read_request(line) for line in lines] == [REQUEST]


def test_nobody_else_may_enter_the_folder_of_the_socket(tmp_path: Path) -> None:
    with first_window(tmp_path) as listener:
        assert stat.S_IMODE((tmp_path / FOLDER).stat().st_mode) == 0o700
        one, other = socket.socketpair(socket.AF_UNIX)
        assert is_of_this_user(one)
        one.close()
        other.close()
        assert listener.socket.getblocking() is False
    assert [path.name for path in (tmp_path / FOLDER).iterdir()] == [LOCK]


def test_a_window_that_hangs_locks_nobody_out(tmp_path: Path) -> None:
    with first_window(tmp_path):  # and never looks at its socket
        start = listen_or_hand_over(tmp_path, REQUEST, short())
    assert (start.listener, start.handed_over) == (None, False)


def test_a_window_that_is_still_opening_is_waited_for(tmp_path: Path) -> None:
    patience = Patience(opening_s=1000.0, answer_s=0.0)
    with first_window(tmp_path) as listener:
        place = tmp_path / FOLDER
        assert not patience.is_over(place)
        listener.say_ready()
        patience.is_over(place)  # seen for the first time
        wait_for(lambda: patience.is_over(place))
        assert not listen_or_hand_over(tmp_path, REQUEST, Patience(1000.0, 0.0)).handed_over
    assert [path.name for path in place.iterdir()] == [LOCK]


def test_whoever_gave_up_is_told_nothing_later(tmp_path: Path) -> None:
    with first_window(tmp_path) as listener:
        assert not listen_or_hand_over(tmp_path, REQUEST, short()).handed_over
        connection, _ = listener.socket.accept()
        with connection:
            assert read_request(connection.recv(1 << 16)) == REQUEST
            with pytest.raises(BrokenPipeError):
                connection.send(TAKEN)


@pytest.mark.parametrize("answer", [b"", b"no\n", b"\xff" * 3])
def test_an_answer_that_is_none_of_ours_is_no_handing_over(tmp_path: Path, answer: bytes) -> None:
    with first_window(tmp_path) as listener:
        thread = answer_one(listener, answer, [])
        assert not listen_or_hand_over(tmp_path, REQUEST, short()).handed_over
        thread.join()


def test_what_a_killed_window_left_is_taken_over(tmp_path: Path) -> None:
    code = (
        "import os, sys, pathlib\n"
        "from vizdesk.services.running_window import OpenRequest, listen_or_hand_over\n"
        "start = listen_or_hand_over(pathlib.Path(sys.argv[1]), OpenRequest())\n"
        "assert start.listener\n"
        "os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    assert done.returncode == -9
    assert (tmp_path / FOLDER / SOCKET).is_socket()
    with first_window(tmp_path):
        pass


def test_after_the_first_window_has_closed_the_next_is_the_first(tmp_path: Path) -> None:
    for _ in range(3):
        with first_window(tmp_path):
            pass


def test_a_folder_with_a_long_name_works_too(tmp_path: Path) -> None:
    folder = tmp_path / ("a" * 120) / ("b" * 120)
    with first_window(folder) as listener:
        thread = answer_one(listener, TAKEN, [])
        assert listen_or_hand_over(folder, REQUEST).handed_over
        thread.join()


@pytest.mark.skipif(os.getuid() == 0 if hasattr(os, "getuid") else True, reason="root may write")
def test_a_folder_that_cannot_be_written_opens_a_window_of_its_own(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert listen_or_hand_over(tmp_path / "data", REQUEST) == running_window.Start()


def test_a_file_in_place_of_the_folder_opens_a_window_of_its_own(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("no folder")
    assert listen_or_hand_over(tmp_path, REQUEST) == running_window.Start()


# --- What goes over the socket -------------------------------------------------------------


def test_files_of_a_command_line_are_asked_for_by_their_whole_paths(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    environment = {"XDG_ACTIVATION_TOKEN": "abc"}
    request = wanted(["--some-option", "a.png", "/b/../c.png"], environment)
    assert request == OpenRequest((str(tmp_path / "a.png"), "/c.png"), "abc")
    assert wanted([], {"XDG_ACTIVATION_TOKEN": "x" * 501}) == OpenRequest()


@given(st.lists(st.binary(min_size=1, max_size=40)), st.text(max_size=500))
def test_every_name_of_a_file_comes_through(names: list[bytes], token: str) -> None:
    files = tuple("/" + os.fsdecode(name.replace(b"\0", b"")) for name in names)
    request = OpenRequest(files, token)
    line = request_bytes(request)
    assert line.count(b"\n") == 1
    assert read_request(line) == request


@given(st.binary(max_size=300))
def test_foreign_bytes_are_no_request(data: bytes) -> None:
    with pytest.raises(RequestError):
        read_request(data)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=8,
)


@given(JSON, JSON)
def test_a_request_of_another_shape_is_none(files: object, token: object) -> None:
    try:
        request = read_request(json.dumps({"files": files, "token": token}).encode())
    except RequestError:
        return
    assert all(os.path.isabs(file) and "\0" not in file for file in request.files)
    assert isinstance(request.token, str)


@pytest.mark.parametrize(
    "line",
    [
        b'{"files": ["relative.png"], "token": ""}',
        b'{"files": ["/a\\u0000b"], "token": ""}',
        b'{"files": ["/\\ud800"], "token": ""}',
        b'{"files": [], "token": "", "more": 1}',
        b'{"files": [], "token": "' + b"x" * 501 + b'"}',
        b"[" * 100_000,
    ],
)
def test_a_request_that_is_nearly_one_is_refused(line: bytes) -> None:
    with pytest.raises(RequestError):
        read_request(line)
