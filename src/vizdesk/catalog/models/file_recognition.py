"""From files as they were dropped, in any order, to models: which belong together, which family."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from vizdesk.catalog.gguf.header import GgufError, read_header
from vizdesk.catalog.gguf.pairing import Gguf, belongs, projectors_for, weights_for
from vizdesk.catalog.gguf.shards import shards
from vizdesk.catalog.models.model_spec import gguf_model
from vizdesk.common.messages import Message, joined, message, plural
from vizdesk.comparison.family_match import choose
from vizdesk.comparison.models import Model
from vizdesk.comparison.profiles import Profile

# Calibration data and draft heads lie beside published weights; they are no models.
_NO_MODELS = ("imatrix", "mtp-")


@dataclass(frozen=True, slots=True)
class Recognised:
    """The models that some files make, and sentences for people.

    `remarks` say what was chosen or assumed, `problems` what could not be taken and what to do.
    """

    models: tuple[Model, ...] = ()
    remarks: tuple[Message, ...] = ()
    problems: tuple[Message, ...] = ()


def recognise(paths: Sequence[Path], profiles: Mapping[str, Profile]) -> Recognised:
    """The models that these GGUF files and folders make. Reads headers only, so in milliseconds.

    Weights without a projector find it beside them, and a projector its weights. Never raises.
    """
    files, problems = _read(_files(paths))
    weights = [file for file in files if not file.header.is_projector]
    projectors = [file for file in files if file.header.is_projector]
    pairs: list[tuple[Gguf, Gguf]] = []
    remarks: list[Message] = []
    for weight in weights:
        projector, words = _projector_of(weight, projectors, profiles)
        (remarks if projector else problems).extend(words)
        if projector is not None:
            pairs.append((weight, projector))
    if not weights:
        for candidate in projectors:
            found, words = _weights_of(candidate)
            (remarks if found else problems).extend(words)
            if found is not None:
                pairs.append((found, candidate))
    models = [gguf_model(item.path, projector.path, profiles) for item, projector in pairs]
    for model, (item, _) in zip(models, pairs, strict=True):
        if model.profile == "generic":
            remarks.append(unknown_family(model.name, item.header.architecture))
    if not files and not problems:
        problems.append(
            message("There is no GGUF file in it.") if paths else message("No file was named.")
        )
    return Recognised(tuple(models), tuple(remarks), tuple(problems))


def unknown_family(name: str, architecture: str) -> Message:
    """What is said of a model whose family has no profile."""
    return message(
        "The family of {name} is unknown (architecture “{architecture}”): it "
        "is asked in general words, and its boxes may be misread.",
        name=name,
        architecture=architecture,
    )


def _files(paths: Sequence[Path]) -> list[Path]:
    """The GGUF files meant: themselves, and those in folders, two levels deep; each one once."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted([*path.glob("*"), *path.glob("*/*")])
            found += [path for path in inside if _is_model_file(path)]
        else:
            found.append(path)
    firsts = [shards(path.absolute())[0] for path in found]
    return list({path.resolve(): path for path in reversed(firsts)}.values())[::-1]


def _is_model_file(path: Path) -> bool:
    name = path.name.lower()
    return name.endswith(".gguf") and not any(word in name for word in _NO_MODELS)


def _read(paths: Sequence[Path]) -> tuple[list[Gguf], list[Message]]:
    """The headers of these files, and a sentence for each that cannot be taken."""
    files: list[Gguf] = []
    problems: list[Message] = []
    for path in paths:
        missing = [shard.name for shard in shards(path) if not shard.is_file()]
        parts = len(shards(path))
        if missing and parts > 1:
            problems.append(
                message(
                    "“{name}” is one of {parts} files, and not all are there: {missing}. "
                    "Put them into the same folder.",
                    name=path.name,
                    parts=parts,
                    missing=", ".join(missing),
                )
            )
            continue
        try:
            header = read_header(path)
        except GgufError as error:
            problems.append(error.message)
            continue
        if header.is_projector and not header.reads_images:
            problems.append(
                message("The projector “{name}” reads no images (sound only).", name=path.name)
            )
        else:
            files.append(Gguf(path, header))
    return files, problems


def _projector_of(
    weights: Gguf, given: Sequence[Gguf], profiles: Mapping[str, Profile]
) -> tuple[Gguf | None, list[Message]]:
    """The projector for `weights` among those given, else beside it; and what to say of it."""
    profile = choose(
        profiles,
        architecture=weights.header.architecture,
        name=f"{weights.header.name} {weights.path.stem}",
    )
    family = frozenset(profile.match.projectors)
    fitting = projectors_for(weights, given, family)
    if fitting:
        return fitting[0], []
    beside = [
        candidate for candidate in _beside(weights, "mmproj") if candidate.header.is_projector
    ]
    fitting = projectors_for(weights, beside, family)
    if not fitting:
        return None, [_cannot_see(weights, [*given, *beside])]
    not_fitting = [_not_made_for(weights, path) for path in given[:1]]
    return fitting[0], [*not_fitting, _took_projector(fitting)]


def _weights_of(projector: Gguf) -> tuple[Gguf | None, list[Message]]:
    """The weights for a projector that was given alone, from its folder; and what to say."""
    beside = [
        candidate for candidate in _beside(projector, "") if not candidate.header.is_projector
    ]
    fitting = weights_for(projector, beside)
    if fitting:
        return fitting[0], [_took_weights(fitting)]
    return None, [
        message(
            "“{name}” is a projector (mmproj): the eyes of a model, without its "
            "weights. Add it together with the weights it was published with.",
            name=projector.name,
        )
    ]


def _beside(file: Gguf, word: str) -> list[Gguf]:
    """The readable GGUF files with `word` in their names in the same folder as `file`."""
    try:
        names = sorted(file.path.parent.iterdir())
    except OSError:
        return []
    found = [
        name
        for name in names
        if _is_model_file(name) and word in name.name.lower() and shards(name)[0] == name
    ]
    return [candidate for candidate in _read(found)[0] if candidate.path != file.path]


def _took_projector(fitting: Sequence[Gguf]) -> Message:
    return plural(
        "Took the projector beside it: “{name}”.",
        "Took the projector beside it: “{name}”, the best of {n} that fit.",
        len(fitting),
        name=fitting[0].name,
    )


def _took_weights(fitting: Sequence[Gguf]) -> Message:
    return plural(
        "Took the weights beside it: “{name}”.",
        "Took the weights beside it: “{name}”, the best of {n} that fit.",
        len(fitting),
        name=fitting[0].name,
    )


def _cannot_see(weights: Gguf, projectors: Sequence[Gguf]) -> Message:
    wrong = [
        projector for projector in projectors if belongs(weights.header, projector.header) is False
    ]
    if wrong:
        advice = message("Add the one published with these weights.")
        return joined((_not_made_for(weights, wrong[0]), advice))
    return message(
        "“{name}” reads text only: its projector (mmproj), with which it "
        "would see images, is not beside it. Add both files together; most "
        "vision models are published with one.",
        name=weights.name,
    )


def _not_made_for(weights: Gguf, projector: Gguf) -> Message:
    made_for, width = projector.header.projection_dim, weights.header.embedding_length
    return message(
        "The projector “{name}” was made for a model of width {made_for}; "
        "“{weights}” has width {width}.",
        name=projector.name,
        made_for=str(made_for),
        weights=weights.name,
        width=str(width),
    )
