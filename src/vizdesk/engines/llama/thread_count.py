"""How many processor threads a child computes with, and how they wait for each other.

llama.cpp's threads meet at a barrier after each tensor and spin there. When another program holds
one of two processors, each meeting costs a whole time slice: reading an image with the demo model
took 0.60 s instead of 0.02 s (docs/llama-engine.md).
"""

from __future__ import annotations

SMALL_MODEL_BYTES = 64 << 20


def reading_threads(file_bytes: int, cores: int) -> int:
    """Threads for images and prompts: one for a small model, else one for each physical core.

    A small model's tensors are done before a second thread has woken up.
    """
    return 1 if file_bytes < SMALL_MODEL_BYTES else max(1, cores)


def waiting_policy(processors: int) -> dict[str, str]:
    """Environment that makes threads sleep at a barrier where no processor is to spare."""
    return {"OMP_WAIT_POLICY": "passive"} if processors <= 2 else {}
