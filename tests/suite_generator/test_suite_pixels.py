"""Keys of vizdesk 67 against the pixels that were drawn."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from PIL import Image, ImageChops, ImageDraw

from vizdesk.suite_generator.drawing import fruit, hand_tools
from vizdesk.suite_generator.drawing.canvas import Canvas
from vizdesk.suite_generator.scene import Scene
from vizdesk.suite_generator.scenes import spatial_paths, spatial_rooms


@pytest.mark.parametrize("seed", range(3))
def test_a_ball_set_loose_in_the_maze_leaves_by_the_right_exit_only(seed: int) -> None:
    """Close every exit, flood the pixels from the ball: which exit does the flood come to?"""
    scene = spatial_paths.maze(random.Random(f"maze/{seed}"))
    left, cell = (760 - 13 * 48) / 2, 48
    red = (int(left + 6.5 * cell), int(left + 6.5 * cell))
    sealed = scene.image.convert("L").point([0] * 110 + [255] * 146)
    draw = ImageDraw.Draw(sealed)
    draw.ellipse((red[0] - 17, red[1] - 17, red[0] + 17, red[1] + 17), fill=255)
    draw.rectangle((left, left, 760 - left, 760 - left), outline=0, width=5)
    ImageDraw.floodfill(sealed, red, 128)
    inside = [
        letter
        for letter, (x, y) in zip("ABCDE", scene.facts["exits"], strict=True)
        if sealed.getpixel((int(left + (x + 0.5) * cell), int(left + (y + 0.25) * cell))) == 128
    ]
    assert inside == [scene.check["value"]]


@pytest.mark.parametrize("angle", [0, 33, 117])
def test_a_box_holds_what_is_drawn_and_nothing_else(angle: float) -> None:
    for part in (*(draw() for draw in fruit.FRUIT.values()), hand_tools.pliers((200, 40, 40))):
        scene = Canvas(400, 400, (255, 255, 255))
        scene.place(part, 200, 200, angle=angle)
        alone = ImageChops.difference(
            scene.image.convert("RGB"), Image.new("RGB", scene.image.size, (255, 255, 255))
        )
        found = alone.convert("L").point([0] * 20 + [255] * 236).getbbox()
        assert found is not None
        told = [200 + side for side in part.extent(angle)]
        assert told == pytest.approx([side / 3 for side in found], abs=2.5)  # pixels


@pytest.mark.parametrize("draw", [spatial_rooms.detect_fruit, spatial_rooms.detect_tool])
def test_boxes_lie_in_the_image(draw: Callable[[random.Random], Scene]) -> None:
    for seed in range(3):
        for found in draw(random.Random(f"boxes/{seed}")).check["value"]:
            x0, y0, x1, y1 = found["box"]
            assert 0 < x0 < x1 < 1
            assert 0 < y0 < y1 < 1
