"""The worker is a jail: no keys, no network, no files but its own, no more memory than there is."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from benchmarks.random_pair import TINY, write_pair
from tests.engines.llama.asking import hear, request_for, running_engine

from vizdesk.common.free_memory import physical_bytes
from vizdesk.common.sandbox import clean_environment
from vizdesk.comparison.models import GgufPair
from vizdesk.engines.llama.engine import limits_for
from vizdesk.engines.llama.warm_pool import WarmKey
from vizdesk.engines.llama.worker_process import worker_environment

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Landlock and /proc are Linux's")


def in_a_jail(code: str, order: dict[str, Any]) -> Any:
    """What `code` prints as JSON, run in a process that has entered the jail of `order`."""
    program = (
        "import json, os, socket, sys\n"
        "from vizdesk.engines.llama.worker.jail import enter\n"
        "jail = enter(json.loads(sys.argv[1]))\n"
        "def tried(function, *arguments):\n"
        "    try:\n        function(*arguments)\n"
        "    except (OSError, MemoryError) as error:\n        return type(error).__name__\n"
        "    return 'done'\n"
    )
    whole = {"memory": 1 << 30, "file_bytes": 4096, "readable": [], **order}
    done = subprocess.run(
        [sys.executable, "-c", program + code, json.dumps(whole)],
        capture_output=True,
        text=True,
        check=True,
        env=worker_environment(),
    )
    return json.loads(done.stdout)


def test_only_the_files_of_the_model_can_be_read(tmp_path: Path) -> None:
    own, other = tmp_path / "own.gguf", tmp_path / "other.gguf"
    for path in (own, other):
        path.write_text("x")
    link = tmp_path / "link.gguf"
    link.symlink_to(other)
    code = (
        f"print(json.dumps([tried(open, p) for p in {[str(own), str(other), str(link)]!r}]"
        " + [tried(open, f'/proc/{os.getppid()}/environ'), tried(os.listdir, os.environ['HOME'])]))"
    )
    denied = "PermissionError"
    assert in_a_jail(code, {"readable": [str(own)]}) == ["done", denied, denied, denied, denied]
    assert in_a_jail(code, {"readable": [str(link)]})[:3] == [denied, "done", "done"]


def test_nothing_can_be_written_but_one_file_without_a_name(tmp_path: Path) -> None:
    place, outside = tmp_path / "place", tmp_path / "outside"
    place.mkdir()
    code = (
        f"here, outside = {str(place)!r}, {str(outside)!r}\n"
        "scratch = open(jail.scratch, 'wb')\n"
        "print(json.dumps([tried(open, here + '/new', 'w'), tried(os.mkdir, here + '/folder'),"
        " tried(os.remove, here + '/old'), tried(open, outside, 'w'),"
        " scratch.write(b'x' * 4096), tried(lambda: (scratch.flush(), scratch.write(b'x'),"
        " scratch.flush()))]))"
    )
    (place / "old").write_text("x")
    denied = ["PermissionError"] * 4
    assert in_a_jail(code, {"readable": [str(place)]}) == [*denied, 4096, "OSError"]
    assert sorted(place.iterdir()) == [place / "old"]
    assert not outside.exists()


def test_there_is_no_network_and_no_more_memory_than_allowed() -> None:
    code = (
        "names = [name for _, name in socket.if_nameindex()]\n"
        "print(json.dumps([names, tried(socket.create_connection, ('127.0.0.1', 1)),"
        " tried(bytearray, 2 << 30), tried(bytearray, 1 << 20), jail.limits]))"
    )
    names, connecting, much, little, limits = in_a_jail(code, {})
    assert set(limits) >= {"memory", "files"}
    if "network" in limits:
        assert names == ["lo"]
        assert connecting == "OSError"  # "network is unreachable": the loopback is down
    assert (much, little) == ("MemoryError", "done")


def environment_of(pid: int) -> bytes:
    """The environment another process was started with."""
    return Path(f"/proc/{pid}/environ").read_bytes()


def test_a_running_worker_has_no_key_and_gives_way_to_others(
    tiny_pair: GgufPair, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-planted-1")
    monkeypatch.setenv("GGML_API_TOKEN", "sk-planted-2")
    monkeypatch.setenv("MY_OWN_VARIABLE", "sk-planted-3")
    monkeypatch.setenv("GGML_CUDA_FORCE_MMQ", "1")

    async def main() -> None:
        async with running_engine() as engine:
            await hear(engine, request_for(tiny_pair))
            (pid,) = engine.pids
            environment = environment_of(pid)
            assert b"sk-planted" not in environment
            assert b"GGML_CUDA_FORCE_MMQ=1" in environment
            own = os.getpriority(os.PRIO_PROCESS, 0)
            assert os.getpriority(os.PRIO_PROCESS, pid) == min(19, own + 5)

    asyncio.run(main())


def test_a_worker_may_read_every_part_of_a_model_in_several_files(tmp_path: Path) -> None:
    weights, projector = write_pair(tmp_path, TINY)
    first = weights.rename(tmp_path / "m-00001-of-00003.gguf")
    key = WarmKey(str(first), str(projector), (), repack=True)
    limits = limits_for(key)
    assert [Path(path).name for path in limits.readable] == [
        "m-00001-of-00003.gguf",
        "m-00002-of-00003.gguf",
        "m-00003-of-00003.gguf",
        projector.name,
    ]
    assert limits.file_bytes == projector.stat().st_size + (16 << 20)
    assert limits.memory_bytes == physical_bytes()


def test_a_container_s_limit_is_its_memory(tmp_path: Path) -> None:
    limit = tmp_path / "memory.max"
    limit.write_text("123456\n")
    assert physical_bytes((limit,)) == 123_456
    limit.write_text("max\n")
    assert physical_bytes((limit,)) == physical_bytes(())


def test_an_environment_is_passed_by_name_and_never_a_secret() -> None:
    given = {"PATH": "/bin", "VK_X": "1", "VK_TOKEN": "2", "OTHER": "3", "AWS_SECRET_KEY": "4"}
    passed = clean_environment(given, ("VK_",))
    assert {name for name in passed if name != "PYTHONPATH"} == {"PATH", "VK_X"}
    assert "VK_X" not in clean_environment(given)
