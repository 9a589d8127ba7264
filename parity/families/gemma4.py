"""Gemma 4 26B A4B: a mixture of experts that reads, and a tower that keeps the image's shape."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from transformers import (
    AutoTokenizer,
    Gemma4AudioFeatureExtractor,
    Gemma4Config,
    Gemma4ForConditionalGeneration,
    Gemma4Processor,
)
from transformers.models.gemma4.image_processing_pil_gemma4 import Gemma4ImageProcessorPil

from parity.recipe import Recipe, Tensors
from parity.tokenisers import write_config, write_sentencepiece
from parity.weights import fill

VOCABULARY = 416  # all of the tokeniser’s, with the <mask> that transformers adds
CONTROL = (
    "<|turn>",
    "<turn|>",
    "<|image|>",
    "<|image>",
    "<image|>",
    "<|audio|>",
    "<|audio>",
    "<audio|>",
    "<|video|>",
    "<|think|>",
)
VISIBLE = ("<|channel>", "<channel|>", "\n", "\n\n", "\n\n\n")
PATCH, POOL = 16, 3
TOKENS = 1120  # the largest budget, which is what vizdesk asks for

# The shape of the published template, with thinking off: no newline around the image, texts
# trimmed, an empty thought at the head of the answer.
TEMPLATE = """{{- bos_token -}}{%- for message in messages -%}\
{{- '<|turn>' + message['role'] + '\n' -}}\
{%- for item in message['content'] -%}{%- if item['type'] == 'image' -%}{{- '<|image|>' -}}\
{%- else -%}{{- item['text'] | trim -}}{%- endif -%}{%- endfor -%}{{- '<turn|>\n' -}}{%- endfor -%}\
{%- if add_generation_prompt -%}{{- '<|turn>model\n' -}}{%- if not enable_thinking -%}\
{{- '<|channel>thought\n<channel|>' -}}{%- endif -%}{%- endif -%}"""


def recipe(family: str, seed: int = 4) -> Recipe:
    """Six layers, the last of which attends to everything, two of four experts for each token."""
    config = Gemma4Config(
        architectures=["Gemma4ForConditionalGeneration"],
        text_config=_text(),
        vision_config=_vision(),
        audio_config=None,
        image_token_id=4 + CONTROL.index("<|image|>"),
        boi_token_id=4 + CONTROL.index("<|image>"),
        eoi_token_id=4 + CONTROL.index("<image|>"),
        video_token_id=4 + CONTROL.index("<|video|>"),
    )
    model = Gemma4ForConditionalGeneration(config)
    fill(model, seed, gain=2.0, embedding=0.02, norm=0.5)
    _soften(model)
    return Recipe(
        family,
        model,
        _write_processor,
        _published,
        TEMPLATE,
        features=_features,
        load_processor=_load_processor,
        size=_size,
        config=_as_published(config),
    )


def _soften(model: torch.nn.Module) -> None:
    """Keep rounding from deciding: see weights.fill.

    This family's attention is not divided by sqrt(head_dim), so random norms would make it choose
    one token of a thousand; and near-equal experts would change places.
    """
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if "q_norm" in name or "k_norm" in name:
                parameter.mul_(0.8)
            elif "router.proj" in name:
                parameter.mul_(3.0)


def _text() -> dict[str, Any]:
    return {
        "hidden_size": 64,
        "intermediate_size": 48,
        "num_hidden_layers": 6,
        "num_attention_heads": 4,
        "num_key_value_heads": 2,
        "num_global_key_value_heads": 1,
        "head_dim": 16,
        "global_head_dim": 32,
        "attention_k_eq_v": True,
        "use_bidirectional_attention": "vision",
        "vocab_size": VOCABULARY,
        "hidden_size_per_layer_input": 0,
        "max_position_embeddings": 4096,
        "sliding_window": 2048,
        "final_logit_softcapping": 30.0,
        "enable_moe_block": True,
        "num_experts": 4,
        "top_k_experts": 2,
        "moe_intermediate_size": 16,
    }


def _vision() -> dict[str, Any]:
    return {
        "hidden_size": 48,
        "intermediate_size": 64,
        "num_hidden_layers": 2,
        "num_attention_heads": 3,
        "num_key_value_heads": 3,
        "head_dim": 16,
        "patch_size": PATCH,
        "pooling_kernel_size": POOL,
        "position_embedding_size": 192,
        "standardize": True,
    }


def _as_published(config: Gemma4Config) -> Mapping[str, Any]:
    """The published config.json says these two outright; transformers keeps them per layer."""
    text = config.text_config.to_dict()
    return {"text_config": {**text, "global_head_dim": 32, "num_global_key_value_heads": 1}}


def _write_processor(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        pieces = Path(temporary)
        write_sentencepiece(pieces, VOCABULARY - 1, CONTROL, VISIBLE)
        write_config(
            pieces,
            tokenizer_class="GemmaTokenizer",
            bos_token="<bos>",
            eos_token="<eos>",
            pad_token="<pad>",
            unk_token="<unk>",
            image_token="<|image|>",
            boi_token="<|image>",
            eoi_token="<image|>",
            audio_token="<|audio|>",
            boa_token="<|audio>",
            eoa_token="<audio|>",
            chat_template=TEMPLATE,
        )
        AutoTokenizer.from_pretrained(pieces).save_pretrained(folder)
    settings = {"image_mean": [0.0] * 3, "image_std": [1.0] * 3}
    (folder / "preprocessor_config.json").write_text(json.dumps(settings), encoding="utf-8")


class _WithoutVideo(Gemma4Processor):
    """The reference's processor; its video part, which would need torchvision, is left empty."""

    def check_argument_for_proper_class(self, argument_name: str, argument: object) -> object:
        if argument_name == "video_processor":
            return argument
        return super().check_argument_for_proper_class(argument_name, argument)


def _load_processor(folder: Path) -> Gemma4Processor:
    return _WithoutVideo(
        feature_extractor=Gemma4AudioFeatureExtractor(),
        image_processor=Gemma4ImageProcessorPil(
            patch_size=PATCH, pooling_kernel_size=POOL, max_soft_tokens=TOKENS
        ),
        tokenizer=AutoTokenizer.from_pretrained(folder),
        video_processor=None,
        chat_template=TEMPLATE,
    )


def _features(model: Any, inputs: Mapping[str, torch.Tensor]) -> torch.Tensor:  # noqa: ANN401
    found = model.model.get_image_features(
        inputs["pixel_values"], image_position_ids=inputs["image_position_ids"]
    )
    return torch.cat(list(found.pooler_output)).reshape(-1, model.config.text_config.hidden_size)


def _size(inputs: Mapping[str, torch.Tensor]) -> tuple[int, int]:
    """Width and height in pixels, from the place of the last patch."""
    last = inputs["image_position_ids"].reshape(-1, 2).max(dim=0).values
    return int(last[0] + 1) * PATCH, int(last[1] + 1) * PATCH


def _published(tensors: Tensors) -> Tensors:
    return {name: tensor for name, tensor in tensors.items() if name != "lm_head.weight"}
