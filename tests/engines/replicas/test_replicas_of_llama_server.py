"""A pool over real llama-servers: one is killed in the middle of a run, and brought back."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from tests.engines.replicas.llama_replicas import LlamaReplica, image_of_a_circle
from tests.engines.replicas.pooling import (
    Outcome,
    answered_by,
    host_of,
    outcomes,
    pool_engine,
    pooled,
)

from vizdesk.comparison.events import EngineError, Request
from vizdesk.comparison.models import Sampling

pytestmark = pytest.mark.xdist_group("llama-server")


@pytest.fixture
def replicas() -> Iterator[list[LlamaReplica]]:
    started = [LlamaReplica() for _ in range(3)]
    try:
        for one in started:
            one.start()
        yield started
    finally:
        for one in started:
            one.kill()


def question(replicas: list[LlamaReplica]) -> Request:
    urls = [replica.base_url for replica in replicas]
    sampling = Sampling(max_output_tokens=24)
    return pooled(urls, 2, image=image_of_a_circle(), sampling=sampling)


def test_a_replica_killed_in_the_middle_of_a_run_is_left_out_and_taken_back(
    replicas: list[LlamaReplica],
) -> None:
    asked = question(replicas)
    hosts = [host_of(replica.base_url) for replica in replicas]

    async def run() -> tuple[list[Outcome], list[Outcome], list[Outcome]]:
        async with pool_engine() as engine:
            before = await outcomes(engine, asked, 9)
            running = asyncio.create_task(outcomes(engine, asked, 24))
            await asyncio.sleep(0.2)
            await asyncio.to_thread(replicas[1].kill)
            during = await running
            await asyncio.to_thread(replicas[1].start)
            after: list[Outcome] = []
            while True:  # its rest may have grown to some seconds
                after = await outcomes(engine, asked, 6)
                if hosts[1] in answered_by(after):
                    break
                await asyncio.sleep(0.25)
            return before, during, after

    before, during, after = asyncio.run(run())
    assert set(answered_by(before)) == set(hosts)
    broken = [one for one in during if isinstance(one, EngineError)]
    whole = [one for one in during if not isinstance(one, EngineError)]
    assert len(broken) <= 2, "only what its two slots were writing may be lost"
    assert all("answer" in one.failure.what for one in broken)
    assert len(whole) >= 22
    assert set(answered_by(whole)) <= set(hosts)
    assert set(answered_by(after)) == set(hosts), "it is back"
