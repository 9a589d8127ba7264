"""A tiny PaliGemma folder as its makers publish it: config, tokeniser, weights in two shards."""

from __future__ import annotations

import json
import struct
from pathlib import Path

import numpy as np
import pytest

WIDTH, TOWER, PIECES = 64, 48, 300
PLACES = 16


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A PaliGemma 1 of two text layers and one vision layer, random, in BF16."""
    return write_folder(tmp_path / "paligemma-tiny", version=1)


def write_folder(path: Path, version: int) -> Path:
    path.mkdir()
    tokens = PIECES + PLACES + 1
    (path / "config.json").write_text(json.dumps(config(version, tokens)))
    (path / "tokenizer.model").write_bytes(sentencepiece())
    added = [{"id": PIECES + i, "content": f"<loc{i:04d}>"} for i in range(PLACES)]
    added.append({"id": PIECES + PLACES, "content": "<image>"})
    (path / "tokenizer.json").write_text(json.dumps({"added_tokens": added}))
    tensors = weights(version, tokens)
    names = sorted(tensors)
    shards = {"model-1.safetensors": names[::2], "model-2.safetensors": names[1::2]}
    for file, held in shards.items():
        write_safetensors(path / file, {name: tensors[name] for name in held})
    index = {name: file for file, held in shards.items() for name in held}
    (path / "model.safetensors.index.json").write_text(json.dumps({"weight_map": index}))
    return path


def config(version: int, tokens: int) -> dict[str, object]:
    text = {
        "model_type": "gemma2" if version == 2 else "gemma",
        "hidden_size": WIDTH,
        "intermediate_size": 96,
        "num_hidden_layers": 2,
        "num_attention_heads": 4,
        "num_key_value_heads": 1,
        "head_dim": 16,
        "vocab_size": tokens,
        "max_position_embeddings": 512,
    }
    vision = {
        "hidden_size": TOWER,
        "intermediate_size": 96,
        "num_hidden_layers": 1,
        "num_attention_heads": 3,
        "image_size": 56,
        "patch_size": 14,
    }
    return {"model_type": "paligemma", "text_config": text, "vision_config": vision}


def weights(version: int, tokens: int) -> dict[str, np.ndarray]:
    dice = np.random.default_rng(version)

    def some(*shape: int) -> np.ndarray:
        return dice.normal(0, 0.1, shape).astype(np.float32)

    text, tower = "language_model.model.", "vision_tower.vision_model."
    made = {
        text + "embed_tokens.weight": some(tokens, WIDTH),
        text + "norm.weight": some(WIDTH),
        "multi_modal_projector.linear.weight": some(WIDTH, TOWER),
        "multi_modal_projector.linear.bias": some(WIDTH),
        tower + "embeddings.patch_embedding.weight": some(TOWER, 3, 14, 14),
        tower + "embeddings.patch_embedding.bias": some(TOWER),
        tower + "embeddings.position_embedding.weight": some(16, TOWER),
        tower + "post_layernorm.weight": some(TOWER),
        tower + "post_layernorm.bias": some(TOWER),
    }
    shapes = {
        "self_attn.q_proj": (64, WIDTH),
        "self_attn.k_proj": (16, WIDTH),
        "self_attn.v_proj": (16, WIDTH),
        "self_attn.o_proj": (WIDTH, 64),
        "mlp.gate_proj": (96, WIDTH),
        "mlp.up_proj": (96, WIDTH),
        "mlp.down_proj": (WIDTH, 96),
        "input_layernorm": (WIDTH,),
        "post_attention_layernorm": (WIDTH,),
    }
    if version == 2:
        shapes |= {"pre_feedforward_layernorm": (WIDTH,), "post_feedforward_layernorm": (WIDTH,)}
    for layer in range(2):
        for name, shape in shapes.items():
            made[f"{text}layers.{layer}.{name}.weight"] = some(*shape)
    square = dict.fromkeys(("q_proj", "k_proj", "v_proj", "out_proj"), (TOWER, TOWER))
    parts = {f"self_attn.{name}": shape for name, shape in square.items()}
    parts |= {"mlp.fc1": (96, TOWER), "mlp.fc2": (TOWER, 96)}
    parts |= {"layer_norm1": (TOWER,), "layer_norm2": (TOWER,)}
    for name, shape in parts.items():
        made[f"{tower}encoder.layers.0.{name}.weight"] = some(*shape)
        made[f"{tower}encoder.layers.0.{name}.bias"] = some(shape[0])
    return made


def write_safetensors(path: Path, tensors: dict[str, np.ndarray], kind: str = "BF16") -> None:
    header, data = {}, b""
    for name, tensor in tensors.items():
        raw = (tensor.view(np.uint32) >> 16).astype(np.uint16).tobytes()
        place = [len(data), len(data) + len(raw)]
        header[name] = {"dtype": kind, "shape": list(tensor.shape), "data_offsets": place}
        data += raw
    text = json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


def sentencepiece() -> bytes:
    """The pieces of a model with byte fallback: specials, bytes, then letters."""
    letters = [bytes([65 + i]) for i in range(26)] + ["▁".encode(), b"\n", b"a", b"b", b"c"]
    pieces = [(b"<pad>", 3), (b"<eos>", 3), (b"<bos>", 3), (b"<unk>", 2)]
    pieces += [(f"<0x{i:02X}>".encode(), 6) for i in range(256)]
    pieces += [(letter, 1) for letter in letters]
    pieces += [(f"<spare{i}>".encode(), 5) for i in range(PIECES - len(pieces))]
    return b"".join(field(1, piece(text, kind)) for text, kind in pieces)


def piece(text: bytes, kind: int) -> bytes:
    return field(1, text) + b"\x15" + struct.pack("<f", -1.0) + b"\x18" + bytes([kind])


def field(number: int, data: bytes) -> bytes:
    assert len(data) < 128
    return bytes([number << 3 | 2, len(data)]) + data
