"""GGUF files on this disk → weights with their projectors, and what to say of what is left out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from vizdesk.catalog.gguf.disk_walk import Identity, identity_of
from vizdesk.catalog.gguf.file_names import named_projector
from vizdesk.catalog.gguf.header import GgufError, GgufHeader, expected_bytes, read_header
from vizdesk.catalog.gguf.pairing import Carries, Gguf, ModelFile, same_projector, why_not
from vizdesk.catalog.gguf.repositories import PairedWeights, pair_up, repository_of
from vizdesk.catalog.gguf.shards import first_shard, shards
from vizdesk.common.formatting import number
from vizdesk.common.messages import EMPTY, Message, joined, message, verbatim
from vizdesk.comparison.family_match import carries as family_carries
from vizdesk.comparison.family_match import choose
from vizdesk.comparison.profiles import Match, Profile


@dataclass(frozen=True, slots=True)
class WeightsFound:
    """Weights and the projectors that may be theirs, the likeliest first.

    `clear` is False when a person has to choose between them. `seen` are all projectors beside
    them; `why_none` says why none of these is theirs.
    """

    weights: Gguf
    projectors: tuple[Gguf, ...]
    clear: bool = True
    seen: tuple[Gguf, ...] = ()
    why_none: Message = EMPTY


class GgufReader:
    """Reads the header of every content once, and keeps a sentence for each that is no use.

    `broken` are files that are cut off, damaged or incomplete, with their sentences;
    `broken_projectors` has one of a repository that bears a projector's name. `tell` is called
    with each file that is read.
    """

    def __init__(self, tell: Callable[[Path], None] = lambda path: None) -> None:
        self._tell = tell
        self._contents: dict[Path, Identity] = {}
        self._read: dict[Identity, GgufHeader | Message] = {}
        self._whole: dict[Identity, Message] = {}
        self.broken: dict[Path, Message] = {}
        self.broken_projectors: dict[Path, Message] = {}
        self.refused: list[Message] = []

    def files(self, paths: Iterable[Path]) -> list[Gguf]:
        """The weights and projectors among `paths`: shards once, by the first of them."""
        files = []
        for path in dict.fromkeys(first_shard(path) for path in paths):
            header = self._header(path)
            if header is not None:
                files.append(Gguf(path, header))
        return files

    def _header(self, path: Path) -> GgufHeader | None:
        try:
            missing = [shard.name for shard in shards(path) if not shard.is_file()]
            if missing:
                raise GgufError(_shards_missing(path, missing))
            header = self._once(path)
        except GgufError as error:
            self._breaks(path, error.message)
            return None
        if not header.is_projector:
            if not header.other_kind:
                return header
            self.refused.append(
                message(
                    "“{name}” is no model but “{kind}”.", name=path.name, kind=header.other_kind
                )
            )
            return None
        if not header.reads_images:
            self.refused.append(
                message("The projector “{name}” reads no images (sound only).", name=path.name)
            )
            return None
        # A projector is small, and one that is cut off must not stand before a whole one.
        fault = self.fault(path)
        if fault:
            self._breaks(path, fault)
        return None if fault else header

    def content_of(self, path: Path) -> Identity:
        """Which content a file that was read has; two links to one file have the same."""
        return self._contents[path]

    def _breaks(self, path: Path, fault: Message) -> None:
        self.broken[path] = fault
        if named_projector(path):
            self.broken_projectors.setdefault(repository_of(path.parent), fault)

    def _once(self, path: Path) -> GgufHeader:
        try:
            content = self._contents.setdefault(path, identity_of(path))
        except OSError:
            return read_header(path, light=True)  # which says that the file is gone
        if content not in self._read:
            self._tell(path)
            try:
                self._read[content] = read_header(path, light=True)
            except GgufError as error:
                self._read[content] = error.message
        found = self._read[content]
        if isinstance(found, Message):
            raise GgufError(found)
        return found

    def fault(self, path: Path) -> Message:
        """What is wrong with the length of a file, or of its shards; empty when it is whole."""
        for shard in shards(path):
            try:
                content = self._contents.setdefault(shard, identity_of(shard))
                if content not in self._whole:
                    self._whole[content] = _fault(shard)
                if self._whole[content]:
                    return self._whole[content]
            except OSError as error:
                return verbatim(f"{error}.")
        return EMPTY


def _fault(path: Path) -> Message:
    try:
        wanted, there = expected_bytes(path), os.stat(path).st_size
    except GgufError as error:
        return error.message
    if wanted is None or there >= wanted:
        return EMPTY
    return message(
        "“{name}” is not whole: {there} of {wanted} bytes are there.",
        name=path.name,
        there=number(there),
        wanted=number(wanted),
    )


def _shards_missing(path: Path, missing: Sequence[str]) -> Message:
    if len(shards(path)) == 1:
        return message("The file “{name}” is not there any more.", name=path.name)
    return message(
        "“{name}” is one of {parts} files, and not all are there: {missing}. "
        "Put them into the same folder.",
        name=path.name,
        parts=len(shards(path)),
        missing=", ".join(missing[:3]) + (" …" if len(missing) > 3 else ""),
    )


def carries_by(profiles: Mapping[str, Profile]) -> Carries:
    """Whether the family that weights are of, by architecture and name, has such projectors."""
    families: dict[PurePath, Match] = {}

    def carries(weights: ModelFile, projector: ModelFile) -> bool:
        if weights.header is None or projector.header is None:
            return False
        if weights.path not in families:
            name = f"{weights.header.name} {weights.path.stem}"
            profile = choose(profiles, architecture=weights.header.architecture, name=name)
            families[weights.path] = profile.match
        return family_carries(families[weights.path], projector.header.projector_type)

    return carries


def find_pairs(
    files: Sequence[Gguf], reader: GgufReader, profiles: Mapping[str, Profile]
) -> Iterator[WeightsFound]:
    """All weights among `files`, with their projectors or with the reason why there is none."""
    for pair in pair_up(files, carries_by(profiles)):
        fitting = pair.fitting
        why = EMPTY if fitting.projectors else _why_none(pair, reader)
        yield WeightsFound(pair.weights, fitting.projectors, fitting.clear, pair.seen, why)


def _why_none(pair: PairedWeights, reader: GgufReader) -> Message:
    """What was seen in place of a projector for these weights."""
    weights = pair.weights
    home = repository_of(weights.path.parent)
    if broken := reader.broken_projectors.get(home):
        return joined((broken, message("Download it again.")))
    reasons = [reason for reason in (why_not(weights, file) for file in pair.seen) if reason]
    if reasons:
        return joined((reasons[0], message("Add the one published with these weights.")))
    if pair.seen:
        return message(
            "“{name}” reads text only: the projectors here bear other models’ names ({others}).",
            name=weights.name,
            others=", ".join(projector.name for projector in pair.seen[:3]),
        )
    return message(
        "“{name}” reads text only: its projector (mmproj), with which it would see images, is "
        "not in {folder} (GGUF files there: {files}). Add both files together.",
        name=weights.name,
        folder=str(home),
        files=str(pair.files),
    )


def took(found: WeightsFound) -> Message:
    """What is said of the projector that was taken without having been named."""
    first, rest = found.projectors[0], found.projectors[1:]
    others = [projector.name for projector in rest]
    if not others:
        return message("Took the projector beside it: “{name}”.", name=first.name)
    if all(same_projector(first, projector) for projector in rest):
        return message(
            "Took the projector beside it: “{name}”, which is there in other precisions "
            "too ({others}).",
            name=first.name,
            others=", ".join(others),
        )
    return message(
        "Took the projector beside it: “{name}”, the best of {fitting} that fit; the others: "
        "{others}.",
        name=first.name,
        fitting=str(len(found.projectors)),
        others=", ".join(others),
    )
