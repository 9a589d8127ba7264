"""Mistral Small 3.1 and later, Ministral 3: Pixtral's tower, four patches merged into one token."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from transformers import AutoTokenizer, Mistral3Config, Mistral3ForConditionalGeneration
from transformers.image_utils import OPENAI_CLIP_MEAN, OPENAI_CLIP_STD
from transformers.models.pixtral import image_processing_pil_pixtral as pillow

from parity.families import pixtral
from parity.recipe import Recipe
from parity.tokenisers import TEKKEN, write_byte_bpe, write_config
from parity.weights import fill

PATCH, MERGE, LONGEST = 14, 2, 1540

# The shape of the published template, for one turn: a system turn stands before it.
TEMPLATE = """{{ bos_token }}[SYSTEM_PROMPT]You are Mistral Small 3.[/SYSTEM_PROMPT]\
{% for message in messages %}[INST]\
{% for part in message['content'] %}{{ '[IMG]' if part['type'] == 'image' else part['text'] }}\
{% endfor %}[/INST]{% endfor %}"""
SPECIAL = (*pixtral.SPECIAL, "[SYSTEM_PROMPT]", "[/SYSTEM_PROMPT]")


def recipe(family: str, seed: int = 6) -> Recipe:
    """A tiny Mistral Small with the published sizes of patch, merger and image."""
    model = Mistral3ForConditionalGeneration(_config())
    fill(model, seed, gain=2.0, embedding=0.5, norm=0.1, vision=1.2)
    return Recipe(
        family,
        model,
        _write_processor,
        pixtral.published,
        TEMPLATE,
        pre=TEKKEN.pre,
        load_processor=_load_processor,
        features=_features,
        row_token_id=token_id("[IMG_BREAK]"),
    )


def token_id(token: str) -> int:
    """The number of a control token: here they come after the words."""
    return pixtral.VOCABULARY - len(SPECIAL) + SPECIAL.index(token)


def _config() -> Mistral3Config:
    return Mistral3Config(
        architectures=["Mistral3ForConditionalGeneration"],
        text_config={
            "model_type": "mistral",
            "architectures": ["MistralForCausalLM"],
            "hidden_size": 64,
            "intermediate_size": 96,
            "num_hidden_layers": 3,
            "num_attention_heads": 4,
            "num_key_value_heads": 2,
            "head_dim": 16,
            "vocab_size": pixtral.VOCABULARY,
            "max_position_embeddings": 4096,
            "sliding_window": None,
            "rms_norm_eps": 1e-5,
            "rope_parameters": {"rope_type": "default", "rope_theta": 1000000.0},
            "bos_token_id": token_id("<s>"),
            "eos_token_id": token_id("</s>"),
        },
        vision_config={
            "model_type": "pixtral",
            "hidden_size": 48,
            "intermediate_size": 96,
            "num_hidden_layers": 3,
            "num_attention_heads": 3,
            "head_dim": 16,
            "hidden_act": "silu",
            "image_size": LONGEST,
            "patch_size": PATCH,
        },
        image_token_index=token_id("[IMG]"),
        vision_feature_layer=-1,
        spatial_merge_size=MERGE,
        projector_hidden_act="gelu",
        multimodal_projector_bias=False,
        tie_word_embeddings=False,
    )


def _write_processor(folder: Path) -> None:
    write_byte_bpe(folder, pixtral.VOCABULARY, SPECIAL, TEKKEN)
    write_config(
        folder,
        tokenizer_class="PreTrainedTokenizerFast",
        processor_class="PixtralProcessor",
        bos_token="<s>",
        eos_token="</s>",
        pad_token="<pad>",
        unk_token="<unk>",
    )
    images = {
        "processor_class": "PixtralProcessor",
        "image_processor_type": "PixtralImageProcessor",
        "size": {"longest_edge": LONGEST},
        "patch_size": PATCH,
        "image_mean": list(OPENAI_CLIP_MEAN),
        "image_std": list(OPENAI_CLIP_STD),
    }
    (folder / "preprocessor_config.json").write_text(json.dumps(images), encoding="utf-8")


def _load_processor(folder: Path) -> Any:  # noqa: ANN401
    return pixtral.processor_class()(
        image_processor=pillow.PixtralImageProcessorPil.from_pretrained(folder),
        tokenizer=AutoTokenizer.from_pretrained(folder),
        patch_size=PATCH,
        spatial_merge_size=MERGE,
        chat_template=TEMPLATE,
    )


def _features(
    model: Mistral3ForConditionalGeneration, inputs: Mapping[str, torch.Tensor]
) -> torch.Tensor:
    return pixtral.with_row_ends(model, inputs, PATCH * MERGE, token_id("[IMG_BREAK]"))
