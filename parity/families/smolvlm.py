"""SmolVLM (Idefics3): the image as tiles with their row and column, and once more as a whole."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import torch
from transformers import Idefics3Config, Idefics3ForConditionalGeneration

from parity import sample_image
from parity.families.shared import ids_after_words, text_config, write_image_processor
from parity.recipe import Recipe
from parity.tokenisers import SMOLLM, write_byte_bpe, write_config
from parity.weights import fill

VOCABULARY = 512
GRID = 6  # rows and columns the vocabulary has tokens for
SPECIAL = (
    "<|endoftext|>",
    "<|im_start|>",
    "<|im_end|>",
    "<global-img>",
    *(f"<row_{row}_col_{column}>" for row in range(1, GRID + 1) for column in range(1, GRID + 1)),
    "<fake_token_around_image>",
    "<image>",
    "<end_of_utterance>",
)
token_id = ids_after_words(VOCABULARY, SPECIAL)
TILE, PATCH, SHUFFLE, LONGEST = 128, 8, 4, 512
TOKENS = (TILE // PATCH // SHUFFLE) ** 2

# The shape of the published template: no space after the role when the image comes first.
TEMPLATE = """<|im_start|>{% for message in messages %}{{ message['role'] | capitalize }}:\
{{ '' if message['content'][0]['type'] == 'image' else ' ' }}\
{% for part in message['content'] %}{{ '<image>' if part['type'] == 'image' else part['text'] }}\
{% endfor %}<end_of_utterance>
{% endfor %}{% if add_generation_prompt %}Assistant:{% endif %}"""


def recipe(family: str, seed: int = 9) -> Recipe:
    """A tiny SmolVLM: 4 x 3 tiles of 16 tokens each for our image, and the whole."""
    model = Idefics3ForConditionalGeneration(_config())
    fill(model, seed, gain=2.0, embedding=0.5, norm=0.1, vision=1.2)
    return Recipe(family, model, _write_processor, dict, TEMPLATE, pre=SMOLLM.pre, size=_edge_size)


def _config() -> Idefics3Config:
    return Idefics3Config(
        architectures=["Idefics3ForConditionalGeneration"],
        text_config=text_config(
            VOCABULARY,
            model_type="llama",
            architectures=["VLlama3ForCausalLM"],
            rope_theta=100000.0,
            bos_token_id=token_id("<|im_start|>"),
            eos_token_id=token_id("<end_of_utterance>"),
            pad_token_id=token_id("<|im_end|>"),
        ),
        vision_config={
            "hidden_size": 48,
            "intermediate_size": 96,
            "num_hidden_layers": 3,
            "num_attention_heads": 3,
            "image_size": TILE,
            "patch_size": PATCH,
            "hidden_act": "gelu_pytorch_tanh",
        },
        scale_factor=SHUFFLE,
        image_token_id=token_id("<image>"),
        pad_token_id=token_id("<|im_end|>"),
        tie_word_embeddings=False,
    )


def _write_processor(folder: Path) -> None:
    # The published vocabulary has a token of its own for the empty line before the whole image.
    write_byte_bpe(folder, VOCABULARY, SPECIAL, SMOLLM, also=["\n\n"] * 100)
    write_config(
        folder,
        tokenizer_class="PreTrainedTokenizerFast",
        processor_class="Idefics3Processor",
        bos_token="<|im_start|>",
        eos_token="<end_of_utterance>",
        pad_token="<|im_end|>",
        unk_token="<|endoftext|>",
    )
    write_image_processor(
        folder,
        processor_class="Idefics3Processor",
        image_processor_type="Idefics3ImageProcessor",
        size={"longest_edge": LONGEST},
        max_image_size={"longest_edge": TILE},
        image_mean=[0.5] * 3,
        image_std=[0.5] * 3,
        resample=1,
    )
    whole = {"processor_class": "Idefics3Processor", "image_seq_len": TOKENS}
    (folder / "processor_config.json").write_text(json.dumps(whole), encoding="utf-8")


def _edge_size(_inputs: Mapping[str, torch.Tensor]) -> tuple[int, int]:
    """Width and height after the first of the reference's two resizings; llama.cpp does the other.

    The image then becomes whole tiles, and from those the whole image in one tile.
    """
    from transformers.models.idefics3 import image_processing_pil_idefics3 as reference

    width, height = sample_image.SIZE
    pixels = torch.empty(3, height, width).numpy()
    high, wide = reference.get_resize_output_image_size(pixels, resolution_max_side=LONGEST)
    return wide, high
