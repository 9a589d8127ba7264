"""Qwen2.5-VL: window attention in all but every second layer, M-RoPE in three sections."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from transformers import Qwen2_5_VLConfig, Qwen2_5_VLForConditionalGeneration
from transformers.image_utils import OPENAI_CLIP_MEAN, OPENAI_CLIP_STD

from parity.families import qwen_folder as qwen
from parity.families.shared import text_config, with_prefixes
from parity.recipe import Recipe, Tensors
from parity.stills import stills_only
from parity.tokenisers import QWEN_2
from parity.weights import fill

PATCH = 14

# The published one opens with this system turn when the conversation has none.
TEMPLATE = (
    "{% if messages[0]['role'] != 'system' %}<|im_start|>system\n"
    "You are a helpful assistant.<|im_end|>\n{% endif %}" + qwen.TURNS
)


def recipe(family: str, seed: int = 2) -> Recipe:
    """A tiny Qwen2.5-VL; windows of 112 pixels, as published (llama.cpp takes them for granted)."""
    model = Qwen2_5_VLForConditionalGeneration(_config())
    fill(model, seed, gain=1.6, embedding=0.5, norm=0.1, vision=1.2)
    return Recipe(
        family,
        model,
        qwen.writer("Qwen2_5_VLProcessor", "qwen2.5-vl", PATCH, OPENAI_CLIP_MEAN, OPENAI_CLIP_STD),
        _published,
        TEMPLATE,
        pre=QWEN_2.pre,
        load_processor=stills_only("Qwen2_5_VLProcessor", TEMPLATE),
        features=_features,
        size=lambda inputs: qwen.sent_size(inputs, PATCH),
    )


def _config() -> Qwen2_5_VLConfig:
    return Qwen2_5_VLConfig(
        architectures=["Qwen2_5_VLForConditionalGeneration"],
        text_config=text_config(
            qwen.VOCABULARY,
            max_position_embeddings=4096,
            rms_norm_eps=1e-6,
            bos_token_id=qwen.token_id("<|endoftext|>"),
            eos_token_id=qwen.token_id("<|im_end|>"),
            rope_parameters={
                "rope_type": "default",
                "rope_theta": 1000000.0,
                "mrope_section": [2, 3, 3],
            },
        ),
        vision_config={
            "depth": 4,
            "hidden_size": 32,
            "intermediate_size": 48,
            "num_heads": 2,
            "patch_size": PATCH,
            "window_size": 112,
            "out_hidden_size": 64,
            "fullatt_block_indexes": [1, 3],
        },
        image_token_id=qwen.token_id("<|image_pad|>"),
        video_token_id=qwen.token_id("<|video_pad|>"),
        vision_start_token_id=qwen.token_id("<|vision_start|>"),
        vision_end_token_id=qwen.token_id("<|vision_end|>"),
    )


def _features(
    model: Qwen2_5_VLForConditionalGeneration, inputs: Mapping[str, torch.Tensor]
) -> torch.Tensor:
    found = qwen.vision(model, inputs)
    return torch.as_tensor(found.pooler_output)


def _published(tensors: Tensors) -> Tensors:
    names = {"model.language_model.": "model.", "model.visual.": "visual.", "lm_head.": "lm_head."}
    return with_prefixes(tensors, names)
