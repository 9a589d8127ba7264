"""Votes are kept, taken back, written, read and merged; pairs come least voted first, blind."""

from __future__ import annotations

import json
import random
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from vizdesk.__main__ import main
from vizdesk.common.messages import Message
from vizdesk.votes.files import merged_votes, read_votes, votes_text
from vizdesk.votes.pairing import VotableImage, next_pair
from vizdesk.votes.rating import all_ratings, rate_votes, rating_record, settled_words
from vizdesk.votes.store import VoteStore
from vizdesk.votes.vote import BlindVote, Outcome, VoteError

Captured = pytest.CaptureFixture[str]
BEGIN = datetime(2026, 12, 1, 6, tzinfo=UTC)


def vote(number: int, outcome: Outcome = Outcome.A, a: str = "gpt", b: str = "qwen") -> BlindVote:
    return BlindVote(
        task="ask",
        image=f"{number:064x}",
        path=f"/pictures/{number}.png",
        model_a=a,
        model_b=b,
        name_a=a.upper(),
        name_b=b.upper(),
        outcome=outcome,
        question="What is unsafe, here?",
        voter="Ada",
        note='=HYPERLINK("x"), "quoted"\nin two lines' if number == 0 else "",
        id=f"{number:032x}",
        when=BEGIN + timedelta(seconds=number),
    )


def test_votes_are_kept_once_and_taken_back(tmp_path: Path) -> None:
    store = VoteStore(tmp_path / "votes.sqlite3")
    assert store.keep([vote(0), vote(1)]) == 2
    assert store.keep([vote(1), vote(2)]) == 1
    store.take_back(vote(1).id)
    store.close()
    again = VoteStore(tmp_path / "votes.sqlite3")
    assert again.all() == [vote(0), vote(2)]
    again.close()


def test_a_damaged_file_of_votes_is_set_aside(tmp_path: Path) -> None:
    told: list[Message] = []
    path = tmp_path / "votes.sqlite3"
    path.write_bytes(b"no database" * 100)
    store = VoteStore(path, told.append)
    assert store.all() == []
    assert store.keep([vote(0)]) == 1
    assert str(told[0]).startswith("The file of votes was damaged")
    store.close()


@pytest.mark.parametrize("ending", [".csv", ".json"])
def test_what_is_written_is_read_again(tmp_path: Path, ending: str) -> None:
    votes = [vote(at, outcome) for at, outcome in enumerate(Outcome)]
    file = tmp_path / f"votes{ending}"
    file.write_text(votes_text(votes, ending), newline="")
    assert list(read_votes(file)) == votes
    with pytest.raises(VoteError, match=r"not as \.xml"):
        votes_text(votes, ".xml")


