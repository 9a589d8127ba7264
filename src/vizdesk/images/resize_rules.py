"""The size in pixels an image is sent at: the formulas the families' own processors use."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, sqrt

from vizdesk.common.messages import message
from vizdesk.comparison.events import EngineError
from vizdesk.comparison.profiles import Fit, ImageRule

Size = tuple[int, int]

# What a model gets when neither its profile nor its projector says a side; CLIP's and SigLIP's.
DEFAULT_SIDE = 224
# Qwen's processor refuses images that are narrower; so narrow, no cell is left of the short edge.
MOST_ASPECT = 200


@dataclass(frozen=True, slots=True)
class Placement:
    """How what is sent is made of an image; all sizes in pixels.

    The image is resized to `content` and put on a `canvas` of the colour `background` at `offset`;
    the canvas is then resized to `sent`.
    """

    content: Size
    canvas: Size
    sent: Size
    offset: tuple[int, int] = (0, 0)
    background: str = "#000000"


def placement(
    size: Size, rule: ImageRule, model_side: int | None = None, model_edge: int | None = None
) -> Placement:
    """How an image of `size` is laid out under `rule`; for the two last, see `sent_size`."""
    side = model_side or rule.side or DEFAULT_SIDE
    if rule.fit is Fit.PADDED_SQUARE:
        return _padded_square(size, side, rule.background)
    if rule.fit is Fit.SQUARE_PADDED_FIRST:
        return _square_padded_first(size, side, rule.background)
    if rule.fit is Fit.PADDED_GRID:
        return _padded_grid(size, rule)
    sent = _stretched(size, rule, model_side, model_edge)
    return Placement(sent, sent, sent)


def sent_size(
    size: Size, rule: ImageRule, model_side: int | None = None, model_edge: int | None = None
) -> Size:
    """Width and height in pixels that an image of `size` is sent at under `rule`.

    `model_side` and `model_edge` are what the model's projector says of itself: the side of its
    square, tile or patch, and the longest edge of the whole image. They go before the rule's own,
    which is what the family usually takes. Raises EngineError when a GRID family takes none so
    narrow.
    """
    return placement(size, rule, model_side, model_edge).sent


def overview_size(
    size: Size, sent: Size, rule: ImageRule, model_side: int | None = None
) -> Size | None:
    """The size of the whole image that goes along with one of `size` sent as several tiles."""
    if rule.fit is Fit.TILES_OR_GRID:
        return _on_grid(size, rule) if _is_tiled(size, rule) else None
    side = model_side or rule.side or DEFAULT_SIDE
    return (side, side) if rule.fit is Fit.TILES and sent != (side, side) else None


def _stretched(size: Size, rule: ImageRule, model_side: int | None, model_edge: int | None) -> Size:
    side = model_side or rule.side or DEFAULT_SIDE
    if rule.fit is Fit.SQUARE:
        return side, side
    if rule.fit is Fit.TILES:
        return _on_tiles(size, side, rule.most_tiles)
    if rule.fit is Fit.PATCHES:
        return _on_patches(size, model_edge or rule.longest, model_side or rule.multiple)
    if rule.fit is Fit.EDGE:
        return _to_edge(size, model_edge or rule.longest or side)
    if rule.fit is Fit.TILES_OR_GRID:
        if not _is_tiled(size, rule):
            return _on_grid(size, rule)
        return _on_tiles(size, rule.side or DEFAULT_SIDE, rule.most_tiles, least=2)
    if rule.fit is Fit.GRID and max(size) > MOST_ASPECT * min(size):
        wide, high = size
        raise EngineError(
            message(
                "This image is {wide} × {high} pixels, more than {most} times as "
                "long as it is wide; this family of models takes no such image.",
                wide=f"{wide:,}",
                high=f"{high:,}",
                most=MOST_ASPECT,
            ),
            message("Cut a part out of it, or ask another model."),
        )
    capped = size if rule.longest is None else _within(size, rule.longest)
    if rule.fit is Fit.GRID:
        return _on_grid(capped, rule)
    return _in_budget(capped, rule) if rule.fit is Fit.BUDGET else capped


def _within(size: Size, longest: int) -> Size:
    """`size` with its aspect kept and no edge above `longest`; never enlarged."""
    scale = min(1.0, longest / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _to_edge(size: Size, longest: int) -> Size:
    """The longest edge exactly `longest`, the other one cut to a whole number and made even.

    https://github.com/huggingface/transformers, models/idefics3/image_processing_idefics3.py
    """
    width, height = size
    other = max(1, int(longest / (width / height) if width >= height else longest * width / height))
    other += other % 2
    return (longest, other) if width >= height else (other, longest)


def _on_patches(size: Size, longest: int | None, patch: int) -> Size:
    """Shrunk where an edge is above `longest`, then both edges up to whole patches.

    https://github.com/huggingface/transformers, models/pixtral/image_processing_pixtral.py
    """
    ratio = max(size) / longest if longest else 1.0
    width, height = size if ratio <= 1 else (floor(edge / ratio) for edge in size)
    return max(1, ceil(width / patch)) * patch, max(1, ceil(height / patch)) * patch


def _on_grid(size: Size, rule: ImageRule) -> Size:
    """Both edges a multiple, the area within the rule: the rounding of Qwen's `smart_resize`.

    https://github.com/huggingface/transformers, models/qwen2_vl/image_processing_qwen2_vl.py;
    `least_edge`: models/glm4v/image_processing_glm4v.py
    """
    step = max(1, rule.multiple)
    if rule.least_edge is not None and min(size) < rule.least_edge:
        grown = rule.least_edge / min(size)
        size = (int(size[0] * grown), int(size[1] * grown))
    width, height = (round(edge / step) * step for edge in size)
    if rule.max_pixels is not None and width * height > rule.max_pixels:
        shrink = sqrt(size[0] * size[1] / rule.max_pixels)
        width, height = (max(step, floor(edge / shrink / step) * step) for edge in size)
    elif rule.min_pixels is not None and width * height < rule.min_pixels:
        grow = sqrt(rule.min_pixels / (size[0] * size[1]))
        width, height = (ceil(edge * grow / step) * step for edge in size)
    return max(step, width), max(step, height)


def _in_budget(size: Size, rule: ImageRule) -> Size:
    """As large as `max_pixels` allows with the aspect kept and both edges cut to a multiple.

    https://github.com/huggingface/transformers, models/gemma4/image_processing_gemma4.py
    """
    step = max(1, rule.multiple)
    budget = rule.max_pixels or size[0] * size[1]
    factor = sqrt(budget / (size[0] * size[1]))
    width, height = (floor(edge * factor / step) * step for edge in size)
    most = budget // step
    if not width:
        return step, min(max(1, size[1] // size[0]) * step, most)
    if not height:
        return min(max(1, size[0] // size[1]) * step, most), step
    return width, height


def _padded_square(size: Size, side: int, background: str) -> Placement:
    """The longest edge `side`, the other filled up on both sides.

    https://github.com/huggingface/transformers, models/janus/image_processing_janus.py
    """
    shrink = side / max(size)
    wide, high = (max(1, round(edge * shrink)) for edge in size)
    offset = ((side - wide) // 2, (side - high) // 2)
    return Placement((wide, high), (side, side), (side, side), offset, background)


def _square_padded_first(size: Size, side: int, background: str) -> Placement:
    """Filled up on both sides to a square of the longest edge, which is then resized.

    https://github.com/haotian-liu/LLaVA, llava/mm_utils.py, expand2square
    """
    edge = max(size)
    offset = ((edge - size[0]) // 2, (edge - size[1]) // 2)
    return Placement(size, (edge, edge), (side, side), offset, background)


def _padded_grid(size: Size, rule: ImageRule) -> Placement:
    """Shrunk into `max_pixels`, counted in whole patches of half a cell, then filled up to cells.

    image_processing_kimi_vl.py of https://huggingface.co/moonshotai/Kimi-VL-A3B-Instruct
    """
    cell = max(1, rule.multiple)
    patch = max(1, cell // 2)
    patches = max(1, size[0] // patch) * max(1, size[1] // patch)
    most = (rule.max_pixels or size[0] * size[1]) // patch**2
    shrink = sqrt(most / patches) if patches > most else 1.0
    wide, high = (max(1, int(edge * shrink)) for edge in size)
    canvas = (ceil(wide / cell) * cell, ceil(high / cell) * cell)
    return Placement((wide, high), canvas, canvas, (0, 0), rule.background)


def _is_tiled(size: Size, rule: ImageRule) -> bool:
    """Whether an image is too large to be sent whole: more than twice the pixels.

    https://github.com/huggingface/transformers, models/lfm2_vl/image_processing_lfm2_vl.py
    """
    step = max(1, rule.multiple)
    wide, high = (max(step // 2, round(edge / step) * step) for edge in size)
    return rule.max_pixels is not None and wide * high > 2 * rule.max_pixels


def _on_tiles(size: Size, side: int, most: int, least: int = 1) -> Size:
    """The grid of `least` to `most` tiles whose shape is nearest to the image's.

    Of equally near grids the larger one, while it is less than twice the image's area.
    https://github.com/huggingface/transformers, models/got_ocr2/image_processing_got_ocr2.py,
    get_optimal_tiled_canvas (InternVL's own `dynamic_preprocess`)
    """
    aspect, area = size[0] / size[1], size[0] * size[1]
    best, nearest = (1, 1), float("inf")
    grids = [(x, y) for x in range(1, most + 1) for y in range(1, most // x + 1)]
    grids = [grid for grid in grids if grid[0] * grid[1] >= least]
    for grid in sorted(grids, key=lambda grid: grid[0] * grid[1]):
        distance = abs(aspect - grid[0] / grid[1])
        roomy = area > 0.5 * side * side * grid[0] * grid[1]
        if distance < nearest or (distance == nearest and roomy):
            best, nearest = grid, distance
    return best[0] * side, best[1] * side
