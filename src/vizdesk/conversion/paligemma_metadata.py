"""What the two files of a converted PaliGemma say of themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from vizdesk.conversion.vocabulary import Token

FAMILY = "paligemma"


@dataclass(frozen=True)
class Facts:
    """A checkpoint's configuration: its name, version (1 or 2), text and vision parts, tokens."""

    name: str
    version: int
    text: dict[str, Any]
    vision: dict[str, Any]
    tokens: tuple[Token, ...]


def describe_text(writer: Any, facts: Facts) -> None:  # noqa: ANN401 - gguf is imported lazily
    """The decoder's metadata, on gguf's writer."""
    text = facts.text
    _describe_family(writer, facts, "model")
    writer.add_context_length(text.get("max_position_embeddings", 8192))
    writer.add_embedding_length(text["hidden_size"])
    writer.add_block_count(text["num_hidden_layers"])
    writer.add_feed_forward_length(text["intermediate_size"])
    writer.add_head_count(text["num_attention_heads"])
    writer.add_head_count_kv(text["num_key_value_heads"])
    writer.add_key_length(text.get("head_dim", 256))
    writer.add_value_length(text.get("head_dim", 256))
    writer.add_layer_norm_rms_eps(text.get("rms_norm_eps", 1e-6))
    rope = text.get("rope_theta") or (text.get("rope_parameters") or {}).get("rope_theta")
    writer.add_rope_freq_base(float(rope or 10000.0))
    if facts.version == 2:
        writer.add_attn_logit_softcapping(text.get("attn_logit_softcapping", 50.0))
        writer.add_final_logit_softcapping(text.get("final_logit_softcapping", 30.0))
        writer.add_sliding_window(text.get("sliding_window", 4096))
    _describe_tokens(writer, facts.tokens)


def _describe_tokens(writer: Any, tokens: Sequence[Token]) -> None:  # noqa: ANN401
    writer.add_tokenizer_model("llama")
    writer.add_tokenizer_pre("default")
    writer.add_token_list([token.text for token in tokens])
    writer.add_token_scores([token.score for token in tokens])
    writer.add_token_types([token.kind for token in tokens])
    ids = {token.text: number for number, token in enumerate(tokens)}
    writer.add_bos_token_id(ids[b"<bos>"])
    writer.add_eos_token_id(ids[b"<eos>"])
    writer.add_unk_token_id(ids[b"<unk>"])
    writer.add_pad_token_id(ids[b"<pad>"])
    writer.add_add_bos_token(True)
    writer.add_add_eos_token(False)
    writer.add_add_space_prefix(False)


def describe_projector(writer: Any, facts: Facts) -> None:  # noqa: ANN401
    """The tower's metadata, under the name of the projector llama.cpp knows."""
    vision = facts.vision
    _describe_family(writer, facts, "mmproj")
    writer.add_bool("clip.has_vision_encoder", True)
    writer.add_string("clip.projector_type", "janus_pro")
    writer.add_bool("clip.use_gelu", True)
    for key, value in {
        "image_size": vision["image_size"],
        "patch_size": vision["patch_size"],
        "embedding_length": vision["hidden_size"],
        "feed_forward_length": vision["intermediate_size"],
        "block_count": vision["num_hidden_layers"],
        "projection_dim": facts.text["hidden_size"],
        "attention.head_count": vision["num_attention_heads"],
    }.items():
        writer.add_uint32(f"clip.vision.{key}", value)
    epsilon = vision.get("layer_norm_eps", 1e-6)
    writer.add_float32("clip.vision.attention.layer_norm_epsilon", epsilon)
    writer.add_array("clip.vision.image_mean", [0.5, 0.5, 0.5])
    writer.add_array("clip.vision.image_std", [0.5, 0.5, 0.5])


def _describe_family(writer: Any, facts: Facts, kind: str) -> None:  # noqa: ANN401
    writer.add_type(kind)
    writer.add_name(facts.name)
    writer.add_license("gemma")
    writer.add_string("vizdesk.family", FAMILY)
    writer.add_uint32("vizdesk.paligemma.version", facts.version)
