"""A person's vote and note: one best at most, kept, read back, and in every text export."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from PIL import Image
from tests.history.history_kit import answer
from tests.history.history_kit import comparison as kept_comparison

from vizdesk.comparison.judgements import Judgement, Vote, judged
from vizdesk.comparison.serialization import RecordError, from_record, to_record
from vizdesk.comparison.types import Comparison
from vizdesk.export.html.page import html_page
from vizdesk.export.text.csv_file import comma_separated
from vizdesk.export.text.markdown_file import markdown
from vizdesk.history.entries import words_of


def comparison() -> Comparison:
    """Two answers."""
    return kept_comparison(0, answer("Gemma", "a cat", "cat"), answer("Pali", "a mat", "mat"))


UP, BEST = Judgement(Vote.UP), Judgement(Vote.BEST)


def test_one_answer_at_most_is_the_best() -> None:
    assert judged({"a": BEST, "b": UP}, "b", BEST) == {"b": BEST}
    noted = Judgement(Vote.BEST, "reads the label")
    assert judged({"a": noted}, "b", BEST) == {"a": Judgement(None, "reads the label"), "b": BEST}


def test_an_empty_judgement_takes_it_back() -> None:
    assert judged({"a": UP}, "a", Judgement()) == {}
    assert not Judgement(None, "so so").empty


@pytest.fixture
def said() -> Comparison:
    """A comparison of which the first answer was judged, with words that try to be markup."""
    made = comparison()
    first = made.answers[0].model.id
    note = "=1+1 misses <b>two</b> | cars"
    return replace(made, judgements=((first, Judgement(Vote.BEST, note)),))


def test_the_record_holds_it_and_gives_it_back(said: Comparison) -> None:
    record = to_record(said)
    first = said.answers[0].model.id
    assert record["judgements"] == {
        first: {"vote": "best", "note": "=1+1 misses <b>two</b> | cars"}
    }
    assert from_record(record) == said
    assert "judgements" not in to_record(comparison())


@pytest.mark.parametrize("table", [{"vote": "great", "note": ""}, {"vote": 1, "note": ""}, {}])
def test_a_vote_that_is_none_is_a_fault_of_the_record(
    said: Comparison, table: dict[str, object]
) -> None:
    record = {**to_record(said), "judgements": {"a": table}}
    with pytest.raises(RecordError):
        from_record(record)


def test_csv_has_a_column_for_each(said: Comparison) -> None:
    rows = list(csv.DictReader(io.StringIO(comma_separated(said).lstrip("\ufeff"))))
    first, last = rows[0], rows[-1]
    assert (first["vote"], first["note"]) == ("best", "'=1+1 misses <b>two</b> | cars")
    assert (last["vote"], last["note"]) == ("", "")


def test_markdown_and_html_say_it_as_words(said: Comparison) -> None:
    text = markdown(said)
    assert r"**Vote: best · Note: =1+1 misses &lt;b>two&lt;/b> \| cars**" in text
    page = html_page(said, Image.new("RGB", (64, 48)))
    words = "Vote: best · Note: =1+1 misses &lt;b&gt;two&lt;/b&gt; | cars"
    assert f"<strong>{words}</strong>" in page
    assert page.count("Vote:") == 1
    assert "Vote:" not in markdown(comparison())


def test_a_note_is_found_in_the_history(said: Comparison) -> None:
    assert "misses <b>two</b>" in words_of(said)
