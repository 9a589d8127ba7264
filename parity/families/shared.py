"""What makers of several families share: a small language model, control tokens, names, files."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from parity.recipe import Tensors


def text_config(
    vocabulary: int, *, rope_theta: float | None = None, **own: object
) -> dict[str, Any]:
    """A language model of three layers and 64 channels; two of its four heads keep keys.

    `own` are the family's entries, which come instead of those here.
    """
    rope = {"rope_type": "default", "rope_theta": rope_theta}
    return {
        "hidden_size": 64,
        "intermediate_size": 96,
        "num_hidden_layers": 3,
        "num_attention_heads": 4,
        "num_key_value_heads": 2,
        "vocab_size": vocabulary,
        "max_position_embeddings": 2048,
        **({} if rope_theta is None else {"rope_parameters": rope}),
        **own,
    }


def ids_after_words(vocabulary: int, special: Sequence[str]) -> Callable[[str], int]:
    """What gives the number of a control token: they are the last of the vocabulary."""
    return lambda token: vocabulary - len(special) + special.index(token)


def write_image_processor(folder: Path, **settings: object) -> None:
    """The `preprocessor_config.json` transformers reads."""
    (folder / "preprocessor_config.json").write_text(json.dumps(settings), encoding="utf-8")


def with_prefixes(tensors: Tensors, prefixes: Mapping[str, str]) -> Tensors:
    """The tensors whose names begin with one of `prefixes`, with what it stands for instead."""
    return {
        new + name.removeprefix(old): tensor
        for name, tensor in tensors.items()
        for old, new in prefixes.items()
        if name.startswith(old)
    }
