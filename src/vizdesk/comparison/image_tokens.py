"""How many tokens a vendor counts an image as: its published rule, as arithmetic.

Rules are data (resources/image_tokens.toml), because vendors change their figures during a year.
Sources: OpenAI's guide “Images and vision”, Anthropic's “Vision”, both as of the rule's date.
"""

from __future__ import annotations

from collections.abc import Mapping
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

    PATCHES counts squares of 32 px, times `multiplier`. TILES counts squares of 512 px: `base` +
    `each` a tile. CELLS counts squares of `cell` px, at most `most`. FLAT is `base` for any size.
    `limits` are by detail (low, high, original, auto); `default` is the one taken when none is
    named.
    """

    names: tuple[str, ...]
    kind: TokenKind
    as_of: str
    source: str
    multiplier: float = 1.0
    base: int = 0
    each: int = 0
    cell: int = 28
    most: int | None = None
    default: str = "high"
    limits: Mapping[str, Limit] = field(default_factory=dict)


def image_tokens(rule: TokenRule, width: int, height: int, detail: str | None = None) -> int:
    """Tokens an image of `width` x `height` pixels is counted as at `detail`."""
    match rule.kind:
        case TokenKind.PATCHES:
            limit = rule.limits.get(detail or rule.default) or rule.limits[rule.default]
            across, down = resized(limit, width, height)
            return ceil(_patches(across, down) * rule.multiplier)
        case TokenKind.TILES:
            return rule.base if detail == "low" else _tiles(rule, width, height)
        case TokenKind.CELLS:
            count = ceil(width / rule.cell) * ceil(height / rule.cell)
            return count if rule.most is None else min(rule.most, count)
        case TokenKind.FLAT:
            return rule.base


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
