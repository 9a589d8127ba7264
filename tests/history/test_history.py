"""Every comparison is kept, found, reopened and, when one wants, forgotten."""

from __future__ import annotations

import json
import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from tests.counting import MOST_GROWTH
from tests.history.history_kit import answer, comparison

from vizdesk.common.messages import verbatim
from vizdesk.comparison.serialization import to_record
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import AnswerState, Failure, Reading
from vizdesk.history.entries import HistoryQuery, match_words
from vizdesk.history.schema import SCHEMA, HistoryError
from vizdesk.history.store import History


def test_a_comparison_reopens_to_the_same_value(history: History) -> None:
    kept = comparison(1, answer("Gemma", "a cat", "cat"), answer("GPT", "ein Käfer 🐞"))
    history.keep(kept, b"thumb")
    assert history.load(kept.id) == kept
    (entry,) = history.entries()
    assert entry.models == ("Gemma", "GPT")
    assert entry.opening == "cat"
    assert entry.thumbnail == b"thumb"


def test_of_comparisons_of_the_same_second_the_one_kept_last_comes_first(history: History) -> None:
    moment = comparison(0).created
    kept = [replace(comparison(number), created=moment) for number in range(5)]
    for each in kept:
        history.keep(each)
    newest_first = [each.id for each in reversed(kept)]
    assert [entry.id for entry in history.entries()] == newest_first
    pages = [history.entries(most=2, skip=skip) for skip in (0, 2, 4)]
    assert [entry.id for page in pages for entry in page] == newest_first


def test_it_is_kept_as_it_happens(history: History) -> None:
    begun = comparison(1, answer("Gemma", "", state=AnswerState.QUEUED))
    history.keep(begun, b"thumb")
    half = answer("Gemma", "a cat on", state=AnswerState.RUNNING)
    history.keep_answer(begun.id, 0, half)
    (found,) = history.load(begun.id).answers
    assert (found.text, found.state) == ("a cat on", AnswerState.STOPPED)
    done = answer("Gemma", "a cat on a mat", "cat")
    history.keep(replace(begun, answers=(done,)))
    (found,) = history.load(begun.id).answers
    assert found == done
    assert history.entries()[0].thumbnail == b"thumb"
    assert history.count() == 1


def test_another_model_joins_a_comparison(history: History) -> None:
    first = comparison(1, answer("Gemma", "a cat"))
    history.keep(first)
    history.keep(replace(first, answers=(*first.answers, answer("GPT", "a dog"))))
    assert [one.text for one in history.load(first.id).answers] == ["a cat", "a dog"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("cat", {1, 2}),
        ("CAT mat", {1}),
        ("kafer", {3}),
        ("käf", {3}),
        ("invoice", {3}),
        ("gpt", {3}),
        ("read-text", {3}),
        ("zebra", set()),
        ("", {1, 2, 3}),
        ('" OR 1 -- *', set()),
        ("mat cat dog", set()),
    ],
)
def test_it_is_searched_by_words_of_answers_files_tasks_and_models(
    words: str, found: set[int], history: History
) -> None:
    history.keep(comparison(1, answer("Gemma", "a cat on a mat")))
    history.keep(comparison(2, answer("Gemma", "x", "cat")))
    invoice = comparison(
        3, answer("GPT", "Käfer"), path="/p/invoice_7.png", kind=TaskKind.READ_TEXT
    )
    history.keep(invoice)
    numbers = {int(entry.sha256, 16) for entry in history.entries(HistoryQuery(words=words))}
    assert numbers == found


def test_whatever_one_types_is_a_search_and_no_mistake() -> None:
    assert match_words('a "b c" (c* OR NEAR) -d:e') == '"a"* "b c" "(c*"* "OR"* "NEAR)"* "-d:e"*'
    assert match_words("¿?*") == ""


@pytest.mark.parametrize(
    "words",
    [
        '"',
        '""',
        'a"b',
        '"open',
        "it's",
        "C++",
        "NEAR(",
        "a AND",
        "-x",
        "^a",
        "\0",
        "a\0b",
        "50%",
        "_",
    ],
)
def test_nothing_one_types_is_an_error(words: str, history: History) -> None:
    history.keep(comparison(1))
    history.count(HistoryQuery(words=words))


@pytest.mark.parametrize(
    ("said", "words", "found"),
    [
        ("A blue circle", "blu cir", True),
        ("A blue circle", '"blue circle"', True),
        ("A circle, blue", '"blue circle"', False),
        ("A circle, blue", "“circle, blue”", True),
        ("Ein Käfer", "kafer", True),
        ("Ein Käfer", "Ka\u0308fer", True),
        ("Ein Ka\u0308fer", "käf", True),
        ("猫が二匹座っています", "二匹", True),
        ("猫が二匹座っています", "猫 犬", False),
        ("แมวสองตัว", "สอง", True),
        ("लाल कालीन पर बिल्लियाँ", "बिल्लियाँ", True),
        ("صورة لقطتين", "لقط", True),
        ("snake_case name", "snake_case", True),
        ("IMG_2024.jpg", "2024", True),
    ],
)
def test_words_are_found_in_any_script(
    said: str, words: str, found: bool, history: History
) -> None:
    history.keep(comparison(1, answer("Gemma", said)))
    assert history.count(HistoryQuery(words=words)) == found


