"""PaliGemma 1 and 2: a SigLIP tower, one line, and a Gemma that reads the prompt both ways."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from transformers import AutoTokenizer, PaliGemmaConfig, PaliGemmaForConditionalGeneration

from parity.families.shared import with_prefixes, write_image_processor
from parity.recipe import Recipe, Tensors
from parity.tokenisers import write_config, write_sentencepiece
from parity.weights import fill
from vizdesk.conversion.gguf_file import WeightType
from vizdesk.conversion.paligemma import open_folder

PIECES, PLACES, SEGMENTS = 448, 1024, 128
IMAGE = PIECES + 1 + PLACES + SEGMENTS  # transformers adds a <mask> after the pieces
VOCABULARY = 1632  # the places, the segments and <image> follow the pieces, then unused ones
SIDE, PATCH, WIDTH = 56, 14, 32


def recipe(family: str, seed: int = 1) -> Recipe:
    """`family` ends in 1 (Gemma) or 2 (Gemma 2 with its caps on logits)."""
    second = family.endswith("2")
    config = PaliGemmaConfig(
        architectures=["PaliGemmaForConditionalGeneration"],
        text_config=_text(second),
        vision_config=_vision(),
        projection_dim=WIDTH,
        image_token_index=IMAGE,
        pad_token_id=0,
    )
    model = PaliGemmaForConditionalGeneration(config)
    fill(model, seed + 1 if family.endswith("1") else seed, gain=2.5, embedding=0.05, norm=0.1)
    model.half().float()  # the files keep halves; their rounding is not what is to be measured
    return Recipe(
        family,
        model,
        _write_processor,
        _published,
        template="",
        prompt="caption en",
        features=_features,
        convert=_convert,
    )


def _text(second: bool) -> dict[str, Any]:
    shared = {
        "hidden_size": WIDTH,
        "intermediate_size": 96,
        "num_hidden_layers": 3,
        "num_attention_heads": 4,
        "num_key_value_heads": 1,
        "head_dim": 16,
        "vocab_size": VOCABULARY,
        "max_position_embeddings": 512,
        "hidden_activation": "gelu_pytorch_tanh",
        "pad_token_id": 0,
        "bos_token_id": 2,
        "eos_token_id": 1,
    }
    if not second:
        return {"model_type": "gemma", **shared}
    caps = {"attn_logit_softcapping": 50.0, "final_logit_softcapping": 30.0}
    return {
        "model_type": "gemma2",
        **shared,
        **caps,
        "sliding_window": 512,
        "query_pre_attn_scalar": 16,
    }


def _vision() -> dict[str, Any]:
    return {
        "model_type": "siglip_vision_model",
        "hidden_size": 48,
        "intermediate_size": 96,
        "num_hidden_layers": 2,
        "num_attention_heads": 3,
        "image_size": SIDE,
        "patch_size": PATCH,
        "projection_dim": WIDTH,
        "vision_use_head": False,
        "hidden_act": "gelu_pytorch_tanh",
    }


def _write_processor(folder: Path) -> None:
    write_sentencepiece(folder, PIECES, (), ("\n", "\n\n"))
    write_config(
        folder,
        tokenizer_class="GemmaTokenizer",
        bos_token="<bos>",
        eos_token="<eos>",
        pad_token="<pad>",
        unk_token="<unk>",
    )
    names = [f"<loc{i:04d}>" for i in range(PLACES)] + [f"<seg{i:03d}>" for i in range(SEGMENTS)]
    tokeniser = AutoTokenizer.from_pretrained(folder)
    tokeniser.add_tokens(names)
    tokeniser.add_special_tokens({"additional_special_tokens": ["<image>"]})
    tokeniser.save_pretrained(folder)
    assert tokeniser.convert_tokens_to_ids("<image>") == IMAGE
    write_image_processor(
        folder,
        processor_class="PaliGemmaProcessor",
        image_processor_type="SiglipImageProcessor",
        image_seq_length=(SIDE // PATCH) ** 2,
        size={"height": SIDE, "width": SIDE},
        resample=3,
        image_mean=[0.5] * 3,
        image_std=[0.5] * 3,
        do_convert_rgb=True,
    )


def _features(model: Any, inputs: Mapping[str, torch.Tensor]) -> torch.Tensor:  # noqa: ANN401
    """As llama.cpp's Gemma is handed them: it multiplies every input by sqrt(width) itself."""
    found = model.model.get_image_features(inputs["pixel_values"])
    found = getattr(found, "pooler_output", found)
    return found.reshape(-1, WIDTH) / WIDTH**0.5


def _published(tensors: Tensors) -> Tensors:
    names = {
        "model.language_model.": "language_model.model.",
        "model.vision_tower.": "vision_tower.vision_model.",
        "model.multi_modal_projector.": "multi_modal_projector.",
    }
    return with_prefixes(tensors, names)


def _convert(source: Path, target: Path) -> None:
    checkpoint = open_folder(source)
    model, projector = target / "model.gguf", target / "mmproj.gguf"
    checkpoint.convert(model, projector, WeightType.F16, lambda _part: None)
