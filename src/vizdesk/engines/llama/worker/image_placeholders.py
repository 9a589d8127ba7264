"""Where a chat template writes the image, by projector, and what stands around it.

A template writes the model's own image token, which the family's processor replaces by the image
tokens and their frame. llama.cpp (mtmd) writes the frame's tokens itself, but not the plain text
some processors put around it: that is added here, so that a model reads what it was trained on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ImagePlaceholder:
    """What a template writes for an image, and the plain text to put before and after it.

    `joint` is what stands between image and words where a template knows nothing of images.
    """

    written: str
    before: str = ""
    after: str = ""
    joint: str = "\n"


# Sources: the processing_*.py of each family in https://github.com/huggingface/transformers, and
# the img_beg/img_end of llama.cpp's tools/mtmd/mtmd.cpp. Measured: docs/parity.md.
_GEMMA_3 = ImagePlaceholder("<start_of_image>", "\n\n", "\n\n")
_GEMMA_3N = ImagePlaceholder("<image_soft_token>", "\n\n", "\n\n")
_QWEN = ImagePlaceholder("<|vision_start|><|image_pad|><|vision_end|>", joint="")
_GLM = ImagePlaceholder("<|begin_of_image|><|image|><|end_of_image|>")
_ANGLED = ImagePlaceholder("<image>")

_MARKS: dict[str, tuple[ImagePlaceholder, ...]] = {
    "gemma3": (_GEMMA_3,),
    "gemma3nv": (_GEMMA_3N,),
    "gemma4v": (ImagePlaceholder("<|image|>"),),
    "gemma4uv": (ImagePlaceholder("<|image|>"),),
    "qwen2vl_merger": (_QWEN,),
    "qwen2.5vl_merger": (_QWEN,),
    "qwen3vl_merger": (_QWEN,),
    "idefics3": (_ANGLED,),
    "internvl": (ImagePlaceholder("<IMG_CONTEXT>"), _ANGLED),
    "pixtral": (ImagePlaceholder("[IMG]", joint=""),),
    "lfm2": (_ANGLED,),
    "mlp": (_ANGLED,),
    "glm4v": (_GLM,),
    "glm5v": (_GLM,),
    "llama4": (ImagePlaceholder("<|image|>"),),
}


def marks_of(projector_type: str) -> Sequence[ImagePlaceholder]:
    """The marks templates for this kind of projector may write; none for one not known here."""
    return _MARKS.get(projector_type, ())