def test_the_list_says_what_was_asked_and_the_first_good_answer(history: History) -> None:
    failed = replace(
        answer("GPT", ""),
        state=AnswerState.FAILED,
        failure=Failure(verbatim("The key was refused.")),
    )
    filled = replace(answer("Gemma", "```json"), reading=Reading(value={"total": "3 €", "n": 2}))
    whole = comparison(1, failed, filled)
    history.keep(replace(whole, task=Task(TaskKind.STRUCTURED, fields=(("total", ""), ("n", "")))))
    (entry,) = history.entries()
    assert (entry.asked, entry.opening) == ("total, n", "total: 3 €, n: 2")
    history.keep(replace(whole, id="q", task=Task(TaskKind.ASK, question="How\nmany?")))
    assert {one.asked for one in history.entries()} == {"total, n", "How many?"}


def test_a_list_goes_on_where_the_last_one_ended(history: History) -> None:
    for number in range(5):
        history.keep(comparison(number))
    first, second = history.entries(most=3), history.entries(most=3, skip=3)
    assert [int(one.sha256, 16) for one in [*first, *second]] == [4, 3, 2, 1, 0]


def test_where_an_image_is_now_is_noted_for_all_its_comparisons(history: History) -> None:
    one, other = comparison(1), replace(comparison(1), id="other")
    for each in (one, other, comparison(2)):
        history.keep(each)
    history.moved(one.image, Path("/new/Käfer.jpg"))
    assert history.load(one.id) == replace(one, image=replace(one.image, path="/new/Käfer.jpg"))
    assert history.load("other").image.path == "/new/Käfer.jpg"
    assert history.load(comparison(2).id) == comparison(2)


def test_it_is_filtered_by_task_model_and_day(history: History) -> None:
    history.keep(comparison(0))
    history.keep(comparison(24, answer("GPT", "x"), kind=TaskKind.CAPTION))
    history.keep(comparison(48, answer("GPT", "y")))
    assert history.count(HistoryQuery(task="detect")) == 2
    assert history.count(HistoryQuery(model="GPT")) == 2
    assert history.count(HistoryQuery(since="2026-01-02")) == 2
    assert history.count(HistoryQuery(until="2026-01-02")) == 2
    assert history.count(HistoryQuery(since="2026-01-02", until="2026-01-02")) == 1
    assert history.models() == ["GPT", "Gemma"]


def test_what_was_made_last_comes_first_whatever_the_clock_said(history: History) -> None:
    for hour in (2, 5, 1):  # it was set back before the last one
        history.keep(comparison(hour))
    history.keep(comparison(2))  # once more, with another answer
    assert [int(entry.sha256, 16) for entry in history.entries()] == [1, 5, 2]
    assert [int(entry.sha256, 16) for entry in history.entries(most=1)] == [1]


def test_what_is_deleted_can_be_put_back_until_the_bin_is_emptied(history: History) -> None:
    kept = comparison(1)
    history.keep(kept)
    history.delete(kept.id)
    assert history.entries() == []
    assert history.entries(HistoryQuery(words="cat")) == []
    history.put_back(kept.id)
    assert len(history.entries()) == 1
    history.delete(kept.id)
    history.empty_bin()
    with pytest.raises(HistoryError, match="no comparison"):
        history.load(kept.id)
    history.keep(kept)
    assert len(history.entries(HistoryQuery(words="cat"))) == 1


