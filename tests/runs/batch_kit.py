"""Runs through a scripted Batch endpoint; as a program, one run to be killed.

Arguments: folder of the suite, base URL. Resumes an unfinished run, prints how it ended.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.engines.batch.batch_server import KEY, outcome, response
from tests.engines.batch.batching import PRICE, QUICK

from vizdesk.app.container import build_services
from vizdesk.catalog.endpoints.endpoint import KnownEndpoint
from vizdesk.common import paths
from vizdesk.comparison.models import Endpoint, EngineKind, Model
from vizdesk.credentials.keys import Secret
from vizdesk.engines.batch.eval_batches import EvalBatches
from vizdesk.evals.loaders.detect_format import open_suite
from vizdesk.runs.plan import RunPlan
from vizdesk.runs.progress import RunProgress
from vizdesk.runs.records import RunState
from vizdesk.services.evals import EvalService


def batch_model(base_url: str, name: str = "Far") -> Model:
    """A model behind a Batch API."""
    source = Endpoint(base_url, name.lower(), "mine")
    kind = EngineKind.RESPONSES
    return Model(name.lower(), name, kind, source, "generic", price=PRICE)


def says_the_number(line: dict[str, Any]) -> dict[str, Any]:
    """The right answer to an item of `run_kit.suite`."""
    number = re.search(r"Say (\d)\.", json.dumps(line["body"]))
    assert number
    return outcome(line, 200, response(number[1]))


def eval_service(base_url: str) -> EvalService:
    """The program's evals, with the scripted server as one that has a Batch API."""
    app_services = build_services()
    service = app_services.evals()
    far = KnownEndpoint("far", "Far", base_url, "mine", own=True, batch="openai")
    keys = {"mine": Secret(KEY)}.get
    folder = paths.data_folder() / "batches"
    service.batches = EvalBatches(
        folder, keys, app_services.settings.offline, lambda: (far,), QUICK
    )
    return service


def work(services: EvalService, plan: RunPlan, **how: Any) -> tuple[RunState, list[RunProgress]]:
    """Begin a plan, or go on with it, until it ends."""
    told: list[RunProgress] = []
    run, _ = services.begin(plan)
    return asyncio.run(services.work(run, plan, told.append, **how)), told


def main(folder: str, base_url: str) -> None:
    """Run until the end, or until killed."""
    services = eval_service(base_url)
    plan = RunPlan(open_suite(Path(folder)), (batch_model(base_url),), 2, batch=True)
    state, _ = work(services, replace(plan))
    print(state.value, flush=True)  # noqa: T201  (the test reads it)
    services.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
