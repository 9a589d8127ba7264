"""How many processor threads a child computes with, and how they wait for each other.

llama.cpp's threads meet at a barrier after each tensor and spin there. When another program holds
one of two processors, each meeting costs a whole time slice: reading a picture with the demo model
took 0.60 s instead of 0.02 s (docs/llama-engine.md).
"""

from __future__ import annotations

SMALL_MODEL_BYTES = 64 << 20
MOST_THREADS = 8  # beyond that memory is the bottleneck


def reading_threads(file_bytes: int, processors: int) -> int:
    """Threads for pictures and prompts: one for a small model, else all but one of three or more.

    A small model's tensors are done before a second thread has woken up.
    """
    if file_bytes < SMALL_MODEL_BYTES:
        return 1
    return max(1, min(MOST_THREADS, processors if processors <= 2 else processors - 1))


def waiting_policy(processors: int) -> dict[str, str]:
    """Environment that makes threads sleep at a barrier where no processor is to spare."""
    return {"OMP_WAIT_POLICY": "passive"} if processors <= 2 else {}
