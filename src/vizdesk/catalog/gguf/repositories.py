"""Which files on a disk are one repository, however it is laid out, and what pairs they make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from vizdesk.catalog.gguf.file_names import part_of_repository
from vizdesk.catalog.gguf.pairing import (
    Carries,
    Evidence,
    Fitting,
    Gguf,
    Pairing,
    evidence,
    words,
)

# Hugging Face's cache: models--OWNER--NAME/snapshots/REVISION/FILE, links into its blobs/.
_CACHED, _CACHE_PARTS = "models--", frozenset({"snapshots", "blobs"})


@dataclass(frozen=True, slots=True)
class PairedWeights:
    """Weights, the projectors that may be theirs, and what was seen beside them.

    `seen` are all projectors there, `files` is the number of GGUF files of the repository.
    """

    weights: Gguf
    fitting: Fitting[Gguf]
    seen: tuple[Gguf, ...]
    files: int


def repository_of(folder: Path) -> Path:
    """The top folder of the repository that `folder` is in.

    Quantisations and projectors may have folders of their own (unsloth's `UD-Q4_K_XL/`, `mmproj/`);
    all revisions of a repository in Hugging Face's cache are one.
    """
    parts = folder.parts
    for at in range(len(parts) - 1, 0, -1):
        if parts[at] in _CACHE_PARTS and parts[at - 1].startswith(_CACHED):
            return Path(*parts[:at])
    while part_of_repository(folder.name) and folder.parent != folder:
        folder = folder.parent
    return folder


def pair_up(files: Sequence[Gguf], carries: Carries) -> Iterator[PairedWeights]:
    """All weights among `files`, each with its projectors from the same repository.

    A folder of projectors alone belongs to the one above it. Weights without a projector in their
    repository get those of the folder above of which headers, names or the family say that they
    are theirs.
    """
    groups = _groups(files)
    for top, group in groups.items():
        weights, projectors = _told_apart(group)
        above = _told_apart(groups.get(top.parent, ()))[1] if top.parent != top else []
        inside = Pairing(weights, projectors, carries)
        outside = Pairing(weights, above, carries)
        for file in weights:
            fitting = inside.of(file)
            if not fitting.projectors:
                found = outside.of(file)
                theirs = tuple(
                    projector
                    for projector in found.projectors
                    if _sure_or_named(file, projector) or carries(file, projector)
                )
                fitting = Fitting(theirs, found.clear)
            yield PairedWeights(file, fitting, (*projectors, *above), len(group))


def _groups(files: Sequence[Gguf]) -> dict[Path, list[Gguf]]:
    groups: dict[Path, list[Gguf]] = {}
    for file in files:
        groups.setdefault(repository_of(file.path.parent), []).append(file)
    for top, group in list(groups.items()):
        if all(file.header.is_projector for file in group):
            # They stay here too: weights in folders below may be theirs.
            groups.setdefault(top.parent, []).extend(group)
    return groups


def _told_apart(files: Sequence[Gguf]) -> tuple[list[Gguf], list[Gguf]]:
    """Weights and projectors."""
    return (
        [file for file in files if not file.header.is_projector],
        [file for file in files if file.header.is_projector],
    )


def _sure_or_named(weights: Gguf, projector: Gguf) -> bool:
    sure = evidence(weights.header, projector.header) < Evidence.NOTHING_SAID
    return sure or bool(words(weights) & words(projector))
