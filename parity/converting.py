"""A Hugging Face folder → a GGUF pair, by llama.cpp's own converter.

The converter comes with the source distribution of llama-cpp-python: LLAMA_CPP names the folder
`vendor/llama.cpp` in it (see docs/parity.md).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any


def converter_folder() -> Path:
    """Where llama.cpp's source is. Raises SystemExit with what to do."""
    folder = Path(os.environ.get("LLAMA_CPP", ""))
    if not (folder / "convert_hf_to_gguf.py").is_file():
        raise SystemExit(
            "Set LLAMA_CPP to vendor/llama.cpp of llama-cpp-python's source distribution:\n"
            "  pip download --no-deps --no-binary llama-cpp-python llama-cpp-python==0.3.36"
        )
    return folder


def convert(source: Path, target: Path, pre: str) -> None:
    """Write target/model.gguf and target/mmproj.gguf in float32.

    `pre` is the tokeniser's splitting, which the converter would look up by a checksum.
    """
    _convert(source, target / "model.gguf", pre, projector=False)
    _convert(source, target / "mmproj.gguf", pre, projector=True)


def convert_text(source: Path, target: Path, pre: str) -> None:
    """Write target/model.gguf alone, for a family whose projector is written elsewhere."""
    _convert(source, target / "model.gguf", pre, projector=False)


def read_tensors(source: Path) -> dict[str, Any]:
    """All tensors of the folder, by their published names."""
    from safetensors.torch import load_file

    return dict(load_file(source / "model.safetensors"))


def _convert(source: Path, target: Path, pre: str, *, projector: bool) -> None:
    folder = converter_folder()
    sys.path[:0] = [str(folder), str(folder / "gguf-py")]
    import gguf
    import torch

    from conversion import (
        ModelBase,
        ModelType,
        TextModel,
        get_model_architecture,
        get_model_class,
    )

    TextModel.get_vocab_base_pre = lambda _self, _tokeniser: pre
    kind = ModelType.MMPROJ if projector else ModelType.TEXT
    architecture = get_model_architecture(ModelBase.load_hparams(source, False), kind)
    known = get_model_class(architecture, mmproj=projector)
    with torch.inference_mode():
        known(source, gguf.LlamaFileType.ALL_F32, target, eager=True).write()
