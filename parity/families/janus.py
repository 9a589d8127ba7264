"""Janus-Pro: a SigLIP tower whose square image has grey filled up at its sides, and a Llama."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from transformers import AutoTokenizer, JanusConfig, JanusForConditionalGeneration, JanusProcessor
from transformers.models.janus.image_processing_pil_janus import JanusImageProcessorPil

from parity.families.shared import ids_after_words, text_config, write_image_processor
from parity.recipe import Recipe, Tensors
from parity.tokenisers import LLAMA_3, write_byte_bpe, write_config
from parity.weights import fill

VOCABULARY, SIDE, PATCH = 448, 128, 16
TOKENS = (SIDE // PATCH) ** 2
SPECIAL = (
    "<bos>",
    "<eos>",
    "<pad>",
    "<|User|>",
    "<|Assistant|>",
    "<begin_of_image>",
    "<end_of_image>",
    "<image_placeholder>",
)
token_id = ids_after_words(VOCABULARY, SPECIAL)

# The shape of the published template: roles and a colon, the image on a line of its own.
TEMPLATE = """{{ bos_token }}{% for message in messages %}<|User|>: \
{% for part in message['content'] %}{{ '<image_placeholder>\n' if part['type'] == 'image' \
else part['text'] }}{% endfor %}\n\n{% endfor %}\
{% if add_generation_prompt %}<|Assistant|>:{% endif %}"""


def recipe(family: str, seed: int = 1) -> Recipe:
    """A tiny Janus-Pro of a smaller image; the part that makes images stays tiny and unused."""
    model = JanusForConditionalGeneration(_config())
    fill(model, seed, gain=2.0, embedding=0.5, norm=0.1, vision=1.2)
    return Recipe(
        family,
        model,
        _write_processor,
        _published,
        TEMPLATE,
        pre=LLAMA_3.pre,
        load_processor=_load_processor,
        features=_features,
    )


def _config() -> JanusConfig:
    return JanusConfig(
        architectures=["JanusForConditionalGeneration"],
        text_config=text_config(
            VOCABULARY,
            model_type="llama",
            rope_theta=10000.0,
            bos_token_id=token_id("<bos>"),
            eos_token_id=token_id("<eos>"),
            pad_token_id=token_id("<pad>"),
            tie_word_embeddings=False,
        ),
        vision_config={
            "hidden_size": 48,
            "num_hidden_layers": 3,
            "num_attention_heads": 3,
            "image_size": SIDE,
            "patch_size": PATCH,
            "mlp_ratio": 2.0,
            "projection_dim": 64,
            "num_image_tokens": TOKENS,
        },
        vq_config={
            "embed_dim": 4,
            "num_embeddings": 16,
            "latent_channels": 32,
            "base_channels": 32,
            "channel_multiplier": [1, 1],
            "num_res_blocks": 1,
            "projection_dim": 64,
            "image_token_embed_dim": 64,
        },
        image_token_id=token_id("<image_placeholder>"),
        tie_word_embeddings=False,
    )


def _write_processor(folder: Path) -> None:
    write_byte_bpe(folder, VOCABULARY, SPECIAL, LLAMA_3)
    write_config(
        folder,
        tokenizer_class="PreTrainedTokenizerFast",
        processor_class="JanusProcessor",
        bos_token="<bos>",
        eos_token="<eos>",
        pad_token="<pad>",
        extra_special_tokens={
            "image_token": "<image_placeholder>",
            "boi_token": "<begin_of_image>",
            "eoi_token": "<end_of_image>",
        },
    )
    write_image_processor(
        folder,
        processor_class="JanusProcessor",
        image_processor_type="JanusImageProcessor",
        size={"height": SIDE, "width": SIDE},
        image_mean=[0.5] * 3,
        image_std=[0.5] * 3,
    )


def _load_processor(folder: Path) -> Any:  # noqa: ANN401
    return JanusProcessor(
        image_processor=JanusImageProcessorPil.from_pretrained(folder),
        tokenizer=AutoTokenizer.from_pretrained(folder),
        chat_template=TEMPLATE,
        num_image_tokens=TOKENS,
    )


def _features(
    model: JanusForConditionalGeneration, inputs: Mapping[str, torch.Tensor]
) -> torch.Tensor:
    found = model.model.get_image_features(inputs["pixel_values"])
    found = getattr(found, "pooler_output", found)
    return found.reshape(-1, found.shape[-1])


def _published(tensors: Tensors) -> Tensors:
    return dict(tensors)
