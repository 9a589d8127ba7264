"""InternVL 3: the image as tiles and a thumbnail, pixel shuffle, layer scale, a Qwen2."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import torch
from transformers import InternVLConfig, InternVLForConditionalGeneration
from transformers.image_utils import IMAGENET_DEFAULT_MEAN, IMAGENET_DEFAULT_STD

from parity import sample_image
from parity.families.shared import ids_after_words, text_config, write_image_processor
from parity.recipe import Recipe
from parity.stills import stills_only
from parity.tokenisers import QWEN_2, write_byte_bpe, write_config
from parity.weights import fill

VOCABULARY = 448
SPECIAL = (
    "<|endoftext|>",
    "<|im_start|>",
    "<|im_end|>",
    "<IMG_CONTEXT>",
    "<img>",
    "</img>",
    "<video>",
)
token_id = ids_after_words(VOCABULARY, SPECIAL)
TILE, PATCH, MOST = 112, 14, 12
TOKENS = (TILE // PATCH // 2) ** 2

# The shape of the template published with the transformers weights: ChatML, a line for the image.
TEMPLATE = """{% for message in messages %}<|im_start|>{{ message['role'] }}
{% if message['content'] is string %}{{ message['content'] }}{% else %}\
{% for part in message['content'] %}{% if part['type'] == 'image' %}<IMG_CONTEXT>
{% else %}{{ part['text'] }}{% endif %}{% endfor %}{% endif %}<|im_end|>
{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant
{% endif %}"""


def recipe(family: str, seed: int = 1) -> Recipe:
    """A tiny InternVL: 4 x 3 tiles of 16 tokens each for our image, and the thumbnail."""
    model = InternVLForConditionalGeneration(_config())
    fill(model, seed, gain=1.6, embedding=0.5, norm=0.1, vision=1.2)
    return Recipe(
        family,
        model,
        _write_processor,
        dict,
        TEMPLATE,
        pre=QWEN_2.pre,
        load_processor=stills_only("InternVLProcessor", TEMPLATE, image_seq_length=TOKENS),
        size=_canvas,
        # The makers' own config.json says the tiles here, transformers' in the processor.
        config={"min_dynamic_patch": 1, "max_dynamic_patch": MOST},
    )


def _config() -> InternVLConfig:
    return InternVLConfig(
        architectures=["InternVLForConditionalGeneration"],
        text_config=text_config(
            VOCABULARY,
            model_type="qwen2",
            architectures=["Qwen2ForCausalLM"],
            rope_theta=1000000.0,
            bos_token_id=token_id("<|endoftext|>"),
            eos_token_id=token_id("<|im_end|>"),
        ),
        vision_config={
            "architectures": ["InternVisionModel"],
            "hidden_size": 48,
            "intermediate_size": 96,
            "num_hidden_layers": 4,  # the converter maps “mlp1.3” by them
            "num_attention_heads": 3,
            "image_size": [TILE, TILE],
            "patch_size": [PATCH, PATCH],
            "attention_bias": True,
        },
        image_token_id=token_id("<IMG_CONTEXT>"),
        image_seq_length=TOKENS,
        tie_word_embeddings=False,
    )


def _write_processor(folder: Path) -> None:
    write_byte_bpe(folder, VOCABULARY, SPECIAL, QWEN_2)
    write_config(
        folder,
        tokenizer_class="Qwen2Tokenizer",
        processor_class="InternVLProcessor",
        add_prefix_space=False,
        bos_token=None,
        eos_token="<|im_end|>",
        pad_token="<|endoftext|>",
        unk_token=None,
        extra_special_tokens={
            "start_image_token": "<img>",
            "end_image_token": "</img>",
            "context_image_token": "<IMG_CONTEXT>",
            "video_token": "<video>",
        },
    )
    write_image_processor(
        folder,
        processor_class="InternVLProcessor",
        image_processor_type="GotOcr2ImageProcessor",
        size={"height": TILE, "width": TILE},
        min_patches=1,
        max_patches=MOST,
        image_mean=list(IMAGENET_DEFAULT_MEAN),
        image_std=list(IMAGENET_DEFAULT_STD),
    )


def _canvas(_inputs: Mapping[str, torch.Tensor]) -> tuple[int, int]:
    """Width and height of all tiles together; the thumbnail comes on top."""
    from transformers.models.got_ocr2 import image_processing_pil_got_ocr2 as reference

    width, height = sample_image.SIZE
    columns, rows = reference.get_optimal_tiled_canvas((height, width), (TILE, TILE), 1, MOST)
    return columns * TILE, rows * TILE
