"""The models that are on this disk already: found, paired by their headers, never touched."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from vizdesk.catalog.gguf.disk_walk import Identity, gguf_files, ollama_models
from vizdesk.catalog.gguf.header import GgufError, read_header
from vizdesk.catalog.gguf.known_places import KnownFolder, Program
from vizdesk.catalog.gguf.pairing import why_not, words
from vizdesk.catalog.models.file_pairs import GgufReader, WeightsFound, find_pairs
from vizdesk.catalog.models.model_spec import gguf_model
from vizdesk.common.messages import EMPTY, Message, message
from vizdesk.comparison.models import Model
from vizdesk.comparison.profiles import Profile

# Names that converters give to every model; the folder says more.
NAMELESS = frozenset({"model", "ggml-model", "ggml"})
Tell = Callable[[int, Path], None]


@dataclass(frozen=True, slots=True)
class DiskModel:
    """A model that can see, whose files are on this disk.

    `projectors` are all that may be its own, the likeliest first; the model has that one. Where
    `clear` is False none is likelier than the others, and a person has to choose.
    """

    program: Program
    folder: Path
    model: Model
    projectors: tuple[Path, ...] = ()
    clear: bool = True


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
        self._reader = GgufReader(self._count)
        self._models: list[DiskModel] = []
        self._problems: list[Message] = []
        self._paired: set[Identity] = set()
        self._alone: dict[Identity, Message] = {}
        self._text_only = self._files = 0

    def _count(self, path: Path) -> None:
        self._files += 1
        self._tell(self._files, path.parent)

    def findings(self) -> DiskSearchResult:
        alone = {
            content: why for content, why in self._alone.items() if content not in self._paired
        }
        problems = [*self._problems, *(why for why in alone.values() if why)]
        text_only = self._text_only + len(alone)
        return DiskSearchResult(tuple(self._models), text_only, self._files, tuple(problems))

    def folders(self, place: KnownFolder) -> None:
        before = set(self._reader.broken)
        files = self._reader.files(gguf_files(place.folder))
        for found in find_pairs(files, self._reader, self._profiles):
            content = self._reader.content_of(found.weights.path)
            if content in self._paired:
                continue  # another link to weights that have their projector already
            if found.projectors:
                self._take(place.program, found)
            else:
                self._alone[content] = self._worth_saying(found)
        for path, fault in self._reader.broken.items():
            if path not in before:
                self._leave_out(path.parent, fault)

    def _worth_saying(self, found: WeightsFound) -> Message:
        """Why weights stay without a projector, where one that bears their name was seen."""
        weights = found.weights
        for file in found.seen:
            reason = why_not(weights, file) if words(file) & words(weights) else None
            if reason is not None:
                return message("{folder}: {error}", folder=str(weights.path.parent), error=reason)
        return EMPTY

    def _leave_out(self, folder: Path, fault: Message) -> None:
        self._problems.append(
            message("{folder}: {error} It was left out.", folder=str(folder), error=fault)
        )

    def _take(self, program: Program, found: WeightsFound) -> None:
        weights = found.weights.path
        self._paired.add(self._reader.content_of(weights))
        fault = self._reader.fault(weights)
        if fault:
            self._leave_out(weights.parent, fault)
            return
        self._add(program, weights, found.projectors[0].path, found=found)

    def _add(
        self,
        program: Program,
        weights: Path,
        projector: Path,
        name: str = "",
        found: WeightsFound | None = None,
    ) -> None:
        model = gguf_model(weights, projector, self._profiles)
        card = self._cards.get(weights.name, "")
        called = name or (weights.parent.name if model.name.lower() in NAMELESS else model.name)
        named = replace(model, name=called, card=card)
        projectors = tuple(file.path for file in found.projectors) if found else (projector,)
        clear = found is None or found.clear
        self._models.append(DiskModel(program, weights.parent, named, projectors, clear))

    def ollama(self, place: KnownFolder) -> None:
        for found in ollama_models(place.folder):
            self._files += 1
            self._tell(self._files, place.folder)
            if not found.weights.is_file():
                self._problems.append(
                    message("Ollama’s {name} has no file any more.", name=found.name)
                )
            elif found.projector is None:
                self._ollama_alone(found.name, found.weights)
            elif found.adapted:
                self._problems.append(
                    message(
                        "Ollama’s {name} lays an adapter (LoRA) over its weights, which vizdesk "
                        "does not do. Ask it through Ollama’s server.",
                        name=found.name,
                    )
                )
            else:
                self._ollama_pair(place.program, found.name, found.weights, found.projector)

    def _ollama_pair(self, program: Program, name: str, weights: Path, projector: Path) -> None:
        fault = self._reader.fault(weights) or self._reader.fault(projector)
        if fault:
            self._problems.append(message("Ollama’s {name}: {error}", name=name, error=fault))
            return
        # Tags are names of the same blobs: llava:7b and llava:latest are one model.
        content = self._reader.content_of(weights)
        if content not in self._paired:
            self._paired.add(content)
            self._add(program, weights, projector, name)

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
