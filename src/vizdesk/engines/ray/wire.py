"""What goes between vizdesk, its Ray driver and the actors: batches there, JSON back.

To the driver and the actors go pickled values of vizdesk's own; never a key, since only local
models do. Back come lines of JSON, which are read as foreign.
"""

from __future__ import annotations

import pickle
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from vizdesk.comparison.models import Model
from vizdesk.comparison.profiles import Profile
from vizdesk.comparison.runner import Timeouts
from vizdesk.comparison.tasks import Task
from vizdesk.engines.ray.options import RayOptions


@dataclass(frozen=True, slots=True)
class Opening:
    """The first order: which cluster, which vizdesk its nodes must have, how patient to be."""

    options: RayOptions
    version: str
    patience: Timeouts
    only_report: bool = False


@dataclass(frozen=True, slots=True)
class WireQuestion:
    """One question: `image` is its file's path, `sha256` what it was when the suite was read."""

    index: int
    model: Model
    task: Task
    image: str
    frame: int
    sha256: str


@dataclass(frozen=True, slots=True)
class WireBatch:
    """Questions to one model, asked one after the other by one actor."""

    number: int
    profile: Profile
    weights: Path
    projector: Path | None
    questions: tuple[WireQuestion, ...]


@dataclass(frozen=True, slots=True)
class Closing:
    """The last order: end the actors and yourself."""


Order = Opening | WireBatch | Closing
_LENGTH = struct.Struct(">Q")


def packed(order: Order) -> bytes:
    """An order as the driver reads it."""
    data = pickle.dumps(order)
    return _LENGTH.pack(len(data)) + data


def read_order(stream: IO[bytes]) -> Order | None:
    """The next order of the process that started this one; None when that has ended."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    data = stream.read(_LENGTH.unpack(head)[0])
    order: Order = pickle.loads(data)
    return order
