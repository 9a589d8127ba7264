"""What one can choose in a repository: each quantisation with the projector it goes with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from vizdesk.catalog.cards.hub_files import HubFile, HubPair
from vizdesk.downloads.hub import Repository, gguf_files

# Of one projector in several precisions: the one that is usually published and recommended first.
PRECISIONS = ("f16", "bf16", "q8_0", "f32")
_QUANT = re.compile(
    r"(?<![a-z0-9])((?:UD-)?I?Q\d+(?:_[A-Z0-9]+)*|BF16|F16|F32|MXFP4(?:_[A-Z]+)*|TQ\d_\d)"
    r"(?![a-z0-9])",
    re.I,
)
_SHARD = re.compile(r"-\d{5}-of-\d{5}(?=\.gguf$)", re.I)


@dataclass(frozen=True, slots=True)
class Choice:
    """One model of a repository: `quantisation` as its file's name says ("" when it does not)."""

    name: str
    quantisation: str
    pair: HubPair


def choices_of(repository: Repository) -> tuple[Choice, ...]:
    """The models of a repository, the smallest first; those of unknown size last."""
    files = gguf_files(repository.files)
    projectors = [file for file in files if is_projector(file)]
    groups: dict[str, list[HubFile]] = {}
    for hub_file in sorted(files, key=lambda file: file.path):
        if hub_file not in projectors:
            groups.setdefault(_SHARD.sub("", hub_file.path), []).append(hub_file)
    found = [
        Choice(
            name=PurePosixPath(stem).stem,
            quantisation=quantisation_of(stem),
            pair=HubPair(tuple(shards), projector_for(stem, projectors)),
        )
        for stem, shards in groups.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.pair.size is None, one.pair.size or 0)))


def is_projector(file: HubFile) -> bool:
    """Whether a file is a projector, told by its name; its metadata are not here yet."""
    return "mmproj" in PurePosixPath(file.path).name.lower()


def quantisation_of(path: str) -> str:
    """Q4_K_M, F16, UD-Q4_K_XL … after the file's name."""
    name = _SHARD.sub("", PurePosixPath(path).name)
    found = _QUANT.findall(name.removesuffix(".gguf"))
    return found[-1].upper() if found else ""


def projector_for(weights: str, projectors: Sequence[HubFile]) -> HubFile | None:
    """The projector published for weights: in their folder, with the most words in common."""

    def rank(file: HubFile) -> tuple[bool, int, int, str]:
        apart = PurePosixPath(file.path).parent != PurePosixPath(weights).parent
        quantisation = quantisation_of(file.path).lower()
        at = PRECISIONS.index(quantisation) if quantisation in PRECISIONS else len(PRECISIONS)
        return apart, -len(_words(file.path) & _words(weights)), at, file.path

    return min(projectors, key=rank, default=None)


def _words(path: str) -> frozenset[str]:
    name = PurePosixPath(path).name.lower().removesuffix(".gguf")
    words = re.split(r"[^a-z0-9]+", _QUANT.sub("", name))
    return frozenset(words) - {"", "mmproj", "model"}
