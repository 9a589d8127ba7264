"""Draw the image that a first real model is asked about: resources/samples/photo/cat.png.

    .venv/bin/python -m tools.draw_sample

Drawn here, so that no foreign photo is shipped; four times too large and then reduced, for edges.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

TARGET = Path(__file__).parents[1] / "resources" / "samples" / "photo" / "cat.png"
WIDTH, HEIGHT, SCALE = 720, 480, 4
SKY, SUN, MEADOW, HILL = "#A3B99B", "#E9DDA6", "#6B8A58", "#86A374"
FUR, DARK_FUR, PALE, PINK = "#CB8A3F", "#8A5220", "#E9C9A0", "#E7A79B"
EYE, PUPIL, NOSE, WHITE = "#E8DB5E", "#1E1B18", "#C2585A", "#F6F1E7"
MIDDLE = 370  # of the cat, where it is mirrored
Box = tuple[float, float, float, float]
Points = list[tuple[float, float]]


class Drawing:
    """Shapes in pixels of the finished image."""

    def __init__(self) -> None:
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), SKY)
        self._draw = ImageDraw.Draw(self.image)

    def ellipse(self, box: Box, colour: str) -> None:
        """A filled ellipse inside x0, y0, x1, y1."""
        self._draw.ellipse([value * SCALE for value in box], fill=colour)

    def polygon(self, points: Points, colour: str) -> None:
        """A filled polygon."""
        self._draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=colour)

    def line(self, points: Points, colour: str, width: float) -> None:
        """A line through points, `width` pixels wide."""
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self._draw.line(scaled, fill=colour, width=round(width * SCALE), joint="curve")


def draw() -> Image.Image:
    """The whole image."""
    drawing = Drawing()
    drawing.ellipse((70, 40, 170, 140), SUN)
    drawing.ellipse((-160, 260, 460, 700), HILL)
    drawing.polygon([(0, 340), (WIDTH, 340), (WIDTH, HEIGHT), (0, HEIGHT)], MEADOW)
    _body(drawing)
    _head(drawing)
    _face(drawing)
    return drawing.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def _body(drawing: Drawing) -> None:
    drawing.line([(470, 430), (540, 425), (585, 390), (598, 340), (585, 300)], FUR, 26)
    drawing.ellipse((250, 250, 490, 520), FUR)
    drawing.ellipse((315, 330, 425, 500), PALE)
    for left in (296, 388):
        drawing.ellipse((left, 450, left + 56, 490), PALE)


def _head(drawing: Drawing) -> None:
    ear: Points = [(282, 62), (266, 180), (366, 118)]
    inside: Points = [(286, 90), (284, 168), (340, 130)]
    for points, colour in ((ear, FUR), (inside, PINK)):
        drawing.polygon(points, colour)
        drawing.polygon([(2 * MIDDLE - x, y) for x, y in points], colour)
    drawing.ellipse((262, 100, 478, 300), FUR)
    for x in (345, 370, 395):
        drawing.line([(x, 104), (x, 146)], DARK_FUR, 10)
    for y, side in ((205, 20), (235, 14)):
        drawing.line([(266, y), (266 + side + 14, y + 6)], DARK_FUR, 8)
        drawing.line([(474, y), (474 - side - 14, y + 6)], DARK_FUR, 8)


def _face(drawing: Drawing) -> None:
    for x in (322, 418):
        drawing.ellipse((x - 26, 172, x + 26, 224), EYE)
        drawing.ellipse((x - 9, 174, x + 9, 222), PUPIL)
        drawing.ellipse((x - 3, 182, x + 7, 192), WHITE)
    drawing.ellipse((332, 228, 408, 290), PALE)
    drawing.polygon([(358, 232), (382, 232), (370, 248)], NOSE)
    drawing.line([(370, 248), (370, 260), (352, 270)], PUPIL, 3)
    drawing.line([(370, 260), (388, 270)], PUPIL, 3)
    for y, end in ((244, 232), (254, 256), (264, 280)):
        drawing.line([(336, y), (238, end)], WHITE, 2.5)
        drawing.line([(404, y), (502, end)], WHITE, 2.5)


if __name__ == "__main__":
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    draw().save(TARGET, optimize=True)
