"""LLaVA 1.5: a CLIP tower with a class token, its last but one layer, two linear layers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from transformers import AutoTokenizer, LlavaConfig, LlavaForConditionalGeneration, LlavaProcessor
from transformers.image_utils import OPENAI_CLIP_MEAN, OPENAI_CLIP_STD
from transformers.models.llava.image_processing_pil_llava import LlavaImageProcessorPil

from parity.converting import convert_text, read_tensors
from parity.families.shared import ids_after_words, text_config, write_image_processor
from parity.recipe import Recipe, Tensors
from parity.tokenisers import LLAMA_3, write_byte_bpe, write_config
from parity.weights import fill

VOCABULARY, SIDE, PATCH, LAYERS, WIDTH, HEADS = 448, 112, 14, 4, 48, 3
TOKENS = (SIDE // PATCH) ** 2
SPECIAL = ("<s>", "</s>", "<pad>", "<image>")
token_id = ids_after_words(VOCABULARY, SPECIAL)

# The shape of the published template: roles in words, the image on a line of its own.
TEMPLATE = """{{ bos_token }}{% for message in messages %}USER: \
{% for part in message['content'] %}{{ '<image>\n' if part['type'] == 'image' else part['text'] }}\
{% endfor %}{% endfor %}{% if add_generation_prompt %} ASSISTANT:{% endif %}"""


def recipe(family: str, seed: int = 1) -> Recipe:
    """A tiny LLaVA 1.5; its projector is written as llama.cpp's older converter writes it."""
    model = LlavaForConditionalGeneration(_config())
    fill(model, seed, gain=2.0, embedding=0.5, norm=0.1, vision=1.2)
    return Recipe(
        family,
        model,
        _write_processor,
        _published,
        TEMPLATE,
        pre=LLAMA_3.pre,
        load_processor=_load_processor,
        convert=_convert,
    )


def _config() -> LlavaConfig:
    return LlavaConfig(
        architectures=["LlavaForConditionalGeneration"],
        text_config=text_config(
            VOCABULARY,
            model_type="llama",
            architectures=["LlamaForCausalLM"],
            rope_theta=10000.0,
            bos_token_id=token_id("<s>"),
            eos_token_id=token_id("</s>"),
            pad_token_id=token_id("<pad>"),
        ),
        vision_config={
            "model_type": "clip_vision_model",
            "hidden_size": WIDTH,
            "intermediate_size": 2 * WIDTH,
            "num_hidden_layers": LAYERS,
            "num_attention_heads": HEADS,
            "image_size": SIDE,
            "patch_size": PATCH,
            "projection_dim": 64,
        },
        image_token_index=token_id("<image>"),
        vision_feature_layer=-2,
        vision_feature_select_strategy="default",
        image_seq_length=TOKENS,
        tie_word_embeddings=False,
    )


def _write_processor(folder: Path) -> None:
    write_byte_bpe(folder, VOCABULARY, SPECIAL, LLAMA_3)
    write_config(
        folder,
        tokenizer_class="PreTrainedTokenizerFast",
        processor_class="LlavaProcessor",
        bos_token="<s>",
        eos_token="</s>",
        pad_token="<pad>",
        extra_special_tokens={"image_token": "<image>"},
    )
    write_image_processor(
        folder,
        size={"shortest_edge": SIDE},
        crop_size={"height": SIDE, "width": SIDE},
        do_pad=True,  # image_aspect_ratio "pad" of the makers' own config.json
        resample=3,
        image_mean=list(OPENAI_CLIP_MEAN),
        image_std=list(OPENAI_CLIP_STD),
    )


def _load_processor(folder: Path) -> Any:  # noqa: ANN401
    return LlavaProcessor(
        image_processor=LlavaImageProcessorPil.from_pretrained(folder),
        tokenizer=AutoTokenizer.from_pretrained(folder),
        patch_size=PATCH,
        vision_feature_select_strategy="default",
        num_additional_image_tokens=1,
        chat_template=TEMPLATE,
    )


def _published(tensors: Tensors) -> Tensors:
    return {
        name.replace("model.language_model.", "model."): tensor for name, tensor in tensors.items()
    }


_NAMES = {
    "embeddings.class_embedding": "v.class_embd",
    "embeddings.patch_embedding.weight": "v.patch_embd.weight",
    "embeddings.position_embedding.weight": "v.position_embd.weight",
    "pre_layrnorm.": "v.pre_ln.",
    "encoder.layers.": "v.blk.",
    ".self_attn.q_proj.": ".attn_q.",
    ".self_attn.k_proj.": ".attn_k.",
    ".self_attn.v_proj.": ".attn_v.",
    ".self_attn.out_proj.": ".attn_out.",
    ".layer_norm1.": ".ln1.",
    ".layer_norm2.": ".ln2.",
    # The older converter's names: up and down are the other way round there.
    ".mlp.fc1.": ".ffn_down.",
    ".mlp.fc2.": ".ffn_up.",
}


def _convert(source: Path, target: Path) -> None:
    convert_text(source, target, LLAMA_3.pre)  # puts the converter's own gguf first
    import gguf

    writer = gguf.GGUFWriter(target / "mmproj.gguf", "clip")
    writer.add_bool("clip.has_vision_encoder", True)
    writer.add_bool("clip.has_llava_projector", True)
    writer.add_string("clip.projector_type", "mlp")
    writer.add_bool("clip.use_gelu", False)  # CLIP's “quick” one
    numbers = {
        "image_size": SIDE,
        "patch_size": PATCH,
        "embedding_length": WIDTH,
        "feed_forward_length": 2 * WIDTH,
        "projection_dim": 64,
        "attention.head_count": HEADS,
        "block_count": LAYERS - 1,
    }
    for key, value in numbers.items():
        writer.add_uint32(f"clip.vision.{key}", value)
    writer.add_array("clip.vision.feature_layer", [LAYERS - 1])
    writer.add_float32("clip.vision.attention.layer_norm_epsilon", 1e-5)
    writer.add_array("clip.vision.image_mean", list(OPENAI_CLIP_MEAN))
    writer.add_array("clip.vision.image_std", list(OPENAI_CLIP_STD))
    for name, tensor in read_tensors(source).items():
        written = _projector_name(name)
        if written:
            writer.add_tensor(written, tensor.numpy())
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _projector_name(name: str) -> str:
    """The name in the projector's file; empty for what is not in it, the last layer included."""
    if name.startswith("model.multi_modal_projector."):
        return name.replace("model.multi_modal_projector.linear_1", "mm.0").replace(
            "model.multi_modal_projector.linear_2", "mm.2"
        )
    tower = "model.vision_tower."
    if not name.startswith(tower) or f"layers.{LAYERS - 1}." in name or "post_layernorm" in name:
        return ""
    name = name.removeprefix(tower).removeprefix("vision_model.")
    for old, new in _NAMES.items():
        name = name.replace(old, new)
    return name
