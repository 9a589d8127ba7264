"""Pixtral: the image in its own shape, rotary positions in two dimensions, tokens at row ends."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from transformers import AutoTokenizer, LlavaConfig, LlavaForConditionalGeneration
from transformers.image_utils import OPENAI_CLIP_MEAN, OPENAI_CLIP_STD
from transformers.models.pixtral import image_processing_pil_pixtral as pillow

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
        _write_processor,
        published,
        TEMPLATE,
        pre=TEKKEN.pre,
        load_processor=_load_processor,
        features=_features,
        row_token_id=token_id("[IMG_BREAK]"),
    )


def token_id(token: str) -> int:
    """The number of a control token: here they come after the words."""
    return VOCABULARY - len(SPECIAL) + SPECIAL.index(token)


def _config() -> LlavaConfig:
    return LlavaConfig(
        architectures=["LlavaForConditionalGeneration"],
        text_config={
            "model_type": "mistral",
            "architectures": ["MistralForCausalLM"],
            "hidden_size": 64,
            "intermediate_size": 96,
            "num_hidden_layers": 3,
            "num_attention_heads": 4,
            "num_key_value_heads": 2,
            "head_dim": 16,
            "vocab_size": VOCABULARY,
            "max_position_embeddings": 2048,
            "sliding_window": None,
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
        vision_feature_select_strategy="full",
        image_seq_length=1,
        tie_word_embeddings=False,
    )


def _write_processor(folder: Path) -> None:
    write_byte_bpe(folder, VOCABULARY, SPECIAL, TEKKEN)
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
        "patch_size": {"height": PATCH, "width": PATCH},
        "image_mean": list(OPENAI_CLIP_MEAN),
        "image_std": list(OPENAI_CLIP_STD),
    }
    (folder / "preprocessor_config.json").write_text(json.dumps(images), encoding="utf-8")


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
    return {
        new + name.removeprefix(old): tensor
        for name, tensor in tensors.items()
        for old, new in names.items()
        if name.startswith(old)
    }
