"""Reads the tensors of a Hugging Face folder from its safetensors files, a few rows at a time.

The format: https://github.com/huggingface/safetensors#format – the length of a JSON header, the
header, then the data it points into.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vizdesk.common.formatting import number
from vizdesk.common.messages import message
from vizdesk.conversion.errors import ConversionError

Floats = NDArray[np.float32]
_KINDS: dict[str, np.dtype[Any]] = {
    "BF16": np.dtype("<u2"),
    "F16": np.dtype("<f2"),
    "F32": np.dtype("<f4"),
}
_LONGEST_HEADER = 100 << 20


@dataclass(frozen=True, slots=True)
class _Place:
    path: Path
    offset: int
    kind: str
    shape: tuple[int, ...]


class Checkpoint:
    """All tensors of a folder, by name; nothing is read before it is asked for.

    Raises ConversionError for a missing or incomplete file and for quantised weights.
    """

    def __init__(self, folder: Path) -> None:
        self._places: dict[str, _Place] = {}
        for path in _files(folder):
            self._places |= dict(_places(path))
        if not self._places:
            raise ConversionError(
                message("There are no weights (*.safetensors) in {folder}.", folder=str(folder))
            )

    def find(self, *names: str) -> str:
        """The first of `names` that is there. Raises ConversionError."""
        for name in names:
            if name in self._places:
                return name
        raise ConversionError(
            message(
                "The weights have no tensor “{tensor}”. This is no PaliGemma checkpoint, or a part "
                "of it is missing: download the whole folder again.",
                tensor=names[0],
            )
        )

    def shape(self, name: str) -> tuple[int, ...]:
        """The shape of a tensor, as published: (out, in) for a matrix."""
        return self._places[name].shape

    def read(self, name: str, first: int = 0, last: int | None = None) -> Floats:
        """Rows `first` to `last` of a tensor, as float32."""
        place = self._places[name]
        kind = _KINDS[place.kind]
        rows = place.shape[0]
        stop = rows if last is None else min(last, rows)
        width = prod(place.shape[1:])
        raw: NDArray[Any] = np.memmap(
            place.path,
            dtype=kind,
            mode="r",
            offset=place.offset + first * width * kind.itemsize,
            shape=((stop - first) * width,),
        )
        values: Floats
        if place.kind == "BF16":
            values = (raw.astype(np.uint32) << 16).view(np.float32)
        else:
            values = raw.astype(np.float32)
        return values.reshape(stop - first, *place.shape[1:])


def _files(folder: Path) -> list[Path]:
    """The weight files: those the index names, which must all be there, else every one."""
    index = folder / "model.safetensors.index.json"
    if not index.is_file():
        return sorted(folder.glob("*.safetensors"))
    named = sorted(set(json.loads(index.read_text(encoding="utf-8"))["weight_map"].values()))
    missing = [name for name in named if not (folder / name).is_file()]
    if missing:
        raise ConversionError(
            message(
                "“{name}” is missing in {folder}. Download the whole folder again.",
                name=missing[0],
                folder=str(folder),
            )
        )
    return [folder / name for name in named]


def _places(path: Path) -> Iterator[tuple[str, _Place]]:
    size = path.stat().st_size
    header, start = _header(path, size)
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        if entry["dtype"] not in _KINDS:
            raise ConversionError(
                message(
                    "“{name}” holds {type} weights. Only unquantised ones (BF16, F16, F32) can be "
                    "converted: download the original checkpoint.",
                    name=path.name,
                    type=entry["dtype"],
                )
            )
        begin, end = entry["data_offsets"]
        if start + end > size:
            raise ConversionError(
                message(
                    "“{name}” is cut off: {there} of {needed} bytes or more are there. "
                    "Download it again.",
                    name=path.name,
                    there=number(size),
                    needed=number(start + end),
                )
            )
        yield name, _Place(path, start + begin, entry["dtype"], tuple(entry["shape"]))


def _header(path: Path, size: int) -> tuple[dict[str, Any], int]:
    """The JSON header, and where the data begins."""
    with path.open("rb") as file:
        length = struct.unpack("<Q", file.read(8))[0] if size >= 8 else _LONGEST_HEADER + 1
        if length > min(size, _LONGEST_HEADER):
            raise ConversionError(
                message("“{name}” is no safetensors file. Download it again.", name=path.name)
            )
        try:
            return json.loads(file.read(length)), 8 + length
        except ValueError as error:
            raise ConversionError(
                message(
                    "The header of “{name}” is damaged: {reason}.",
                    name=path.name,
                    reason=str(error),
                )
            ) from error
