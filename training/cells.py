"""What lies where: per-cell targets that teach the image tower directly, in training only."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from training.scene import COLOURS, SHAPES, Box, Scene

KINDS: list[str] = [f"{colour} {shape}" for colour in COLOURS for shape in SHAPES]
NUMBER_OF_KINDS = 1 + len(KINDS) + 10
"""The background, each coloured shape, each digit."""


def _items(scene: Scene) -> list[tuple[int, Box]]:
    """List (kind, box); kind 0 is the background, then coloured shapes, then digits."""
    if scene.number is not None:
        return [(1 + len(KINDS) + int(digit), box) for digit, box in scene.digits]
    return [(1 + KINDS.index(thing.label), thing.box) for thing in scene.objects]


def targets(scene: Scene, side: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
    """Say for each cell of a grid what covers its middle.

    Args:
        scene: The scene.
        side: Cells along one side.

    Returns:
        Kinds (side²,) and boxes (side², 4) as y0, x0, y1, x1 in 0..1. A thing too small to
        cover any middle still marks the cell its own middle lies in.
    """
    kinds = np.zeros((side, side), np.int64)
    boxes = np.zeros((side, side, 4), np.float32)
    middles = (np.arange(side) + 0.5) / side
    for kind, (x0, y0, x1, y1) in _items(scene):
        covered = np.outer((middles >= y0) & (middles <= y1), (middles >= x0) & (middles <= x1))
        row, column = (min(side - 1, int(v * side)) for v in ((y0 + y1) / 2, (x0 + x1) / 2))
        covered[row, column] = True
        kinds[covered] = kind
        boxes[covered] = (y0, x0, y1, x1)
    return kinds.reshape(-1), boxes.reshape(-1, 4)
