"""Which projector goes with which weights, told from what both files say of themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from vizdesk.catalog.gguf.header import GgufHeader
from vizdesk.catalog.gguf.shards import plain_stem

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
        "lfm2",
        "pixtral",
        "qwen2.5vl_merger",
        "qwen2vl_merger",
    }
)

# Of one projector in several precisions: the one that is usually published and recommended first.
_PRECISIONS = ("F16", "BF16", "Q8_0", "F32")


@dataclass(frozen=True, slots=True)
class Gguf:
    """A GGUF file (its first shard) and its header."""

    path: Path
    header: GgufHeader

    @property
    def name(self) -> str:
        """The file's name, as people know it."""
        return self.path.name


def belongs(weights: GgufHeader, projector: GgufHeader) -> bool | None:
    """Whether the two files are made for each other; None when they do not say.

    The text model's `embedding_length` must equal the projector's `projection_dim`. Qwen3-VL's
    deepstack feeds a multiple of the width (llama.cpp pull request 16780), so unequal says nothing.
    """
    made_for, width = projector.projection_dim, weights.embedding_length
    if not made_for or not width:
        return None
    if made_for == width:
        return True
    deepstack = any("deepstack" in key for key in projector.metadata)
    telling = projector.projector_type in TEXT_WIDTH_PROJECTORS and not deepstack
    return False if telling else None


def projectors_for(
    weights: Gguf, projectors: Sequence[Gguf], family: frozenset[str] = frozenset()
) -> list[Gguf]:
    """The projectors that may go with `weights`, best first: by width, kind, name, precision.

    `family` are the projector types that the weights' own family has. A projector that does not
    say whose it is goes along only when its name does, or when there is no other.
    """
    sure = [projector for projector in projectors if belongs(weights.header, projector.header)]
    unsure = [
        projector for projector in projectors if belongs(weights.header, projector.header) is None
    ]
    if not sure and len(projectors) > 1:
        unsure = [candidate for candidate in unsure if likeness(weights.path, candidate.path) > 0]

    def rank(one: Gguf) -> tuple[bool, int, int, str]:
        precision = one.header.quantisation
        at = _PRECISIONS.index(precision) if precision in _PRECISIONS else len(_PRECISIONS)
        return (
            one.header.projector_type not in family,
            -likeness(weights.path, one.path),
            at,
            one.name,
        )

    return sorted(sure, key=rank) or sorted(unsure, key=rank)


def weights_for(projector: Gguf, weights: Sequence[Gguf]) -> list[Gguf]:
    """The weights that a projector may have been made for, best first."""
    fitting = [weight for weight in weights if projectors_for(weight, [projector])]
    if any(belongs(candidate.header, projector.header) for candidate in fitting):
        fitting = [
            candidate for candidate in fitting if belongs(candidate.header, projector.header)
        ]
    return sorted(fitting, key=lambda one: (-likeness(one.path, projector.path), one.name))


def likeness(weights: Path, projector: Path) -> int:
    """How many words two file names share, apart from `mmproj` and their precisions."""
    return len(_words(weights) & _words(projector))


def _words(path: Path) -> frozenset[str]:
    words = re.split(r"[^a-z0-9]+", plain_stem(path).lower())
    plain = {"", "mmproj", "model", "gguf", "f16", "bf16", "f32", "q8", "0", "it", "instruct"}
    return frozenset(words) - plain
