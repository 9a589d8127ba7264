"""Whether a model on a hub fits this machine: into its memory, and onto the disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from vizdesk.catalog.cards.card import LocalOption
from vizdesk.catalog.gguf.memory_need import memory_need
from vizdesk.catalog.insights.requirements import CLOSE, Room
from vizdesk.common.formatting import byte_size
from vizdesk.common.messages import Message, message
from vizdesk.comparison.family_match import choose
from vizdesk.comparison.profiles import Profile
from vizdesk.downloads.disk_space import SPARE

if TYPE_CHECKING:
    from vizdesk.downloads.choices import Choice

# Without headers only the files' sizes are known; context and buffers take about this on top.
ROUGH_SHARE, ROUGH_BYTES = 1.1, 400_000_000


class FitKind(Enum):
    """How a model and a machine go together."""

    FITS = "fits"
    CLOSE = "close"
    TOO_LARGE = "too large"
    NO_DISK = "no room on the disk"
    TEXT_ONLY = "text only"
    UNKNOWN = "size not said"


@dataclass(frozen=True, slots=True)
class MachineRoom:
    """What a machine has room for: memory (None where it does not say), and bytes on the disk."""

    memory: Room | None
    disk_bytes: int


@dataclass(frozen=True, slots=True)
class MachineFit:
    """The verdict in a word, and for people with its figures; `need` in bytes of memory."""

    kind: FitKind
    words: Message
    need: int | None = None

    @property
    def refused(self) -> bool:
        """Whether it is known not to go: memory or disk are too small."""
        return self.kind in (FitKind.TOO_LARGE, FitKind.NO_DISK)


@dataclass(frozen=True, slots=True)
class DownloadFit:
    """What a model of the catalogue takes before its files are here.

    `size` are the bytes of its files, None where nobody says; not `exact`: somebody rounded them.
    """

    size: int | None
    exact: bool
    fit: MachineFit


@dataclass(frozen=True, slots=True)
class MachineFits:
    """What a machine has room for, and the fit of each model that can be downloaded, by id."""

    room: MachineRoom
    downloads: Mapping[str, DownloadFit]


def rough_need(size: int) -> int:
    """Memory that files of `size` bytes take when nothing but their size is known, in bytes."""
    return round(size * ROUGH_SHARE) + ROUGH_BYTES


def download_fit(option: LocalOption, room: MachineRoom, there: int = 0) -> DownloadFit:
    """Whether a model of the catalogue fits, by its size alone; `there`: bytes already fetched."""
    exact = option.pair.size if option.pair is not None else None
    stated = option.approximate_size.value if option.approximate_size is not None else None
    size = exact if exact is not None else stated
    if size is None:
        return DownloadFit(None, False, MachineFit(FitKind.UNKNOWN, message("size not said")))
    fit = _fit_of_size(size, size - there, rough_need(size), room)
    return DownloadFit(size, exact is not None, fit)


def need_of(choice: Choice, profiles: Mapping[str, Profile]) -> int | None:
    """Memory that a model takes when it is loaded and asked, in bytes; None: sizes are not said."""
    weights, projector = choice.headers
    if choice.pair.size is None:
        return None
    if weights is None or projector is None or choice.pair.projector is None:
        return rough_need(choice.pair.size)
    profile = choose(
        profiles,
        architecture=weights.architecture,
        projector=projector.projector_type,
        name=f"{weights.name} {choice.name}",
    )
    eyes = choice.pair.projector.size or 0
    return memory_need(
        replace(weights, size_bytes=choice.pair.size - eyes),
        replace(projector, size_bytes=eyes),
        profile.image,
    ).total


def fit_of(choice: Choice, profiles: Mapping[str, Profile], room: MachineRoom) -> MachineFit:
    """Whether a model fits, where it lacks no projector."""
    if choice.pair.projector is None:
        return MachineFit(FitKind.TEXT_ONLY, message("no projector: reads text only"))
    need, size = need_of(choice, profiles), choice.pair.size
    if need is None or size is None:
        return MachineFit(FitKind.UNKNOWN, message("size not said"))
    return _fit_of_size(size, size, need, room)


def _fit_of_size(size: int, missing: int, need: int, room: MachineRoom) -> MachineFit:
    """`missing` bytes of `size` are still to be fetched; `need` are bytes of memory."""
    if missing + SPARE > room.disk_bytes:
        words = message(
            "no room on the disk: needs {size}, {free} free",
            size=byte_size(size),
            free=byte_size(room.disk_bytes),
        )
        return MachineFit(FitKind.NO_DISK, words, need)
    if room.memory is None:
        words = message("takes about {need} of memory", need=byte_size(need))
        return MachineFit(FitKind.UNKNOWN, words, need)
    return _memory_fit(need, room.memory)


def _memory_fit(need: int, room: Room) -> MachineFit:
    takes, size = byte_size(need), byte_size(room.size)
    if need <= CLOSE * room.size:
        words = message("fits: takes about {need} of {size}", need=takes, size=size)
        return MachineFit(FitKind.FITS, words, need)
    if need <= room.size:
        words = message("close: takes about {need} of {size}", need=takes, size=size)
        return MachineFit(FitKind.CLOSE, words, need)
    if room.limited:
        words = message(
            "too large: takes about {need}; your limit is {size}", need=takes, size=size
        )
    else:
        words = message("too large: takes about {need}; {size} are free", need=takes, size=size)
    return MachineFit(FitKind.TOO_LARGE, words, need)
