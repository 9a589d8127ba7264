"""What the reference makes of images of 13 sizes, with the parameters of published checkpoints.

`python -m parity.sizes` writes tests/parity/sizes.json; needs the `parity` packages, and for
LFM2-VL the torchvision of the same torch.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from math import ceil
from pathlib import Path

import numpy as np

Sent = tuple[int, int, int]
"""Width and height in pixels of what is sent, all tiles together; image tokens."""

FILE = Path(__file__).resolve().parents[1] / "tests" / "parity" / "sizes.json"
SIZES = (
    (64, 64),
    (27, 257),
    (224, 224),
    (344, 251),
    (640, 480),
    (1000, 100),
    (1024, 1024),
    (1280, 720),
    (1080, 1920),
    (2480, 3508),
    (4000, 3000),
    (3024, 4032),
    (8000, 1200),
)


def main() -> None:
    """Write the table."""
    table = {
        family: {f"{wide}x{high}": sent(wide, high) for wide, high in SIZES}
        for family, sent in FAMILIES.items()
    }
    lines = [f"{json.dumps(family)}: {json.dumps(sizes)}" for family, sizes in table.items()]
    FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def qwen(cell: int, least: int, most: int) -> Callable[[int, int], Sent]:
    """Qwen-VL with its limits in pixels."""

    def sent(wide: int, high: int) -> Sent:
        from transformers.models.qwen2_vl.image_processing_pil_qwen2_vl import smart_resize

        high, wide = smart_resize(high, wide, cell, least, most)
        return wide, high, wide * high // cell**2

    return sent


def glm(wide: int, high: int) -> Sent:
    """GLM-4.1V to 4.6V."""
    from transformers.models.glm4v.image_processing_pil_glm4v import smart_resize

    high, wide = smart_resize(2, high, wide, 2, 28, 112 * 112, 28 * 28 * 15000)
    return wide, high, wide * high // 28**2


def mistral(cell: int, longest: int) -> Callable[[int, int], Sent]:
    """Pixtral and what followed; the tokens of row ends are counted, but the last."""

    def sent(wide: int, high: int) -> Sent:
        from transformers.models.pixtral.image_processing_pil_pixtral import (
            get_resize_output_image_size,
        )

        pixels = np.empty((3, high, wide), np.uint8)
        high, wide = get_resize_output_image_size(pixels, longest, cell)
        rows, columns = high // cell, wide // cell
        return wide, high, rows * (columns + 1) - 1

    return sent


def gemma4(wide: int, high: int) -> Sent:
    """Gemma 4 with its largest budget."""
    from transformers.models.gemma4.image_processing_pil_gemma4 import (
        get_aspect_ratio_preserving_size,
    )

    high, wide = get_aspect_ratio_preserving_size(high, wide, 16, 1120 * 9, 3)
    return wide, high, wide * high // 48**2


def internvl(wide: int, high: int) -> Sent:
    """InternVL 3: at most 12 tiles of 256 tokens, and the whole beside several."""
    from transformers.models.got_ocr2.image_processing_pil_got_ocr2 import (
        get_optimal_tiled_canvas,
    )

    columns, rows = get_optimal_tiled_canvas((high, wide), (448, 448), 1, 12)
    tiles = columns * rows
    return columns * 448, rows * 448, 256 * (tiles + (tiles > 1))


def smolvlm(wide: int, high: int) -> Sent:
    """SmolVLM2: tiles of 64 tokens, and the whole; the size before it is made whole tiles."""
    from transformers.models.idefics3.image_processing_pil_idefics3 import (
        get_resize_output_image_size,
    )

    pixels = np.empty((3, high, wide), np.uint8)
    high, wide = get_resize_output_image_size(pixels, resolution_max_side=2048)
    return wide, high, 64 * (ceil(wide / 512) * ceil(high / 512) + 1)


def lfm2(wide: int, high: int) -> Sent:
    """LFM2-VL and LFM2.5-VL: whole, or tiles of 256 tokens and the whole."""
    from transformers.models.lfm2_vl.image_processing_lfm2_vl import Lfm2VlImageProcessor

    made = Lfm2VlImageProcessor()
    small_wide, small_high = made.smart_resize(high, wide, 2, 64, 256, 16)
    small = small_wide * small_high // 32**2
    if not made._is_image_too_large(high, wide, 256, 16, 2, 2.0):
        return small_wide, small_high, small
    _, _, wide, high, tiles = made._get_grid_layout(high, wide, 2, 10, 512)
    return wide, high, 256 * tiles + small


def paddle(wide: int, high: int) -> Sent:
    """PaddleOCR-VL with the limits it is published with."""
    from transformers.models.paddleocr_vl.image_processing_pil_paddleocr_vl import smart_resize

    high, wide = smart_resize(high, wide, 28, 147384, 2822400)
    return wide, high, wide * high // 28**2


def hunyuan(wide: int, high: int) -> Sent:
    """HunyuanOCR: a token at each row's end, one before the image and one after."""
    from transformers.models.hunyuan_vl.image_processing_pil_hunyuan_vl import smart_resize

    high, wide = smart_resize(high, wide, 32, 512 * 512, 2048 * 2048)
    return wide, high, high // 32 * (wide // 32 + 1) + 2


def square(side: int, tokens: int) -> Callable[[int, int], Sent]:
    """Families of one size."""
    return lambda _wide, _high: (side, side, tokens)


FAMILIES: dict[str, Callable[[int, int], Sent]] = {
    "gemma-3": square(896, 256),
    "gemma-4": gemma4,
    "glm-v": glm,
    "glm-ocr": glm,
    "hunyuan-ocr": hunyuan,
    "internvl3": internvl,
    "janus-pro": square(384, 576),
    "lfm2-vl": lfm2,
    "lfm2.5-vl": lfm2,
    "llava": square(336, 576),
    "mistral-small": mistral(28, 1540),
    "paddleocr-vl": paddle,
    "pixtral": mistral(16, 1024),
    "qwen2.5-vl": qwen(28, 802816, 1605632),
    "qwen2.5-vl, as published": qwen(28, 802816, 12845056),
    "qwen3-vl": qwen(32, 1048576, 2097152),
    "qwen3-vl, as published": qwen(32, 1048576, 16777216),
    "smolvlm": smolvlm,
}


if __name__ == "__main__":
    main()
