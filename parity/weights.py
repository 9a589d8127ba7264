"""Random weights that make a tiny model talk: varied, sensitive greedy text, the same each time.

With the small weights a model is usually started with, the answer hardly depends on the image,
and with tied embeddings it echoes one token; parity would then be proved by accident.
"""

from __future__ import annotations

import re

import torch
from torch import nn

_VISION = re.compile(r"\bvis(ion|ual)")


def fill(
    model: nn.Module,
    seed: int,
    gain: float,
    embedding: float,
    norm: float,
    vision: float | None = None,
) -> None:
    """Fill every parameter in place from `seed`.

    Matrices get a normal of `gain` / sqrt(fan in), token embeddings one of `embedding`; vectors
    (norms, biases) get noise of `norm` on top of what they start with. `vision` is the gain of the
    vision tower, where another one is better: a large one magnifies the last bit of a pixel.
    """
    dice = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            noise = torch.randn(parameter.shape, generator=dice)
            if "embed_tokens" in name or "lm_head" in name:
                parameter.copy_(noise * embedding)
            elif parameter.ndim >= 2 and "position" not in name:
                fan_in = parameter[0].numel()
                own = vision if vision is not None and _VISION.search(name) else gain
                parameter.copy_(noise * own * fan_in**-0.5)
            elif parameter.ndim >= 2:
                parameter.copy_(noise * 0.5)
            else:
                parameter.add_(noise * norm)
