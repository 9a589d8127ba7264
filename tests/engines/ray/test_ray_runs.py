"""Runs on a real Ray cluster of two nodes: the same answers as here, each once, whoever dies."""

from __future__ import annotations

import asyncio
import importlib.util
import json
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.engines.openai.scripted_server import CHAT_OK, serve
from tests.engines.ray.ray_cluster import RayCluster, Vizdesk, ray_cluster, until
from tests.processes import children, descendants

import vizdesk
from vizdesk.common.offline import Offline
from vizdesk.comparison.events import EngineError
from vizdesk.comparison.models import EngineKind, GgufPair, Model
from vizdesk.comparison.profiles import Profile
from vizdesk.comparison.runner import Timeouts
from vizdesk.engines.ray.executor import RayExecutor
from vizdesk.engines.ray.options import RayOptions
from vizdesk.evals.executors import LocalQuestion
from vizdesk.evals.suite import EvalItem

pytestmark = [
    pytest.mark.skipif(
        importlib.util.find_spec("ray") is None,
        reason="Ray is not installed (pip install 'vizdesk[ray]')",
    ),
    pytest.mark.skipif(sys.platform != "linux", reason="several Ray nodes run on Linux only"),
    pytest.mark.xdist_group("ray"),
    pytest.mark.shared_server,
]
VERSION = vizdesk.__version__
BOTH = ("--model", "demo-large", "--model", "demo-small")
COUNTS = "select count(*), count(distinct model || ' ' || item || ' ' || repeat) from answers"


@pytest.fixture(scope="module")
def cluster() -> Iterator[RayCluster]:
    with ray_cluster(1) as started:
        yield started


def answers(path: Path) -> dict[tuple[str, str, int], object]:
    """Of an export: what must be the same wherever it was asked."""
    table = json.loads(path.read_text())
    return {
        (entry["model"], entry["item"], entry["repeat"]): (
            entry["answer"]["text"],
            entry["verdict"],
            entry["answer"]["setup"],
            entry["answer"]["sent"]["image_bytes"],
            entry["answer"]["sent"]["prompt"],
        )
        for entry in table["answers"]
    }


def test_the_little_suite_over_two_nodes_is_the_little_suite(
    cluster: RayCluster, tmp_path: Path
) -> None:
    program, far, near = Vizdesk(tmp_path), tmp_path / "far.json", tmp_path / "near.json"
    suite = ("eval", "little", *BOTH, "--new")
    status, _, err = program.run(*suite, "--ray", cluster.address, "--export", str(far))
    assert status == 0, err
    assert "room for 2 models at once" in err
    assert "2 actors on 2 nodes" in err
    shared = tmp_path / "shared.json"
    ray = ("--ray", cluster.address, "--ray-shared")
    assert program.run(*suite, *ray, "--export", str(shared))[0] == 0
    assert program.run(*suite, "--export", str(near))[0] == 0
    assert answers(far) == answers(near) == answers(shared)
    assert len(answers(far)) == 48
    assert len(program.rows("select distinct fingerprint from runs")) == 1


def test_a_run_goes_on_with_ray_and_without(cluster: RayCluster, tmp_path: Path) -> None:
    program = Vizdesk(tmp_path)
    words = ("eval", "little", *BOTH, "--repeat", "4")
    for ray in (("--ray", cluster.address), ()):
        begun = program.start(*words, *ray)
        until(begun, 40 if ray else 90)
        begun.send_signal(signal.SIGINT)
        begun.communicate()
        assert begun.returncode == 130
    status, out, err = program.run(*words, "--ray", cluster.address)
    assert status == 0, err
    assert "Going on with run" in out
    assert program.rows(COUNTS) == [(192, 192)]


def test_servers_are_asked_from_here_and_no_key_reaches_ray(
    cluster: RayCluster, tmp_path: Path
) -> None:
    key = "sk-vizdesk-not-for-the-cluster"
    program = Vizdesk(tmp_path, {"OPENAI_API_KEY": key})
    with serve(CHAT_OK) as server:
        both = ("--model", "demo-small", "--model", f"test@{server.base_url}")
        run = program.start("eval", "little", *both, "--repeat", "8", "--ray", cluster.address)
        until(run, 220)
        (driver,) = children(run.pid)
        actors = cluster.processes("ray::AskingActor")
        environments = [Path(f"/proc/{pid}/environ").read_bytes() for pid in (driver, *actors)]
        assert len(environments) >= 2
        assert not [environment for environment in environments if key.encode() in environment]
        _, err = run.communicate()
        assert len(server.seen) == 192, err
    states = program.rows("select state, count(*) from answers group by state")
    assert states == [("done", 384)]


def test_nodes_with_another_vizdesk_are_told_before_anything_is_asked(
    cluster: RayCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def keep(*_words: object) -> None:
        raise AssertionError("nothing was asked")

    monkeypatch.setattr(vizdesk, "__version__", "9.9")
    model = Model("m", "M", EngineKind.LLAMA, GgufPair(Path("w"), Path("p")), "generic")
    question = LocalQuestion(model, EvalItem("a", "c", "a.png", "?"), Path("a.png"))
    profile = Profile("generic", "Generic")
    executor = RayExecutor(RayOptions(cluster.address), lambda _: profile, Timeouts(), Offline())
    with pytest.raises(EngineError, match=r"cannot run vizdesk 9\.9") as raised:
        asyncio.run(executor.work([question], keep, lambda _counts: None))
    assert f"this node has vizdesk {VERSION}, not 9.9" in raised.value.failure.details


def test_a_cluster_with_a_token_takes_whom_has_it(tmp_path: Path) -> None:
    token = "0123456789abcdef" * 4
    with ray_cluster(2, token) as cluster:
        doctor = ("doctor", "--ray", cluster.address)
        status, _, err = Vizdesk(tmp_path / "without").run(*doctor)
        assert status == 1
        assert f"Something listens at {cluster.address}, but lets this machine into no Ray" in err
        assert "RAY_AUTH_MODE=token" in err
        assert token not in err
        status, out, err = Vizdesk(tmp_path / "with", {"RAY_AUTH_TOKEN": token}).run(*doctor)
        assert status == 0, err
        assert "token    there, and used" in out
        assert f"{cluster.net}.3: vizdesk {VERSION}, 1 processor; room for 1 model" in out
        assert "a run    would use 2 actors" in out
        assert token not in out + err


def test_who_is_killed_costs_at_most_the_answer_it_was_writing(
    cluster: RayCluster, tmp_path: Path
) -> None:
    """An actor, a model's process, a node's raylet and the driver, one after the other."""
    program = Vizdesk(tmp_path)
    run = program.start("eval", "little", *BOTH, "--repeat", "30", "--ray", cluster.address)
    until(run, 100)
    cluster.kill("ray::AskingActor")
    until(run, 250)
    cluster.kill("vizdesk --worker")
    until(run, 400)
    cluster.kill("raylet/raylet")
    until(run, 550)
    (driver,) = children(run.pid)
    os.kill(driver, signal.SIGKILL)
    _, err = run.communicate()
    assert program.rows(COUNTS) == [(1440, 1440)], err
    failed = program.rows("select count(*) from answers where state = 'failed'")[0][0]
    assert isinstance(failed, int)
    assert failed <= 1
    assert program.run("evals", "resume", program.rows("select id from runs")[0][0][:8])[0] == 0
    assert program.rows("select count(*) from answers where state = 'failed'") == [(0,)]
    assert not descendants(run.pid)
    assert cluster.processes("vizdesk --worker") == []
    cluster.nodes.pop().wait()  # its raylet is gone: it ended by itself
    cluster.add_node()
