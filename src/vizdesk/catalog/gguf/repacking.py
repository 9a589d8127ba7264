"""Which weights llama.cpp rearranges for this processor, and so keeps twice: as read, and as used.

Source: ggml_repack_get_optimal_repack_type in llama.cpp's ggml/src/ggml-cpu/repack.cpp. The copy is
private memory; the file's own pages stay mapped beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path

from vizdesk.catalog.gguf.header_parser import TensorInfo

Q4_0, Q8_0, Q4_K, Q5_K, Q6_K, IQ4_NL, MXFP4 = 2, 8, 12, 13, 14, 20, 39  # enum ggml_type
_AVX2 = frozenset((Q4_0, Q4_K, IQ4_NL, MXFP4))
_DOT_PRODUCTS = frozenset((Q4_0, Q8_0, Q4_K, Q5_K, Q6_K, IQ4_NL, MXFP4))
_ROWS = 8  # matrices of another number of rows stay as they are
_EMBEDDINGS, _OUTPUT = "token_embd.weight", "output.weight"


@cache
def repacked_kinds(cpuinfo: Path = Path("/proc/cpuinfo")) -> frozenset[int]:
    """The types of weights that are rearranged on this processor; where it is not told, AVX2's."""
    import platform

    if platform.machine().lower() in ("arm64", "aarch64"):
        return _DOT_PRODUCTS
    try:
        words = cpuinfo.read_text(encoding="ascii", errors="replace").split()
    except OSError:
        return _AVX2
    return _AVX2 if "avx2" in words else frozenset()


def repacked_bytes(tensors: Iterable[TensorInfo], kinds: Collection[int]) -> int:
    """The bytes of the matrices among `tensors` that are kept a second time.

    A model without output weights of its own uses the embeddings for that: once to look words up,
    as they are, and once to multiply with, rearranged.
    """
    matrices = [tensor for tensor in tensors if len(tensor.sides) > 1]
    own_output = any(tensor.name == _OUTPUT for tensor in matrices)
    return sum(
        tensor.size or 0
        for tensor in matrices
        if tensor.kind in kinds
        and tensor.sides[1] % _ROWS == 0
        and (
            tensor.name.startswith("blk.")
            or tensor.name == (_OUTPUT if own_output else _EMBEDDINGS)
        )
    )
