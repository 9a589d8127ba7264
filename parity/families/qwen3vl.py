"""Qwen3-VL: deepstack layers, interleaved M-RoPE, position embeddings stretched to the image."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from transformers import Qwen3VLConfig, Qwen3VLForConditionalGeneration

from parity.families import qwen_folder as qwen
from parity.families.shared import text_config
from parity.recipe import Recipe
from parity.stills import stills_only
from parity.tokenisers import QWEN_2
from parity.weights import fill

PATCH = 16
HALF = (0.5, 0.5, 0.5)


def recipe(family: str, seed: int = 6) -> Recipe:
    """A tiny Qwen3-VL: two of its four vision layers feed the text layers too."""
    model = Qwen3VLForConditionalGeneration(_config())
    fill(model, seed, gain=4.0, embedding=1.0, norm=2.0, vision=1.2)
    return Recipe(
        family,
        model,
        qwen.writer("Qwen3VLProcessor", "qwen3-vl", PATCH, HALF, HALF),
        dict,
        qwen.TURNS,
        pre=QWEN_2.pre,
        load_processor=stills_only("Qwen3VLProcessor", qwen.TURNS),
        features=_features,
        size=lambda inputs: qwen.sent_size(inputs, PATCH),
    )


def _config() -> Qwen3VLConfig:
    return Qwen3VLConfig(
        architectures=["Qwen3VLForConditionalGeneration"],
        text_config=text_config(
            qwen.VOCABULARY,
            num_hidden_layers=4,
            head_dim=16,
            max_position_embeddings=4096,
            rms_norm_eps=1e-6,
            bos_token_id=qwen.token_id("<|endoftext|>"),
            eos_token_id=qwen.token_id("<|im_end|>"),
            rope_parameters={
                "rope_type": "default",
                "rope_theta": 5000000.0,
                "mrope_interleaved": True,
                "mrope_section": [4, 2, 2],
            },
        ),
        vision_config={
            "depth": 4,
            "hidden_size": 32,
            "intermediate_size": 48,
            "num_heads": 2,
            "patch_size": PATCH,
            "out_hidden_size": 64,
            "num_position_embeddings": 24 * 24,
            "deepstack_visual_indexes": [0, 2],
        },
        image_token_id=qwen.token_id("<|image_pad|>"),
        video_token_id=qwen.token_id("<|video_pad|>"),
        vision_start_token_id=qwen.token_id("<|vision_start|>"),
        vision_end_token_id=qwen.token_id("<|vision_end|>"),
    )


def _features(
    model: Qwen3VLForConditionalGeneration, inputs: Mapping[str, torch.Tensor]
) -> torch.Tensor:
    """What goes in at the first layer, then what the deepstack adds after each layer, side by side.

    llama.cpp hands the language model all of it as one wide embedding.
    """
    found = qwen.vision(model, inputs)
    return torch.cat([found.pooler_output, *found.deepstack_features], dim=-1)
