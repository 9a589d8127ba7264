"""Which projector goes with which weights: by their headers, then where they lie, then by names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path, PurePath
from typing import Generic, Protocol, TypeVar

from vizdesk.catalog.gguf.file_names import quantisation_of, without_quantisation, words_of
from vizdesk.catalog.gguf.header import GgufHeader
from vizdesk.common.messages import Message, message

# In these, `projection_dim` is the width of the text model. LLaVA's older converters wrote CLIP's
# own number there, MiniCPM-V's wrote 0 (tools/mtmd/legacy-models of llama.cpp).
TEXT_WIDTH_PROJECTORS = frozenset(
    {
        "gemma3",
        "gemma3nv",
        "gemma4v",
        "gemma4uv",
        "idefics3",
        "internvl",
        "janus_pro",
        "lfm2",
        "pixtral",
        "qwen2.5vl_merger",
        "qwen2vl_merger",
    }
)

# Types whose families have text architectures of their own (conversion in llama.cpp).
_OWN_ARCHITECTURES = {
    "cogvlm": frozenset({"cogvlm"}),
    "deepseek4v": frozenset({"deepseek4"}),
    "gemma3": frozenset({"gemma3"}),
    "gemma3nv": frozenset({"gemma3n"}),
    "gemma4uv": frozenset({"gemma4"}),
    "gemma4v": frozenset({"gemma4"}),
    "hunyuanvl": frozenset({"hunyuan_vl"}),
    "lfm2": frozenset({"lfm2", "lfm2moe"}),
    "llama4": frozenset({"llama4"}),
    "paddleocr": frozenset({"paddleocr"}),
    "qwen2.5o": frozenset({"qwen2vl"}),
    "qwen2.5vl_merger": frozenset({"qwen2vl"}),
    "qwen2vl_merger": frozenset({"qwen2vl"}),
    "qwen3vl_merger": frozenset({"qwen3vl", "qwen3vlmoe", "qwen35", "qwen35moe"}),
}
# Text models that other families are built on. An architecture that stands in neither table may be
# a newer one of any family, so it rules nothing out.
_TEXT_ARCHITECTURES = frozenset(
    {
        "falcon",
        "gemma",
        "gemma2",
        "gpt-oss",
        "granite",
        "internlm2",
        "llama",
        "minicpm",
        "mistral3",
        "mpt",
        "olmo2",
        "phi2",
        "phi3",
        "qwen",
        "qwen2",
        "qwen2moe",
        "qwen3",
        "qwen3moe",
        "stablelm",
        "starcoder2",
    }
)
_KNOWN_ARCHITECTURES = _TEXT_ARCHITECTURES.union(*_OWN_ARCHITECTURES.values())

# Of one projector in several precisions: the one that is usually published and recommended first.
PRECISIONS = ("F16", "BF16", "Q8_0", "F32")

# In a folder of hundreds of pairs, more than a person would look through may fit by headers.
MOST_OFFERED = 12


class ModelFile(Protocol):
    """A file of a model on a disk or on a hub."""

    @property
    def path(self) -> PurePath:
        """Where it is; of a model in shards the first."""

    @property
    def header(self) -> GgufHeader | None:
        """What it says of itself; None where that was not read."""


@dataclass(frozen=True, slots=True)
class Gguf:
    """A GGUF file on this disk (its first shard) and its header."""

    path: Path
    header: GgufHeader

    @property
    def name(self) -> str:
        """The file's name, as people know it."""
        return self.path.name


File = TypeVar("File", bound=ModelFile)
Carries = Callable[[ModelFile, ModelFile], bool]
"""Whether the family of some weights is known to have projectors of a projector's type."""


class Evidence(IntEnum):
    """How sure it is that a projector was made for weights, the surest first."""

    FAMILY_AND_WIDTH = 0
    WIDTH = 1
    NOTHING_SAID = 2
    CONTRADICTION = 3


@dataclass(frozen=True, slots=True)
class Fitting(Generic[File]):
    """The projectors that may go with some weights, the likeliest first.

    `clear` is False when the first is no likelier than another that is not merely the same
    projector in another precision: then a person has to choose.
    """

    projectors: tuple[File, ...] = ()
    clear: bool = True


def width_conflict(weights: GgufHeader, projector: GgufHeader) -> tuple[int, int] | None:
    """The width a projector was made for and that of the text model, where they cannot be equal.

    The text model's `embedding_length` must equal the projector's `projection_dim`, where that is
    the text model's width. Qwen3-VL's deepstack feeds a multiple of it (llama.cpp pull request
    16780), so there a multiple says nothing.
    """
    made_for, width = projector.projection_dim, weights.embedding_length
    if not made_for or not width or made_for == width:
        return None
    deepstack = any("deepstack" in key for key in projector.metadata)
    if deepstack or projector.projector_type == "qwen3vl_merger":
        return (made_for, width) if made_for % width else None
    return (made_for, width) if projector.projector_type in TEXT_WIDTH_PROJECTORS else None


def architecture_conflict(weights: GgufHeader, projector: GgufHeader) -> str:
    """The architectures a projector's type is for, where the weights' is none of them; else ""."""
    own = _OWN_ARCHITECTURES.get(projector.projector_type, frozenset())
    conflict = own and weights.architecture in _KNOWN_ARCHITECTURES - own
    return ", ".join(sorted(own)) if conflict else ""


