"""An image cut into tiles by us, for a family whose tiles llama.cpp would choose otherwise.

LFM2-VL: llama.cpp letterboxes the tiles' image, where the model was trained on a stretched one, and
cuts none from an image of two tiles that has their exact size. So each tile is handed over alone,
and the tokens between them are written here.
"""

from __future__ import annotations

import ctypes
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from vizdesk.common.messages import message
from vizdesk.engines.llama.worker.bindings import mtmd
from vizdesk.engines.llama.worker.protocol import WorkerError


@dataclass(frozen=True, slots=True)
class TileLayout:
    """How a family lays out tiles of `side` pixels: control tokens before each, then the whole."""

    side: int
    tile_start: str
    overview_start: str

    def start_of(self, row: int, column: int) -> str:
        """The token before the tile in that row and column, counted from 0."""
        return self.tile_start.format(row=row + 1, column=column + 1)


# https://github.com/huggingface/transformers, models/lfm2_vl/processing_lfm2_vl.py
TILE_LAYOUTS = {
    "lfm2": TileLayout(512, "<|img_row_{row}_col_{column}|>", "<|img_thumbnail|>"),
}


def bitmap_of(projector: Any, image: bytes) -> Any:  # noqa: ANN401 - C pointers
    """A bitmap of an encoded image, to be freed by `mtmd_bitmap_free`. Raises WorkerError."""
    buffer = (ctypes.c_uint8 * len(image)).from_buffer_copy(image)
    bitmap = mtmd.mtmd_helper_bitmap_init_from_buf(projector, buffer, len(image), False)
    if not bitmap:
        raise WorkerError(message("llama.cpp could not read the image it was given."))
    mtmd.mtmd_bitmap_set_id(bitmap, hashlib.sha256(image).hexdigest().encode())
    return bitmap


def tile_bitmaps(projector: Any, image: bytes, side: int) -> Iterator[tuple[int, int, Any]]:  # noqa: ANN401
    """Row, column and bitmap of each tile, row by row; each bitmap is the caller's to free."""
    whole = bitmap_of(projector, image)
    try:
        wide, high = int(mtmd.mtmd_bitmap_get_nx(whole)), int(mtmd.mtmd_bitmap_get_ny(whole))
        data = ctypes.string_at(mtmd.mtmd_bitmap_get_data(whole), wide * high * 3)
    finally:
        mtmd.mtmd_bitmap_free(whole)
    pixels = np.frombuffer(data, np.uint8).reshape(high, wide, 3)
    for row in range(high // side):
        for column in range(wide // side):
            tile = pixels[row * side : (row + 1) * side, column * side : (column + 1) * side]
            yield row, column, _bitmap(tile.tobytes(), side)


def _bitmap(pixels: bytes, side: int) -> Any:  # noqa: ANN401
    buffer = (ctypes.c_uint8 * len(pixels)).from_buffer_copy(pixels)
    bitmap = mtmd.mtmd_bitmap_init(side, side, buffer)
    mtmd.mtmd_bitmap_set_id(bitmap, hashlib.sha256(pixels).hexdigest().encode())
    return bitmap
