"""A PNG written row by row: as tall as one likes, with progress, and stopped between two bands.

QImageWriter takes one whole image (at most 32,767 pixels a side, all of it in memory) and says
nothing while it works. The file format is RFC 2083: https://www.w3.org/TR/png-3/
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, BinaryIO

from vizdesk.common.surrogates import whole_text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_RGB, _UP = 2, 2
_LEVEL = 6
_METRE_IN_INCHES = 39.3701


def write_png(
    file: BinaryIO,
    width: int,
    height: int,
    bands: Iterable[NDArray[np.uint8]],
    texts: Mapping[str, str],
    dpi: float = 96.0,
) -> None:
    """Write RGB `bands` of shape (rows, width, 3), top to bottom, `height` rows in all.

    `texts` go into the file as iTXt (title, program). Raises ValueError when the rows do not
    add up, and whatever `bands` and `file` raise.
    """
    import numpy as np

    file.write(_SIGNATURE)
    _chunk(file, b"IHDR", struct.pack(">IIBBBBB", width, height, 8, _RGB, 0, 0, 0))
    metre = round(dpi * _METRE_IN_INCHES)
    _chunk(file, b"pHYs", struct.pack(">IIB", metre, metre, 1))
    for name, text in texts.items():
        _chunk(file, b"iTXt", name.encode("latin-1") + b"\0\0\0\0\0" + whole_text(text).encode())
    packer = zlib.compressobj(_LEVEL)
    above = np.zeros((1, width * 3), np.uint8)
    rows = 0
    for band in bands:
        flat = np.ascontiguousarray(band).reshape(len(band), width * 3)
        # Each row is told by its difference to the one above: flat areas become zeros.
        lines = np.empty((len(flat), 1 + width * 3), np.uint8)
        lines[:, 0] = _UP
        lines[:, 1:] = flat - np.concatenate((above, flat[:-1]))
        above, rows = flat[-1:].copy(), rows + len(flat)
        if packed := packer.compress(lines.tobytes()):
            _chunk(file, b"IDAT", packed)
    if rows != height:
        raise ValueError(f"{rows} rows were painted, {height} were promised")
    _chunk(file, b"IDAT", packer.flush())
    _chunk(file, b"IEND", b"")


def _chunk(file: BinaryIO, kind: bytes, data: bytes) -> None:
    file.write(struct.pack(">I", len(data)) + kind)
    file.write(data)
    file.write(struct.pack(">I", zlib.crc32(data, zlib.crc32(kind))))