def test_the_oldest_go_when_it_grows_too_large_but_never_pinned_ones(history: History) -> None:
    for number in range(60):
        history.keep(comparison(number), b"x" * 20_000)
    oldest = comparison(0).id
    history.pin(oldest, True)
    size = history.size()
    gone = history.shrink(size // 2)
    assert gone > 0
    assert history.size() <= size // 2
    assert history.load(oldest)
    assert int(history.entries()[0].sha256, 16) == 59


def test_two_windows_may_keep_at_once(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite3"
    stores = [History(path), History(path)]

    def work(store: History, begin: int) -> None:
        for number in range(begin, begin + 30):
            store.keep(comparison(number))

    threads = [
        threading.Thread(target=work, args=(store, at * 100)) for at, store in enumerate(stores)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert stores[0].count() == 60
    for store in stores:
        store.close()


# --- Versions -------------------------------------------------------------------------------------


@pytest.mark.parametrize("version", range(1, SCHEMA.version + 1))
def test_a_file_of_every_earlier_version_is_brought_up_to_date(
    version: int, tmp_path: Path
) -> None:
    path = tmp_path / "old.sqlite3"
    old = sqlite3.connect(path)
    for step in SCHEMA.migrations[:version]:
        old.executescript(step)
    old.execute(f"PRAGMA user_version = {version}")
    kept = comparison(0)
    head, (said,) = {**to_record(kept), "answers": []}, to_record(kept)["answers"]
    old.execute(
        "INSERT INTO comparisons (id, created, task, sha256, path, record) "
        "VALUES (?, '2026-01-01T00:00:00+00:00', 'detect', 's', '/p.png', ?)",
        (kept.id, json.dumps(head)),
    )
    old.execute(
        "INSERT INTO answers VALUES (1, ?, 0, 'Gemma', 'done', 'cat', ?)",
        (said["model"], json.dumps(said)),
    )
    old.execute("INSERT INTO search (rowid, words) VALUES (1, 'a cat on a mat')")
    old.commit()
    old.close()
    history = History(path)
    assert [entry.id for entry in history.entries()] == [kept.id]
    assert history.load(kept.id) == kept
    assert history.view(kept.id) == ""
    assert history.count(HistoryQuery(words="mat")) == 1
    history.keep(comparison(1))
    assert history.count() == 2
    history.close()


def test_a_file_of_a_newer_vizdesk_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "new.sqlite3"
    newer = sqlite3.connect(path)
    newer.execute(f"PRAGMA user_version = {SCHEMA.version + 1}")
    newer.close()
    with pytest.raises(HistoryError, match="Update vizdesk"):
        History(path).entries()


# --- Ten thousand ---------------------------------------------------------------------------------


def fill(history: History, numbers: range) -> None:
    """Comparisons with these numbers, each answered by three models, made without parsing any."""
    database = history._db
    head = database.execute("SELECT task, sha256, path, record FROM comparisons").fetchone()
    answered = database.execute("SELECT name, state, opening, record FROM answers").fetchone()
    database.execute("BEGIN")
    for number in numbers:
        created = f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}T10:00:00+00:00"
        database.execute(
            "INSERT INTO comparisons (number, id, created, task, sha256, path, record, thumbnail) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (number, str(number), created, *head, b"t" * 8000),
        )
        for place in range(3):
            database.execute(
                "INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?, ?)",
                (number, f"m{place}", place, *answered),
            )
        words = f"cat{number % 100} detect image{number} a sentence about something else"
        database.execute("INSERT INTO search (rowid, words) VALUES (?, ?)", (number, words))
    database.execute("COMMIT")


def steps_of(history: History, wanted: HistoryQuery, skip: int) -> int:
    """The steps of SQLite's virtual machine, in hundreds, for one page of the list of history."""
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    history._db.set_progress_handler(count, 100)
    history.entries(wanted, skip=skip)
    history.count(wanted)
    history.models()
    history._db.set_progress_handler(None, 0)
    return steps


@pytest.mark.parametrize(
    ("wanted", "skip"),
    [
        (HistoryQuery(), 0),
        (HistoryQuery(), 2000),
        (HistoryQuery(words="cat7 sentence"), 0),
        (HistoryQuery(words="sentence"), 0),
        (HistoryQuery(words='"a sentence about"'), 0),
        (HistoryQuery(model="Gemma"), 0),
    ],
)
def test_twice_the_history_is_twice_the_work(
    history: History, wanted: HistoryQuery, skip: int
) -> None:
    history.keep(comparison(0))
    fill(history, range(2, 2501))
    small = steps_of(history, wanted, skip)
    fill(history, range(2501, 5001))
    assert history.count() == 5000
    assert steps_of(history, wanted, skip) <= MOST_GROWTH * small


def test_the_list_says_how_far_several_answers_agree(history: History) -> None:
    pair = comparison(1, answer("Gemma", "cat", "cat"), answer("GPT", "cat mat", "cat", "mat"))
    history.keep(pair)
    (entry,) = history.entries()
    assert entry.agreement == "2 of 2 done · all agree on 1 of 2 objects · 1 only one model"
    # It knows its template, so that the window can say it in its own language.
    assert entry.agreement.templates == ("{part0} · {part1} · {part2}",)
    assert history.load(pair.id) == pair


def test_one_answer_or_one_still_written_says_nothing_of_agreement(history: History) -> None:
    writing = answer("GPT", "", state=AnswerState.RUNNING)
    history.keep(comparison(1, answer("Gemma", "cat", "cat")))
    history.keep(comparison(2, answer("Gemma", "cat", "cat"), writing))
    assert [entry.agreement for entry in history.entries()] == ["", ""]
