"""Gemma 3: a SigLIP tower pooled to a square of tokens, read in both directions."""

from __future__ import annotations

import json
from pathlib import Path

from transformers import Gemma3Config, Gemma3ForConditionalGeneration

from parity.families.shared import text_config, with_prefixes, write_image_processor
from parity.recipe import Recipe, Tensors
from parity.tokenisers import write_config, write_sentencepiece
from parity.weights import fill

VOCABULARY = 512
CONTROL = ("<start_of_turn>", "<end_of_turn>", "<start_of_image>", "<end_of_image>")
SOFT = "<image_soft_token>"
NEWLINES = ("\n", "\n\n", "\n\n\n")
SIDE, PATCH, TOKENS = 224, 14, 16  # a pooling kernel of 4, as the published models have

# The shape of the published template: turns, trimmed texts, the image token in between.
TEMPLATE = """{{ bos_token }}{% for message in messages %}<start_of_turn>\
{{ 'model' if message['role'] == 'assistant' else message['role'] }}
{% for item in message['content'] %}{% if item['type'] == 'image' %}<start_of_image>\
{% else %}{{ item['text'] | trim }}{% endif %}{% endfor %}<end_of_turn>
{% endfor %}{% if add_generation_prompt %}<start_of_turn>model
{% endif %}"""


def recipe(family: str, seed: int = 1) -> Recipe:
    """A tiny Gemma 3 of six layers, the last of which attends to everything, as in the family."""
    config = Gemma3Config(
        architectures=["Gemma3ForConditionalGeneration"],
        text_config=text_config(
            VOCABULARY,
            num_hidden_layers=6,
            head_dim=16,
            query_pre_attn_scalar=16,
            sliding_window=512,
        ),
        vision_config={
            "hidden_size": 48,
            "intermediate_size": 96,
            "num_hidden_layers": 2,
            "num_attention_heads": 3,
            "image_size": SIDE,
            "patch_size": PATCH,
            "vision_use_head": False,
        },
        mm_tokens_per_image=TOKENS,
        boi_token_index=4 + CONTROL.index("<start_of_image>"),
        eoi_token_index=4 + CONTROL.index("<end_of_image>"),
        image_token_index=4 + len(CONTROL),
    )
    model = Gemma3ForConditionalGeneration(config)
    fill(model, seed, gain=6.0, embedding=0.02, norm=1.0)
    return Recipe(family, model, _write_processor, _published, TEMPLATE)


def _write_processor(folder: Path) -> None:
    write_sentencepiece(folder, VOCABULARY - 32, (*CONTROL, SOFT), NEWLINES)
    write_config(
        folder,
        tokenizer_class="GemmaTokenizer",
        bos_token="<bos>",
        eos_token="<eos>",
        pad_token="<pad>",
        unk_token="<unk>",
        boi_token="<start_of_image>",
        eoi_token="<end_of_image>",
        image_token=SOFT,
        add_bos_token=True,
        chat_template=TEMPLATE,
    )
    write_image_processor(
        folder,
        processor_class="Gemma3Processor",
        image_processor_type="Gemma3ImageProcessor",
        image_seq_length=TOKENS,
        size={"height": SIDE, "width": SIDE},
        resample=2,
        image_mean=[0.5] * 3,
        image_std=[0.5] * 3,
        do_convert_rgb=True,
    )
    (folder / "processor_config.json").write_text(
        json.dumps({"processor_class": "Gemma3Processor", "image_seq_length": TOKENS}),
        encoding="utf-8",
    )


def _published(tensors: Tensors) -> Tensors:
    names = {
        "model.language_model.": "language_model.model.",
        "model.vision_tower.": "vision_tower.vision_model.",
        "model.multi_modal_projector.": "multi_modal_projector.",
    }
    # `lm_head` is tied, and left out.
    return with_prefixes(tensors, names)
