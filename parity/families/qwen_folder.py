"""What the folders of the Qwen-VL families share: tokeniser, chat template, image processor."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import torch

from parity.families.shared import ids_after_words, write_image_processor
from parity.tokenisers import QWEN_2, write_byte_bpe, write_config
from vizdesk.common import resources
from vizdesk.comparison.profiles import load_profiles

VOCABULARY = 448
SPECIAL = (
    "<|endoftext|>",
    "<|im_start|>",
    "<|im_end|>",
    "<|vision_start|>",
    "<|vision_end|>",
    "<|image_pad|>",
    "<|video_pad|>",
)
token_id = ids_after_words(VOCABULARY, SPECIAL)

# The shape of the published template: ChatML, the image between its two marks.
TURNS = """{% for message in messages %}<|im_start|>{{ message['role'] }}
{% if message['content'] is string %}{{ message['content'] }}{% else %}\
{% for part in message['content'] %}{% if part['type'] == 'image' %}\
<|vision_start|><|image_pad|><|vision_end|>{% else %}{{ part['text'] }}{% endif %}{% endfor %}\
{% endif %}<|im_end|>
{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant
{% endif %}"""


def writer(
    processor: str, profile: str, patch: int, mean: Sequence[float], std: Sequence[float]
) -> Callable[[Path], None]:
    """What writes tokeniser and processor, limited to the pixels `profile` asks for.

    The published limits begin lower; vizdesk asks for 1024 image tokens at the least, and the
    reference is asked for the same.
    """
    rule = load_profiles(resources.folder() / "profiles")[profile].image

    def write(folder: Path) -> None:
        write_byte_bpe(folder, VOCABULARY, SPECIAL, QWEN_2)
        write_config(
            folder,
            tokenizer_class="Qwen2Tokenizer",
            processor_class=processor,
            add_prefix_space=False,
            bos_token=None,
            eos_token="<|im_end|>",
            pad_token="<|endoftext|>",
            unk_token=None,
            additional_special_tokens=list(SPECIAL[1:]),
        )
        write_image_processor(
            folder,
            processor_class=processor,
            image_processor_type="Qwen2VLImageProcessor",
            patch_size=patch,
            temporal_patch_size=2,
            merge_size=2,
            size={"shortest_edge": rule.min_pixels, "longest_edge": rule.max_pixels},
            image_mean=list(mean),
            image_std=list(std),
        )

    return write


def sent_size(inputs: Mapping[str, torch.Tensor], patch: int) -> tuple[int, int]:
    """Width and height in pixels, from the grid of patches."""
    _, rows, columns = inputs["image_grid_thw"][0].tolist()
    return columns * patch, rows * patch


def vision(model: Any, inputs: Mapping[str, torch.Tensor]) -> Any:  # noqa: ANN401
    """The vision tower's output for the image."""
    return model.model.visual(inputs["pixel_values"], grid_thw=inputs["image_grid_thw"])
