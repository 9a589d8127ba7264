"""What one can choose in a repository: each quantisation, with the projectors it may go with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from vizdesk.catalog.cards.hub_files import HubFile, HubPair
from vizdesk.catalog.gguf.file_names import (
    is_model_file,
    named_projector,
    part_of_repository,
    quantisation_of,
    without_quantisation,
)
from vizdesk.catalog.gguf.header import GgufHeader
from vizdesk.catalog.gguf.pairing import Carries, Fitting, ModelFile, Pairing
from vizdesk.catalog.gguf.shards import first_shard, plain_stem, shard_count
from vizdesk.downloads.hub import Repository
from vizdesk.downloads.hub_link import HubLink, inside

NO_HEADERS: Mapping[str, GgufHeader] = {}


@dataclass(frozen=True, slots=True)
class Choice:
    """One model of a repository: `quantisation` as its file's name says ("" when it does not).

    `projectors` are all that may be its own, the likeliest first; the pair has that one. Where
    `clear` is False none is likelier than the others. `headers` are those of weights and projector,
    each None where it was not read.
    """

    name: str
    quantisation: str
    pair: HubPair
    projectors: tuple[HubFile, ...] = ()
    clear: bool = True
    headers: tuple[GgufHeader | None, GgufHeader | None] = (None, None)

    def with_projector(self, projector: HubFile) -> Choice:
        """This model with another of its projectors, which a person chose."""
        return replace(self, pair=replace(self.pair, projector=projector), clear=True)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Weights or a projector on the hub: all its shards, and its header where it was read."""

    path: PurePosixPath
    files: tuple[HubFile, ...]
    header: GgufHeader | None


def choices_of(
    repository: Repository,
    headers: Mapping[str, GgufHeader] = NO_HEADERS,
    carries: Carries = lambda weights, projector: False,
) -> tuple[Choice, ...]:
    """The models of a repository, the smallest first; those of unknown size last.

    `headers` are those that were read, by path; a file without one goes by that of the same model
    in another quantisation, else by its name. Models of which shards are missing are left out.
    """
    candidates = _candidates(repository, headers)
    projectors = [file for file in candidates if _is_projector(file)]
    weights = [file for file in candidates if file not in projectors and _is_weights(file)]
    pairing = Pairing(weights, projectors, carries)
    choices = [_choice(file, pairing.of(file)) for file in weights]
    return tuple(sorted(choices, key=lambda one: (one.pair.size is None, one.pair.size or 0)))


def worth_reading(repository: Repository) -> list[HubFile]:
    """The files whose headers tell of all others: one of each model and of each projector."""
    alike: dict[str, HubFile] = {}
    for candidate in _candidates(repository, NO_HEADERS):
        alike.setdefault(_kind(candidate.path), candidate.files[0])
    return sorted(alike.values(), key=lambda file: not _named_projector(file))


def matching(choices: Sequence[Choice], link: HubLink) -> list[Choice]:
    """The models that a link means: by its file or folder, and by its quantisation.

    A quantisation is one by its whole label, by a file's name, or, where none has that, by a part.
    A projector that is named is taken for all models it may go with.
    """
    found = list(choices)
    if link.path:
        named = [
            choice.with_projector(projector)
            for choice in found
            for projector in choice.projectors
            if projector.path == link.path
        ]
        of_path = [
            choice
            for choice in found
            if any(inside(file.path, link.path) for file in choice.pair.weights)
        ]
        found = named or of_path or found
    wanted = link.quantisation.lower()
    if not wanted:
        return found
    for fits in (_has_label, _has_file_name, _has_part):
        fitting = [choice for choice in found if fits(choice, wanted)]
        if fitting:
            return fitting
    return []


def _has_label(choice: Choice, wanted: str) -> bool:
    return choice.quantisation.lower() == wanted


def _has_file_name(choice: Choice, wanted: str) -> bool:
    names = (PurePosixPath(file.path).name.lower() for file in choice.pair.weights)
    return choice.name.lower() == wanted or any(name == wanted for name in names)


def _has_part(choice: Choice, wanted: str) -> bool:
    return wanted in f"{choice.quantisation} {choice.name}".lower()


def _candidates(repository: Repository, headers: Mapping[str, GgufHeader]) -> list[_Candidate]:
    by_kind = {_kind(PurePosixPath(path)): header for path, header in headers.items()}
    groups: dict[PurePosixPath, list[HubFile]] = {}
    models = [file for file in repository.files if is_model_file(PurePosixPath(file.path).name)]
    for file in sorted(models, key=lambda file: file.path):
        groups.setdefault(first_shard(PurePosixPath(file.path)), []).append(file)
    candidates = []
    for first, files in groups.items():
        if len(files) == shard_count(first):
            alike = by_kind.get(_kind(first))
            header = replace(alike, quantisation="") if alike else None
            candidates.append(_Candidate(first, tuple(files), headers.get(files[0].path, header)))
    return candidates


def _kind(path: PurePosixPath) -> str:
    """What files have in common that are one model in several quantisations."""
    folders = [part for part in path.parent.parts if not part_of_repository(part)]
    name = without_quantisation(path.name).lower().strip("-_. ")
    return "/".join(["projector" if named_projector(path) else "weights", *folders, name])


def _is_projector(file: ModelFile) -> bool:
    """By its header, else by its name."""
    return file.header.is_projector if file.header else named_projector(file.path)


def _is_weights(file: ModelFile) -> bool:
    return file.header is None or not file.header.other_kind


def _named_projector(file: HubFile) -> bool:
    return named_projector(PurePosixPath(file.path))


def _choice(weights: _Candidate, fitting: Fitting[_Candidate]) -> Choice:
    projectors = tuple(projector.files[0] for projector in fitting.projectors)
    first = fitting.projectors[0] if fitting.projectors else None
    return Choice(
        name=plain_stem(weights.path),
        quantisation=quantisation_of(weights.path.name)
        or quantisation_of(weights.path.parent.name),
        pair=HubPair(weights.files, projectors[0] if projectors else None),
        projectors=projectors,
        clear=fitting.clear,
        headers=(weights.header, first.header if first else None),
    )
