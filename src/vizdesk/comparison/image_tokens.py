"""How many tokens a vendor counts an image as: its published rule, as arithmetic.

Rules are data (resources/image_tokens.toml), because vendors change their figures during a year.
Each rule names its source and date; measured counts stand in the tests.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from math import ceil, floor, sqrt

PATCH = 32
TILE = 512
FIT_TILES, SHORT_SIDE = 2048, 768


class TokenKind(Enum):
    """What is counted. The values are those of the TOML file."""

    PATCHES = "patches"
    TILES = "tiles"
    CELLS = "cells"
    BUDGET = "budget"
    CROPS = "crops"
    SQUARES = "squares"
    ROWS = "rows"
    GRID = "grid"
    FLAT = "flat"


@dataclass(frozen=True, slots=True)
class Limit:
    """How large an image is taken at one `detail`: its longest edge in pixels, and its patches
    (None: as many as it has)."""

    longest: int
    patches: int | None = None


@dataclass(frozen=True, slots=True)
class TokenRule:
    """One family's rule, with its date and source.

    PATCHES (OpenAI) counts squares of 32 px, times `multiplier`. TILES (OpenAI) counts squares of
    512 px: `base` + `each` a tile. CELLS (Anthropic) counts squares of `cell` px of the image made
    as small as `longest` and `most` cells want it. BUDGET (Gemini 3) fills `most` tokens as far as
    the aspect allows, whatever the size. CROPS (Gemini 2) counts `each` a crop, one for an image
    within `small` px. SQUARES (Grok) counts squares of `cell` px, at most `most`: `base` + `each` a
    square. ROWS (Mistral) counts squares of `cell` px of the image within `longest`, and one more a
    row. GRID (Qwen) counts squares of `cell` px of the image within `min_pixels` and `max_pixels`,
    and `base` more. FLAT is `base` for any size. `limits` are by detail (low, high, original,
    auto); `default` is the one taken when none is named.
    """

    names: tuple[str, ...]
    kind: TokenKind
    as_of: str
    source: str
    multiplier: float = 1.0
    base: int = 0
    each: int = 0
    cell: int = 28
    most: int = 0
    longest: int = 0
    small: int = 0
    min_pixels: int = 0
    max_pixels: int = 0
    default: str = "high"
    limits: Mapping[str, Limit] = field(default_factory=dict)


def image_tokens(rule: TokenRule, width: int, height: int, detail: str | None = None) -> int:
    """Tokens an image of `width` x `height` pixels is counted as at `detail`."""
    if rule.kind is TokenKind.PATCHES:
        limit = rule.limits.get(detail or rule.default) or rule.limits[rule.default]
        return ceil(_patches(*resized(limit, width, height)) * rule.multiplier)
    if rule.kind is TokenKind.TILES:
        return rule.base if detail == "low" else _tiles(rule, width, height)
    return _BY_SIZE[rule.kind](rule, width, height)


def resized(limit: Limit, width: int, height: int) -> tuple[int, int]:
    """The size in pixels an image is counted at, after the vendor's own shrinking."""
    shrink = min(1.0, limit.longest / max(width, height))
    width, height = max(1, floor(width * shrink)), max(1, floor(height * shrink))
    if limit.patches is None or _patches(width, height) <= limit.patches:
        return width, height
    factor = sqrt(PATCH * PATCH * limit.patches / (width * height))
    across, down = width * factor / PATCH, height * factor / PATCH
    # Whole patches in the direction where less is cut.
    factor *= min(floor(across) / across, floor(down) / down)
    return floor(width * factor), floor(height * factor)


def _patches(width: int, height: int) -> int:
    return ceil(width / PATCH) * ceil(height / PATCH)


def _tiles(rule: TokenRule, width: int, height: int) -> int:
    fit = min(1.0, FIT_TILES / max(width, height))
    across, down = width * fit, height * fit
    short = min(1.0, SHORT_SIDE / min(across, down))
    across, down = across * short, down * short
    return rule.base + rule.each * ceil(across / TILE) * ceil(down / TILE)


