"""What a run found, as people see it: the pages' block first, pairs with intervals, how to read."""

from __future__ import annotations

import asyncio
import csv
import io
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image
from tests.runs.run_kit import Script, local, make_job, remote, suite

import vizdesk
from vizdesk.comparison.jobs import Job
from vizdesk.comparison.models import Model
from vizdesk.comparison.tasks import TaskKind
from vizdesk.comparison.types import Answer, AnswerState
from vizdesk.evals.loaders.detect_format import open_suite
from vizdesk.evals.suite import Suite
from vizdesk.evals.verdicts import PersonVerdict
from vizdesk.export.html.eval_page import eval_page
from vizdesk.runs.plan import RunPlan
from vizdesk.runs.records import EvalRecord
from vizdesk.runs.report.chart_svg import against_cost, against_time
from vizdesk.runs.report.failures import failures
from vizdesk.runs.report.pairs import pair_lines, points
from vizdesk.runs.report.results import Results, results
from vizdesk.runs.report.table import columns, lines
from vizdesk.runs.report.text import comma_separated, markdown, notes, plain
from vizdesk.runs.runner import Runner
from vizdesk.runs.store import RunStore

NOW = datetime(2026, 11, 21, tzinfo=UTC)


def ran(
    tmp_path: Path, models: tuple[Model, ...], script: Script, asked: Suite, repeats: int = 1
) -> tuple[Results, list[EvalRecord]]:
    plan = RunPlan(asked, models, repeats)
    store = RunStore(tmp_path / "runs.sqlite3")
    one = Runner(plan, store.begin(plan), store, script.ask, make_job)
    asyncio.run(one.work())
    recorded = store.recorded(one.run)
    store.close()
    return results(plan, recorded), recorded


class Half(Script):
    """The model called B is right about the first prompt of each image only."""

    async def ask(self, job: Job) -> AsyncIterator[Answer]:
        async for one in super().ask(job):
            wrong = job.model.id == "b" and job.task.question == "Say 1."
            done = one.state is AnswerState.DONE
            yield replace(one, text="7") if done and wrong else one


def test_the_pages_block_comes_first_in_the_pages_order(tmp_path: Path) -> None:
    found, _ = ran(tmp_path, (local("A"),), Script(cost=0.0), suite(tmp_path / "s"))
    assert [line.heading for line in lines(found)][:8] == [
        "Overall",
        "Average response",
        "Median input tokens (incl. image tokens)",
        "Median output tokens (incl. reasoning)",
        "Est. cost / task (on this suite)",
        "C0",
        "C1",
        "Form kept",
    ]


def test_every_pair_has_its_difference_interval_counts_and_test(tmp_path: Path) -> None:
    asked = suite(tmp_path / "s", images=8)
    found, _ = ran(tmp_path, (remote("B"), local("A")), Half(), asked)
    (line,) = pair_lines(found)
    assert (line.first, line.second) == ("A", "B"), "who is right more often stands first"
    assert line.cells == ("+50.0", "+21.0 … +72.0 (95 %)", "8", "0", "8", "0", "0.005")
    assert line.apart
    assert "A is better than B" in line.words
    assert "8 against 0 discordant prompts, clustered by 8 images" in line.words
    for text in (plain(found), markdown(found, NOW), eval_page(found, [], "")):
        assert "+21.0 … +72.0 (95 %)" in text
        assert "Some prompts share an image" in text


def test_points_have_a_sign_and_a_real_minus() -> None:
    shown = [points(share) for share in (0.334, -0.334, 0.0003)]
    assert shown == ["+33.4", "−33.4", "0.0"]


def test_how_to_read_says_key_interval_coverage_and_how_it_was_asked(tmp_path: Path) -> None:
    models, asked = (local("A"),), suite(tmp_path / "s")
    once = " ".join(notes(ran(tmp_path, models, Script(), asked)[0]))
    for words in ("≥75% good", "Wilson", "90 %", "single run at a low temperature"):
        assert words in once
    again = " ".join(notes(ran(tmp_path, models, Script(), asked, repeats=3)[0]))
    assert "single run" not in again
    hot = replace(models[0], sampling=replace(models[0].sampling, temperature=1.0))
    assert "low temperature" not in " ".join(notes(ran(tmp_path, (hot,), Script(), asked)[0]))