def test_a_spreadsheet_calculates_no_note() -> None:
    assert ",\"'=HYPERLINK(" in votes_text([vote(0)], ".csv")


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("v.json", "{", "v.json, line 1: is no JSON"),
        ("v.json", "[]", "v.json: is no file of votes"),
        ("v.csv", "a,b\n1,2\n", "v.csv, line 1: lacks the columns id, when"),
        (
            "v.csv",
            "id,when,task,picture,model_a,model_b,outcome\n1,2026-01-01,ask,x,m,n,c\n",
            "v.csv, line 2: The vote cannot be read",
        ),
        (
            "v.csv",
            "id,when,task,picture,model_a,model_b,outcome\n1,2026-01-01,ask,x,m,m,a\n",
            "v.csv, line 2: Both answers are of m.",
        ),
        (
            "v.csv",
            "id,when,task,picture,model_a,model_b,outcome\n1,,ask,x,m,n,a\n",
            "when is empty",
        ),
    ],
)
def test_what_cannot_be_read_names_its_line(tmp_path: Path, name: str, text: str, why: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(VoteError, match=why):
        read_votes(tmp_path / name)


def test_votes_of_two_people_merge_without_counting_any_twice() -> None:
    mine = [vote(0), vote(2)]
    theirs = [replace(vote(1), voter="Bea"), vote(2)]
    assert [each.id for each in merged_votes([mine, theirs])] == [vote(at).id for at in range(3)]


def test_pairs_come_least_voted_first_until_none_is_left() -> None:
    images = [VotableImage(f"{at:064x}", "ask", "", ("a", "b", "c", "d")) for at in range(5)]
    draw = random.Random(7)
    votes: list[BlindVote] = []
    sides: Counter[bool] = Counter()
    while (pair := next_pair(images, votes, draw)) is not None:
        image = images[pair.at].image
        cast = vote(len(votes), Outcome.A, pair.model_a, pair.model_b)
        votes.append(replace(cast, image=image, question=""))
        sides[pair.model_a < pair.model_b] += 1
        counts = Counter(frozenset((each.model_a, each.model_b)) for each in votes)
        spread = [counts[frozenset(both)] for both in ("ab", "ac", "ad", "bc", "bd", "cd")]
        assert max(spread) - min(spread) <= 1
    assert len(votes) == 5 * 6
    assert 8 <= sides[True] <= 22
    first = next_pair(images, [], random.Random(1))
    assert first == next_pair(images, [], random.Random(1))
    assert first is not None
    assert next_pair(images[first.at : first.at + 1], [], draw, {(0, first.key[1])}) is not None
    one_pair = [VotableImage("x", "ask", "", ("a", "b"))]
    assert next_pair(one_pair, [], draw, {(0, frozenset("ab"))}) is None
    assert next_pair([VotableImage("x", "ask", "", ("a",))], [], draw) is None


def test_a_judges_votes_are_kept_apart() -> None:
    people = [vote(at) for at in range(3)]
    judge = [replace(vote(9, Outcome.B), judge="gpt")]
    ratings = all_ratings([*people, *judge])
    assert [(each.judge, each.rating.votes) for each in ratings] == [("", 3), ("gpt", 1)]
    rating = rate_votes([*people, *judge])
    assert rating is not None
    assert rating.models[rating.order[0]] == "gpt"
    assert (rating.bias.a_wins, rating.bias.decided) == (3, 3)
    assert rate_votes([]) is None


def test_settled_pairs_are_named_and_votes_needed_told() -> None:
    clear = rate_votes([vote(at) for at in range(20)])
    assert clear is not None
    assert settled_words(clear) == "Settled so far: GPT over QWEN."
    split = rate_votes([vote(at, Outcome.A if at < 6 else Outcome.B) for at in range(10)])
    assert split is not None
    (pair,) = split.rating.pairs
    assert settled_words(split) == (
        f"No pair is settled so far. GPT and QWEN, {pair.points:.0f} points apart, would take "
        f"about {pair.needed} votes between them."
    )
    record = rating_record(split)
    assert [each["model"] for each in record["models"]] == ["gpt", "qwen"]


def vizdesk(capsys: Captured, *words: object) -> tuple[int, str, str]:
    code = main([str(word) for word in words])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_votes_go_out_and_in_on_the_command_line(capsys: Captured, tmp_path: Path) -> None:
    mine, theirs = tmp_path / "mine.json", tmp_path / "theirs.csv"
    mine.write_text(votes_text([vote(0), vote(1, Outcome.BOTH_BAD)], ".json"))
    theirs.write_text(votes_text([vote(1, Outcome.BOTH_BAD), vote(2)], ".csv"), newline="")
    assert vizdesk(capsys, "votes", "import", mine) == (
        0,
        "",
        "2 votes were new, 0 were known.\n",
    )
    assert vizdesk(capsys, "votes", "import", theirs)[2] == "1 votes were new, 1 were known.\n"
    out = tmp_path / "all.csv"
    assert vizdesk(capsys, "votes", "export", out)[0] == 0
    assert [each.id for each in read_votes(out)] == [vote(at).id for at in range(3)]
    both = tmp_path / "both.json"
    assert vizdesk(capsys, "votes", "merge", both, mine, theirs)[0] == 0
    assert read_votes(both) == read_votes(out)
    code, text, _ = vizdesk(capsys, "votes", "rating", "--json")
    assert code == 0
    (record,) = json.loads(text)["ratings"]
    assert (record["votes"], record["both_bad"]) == (3, 1)
    assert vizdesk(capsys, "votes", "rating")[1].splitlines()[0] == "all tasks · 3 votes"
    assert vizdesk(capsys, "votes", "import", tmp_path / "none.csv")[0] == 1
    assert vizdesk(capsys, "votes", "export", tmp_path / "x.txt")[0] == 1
