"""What a cluster is: its nodes, versions, and how many actors have room."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from vizdesk.engines.ray.options import RayOptions


@dataclass(frozen=True, slots=True)
class ClusterNode:
    """One machine: what it offers in all, and how many of our actors fit there."""

    name: str
    cpus: float
    gpus: float
    places: int


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
    return ClusterNode(node["NodeManagerAddress"], cpus, gpus, places_on(cpus, gpus, options))


def places_on(cpus: float, gpus: float, options: RayOptions) -> int:
    """How many actors fit on a node with so many processors and GPUs."""
    room = [
        int(has // takes) for has, takes in ((cpus, options.cpus), (gpus, options.gpus)) if takes
    ]
    return min(room, default=0)
