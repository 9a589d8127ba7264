"""From files as they were dropped, in any order, to models: which belong together, which family."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from vizdesk.catalog.gguf.disk_walk import REPOSITORY_DEPTH, gguf_files
from vizdesk.catalog.gguf.file_names import has_model_ending, named_projector
from vizdesk.catalog.gguf.pairing import Gguf, Pairing, same_projector, why_not
from vizdesk.catalog.gguf.repositories import repository_of
from vizdesk.catalog.gguf.shards import shards
from vizdesk.catalog.models.chat_templates import no_template, without_template
from vizdesk.catalog.models.file_pairs import (
    GgufReader,
    WeightsFound,
    carries_by,
    find_pairs,
    took,
)
from vizdesk.catalog.models.model_spec import gguf_model
from vizdesk.common.messages import Message, joined, message, plural
from vizdesk.comparison.models import Model
from vizdesk.comparison.profiles import Profile


@dataclass(frozen=True, slots=True)
class ProjectorChoice:
    """Weights that have more than one projector that may be theirs: a person has to choose."""

    weights: Gguf
    projectors: tuple[Gguf, ...]

    @property
    def sentence(self) -> Message:
        """That it has to be chosen, and between which."""
        return message(
            "{n} projectors may belong to “{name}”, and neither headers nor names tell which: "
            "{projectors}.",
            n=len(self.projectors),
            name=self.weights.name,
            projectors=", ".join(projector.name for projector in self.projectors),
        )


@dataclass(frozen=True, slots=True)
class Recognised:
    """The models that some files make, and sentences for people.

    `remarks` say what was chosen or assumed, `problems` what could not be taken and what to do.
    `choices` are weights whose projector a person has to choose; they are not among the models.
    `text_only` are weights for which no projector is here: `problems` say so for each.
    """

    models: tuple[Model, ...] = ()
    remarks: tuple[Message, ...] = ()
    problems: tuple[Message, ...] = ()
    choices: tuple[ProjectorChoice, ...] = ()
    text_only: tuple[Path, ...] = ()


def recognise(paths: Sequence[Path], profiles: Mapping[str, Profile]) -> Recognised:
    """The models that these GGUF files and folders make. Reads headers only, so in milliseconds.

    Weights without a projector find it in their repository, and a projector its weights. Files
    named together are taken for one repository, wherever they lie. Never raises.
    """
    return _Recognition(profiles).of([path.absolute() for path in paths])


def projectors_beside(weights: Path, profiles: Mapping[str, Profile]) -> ProjectorChoice | None:
    """All projectors in the repository of `weights` that may be theirs, the likeliest first.

    None where the weights cannot be read.
    """
    recognition = _Recognition(profiles)
    beside = recognition.beside(weights.absolute())
    for found in find_pairs(beside, recognition.reader, profiles):
        if found.weights.path == shards(weights.absolute())[0]:
            return ProjectorChoice(found.weights, found.projectors)
    return None


def unknown_family(name: str, architecture: str) -> Message:
    """What is said of a model whose family has no profile."""
    return message(
        "The family of {name} is unknown (architecture “{architecture}”): it "
        "is asked in general words, and its boxes may be misread.",
        name=name,
        architecture=architecture,
    )


@dataclass
class _Recognition:
    """What is known so far about the files of one drop."""

    profiles: Mapping[str, Profile]
    reader: GgufReader = field(default_factory=GgufReader)
    pairs: list[tuple[Gguf, Gguf]] = field(default_factory=list)
    choices: list[ProjectorChoice] = field(default_factory=list)
    remarks: list[Message] = field(default_factory=list)
    problems: list[Message] = field(default_factory=list)
    text_only: list[Path] = field(default_factory=list)

    def of(self, paths: Sequence[Path]) -> Recognised:
        folders = [path for path in paths if path.is_dir()]
        named = self.reader.files(_by_name(path) for path in paths if path not in folders)
        inside = self.reader.files(path for folder in folders for path in _files_in(folder))
        faults = self.reader.broken.items()
        # A broken projector that was not named matters only where there is no other.
        self.problems += [
            fault for path, fault in faults if path in paths or not named_projector(path)
        ]
        self.problems += self.reader.refused
        self._named(named)
        self._inside(_once(inside, self.reader), alone=not named)
        if not (named or inside or self.problems or self.reader.broken):
            words = message("There is no GGUF file in it.")
            self.problems.append(words if paths else message("No file was named."))
        elif not (self.pairs or self.choices or self.problems):
            self.problems += self.reader.broken.values()
        return self._recognised()

    def _recognised(self) -> Recognised:
        models = []
        for weights, projector in self.pairs:
            model = gguf_model(weights.path, projector.path, self.profiles)
            models.append(model)
            if without_template(model.source) is not None:
                self.remarks.append(no_template(model.name))
            if model.profile == "generic":
                self.remarks.append(unknown_family(model.name, weights.header.architecture))
        problems = tuple(dict.fromkeys(self.problems))
        return Recognised(
            tuple(models),
            tuple(self.remarks),
            problems,
            tuple(self.choices),
            tuple(dict.fromkeys(self.text_only)),
        )

    def _named(self, files: Sequence[Gguf]) -> None:
        """Files that were named one by one: those beside them only fill gaps."""
        weights = [file for file in files if not file.header.is_projector]
        projectors = [file for file in files if file.header.is_projector]
        pairing = Pairing(weights, projectors, carries_by(self.profiles))
        for file in weights:
            fitting = pairing.of(file)
            if fitting.projectors:
                self._take(WeightsFound(file, fitting.projectors, fitting.clear), chosen=True)
            else:
                self._from_repository(file, projectors)
        if not weights:
            for projector in projectors:
                self._weights_of(projector)

    def _inside(self, files: Sequence[Gguf], *, alone: bool) -> None:
        """Files that lie in a folder that was named."""
        weights = [file for file in files if not file.header.is_projector]
        for found in find_pairs(files, self.reader, self.profiles):
            if found.projectors:
                self._take(found, chosen=False, quiet=found.clear)
            else:
                self._from_repository(found.weights, ())
        if alone and not weights:
            for projector in files:
                self._weights_of(projector)

    def _from_repository(self, weights: Gguf, named: Sequence[Gguf]) -> None:
        """Give weights a projector that lies in their repository."""
        beside = self.beside(weights.path)
        found = next(
            found
            for found in find_pairs([*beside], self.reader, self.profiles)
            if found.weights.path == weights.path
        )
        if not found.projectors:
            reasons = [reason for reason in (why_not(weights, file) for file in named) if reason]
            advice = message("Add the one published with these weights.")
            self.problems.append(joined((reasons[0], advice)) if reasons else found.why_none)
            self.text_only.append(weights.path)
            return
        self.remarks += [reason for file in named[:1] if (reason := why_not(weights, file))]
        self._take(found, chosen=False)

    def _weights_of(self, projector: Gguf) -> None:
        """Give a projector that was named alone its weights."""
        beside = [*find_pairs(self.beside(projector.path), self.reader, self.profiles)]
        best = [
            found.weights
            for found in beside
            if found.projectors and same_projector(found.projectors[0], projector)
        ]
        fitting = best or [found.weights for found in beside if projector in found.projectors]
        if not fitting:
            self.problems.append(
                message(
                    "“{name}” is a projector (mmproj): the eyes of a model, without its "
                    "weights. Add it together with the weights it was published with.",
                    name=projector.name,
                )
            )
            return
        self.remarks.append(
            plural(
                "Took the weights beside it: “{name}”.",
                "Took the weights beside it: “{name}”, the best of {n} that fit.",
                len(fitting),
                name=fitting[0].name,
            )
        )
        self._take(WeightsFound(fitting[0], (projector,)), chosen=True)

    def _take(self, found: WeightsFound, *, chosen: bool, quiet: bool = False) -> None:
        """Keep a pair, or leave it to a person when several projectors fit equally well."""
        fault = self.reader.fault(found.weights.path)
        if fault:
            self.problems.append(joined((fault, message("Download it again."))))
        elif not found.clear:
            self.choices.append(ProjectorChoice(found.weights, found.projectors))
        else:
            self.pairs.append((found.weights, found.projectors[0]))
            home = repository_of(found.weights.path.parent)
            skipped = self.reader.broken_projectors.get(home)
            if skipped and not chosen:
                self.remarks.append(skipped)
            if not (chosen or quiet):
                self.remarks.append(took(found))

    def beside(self, path: Path) -> list[Gguf]:
        """The files of the repository `path` is in, and those of the folder above it."""
        top = repository_of(path.parent)
        paths = [path, *_files_in(top)]
        above = [*gguf_files(top.parent, deepest=0)]
        return self.reader.files([*paths, *above])


def _by_name(path: Path) -> Path:
    """The link by which a file without a model's name is known in its repository, if it is one.

    Some file managers hand over the blob that a link in Hugging Face's cache leads to.
    """
    if has_model_ending(path.name) or not path.is_file():
        return path
    links = _files_in(repository_of(path.parent))
    return next((link for link in links if link.samefile(path)), path)


def _files_in(folder: Path) -> list[Path]:
    return sorted(gguf_files(folder, REPOSITORY_DEPTH))


def _once(files: Sequence[Gguf], reader: GgufReader) -> list[Gguf]:
    """Projectors as often as they are linked, weights once."""
    seen = set()
    kept = []
    for file in files:
        content = reader.content_of(file.path)
        if file.header.is_projector or content not in seen:
            kept.append(file)
        seen.add(content)
    return kept
