"""Damaged histories, runs, settings and window states: vizdesk starts, says so, keeps new work."""

from __future__ import annotations

import asyncio
import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QCoreApplication, QEvent
from pytestqt.qtbot import QtBot
from tests.history.history_kit import answer, comparison
from tests.runs.run_kit import Script, local, make_job, suite
from tests.stress.damaged_files import damage_database, damaged_text
from tests.stress.figures import Figures, amount
from tests.ui.window_kit import (
    ScriptedEngine,
    local_model,
    remote_model,
    scripted_services,
    shown_window,
    window_state,
)

from vizdesk.common.messages import Message
from vizdesk.history.schema import HistoryError
from vizdesk.history.store import History
from vizdesk.runs.plan import RunPlan
from vizdesk.runs.records import RunState
from vizdesk.runs.runner import Runner
from vizdesk.runs.schema import RunsError
from vizdesk.runs.store import RunStore
from vizdesk.settings import store as settings_store
from vizdesk.settings.preferences import Preferences
from vizdesk.settings.store import Settings, SettingsError
from vizdesk.ui.core.task_runner import TaskRunner
from vizdesk.ui.shell.main_window import MainWindow

HISTORIES, RUNS = amount(600, 12), amount(400, 10)
SETTINGS, WINDOWS = amount(1_000, 40), amount(150, 5)
KEPT = 40


def use_each_damaged(
    whole: Path,
    count: int,
    tables: tuple[str, ...],
    folder: Path,
    use: Callable[[Path, list[Message]], Counter[str]],
) -> Counter[str]:
    """Damage `count` copies of a database and use each; the sum of what was found.

    `told`: how many had something to say, `set aside`: how many left a copy.
    """
    total: Counter[str] = Counter()
    for seed in range(count):
        place = folder / str(seed)
        place.mkdir()
        path = Path(shutil.copy(whole, place))
        damage_database(path, random.Random(seed), tables)
        told: list[Message] = []
        try:
            total += use(path, told)
        except Exception as error:
            raise AssertionError(f"seed {seed}") from error
        total["told"] += bool(told)
        total["set aside"] += any("-damaged-" in each.name for each in place.iterdir())
        shutil.rmtree(place)
    return total


# --- The history --------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def whole_history(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = History(tmp_path_factory.mktemp("whole") / "history.sqlite3")
    for number in range(KEPT):
        answers = [answer("Gemma", "a cat on a mat " * 40, "cat"), answer("Qwen", "a dog", "dog")]
        store.keep(comparison(number, *answers), b"thumbnail " * 200)
    store.close()
    return store.path


def use_history(path: Path, told: list[Message]) -> Counter[str]:
    """Look at all there is, keep something new and find it again; returns what was read."""
    found: Counter[str] = Counter()
    store = History(path, told.append)
    try:
        entries = store.entries(most=1_000)
        found["listed"] = len(entries)
        for entry in entries:
            try:
                store.load(entry.id)
                found["read"] += 1
            except HistoryError:
                found["refused"] += 1
        store.models()
        store.keep(comparison(1_000_001))
        assert store.load(comparison(1_000_001).id) == comparison(1_000_001)
        assert comparison(1_000_001).id in {entry.id for entry in store.entries(most=1_000)}
        store.size()
    finally:
        store.close()
    assert told or found["listed"] >= KEPT - 1
    again = History(path)
    assert again.load(comparison(1_000_001).id) == comparison(1_000_001)
    again.close()
    return found


def test_damaged_histories_are_opened_told_and_go_on(
    whole_history: Path, tmp_path: Path, figures: Figures
) -> None:
    figures.trying(80, f"{HISTORIES} damaged histories of {KEPT} comparisons (pages, rows, JSON)")
    tables = ("comparisons", "answers")
    total = use_each_damaged(whole_history, HISTORIES, tables, tmp_path, use_history)
    share = total["read"] / (HISTORIES * KEPT)
    figures.held_as(
        f"all opened and kept the new comparison; {total['read']:,} of {HISTORIES * KEPT:,} "
        f"({share:.0%}) read whole, {total['refused']} refused in a sentence; {total['set aside']} "
        f"files set aside; told in {total['told']}"
    )


# --- Eval runs ----------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> RunPlan:
    folder = tmp_path_factory.mktemp("suite")
    return RunPlan(suite(folder / "s"), (local("A"), local("B")), repeats=5)


def finish(plan: RunPlan, store: RunStore) -> str:
    """Work a run to its end; returns its id."""
    run, _ = store.begin_or_go_on(plan)
    work = Runner(plan, run, store, Script().ask, make_job, lambda _: None).work()
    assert asyncio.run(work) is RunState.FINISHED
    return run


@pytest.fixture(scope="module")
def whole_runs(tmp_path_factory: pytest.TempPathFactory, plan: RunPlan) -> Path:
    store = RunStore(tmp_path_factory.mktemp("whole") / "evals.sqlite3")
    finish(plan, store)
    store.close()
    return store.path


def use_runs(plan: RunPlan, path: Path, told: list[Message]) -> Counter[str]:
    """Look at all there is and work a new run to its end; returns what was read."""
    found: Counter[str] = Counter()
    store = RunStore(path, told.append)
    try:
        for entry in store.entries():
            found["answers"] += len(store.recorded(entry.id))
            try:
                store.plan(entry.id)
                store.stops(entry.id)
                found["read"] += 1
            except RunsError:
                found["refused"] += 1
        store.set_state(store.begin(plan), RunState.STOPPED)
        assert len(store.recorded(finish(plan, store))) == plan.total
    finally:
        store.close()
    return found


