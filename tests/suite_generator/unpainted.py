"""Scenes without their paint: the same chances, keys and facts, a hundred times sooner."""

from __future__ import annotations

import random

import pytest
from PIL import Image

from vizdesk.suite_generator.drawing import backgrounds
from vizdesk.suite_generator.drawing.canvas import Canvas
from vizdesk.suite_generator.drawing.colors import Paint
from vizdesk.suite_generator.scenes import defects_packs, objects_materials, objects_signs

BRUSHES = ("place", "polygon", "rect", "oval", "ball", "line", "arc", "text", "glow")


def _bare(
    canvas: Canvas, width: float, height: float, ground: Paint | Image.Image | None = None
) -> None:
    canvas.width, canvas.height = round(width), round(height)
    canvas.image = Image.new("RGBA", (1, 1))


def _noise(
    rng: random.Random, size: tuple[int, int], grid: tuple[int, int], low: int = 0, high: int = 255
) -> Image.Image:
    rng.randbytes(grid[0] * grid[1])
    return Image.new("L", size)


def _warped(canvas: Canvas, rng: random.Random, amount: float) -> Canvas:
    for _ in range(8):
        rng.uniform(0, amount)
    return canvas


def _finished(canvas: Canvas, rng: random.Random, **_: object) -> Image.Image:
    return Image.new("RGB", (canvas.width, canvas.height))


def take_the_paint(patch: pytest.MonkeyPatch) -> None:
    """Have scenes drawn without painting until the patch is undone."""
    for brush in (*BRUSHES, "keep", "erase"):
        patch.setattr(Canvas, brush, lambda *_, **__: None)
    patch.setattr(Canvas, "__init__", _bare)
    patch.setattr(Canvas, "warped", _warped)
    patch.setattr(Canvas, "finished", _finished)
    for module in (backgrounds, defects_packs, objects_materials, objects_signs):
        patch.setattr(module, "noise", _noise)
    for module in (backgrounds, objects_materials):
        patch.setattr(module, "blend", lambda *_: Image.new("RGB", (1, 1)))
