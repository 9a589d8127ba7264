"""What a family module hands over: a tiny model, and its folder as the makers publish theirs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from transformers import AutoProcessor

Tensors = dict[str, torch.Tensor]


def _auto_processor(folder: Path) -> Any:  # noqa: ANN401
    # Pillow resizes as in training; torchvision differs by a level or two.
    return AutoProcessor.from_pretrained(folder, backend="pil")


@dataclass(frozen=True)
class Recipe:
    """A tiny random model of one family.

    `write_processor` puts the tokeniser and the processor's files into a folder; `published` gives
    the tensors the names of the published checkpoints, which the converter expects. `template` is
    empty for a family without one. `pre` is the name llama.cpp knows the tokeniser's word splitting
    by: the converter finds it by a checksum of the published vocabulary, which a tiny one cannot
    have. `convert` is for a family that llama.cpp's own converter does not know. `row_token_id`
    stands at the end of an image's rows, where llama.cpp counts it as part of the image. `large`
    asks about the larger of the two images.
    """

    family: str
    model: Any
    write_processor: Callable[[Path], None]
    published: Callable[[Tensors], Tensors]
    template: str
    pre: str = "default"
    prompt: str = "Describe this image in one sentence."
    thinking: bool = False
    load_processor: Callable[[Path], Any] = _auto_processor
    features: Callable[[Any, Mapping[str, torch.Tensor]], torch.Tensor] | None = None
    convert: Callable[[Path, Path], None] | None = None
    size: Callable[[Mapping[str, torch.Tensor]], tuple[int, int]] | None = None
    row_token_id: int = -1
    large: bool = False
    config: Mapping[str, Any] = field(default_factory=dict)
