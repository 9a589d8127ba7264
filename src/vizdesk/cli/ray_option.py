"""`--ray`: local models on the nodes of a Ray cluster; and what `doctor --ray` says of one."""

from __future__ import annotations

import asyncio
import os
import sys
from argparse import ArgumentTypeError
from dataclasses import replace
from typing import TYPE_CHECKING

import vizdesk
from vizdesk.common.formatting import number
from vizdesk.services.app_services import AppServices

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from vizdesk.engines.ray.executor import RayExecutor
    from vizdesk.engines.ray.options import RayOptions
    from vizdesk.engines.ray.report import ClusterReport


def add_ray(parser: ArgumentParser) -> None:
    """Give a command `--ray` and what belongs to it."""
    words = "ask local models on the nodes of this Ray cluster: host:port, or auto (docs/scale.md)"
    parser.add_argument("--ray", type=_address, metavar="ADDRESS", help=words)
    words = "processors that one model takes of its node (default: 1)"
    parser.add_argument("--ray-cpus", type=_share, default=1.0, metavar="N", help=words)
    words = "GPUs that one model takes of its node, such as 1 or 0.5 (default: none)"
    parser.add_argument("--ray-gpus", type=_share, default=0.0, metavar="N", help=words)
    words = "the nodes see images and models at the same paths: send no files"
    parser.add_argument("--ray-shared", action="store_true", help=words)


def _address(text: str) -> str:
    host, colon, port = text.rpartition(":")
    if text == "auto" or (host and colon and port.isdecimal() and "/" not in text):
        return text
    raise ArgumentTypeError(f"{text} is no address such as 10.0.0.1:6379, nor auto")


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 4096:
        raise ArgumentTypeError(f"{text} is no number of processors or GPUs")
    return share


def ray_executor(options: Namespace, services: AppServices) -> RayExecutor | None:
    """Where local models are asked instead of here; None without `--ray`."""
    if not options.ray:
        return None
    # Only now: nothing of Ray's side is imported without the option.
    from vizdesk.engines.ray.executor import RayExecutor
    from vizdesk.runs.runner import PATIENCE

    patience = replace(PATIENCE, silence=services.comparisons.silence())
    return RayExecutor(
        _ray_options(options),
        services.comparisons.profile_of,
        patience,
        services.settings.offline,
        lambda report: _say_where(report, options.ray),
    )


def _ray_options(options: Namespace) -> RayOptions:
    from vizdesk.engines.ray.options import RayOptions

    return RayOptions(options.ray, options.ray_cpus, options.ray_gpus, options.ray_shared)


def _say_where(report: ClusterReport, address: str) -> None:
    nodes, places = len([node for node in report.nodes if node.places]), report.places
    words = f"Images go to {many(nodes, 'node')} of the Ray cluster at {address}"
    print(f"vizdesk: {words}; room for {many(places, 'model')} at once.", file=sys.stderr)


def many(count: int, noun: str) -> str:
    """A count with its noun: 1 node, 2 nodes."""
    return f"{number(count)} {noun}{'' if count == 1 else 's'}"


def report_ray(options: Namespace, services: AppServices) -> int:
    """Print what a run with `--ray` would find; returns 0 when it could ask a model."""
    from vizdesk.comparison.events import EngineError
    from vizdesk.comparison.runner import Timeouts
    from vizdesk.engines.ray.executor import RayDriver, token_state

    ray = _ray_options(options)
    print(f"token    {token_state(os.environ)}")

    async def look() -> ClusterReport:
        driver = await RayDriver.start(ray, Timeouts(), only_report=True)
        await driver.end()
        return driver.report

    try:
        report = asyncio.run(look())
    except EngineError as error:
        print(f"vizdesk: {error.failure.what} {error.failure.todo}", file=sys.stderr)
        return 1
    print(f"cluster  {options.ray}: Ray {report.ray}, Python {report.python}")
    for node in report.nodes:
        gpus = f", {many(int(node.gpus), 'GPU')}" if node.gpus else ""
        has = f"{many(int(node.cpus), 'processor')}{gpus}"
        version = f"vizdesk {node.vizdesk}" if node.vizdesk else "no vizdesk"
        print(f"node     {node.name}: {version}, {has}; room for {many(node.places, 'model')}")
    takes = f"{ray.cpus:g} processors, {ray.gpus:g} GPUs each"
    print(f"a run    would use {many(report.places, 'actor')} ({takes})")
    others = [node for node in report.nodes if node.places and node.vizdesk != vizdesk.__version__]
    if others:
        words = f"vizdesk {vizdesk.__version__} must be on every node that is to ask models"
        print(f"vizdesk: {words}; it is not on {', '.join(node.name for node in others)}.")
    return 0 if report.places and not others else 1
