"""A Ray cluster of two nodes on loopback with a processor each, and vizdesk's command line on it.

Ray turns 127.0.0.1 into the machine's outer address, so the nodes are 127.x.0.2 and 127.x.0.3.
Everything that was started is ended by its process number.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.processes import alive, children, descendants
from tests.waiting import wait_for

ROOT = Path(__file__).parents[3]


def free_port(host: str) -> int:
    """A port at which nobody listens there."""
    with socket.socket() as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


def command_of(pid: int) -> str:
    """The command line of a process; empty when it is gone."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    return ""


@dataclass
class RayCluster:
    """A head and, if it is still there, a second node. `token` switches authentication on."""

    home: Path
    net: str
    token: str = ""
    port: int = 0
    nodes: list[subprocess.Popen[bytes]] = field(default_factory=list)
    _started: int = 0

    @property
    def address(self) -> str:
        """Where its head listens."""
        return f"{self.net}.2:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """That of its nodes: no usage reports, a home of its own, a dead head noticed in 5 s."""
        token = {"RAY_AUTH_MODE": "disabled"}
        if self.token:
            token = {"RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": self.token}
        return {
            **os.environ,
            **token,
            "HOME": str(self.home),
            "RAY_USAGE_STATS_ENABLED": "0",
            "RAY_gcs_rpc_server_reconnect_timeout_s": "5",
            "VIZDESK_DATA": str(self.home / "node"),
        }

    def start(self) -> None:
        """Start the head and a second node, and wait until both are there."""
        self.port = free_port(f"{self.net}.2")
        self._node("--head", "--port", str(self.port), "--include-dashboard=false")
        self.add_node()

    def add_node(self) -> None:
        """Start the second node."""
        self._node("--address", self.address)

    def _node(self, *words: str) -> None:
        host = f"{self.net}.{2 if '--head' in words else 3}"
        agent = str(free_port("127.0.0.1"))
        command = [sys.executable, "-m", "ray.scripts.scripts", "start", "--block", *words]
        command += ["--node-ip-address", host, "--num-cpus", "1", "--disable-usage-stats"]
        command += ["--object-store-memory", "100000000", "--temp-dir", str(self.home / "t")]
        command += ["--min-worker-port", "0", "--max-worker-port", "0"]
        command += ["--dashboard-agent-listen-port", agent]
        if "--head" not in words:
            at = command.index("--temp-dir")
            del command[at : at + 2]
        self._started += 1
        place = self.home / f"node-{self._started}.log"
        with place.open("wb") as log:
            self.nodes.append(
                subprocess.Popen(
                    command, env=self.environment, cwd=self.home, stdout=log, stderr=log
                )
            )

        wait_for(lambda: b"Ray runtime started" in place.read_bytes(), f"{words}")

    def processes(self, words: str) -> list[int]:
        """What the nodes have started whose command line has these words."""
        below = [pid for node in self.nodes for pid in descendants(node.pid)]
        return [pid for pid in below if words in command_of(pid)]

    def kill(self, words: str) -> int:
        """SIGKILL to one such process, as soon as there is one; its number."""
        wait_for(lambda: self.processes(words), words)
        pid = self.processes(words)[-1]
        os.kill(pid, signal.SIGKILL)
        return pid

    def kill_head(self) -> None:
        """As when the head's machine goes: its control store and its raylet at once."""
        for pid in [*children(self.nodes[0].pid)]:
            os.kill(pid, signal.SIGKILL)

    def end(self) -> None:
        """End all of it, workers first told to, and wait until nothing is left."""
        started = {pid for node in self.nodes for pid in descendants(node.pid)}
        for node in self.nodes:
            node.terminate()
        for node in self.nodes:
            try:
                node.wait(20)
            except subprocess.TimeoutExpired:
                node.kill()
                node.wait()
        for pid in started:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        wait_for(lambda: not any(map(alive, started)))
        self.nodes.clear()


@contextmanager
def ray_cluster(number: int, token: str = "") -> Iterator[RayCluster]:
    """A cluster in a loopback network of its own; sockets of Ray want a short path."""
    home = Path(tempfile.mkdtemp(prefix="vr", dir="/tmp"))
    cluster = RayCluster(home, f"127.{80 + number}.0", token)
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.end()
        shutil.rmtree(home, ignore_errors=True)


@dataclass
class Vizdesk:
    """vizdesk's command line with data of its own; killed or waited for, never left behind."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    def start(self, *words: str) -> subprocess.Popen[str]:
        """Start a command; its progress comes on stderr."""
        self.folder.mkdir(exist_ok=True)
        return subprocess.Popen(
            [sys.executable, "-m", "vizdesk", *words],
            cwd=self.folder,
            env={
                **os.environ,
                "VIZDESK_DATA": str(self.folder / "data"),
                "VIZDESK_CONFIG": str(self.folder / "config"),
                "HOME": str(self.folder),
                "PYTHONPATH": str(ROOT),
                "RAY_gcs_rpc_server_reconnect_timeout_s": "5",
                **self.environment,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *words: str) -> tuple[int, str, str]:
        """Exit status, stdout and stderr of a command."""
        program = self.start(*words)
        out, err = program.communicate()
        return program.returncode, out, err

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """What the database of its runs answers."""
        with closing(sqlite3.connect(self.folder / "data" / "evals.sqlite3")) as database:
            return database.execute(query).fetchall()


def until(program: subprocess.Popen[str], done: int) -> list[str]:
    """Read progress until so many are answered, or the program has ended; its lines."""
    assert program.stderr is not None
    lines = []
    for line in program.stderr:
        lines.append(line)
        first = line.partition(" of ")[0].replace(",", "")
        if first.isdecimal() and int(first) >= done:
            break
    return lines
