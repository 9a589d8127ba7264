"""GGUF files with a real header and no tensors: enough to be recognised."""

from __future__ import annotations

from pathlib import Path

import gguf
import numpy as np


def write_weights(
    path: Path,
    architecture: str = "gemma3",
    width: int = 2560,
    name: str = "Gemma 3 4b It",
    template: str = "{{ messages }}",
) -> Path:
    """Weights of a text model with embeddings of `width`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    writer = gguf.GGUFWriter(path, architecture)
    writer.add_name(name)
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_Q4_K_M)
    writer.add_embedding_length(width)
    if template:
        writer.add_chat_template(template)
    return _finish(writer, path)


def write_projector(
    path: Path, kind: str = "gemma3", width: int = 2560, *, sees: bool = True, q8: bool = False
) -> Path:
    """A projector made for a text model of `width`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    writer = gguf.GGUFWriter(path, "clip")
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_Q8_0 if q8 else gguf.LlamaFileType.MOSTLY_F16)
    writer.add_bool("clip.has_vision_encoder", sees)
    writer.add_string("clip.projector_type", kind)
    writer.add_uint32("clip.vision.projection_dim", width)
    writer.add_uint32("clip.vision.image_size", 896)
    return _finish(writer, path)


def _finish(writer: gguf.GGUFWriter, path: Path) -> Path:
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.close()
    return path


def write_model(path: Path, architecture: str, width: int, name: str = "") -> Path:
    """Weights with a tensor, so that they can be cut off, and the metadata of a memory estimate."""
    path.parent.mkdir(parents=True, exist_ok=True)
    writer = gguf.GGUFWriter(path, architecture)
    writer.add_type("imatrix" if architecture == "imatrix" else "model")
    writer.add_name(name or plain_name(path))
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_Q4_K_M)
    writer.add_context_length(4096)
    writer.add_embedding_length(width)
    writer.add_block_count(1)
    writer.add_head_count(4)
    writer.add_head_count_kv(2)
    writer.add_feed_forward_length(128)
    writer.add_chat_template("{{ messages }}")
    return _with_tensor(writer, path, "token_embd.weight", np.zeros((32, width), np.float32))


def write_vision(path: Path, kind: str, width: int, file_type: int = 1, *, name: str = "") -> Path:
    """A projector with a tensor. `file_type` as GGUF counts them (1: F16, 32: BF16, 0: F32)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    writer = gguf.GGUFWriter(path, "clip")
    writer.add_type("mmproj")
    writer.add_name(name)
    writer.add_file_type(file_type)
    writer.add_bool("clip.has_vision_encoder", True)
    writer.add_string("clip.projector_type", kind)
    for key, value in {
        "image_size": 768,
        "patch_size": 16,
        "embedding_length": 48,
        "feed_forward_length": 96,
        "block_count": 1,
        "projection_dim": width,
    }.items():
        writer.add_uint32(f"clip.vision.{key}", value)
    return _with_tensor(writer, path, "v.x", np.zeros((4, 4), np.float32))


def plain_name(path: Path) -> str:
    """What a converter calls a model: its name, without what the file adds."""
    return path.stem.split("-Q")[0].split(".Q")[0].replace("-", " ")


def _with_tensor(
    writer: gguf.GGUFWriter, path: Path, name: str, values: np.typing.NDArray[np.float32]
) -> Path:
    writer.add_tensor(name, values)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def write_adapter(path: Path) -> Path:
    """A LoRA: a GGUF that is neither weights nor a projector."""
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_type("adapter")
    return _finish(writer, path)
