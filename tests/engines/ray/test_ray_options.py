"""What `--ray` takes and passes on, without a cluster; Ray need not be installed."""

from __future__ import annotations

import asyncio
import importlib.util
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.engines.ray.ray_cluster import Vizdesk, free_port

from vizdesk.common.offline import Offline
from vizdesk.comparison.events import EngineError
from vizdesk.comparison.models import EngineKind, GgufPair, Model
from vizdesk.comparison.profiles import Profile
from vizdesk.comparison.runner import Timeouts
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.engines.ray.executor import RayExecutor
from vizdesk.engines.ray.options import RayOptions, driver_environment
from vizdesk.engines.ray.report import places_on
from vizdesk.engines.ray.wire import WireBatch, WireQuestion, packed, read_order
from vizdesk.evals.executors import LocalQuestion
from vizdesk.evals.suite import EvalItem

MODEL = Model("m", "M", EngineKind.LLAMA, GgufPair(Path("w"), Path("p")), "generic")
BATCH = WireBatch(
    1,
    Profile("generic", "Generic"),
    Path("w"),
    Path("p"),
    (WireQuestion(0, MODEL, Task(TaskKind.ASK, question="What?"), "/a.png", 0, ""),),
)


def test_nothing_of_ray_is_imported_without_the_option(tmp_path: Path) -> None:
    program = (
        "import sys; from vizdesk.__main__ import main; "
        "status = main(['eval', 'little', '--model', 'demo-small', '--limit', '1']); "
        "print([name for name in sys.modules"
        " if name.split('.')[0] == 'ray' or name.startswith('vizdesk.engines.ray')], status)"
    )
    environment = {"VIZDESK_DATA": str(tmp_path), "VIZDESK_CONFIG": str(tmp_path / "c")}
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, **environment, "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "[] 0", done.stderr


def test_no_key_goes_to_the_driver_but_the_clusters_own_token() -> None:
    environ = {
        "OPENAI_API_KEY": "sk-secret-1",
        "VIZDESK_API_KEY": "sk-secret-2",
        "RAY_SECRET_KEY": "sk-secret-3",
        "AWS_SECRET_ACCESS_KEY": "sk-secret-4",
        "RAY_AUTH_TOKEN": "token",
        "PATH": "/bin",
        "HOME": "/nowhere",
    }
    passed = driver_environment(environ)
    assert "sk-secret" not in str(passed)
    assert passed["RAY_AUTH_TOKEN"] == "token"
    assert passed["RAY_AUTH_MODE"] == "token"
    assert passed["RAY_USAGE_STATS_ENABLED"] == "0"


def test_a_token_file_switches_tokens_on_unless_that_was_decided(tmp_path: Path) -> None:
    environ = {"HOME": str(tmp_path)}
    assert "RAY_AUTH_MODE" not in driver_environment(environ)
    (tmp_path / ".ray").mkdir()
    (tmp_path / ".ray" / "auth_token").write_text("t")
    assert driver_environment(environ)["RAY_AUTH_MODE"] == "token"
    off = {**environ, "RAY_AUTH_MODE": "disabled"}
    assert driver_environment(off)["RAY_AUTH_MODE"] == "disabled"


def test_a_batch_is_read_as_it_was_packed_and_holds_nothing_secret(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret-1")
    data = packed(BATCH)
    assert b"sk-secret" not in data
    assert read_order(io.BytesIO(data)) == BATCH
    assert read_order(io.BytesIO(b"")) is None


@pytest.mark.parametrize(
    ("cpus", "gpus", "options", "places"),
    [
        (8, 0, RayOptions("auto"), 8),
        (8, 0, RayOptions("auto", cpus=3), 2),
        (8, 0, RayOptions("auto", gpus=1), 0),
        (8, 2, RayOptions("auto", gpus=0.5), 4),
        (2, 2, RayOptions("auto", gpus=0.5), 2),
        (0, 0, RayOptions("auto"), 0),
    ],
)
def test_how_many_actors_fit_on_a_node(
    cpus: float, gpus: float, options: RayOptions, places: int
) -> None:
    assert places_on(cpus, gpus, options) == places


def test_offline_only_a_cluster_of_this_machine_is_joined() -> None:
    async def keep(*_words: object) -> None:
        raise AssertionError("nothing was asked")

    options = RayOptions("192.0.2.77:6379")
    executor = RayExecutor(options, lambda _: BATCH.profile, Timeouts(), Offline(on=True))
    question = LocalQuestion(MODEL, EvalItem("a", "c", "a.png", ""), Path("a.png"))
    with pytest.raises(EngineError, match="offline"):
        asyncio.run(executor.work([question], keep, lambda _counts: None))


def test_a_mistyped_address_is_an_error_of_usage(tmp_path: Path) -> None:
    status, _, err = Vizdesk(tmp_path).run("doctor", "--ray", "http://head:6379/")
    assert status == 2
    assert "http://head:6379/ is no address such as 10.0.0.1:6379, nor auto" in err


def test_where_no_cluster_is_one_sentence_says_so(tmp_path: Path) -> None:
    address = f"127.0.0.2:{free_port('127.0.0.2')}"
    status, _, err = Vizdesk(tmp_path).run(
        "eval", "little", "--model", "demo-small", "--limit", "1", "--ray", address
    )
    assert status == 1
    if importlib.util.find_spec("ray") is None:
        assert "vizdesk: --ray needs Ray, which is not installed here." in err
    else:
        assert f"vizdesk: The Ray cluster at {address} cannot be joined." in err
    assert "goes on." in err
