"""Batches: several questions of one image packed into one sequence of fixed length.

The image's tokens are computed once; each question is a branch that sees only the prefix
(template start and image) and itself, and whose positions continue from the prefix.
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, fields

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from training import cells
from training.architecture import Architecture
from training.questions import draw_question
from training.scene import Scene
from training.vocabulary import END, PAD, PREFIX, encode, question_ids
from training.world import draw_scene

NO_TARGET = -100
NUMBER_SHARE = 0.42
"""Part of the training images that show a number: digits are the hardest to learn."""


@dataclass
class Batch:
    """B images with K packed question tokens each; C² cells and N² patches."""

    pixels: Tensor
    """(B, 3, S, S) uint8."""
    ids: Tensor
    """(B, K) tokens."""
    branches: Tensor
    """(B, K) which question a token belongs to, from 1."""
    positions: Tensor
    """(B, K) place in its own question, from 0."""
    targets: Tensor
    """(B, K) the token to come next, NO_TARGET outside of answers."""
    lengths: Tensor
    """(B, K) how many tokens the answer has to which a target belongs, else 0."""
    cell_kinds: Tensor
    cell_boxes: Tensor
    patch_kinds: Tensor
    patch_boxes: Tensor


@dataclass
class Seen:
    """A scene as the model will see it."""

    scene: Scene
    pixels: np.ndarray
    grids: tuple[np.ndarray, ...]


def see(scene: Scene, architecture: Architecture) -> Seen:
    """Stretch the image to the model's square, exactly as vizdesk does."""
    size = (architecture.image_size, architecture.image_size)
    pixels = np.asarray(scene.image.resize(size, Image.Resampling.BILINEAR))
    scene.image = scene.image.resize((1, 1))  # not needed any more
    grids = cells.targets(scene, architecture.cells) + cells.targets(scene, architecture.patches)
    return Seen(scene, pixels.transpose(2, 0, 1), grids)


def pack(rng: random.Random, scene: Scene, room: int) -> np.ndarray:
    """Fill `room` tokens with questions: rows ids ... lengths of `Batch`; (5, room)."""
    packed = np.zeros((5, room), np.int64)
    packed[0], packed[3] = PAD, NO_TARGET
    start, misses, branch, asked = 0, 0, 1, set[tuple[str, str]]()
    while misses < 4:
        question = draw_question(rng, scene)
        asking, answer = question_ids(question.prompt), (*encode(question.answer), END)
        length = len(asking) + len(answer) - 1
        if start + length > room or question[1:3] in asked:
            misses += 1
            continue
        asked.add(question[1:3])
        here = slice(start, start + length)
        packed[0, here] = asking + answer[:-1]
        packed[1, here] = branch
        packed[2, here] = np.arange(length)
        packed[3, start + len(asking) - 1 : start + length] = answer
        packed[4, start + len(asking) - 1 : start + length] = len(answer)
        start, branch = start + length, branch + 1
    return packed


def batches(
    architecture: Architecture, seed: int, images: int, room: int, reuse: float = 0.5
) -> Iterator[Batch]:
    """Draw batches for ever.

    Args:
        architecture: For the image's size.
        seed: Start of the stream of chance.
        images: B.
        room: K.
        reuse: Part of the images taken again, with other questions, from the last thousands.
    """
    rng = random.Random(seed)
    known: deque[Seen] = deque(maxlen=4000)
    while True:
        chosen: list[Seen] = []
        for _ in range(images):
            if len(known) > 500 and rng.random() < reuse:
                chosen.append(known[rng.randrange(len(known))])
            else:
                chosen.append(see(draw_scene(rng, number_share=NUMBER_SHARE), architecture))
                known.append(chosen[-1])
        packed = np.stack([pack(rng, seen.scene, room) for seen in chosen])
        grids = [np.stack([seen.grids[part] for seen in chosen]) for part in range(4)]
        arrays = [np.stack([seen.pixels for seen in chosen]), *packed.swapaxes(0, 1), *grids]
        yield Batch(*(torch.from_numpy(np.ascontiguousarray(array)) for array in arrays))


def to_list(batch: Batch) -> list[Tensor]:
    """Take a batch apart, to hand it from one process to another."""
    return [getattr(batch, part.name) for part in fields(batch)]


def layout(batch: Batch, architecture: Architecture) -> tuple[Tensor, Tensor]:
    """Lay the whole sequence out: prefix, image, questions; T = prefix + C² + K.

    Returns:
        Positions (B, T) and mask (B, 1, T, T): 0 where a row's token sees a column's, else -1e4.
    """
    start, image = len(PREFIX), architecture.image_tokens
    count, room = batch.ids.shape
    fixed = start + image
    positions = torch.cat(
        [torch.arange(fixed).expand(count, fixed), fixed + batch.positions], dim=1
    )
    mask = torch.ones(fixed + room, fixed + room, dtype=torch.bool).tril()
    mask[:fixed, :fixed] = torch.ones(fixed, fixed, dtype=torch.bool).tril()
    mask[start:fixed, start:fixed] = True
    mask = mask.expand(count, -1, -1).clone()
    same = batch.branches[:, :, None] == batch.branches[:, None, :]
    mask[:, fixed:, fixed:] &= same
    return positions, torch.where(mask, 0.0, -1e4)[:, None]
