"""Writes a Gemma-3-shaped GGUF pair with random weights, of a given size: for tests and benchmarks.

Deterministic for a seed. Only visible characters have embeddings that are not zero, so with tied
output weights nothing else is chosen: an answer is visible and runs to its token limit. Names:
https://github.com/ggml-org/llama.cpp/blob/master/gguf-py/gguf/constants.py
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import gguf
import numpy as np

Tensors = dict[str, np.ndarray]
QuantKind = gguf.GGMLQuantizationType
CONTROL, UNKNOWN, NORMAL, BYTE, UNUSED = 3, 2, 1, 6, 5
SPECIALS = (
    "<pad>",
    "<eos>",
    "<bos>",
    "<unk>",
    "<start_of_turn>",
    "<end_of_turn>",
    "<start_of_image>",
    "<end_of_image>",
)
PAD, EOS, BOS, UNK, _, END_OF_TURN, _, _ = range(8)
FIRST_CHARACTER = len(SPECIALS) + 256 + 2  # after the bytes, the newline and the space
VISIBLE = 94
TEMPLATE = (
    "{{ bos_token }}"
    "{%- if messages[0]['role'] == 'system' -%}"
    "{%- set head = messages[0]['content'][0]['text'] + '\n\n' -%}"
    "{%- set turns = messages[1:] -%}"
    "{%- else -%}{%- set head = '' -%}{%- set turns = messages -%}{%- endif -%}"
    "{%- for message in turns -%}"
    "{{ '<start_of_turn>' + message['role'] + '\n' + (head if loop.first else '') }}"
    "{%- for item in message['content'] -%}"
    "{%- if item['type'] == 'text' -%}{{ item['text'] | trim }}{%- endif -%}"
    "{%- endfor -%}"
    "{{ '<end_of_turn>\n' }}"
    "{%- endfor -%}"
    "{%- if add_generation_prompt -%}{{ '<start_of_turn>model\n' }}{%- endif -%}"
)


@dataclass(frozen=True, slots=True)
class Shape:
    """Widths, depths and image size of one pair. `merge` x `merge` patches give one token."""

    width: int = 64
    layers: int = 2
    heads: int = 4
    heads_kv: int = 2
    head_dim: int = 16
    hidden: int = 128
    context: int = 1024
    side: int = 64
    patch: int = 8
    merge: int = 2
    vision_width: int = 48
    vision_layers: int = 2
    vision_heads: int = 3
    vision_hidden: int = 96
    vocabulary: int = 384
    weights: QuantKind = QuantKind.F16


TINY = Shape()
"""0.3 MB, 16 image tokens: loads in milliseconds."""

SLOW_EYES = Shape(
    side=896,
    patch=14,
    merge=8,
    vision_width=192,
    vision_layers=8,
    vision_heads=3,
    vision_hidden=768,
)
"""9 MB, yet its vision tower takes seconds for one image: 4096 patches attend to each other."""

MEDIUM = Shape(
    width=1024,
    layers=12,
    heads=16,
    heads_kv=4,
    head_dim=64,
    hidden=2816,
    context=8192,
    side=448,
    patch=14,
    merge=4,
    vision_width=768,
    vision_layers=12,
    vision_heads=12,
    vision_hidden=3072,
)
"""450 MB, 64 image tokens: every part takes a noticeable time."""

LARGE_VOCABULARY = Shape(
    width=640,
    layers=6,
    heads=4,
    heads_kv=1,
    head_dim=256,
    hidden=2048,
    context=4096,
    side=896,
    patch=14,
    merge=4,
    vision_width=192,
    vision_layers=2,
    vision_heads=3,
    vision_hidden=768,
    vocabulary=262_144,
)
"""390 MB as halves, most of them the embeddings of as many tokens as Gemma 3 has."""

SHAPES = {"tiny": TINY, "slow-eyes": SLOW_EYES, "medium": MEDIUM}


def text_tensors(shape: Shape, seed: int = 0) -> Tensors:
    """Random weights of the text model, in numpy order (outputs, inputs), float32."""
    draw = _Random(seed)
    width, q, kv = shape.width, shape.heads * shape.head_dim, shape.heads_kv * shape.head_dim
    embeddings = draw.matrix(shape.vocabulary, width)
    embeddings[:FIRST_CHARACTER] = embeddings[FIRST_CHARACTER + VISIBLE :] = 0.0
    tensors = {"token_embd.weight": embeddings, "output_norm.weight": _ones(width)}
    for i in range(shape.layers):
        block = {
            "attn_norm": _ones(width),
            "attn_q": draw.matrix(q, width),
            "attn_k": draw.matrix(kv, width),
            "attn_v": draw.matrix(kv, width),
            "attn_q_norm": _ones(shape.head_dim),
            "attn_k_norm": _ones(shape.head_dim),
            "attn_output": draw.matrix(width, q),
            "post_attention_norm": _ones(width),
            "ffn_norm": _ones(width),
            "ffn_gate": draw.matrix(shape.hidden, width),
            "ffn_up": draw.matrix(shape.hidden, width),
            "ffn_down": draw.matrix(width, shape.hidden),
            "post_ffw_norm": _ones(width),
        }
        tensors |= {f"blk.{i}.{name}.weight": values for name, values in block.items()}
    return tensors


def vision_tensors(shape: Shape, seed: int = 1) -> Tensors:
    """Random weights of the vision tower and the projection (stored untransposed), float32."""
    draw = _Random(seed)
    width, hidden = shape.vision_width, shape.vision_hidden
    patches = (shape.side // shape.patch) ** 2
    pixels = 3 * shape.patch**2
    tensors = {
        "v.patch_embd.weight": draw.matrix(width, pixels).reshape(
            width, 3, shape.patch, shape.patch
        ),
        "v.patch_embd.bias": _zeros(width),
        "v.position_embd.weight": draw.matrix(patches, width),
        "v.post_ln.weight": _ones(width),
        "v.post_ln.bias": _zeros(width),
        "mm.soft_emb_norm.weight": _ones(width),
        "mm.input_projection.weight": draw.matrix(shape.width, width).T.copy(),
    }
    for i in range(shape.vision_layers):
        sizes = dict.fromkeys(("attn_q", "attn_k", "attn_v", "attn_out"), (width, width))
        sizes |= {"ffn_up": (hidden, width), "ffn_down": (width, hidden)}
        for name, (rows, columns) in sizes.items():
            tensors[f"v.blk.{i}.{name}.weight"] = draw.matrix(rows, columns)
            tensors[f"v.blk.{i}.{name}.bias"] = _zeros(rows)
        for name in ("ln1", "ln2"):
            tensors[f"v.blk.{i}.{name}.weight"] = _ones(width)
            tensors[f"v.blk.{i}.{name}.bias"] = _zeros(width)
    return tensors


def write_text(
    path: Path, shape: Shape, tensors: Tensors | None = None, template: str = TEMPLATE
) -> Path:
    """Write the text model to `path`."""
    writer = gguf.GGUFWriter(path, "gemma3")
    writer.add_type("model")
    writer.add_name("random weights")
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_F16)
    writer.add_context_length(shape.context)
    writer.add_embedding_length(shape.width)
    writer.add_block_count(shape.layers)
    writer.add_feed_forward_length(shape.hidden)
    writer.add_head_count(shape.heads)
    writer.add_head_count_kv(shape.heads_kv)
    writer.add_key_length(shape.head_dim)
    writer.add_value_length(shape.head_dim)
    writer.add_layer_norm_rms_eps(1e-6)
    writer.add_rope_freq_base(10000.0)
    _add_tokenizer(writer, shape.vocabulary, template)
    return _finish(writer, path, tensors or text_tensors(shape), shape.weights)


def write_projector(path: Path, shape: Shape, tensors: Tensors | None = None) -> Path:
    """Write the vision tower and projector (mmproj) to `path`."""
    writer = gguf.GGUFWriter(path, "clip")
    writer.add_type("mmproj")
    writer.add_name("random vision")
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_F16)
    writer.add_bool("clip.has_vision_encoder", True)
    writer.add_string("clip.projector_type", "gemma3")
    writer.add_bool("clip.use_gelu", True)
    numbers = {
        "image_size": shape.side,
        "patch_size": shape.patch,
        "embedding_length": shape.vision_width,
        "feed_forward_length": shape.vision_hidden,
        "block_count": shape.vision_layers,
        "attention.head_count": shape.vision_heads,
        "projection_dim": shape.width,
        "projector.scale_factor": shape.merge,
    }
    for key, number in numbers.items():
        writer.add_uint32(f"clip.vision.{key}", number)
    writer.add_float32("clip.vision.attention.layer_norm_epsilon", 1e-6)
    for key in ("image_mean", "image_std"):
        writer.add_array(f"clip.vision.{key}", [0.5, 0.5, 0.5])
    return _finish(writer, path, tensors or vision_tensors(shape))


def write_pair(folder: Path, shape: Shape = TINY) -> tuple[Path, Path]:
    """Write both files into `folder`; returns (weights, projector)."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = write_text(folder / "random.gguf", shape)
    return weights, write_projector(folder / "random-mmproj.gguf", shape)


