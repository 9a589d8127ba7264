"""`vizdesk compare` keeps what it compared, and `vizdesk history` finds it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.history.history_kit import answer, comparison

from vizdesk.__main__ import main
from vizdesk.common import paths, resources
from vizdesk.comparison.tasks import TaskKind
from vizdesk.history.store import History

Captured = pytest.CaptureFixture[str]
SAMPLES = resources.folder() / "samples"


def vizdesk(capsys: Captured, *words: object) -> tuple[int, str, str]:
    code = main([str(word) for word in words])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_a_comparison_is_kept_searched_shown_and_deleted(capsys: Captured) -> None:
    for sample, task in (("shapes", "detect"), ("numbers", "read-text")):
        image = SAMPLES / f"{sample}.png"
        words = ("compare", image, "--task", task, "--model", "demo-small")
        assert vizdesk(capsys, *words)[0] == 0
    code, out, err = vizdesk(capsys, "history", "list")
    assert (code, err) == (0, "")
    assert len(out.splitlines()) == 2
    assert "numbers.png" in out.splitlines()[0]

    _, out, _ = vizdesk(capsys, "history", "search", "4821")
    (line,) = out.splitlines()
    key = line.split()[0]
    _, out, _ = vizdesk(capsys, "history", "show", key, "--json")
    record = json.loads(out)
    assert record["answers"][0]["text"].strip() == "4821"

    _, out, _ = vizdesk(capsys, "history", "delete", key, "--yes")
    assert out == f"Deleted {key}. Its image was not touched.\n"
    assert vizdesk(capsys, "history", "search", "4821")[1] == ""
    code, _, err = vizdesk(capsys, "history", "show", key)
    assert code == 1
    assert "There is no comparison" in err


def listed(capsys: Captured, *words: object) -> int:
    code, out, err = vizdesk(capsys, "history", *words)
    assert (code, err) == (0, "")
    return len(out.splitlines())


@pytest.fixture
def auckland(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as there:
        there.setenv("TZ", "Pacific/Auckland")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows has no tzset to stand elsewhere")
@pytest.mark.usefixtures("auckland")
def test_days_are_those_of_this_machines_calendar(capsys: Captured) -> None:
    # 12:30 on 30 November in UTC, half past one on 1 December in Auckland.
    late = datetime(2026, 11, 30, 12, 30, tzinfo=UTC)
    with closing(History(paths.data_folder() / "history.sqlite3")) as history:
        history.keep(replace(comparison(1), created=late))
    assert listed(capsys, "list", "--since", "2026-12-01") == 1
    assert listed(capsys, "list", "--since", "2026-12-02") == 0
    assert listed(capsys, "list", "--until", "2026-11-30") == 0
    assert listed(capsys, "list", "--since", "2026-12-01", "--until", "2026-12-01") == 1


def test_a_list_is_of_tasks_and_models_and_as_long_as_one_wants(capsys: Captured) -> None:
    with closing(History(paths.data_folder() / "history.sqlite3")) as history:
        history.keep(comparison(1))
        history.keep(comparison(2, answer("GPT", "x"), kind=TaskKind.ASK))
    assert listed(capsys) == listed(capsys, "list") == 2
    assert listed(capsys, "search", "mat", "--task", "detect") == 1
    assert listed(capsys, "search", "mat", "--task", "prompt") == 0
    assert listed(capsys, "list", "--task", "prompt") == 1
    assert listed(capsys, "list", "--model", "GPT") == 1
    _, out, _ = vizdesk(capsys, "history", "list", "--most", "1")
    assert out.splitlines()[-1] == "… and 1 older ones (--most 2 lists all)."
    code, _, err = vizdesk(capsys, "history", "list", "--task", "dance")
    assert code == 1
    assert "unknown task “dance”" in err


def test_a_history_that_cannot_be_read_is_one_sentence(capsys: Captured) -> None:
    (paths.data_folder() / "history.sqlite3").mkdir(parents=True)
    code, _, err = vizdesk(capsys, "history", "list")
    assert code == 1
    assert err.count("\n") == 1
    assert "history.sqlite3 is a folder, where a file of vizdesk belongs." in err


def test_with_no_history_nothing_is_kept(capsys: Captured) -> None:
    words = ("compare", SAMPLES / "shapes.png", "--task", "count", "--model", "demo-small")
    assert vizdesk(capsys, *words, "--no-history")[0] == 0
    assert not (paths.data_folder() / "history.sqlite3").exists()


def test_a_history_that_cannot_be_written_takes_no_comparison_with_it(capsys: Captured) -> None:
    path = paths.data_folder() / "history.sqlite3"
    path.mkdir(parents=True)
    words = ("compare", SAMPLES / "shapes.png", "--task", "count", "--model", "demo-small")
    code, out, err = vizdesk(capsys, *words)
    assert code == 0
    assert "4" in out
    assert "The history could not be written" in err
