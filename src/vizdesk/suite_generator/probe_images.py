"""Images whose objects are known to the pixel, to find out how a model writes boxes."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image, ImageDraw

from vizdesk.suite_generator.drawing.colors import Hue

Sides = tuple[float, float, float, float]
"""Left, top, right, bottom, 0..1 of the image."""


@dataclass(frozen=True)
class ProbeImage:
    """An RGB image, and where on it each object is, by what it is called."""

    name: str
    image: Image.Image
    objects: tuple[tuple[str, Sides], ...]


def probe_images() -> tuple[ProbeImage, ...]:
    """Two images, a wide and a high one: no order and no scale of numbers is right on both by
    chance. Their sides are such that models are sent smaller copies.
    """
    wide = (
        ("red square", (0.08, 0.12, 0.22, 0.12 + 0.14 * 3000 / 1700), Hue.RED),
        ("blue circle", (0.66, 0.40, 0.90, 0.40 + 0.24 * 3000 / 1700), Hue.BLUE),
        ("yellow triangle", (0.34, 0.56, 0.52, 0.90), Hue.YELLOW),
    )
    high = (
        ("green circle", (0.10, 0.08, 0.42, 0.08 + 0.32 * 1500 / 2600), Hue.GREEN),
        ("red square", (0.56, 0.62, 0.86, 0.62 + 0.30 * 1500 / 2600), Hue.RED),
    )
    return (
        _drawn("probe-wide.png", (3000, 1700), wide),
        _drawn("probe-high.png", (1500, 2600), high),
    )


def _drawn(
    name: str, size: tuple[int, int], objects: tuple[tuple[str, Sides, Hue], ...]
) -> ProbeImage:
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    for label, (x0, y0, x1, y1), hue in objects:
        left, top, right, bottom = x0 * size[0], y0 * size[1], x1 * size[0], y1 * size[1]
        if label.endswith("circle"):
            draw.ellipse((left, top, right, bottom), fill=hue.value)
        elif label.endswith("triangle"):
            tip = ((left + right) / 2, top)
            draw.polygon((tip, (left, bottom), (right, bottom)), fill=hue.value)
        else:
            draw.rectangle((left, top, right, bottom), fill=hue.value)
    return ProbeImage(name, image, tuple((label, sides) for label, sides, _ in objects))
