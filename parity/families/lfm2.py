"""LFM2-VL: short convolutions beside attention; large images as tiles and once more as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from transformers import (
    AutoTokenizer,
    Lfm2VlConfig,
    Lfm2VlForConditionalGeneration,
    Lfm2VlProcessor,
)

from parity import sample_image
from parity.families.shared import ids_after_words, text_config, write_image_processor
from parity.recipe import Recipe, Tensors
from parity.tokenisers import LFM_2, write_byte_bpe, write_config
from parity.weights import fill

VOCABULARY, PATCH, TILE, MOST = 512, 16, 512, 10
SPECIAL = (
    "<|pad|>",
    "<|startoftext|>",
    "<|endoftext|>",
    "<|im_start|>",
    "<|im_end|>",
    "<image>",
    "<|image_start|>",
    "<|image_end|>",
    "<|img_thumbnail|>",
    *(f"<|img_row_{row}_col_{column}|>" for row in range(1, 4) for column in range(1, 4)),
)
token_id = ids_after_words(VOCABULARY, SPECIAL)

# The shape of the published template: ChatML, the image token where the part stands.
TEMPLATE = """{{ bos_token }}{% for message in messages %}<|im_start|>{{ message['role'] }}
{% for part in message['content'] %}{{ '<image>' if part['type'] == 'image' else part['text'] }}\
{% endfor %}<|im_end|>
{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant
{% endif %}"""


def recipe(family: str, seed: int = 1) -> Recipe:
    """A tiny LFM2-VL with the published sizes of patch and tile: 2 x 1 tiles for our image."""
    model = Lfm2VlForConditionalGeneration(_config())
    fill(model, seed, gain=1.6, embedding=0.5, norm=0.1, vision=1.2)
    return Recipe(
        family,
        model,
        _write_processor,
        _published,
        TEMPLATE,
        pre=LFM_2.pre,
        load_processor=_load_processor,
        features=_features,
        size=_canvas,
        large=True,
    )


def _config() -> Lfm2VlConfig:
    return Lfm2VlConfig(
        architectures=["Lfm2VlForConditionalGeneration"],
        text_config=text_config(
            VOCABULARY,
            model_type="lfm2",
            architectures=["Lfm2ForCausalLM"],
            num_hidden_layers=4,
            max_position_embeddings=4096,
            block_auto_adjust_ff_dim=False,
            layer_types=["conv", "full_attention", "conv", "full_attention"],
            rope_theta=1000000.0,
            bos_token_id=token_id("<|startoftext|>"),
            eos_token_id=token_id("<|im_end|>"),
            pad_token_id=token_id("<|pad|>"),
        ),
        vision_config={
            "model_type": "siglip2_vision_model",
            "hidden_size": 48,
            "intermediate_size": 96,
            "num_hidden_layers": 3,
            "num_attention_heads": 3,
            "num_patches": 256,
            "patch_size": PATCH,
            "hidden_act": "gelu_pytorch_tanh",
            "vision_use_head": False,
        },
        image_token_id=token_id("<image>"),
        projector_hidden_size=96,
        projector_use_layernorm=True,
        downsample_factor=2,
    )


def _write_processor(folder: Path) -> None:
    write_byte_bpe(folder, VOCABULARY, SPECIAL, LFM_2)
    write_config(
        folder,
        tokenizer_class="PreTrainedTokenizerFast",
        processor_class="Lfm2VlProcessor",
        bos_token="<|startoftext|>",
        eos_token="<|im_end|>",
        pad_token="<|pad|>",
        extra_special_tokens={
            "image_token": "<image>",
            "image_start_token": "<|image_start|>",
            "image_end_token": "<|image_end|>",
            "image_thumbnail": "<|img_thumbnail|>",
        },
    )
    write_image_processor(
        folder,
        processor_class="Lfm2VlProcessor",
        image_processor_type="Lfm2VlImageProcessor",
        tile_size=TILE,
        max_tiles=MOST,
        encoder_patch_size=PATCH,
        image_mean=[0.5] * 3,
        image_std=[0.5] * 3,
    )


def _load_processor(folder: Path) -> Any:  # noqa: ANN401
    # The reference's only image processor resizes with torchvision, so here with it, not Pillow.
    from transformers.models.lfm2_vl.image_processing_lfm2_vl import Lfm2VlImageProcessor

    return Lfm2VlProcessor(
        image_processor=Lfm2VlImageProcessor.from_pretrained(folder),
        tokenizer=AutoTokenizer.from_pretrained(folder),
        chat_template=TEMPLATE,
    )


def _features(
    model: Lfm2VlForConditionalGeneration, inputs: Mapping[str, torch.Tensor]
) -> torch.Tensor:
    found = model.model.get_image_features(
        inputs["pixel_values"], inputs["spatial_shapes"], inputs["pixel_attention_mask"]
    )
    return torch.cat(list(getattr(found, "pooler_output", found)))


def _canvas(inputs: Mapping[str, torch.Tensor]) -> tuple[int, int]:
    """Width and height of all tiles together; the whole image comes on top."""
    from transformers.models.lfm2_vl.image_processing_lfm2_vl import Lfm2VlImageProcessor

    width, height = sample_image.LARGE
    _, _, wide, high, _ = Lfm2VlImageProcessor()._get_grid_layout(height, width, 2, MOST, TILE)
    return wide, high


def _published(tensors: Tensors) -> Tensors:
    return {
        name.replace("model.vision_tower.", "model.vision_tower.vision_model."): tensor
        for name, tensor in tensors.items()
        if name != "lm_head.weight"
    }
