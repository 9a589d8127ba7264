"""What llama.cpp does otherwise than a family's own program and vizdesk cannot mend: said."""

from __future__ import annotations

from vizdesk.common.messages import Message, message
from vizdesk.engines.llama.worker.gguf_api import opened_gguf

_PINPOINTS = b"clip.vision.image_grid_pinpoints"


def known_difference(path: str, kind: str) -> Message | None:
    """What answers of the projector at `path`, of that kind, suffer from; None where all is equal.

    Measured: docs/parity.md.
    """
    if kind == "llama4":
        return message(
            "llama.cpp cuts an image into at most 3 × 3 tiles for this family, its makers’ "
            "program into up to 16: small print may be lost."
        )
    if kind in ("mlp", "mlp_norm") and _has_key(path, _PINPOINTS):
        return message(
            "llama.cpp shows this family the tiles of an image one after the other, its makers’ "
            "program as one whole without the filling: answers differ."
        )
    return None


def _has_key(path: str, key: bytes) -> bool:
    with opened_gguf(path) as (ggml, file):
        return bool(file) and ggml.gguf_find_key(file, key) >= 0
