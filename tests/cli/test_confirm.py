"""On the command line nothing is deleted unasked: y on the terminal or stdin, or --yes."""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.history.history_kit import answer, comparison

from vizdesk.__main__ import main
from vizdesk.app.container import build_services
from vizdesk.catalog.models.model_sets import ModelSet
from vizdesk.common import paths

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def kept(private_home: Path) -> str:
    """A comparison, a model, a server and a set of one's own; the comparison's id."""
    services = build_services()
    whole = comparison(1, answer("Gemma", "a cat", "cat"))
    services.history.store().keep(whole, None)
    services.history.close()
    services.endpoints.add("Mine", "http://127.0.0.1:9/v1")
    services.models.sets.keep(ModelSet("both", ("demo-small", "demo-large")))
    folder = paths.config_folder() / "models"
    folder.mkdir(parents=True)
    (folder / "own.toml").write_text(
        '[[model]]\nid = "own"\nname = "Own"\nprofile = "generic"\n'
        'base_url = "http://127.0.0.1:9/v1"\nslug = "own"\n'
    )
    return whole.id


def words_for(what: str, kept: str) -> list[str]:
    return {
        "history": ["history", "delete", kept],
        "models": ["models", "remove", "own"],
        "endpoints": ["endpoints", "remove", "mine"],
        "sets": ["sets", "delete", "both"],
    }[what]


def there(what: str, kept: str) -> bool:
    services = build_services()
    try:
        return {
            "history": lambda: services.history.store().ids(kept) == [kept],
            "models": lambda: services.models.user_models.holds("own"),
            "endpoints": lambda: "mine" in {each.id for each in services.endpoints.known()[0]},
            "sets": lambda: services.models.sets.holds("both"),
        }[what]()
    finally:
        services.history.close()


KINDS = ("history", "models", "endpoints", "sets")


@pytest.mark.parametrize("what", KINDS)
@pytest.mark.parametrize(("said", "gone"), [("", False), ("n\n", False), ("y\n", True)])
def test_nothing_is_deleted_before_somebody_says_yes(
    what: str, said: str, gone: bool, kept: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(said))
    code = main(words_for(what, kept))
    told = capsys.readouterr().err
    assert told.count("? [y/N]") == 1
    assert (code, there(what, kept)) == ((0, False) if gone else (2, True))
    if not gone:
        why = "" if said else " Nobody answered; --yes deletes without asking."
        assert told.endswith(f"vizdesk: Nothing was deleted.{why}\n")


@pytest.mark.parametrize("what", KINDS)
def test_yes_deletes_without_asking(what: str, kept: str, capsys: Captured) -> None:
    assert main([*words_for(what, kept), "--yes"]) == 0
    assert "?" not in capsys.readouterr().err
    assert not there(what, kept)


def test_what_is_not_there_is_told_before_anything_is_asked(kept: str, capsys: Captured) -> None:
    for words in (
        ["history", "delete", "ffff"],
        ["evals", "delete", "ffff"],
        ["models", "remove", "nobody"],
        ["endpoints", "remove", "openai"],
        ["sets", "delete", "nobody"],
    ):
        assert main(words) != 0
        assert "[y/N]" not in capsys.readouterr().err


def test_the_question_says_what_will_be_lost(
    kept: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    main(["history", "delete", kept])
    assert (
        f"Delete comparison {kept[:8]} (detect of cat.jpg, 1 answer) for good? [y/N]"
        in capsys.readouterr().err
    )
    main(["keys", "remove", "openai"])
    assert "Remove the key for OpenAI (api.openai.com)? [y/N]" in capsys.readouterr().err


def test_a_damaged_comparison_can_be_deleted_when_asked(
    kept: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(paths.data_folder() / "history.sqlite3")) as raw, raw:
        raw.execute("UPDATE comparisons SET record = '{'")
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    assert main(["history", "delete", kept]) == 0
    assert f"Delete comparison {kept[:8]} (damaged) for good? [y/N]" in capsys.readouterr().err
    assert not there("history", kept)
