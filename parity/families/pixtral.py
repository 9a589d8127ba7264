"""Pixtral: the image in its own shape, rotary positions in two dimensions, tokens at row ends."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from transformers import AutoTokenizer, LlavaConfig, LlavaForConditionalGeneration
from transformers.image_utils import OPENAI_CLIP_MEAN, OPENAI_CLIP_STD
from transformers.models.pixtral import image_processing_pil_pixtral as pillow

from parity.families.shared import (
    ids_after_words,
    text_config,
    with_prefixes,
    write_image_processor,
)
from parity.recipe import Recipe, Tensors
from parity.tokenisers import TEKKEN, write_byte_bpe, write_config
from parity.weights import fill

VOCABULARY = 448
SPECIAL = (
    "<unk>",
    "<s>",
    "</s>",
    "[INST]",
    "[/INST]",
    "<pad>",
    "[IMG]",
    "[IMG_BREAK]",
    "[IMG_END]",
)
token_id = ids_after_words(VOCABULARY, SPECIAL)
PATCH, LONGEST = 16, 1024

# The shape of the published template, for one turn.
TEMPLATE = """{{ bos_token }}{% for message in messages %}[INST]\
{% for part in message['content'] %}{{ '[IMG]' if part['type'] == 'image' else part['text'] }}\
{% endfor %}[/INST]{% endfor %}"""


def recipe(family: str, seed: int = 6) -> Recipe:
    """A tiny Pixtral with the published sizes of patch and image."""
    model = LlavaForConditionalGeneration(_config())
    fill(model, seed, gain=2.0, embedding=0.5, norm=0.1, vision=1.2)
    return Recipe(
        family,
        model,
        lambda folder: write_processor(folder, SPECIAL, LONGEST, {"height": PATCH, "width": PATCH}),
        published,
        TEMPLATE,
        pre=TEKKEN.pre,
        load_processor=_load_processor,
        features=_features,
        row_token_id=token_id("[IMG_BREAK]"),
    )


def _config() -> LlavaConfig:
    return LlavaConfig(
        architectures=["LlavaForConditionalGeneration"],
        text_config=mistral_config(token_id),
        vision_config=tower_config(PATCH, LONGEST),
        image_token_index=token_id("[IMG]"),
        vision_feature_layer=-1,
        vision_feature_select_strategy="full",
        image_seq_length=1,
        tie_word_embeddings=False,
    )


def mistral_config(ids: Callable[[str], int], **own: object) -> dict[str, Any]:
    """A tiny Mistral in whose vocabulary `ids` gives the numbers of the control tokens."""
    return text_config(
        VOCABULARY,
        rope_theta=1000000.0,
        model_type="mistral",
        architectures=["MistralForCausalLM"],
        head_dim=16,
        sliding_window=None,
        bos_token_id=ids("<s>"),
        eos_token_id=ids("</s>"),
        **own,
    )


def tower_config(patch: int, longest: int) -> dict[str, Any]:
    """A tiny tower for patches of so many pixels and images of at most `longest`."""
    return {
        "model_type": "pixtral",
        "hidden_size": 48,
        "intermediate_size": 96,
        "num_hidden_layers": 3,
        "num_attention_heads": 3,
        "head_dim": 16,
        "hidden_act": "silu",
        "image_size": longest,
        "patch_size": patch,
    }


def write_processor(
    folder: Path, special: Sequence[str], longest: int, patch_size: int | Mapping[str, int]
) -> None:
    """Tokeniser and processor; `patch_size` is in pixels, written as the checkpoint has it."""
    write_byte_bpe(folder, VOCABULARY, special, TEKKEN)
    write_config(
        folder,
        tokenizer_class="PreTrainedTokenizerFast",
        processor_class="PixtralProcessor",
        bos_token="<s>",
        eos_token="</s>",
        pad_token="<pad>",
        unk_token="<unk>",
    )
    write_image_processor(
        folder,
        processor_class="PixtralProcessor",
        image_processor_type="PixtralImageProcessor",
        size={"longest_edge": longest},
        patch_size=patch_size,
        image_mean=list(OPENAI_CLIP_MEAN),
        image_std=list(OPENAI_CLIP_STD),
    )


def _load_processor(folder: Path) -> Any:  # noqa: ANN401
    return processor_class()(
        image_processor=pillow.PixtralImageProcessorPil.from_pretrained(folder),
        tokenizer=AutoTokenizer.from_pretrained(folder),
        patch_size=PATCH,
        chat_template=TEMPLATE,
    )


def processor_class() -> Any:  # noqa: ANN401
    """The reference's processor, which takes one function of a module that needs torchvision.

    Pillow's module has the same one.
    """
    sys.modules.setdefault("transformers.models.pixtral.image_processing_pixtral", pillow)
    from transformers.models.pixtral.processing_pixtral import PixtralProcessor

    return PixtralProcessor


def _features(
    model: LlavaForConditionalGeneration, inputs: Mapping[str, torch.Tensor]
) -> torch.Tensor:
    return with_row_ends(model, inputs, PATCH, token_id("[IMG_BREAK]"))


def with_row_ends(
    model: Any,  # noqa: ANN401
    inputs: Mapping[str, torch.Tensor],
    cell: int,
    row_end: int,
) -> torch.Tensor:
    """Row by row, the embedding of the token `row_end` between: llama.cpp hands all over as one.

    `cell` is the side in pixels of what becomes one token.
    """
    found = model.model.get_image_features(
        inputs["pixel_values"], image_sizes=inputs["image_sizes"]
    )
    seen = torch.cat(list(getattr(found, "pooler_output", found)))
    rows = seen.reshape(int(inputs["image_sizes"][0, 0]) // cell, -1, seen.shape[-1])
    ends = model.get_input_embeddings().weight[row_end].expand(len(rows), 1, -1)
    return torch.cat([rows, ends], dim=1).flatten(0, 1)[:-1]


def published(tensors: Tensors) -> Tensors:
    """The published names but for `language_model.`.

    llama.cpp's converter drops those before it takes the embedding of [IMG_BREAK] from them.
    """
    names = {
        "model.language_model.": "model.",
        "model.vision_tower.": "vision_tower.",
        "model.multi_modal_projector.": "multi_modal_projector.",
        "lm_head.": "lm_head.",
    }
    return with_prefixes(tensors, names)
