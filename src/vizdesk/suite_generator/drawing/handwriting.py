"""Digits written by hand: strokes that shake, lean and vary, no two alike."""

from __future__ import annotations

import math
import random

from vizdesk.suite_generator.drawing.canvas import Canvas, Point
from vizdesk.suite_generator.drawing.colors import Paint

_ROUND = [
    (0.5 + 0.36 * math.sin(i * math.tau / 12), 0.5 - 0.48 * math.cos(i * math.tau / 12))
    for i in range(13)
]
STROKES: dict[str, list[list[Point]]] = {
    "0": [_ROUND],
    "1": [[(0.25, 0.3), (0.55, 0.03), (0.52, 0.5), (0.5, 0.98)]],
    "2": [[(0.15, 0.25), (0.3, 0.06), (0.6, 0.03), (0.78, 0.22), (0.68, 0.48), (0.4, 0.75),
        (0.12, 0.96), (0.45, 0.93), (0.86, 0.95)]],
    "3": [[(0.18, 0.12), (0.45, 0.02), (0.74, 0.16), (0.68, 0.38), (0.42, 0.47), (0.72, 0.56),
        (0.82, 0.78), (0.55, 0.97), (0.16, 0.88)]],
    "4": [[(0.58, 0.03), (0.35, 0.35), (0.1, 0.63), (0.5, 0.64), (0.9, 0.62)], [(0.66, 0.36),
        (0.65, 0.7), (0.62, 1.0)]],
    "5": [[(0.82, 0.05), (0.5, 0.05), (0.27, 0.06), (0.24, 0.25), (0.22, 0.44), (0.5, 0.38),
        (0.78, 0.52), (0.8, 0.78), (0.52, 0.97), (0.16, 0.9)]],
    "6": [[(0.72, 0.03), (0.42, 0.2), (0.2, 0.52), (0.2, 0.82), (0.48, 0.98), (0.78, 0.85),
        (0.78, 0.62), (0.52, 0.5), (0.24, 0.66)]],
    "7": [[(0.12, 0.06), (0.45, 0.05), (0.86, 0.04), (0.62, 0.42), (0.4, 0.98)], [(0.3, 0.5),
        (0.55, 0.49), (0.78, 0.47)]],
    "8": [[(0.72, 0.18), (0.5, 0.02), (0.26, 0.18), (0.34, 0.38), (0.62, 0.54), (0.8, 0.78),
        (0.52, 0.98), (0.22, 0.8), (0.34, 0.56), (0.62, 0.4), (0.74, 0.2)]],
    "9": [[(0.76, 0.3), (0.52, 0.48), (0.24, 0.36), (0.26, 0.12), (0.54, 0.02), (0.78, 0.16),
        (0.76, 0.5), (0.66, 0.98)]],
    "/": [[(0.75, 0.0), (0.5, 0.5), (0.25, 1.05)]],
    "-": [[(0.2, 0.55), (0.5, 0.54), (0.8, 0.53)]],
    ".": [[(0.4, 0.95), (0.46, 0.98), (0.4, 0.99)]],
    ",": [[(0.45, 0.92), (0.42, 1.05), (0.32, 1.15)]],
}  # fmt: skip
"""Strokes of each sign in a box of 1 × 1, y downwards."""


def write(
    canvas: Canvas, rng: random.Random, words: str, x: float, y: float, size: float, ink: Paint
) -> None:
    """Write digits `size` px high, their left upper corner at (x, y)."""
    lean, thick = rng.uniform(0.05, 0.22), size * rng.uniform(0.055, 0.075)
    for sign in words:
        wide = size * (0.34 if sign in ".,1" else 0.62) * rng.uniform(0.92, 1.08)
        tall, drop = size * rng.uniform(0.92, 1.08), rng.uniform(-0.05, 0.05) * size
        for stroke in STROKES.get(sign, []):
            shaken = [
                (
                    x + wide * px + lean * tall * (1 - py) + rng.gauss(0, 0.012) * size,
                    y + drop + tall * py + rng.gauss(0, 0.012) * size,
                )
                for px, py in stroke
            ]
            canvas.line(smooth(shaken), ink, thick)
        x += wide + size * rng.uniform(0.08, 0.16)


def smooth(points: list[Point], steps: int = 6) -> list[Point]:
    """A Catmull-Rom curve through the points (Catmull and Rom, 1974)."""
    if len(points) < 3:
        return points
    padded = [points[0], *points, points[-1]]
    curve: list[Point] = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for step in range(steps):
            t = step / steps
            weights = (
                -0.5 * t + t * t - 0.5 * t**3, 1 - 2.5 * t * t + 1.5 * t**3,
                0.5 * t + 2 * t * t - 1.5 * t**3, -0.5 * t * t + 0.5 * t**3,
            )  # fmt: skip
            near = list(zip(weights, (a, b, c, d), strict=True))
            curve.append((sum(w * p[0] for w, p in near), sum(w * p[1] for w, p in near)))
    return [*curve, points[-1]]
