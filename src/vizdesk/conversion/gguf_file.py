"""Writes one GGUF file, tensor by tensor in pieces, so that a whole model is never in memory."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from math import prod
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vizdesk.common.formatting import byte_size
from vizdesk.common.messages import message
from vizdesk.conversion.errors import ConversionError

Floats = NDArray[np.float32]
ALIGNMENT = 32
_BLOCK = 32  # values of one Q8_0 block


class WeightType(Enum):
    """How the matrices of a file are stored. The values are what a person writes."""

    F16 = "f16"
    Q8_0 = "q8_0"


@dataclass(frozen=True, slots=True)
class Tensor:
    """One tensor of the file: its shape as (out, in), and its rows in order, in pieces.

    `exact` keeps it in float32: norms, biases, position tables.
    """

    name: str
    shape: tuple[int, ...]
    rows: Callable[[], Iterator[Floats]]
    exact: bool = False


@dataclass(frozen=True)
class GgufFile:
    """What is to be written. `describe` fills in the metadata on gguf's writer."""

    architecture: str
    describe: Callable[[Any], None]
    tensors: tuple[Tensor, ...]

    def write(self, path: Path, kind: WeightType, report: Callable[[float], None]) -> None:
        """Write to a temporary name beside `path`, then rename. `report` is told 0..1.

        Raises ConversionError when there is no room on the disk.
        """
        gguf = _library()
        partial = path.with_name(path.name + ".part")
        writer = gguf.GGUFWriter(partial, self.architecture)
        self.describe(writer)
        types = [_type_of(gguf, tensor, kind) for tensor in self.tensors]
        sizes = [
            _size(gguf, tensor, type_) for tensor, type_ in zip(self.tensors, types, strict=True)
        ]
        for tensor, type_, size in zip(self.tensors, types, sizes, strict=True):
            writer.add_tensor_info(
                tensor.name, tensor.shape, np.dtype(np.float32), size, raw_dtype=type_
            )
        _room(path.parent, sum(sizes))
        try:
            writer.write_header_to_file()
            writer.write_kv_data_to_file()
            writer.write_ti_data_to_file()
            writer.close()
            self._append(gguf, partial, types, sizes, report)
            os.replace(partial, path)
        finally:
            partial.unlink(missing_ok=True)

    def _append(
        self,
        gguf: ModuleType,
        path: Path,
        types: list[Any],
        sizes: list[int],
        report: Callable[[float], None],
    ) -> None:
        written, whole = 0, max(1, sum(sizes))
        with path.open("ab") as file:
            for tensor, type_, size in zip(self.tensors, types, sizes, strict=True):
                _pad(file)
                begun = file.tell()
                for piece in tensor.rows():
                    file.write(_stored(gguf, piece, type_))
                    report((written + file.tell() - begun) / whole)
                assert file.tell() - begun == size, tensor.name
                written += size
            _pad(file)


def _library() -> ModuleType:
    try:
        import gguf
    except ImportError as error:
        raise ConversionError(
            message(
                "Converting needs the package “gguf”. "
                "Install it with “pip install 'vizdesk[convert]'”."
            )
        ) from error
    library: ModuleType = gguf
    return library


def _type_of(gguf: ModuleType, tensor: Tensor, kind: WeightType) -> Any:  # noqa: ANN401
    types = gguf.GGMLQuantizationType
    if tensor.exact or len(tensor.shape) < 2:
        return types.F32
    # A row that is no whole number of blocks cannot be quantised.
    blocks = kind is WeightType.Q8_0 and tensor.shape[-1] % _BLOCK == 0
    return types.Q8_0 if blocks else types.F16


def _size(gguf: ModuleType, tensor: Tensor, type_: Any) -> int:  # noqa: ANN401
    values, size = gguf.GGML_QUANT_SIZES[type_]
    return int(prod(tensor.shape) // values * size)


def _stored(gguf: ModuleType, piece: Floats, type_: Any) -> bytes:  # noqa: ANN401
    types = gguf.GGMLQuantizationType
    if type_ == types.F32:
        return np.ascontiguousarray(piece, np.float32).tobytes()
    if type_ == types.F16:
        return piece.astype(np.float16).tobytes()
    from gguf.quants import quantize

    return bytes(quantize(np.ascontiguousarray(piece), type_).tobytes())


def _pad(file: Any) -> None:  # noqa: ANN401 - a binary file
    file.write(bytes(-file.tell() % ALIGNMENT))


def _room(folder: Path, needed: int) -> None:
    free = shutil.disk_usage(folder).free
    if needed > free:
        raise ConversionError(
            message(
                "There is no room in {folder}: {needed} are needed and {free} are free. "
                "Choose another folder with --out.",
                folder=str(folder),
                needed=byte_size(needed),
                free=byte_size(free),
            )
        )
