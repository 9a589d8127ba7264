"""An eval run over two real llama-servers: spread over both, and whole though one is killed."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.engines.replicas.llama_replicas import LlamaReplica
from tests.runs.run_kit import remote, suite

from vizdesk.app.container import build_services
from vizdesk.comparison.models import Endpoint, Model, Replica, Sampling
from vizdesk.runs.plan import RunPlan
from vizdesk.runs.progress import RunProgress, places_of
from vizdesk.runs.records import RunState
from vizdesk.services.app_services import AppServices

pytestmark = pytest.mark.xdist_group("llama-server")


@pytest.fixture
def replicas() -> Iterator[list[LlamaReplica]]:
    started = [LlamaReplica() for _ in range(2)]
    try:
        for one in started:
            one.start()
        yield started
    finally:
        for one in started:
            one.kill()


def pooled(replicas: list[LlamaReplica], slots: int) -> Model:
    addresses = tuple(Replica(replica.base_url, slots) for replica in replicas)
    source = Endpoint(replicas[0].base_url, "demo", None, addresses)
    return replace(remote("Pool"), source=source, sampling=Sampling(max_output_tokens=24))


def hosts(services: AppServices, run: str) -> Counter[str]:
    answers = [record.answer for record in services.evals().store.recorded(run)]
    return Counter(
        answer.sent.sampling["replica"] for answer in answers if answer.sent and answer.text
    )


def test_a_run_is_spread_over_all_replicas_and_ends_though_one_is_killed(
    replicas: list[LlamaReplica], tmp_path: Path
) -> None:
    model = pooled(replicas, 2)
    assert places_of(model) == 4
    plan = RunPlan(suite(tmp_path / "s", images=20, prompts=2), (model,))
    services = build_services()
    run, _ = services.evals().begin(plan)
    told: list[RunProgress] = []

    async def go() -> RunState:
        working = asyncio.create_task(services.evals().work(run, plan, told.append))
        while not (told and told[-1].done >= 12):  # noqa: ASYNC110
            await asyncio.sleep(0.005)
        await asyncio.to_thread(replicas[1].kill)
        return await working

    async def whole() -> RunState:
        try:
            first = await go()
            lost = [
                record for record in services.evals().store.recorded(run) if not record.answered
            ]
            assert len(lost) <= 2, "only what the killed one was writing"
            await services.evals().work(run, plan, told.append)
            return first
        finally:
            await services.close()

    assert asyncio.run(whole()) is RunState.FINISHED
    recorded = services.evals().store.recorded(run)
    assert len(recorded) == len({record.cell for record in recorded}) == 40
    spread = hosts(services, run)
    services.evals().close()
    assert len(spread) == 2
    assert min(spread.values()) >= 3
    assert all(record.answered for record in recorded)
