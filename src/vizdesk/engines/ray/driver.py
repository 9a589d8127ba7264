"""The child process that joins a Ray cluster: orders in on stdin, lines of JSON out on stdout.

A process of its own because Ray ends its driver from C++ when the cluster's head is gone, without
an exception: https://github.com/ray-project/ray/issues/45570. `ray` is imported here alone.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeAlias

from vizdesk.catalog.gguf.shards import shards
from vizdesk.engines.ray.actor import AskingActor, WeightFile, sha256_of
from vizdesk.engines.ray.report import ClusterReport, cluster_report, with_versions
from vizdesk.engines.ray.wire import Opening, WireBatch, read_order

if TYPE_CHECKING:
    from ray.actor import ActorHandle

# Batches under way for each actor: the next one is there when one is done.
AHEAD = 2
LOOK_AGAIN_S = 2.0
# Actors that may end before they began, one after the other: then nodes cannot run vizdesk.
MOST_STILLBORN = 6
IDLE_S = 0.05
Actor: TypeAlias = "ActorHandle[AskingActor]"


def run() -> int:
    """Serve the process that started this one until it ends or says so."""
    # Whatever Ray prints goes to stderr: stdout carries our lines alone.
    lines = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    opening = read_order(sys.stdin.buffer)
    if not isinstance(opening, Opening):
        return 2
    import ray

    try:
        ray.init(
            address=opening.options.address,
            namespace="vizdesk",
            log_to_driver=False,
            logging_level="ERROR",
        )
        report = cluster_report(opening.options)
        report = with_versions(report) if opening.only_report else report
    except Exception as error:  # noqa: BLE001 - told to the process that started this one
        _say(lines, kind="unreached", error=type(error).__name__, details=str(error)[:2000])
        return 1
    _say(lines, kind="joined", report=report.record())
    if not opening.only_report:
        asyncio.run(_Driver(opening, report, lines).work())
    ray.shutdown()
    return 0


def _say(lines: IO[str], **words: object) -> None:
    print(json.dumps(words), file=lines, flush=True)


@dataclass
class _Driver:
    """Actors on the cluster, a lane for each; what is asked again is not decided here."""

    opening: Opening
    report: ClusterReport
    lines: IO[str]
    queue: deque[WireBatch] = field(default_factory=deque)
    over: bool = False
    fatal: str = ""
    nodes: dict[int, str] = field(default_factory=dict)
    lost: int = 0
    stillborn: int = 0
    hashes: dict[Path, WeightFile] = field(default_factory=dict)
    sent: dict[str, Any] = field(default_factory=dict)

    async def work(self) -> None:
        """Take orders until the last one; lanes come and go with the cluster's nodes."""
        reading = asyncio.create_task(self._read())
        lanes: dict[int, asyncio.Task[None]] = {}
        try:
            while not self.over and not self.fatal:
                report = await asyncio.to_thread(cluster_report, self.opening.options)
                for number in range(report.places):
                    if number not in lanes or lanes[number].done():
                        if number in lanes:
                            lanes[number].result()
                        lanes[number] = asyncio.create_task(self._lane(number))
                await asyncio.wait([reading], timeout=LOOK_AGAIN_S)
        finally:
            for lane in lanes.values():
                lane.cancel()
            await asyncio.gather(*lanes.values(), return_exceptions=True)
        if self.fatal:
            _say(self.lines, kind="unfit", details=self.fatal)

    async def _read(self) -> None:
        while isinstance(order := await asyncio.to_thread(read_order, sys.stdin.buffer), WireBatch):
            self.queue.append(order)
        self.over = True

    def _tell_counts(self) -> None:
        nodes = len(set(self.nodes.values()))
        _say(self.lines, kind="actors", nodes=nodes, actors=len(self.nodes), lost=self.lost)

    async def _lane(self, number: int) -> None:
        """One actor and what is asked of it; ends when the actor does, and is begun anew."""
        import ray
        from ray.exceptions import RayError

        options = self.opening.options
        actor = (
            ray.remote(AskingActor)
            .options(num_cpus=options.cpus, num_gpus=options.gpus, max_concurrency=AHEAD + 2)
            .remote(self.opening.version, options.cpus, options.gpus, self.opening.patience)
        )
        try:
            about = await actor.about.remote()
        except RayError as error:  # it never began
            self.stillborn += 1
            if _unfit(error) or self.stillborn >= MOST_STILLBORN:
                self.fatal = str(error)[-1500:]
            return
        self.stillborn = 0
        self.nodes[number] = about["node_id"]
        self._tell_counts()
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(AHEAD):
                    group.create_task(self._feed(actor))
        except* RayError:
            self.lost += 1
        finally:
            self.nodes.pop(number, None)
            with suppress(RayError):  # dead already
                ray.kill(actor)  # its llama.cpp process ends with it
            if not self.over:
                self._tell_counts()

    async def _feed(self, actor: Actor) -> None:
        from ray.exceptions import RayTaskError

        while not self.over:
            if not self.queue:
                await asyncio.sleep(IDLE_S)
                continue
            batch = self.queue.popleft()
            try:
                await self._ask(actor, batch)
            except (OSError, RayTaskError) as error:  # a model's file, here or there
                _say(self.lines, kind="failed", batch=batch.number, details=str(error)[-2000:])
                continue
            except BaseException:
                _say(self.lines, kind="back", batch=batch.number)
                raise
            _say(self.lines, kind="done", batch=batch.number)

    async def _ask(self, actor: Actor, batch: WireBatch) -> None:
        files = await asyncio.to_thread(self._files, batch)
        for sha256 in await actor.missing.remote(files):
            file = next(file for file in files if file.sha256 == sha256)
            await actor.take.remote(file, await asyncio.to_thread(self._weights, file))
        images = await asyncio.to_thread(self._images, batch)
        answers = actor.ask.options(num_returns="streaming").remote(batch, files, images)
        async for reference in answers:
            _say(self.lines, kind="answer", batch=batch.number, **await reference)

    def _files(self, batch: WireBatch) -> list[WeightFile]:
        """The model's files by content, the projector last; each is read once a run."""
        projector = [batch.projector] if batch.projector else []
        return [
            self._file(path, group)
            for group in (shards(batch.weights), projector)
            for path in group
        ]

    def _file(self, path: Path, group: Sequence[Path]) -> WeightFile:
        if path not in self.hashes:
            name = sha256_of(path) if path == group[0] else self.hashes[group[0]].sha256
            self.hashes[path] = WeightFile(sha256_of(path), str(path), name)
        return self.hashes[path]

    def _weights(self, file: WeightFile) -> object:
        """The file in Ray's object store: once, however many nodes take it."""
        import ray

        if file.sha256 not in self.sent:
            self.sent[file.sha256] = ray.put(Path(file.path).read_bytes())
        return self.sent[file.sha256]

    def _images(self, batch: WireBatch) -> object:
        """Files' bytes as they are on the disk, by path; none where nodes see the same folders."""
        import ray

        images = {}
        for path in dict.fromkeys(question.image for question in batch.questions):
            if not self.opening.options.shared:
                with suppress(OSError):  # the actor says that it is not there
                    images[path] = Path(path).read_bytes()
        return ray.put(images)


def _unfit(error: Exception) -> bool:
    """Whether an actor cannot work anywhere: another vizdesk on its node, or none."""
    return any(words in str(error) for words in ("this node has vizdesk", "ModuleNotFoundError"))
