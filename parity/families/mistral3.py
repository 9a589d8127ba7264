"""Mistral Small 3.1 and later, Ministral 3: Pixtral's tower, four patches merged into one token."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from transformers import AutoTokenizer, Mistral3Config, Mistral3ForConditionalGeneration
from transformers.models.pixtral import image_processing_pil_pixtral as pillow

from parity.families import pixtral
from parity.families.shared import ids_after_words
from parity.recipe import Recipe
from parity.tokenisers import TEKKEN
from parity.weights import fill

PATCH, MERGE, LONGEST = 14, 2, 1540

# The shape of the published template, for one turn: a system turn stands before it.
TEMPLATE = """{{ bos_token }}[SYSTEM_PROMPT]You are Mistral Small 3.[/SYSTEM_PROMPT]\
{% for message in messages %}[INST]\
{% for part in message['content'] %}{{ '[IMG]' if part['type'] == 'image' else part['text'] }}\
{% endfor %}[/INST]{% endfor %}"""
SPECIAL = (*pixtral.SPECIAL, "[SYSTEM_PROMPT]", "[/SYSTEM_PROMPT]")
token_id = ids_after_words(pixtral.VOCABULARY, SPECIAL)


def recipe(family: str, seed: int = 6) -> Recipe:
    """A tiny Mistral Small with the published sizes of patch, merger and image."""
    model = Mistral3ForConditionalGeneration(_config())
    fill(model, seed, gain=2.0, embedding=0.5, norm=0.1, vision=1.2)
    return Recipe(
        family,
        model,
        lambda folder: pixtral.write_processor(folder, SPECIAL, LONGEST, PATCH),
        pixtral.published,
        TEMPLATE,
        pre=TEKKEN.pre,
        load_processor=_load_processor,
        features=_features,
        row_token_id=token_id("[IMG_BREAK]"),
    )


def _config() -> Mistral3Config:
    return Mistral3Config(
        architectures=["Mistral3ForConditionalGeneration"],
        text_config=pixtral.mistral_config(
            token_id, max_position_embeddings=4096, rms_norm_eps=1e-5
        ),
        vision_config=pixtral.tower_config(PATCH, LONGEST),
        image_token_index=token_id("[IMG]"),
        vision_feature_layer=-1,
        spatial_merge_size=MERGE,
        projector_hidden_act="gelu",
        multimodal_projector_bias=False,
        tie_word_embeddings=False,
    )


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