def _add_tokenizer(writer: gguf.GGUFWriter, size: int, template: str) -> None:
    """A character-level vocabulary with byte fallback; token texts must be unique."""
    entries = [(text, UNKNOWN if text == "<unk>" else CONTROL) for text in SPECIALS]
    entries += [(f"<0x{byte:02X}>", BYTE) for byte in range(256)]
    entries += [(text, NORMAL) for text in ["\n", "▁", *map(chr, range(33, 127))]]
    entries += [(f"<unused{i}>", UNUSED) for i in range(size - len(entries))]
    writer.add_tokenizer_model("llama")
    writer.add_tokenizer_pre("default")
    writer.add_token_list([text.encode() for text, _ in entries])
    writer.add_token_scores([-float(i) for i in range(len(entries))])
    writer.add_token_types([kind for _, kind in entries])
    writer.add_bos_token_id(BOS)
    writer.add_eos_token_id(EOS)
    writer.add_unk_token_id(UNK)
    writer.add_pad_token_id(PAD)
    writer.add_eot_token_id(END_OF_TURN)
    writer.add_add_bos_token(True)
    writer.add_add_eos_token(False)
    writer.add_add_space_prefix(False)
    writer.add_chat_template(template)


def _finish(
    writer: gguf.GGUFWriter, path: Path, tensors: Tensors, kind: QuantKind = QuantKind.F16
) -> Path:
    for name, values in tensors.items():
        if values.ndim < 2 or "position_embd" in name or "patch_embd" in name:
            writer.add_tensor(name, values)
        else:
            writer.add_tensor(name, gguf.quants.quantize(values, kind), raw_dtype=kind)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


class _Random:
    def __init__(self, seed: int) -> None:
        self._generator = np.random.default_rng(seed)

    def matrix(self, rows: int, columns: int) -> np.ndarray:
        """Normal values whose products with unit vectors stay of unit size."""
        values = self._generator.standard_normal((rows, columns), dtype=np.float32)
        return np.ascontiguousarray(values * np.float32(columns**-0.5))


def _ones(count: int) -> np.ndarray:
    return np.ones(count, np.float32)


def _zeros(count: int) -> np.ndarray:
    return np.zeros(count, np.float32)


def main() -> None:
    """Write the pair that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--shape", choices=sorted(SHAPES), default="medium")
    chosen = parser.parse_args()
    for path in write_pair(chosen.folder, SHAPES[chosen.shape]):
        print(f"{path}  {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