def why_not(weights: Gguf, projector: Gguf) -> Message | None:
    """Why two files cannot be made for each other, in a sentence; None when they may be."""
    made_for = architecture_conflict(weights.header, projector.header)
    if made_for:
        return message(
            "The projector “{name}” was made for the architecture {made_for}; “{weights}” is of "
            "the architecture {architecture}.",
            name=projector.name,
            made_for=made_for,
            weights=weights.name,
            architecture=weights.header.architecture,
        )
    widths = width_conflict(weights.header, projector.header)
    if widths is None:
        return None
    return message(
        "The projector “{name}” was made for a model of width {made_for}; "
        "“{weights}” has width {width}.",
        name=projector.name,
        made_for=str(widths[0]),
        weights=weights.name,
        width=str(widths[1]),
    )


def evidence(weights: GgufHeader | None, projector: GgufHeader | None) -> Evidence:
    """What two headers say of each other; nothing where one was not read."""
    if weights is None or projector is None:
        return Evidence.NOTHING_SAID
    if architecture_conflict(weights, projector) or width_conflict(weights, projector):
        return Evidence.CONTRADICTION
    made_for, width = projector.projection_dim, weights.embedding_length
    if not made_for or made_for != width:
        return Evidence.NOTHING_SAID
    own = _OWN_ARCHITECTURES.get(projector.projector_type, frozenset())
    return Evidence.FAMILY_AND_WIDTH if weights.architecture in own else Evidence.WIDTH


def precision_of(projector: ModelFile) -> str:
    """F16, Q8_0 …: as the name says it, else the header."""
    header = projector.header
    return quantisation_of(projector.path.name) or (header.quantisation if header else "")


def same_projector(first: ModelFile, second: ModelFile) -> bool:
    """Whether both are one projector in two precisions, by their names."""
    names = (without_quantisation(file.path.name).lower() for file in (first, second))
    return next(names) == next(names)


class Pairing(Generic[File]):
    """The weights and projectors of one repository, and whose each projector may be.

    A projector that is named after other weights, or is of a type that only their family carries,
    is left to those unless headers say otherwise. Quantisations in names count for nothing.
    """

    def __init__(
        self, weights: Sequence[File], projectors: Sequence[File], carries: Carries
    ) -> None:
        self._projectors, self._carries = projectors, carries
        self._claims = [self._claimants(weights, projector) for projector in projectors]

    def _claimants(self, weights: Sequence[File], projector: File) -> tuple[set[int], set[int]]:
        """The weights (by `id`) a projector is named after, and those whose family carries it."""
        named = words_of(projector.path.name)
        able = [
            file
            for file in weights
            if evidence(file.header, projector.header) is not Evidence.CONTRADICTION
        ]
        namesakes = {id(file) for file in able if named and named <= words(file)}
        return namesakes, {id(file) for file in able if self._carries(file, projector)}

    def of(self, weights: File) -> Fitting[File]:
        """The projectors that may go with `weights`: by headers, then nearness, then names."""
        ranks = [
            _Rank(weights, projector, self._carries)
            for projector, claims in zip(self._projectors, self._claims, strict=True)
            if not self._left_to_others(weights, projector, *claims)
        ]
        ranked = sorted(
            (rank for rank in ranks if rank.evidence is not Evidence.CONTRADICTION),
            key=lambda rank: rank.order,
        )
        if any(rank.evidence < Evidence.NOTHING_SAID for rank in ranked):
            ranked = [rank for rank in ranked if rank.evidence < Evidence.NOTHING_SAID]
        rivals = [rank for rank in ranked[1:] if rank.likeness == ranked[0].likeness]
        clear = all(same_projector(rank.projector, ranked[0].projector) for rank in rivals)
        return Fitting(tuple(rank.projector for rank in ranked[:MOST_OFFERED]), clear)

    def _left_to_others(
        self, weights: File, projector: File, namesakes: set[int], carriers: set[int]
    ) -> bool:
        sure = evidence(weights.header, projector.header)
        if sure is Evidence.FAMILY_AND_WIDTH:
            return False
        if namesakes and id(weights) not in namesakes:
            return True
        return sure is Evidence.NOTHING_SAID and bool(carriers) and id(weights) not in carriers


class _Rank(Generic[File]):
    """Where one projector stands among those that may go with some weights."""

    def __init__(self, weights: File, projector: File, carries: Carries) -> None:
        self.projector = projector
        self.evidence = evidence(weights.header, projector.header)
        known = words(weights)
        self.likeness = (
            self.evidence,
            not carries(weights, projector),
            _distance(weights.path, projector.path),
            len(words_of(projector.path.name) - known),
            -len(words(projector) & known),
        )
        precision = precision_of(projector)
        at = PRECISIONS.index(precision) if precision in PRECISIONS else len(PRECISIONS)
        self.order = (*self.likeness, at, projector.path.name)


def words(file: ModelFile) -> frozenset[str]:
    """The words of a file's name and of the name in its header."""
    named = words_of(file.path.name)
    return named | words_of(file.header.name) if file.header is not None else named


def _distance(weights: PurePath, projector: PurePath) -> int:
    """How many folders lie between two files; 0 in the same folder."""
    ours, theirs = weights.parent.parts, projector.parent.parts
    shared = 0
    for our_part, their_part in zip(ours, theirs, strict=False):
        if our_part != their_part:
            break
        shared += 1
    return len(ours) + len(theirs) - 2 * shared
