"""Killed at any step, a run goes on where it was: no batch is made twice, no reply is lost."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.engines.batch.batch_server import KEY, BatchWorld, batch_server
from tests.engines.batch.batching import job, jobs, run, server
from tests.waiting import LIMIT_S

from vizdesk.comparison.events import EngineError
from vizdesk.engines.batch import BatchLimits, BatchProgress
from vizdesk.engines.batch.folder_lock import only_one
from vizdesk.engines.batch.ledger import NAME, Ledger

ROOT = Path(__file__).resolve().parents[3]
CHILD = Path(__file__).with_name("batching.py")
STEPS = ["upload", "create", "look", "download", "delete"]


def kill_at(step: str, folder: Path, world: BatchWorld, count: int) -> None:
    """Run until the server has taken `step`, and kill the program before it hears of it."""
    world.stalls = {step}
    world.reached.clear()
    command = [sys.executable, str(CHILD), str(folder), world.base_url, str(count)]
    path = os.pathsep.join([str(ROOT), str(ROOT / "src")])
    child = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, "PYTHONPATH": path},
    )
    assert child.stdout is not None
    try:
        reached = world.reached.wait(LIMIT_S)
    finally:
        child.kill()
        child.wait()
        said = child.stdout.read().decode()
        child.stdout.close()
    assert reached, said
    world.stalls = set()


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_it_goes_on_and_submits_nothing_twice(step: str, tmp_path: Path) -> None:
    with batch_server() as world:
        kill_at(step, tmp_path, world, 3)
        found = run(tmp_path, jobs(world.base_url, 3), server(world.base_url))
        assert len(world.batches) == 1
        assert world.steps.count("create") == 1
    assert {reply.text for reply in found.values()} == {f"answer to q{n}" for n in range(3)}


def test_killed_at_every_step_in_turn_it_still_ends(tmp_path: Path) -> None:
    with batch_server() as world:
        for step in STEPS:
            kill_at(step, tmp_path, world, 2)
        assert len(run(tmp_path, jobs(world.base_url, 2), server(world.base_url))) == 2
        assert len(world.batches) == 1


def test_a_run_that_has_ended_is_given_again_from_the_disk(tmp_path: Path) -> None:
    with batch_server() as world:
        where, asked = server(world.base_url), jobs(world.base_url, 3)
        before = run(tmp_path, asked, where)
        steps = list(world.steps)
        assert run(tmp_path, asked, where) == before
        assert world.steps == steps, "no server is asked"


def test_questions_that_are_new_are_sent_and_the_others_are_not(tmp_path: Path) -> None:
    with batch_server() as world:
        where = server(world.base_url)
        run(tmp_path, jobs(world.base_url, 2), where)
        assert len(run(tmp_path, jobs(world.base_url, 5), where)) == 5
        assert len(world.batches) == 2
        assert world.most_lines == 3


def test_a_question_that_has_changed_is_not_taken_for_the_one_that_was_sent(tmp_path: Path) -> None:
    with batch_server() as world:
        run(tmp_path, jobs(world.base_url, 1), server(world.base_url))
        other = [job(world.base_url, "q0", prompt="Something else.")]
        with pytest.raises(EngineError, match="is not the question that was sent"):
            run(tmp_path, other, server(world.base_url))


@pytest.mark.parametrize("after_doing", [False, True])
@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_server_that_fails_while_creating_is_searched_before_it_is_asked_again(
    tmp_path: Path, status: int, after_doing: bool
) -> None:
    with batch_server(fails={"create": [status]}, after_doing=after_doing) as world:
        found = run(tmp_path, jobs(world.base_url, 2), server(world.base_url))
        assert len(world.batches) == 1
        assert world.steps.index("list") > world.steps.index("create")
    assert all(reply.failure is None for reply in found.values())


def test_the_list_is_searched_page_by_page(tmp_path: Path) -> None:
    with batch_server() as world:
        for number in range(230):
            world.files[f"other-{number}"] = b""
            asked = {"input_file_id": f"other-{number}", "endpoint": "/v1/responses"}
            world.create({**asked, "completion_window": "24h", "metadata": {"vizdesk": "other"}})
        kill_at("create", tmp_path, world, 1)
        for number in range(230, 460):
            world.files[f"other-{number}"] = b""
            asked = {"input_file_id": f"other-{number}", "endpoint": "/v1/responses"}
            world.create({**asked, "completion_window": "24h", "metadata": {"vizdesk": "other"}})
        run(tmp_path, jobs(world.base_url, 1), server(world.base_url))
        assert len(world.batches) == 461
        assert world.steps.count("list") == 3


@pytest.mark.parametrize("step", ["upload", "look", "download"])
def test_passing_trouble_is_borne_with_and_told(tmp_path: Path, step: str) -> None:
    seen: list[BatchProgress] = []
    with batch_server(fails={step: [503, 429, 500]}) as world:
        found = run(tmp_path, jobs(world.base_url, 2), server(world.base_url), seen.append)
    assert all(reply.failure is None for reply in found.values())
    assert any("Trying again" in one.problem for one in seen)


def test_a_refusal_ends_the_run_at_once_and_can_be_mended(tmp_path: Path) -> None:
    with batch_server(fails={"create": [403]}) as world:
        where, asked = server(world.base_url), jobs(world.base_url, 2)
        with pytest.raises(EngineError, match="403"):
            run(tmp_path, asked, where)
        assert len(run(tmp_path, asked, where)) == 2
        assert len(world.batches) == 1


def test_files_the_server_would_not_forget_are_deleted_by_the_next_run(tmp_path: Path) -> None:
    with batch_server(fails={"delete": [500]}) as world:
        where, asked = server(world.base_url), jobs(world.base_url, 2)
        assert len(run(tmp_path, asked, where)) == 2
        assert world.files
        assert len(run(tmp_path, asked, where)) == 2
        assert world.files == {}
        assert len(world.batches) == 1


def test_several_parts_killed_between_them_are_each_sent_once(tmp_path: Path) -> None:
    with batch_server() as world:
        where = server(world.base_url, limits=BatchLimits(requests=2))
        world.fails = {"create": [200, 403, 403]}
        with pytest.raises(EngineError, match="403"):
            run(tmp_path, jobs(world.base_url, 6), where)
        assert len(run(tmp_path, jobs(world.base_url, 6), where)) == 6
        assert len(world.batches) == 3


def test_a_folder_is_worked_in_by_one_at_a_time(tmp_path: Path) -> None:
    with (
        batch_server() as world,
        only_one(tmp_path),
        pytest.raises(EngineError, match="Another vizdesk"),
    ):
        run(tmp_path, jobs(world.base_url, 1), server(world.base_url))


def test_a_file_system_without_locks_is_said_as_what_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_locks(handle: int) -> bool:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("vizdesk.common.file_lock.lock_now", no_locks)
    with batch_server() as world, pytest.raises(EngineError, match="No locks available"):
        run(tmp_path, jobs(world.base_url, 1), server(world.base_url))


def test_a_state_file_that_is_no_longer_whole_is_not_guessed_at(tmp_path: Path) -> None:
    with batch_server() as world:
        run(tmp_path, jobs(world.base_url, 1), server(world.base_url))
        text = (tmp_path / NAME).read_text(encoding="utf-8")
        lines = text.splitlines(keepends=True)
        cuts = ["".join(lines[:count]) for count in range(len(lines))]
        for cut in [*cuts, text[: len(text) // 2], text[:-5], "[]\n", "null\n", "7\n"]:
            (tmp_path / NAME).write_text(cut, encoding="utf-8")
            with pytest.raises(EngineError, match="cannot be read"):
                run(tmp_path, jobs(world.base_url, 1), server(world.base_url))
        (tmp_path / NAME).write_text(text, encoding="utf-8")
        assert len(run(tmp_path, jobs(world.base_url, 1), server(world.base_url))) == 1
        assert len(world.batches) == 1


def test_a_folder_belongs_to_one_server(tmp_path: Path) -> None:
    with batch_server() as world:
        run(tmp_path, jobs(world.base_url, 1), server(world.base_url))
    with batch_server() as other, pytest.raises(EngineError, match="belong to"):
        run(tmp_path, jobs(other.base_url, 1), server(other.base_url))


def test_the_state_says_step_by_step_what_happened(tmp_path: Path) -> None:
    with batch_server() as world:
        run(tmp_path, jobs(world.base_url, 1), server(world.base_url))
    (part,) = Ledger(tmp_path).parts.values()
    assert part.batch_id == "batch_1"
    assert part.tidied
    assert KEY not in (tmp_path / NAME).read_text(encoding="utf-8")
