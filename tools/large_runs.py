"""Measure eval runs of very many questions: `python -m tools.large_runs ITEMS [FOLDER]`.

A store of ITEMS × 3 models is written by SQL (1.5 kB an answer), then each command reads it in a
process of its own: seconds of processor, seconds until it ended, peak memory, bytes written.
"""

from __future__ import annotations

import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from vizdesk.comparison.models import EngineKind, GgufPair, Model
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import Answer, AnswerState, FinishReason, Sent, Timing, Usage
from vizdesk.evals.checks import Number
from vizdesk.evals.scoring import judge
from vizdesk.evals.suite import EvalItem, Suite
from vizdesk.runs.answers import StoredAnswers
from vizdesk.runs.figures import COLUMNS
from vizdesk.runs.plan import PlanCell, RunPlan, asking_order
from vizdesk.runs.records import EvalRecord
from vizdesk.runs.report.pair_tests import ALL_PAIRS
from vizdesk.runs.report.prompts import Filter, PromptTable
from vizdesk.runs.report.results import Results, results_of
from vizdesk.runs.report.snapshot import results_again, results_record, snapshot_key
from vizdesk.runs.store import RunStore

MODELS: Final = tuple(
    Model(name, name.title(), EngineKind.LLAMA, GgufPair(Path("w"), Path("p")), "generic")
    for name in ("first", "second", "third")
)
NOON: Final = datetime(2026, 11, 30, 12, tzinfo=UTC)
CATEGORIES: Final = ("c0", "c1", "c2", "c3")


def item(number: int) -> EvalItem:
    """The question of this number; two are about one image."""
    words = f"How many parts lie on the tray of image {number % 3}? Answer with a number."
    task = Task(TaskKind.ASK, question=words)
    image = f"pictures/{number // 2:07}.png"
    sha256 = f"{number // 2:064x}"
    return EvalItem(f"i{number}", f"c{number % 4}", image, words, Number(number % 3), task, sha256)


def record(model: Model, asked: EvalItem) -> EvalRecord:
    """An answer as a local model gives it."""
    sent = Sent(1664, 1248, asked.prompt, {"temperature": 0.0, "max_tokens": 512})
    answer = Answer(
        model,
        AnswerState.DONE,
        text="There is 1 part on the tray.\n\n1",
        usage=Usage(input_tokens=1840, output_tokens=12),
        timing=Timing(load_s=0.0, encode_s=0.4, prefill_s=0.5, ttft_s=0.9, total_s=1.4),
        finish_reason=FinishReason.STOP,
        sent=sent,
    )
    assert asked.check is not None
    verdict = judge(asked.check, answer.text, answer.reading)
    return EvalRecord(PlanCell(model.id, asked.id), answer, NOON, verdict, version="0.2")


def write_store(path: Path, items: int) -> None:
    """A finished run of so many items × 3 models."""
    store = RunStore(path)
    few = tuple(map(item, range(12)))
    suite = Suite("large", "Large", few, CATEGORIES, Path("/nowhere"), digest=f"large-{items}")
    run = store.begin(RunPlan(suite, MODELS))
    store.keep_all(run, (record(model, asked) for model in MODELS for asked in few))
    store.close()
    more = f"SELECT 12 UNION ALL SELECT k + 1 FROM n WHERE k < {items - 1}"
    numbers = f"WITH RECURSIVE n(k) AS ({more})"
    image = "printf('pictures/%07d.png', k / 2)"
    changed = f"'$.id', 'i' || k, '$.picture', {image}, '$.sha256', printf('%064x', k / 2)"
    of_item = "run, k, 'i' || k, category, {image}, k / 2 * 2, keyed, json_set(record, {changed})"
    of_answer = "run, model, 'i' || k, repeat, began, state, record, verdict, judge, person"
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA synchronous = OFF")
        database.execute("BEGIN")
        database.execute(
            f"{numbers} INSERT INTO items SELECT {of_item.format(image=image, changed=changed)} "
            "FROM n JOIN items ON place = k % 12"
        )
        for number, model in enumerate(MODELS):
            database.execute(
                f"{numbers} INSERT INTO answers SELECT {of_answer} FROM n JOIN answers "
                "ON run = 1 AND model = ? AND item = 'i' || (k % 12)",
                (model.id,),
            )
            database.execute(
                f"{numbers} INSERT INTO figures SELECT {COLUMNS.replace('place', 'k')} FROM n "
                "JOIN figures ON run = 1 AND model = ? AND place = k % 12",
                (number,),
            )
        database.execute(
            "UPDATE runs SET size = ?, total = ?, state = 'stopped'", (items, 3 * items)
        )
        database.execute("COMMIT")


def commands(path: Path) -> dict[str, Callable[[], object]]:
    """What is measured, by name."""
    from vizdesk.cli.commands import evals  # noqa: F401 - as the command line has loaded it

    store = RunStore(path)
    (run,) = store.ids("")

    def export(ending: str) -> Callable[[], object]:
        from vizdesk.export.eval_results import write_results

        target = path.with_suffix(ending)

        def write() -> object:
            plan = store.plan(run)
            made = results_of(plan, store.figures(run))
            write_results(target, made, StoredAnswers(store, run), NOON)
            size = target.stat().st_size
            target.unlink()
            return size

        return write

    def states() -> object:
        plan = store.plan(run)
        store.sums(run)
        store.states(run, plan)
        return len(asking_order(plan))

    def page() -> object:
        table = PromptTable(store.plan(run), snapshot().marks, StoredAnswers(store, run))
        numbers = table.listing(Filter.ALL).numbers
        return len(table.items(numbers[:100])) + len(table.prompt(0).answers)

    def snapshot() -> Results:
        plan = store.plan(run)
        key = snapshot_key(store.changes(run)[1], ALL_PAIRS)
        kept = store.snapshot(run, key)
        if kept is None:
            found = results_of(plan, store.figures(run))
            store.keep_snapshot(run, key, results_record(found))
            return found
        return results_again(kept, plan, (), ALL_PAIRS)

    return {
        "list": lambda: len(store.entries()),
        "answered": lambda: store.answered(run),
        "going on": states,
        "results, computed": lambda: len(results_of(store.plan(run), store.figures(run)).rows),
        "results, kept": lambda: len(snapshot().rows),
        "results, again": lambda: len(snapshot().rows),
        "first page of prompts": page,
        "csv": export(".csv"),
        "html": export(".html"),
        "json": export(".json"),
        "md": export(".md"),
    }


def measure(path: Path, name: str) -> None:
    """Run one command and say what it took."""
    work = commands(path)[name]
    began, processor = time.perf_counter(), time.process_time()
    value = work()
    seconds, processor = time.perf_counter() - began, time.process_time() - processor
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"| {name} | {processor:.1f} s | {seconds:.1f} s | {peak} MB | {value:,} |", flush=True)


def main() -> None:
    """See the module."""
    items = int(sys.argv[1])
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(tempfile.mkdtemp())
    path = folder / f"large-{items}.sqlite3"
    if len(sys.argv) > 3:
        measure(path, sys.argv[3])
        return
    if not path.exists():
        began = time.perf_counter()
        write_store(path, items)
        size = path.stat().st_size
        print(f"{size / 1e9:.2f} GB written in {time.perf_counter() - began:.0f} s")
    print("| | processor | wall | peak memory | value or bytes |\n| --- | --- | --- | --- | --- |")
    for name in commands(path):
        subprocess.run(
            [sys.executable, "-m", "tools.large_runs", str(items), str(folder), name], check=False
        )


if __name__ == "__main__":
    main()
