"""How much of a model goes onto a GPU: all of it, some layers, or none. Pure arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from vizdesk.common.messages import Message, message
from vizdesk.engines.llama.device import CPU_NAME
from vizdesk.engines.llama.worker.protocol import WorkerError

# Kept free for keys and values, buffers of the graph, and whatever else the GPU shows.
RESERVE = 1 << 30
ALL_LAYERS = -1

Loaded = TypeVar("Loaded")


class NoRoomError(WorkerError):
    """A device has no room for what was to be put on it."""


@dataclass(frozen=True, slots=True)
class Offload:
    """What goes onto the GPU: `layers` of the text model (ALL_LAYERS: all), and the projector."""

    layers: int = 0
    projector: bool = False

    def place(self, device: str, layers: int) -> str:
        """Where the model is: CPU, the device, or how many of its `layers` and the output layer."""
        if not self.layers and not self.projector:
            return CPU_NAME
        if self.layers == ALL_LAYERS:
            return device
        return f"{device}, {self.layers} of {layers + 1} layers"

    @property
    def words(self) -> Message:
        """For people: where the model is."""
        if self.layers == ALL_LAYERS:
            return message("all of the model is on the GPU")
        if self.layers:
            return message(
                "{layers} layers are on the GPU, the rest on the processor", layers=self.layers
            )
        return message("the model runs on the processor")


@dataclass(frozen=True, slots=True)
class Sizes:
    """What is to be placed, in bytes, and the number of the text model's layers."""

    weights: int
    projector: int
    layers: int


def choose_offload(sizes: Sizes, free: int) -> Offload:
    """What fits into `free` bytes of the GPU's memory beside the reserve.

    The projector goes first: it is small, and encoding an image is the longest wait. A layer is
    counted as its share of the weights; the output layer counts as one.
    """
    room = free - RESERVE
    if room < sizes.projector:
        return Offload()
    room -= sizes.projector
    if room >= sizes.weights:
        return Offload(ALL_LAYERS, projector=True)
    share = sizes.weights / (sizes.layers + 1)
    return Offload(int(room / share), projector=True)


def rungs(first: Offload, layers: int) -> tuple[Offload, ...]:
    """What to try, one after the other, when a device turns out to have less room than it said."""
    if not first.layers and not first.projector:
        return (first,)
    some = layers if first.layers == ALL_LAYERS else first.layers
    half = Offload(some // 2, projector=first.projector)
    return tuple(dict.fromkeys((first, half, Offload())))


def load_where_it_fits(
    choices: Sequence[Offload],
    load: Callable[[Offload], Loaded],
    tell: Callable[[Message], None],
) -> Loaded:
    """The first of `choices` that loads; `tell` is told when it is not the first.

    Raises NoRoomError when even the last has no room, and whatever else `load` raises.
    """
    for at, choice in enumerate(choices):
        try:
            loaded = load(choice)
        except NoRoomError:
            if at == len(choices) - 1:
                raise
            continue
        if at:
            tell(
                message(
                    "The GPU had less room than it said: {words}, which is slower.",
                    words=choice.words,
                )
            )
        return loaded
    raise AssertionError("there is always a last choice")
