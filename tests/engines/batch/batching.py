"""Jobs and runs the way every test of batches has them; as a program, one run to be killed.

Arguments: folder, base URL, number of jobs. Prints each reply's name and text.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.engines.batch.batch_server import KEY
from tests.engines.openai.asking import request

from vizdesk.common.offline import Offline
from vizdesk.comparison.models import Endpoint, EngineKind, Price
from vizdesk.credentials.keys import Secret
from vizdesk.engines.batch import (
    BatchJob,
    BatchPolling,
    BatchProgress,
    BatchReply,
    BatchServer,
    run_batch,
)
from vizdesk.engines.batch.providers.openai import OPENAI

PRICE = Price(5.0, 30.0, "2026-11-21", "test")
QUICK = BatchPolling(first_s=0.02, longest_s=0.05, patience_s=5.0, results_s=0.5)


def job(base_url: str, name: str, slug: str = "gpt-5.5", **fields: Any) -> BatchJob:
    """A question that differs from the others by its name in the prompt."""
    given = {"prompt": f"Describe {name}.", **fields}
    asked = request(base_url, EngineKind.RESPONSES, key_name="mine", **given)
    source = Endpoint(base_url, slug, "mine")
    return BatchJob(name, replace(asked, model=replace(asked.model, source=source, price=PRICE)))


def jobs(base_url: str, count: int) -> list[BatchJob]:
    """So many questions."""
    return [job(base_url, f"q{number}") for number in range(count)]


def server(base_url: str, **fields: Any) -> BatchServer:
    """The scripted server with its key, looked at often."""
    given: dict[str, Any] = {"offline": Offline(), "pace": QUICK, "provider": OPENAI, **fields}
    return BatchServer(base_url, "mine", {"mine": Secret(KEY)}.get, **given)


def run(
    folder: Path,
    asked: Sequence[BatchJob],
    where: BatchServer,
    show: Callable[[BatchProgress], None] = lambda _progress: None,
    *,
    again: bool = False,
) -> dict[str, BatchReply]:
    """All replies by their names; fails when a question has two."""

    async def collect() -> dict[str, BatchReply]:
        found: dict[str, BatchReply] = {}
        async for reply in run_batch(folder, asked, where, show, again=again):
            assert reply.custom_id not in found
            found[reply.custom_id] = reply
        return found

    return asyncio.run(collect())


def main(folder: str, base_url: str, count: str) -> None:
    """Run until the end, or until killed."""
    for name, reply in run(Path(folder), jobs(base_url, int(count)), server(base_url)).items():
        print(name, reply.text, flush=True)  # noqa: T201  (the test reads it)


if __name__ == "__main__":
    main(*sys.argv[1:])
