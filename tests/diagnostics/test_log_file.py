"""The log says what happened, stays small, and never holds keys, prompts or answers."""

from __future__ import annotations

import logging
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from vizdesk.diagnostics.log_file import LogFile
from vizdesk.diagnostics.redaction import Redactor
from vizdesk.diagnostics.rolling_file import append, numbered

KEY = "sk-planted-0123456789abcdef"


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[LogFile]:
    made = LogFile(tmp_path / "state" / "vizdesk.log", Redactor({"OPENAI_API_KEY": KEY}))
    root, own = logging.getLogger(), logging.getLogger("vizdesk")
    before = own.level
    root.addHandler(made)
    own.setLevel(logging.INFO)
    yield made
    own.setLevel(before)
    root.removeHandler(made)


def test_what_happened_is_written_with_its_time(log_file: LogFile) -> None:
    logging.getLogger("vizdesk.ui").info("%s: loading", "demo-large")
    logging.getLogger("vizdesk.ui").debug("too much")
    written = log_file.path.read_text()
    assert written.endswith("INFO vizdesk.ui: demo-large: loading\n")
    assert written[:2] == "20"
    assert "too much" not in written


def test_a_key_is_in_no_line(log_file: LogFile) -> None:
    log = logging.getLogger("vizdesk.somewhere")
    log.warning("sent with %s", KEY)
    log.warning("headers %s", {"authorization": "Bearer odd-one"})
    log.warning("at %s", "https://me:odd-one@host/v1?key=odd-one")
    try:
        raise ValueError(f"server said: {KEY}")
    except ValueError:
        log.exception("failed")
    written = log_file.path.read_text()
    assert "planted" not in written
    assert "odd-one" not in written
    assert written.count("vizdesk.somewhere") == 4


def test_an_exception_leaves_its_kind_and_place_and_none_of_its_words(log_file: LogFile) -> None:
    log = logging.getLogger("vizdesk.comparison")
    try:
        try:
            raise ValueError("prompt: describe my cat")
        except ValueError as error:
            raise RuntimeError("answer: a tabby") from error
    except RuntimeError as error:
        log.exception("%s failed: %s", "gpt", error)
    written = log_file.path.read_text()
    assert "gpt failed: RuntimeError" in written
    assert "test_log_file.py:" in written
    assert "ValueError" in written
    assert "cat" not in written
    assert "tabby" not in written


def test_mistakes_in_code_and_of_the_system_say_what_they_are(log_file: LogFile) -> None:
    log = logging.getLogger("vizdesk")
    log.warning("%s", AttributeError("'NoneType' object has no attribute 'text'"))
    log.warning("%s", FileNotFoundError(2, "No such file or directory", "/home/me/private.txt"))
    written = log_file.path.read_text()
    assert "no attribute 'text'" in written
    assert "FileNotFoundError: No such file or directory" in written
    assert "private" not in written


def test_libraries_of_others_leave_the_place_of_their_warning_only(log_file: LogFile) -> None:
    logging.getLogger("openai._base_client").warning("request body: describe my cat")
    logging.getLogger("httpx").info("GET https://host")
    written = log_file.path.read_text()
    assert "WARNING openai._base_client: test_log_file.py:" in written
    assert "cat" not in written
    assert "GET" not in written


def test_the_log_is_for_its_owner_alone(log_file: LogFile) -> None:
    logging.getLogger("vizdesk").info("here")
    assert stat.S_IMODE(log_file.path.stat().st_mode) == 0o600


def test_a_log_that_cannot_be_written_says_so_and_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    log_file = LogFile(tmp_path / "file" / "vizdesk.log", Redactor({}))
    log_file.emit(logging.makeLogRecord({"name": "vizdesk", "levelno": 20, "msg": "here"}))
    assert "cannot be written" in log_file.problem


def test_three_files_of_a_megabyte_at_most(tmp_path: Path) -> None:
    path = tmp_path / "logs" / "vizdesk.log"
    for number in range(400):
        append(path, f"{number} {'x' * 9_990}\n")
    files = [path, numbered(path, 1), numbered(path, 2)]
    assert sorted(path.parent.iterdir()) == sorted(files)
    assert all(file.stat().st_size <= 1_000_000 for file in files)
    assert path.read_text().splitlines()[-1].startswith("399 ")
