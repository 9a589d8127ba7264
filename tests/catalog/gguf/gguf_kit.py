"""GGUF files with a real header and no tensors: enough to be recognised."""

from __future__ import annotations

from pathlib import Path

import gguf


def write_weights(
    path: Path, architecture: str = "gemma3", width: int = 2560, name: str = "Gemma 3 4b It"
) -> Path:
    """Weights of a text model with embeddings of `width`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    writer = gguf.GGUFWriter(path, architecture)
    writer.add_name(name)
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_Q4_K_M)
    writer.add_embedding_length(width)
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
