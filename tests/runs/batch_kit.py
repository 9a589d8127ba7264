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

from vizdesk import places
from vizdesk.batch_desk import BatchDesk
from vizdesk.catalog.endpoints import KnownEndpoint
from vizdesk.comparison.models import Endpoint, EngineKind, Model
from vizdesk.composition import build_house
from vizdesk.eval_desk import EvalDesk
from vizdesk.evals.reading_suites.opening import open_suite
from vizdesk.keys import Secret
from vizdesk.runs.plan import Plan
from vizdesk.runs.progress import Progress
from vizdesk.runs.recorded import RunState


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


def eval_desk(base_url: str) -> EvalDesk:
    """The house's desk, with the scripted server as one that has a Batch API."""
    house = build_house()
    desk = house.evals
    far = KnownEndpoint("far", "Far", base_url, "mine", own=True, batch=True)
    keys = {"mine": Secret(KEY)}.get
    folder = places.data_folder() / "batches"
    desk.batches = BatchDesk(folder, keys, house.offline, lambda: (far,), QUICK)
    return desk


def work(desk: EvalDesk, plan: Plan, **how: Any) -> tuple[RunState, list[Progress]]:
    """Begin a plan, or go on with it, until it ends."""
    told: list[Progress] = []
    run, _ = desk.begin(plan)
    return asyncio.run(desk.work(run, plan, told.append, **how)), told


def main(folder: str, base_url: str) -> None:
    """Run until the end, or until killed."""
    desk = eval_desk(base_url)
    plan = Plan(open_suite(Path(folder)), (batch_model(base_url),), 2, batch=True)
    state, _ = work(desk, replace(plan))
    print(state.value, flush=True)  # noqa: T201  (the test reads it)
    desk.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