def _cells(rule: TokenRule, width: int, height: int) -> int:
    """Anthropic's: the largest size of the same aspect that keeps to both limits.

    It gives the sizes of Anthropic's own table, such as 1092 x 1092 and 951 x 1268 px.
    """
    scale = min(1.0, rule.longest / max(width, height)) if rule.longest else 1.0
    across, down = width * scale, height * scale
    if not rule.most or _squares(across, down, rule.cell) <= rule.most:
        return _squares(across, down, rule.cell)
    # Where the count passes the limit, an edge passes a whole cell: only those sizes are tried.
    edges = [(cells * rule.cell / edge) for edge in (across, down) for cells in range(1, rule.most)]
    counts = (_squares(across * factor, down * factor, rule.cell) for factor in edges if factor < 1)
    return max((count for count in counts if count <= rule.most), default=1)


def _squares(across: float, down: float, side: int) -> int:
    # A size that was divided and multiplied may be a hair above a whole number.
    return max(1, ceil(across / side - 1e-9)) * max(1, ceil(down / side - 1e-9))


def _budget(rule: TokenRule, width: int, height: int) -> int:
    """Gemini's from 3 on: squares that fill the budget, at least one each way."""
    across = max(1, floor(sqrt(rule.most * width / height)))
    return min(rule.most, across * max(1, floor(sqrt(rule.most * height / width))))


# Google's unit of cropping, in pixels.
_LEAST_CROP, _MOST_CROP = 256, 768


def _crops(rule: TokenRule, width: int, height: int) -> int:
    """Gemini's up to 2.5: crops of the shorter edge / 1.5, each scaled to 768 px."""
    if max(width, height) <= rule.small:
        return rule.each
    unit = min(_MOST_CROP, max(_LEAST_CROP, floor(min(width, height) / 1.5)))
    return rule.each * ceil(width / unit) * ceil(height / unit)


def _limited_squares(rule: TokenRule, width: int, height: int) -> int:
    """xAI's: squares up to a number of them, and the whole image once more."""
    return rule.base + rule.each * min(rule.most, _squares(width, height, rule.cell))


def _rows(rule: TokenRule, width: int, height: int) -> int:
    """Mistral's: shrunk to the longest edge, a token a square, one more at the end of each row.

    https://github.com/mistralai/mistral-common, tokens/tokenizers/image.py
    """
    ratio = max(1.0, max(width, height) / rule.longest)
    across = ceil(max(1, round(width / ratio)) / rule.cell)
    return ceil(max(1, round(height / ratio)) / rule.cell) * (across + 1)


def _grid(rule: TokenRule, width: int, height: int) -> int:
    """Qwen's `smart_resize`, then a token a square, and the marks around the image.

    https://github.com/huggingface/transformers, models/qwen2_vl/image_processing_qwen2_vl.py
    """
    step = rule.cell
    across, down = round(width / step), round(height / step)
    if across * down * step * step > rule.max_pixels:
        shrink = sqrt(width * height / rule.max_pixels)
        across, down = floor(width / shrink / step), floor(height / shrink / step)
    elif across * down * step * step < rule.min_pixels:
        grow = sqrt(rule.min_pixels / (width * height))
        across, down = ceil(width * grow / step), ceil(height * grow / step)
    return rule.base + max(1, across) * max(1, down)


def _flat(rule: TokenRule, _width: int, _height: int) -> int:
    return rule.base


_BY_SIZE: Mapping[TokenKind, Callable[[TokenRule, int, int], int]] = {
    TokenKind.CELLS: _cells,
    TokenKind.BUDGET: _budget,
    TokenKind.CROPS: _crops,
    TokenKind.SQUARES: _limited_squares,
    TokenKind.ROWS: _rows,
    TokenKind.GRID: _grid,
    TokenKind.FLAT: _flat,
}
