"""`vizdesk compare` keeps what it compared, and `vizdesk history` finds it."""

from __future__ import annotations

import json

import pytest

from vizdesk import places, resources
from vizdesk.__main__ import main

Captured = pytest.CaptureFixture[str]
SAMPLES = resources.folder() / "samples"


def vizdesk(capsys: Captured, *words: object) -> tuple[int, str, str]:
    code = main([str(word) for word in words])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_a_comparison_is_kept_searched_shown_and_deleted(capsys: Captured) -> None:
    for sample, task in (("shapes", "detect"), ("numbers", "read-text")):
        picture = SAMPLES / f"{sample}.png"
        words = ("compare", picture, "--task", task, "--model", "demo-small")
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

    _, out, _ = vizdesk(capsys, "history", "delete", key)
    assert out == f"Deleted {key}. Its picture was not touched.\n"
    assert vizdesk(capsys, "history", "search", "4821")[1] == ""
    code, _, err = vizdesk(capsys, "history", "show", key)
    assert code == 1
    assert "There is no comparison" in err


def test_with_no_history_nothing_is_kept(capsys: Captured) -> None:
    words = ("compare", SAMPLES / "shapes.png", "--task", "count", "--model", "demo-small")
    assert vizdesk(capsys, *words, "--no-history")[0] == 0
    assert not (places.data_folder() / "history.sqlite3").exists()


def test_a_history_that_cannot_be_written_takes_no_comparison_with_it(capsys: Captured) -> None:
    path = places.data_folder() / "history.sqlite3"
    path.mkdir(parents=True)
    words = ("compare", SAMPLES / "shapes.png", "--task", "count", "--model", "demo-small")
    code, out, err = vizdesk(capsys, *words)
    assert code == 0
    assert "4" in out
    assert "The history could not be written" in err
