"""Where a chat template writes the image, by projector, and what stands around it.

A template writes the model's own image token, which the family's processor replaces by the image
tokens and their frame. llama.cpp (mtmd) writes the frame's tokens itself, but not the plain text
some processors put around it: that is added here, so that a model reads what it was trained on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ImagePlaceholder:
    """What a template writes for an image, and the plain text to put before and after it.

    `joint` is what stands between image and words where a template knows nothing of images.
    `inside` stands between llama.cpp's own first frame token and the image. `run` is a token of
    `written` that a template may repeat.
    """

    written: str
    before: str = ""
    after: str = ""
    joint: str = "\n"
    inside: str = ""
    run: str = ""


# Sources: the processing_*.py of each family in https://github.com/huggingface/transformers, and
# the img_beg/img_end of llama.cpp's tools/mtmd/mtmd.cpp. Measured: docs/parity.md.
_GEMMA_3 = ImagePlaceholder("<start_of_image>", "\n\n", "\n\n")
_GEMMA_3N = ImagePlaceholder("<image_soft_token>", "\n\n", "\n\n")
_QWEN = ImagePlaceholder("<|vision_start|><|image_pad|><|vision_end|>", joint="")
_GLM = ImagePlaceholder("<|begin_of_image|><|image|><|end_of_image|>")
_ANGLED = ImagePlaceholder("<image>")
# mtmd writes no frame for this one.
_JANUS = ImagePlaceholder("<image_placeholder>", "<begin_of_image>", "<end_of_image>")
# Kimi's template and processor put a word between the frame's first token and the image:
# https://huggingface.co/moonshotai/Kimi-VL-A3B-Instruct, chat_template.jinja.
_KIMI = "image<|media_content|>"
_KIMI_VL = ImagePlaceholder(f"<|media_start|>{_KIMI}<|media_pad|><|media_end|>", "", "", "", _KIMI)
_KIMI_25 = ImagePlaceholder(f"<|media_begin|>{_KIMI}<|media_pad|><|media_end|>", "", "", "", _KIMI)
_KIMI_3 = ImagePlaceholder("<|kimi_image_placeholder|>", "", "", "", _KIMI)
_REKA = ImagePlaceholder("<image><REKA_IMG_TOKEN></image>", joint="", run="<REKA_IMG_TOKEN>")

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
    "janus_pro": (_JANUS,),
    "kimivl": (_KIMI_VL,),
    "kimik25": (_KIMI_25, _GLM, _KIMI_3),
    "yasa2": (_REKA,),
}


def marks_of(projector_type: str) -> Sequence[ImagePlaceholder]:
    """The marks templates for this kind of projector may write; none for one not known here."""
    return _MARKS.get(projector_type, ())


def replaced(text: str, mark: ImagePlaceholder, image: str) -> str | None:
    """`text` with `image` and its surroundings for the mark; None unless it is there once."""
    pattern = re.escape(mark.written)
    if mark.run:
        pattern = pattern.replace(re.escape(mark.run), f"(?:{re.escape(mark.run)})+")
    places = list(re.finditer(pattern, text))
    if len(places) != 1:
        return None
    start, end = places[0].span()
    return f"{text[:start]}{mark.before}{image}{mark.after}{text[end:]}"


def with_image_inserted(without: str, text: str, image: str) -> str | None:
    """`text` with `image` for what it has more than `without`: a template's image token.

    For templates whose token is not known here: the same turn is rendered `without` an image part.
    White space and words around the token stay; None where nothing was written for the image.
    """
    start = _common(without, text)
    end = _common(without[start:][::-1], text[start:][::-1])
    if without[start : len(without) - end].strip() or len(text) - end <= start:
        return None
    # Where the text around begins like the token, the difference is found some characters late.
    while start and text[start - 1] == text[len(text) - end - 1] and text[start] not in "]<[(":
        start, end = start - 1, end + 1
    written = text[start : len(text) - end]
    token = re.search(r"[]<\[(].*[]>\[)]", written, re.DOTALL)
    if token is None:
        return None
    before, after = text[: start + token.start()], text[start + token.end() :]
    return f"{before}{image}{after}"


def _common(one: str, other: str) -> int:
    """The length of the beginning that two texts share."""
    length = min(len(one), len(other))
    return next((at for at in range(length) if one[at] != other[at]), length)
