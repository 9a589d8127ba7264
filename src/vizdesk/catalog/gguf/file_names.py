"""What names of model files and folders say: a quantisation, a projector, the model's own words."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import PurePath

# Mungert's bf16_q8_0 is one: weights in the first, embeddings and output in the second.
_TYPE = r"[IT]?Q\d+(?:_(?:\d+|[KSML]|X+[SL]|NL))*|BF16|FP?16|FP?32|MXFP4(?:_MOE)?|NVFP4"
_QUANTISATION = re.compile(rf"(?<![a-z0-9])((?:UD-)?(?:B?F16_|F32_)?(?:{_TYPE}))(?![a-z0-9])", re.I)
_SHARD = re.compile(r"-\d{5}-of-\d{5}(?=\.gguf$)", re.I)
_ENDING = re.compile(r"\.(?:gguf|mmproj)$", re.I)
# Said of every model or every projector, so of none in particular.
_COMMON = frozenset(
    {
        "mmproj",
        "model",
        "ggml",
        "gguf",
        "proj",
        "projector",
        "clip",
        "vision",
        "vit",
        "encoder",
        "text",
        "it",
        "instruct",
        "chat",
        "hf",
    }
)
_PROJECTOR_FOLDERS = frozenset({"mmproj", "mmprojs", "projector", "projectors", "clip", "vision"})
_NUMBER_JOINT = re.compile(r"(?<=\d)[._](?=\d)")


def quantisation_of(name: str) -> str:
    """Q4_K_M, BF16_Q8_0, UD-Q4_K_XL … as the name of a file or folder says it last; "" if not."""
    plain = _ENDING.sub("", _SHARD.sub("", name))
    types = _QUANTISATION.findall(plain)
    written = types[-1].upper() if types else ""
    return {"FP16": "F16", "FP32": "F32"}.get(written, written)


def without_quantisation(name: str) -> str:
    """A file's name without its ending, its number among shards and every quantisation."""
    return _QUANTISATION.sub("", _ENDING.sub("", _SHARD.sub("", name)))


@lru_cache(maxsize=8192)
def words_of(name: str) -> frozenset[str]:
    """The words of a name that tell one model from another; numbers in one spelling (2.5 is 25)."""
    plain = _NUMBER_JOINT.sub("", without_quantisation(name).lower())
    return frozenset(re.split(r"[\W_]+", plain)) - _COMMON - {""}


def has_model_ending(name: str) -> bool:
    """Whether a name ends as those of GGUF files do."""
    return bool(_ENDING.search(name))


def is_model_file(name: str) -> bool:
    """Whether a file may be weights or a projector: GGUF, and neither statistics nor a draft head.

    `imatrix*` are statistics for quantising (weights made with them name a quantisation too);
    `mtp-*` are heads that guess tokens ahead.
    """
    lower = name.lower()
    if not has_model_ending(lower) or lower.startswith("mtp-"):
        return False
    return "imatrix" not in lower or bool(quantisation_of(name))


def named_projector(path: PurePath) -> bool:
    """Whether a file's name, ending or folder says that it is a projector."""
    return "mmproj" in path.name.lower() or path.parent.name.lower() in _PROJECTOR_FOLDERS


def part_of_repository(folder: str) -> bool:
    """Whether a folder of this name is a part of the one above: a quantisation, or projectors."""
    return folder.lower() in _PROJECTOR_FOLDERS or (
        bool(quantisation_of(folder)) and not words_of(folder)
    )
