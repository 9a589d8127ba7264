"""Weights to start from: fresh ones, or those of an existing pair, grown to a new architecture."""

from __future__ import annotations

import math
from collections.abc import Mapping

import torch
from torch import Tensor
from torch.nn import functional

from training.architecture import Architecture
from training.vocabulary import FIRST, LATER, TOKENS, encode


def fresh(architecture: Architecture, seed: int = 0) -> dict[str, Tensor]:
    """Draw weights: norms are one, biases zero, the rest normal by fan-in.

    What writes to the image tower's residual stream starts at zero, so that a layer which no file
    brings changes nothing yet.
    """
    chance = torch.Generator().manual_seed(seed)
    weights: dict[str, Tensor] = {}
    for name, shape in (architecture.text_shapes() | architecture.image_shapes()).items():
        is_norm = "norm" in name or ".ln" in name or "post_ln" in name
        if name.endswith(".bias"):
            weights[name] = torch.zeros(shape)
        elif is_norm:
            weights[name] = torch.ones(shape)
        elif name.startswith("v.") and name.endswith(("attn_out.weight", "ffn_down.weight")):
            weights[name] = torch.zeros(shape)
        else:
            fan_in = shape[0] if "projection" in name else math.prod(shape[1:])
            scale = 0.05 if "position" in name else fan_in**-0.5
            weights[name] = torch.randn(shape, generator=chance) * scale
    _smooth_coordinates(weights["token_embd.weight"], chance)
    return weights


def _smooth_coordinates(table: Tensor, chance: torch.Generator) -> None:
    """Give neighbouring coordinates similar embeddings, so that near misses cost little."""
    places = torch.linspace(0, 1, len(FIRST))[:, None]
    width = table.shape[1]
    for names in (FIRST[1:], LATER):
        angles = 40 * torch.rand(width, generator=chance)
        phases = 2 * math.pi * torch.rand(width, generator=chance)
        smooth = torch.sin(places[-len(names) :] * angles + phases) * (2 / width) ** 0.5
        for name, row in zip(names, smooth, strict=True):
            table[encode(name)[0]] = 0.9 * row + 0.1 * table[encode(name)[0]]


def grow(
    architecture: Architecture, old: Mapping[str, Tensor], old_tokens: list[str]
) -> dict[str, Tensor]:
    """Carry weights over into an architecture that may be deeper or see larger images.

    Args:
        architecture: What is wanted.
        old: Weights of the existing pair, by GGUF name.
        old_tokens: Its vocabulary: rows of the embedding are carried over by their text.
    """
    weights = fresh(architecture)
    for name, tensor in old.items():
        if name == "token_embd.weight":
            rows = {text: row for row, text in enumerate(old_tokens)}
            for row, (text, _) in enumerate(TOKENS):
                if text in rows:
                    weights[name][row] = tensor[rows[text]]
        elif name == "v.position_embd.weight":
            weights[name] = _stretch(tensor, architecture.patches)
        elif name in weights and weights[name].shape == tensor.shape:
            weights[name] = tensor.clone()
    for layer in range(architecture.layers):  # a text layer no file brought must change nothing
        if f"blk.{layer}.attn_q.weight" not in old:
            for norm in ("post_attention_norm", "post_ffw_norm"):
                weights[f"blk.{layer}.{norm}.weight"].fill_(0.05)
    return weights


def _stretch(table: Tensor, side: int) -> Tensor:
    """Stretch a square grid of position embeddings, (n², E) to (side², E)."""
    old = math.isqrt(len(table))
    grid = table.T.reshape(1, -1, old, old)
    grid = functional.interpolate(grid, (side, side), mode="bilinear", align_corners=False)
    return grid.flatten(2)[0].T.contiguous()
