"""One run at a vendor's scripted server, as a program to be killed.

Arguments: the vendor's id, folder, base URL, number of questions. Prints each reply's name.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from tests.engines.batch.batching import jobs, run, server
from tests.engines.batch.vendor_server import KEY

from vizdesk.comparison.models import EngineKind
from vizdesk.credentials.keys import Secret
from vizdesk.engines.batch import BatchJob
from vizdesk.engines.batch.registry import batch_provider


def chat_jobs(base_url: str, count: int) -> list[BatchJob]:
    """So many questions to a model that is asked through Chat Completions."""
    asked = []
    for job in jobs(base_url, count):
        sampling = replace(job.request.model.sampling, temperature=None)
        model = replace(job.request.model, engine=EngineKind.CHAT, sampling=sampling)
        asked.append(replace(job, request=replace(job.request, model=model)))
    return asked


def main(vendor: str, folder: str, base_url: str, count: str) -> None:
    """Run until the end, or until killed."""
    where = replace(
        server(base_url, provider=batch_provider(vendor)), keys={"mine": Secret(KEY)}.get
    )
    for name in run(Path(folder), chat_jobs(base_url, int(count)), where):
        print(name, flush=True)  # noqa: T201  (the test reads it)


if __name__ == "__main__":
    main(*sys.argv[1:])
