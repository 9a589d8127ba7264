"""The three sample images vizdesk brings along: `python -m training.samples`."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from training.world import BACKGROUNDS, COLOURS, paint_shape

SAMPLES = Path(__file__).parents[1] / "resources" / "samples"
FINE = 4
"""Images are drawn this many times too large and then reduced, for smooth edges."""

Placed = tuple[str, tuple[float, float], float]
"""A coloured shape, the middle of its box (0..1 across and down), its size (of the height)."""

SHAPES: tuple[Placed, ...] = (
    ("blue circle", (0.24, 0.36), 0.40),
    ("yellow triangle", (0.50, 0.70), 0.34),
    ("red square", (0.73, 0.28), 0.28),
    ("green circle", (0.84, 0.74), 0.22),
)
WIDE: tuple[Placed, ...] = (
    ("purple triangle", (0.14, 0.58), 0.42),
    ("yellow square", (0.42, 0.36), 0.30),
    ("red circle", (0.70, 0.62), 0.40),
    ("black triangle", (0.90, 0.28), 0.24),
)


def shapes(size: tuple[int, int], background: str, placed: tuple[Placed, ...]) -> Image.Image:
    """Draw shapes; `size` in px."""
    width, height = size[0] * FINE, size[1] * FINE
    image = Image.new("RGB", (width, height), BACKGROUNDS[background])
    draw = ImageDraw.Draw(image)
    for label, (across, down), part in placed:
        colour, shape = label.split()
        x, y, half = across * width, down * height, part * height / 2
        paint_shape(draw, shape, (x - half, y - half, x + half, y + half), COLOURS[colour])
    return image.reduce(FINE)


def number(size: tuple[int, int], background: str, text: str) -> Image.Image:
    """Print a number in the middle; `size` in px."""
    width, height = size[0] * FINE, size[1] * FINE
    image = Image.new("RGB", (width, height), BACKGROUNDS[background])
    font = ImageFont.load_default(round(0.42 * height))
    middle = (width / 2, height / 2)
    ImageDraw.Draw(image).text(middle, text, fill=COLOURS["blue"], font=font, anchor="mm")
    return image.reduce(FINE)


def main() -> None:
    """Draw all three."""
    SAMPLES.mkdir(parents=True, exist_ok=True)
    images = {
        "shapes": shapes((960, 720), "white", SHAPES),
        "numbers": number((800, 600), "pink", "4821"),
        "shapes-wide": shapes((1000, 500), "grey", WIDE),
    }
    for name, image in images.items():
        image.save(SAMPLES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
