"""The command line where names are no UTF-8, terminals are ASCII, disks are full or read-only."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.waiting import LIMIT_S

from vizdesk.common import resources

SHAPES = resources.folder() / "samples" / "shapes.png"
WORDS = (sys.executable, "-m", "vizdesk")
ODD = b"caf\xe9 \xff.png"


def run(
    *words: str | bytes, limit: int | None = None, **environ: str
) -> subprocess.CompletedProcess[bytes]:
    """Run vizdesk; no file of it may grow beyond `limit` bytes, as on a full disk."""

    def no_room() -> None:
        assert limit is not None
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run(
        [*WORDS, *words],
        capture_output=True,
        timeout=LIMIT_S,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **environ},
        preexec_fn=no_room if limit is not None else None,
        check=False,
    )


COMPARE = ("--task", "detect", "--model", "demo-small")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_an_image_whose_name_is_no_utf8_is_compared_kept_and_exported(tmp_path: Path) -> None:
    image = os.fsencode(tmp_path) + b"/" + ODD
    shutil.copy(SHAPES, image)
    targets = [f"out{ending}" for ending in (".csv", ".md", ".html", ".xml", ".json")]
    exports = [word for name in targets for word in ("--export", str(tmp_path / name))]
    done = run("compare", image, *COMPARE, "--json", str(tmp_path / "c.jsonl"), *exports)
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False), done.stderr
    for name in targets:
        (tmp_path / name).read_bytes().decode()
    painted = [str(tmp_path / f"again{ending}") for ending in (".png", ".svg", ".pdf")]
    again = run("export", str(tmp_path / "c.jsonl"), *painted)
    assert again.returncode == 0, again.stderr
    listed = run("history", "list")
    assert (listed.returncode, b"caf" in listed.stdout) == (0, True)
    key = listed.stdout.split()[0].decode()
    assert run("export", key, str(tmp_path / "more.png")).returncode == 0
    record = json.loads(run("history", "show", key, "--json").stdout)
    assert os.fsencode(record["picture"]["path"]) == image


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_terminal_without_these_letters_is_told_all_of_it(encoding: str, tmp_path: Path) -> None:
    image = tmp_path / "猫 é.png"
    shutil.copy(SHAPES, image)
    done = run("compare", str(image), *COMPARE, "--json", "-", PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["picture"]["path"] == str(image)
    told = run("history", "list", PYTHONIOENCODING=encoding)
    assert told.returncode == 0
    assert b"\\u732b" in told.stdout
    missing = run("compare", "犬.png", *COMPARE, PYTHONIOENCODING=encoding, LC_ALL="C")
    assert (missing.returncode, b"Traceback" in missing.stderr) == (1, False)


def test_a_full_disk_names_the_file_and_loses_nothing(tmp_path: Path) -> None:
    target = tmp_path / "c.jsonl"
    target.write_text("old\n")
    words = ("compare", str(SHAPES), *COMPARE, "--no-history", "--json", str(target))
    done = run(*words, limit=100)
    assert done.returncode == 1
    assert f"vizdesk: {target}: File too large.".encode() in done.stderr
    assert target.read_text() == "old\n"
    assert [path.name for path in tmp_path.glob("*") if path.is_file()] == ["c.jsonl"]
    done = run(*words[:-2], "--export", str(tmp_path / "a.html"), limit=100)
    assert done.returncode == 1
    assert f"{tmp_path / 'a.html'} could not be written: File too large.".encode() in done.stderr
    assert not (tmp_path / "a.html").exists()


def test_a_damaged_file_of_runs_is_set_aside_and_new_runs_are_kept(
    private_home: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "evals.sqlite3").write_bytes(b"SQLite format 3\x00" + b"\xff" * 4096)
    listed = run("evals", "list", VIZDESK_DATA=str(data))
    assert listed.returncode == 0
    assert listed.stderr.startswith(b"vizdesk: The file of eval runs was damaged (")
    (copy,) = data.glob("evals-damaged-*.sqlite3")
    assert copy.read_bytes() == b"SQLite format 3\x00" + b"\xff" * 4096
    asked = run(
        *("eval", "little", "--model", "demo-small", "--limit", "1"), VIZDESK_DATA=str(data)
    )
    assert b"damaged" not in asked.stderr
    listed = run("evals", "list", VIZDESK_DATA=str(data))
    assert listed.returncode == 0
    assert b"little" in listed.stdout.lower()


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="Windows has no terminals that hang up")
@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, signal.SIGINT])
def test_a_run_whose_terminal_goes_is_stopped_and_goes_on_later(
    number: signal.Signals, tmp_path: Path
) -> None:
    words = ("eval", "little", "--model", "demo-small")
    program = subprocess.Popen(
        [*WORDS, *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
    )
    with program:
        assert program.stderr is not None
        for line in program.stderr:
            if b"2 of " in line:
                break
        program.send_signal(number)
        rest = program.stderr.read()
    assert program.returncode == 130
    assert b"goes on." in rest
    listed = run("evals", "list").stdout.decode()
    assert " stopped " in listed
    assert " running " not in listed


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="Windows has no terminals that hang up")
@pytest.mark.parametrize(
    ("number", "in_background"),
    [
        (signal.SIGHUP, False),
        (signal.SIGTERM, False),
        (signal.SIGINT, False),
        (signal.SIGTERM, True),  # as a script begins it with &: Ctrl+C is ignored
    ],
)
def test_a_comparison_that_is_stopped_keeps_what_was_answered(
    number: signal.Signals, in_background: bool, tmp_path: Path
) -> None:
    target, data = tmp_path / "c.jsonl", {"VIZDESK_DATA": str(tmp_path / "data")}
    before = signal.signal(signal.SIGINT, signal.SIG_IGN) if in_background else None
    try:
        program = subprocess.Popen(
            [*WORDS, "compare", *([str(SHAPES)] * 200), *COMPARE, "--json", str(target)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            env={**os.environ, **data, "PYTHONUNBUFFERED": "1"},
        )
    finally:
        if in_background:
            signal.signal(signal.SIGINT, before)
    with program:
        assert program.stdout is not None
        program.stdout.readline()
        program.send_signal(number)
        _, errors = program.communicate()
    assert program.returncode == 130, errors
    assert errors.startswith(b"vizdesk: Stopped. ")
    assert errors.count(b"\n") == 1
    records = (
        [json.loads(line) for line in target.read_text().splitlines()] if target.exists() else []
    )
    listed = run("history", "list", "--most", "500", **data).stdout.decode().splitlines()
    assert 1 <= len(listed) < 200
    assert len(listed) - len(records) in (0, 1)  # kept first, then written


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="Windows suspends no process by signal")
def test_a_run_is_asked_by_one_vizdesk_at_a_time_and_taken_over_from_a_dead_one(
    tmp_path: Path,
) -> None:
    words = ("eval", "little", "--model", "demo-small")
    data = {"VIZDESK_DATA": str(tmp_path)}
    first = subprocess.Popen(
        [*WORDS, *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **data},
    )
    with first:
        assert first.stderr is not None
        for line in first.stderr:
            if b"2 of " in line:
                break
        first.send_signal(signal.SIGSTOP)
        try:
            key = run("evals", "list", **data).stdout.split()[0].decode()
            owned = f"Another vizdesk (process {first.pid}) has worked on eval run {key} since "
            for others in (
                words,
                ("evals", "resume", key),
                ("evals", "delete", key, "--yes"),
            ):
                done = run(*others, **data)
                assert (done.returncode, done.stdout) == (1, b"")
                assert done.stderr.decode().startswith(f"vizdesk: {owned}")
                assert b"Traceback" not in done.stderr
        finally:
            first.kill()
        first.stderr.read()
    (lock,) = (tmp_path / "eval-locks").iterdir()
    assert lock.name.startswith(key)
    answered = run(*words, **data)
    assert answered.returncode == 0, answered.stderr
    assert answered.stdout.decode().startswith(f"Going on with run {key}: ")
    assert list((tmp_path / "eval-locks").iterdir()) == []


def test_a_damaged_history_is_set_aside_and_json_and_new_work_are_kept(tmp_path: Path) -> None:
    data = {"VIZDESK_DATA": str(tmp_path / "data")}
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "history.sqlite3").write_bytes(b"SQLite format 3\x00" + b"\xff" * 4096)
    assert run("settings", "set", "history_limit", "100").returncode == 0
    target = tmp_path / "c.jsonl"
    done = run("compare", str(SHAPES), *COMPARE, "--json", str(target), **data)
    assert done.returncode == 0, done.stderr
    assert done.stderr.startswith(b"vizdesk: The history was damaged (")
    assert done.stderr.count(b"\n") == 1
    (record,) = map(json.loads, target.read_text().splitlines())
    listed = run("history", "list", **data)
    assert (listed.returncode, listed.stderr) == (0, b"")
    assert listed.stdout.decode().startswith(record["id"][:8])
    assert len(list((tmp_path / "data").glob("history-damaged-*.sqlite3"))) == 1
