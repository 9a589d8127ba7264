"""GLM-4.1V: learned and rotary positions in the tower, cells of four patches, four norms."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import torch
from transformers import Glm4vConfig, Glm4vForConditionalGeneration
from transformers.image_utils import OPENAI_CLIP_MEAN, OPENAI_CLIP_STD

from parity.families import qwen_folder as qwen
from parity.families.shared import ids_after_words, text_config, write_image_processor
from parity.recipe import Recipe, Tensors
from parity.stills import stills_only
from parity.tokenisers import GLM_4, write_byte_bpe, write_config
from parity.weights import fill

VOCABULARY, PATCH, SIDE = 448, 14, 336
SPECIAL = (
    "<|endoftext|>",
    "[gMASK]",
    "<sop>",
    "<|system|>",
    "<|user|>",
    "<|assistant|>",
    "<|observation|>",
    "<think>",
    "</think>",
    "<|begin_of_image|>",
    "<|end_of_image|>",
    "<|image|>",
    "<|begin_of_video|>",
    "<|end_of_video|>",
    "<|video|>",
)
token_id = ids_after_words(VOCABULARY, SPECIAL)

# The shape of the published template: two control tokens, then turns on lines of their own.
TEMPLATE = """[gMASK]<sop>{% for message in messages %}<|{{ message['role'] }}|>
{% for part in message['content'] %}{% if part['type'] == 'image' %}\
<|begin_of_image|><|image|><|end_of_image|>{% else %}{{ part['text'] }}{% endif %}{% endfor %}\
{% endfor %}{% if add_generation_prompt %}<|assistant|>
{% endif %}"""


def recipe(family: str, seed: int = 2) -> Recipe:
    """A tiny GLM-4.1V with the published sizes of patch and position grid."""
    model = Glm4vForConditionalGeneration(_config())
    fill(model, seed, gain=1.6, embedding=0.5, norm=0.1, vision=1.2)
    return Recipe(
        family,
        model,
        _write_processor,
        _published,
        TEMPLATE,
        pre=GLM_4.pre,
        load_processor=stills_only("Glm4vProcessor", TEMPLATE),
        features=_features,
        size=lambda inputs: qwen.sent_size(inputs, PATCH),
    )


def _config() -> Glm4vConfig:
    return Glm4vConfig(
        architectures=["Glm4vForConditionalGeneration"],
        text_config=text_config(
            VOCABULARY,
            max_position_embeddings=8192,
            rms_norm_eps=1e-5,
            eos_token_id=[token_id("<|endoftext|>"), token_id("<|user|>")],
            pad_token_id=token_id("<|endoftext|>"),
            rope_parameters={
                "rope_type": "default",
                "rope_theta": 10000.0,
                "partial_rotary_factor": 0.5,
                "mrope_section": [1, 1, 2],
            },
        ),
        vision_config={
            "depth": 3,
            "hidden_size": 48,
            "intermediate_size": 80,
            "num_heads": 3,
            "image_size": SIDE,
            "patch_size": PATCH,
            "out_hidden_size": 64,
        },
        image_token_id=token_id("<|image|>"),
        video_token_id=token_id("<|video|>"),
        image_start_token_id=token_id("<|begin_of_image|>"),
        image_end_token_id=token_id("<|end_of_image|>"),
        video_start_token_id=token_id("<|begin_of_video|>"),
        video_end_token_id=token_id("<|end_of_video|>"),
        tie_word_embeddings=False,
    )


def _write_processor(folder: Path) -> None:
    write_byte_bpe(folder, VOCABULARY, SPECIAL, GLM_4)
    write_config(
        folder,
        tokenizer_class="PreTrainedTokenizerFast",
        processor_class="Glm4vProcessor",
        eos_token="<|endoftext|>",
        pad_token="<|endoftext|>",
        additional_special_tokens=list(SPECIAL[1:]),
    )
    write_image_processor(
        folder,
        processor_class="Glm4vProcessor",
        image_processor_type="Glm4vImageProcessor",
        patch_size=PATCH,
        temporal_patch_size=2,
        merge_size=2,
        size={"shortest_edge": 12544, "longest_edge": 11760000},
        image_mean=list(OPENAI_CLIP_MEAN),
        image_std=list(OPENAI_CLIP_STD),
    )


def _features(
    model: Glm4vForConditionalGeneration, inputs: Mapping[str, torch.Tensor]
) -> torch.Tensor:
    return torch.as_tensor(qwen.vision(model, inputs).pooler_output)


def _published(tensors: Tensors) -> Tensors:
    return dict(tensors)
