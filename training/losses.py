"""What the trainer minimises, and how it spoils images on the way in."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from training.vocabulary import FIRST, IDS, LATER, TOKENS


def softened() -> Tensor:
    """What counts as right for each token, (V, V): a coordinate's neighbours count a little."""
    table = torch.eye(len(TOKENS))
    for names in (FIRST, LATER):
        rows = [IDS[name] for name in names]
        for place, row in enumerate(rows):
            for other in (place - 1, place + 1):
                if 0 <= other < len(rows):
                    table[row, rows[other]] = 0.25
    return table / table.sum(1, keepdim=True)


def spoil(pixels: Tensor) -> Tensor:
    """Add noise and a slight tint, and scale to -1..1: (B, 3, S, S) uint8 to float."""
    count = len(pixels)
    noise = torch.randn(pixels.shape) * (torch.rand(count, 1, 1, 1) * 0.04 - 0.015).clamp(min=0)
    tint = 1 + (torch.rand(count, 3, 1, 1) - 0.5) * 0.06
    return (pixels / 255 * tint + noise).clamp(0, 1) * 2 - 1


def answer_loss(logits: Tensor, right: Tensor, lengths: Tensor, soft: Tensor) -> Tensor:
    """Loss of answer tokens; short answers are not to drown in boxes.

    Args:
        logits: (N, V).
        right: (N,) the right tokens.
        lengths: (N,) how many tokens the whole answer has.
        soft: (V, V) from `softened`.
    """
    each = -(soft[right] * logits.log_softmax(-1)).sum(-1)
    weight = lengths**-0.5
    return (weight * each).sum() / weight.sum()


def grid_loss(guess: Tensor, kinds: Tensor, boxes: Tensor) -> Tensor:
    """Loss of a training-only head: what covers each cell, and that thing's box."""
    number = guess.shape[-1] - 4
    weight = torch.ones(number)
    weight[0] = 0.3
    logits = guess[..., :number].flatten(0, 1)
    kind = functional.cross_entropy(logits, kinds.flatten(), weight=weight)
    there = kinds > 0
    return kind + 4 * (guess[..., number:][there] - boxes[there]).abs().mean()
