"""A canvas drawn at three times its size, then reduced: smooth edges, gradients, soft shadows."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from vizdesk.suite_generator.drawing.colors import BLACK, Paint, darker, lighter
from vizdesk.suite_generator.drawing.typefaces import Face, typeface

FINE = 3
"""How many pixels are drawn for one, along each side."""
Point = tuple[float, float]


class Canvas:
    """A drawing in pixels of the finished image; without a ground it is see-through."""

    def __init__(
        self, width: float, height: float, ground: Paint | Image.Image | None = None
    ) -> None:
        self.width, self.height = round(width), round(height)
        size = (self.width * FINE, self.height * FINE)
        if isinstance(ground, Image.Image):
            self.image = ground.resize(size, Image.Resampling.BICUBIC).convert("RGBA")
        else:
            self.image = Image.new("RGBA", size, (*ground, 255) if ground else (0, 0, 0, 0))
        self._draw = ImageDraw.Draw(self.image)

    def polygon(
        self,
        points: Sequence[Point],
        fill: Paint,
        *,
        to: Paint | None = None,
        across: bool = False,
        edge: Paint | None = None,
        width: float = 1.5,
    ) -> None:
        """Fill a polygon; `to` runs the colour downwards, or `across`, to a second one."""
        fine = _fine(points)
        if to is None:
            self._draw.polygon(fine, fill=(*fill, 255))
        else:
            xs, ys = [x for x, _ in fine], [y for _, y in fine]
            box = math.floor(min(xs)), math.floor(min(ys)), math.ceil(max(xs)), math.ceil(max(ys))
            mask = Image.new("L", _size(box), 0)
            moved = [(x - box[0], y - box[1]) for x, y in fine]
            ImageDraw.Draw(mask).polygon(moved, fill=255)
            self._pour(box, mask, fill, to, across)
        if edge is not None:
            self.line([*points, points[0]], edge, width)

    def rect(
        self,
        x0: float,
        y0: float,
        x1: float,
        y1: float,
        fill: Paint | None,
        *,
        to: Paint | None = None,
        across: bool = False,
        radius: float = 0,
        edge: Paint | None = None,
        width: float = 1.5,
    ) -> None:
        """Fill a rectangle, its corners rounded by `radius` px."""
        box = tuple(round(side * FINE) for side in (x0, y0, x1, y1))
        thick, round_by = max(1, round(width * FINE)), radius * FINE
        if fill is not None and to is not None:
            whole = (box[0], box[1], box[2] + 1, box[3] + 1)
            mask = Image.new("L", _size(whole), 0)
            inner = (0, 0, mask.width - 1, mask.height - 1)
            ImageDraw.Draw(mask).rounded_rectangle(inner, round_by, fill=255)
            self._pour(whole, mask, fill, to, across)
            fill = None
        if fill is not None or edge is not None:
            self._draw.rounded_rectangle(
                box, round_by, fill=fill and (*fill, 255), outline=edge, width=thick if edge else 0
            )

    def oval(
        self,
        x: float,
        y: float,
        rx: float,
        ry: float | None = None,
        fill: Paint | None = None,
        *,
        to: Paint | None = None,
        edge: Paint | None = None,
        width: float = 1.5,
    ) -> None:
        """Fill an ellipse around (x, y)."""
        ry = rx if ry is None else ry
        box = tuple(round(side * FINE) for side in (x - rx, y - ry, x + rx, y + ry))
        if fill is not None and to is not None:
            whole = (box[0], box[1], box[2] + 1, box[3] + 1)
            mask = Image.new("L", _size(whole), 0)
            ImageDraw.Draw(mask).ellipse((0, 0, mask.width - 1, mask.height - 1), fill=255)
            self._pour(whole, mask, fill, to, False)
            fill = None
        if fill is not None or edge is not None:
            thick = max(1, round(width * FINE)) if edge else 0
            self._draw.ellipse(box, fill=fill and (*fill, 255), outline=edge, width=thick)

    def ball(self, x: float, y: float, r: float, paint: Paint, shine: float = 0.75) -> None:
        """A ball lit from the upper left."""
        side = max(2, round(2 * r * FINE))
        light = Image.radial_gradient("L").resize((side * 2, side * 2))
        start = round(side * 0.62), round(side * 0.66)
        light = light.crop((*start, start[0] + side, start[1] + side)).point(
            [min(255, int(level * 1.25)) for level in range(256)]
        )
        bright, dark = lighter(paint, shine), darker(paint, 0.45)
        near = Image.composite(
            Image.new("RGB", (side, side), paint),
            Image.new("RGB", (side, side), bright),
            light.point([min(255, level * 3) for level in range(256)]),
        )
        deep = light.point([max(0, (level - 70)) for level in range(256)])
        body = Image.composite(Image.new("RGB", (side, side), dark), near, deep)
        mask = Image.new("L", (side, side), 0)
        ImageDraw.Draw(mask).ellipse((0, 0, side - 1, side - 1), fill=255)
        self.image.paste(body, (round((x - r) * FINE), round((y - r) * FINE)), mask)

    def line(
        self, points: Sequence[Point], paint: Paint, width: float = 2, *, cap: bool = True
    ) -> None:
        """A line through the points with round joints and, with `cap`, round ends."""
        fine, thick = _fine(points), max(1, round(width * FINE))
        self._draw.line(fine, fill=(*paint, 255), width=thick, joint="curve")
        if cap and thick > 2:
            for x, y in (fine[0], fine[-1]):
                half = thick / 2
                self._draw.ellipse((x - half, y - half, x + half, y + half), fill=(*paint, 255))

    def arc(
        self, x: float, y: float, r: float, start: float, end: float, paint: Paint, width: float
    ) -> None:
        """Part of a circle, in degrees clockwise from three o'clock."""
        box = tuple(round(side * FINE) for side in (x - r, y - r, x + r, y + r))
        self._draw.arc(box, start, end, fill=(*paint, 255), width=max(1, round(width * FINE)))

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float,
        paint: Paint = BLACK,
        *,
        face: Face = Face.REGULAR,
        anchor: str = "mm",
        angle: float = 0,
    ) -> None:
        """Letters `size` px high at (x, y); `anchor` as Pillow's, `angle` anticlockwise."""
        font = typeface(face, round(size * FINE))
        if angle:
            wide = font.getlength(words) / FINE + size
            sheet = Canvas(wide, size * 1.8)
            sheet.text(wide / 2, size * 0.9, words, size, paint, face=face)
            self.place(sheet, x, y, angle=angle)
        else:
            self._draw.text((x * FINE, y * FINE), words, (*paint, 255), font, anchor=anchor)

    def place(
        self,
        other: Canvas,
        x: float,
        y: float,
        *,
        angle: float = 0,
        shadow: float = 0,
        reach: float = 6,
        opacity: float = 1,
    ) -> None:
        """Lay another canvas with its middle at (x, y), turned anticlockwise.

        `shadow` is the strength (0..1) of a soft one, cast `reach` px to the lower right.
        """
        image = other.image
        if angle:
            image = image.rotate(angle, Image.Resampling.BICUBIC, expand=True)
        left, top = round(x * FINE - image.width / 2), round(y * FINE - image.height / 2)
        if shadow:
            self._cast(image.getchannel("A"), left, top, shadow, reach)
        if opacity < 1:
            image = image.copy()
            alpha = image.getchannel("A")
            image.putalpha(alpha.point([round(level * opacity) for level in range(256)]))
        _composite(self.image, image, left, top)

    def glow(self, x: float, y: float, r: float, paint: Paint, strength: float) -> None:
        """A soft spot of light (or dirt), gone at `r` px."""
        side = max(2, round(2 * r * FINE))
        levels = [max(0, round((255 - level * 1.42) * strength)) for level in range(256)]
        spot = Image.new("RGBA", (side, side), (*paint, 255))
        spot.putalpha(Image.radial_gradient("L").resize((side, side)).point(levels))
        _composite(self.image, spot, round((x - r) * FINE), round((y - r) * FINE))

    def keep(self, shape: Canvas) -> None:
        """Cut away whatever lies outside `shape`, a canvas of the same size."""
        both = ImageChops.darker(self.image.getchannel("A"), shape.image.getchannel("A"))
        self.image.putalpha(both)

    def erase(self, points: Sequence[Point]) -> None:
        """Cut a hole, through which the ground shows."""
        self._draw.polygon(_fine(points), fill=(0, 0, 0, 0))

    def silhouette(self, paint: Paint) -> Canvas:
        """The outline of what is drawn, filled with one colour."""
        out = Canvas(self.width, self.height)
        out.image.paste(paint, (0, 0), self.image.getchannel("A"))
        return out

    def extent(self, angle: float = 0) -> tuple[float, float, float, float]:
        """What is drawn, left, top, right, bottom in px from the middle, once turned."""
        alpha = self.image.getchannel("A").point([0] * 128 + [255] * 128)
        if angle:
            alpha = alpha.rotate(angle, Image.Resampling.BICUBIC, expand=True)
            alpha = alpha.point([0] * 128 + [255] * 128)
        box = alpha.getbbox() or (0, 0, 0, 0)
        half = (alpha.width / 2, alpha.height / 2) * 2
        left, top, right, bottom = ((b - h) / FINE for b, h in zip(box, half, strict=True))
        return left, top, right, bottom

    def warped(self, rng: random.Random, amount: float) -> Canvas:
        """The same, seen slightly from the side: each corner moved by up to `amount` of it."""
        w, h = self.image.size
        corners = ((0, 0), (0, h), (w, h), (w, 0))
        quad = [
            value + (1 if value == 0 else -1) * -rng.uniform(0, amount) * side
            for x, y in corners
            for value, side in ((x, w), (y, h))
        ]
        out = Canvas(1, 1)
        out.width, out.height = self.width, self.height
        out.image = self.image.transform(
            (w, h), Image.Transform.QUAD, tuple(quad), Image.Resampling.BICUBIC
        )
        out._draw = ImageDraw.Draw(out.image)
        return out

    def finished(self, rng: random.Random, *, grain: int = 3, dim: float = 0.12) -> Image.Image:
        """The image at its own size: reduced, darker at the corners, with a camera's grain."""
        size = (self.width, self.height)
        image = self.image.convert("RGB").resize(size, Image.Resampling.LANCZOS)
        if dim:
            fall = Image.radial_gradient("L").resize(size)
            fall = fall.point([255 - round(max(0, level - 90) * dim) for level in range(256)])
            image = ImageChops.multiply(image, Image.merge("RGB", (fall, fall, fall)))
        if grain:
            noise = Image.frombytes("L", size, rng.randbytes(self.width * self.height))
            noise = noise.point([level % (2 * grain + 1) for level in range(256)])
            noise = Image.merge("RGB", (noise, noise, noise))
            image = ImageChops.add(image, noise, 1, -grain)
        return image

    def _pour(
        self, box: tuple[int, ...], mask: Image.Image, first: Paint, last: Paint, across: bool
    ) -> None:
        run = Image.linear_gradient("L")
        run = (run.transpose(Image.Transpose.ROTATE_90) if across else run).resize(mask.size)
        run = run.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if across else run
        whole = Image.composite(
            Image.new("RGB", mask.size, last), Image.new("RGB", mask.size, first), run
        )
        if across:
            whole = whole.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        self.image.paste(whole, (box[0], box[1]), mask)

    def _cast(self, alpha: Image.Image, left: int, top: int, strength: float, reach: float) -> None:
        coarse = 2 * FINE  # a blur looks the same made on a sixth and costs a thirty-sixth
        margin = round(reach * 3 * FINE)
        small = (
            max(1, (alpha.width + 2 * margin) // coarse),
            max(1, (alpha.height + 2 * margin) // coarse),
        )
        sheet = Image.new("L", small, 0)
        inner = (max(1, alpha.width // coarse), max(1, alpha.height // coarse))
        sheet.paste(alpha.resize(inner, Image.Resampling.BOX), (margin // coarse,) * 2)
        sheet = sheet.filter(ImageFilter.GaussianBlur(max(0.6, reach * FINE / coarse)))
        sheet = sheet.point([round(level * strength) for level in range(256)])
        full = (small[0] * coarse, small[1] * coarse)
        dark = Image.new("RGBA", full, (*BLACK, 255))
        dark.putalpha(sheet.resize(full, Image.Resampling.BILINEAR))
        shift = round(reach * FINE * 0.6)
        _composite(self.image, dark, left - margin + shift, top - margin + shift)


def _fine(points: Sequence[Point]) -> list[Point]:
    return [(x * FINE, y * FINE) for x, y in points]


def _size(box: tuple[int, ...]) -> tuple[int, int]:
    return max(1, box[2] - box[0]), max(1, box[3] - box[1])


def _composite(ground: Image.Image, image: Image.Image, left: int, top: int) -> None:
    """Lay `image` over `ground`, whatever of it lies inside."""
    x0, y0 = max(0, left), max(0, top)
    x1, y1 = min(ground.width, left + image.width), min(ground.height, top + image.height)
    if x1 > x0 and y1 > y0:
        part = image.crop((x0 - left, y0 - top, x1 - left, y1 - top))
        ground.alpha_composite(part, (x0, y0))
