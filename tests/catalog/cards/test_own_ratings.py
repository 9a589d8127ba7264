"""A person's stars and notes of models: kept, changed, taken out, safe beside another writer."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from vizdesk.catalog.cards.own_ratings import (
    LONGEST_NOTES,
    OwnRating,
    OwnRatings,
    RatingError,
)

GOOD = OwnRating("gemma-3-4b", 4, "Reads my labels.\n“Quoted” \\ and \x7f.", "2026-11-21")
WRITER = """
import sys
from pathlib import Path
from vizdesk.catalog.cards.own_ratings import OwnRating, OwnRatings
ratings = OwnRatings(Path(sys.argv[1]))
for at in range(20):
    ratings.keep(OwnRating(f"{sys.argv[2]}-{at}", 1 + at % 5, "n", "2026-11-21"))
"""


def test_nothing_is_there_and_nothing_is_written_before_the_first(tmp_path: Path) -> None:
    ratings = OwnRatings(tmp_path / "config" / "ratings.toml")
    assert ratings.get("gemma-3-4b") == OwnRating("gemma-3-4b")
    assert not ratings.path.parent.exists()


def test_a_rating_is_kept_changed_and_taken_out(tmp_path: Path) -> None:
    ratings = OwnRatings(tmp_path / "config" / "ratings.toml")
    other = OwnRating("gpt-5.5", 0, "Dear.", "2026-11-20")
    ratings.keep(GOOD)
    ratings.keep(other)
    assert OwnRatings(ratings.path).all() == {"gemma-3-4b": GOOD, "gpt-5.5": other}
    ratings.keep(OwnRating("gemma-3-4b", 2, "", "2026-11-22"))
    assert ratings.get("gemma-3-4b").stars == 2
    ratings.keep(OwnRating("gemma-3-4b"))
    assert ratings.all() == {"gpt-5.5": other}


def test_notes_without_end_are_refused_and_nothing_is_lost(tmp_path: Path) -> None:
    ratings = OwnRatings(tmp_path / "ratings.toml")
    ratings.keep(GOOD)
    with pytest.raises(RatingError, match="20000 letters at most"):
        ratings.keep(OwnRating("gemma-3-4b", 1, "x" * (LONGEST_NOTES + 1)))
    assert ratings.get("gemma-3-4b") == GOOD


@pytest.mark.parametrize(
    "text",
    [
        "rating = [",
        "rating = 1",
        "rating = [1]",
        "[[rating]]\nstars = 1",
        "[[rating]]\ncard = 1",
        "[[rating]]\ncard = 'x'\nstars = 6",
        "[[rating]]\ncard = 'x'\nstars = true",
        "[[rating]]\ncard = 'x'\nnotes = 1979-05-27",
        "[[rating]]\ncard = 'x'\nday = []",
    ],
)
def test_a_broken_file_is_named_and_left_alone(text: str, tmp_path: Path) -> None:
    path = tmp_path / "ratings.toml"
    path.write_text(text)
    with pytest.raises(RatingError, match="Correct it or delete it") as raised:
        OwnRatings(path).keep(GOOD)
    assert str(path) in str(raised.value)
    assert path.read_text() == text


def test_two_programs_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "ratings.toml"
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(path), name]) for name in ("a", "b")
    ]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0]
    expected = {f"{name}-{at}" for name in ("a", "b") for at in range(20)}
    assert set(OwnRatings(path).all()) == expected
