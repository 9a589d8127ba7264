"""The models that are on this disk already: found, paired by their headers, never touched."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from vizdesk.catalog.gguf.disk_walk import Identity, gguf_files, ollama_models
from vizdesk.catalog.gguf.header import GgufError, expected_bytes, read_header
from vizdesk.catalog.gguf.known_places import KnownFolder, Program
from vizdesk.catalog.gguf.pairing import Gguf, belongs, likeness, projectors_for
from vizdesk.catalog.gguf.shards import shards
from vizdesk.catalog.models.model_spec import gguf_model
from vizdesk.common.messages import Message, message, verbatim
from vizdesk.comparison.family_match import choose
from vizdesk.comparison.models import Model
from vizdesk.comparison.profiles import Profile

# Names that converters give to every model; the folder says more.
NAMELESS = frozenset({"model", "ggml-model", "ggml"})
Tell = Callable[[int, Path], None]


@dataclass(frozen=True, slots=True)
class DiskModel:
    """A model that can see, whose files are on this disk."""

    program: Program
    folder: Path
    model: Model


@dataclass(frozen=True, slots=True)
class DiskSearchResult:
    """What was found. `text_only` counts models without a projector, `files` all that were read."""

    models: tuple[DiskModel, ...] = ()
    text_only: int = 0
    files: int = 0
    problems: tuple[Message, ...] = ()


class SearchStoppedError(Exception):
    """Whoever asked does not want to know any more."""


def find_models(
    places: Sequence[KnownFolder],
    profiles: Mapping[str, Profile],
    cards: Mapping[str, str] | None = None,
    tell: Tell = lambda files, folder: None,
) -> DiskSearchResult:
    """Look into `places`. Reads headers only, changes nothing, never raises but what `tell` raises.

    `cards` are ids of cards by the names of their weights' files; `tell` is called now and then
    with how many files were read and where.
    """
    search = _Search(profiles, cards or {}, tell)
    for place in places:
        if place.program is Program.OLLAMA:
            search.ollama(place)
        else:
            search.folders(place)
    return search.findings()


class _Search:
    """What is known so far."""

    def __init__(
        self, profiles: Mapping[str, Profile], cards: Mapping[str, str], tell: Tell
    ) -> None:
        self._profiles, self._cards, self._tell = profiles, cards, tell
        self._seen: set[Identity] = set()
        self._models: list[DiskModel] = []
        self._problems: list[Message] = []
        self._text_only = self._files = 0

    def findings(self) -> DiskSearchResult:
        return DiskSearchResult(
            tuple(self._models), self._text_only, self._files, tuple(self._problems)
        )

    def folders(self, place: KnownFolder) -> None:
        by_folder: dict[Path, list[Path]] = {}
        for path in gguf_files(place.folder, self._seen):
            by_folder.setdefault(path.parent, []).append(path)
        for folder, paths in by_folder.items():
            self._folder(place.program, folder, paths)

    def _folder(self, program: Program, folder: Path, paths: Sequence[Path]) -> None:
        firsts = dict.fromkeys(shards(path)[0] for path in paths)
        files = [header_file for header_file in map(self._read, firsts) if header_file is not None]
        projectors = [file for file in files if file.header.is_projector]
        for candidate in files:
            if not candidate.header.is_projector:
                self._pair(program, folder, candidate, projectors)

    def _read(self, path: Path) -> Gguf | None:
        self._files += 1
        self._tell(self._files, path.parent)
        missing = [shard.name for shard in shards(path) if not shard.is_file()]
        if missing:
            self._problems.append(
                message(
                    "{path}: {missing} is missing; it was left out.",
                    path=str(path),
                    missing=", ".join(missing),
                )
            )
            return None
        try:
            header = read_header(path, light=True)
        except GgufError as error:
            self._problems.append(
                message(
                    "{folder}: {error} It was left out.",
                    folder=str(path.parent),
                    error=_why(error),
                )
            )
            return None
        if header.is_projector and not header.reads_images:
            return None
        return Gguf(path, header)

    def _pair(
        self, program: Program, folder: Path, weights: Gguf, projectors: Sequence[Gguf]
    ) -> None:
        profile = choose(
            self._profiles,
            architecture=weights.header.architecture,
            name=f"{weights.header.name} {weights.path.stem}",
        )
        fitting = projectors_for(weights, projectors, frozenset(profile.match.projectors))
        if fitting:
            self._take(program, folder, weights.path, fitting[0].path)
            return
        self._text_only += 1
        for projector in projectors:
            wrong = belongs(weights.header, projector.header) is False
            if wrong and likeness(weights.path, projector.path) > 0:
                made_for, width = projector.header.projection_dim, weights.header.embedding_length
                self._problems.append(
                    message(
                        "{folder}: the projector {name} was made for a model of width "
                        "{made_for}; {weights} has width {width}.",
                        folder=str(folder),
                        name=projector.name,
                        made_for=str(made_for),
                        weights=weights.name,
                        width=str(width),
                    )
                )
                break

    def ollama(self, place: KnownFolder) -> None:
        for found in ollama_models(place.folder):
            self._files += 1
            self._tell(self._files, place.folder)
            if not found.weights.is_file():
                self._problems.append(
                    message("Ollama’s {name} has no file any more.", name=found.name)
                )
            elif found.projector is not None:
                name = found.name
                self._take(place.program, place.folder, found.weights, found.projector, name)
            else:
                self._ollama_alone(found.name, found.weights)

    def _ollama_alone(self, name: str, weights: Path) -> None:
        self._text_only += 1
        try:
            header = read_header(weights, light=True)
        except GgufError as error:
            self._problems.append(
                message("Ollama’s {name}: {error}", name=name, error=error.message)
            )
            return
        if any(".vision." in key for key in header.metadata):
            self._problems.append(
                message(
                    "Ollama’s {name} keeps weights and projector in one file, which "
                    "llama.cpp does not read. Ask it through Ollama’s server, or "
                    "download the pair.",
                    name=name,
                )
            )

    def _take(
        self, program: Program, folder: Path, weights: Path, projector: Path, name: str = ""
    ) -> None:
        for path in (*shards(weights), projector):
            if not self._whole(path):
                return
        model = gguf_model(weights, projector, self._profiles)
        card = self._cards.get(weights.name, "")
        called = name or (weights.parent.name if model.name.lower() in NAMELESS else model.name)
        self._models.append(DiskModel(program, folder, replace(model, name=called, card=card)))

    def _whole(self, path: Path) -> bool:
        try:
            wanted, there = expected_bytes(path), path.stat().st_size
        except (GgufError, OSError) as error:
            self._problems.append(
                message(
                    "{folder}: {error} It was left out.",
                    folder=str(path.parent),
                    error=_why(error),
                )
            )
            return False
        if wanted is not None and there < wanted:
            self._problems.append(
                message(
                    "{path} is not whole: {there} of {wanted} bytes are there. It was left out.",
                    path=str(path),
                    there=f"{there:,}",
                    wanted=f"{wanted:,}",
                )
            )
            return False
        return True


def _why(error: GgufError | OSError) -> Message:
    return error.message if isinstance(error, GgufError) else verbatim(f"{error}.")
