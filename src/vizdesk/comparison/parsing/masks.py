"""Gemini's masks: a PNG of probabilities as large as the box, as a data URI → its outline.

https://ai.google.dev/gemini-api/docs/image-understanding (segmentation): base64, 8-bit values,
a pixel belongs to the object from 127 on. Only such plain PNGs are read, by zlib alone
(https://www.w3.org/TR/png-3/): this room has no Pillow.
"""

from __future__ import annotations

import base64
import binascii
import struct
import zlib
from collections.abc import Iterator

Ring = tuple[tuple[float, float], ...]

INSIDE = 127
MOST_PIXELS = 1_200_000
# Masks are traced on a grid no finer than this: an outline on a screen shows no more.
FINEST = 128
MOST_RINGS = 8
SMALLEST_RING = 4
CHANNELS = {0: 1, 2: 3, 4: 2, 6: 4}


def outline(uri: str) -> list[Ring]:
    """The outer rings of a mask in 0..1 of its box; empty where it cannot be read or holds nothing.

    Straight runs are joined: a vertex stands where the outline turns.
    """
    grid = _grid(uri)
    return [] if grid is None else _rings(grid)


def _grid(uri: str) -> list[list[bool]] | None:
    head, comma, data = uri.partition(",")
    if not comma or "base64" not in head or "png" not in head:
        return None
    try:
        return _decoded(base64.b64decode(data, validate=True))
    except (binascii.Error, zlib.error, struct.error, ValueError):
        return None


def _decoded(png: bytes) -> list[list[bool]] | None:
    if png[:8] != b"\x89PNG\r\n\x1a\n":
        return None
    header = struct.unpack(">IIBBBBB", png[16:29])
    wide, high, depth, colour, _, _, interlaced = header
    channels = CHANNELS.get(colour)
    if channels is None or depth != 8 or interlaced or not 0 < wide * high <= MOST_PIXELS:
        return None
    packed = b"".join(body for kind, body in _chunks(png) if kind == b"IDAT")
    size = high * (wide * channels + 1)
    rows = zlib.decompressobj().decompress(packed, size)
    if len(rows) != size:
        return None
    step = max(1, -(-max(wide, high) // FINEST))
    lines = _unfiltered(rows, wide * channels, high, channels)
    return [
        [value > INSIDE for value in line[: wide * channels : channels * step]]
        for at, line in enumerate(lines)
        if at % step == 0
    ]


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at + 8 <= len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += 12 + length


def _unfiltered(rows: bytes, stride: int, high: int, channels: int) -> Iterator[bytearray]:
    """The scan lines, with PNG's filters undone (https://www.w3.org/TR/png-3/#9Filters)."""
    above = bytearray(stride)
    for number in range(high):
        start = number * (stride + 1)
        kind, line = rows[start], bytearray(rows[start + 1 : start + 1 + stride])
        if kind > 4:
            raise ValueError("unknown filter")
        if kind:
            _undo(kind, line, above, channels)
        yield line
        above = line


def _undo(kind: int, line: bytearray, above: bytearray, channels: int) -> None:
    for at in range(len(line)):
        left = line[at - channels] if at >= channels else 0
        up = above[at]
        if kind == 1:
            added = left
        elif kind == 2:
            added = up
        elif kind == 3:
            added = (left + up) // 2
        else:
            added = _paeth(left, up, above[at - channels] if at >= channels else 0)
        line[at] = (line[at] + added) & 255


def _paeth(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    distances = abs(guess - left), abs(guess - up), abs(guess - corner)
    least = min(distances)
    return left if distances[0] == least else up if distances[1] == least else corner


def _rings(grid: list[list[bool]]) -> list[Ring]:
    """The outer borders of the parts, largest first: edges of filled cells joined end to end."""
    high, wide = len(grid), len(grid[0]) if grid else 0
    following: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for y in range(high):
        for x in range(wide):
            if not grid[y][x]:
                continue
            # Clockwise around a filled cell; an edge between two filled cells is no border.
            if not (y and grid[y - 1][x]):
                following.setdefault((x, y), []).append((x + 1, y))
            if not (x + 1 < wide and grid[y][x + 1]):
                following.setdefault((x + 1, y), []).append((x + 1, y + 1))
            if not (y + 1 < high and grid[y + 1][x]):
                following.setdefault((x + 1, y + 1), []).append((x, y + 1))
            if not (x and grid[y][x - 1]):
                following.setdefault((x, y + 1), []).append((x, y))
    rings = []
    while following:
        ring = _followed(following)
        if len(ring) >= SMALLEST_RING and _area(ring) > 0:
            rings.append(ring)
    rings.sort(key=_area, reverse=True)
    return [tuple((x / wide, y / high) for x, y in ring) for ring in rings[:MOST_RINGS]]


def _followed(
    following: dict[tuple[int, int], list[tuple[int, int]]],
) -> list[tuple[int, int]]:
    start = next(iter(following))
    at, ring = start, [start]
    while True:
        ends = following[at]
        after = ends.pop()
        if not ends:
            del following[at]
        if after == start:
            break
        ring.append(after)
        at = after
        if at not in following:
            break
    return [
        here
        for before, here, after in zip(
            ring[-1:] + ring[:-1], ring, ring[1:] + ring[:1], strict=True
        )
        if (before[0] - here[0]) * (after[1] - here[1])
        != (before[1] - here[1]) * (after[0] - here[0])
    ]


def _area(ring: list[tuple[int, int]]) -> float:
    """Twice the signed area (shoelace formula); positive for an outer ring, as y runs down."""
    return sum(
        x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True)
    )
