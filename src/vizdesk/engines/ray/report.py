"""What a cluster is: its nodes, versions, and how many actors have room."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

import vizdesk
from vizdesk.engines.ray.options import RayOptions

ANSWER_S = 30.0


@dataclass(frozen=True, slots=True)
class ClusterNode:
    """One machine: what it offers in all, and how many of our actors fit there.

    `vizdesk` is the version installed there; empty where there is none, or nobody asked.
    """

    name: str
    cpus: float
    gpus: float
    places: int
    id: str = ""
    vizdesk: str = ""


@dataclass(frozen=True, slots=True)
class ClusterReport:
    """The living nodes, and the versions of Ray and Python that all of them have."""

    nodes: tuple[ClusterNode, ...]
    ray: str
    python: str

    @property
    def places(self) -> int:
        """How many actors fit on all nodes together."""
        return sum(node.places for node in self.nodes)

    def record(self) -> dict[str, Any]:
        """As JSON values."""
        return asdict(self)


def report_from(record: Mapping[str, Any]) -> ClusterReport:
    """It again."""
    nodes = tuple(ClusterNode(**node) for node in record["nodes"])
    return ClusterReport(nodes, str(record["ray"]), str(record["python"]))


def cluster_report(options: RayOptions) -> ClusterReport:
    """What the cluster that was joined is just now."""
    import ray

    nodes = tuple(_node(node, options) for node in ray.nodes() if node["Alive"])
    return ClusterReport(nodes, ray.__version__, platform.python_version())


def _node(node: Mapping[str, Any], options: RayOptions) -> ClusterNode:
    resources = node["Resources"]
    cpus, gpus = resources.get("CPU", 0.0), resources.get("GPU", 0.0)
    places = places_on(cpus, gpus, options)
    return ClusterNode(node["NodeManagerAddress"], cpus, gpus, places, node["NodeID"])


def installed_version() -> str:
    """The version of vizdesk where this is called."""
    return vizdesk.__version__


def with_versions(report: ClusterReport) -> ClusterReport:
    """The report with the vizdesk of each node, which is asked there."""
    import ray
    from ray.exceptions import RayError
    from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

    here = [NodeAffinitySchedulingStrategy(node.id, soft=False) for node in report.nodes]
    asking = ray.remote(installed_version).options
    calls = [asking(num_cpus=0, max_retries=0, scheduling_strategy=only).remote() for only in here]

    def version(call: object) -> str:
        try:
            return str(ray.get(call, timeout=ANSWER_S))
        except RayError:  # no vizdesk there, or nothing that answers
            return ""

    versions = map(version, calls)
    nodes = map(lambda node, found: replace(node, vizdesk=found), report.nodes, versions)
    return replace(report, nodes=tuple(nodes))


def places_on(cpus: float, gpus: float, options: RayOptions) -> int:
    """How many actors fit on a node with so many processors and GPUs."""
    room = [
        int(has // takes) for has, takes in ((cpus, options.cpus), (gpus, options.gpus)) if takes
    ]
    return min(room, default=0)
