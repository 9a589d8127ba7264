"""How much memory a model takes, in bytes."""

from __future__ import annotations

MOST_OVERHEAD = 1 << 30
FIXED_OVERHEAD = 64 << 20


def estimated_bytes(file_bytes: int) -> int:
    """Weights as they lie in the files, plus context and buffers: a fifth, at most 1 GB."""
    return file_bytes + min(file_bytes // 5 + FIXED_OVERHEAD, MOST_OVERHEAD)
