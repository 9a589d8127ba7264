"""kill -9 at any moment: what was kept is there, once, and no question is asked again."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest
from PIL import Image
from tests.stress.figures import Figures, amount
from tests.stress.streaming_models import (
    MODELS,
    Question,
    StreamingModels,
    remember_choice,
    streaming_models,
)
from tests.waiting import wait_for

from vizdesk.common import paths
from vizdesk.comparison.types import AnswerState

HERE = Path(__file__).parent
WINDOW_KILLS, EVAL_KILLS = amount(100, 4), amount(100, 5)
ENVIRONMENT = {"QT_LOGGING_RULES": "qt.qpa.*=false", "QT_QPA_PLATFORM": "offscreen"}
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="ends processes with SIGKILL")


def rows(path: Path, query: str) -> list[tuple[str, ...]]:
    """What a sound database answers."""
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return database.execute(query).fetchall()


class BusyWindow:
    """A window that asks four models at once, and what it said until it was killed."""

    def __init__(self, image: Path) -> None:
        self.lines: list[dict[str, dict[str, str]]] = []
        self.program = subprocess.Popen(
            [sys.executable, "-m", "tests.stress.busy_window", str(image)],
            cwd=HERE.parents[1],
            env={**os.environ, **ENVIRONMENT},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self._reader = Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.program.stdout is not None
        for line in self.program.stdout:
            if line.endswith(b"\n"):
                self.lines.append(json.loads(line))

    def told(self, what: str) -> dict[str, str]:
        """Its last word about something; empty where there was none."""
        return next((line[what] for line in reversed(self.lines) if what in line), {})

    def kill(self) -> str:
        """End it with SIGKILL; returns what it wrote on stderr."""
        self.program.kill()
        self._reader.join()
        return plain(self.program.communicate()[1])


def plain(errors: bytes) -> str:
    """What a window wrote on stderr, but for what it is to say there.

    That is how the last one ended; and Qt tells that windows without a screen have no size hints.
    """
    lines = errors.decode().splitlines()
    told = ("propagateSizeHints", " ended unexpectedly")
    return "\n".join(line for line in lines if not any(words in line for words in told))


def final_answers(history: Path) -> dict[str, dict[str, str]]:
    """The whole answers in a history: by image, then by model."""
    found: dict[str, dict[str, str]] = {}
    query = (
        "SELECT path, model, answers.record FROM comparisons JOIN answers ON "
        f"comparison = comparisons.number WHERE state = '{AnswerState.DONE.value}'"
    )
    for path, model, record in rows(history, query):
        assert model not in found.setdefault(path, {})
        found[path][model] = json.loads(record)["text"]
    return found


def test_a_window_killed_while_four_models_stream_loses_and_asks_nothing_twice(
    tmp_path: Path, private_home: Path, figures: Figures
) -> None:
    figures.trying(
        30,
        f"kill -9 at {WINDOW_KILLS} random moments of the window while 4 models stream; each next "
        "window shows what was open, then asks about another image",
    )
    remember_choice(private_home, *MODELS)
    history = paths.data_folder() / "history.sqlite3"
    draw = random.Random(11)
    promised: dict[str, dict[str, str]] = {}
    shown_again = 0
    with streaming_models(private_home, StreamingModels()) as server:
        for kill in range(WINDOW_KILLS):
            image = tmp_path / f"{kill}.png"
            Image.new("RGB", (64, 48), (kill, 255 - kill, 99)).save(image)
            before = final_answers(history) if history.exists() else {}
            window = BusyWindow(image)
            what = draw.choice(("", "running", "running", "running", "kept"))
            try:
                if what:
                    wait_for(lambda window=window, what=what: window.told(what), "the run")
                time.sleep(draw.uniform(0, 1.5))
            finally:
                errors = window.kill()
            assert errors == ""
            if reopened := window.told("reopened"):
                shown_again += len(reopened)
                assert reopened in before.values()
            promised[str(image)] = window.told("kept")
        answered = sum(server.answered.values())
        assert server.most_asked() == 1
    kept = final_answers(history) if history.exists() else {}
    for path, answers in promised.items():
        assert {model: kept.get(path, {}).get(model) for model in answers} == answers
    counts = rows(history, "SELECT path, count(*) FROM comparisons GROUP BY path")
    assert {count for _, count in counts} == {1}
    whole = sum(map(len, kept.values()))
    assert sum(map(len, promised.values())) > 0
    figures.held_as(
        f"the file is sound after each; of {answered} answers the server ended {whole} are whole "
        f"in the history, among them all {sum(map(len, promised.values()))} that were kept before "
        f"the kill; none twice; {shown_again} answers shown again at the next start, no question "
        "asked twice"
    )


def numbers_suite(folder: Path, items: int) -> Path:
    """A suite of one image and so many questions, each with a number of its own."""
    folder.mkdir()
    Image.new("RGB", (32, 24), "navy").save(folder / "a.png")
    head = 'format = "vizdesk-suite/1"\nname = "{0}"\ntitle = "{0}"\nitems = "items.jsonl"\n'
    (folder / "suite.toml").write_text(head.format(folder.name))
    lines = [
        {"id": f"{at}", "category": "c", "picture": "a.png", "prompt": f"Say {at} please."}
        | {"check": {"kind": "number", "value": at}}
        for at in range(items)
    ]
    (folder / "items.jsonl").write_text("\n".join(map(json.dumps, lines)) + "\n")
    return folder


def cells_asked(server: StreamingModels) -> dict[tuple[str, str], int]:
    """How often each question (model, item) came to the server."""
    return {(each.model, _item(each)): count for each, count in server.asked.items()}


def _item(question: Question) -> str:
    found = re.search(r"Say (\d+) please", question.words)
    assert found is not None
    return found[1]


CELLS = (
    "SELECT answers.model, item FROM answers JOIN runs ON run = runs.number WHERE answers.state = "
    f"'{AnswerState.DONE.value}' AND title = '%s'"
)


def test_an_eval_run_killed_again_and_again_asks_no_answered_question_twice(
    tmp_path: Path, private_home: Path, figures: Figures
) -> None:
    figures.trying(40, f"kill -9 at {EVAL_KILLS} random moments of an eval run of four models")
    items = amount(400, 30)
    folder = numbers_suite(tmp_path / "numbers", items)
    models = [word for name in MODELS for word in ("--model", name)]
    command = [sys.executable, "-m", "vizdesk", "eval", str(folder), *models]
    runs = paths.data_folder() / "evals.sqlite3"
    draw = random.Random(12)
    kept: dict[tuple[str, ...], int] = {}
    with streaming_models(private_home, StreamingModels(reply="7", pause_s=0.15)) as server:
        for kill in range(EVAL_KILLS + 1):
            program = subprocess.Popen(
                command,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                start_new_session=True,
            )
            with program:
                assert program.stderr is not None
                if kill < EVAL_KILLS:
                    if draw.random() < 0.9:
                        program.stderr.readline()
                    time.sleep(draw.uniform(0, 0.3))
                    os.killpg(program.pid, signal.SIGKILL)
                errors = program.stderr.read()
            assert b"Traceback" not in errors
            asked = cells_asked(server)
            assert {cell: asked[cell] for cell in kept} == kept  # nothing kept is asked again
            if runs.exists():
                kept = {cell: asked[cell] for cell in rows(runs, CELLS % "numbers")}
        assert program.returncode == 0, errors
    assert len(kept) == items * len(MODELS)
    assert rows(runs, "SELECT count(*) FROM runs") == [(1,)]
    total = sum(asked.values())
    figures.held_as(
        f"the file is sound after each; {len(kept):,} answers, each once; the server was asked "
        f"{total:,} times: the {total - len(kept)} above are questions in the air at a kill, and "
        "none that was answered and kept was asked again"
    )