def test_a_folder_without_keys_has_answers_and_no_rates(tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    Image.new("RGB", (32, 24)).save(folder / "x.png")
    found, recorded = ran(
        tmp_path, (local("A"), local("B")), Script(), open_suite(folder, "Say 4.")
    )
    names = [line.name for line in lines(found)]
    assert "Overall" not in names
    assert "Unreadable" not in names
    assert "Answered" in names
    assert len(columns(found)) == 2, "no constant answer where nothing is right or wrong"
    assert "no rates" in plain(found)
    assert "Score key" not in plain(found)
    assert [record.answer.text for record in recorded] == ["4", "4"]


def test_images_that_are_captioned_are_captioned_when_the_run_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    Image.new("RGB", (32, 24)).save(folder / "x.png")
    plan = RunPlan(open_suite(folder), (local("A"),))
    store = RunStore(tmp_path / "runs.sqlite3")
    (item,) = store.plan(store.begin(plan)).items
    store.close()
    assert item.task.kind is TaskKind.CAPTION


def test_failures_are_told_with_their_reason(tmp_path: Path) -> None:
    script = Script(fail={"Say 1.": 2})
    found, recorded = ran(tmp_path, (local("A"),), script, suite(tmp_path / "s"))
    assert [failure.words for failure in failures(found.plan, recorded)] == [
        "A, 2 failed: It broke."
    ]


def test_models_of_one_name_are_apart_in_every_form(tmp_path: Path) -> None:
    models = (local("Demo, large"), remote("demo-large", "http://127.0.0.1:8080/v1"))
    found, recorded = ran(tmp_path, models, Script(), suite(tmp_path / "s"))
    assert [column.small for column in columns(found)][:2] == ["llama.cpp", "127.0.0.1:8080"]
    rows = list(csv.DictReader(io.StringIO(comma_separated(found.plan, recorded))))
    assert {row["model"] for row in rows} == {
        "Demo, large · llama.cpp",
        "demo-large · 127.0.0.1:8080",
    }
    assert "demo-large · 127.0.0.1:8080" in eval_page(found, recorded, "")


def test_the_page_tells_repeats_failures_and_a_persons_word(tmp_path: Path) -> None:
    script = Script(fail={"Say 1.": 1})
    found, recorded = ran(tmp_path, (local("A"),), script, suite(tmp_path / "s"), repeats=2)
    right = next(at for at, record in enumerate(recorded) if record.right)
    recorded[right] = replace(recorded[right], person=PersonVerdict(False, NOW))
    page = eval_page(found, recorded, "")
    assert "<b>A · 2</b>" in page
    assert "It broke." in page
    assert "counted as wrong by a person" in page


def test_table_and_page_name_the_frame_that_was_asked_about(tmp_path: Path) -> None:
    numbers = suite(tmp_path / "s", images=1)
    first, second = numbers.items
    framed = replace(numbers, items=(first, replace(second, frame=2)))
    found, recorded = ran(tmp_path, (local("A"),), Script(), framed)
    rows = csv.DictReader(io.StringIO(comma_separated(found.plan, recorded)))
    assert {row["item"]: row["frame"] for row in rows} == {first.id: "", second.id: "3"}
    assert f"{second.image} · 3" in eval_page(found, recorded, "")


def test_the_csv_tells_what_was_asked_of_which_image_and_how(tmp_path: Path) -> None:
    found, recorded = ran(tmp_path, (local("A"),), Script(), suite(tmp_path / "s"))
    row = next(csv.DictReader(io.StringIO(comma_separated(found.plan, recorded))))
    assert len(row["picture_sha256"]) == 64
    assert row["rule"].startswith("The answer must hold one number")
    assert row["person"] == ""
    assert row["version"] == vizdesk.__version__
    assert json.loads(row["sampling"] or "{}") == {}


def test_a_model_has_one_colour_in_both_charts(tmp_path: Path) -> None:
    class Priced(Script):
        async def ask(self, job: Job) -> AsyncIterator[Answer]:
            async for one in super().ask(job):
                yield replace(one, cost_usd=None if job.model.id == "a" else 0.01)

    models = (remote("A"), remote("B"))
    found, _ = ran(tmp_path, models, Priced(), suite(tmp_path / "s"))
    time = {one.name: one.colour for one in against_time(found.rows)}
    cost = {one.name: one.colour for one in against_cost(found.rows)}
    assert cost == {"B": time["B"]}