def test_damaged_files_of_runs_are_opened_told_and_go_on(
    whole_runs: Path, plan: RunPlan, tmp_path: Path, figures: Figures
) -> None:
    figures.trying(81, f"{RUNS} damaged files of eval runs (pages, rows, JSON)")
    tables = ("runs", "answers")
    total = use_each_damaged(whole_runs, RUNS, tables, tmp_path, partial(use_runs, plan))
    figures.held_as(
        f"all opened, and a new run was worked to its end; {total['read']} of {RUNS} runs read, "
        f"{total['refused']} refused in a sentence; {total['set aside']} files set aside; told in "
        f"{total['told']}"
    )


# --- Settings -----------------------------------------------------------------------------------
SETTINGS_TEXT = (
    'theme = "dark"\nlanguage = "de"\ntext_size = 120\nmodel_folders = ["/a", "/b"]\n'
    "threads = 4\nmemory_limit = 8\nhistory_limit = 500\noffline = false\n[future]\nx = 1\n"
)
SETTINGS_TOKENS = (
    *("[", "]]", '"""', "= 1", "x = {", "\x00", "\ud7ff", "threads = 1e400", "threads = nan"),
    *("offline = 'no'", "offline = 0", "theme = 3", "theme = [[]]", "a." * 40 + "b = 1", "[" * 500),
    *("text_size = 99999999999999999999", "text_size = 1979-05-27", "model_folders = 'x'", "\\u"),
    *("language = '../../etc'", "threads = -1", "[future]", "# " + "x" * 5000, "\r", "inf"),
)


def load_damaged(path: Path) -> tuple[Settings, tuple[str, ...], bool]:
    """The settings a start uses, what it says of the file, and whether it reads nothing of it."""
    try:
        loaded = settings_store.load(path)
    except SettingsError as error:
        return Settings(offline=True), (str(error),), True
    return loaded, loaded.problems, False


def test_damaged_settings_start_are_told_and_changed(tmp_path: Path, figures: Figures) -> None:
    figures.trying(82, f"{SETTINGS:,} damaged settings.toml")
    total: Counter[str] = Counter()
    for seed in range(SETTINGS):
        path = tmp_path / str(seed) / "settings.toml"
        path.parent.mkdir()
        content = damaged_text(SETTINGS_TEXT, random.Random(seed), SETTINGS_TOKENS)
        path.write_bytes(content)
        loaded, words, unread = load_damaged(path)
        assert all(each.endswith(".") and str(path) in each for each in words), (seed, words)
        Preferences(path, loaded).set_value("threads", 7)
        again = settings_store.load(path)
        assert again.threads == 7, seed
        assert again.offline == loaded.offline, seed
        broken = path.with_name("settings.toml.broken")
        assert broken.exists() == unread, seed
        assert not unread or broken.read_bytes() == content, seed
        total.update(told=bool(words), unread=unread)
        shutil.rmtree(path.parent)
    figures.held_as(
        f"{SETTINGS - total['told']:,} read without a word, {total['told']:,} told in sentences "
        f"that name the file, of these {total['unread']:,} set aside byte for byte (and offline "
        "until switched on); each could be changed afterwards"
    )


# --- The window's state -------------------------------------------------------------------------
STATE_TOKENS = (
    *("[General]", "[", "]", "models=@Invalid()", r"models=@Variant(\0\0\0\x7f\0)", "side=compare"),
    *(r"geometry=@ByteArray(\x1\xd9\xd0\xcb)", "geometry=@Rect(0 0 99999 99999)", "=" * 300),
    *(r"models=@ByteArray(\xff\xfe)", r"layout=@Variant(\0\0\0\b)", r"view=@DateTime(\0\0)"),
    *("models=a, b, c", "table=@Invalid()", "%U0000=%", r"classes=\x0\x1b[2J", "export form=.exe"),
    *("models=" + r"demo-small\n" * 3_000, "geometry=x", "\x00\x01", "classes=<img src=x>"),
    *("layout=@Point(1 2)", "classes=" + r"x\n" * 20_000),
)


@pytest.fixture
def background(qapp: object) -> Iterator[TaskRunner]:
    made = TaskRunner()
    yield made
    made.close()


# Qt's own words about a value of no type it knows; the value is none, and the window opens.
@pytest.mark.qt_log_ignore("QVariant::load: unknown user type", extend=True)
def test_damaged_window_states_open_a_window(
    qtbot: QtBot, background: TaskRunner, tmp_path: Path, figures: Figures
) -> None:
    figures.trying(83, f"{WINDOWS} damaged vizdesk.ini")
    models = [local_model("Gemma"), local_model("Pali"), remote_model("GPT")]
    first = shown_window(
        qtbot, scripted_services(tmp_path, models, ScriptedEngine()), background, tmp_path
    )
    first.session.choose_only(["pali", "gpt"])
    first.close()
    text = (tmp_path / "vizdesk.ini").read_text()
    assert "models=" in text
    for seed in range(WINDOWS):
        folder = tmp_path / str(seed)
        folder.mkdir()
        ini = folder / "vizdesk.ini"
        ini.write_bytes(damaged_text(text, random.Random(seed), STATE_TOKENS))
        services = scripted_services(folder, models, ScriptedEngine())
        # Not given to the robot, which would close at the end what is deleted then.
        window = MainWindow(services, background, window_state(folder))
        window.show()
        assert window.isVisible(), seed
        assert window.width() >= 300, seed
        assert set(window.session.chosen) <= {model.id for model in models}, seed
        window.session.choose_only(["gemma"])
        window.close()
        window.deleteLater()
        # Else all of them live until the end, and each is dressed anew with every next one.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        again = window_state(folder)
        assert str(again.value("models")) == "gemma", seed
        assert isinstance(again.value("geometry"), QByteArray), seed
        shutil.rmtree(folder)
    figures.held_as("each opened, was used, and was whole again after it was closed")
