"""Repositories as people publish and keep them: files by path, and which projector goes with which.

Sources: the repositories named; they are built here with tiny files whose headers say the same.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.catalog.gguf.gguf_kit import write_model, write_vision

WIDTH = 64
LINKS = sys.platform != "win32"


@dataclass(frozen=True)
class Weights:
    """Weights by what their header says."""

    architecture: str = "qwen3vl"
    width: int = WIDTH
    name: str = ""


@dataclass(frozen=True)
class Projector:
    """A projector by what its header says; `cut` bytes are missing at its end."""

    kind: str = "qwen3vl_merger"
    width: int = WIDTH
    file_type: int = 1
    cut: int = 0
    name: str = ""


@dataclass(frozen=True)
class Layout:
    """`pairs` is the projector of each weights' first file; `choose` are those a person must."""

    files: Mapping[str, Weights | Projector]
    pairs: Mapping[str, str]
    choose: Mapping[str, frozenset[str]] = field(default_factory=dict)
    text_only: tuple[str, ...] = ()

    def build(self, folder: Path) -> Path:
        """Write the files."""
        for path, content in self.files.items():
            target = folder / path
            if isinstance(content, Weights):
                write_model(target, content.architecture, content.width, content.name)
                continue
            write_vision(target, content.kind, content.width, content.file_type, name=content.name)
            if content.cut:
                os.truncate(target, target.stat().st_size - content.cut)
        return folder


def shards(stem: str, parts: int, weights: Weights) -> dict[str, Weights | Projector]:
    """A model in parts."""
    return {f"{stem}-{at:05}-of-{parts:05}.gguf": weights for at in range(1, parts + 1)}


_BIG = Weights("qwen3vlmoe", name="Qwen3 VL 235B A22B")
_QWEN25 = "Qwen2.5-VL-7B-Instruct"

LAYOUTS: dict[str, Layout] = {
    "unsloth: shards in folders of quantisations, projectors at the root": Layout(
        {
            **shards("UD-Q4_K_XL/Qwen3-VL-235B-UD-Q4_K_XL", 2, _BIG),
            **shards("Q8_0/Qwen3-VL-235B-Q8_0", 2, _BIG),
            "Qwen3-VL-235B-UD-TQ1_0.gguf": _BIG,
            "mmproj-F16.gguf": Projector(),
            "mmproj-BF16.gguf": Projector(file_type=32),
            "mmproj-F32.gguf": Projector(file_type=0),
        },
        {
            "UD-Q4_K_XL/Qwen3-VL-235B-UD-Q4_K_XL-00001-of-00002.gguf": "mmproj-F16.gguf",
            "Q8_0/Qwen3-VL-235B-Q8_0-00001-of-00002.gguf": "mmproj-F16.gguf",
            "Qwen3-VL-235B-UD-TQ1_0.gguf": "mmproj-F16.gguf",
        },
    ),
    "bartowski: shards in a folder named after the model": Layout(
        {
            **shards("Qwen_Qwen3-VL-32B-Q8_0/Qwen_Qwen3-VL-32B-Q8_0", 2, Weights()),
            "Qwen_Qwen3-VL-32B-Q4_K_M.gguf": Weights(),
            "mmproj-Qwen_Qwen3-VL-32B-f16.gguf": Projector(),
            "Qwen_Qwen3-VL-32B-imatrix.gguf": Weights("imatrix"),
        },
        {
            "Qwen_Qwen3-VL-32B-Q8_0/Qwen_Qwen3-VL-32B-Q8_0-00001-of-00002.gguf": (
                "mmproj-Qwen_Qwen3-VL-32B-f16.gguf"
            ),
            "Qwen_Qwen3-VL-32B-Q4_K_M.gguf": "mmproj-Qwen_Qwen3-VL-32B-f16.gguf",
        },
    ),
    "Mungert: .mmproj files, quantisations of two types": Layout(
        {
            **{
                f"{_QWEN25}-{quant}.gguf": Weights("qwen2vl")
                for quant in ("bf16", "bf16_q8_0", "f16_q8_0", "q8_0", "q4_k_m", "bf16_q4_k")
            },
            **{
                f"{_QWEN25}-{quant}.mmproj": Projector("qwen2.5vl_merger", file_type=number)
                for quant, number in (("f16", 1), ("bf16", 32), ("q8_0", 7), ("f32", 0))
            },
        },
        {
            f"{_QWEN25}-{quant}.gguf": f"{_QWEN25}-f16.mmproj"
            for quant in ("bf16", "bf16_q8_0", "f16_q8_0", "q8_0", "q4_k_m", "bf16_q4_k")
        },
    ),
    "mradermacher: dots between the parts of names": Layout(
        {
            "X.Q4_K_M.gguf": Weights(),
            "X.Q8_0.gguf": Weights(),
            "X.mmproj-Q8_0.gguf": Projector(file_type=7),
            "X.mmproj-f16.gguf": Projector(),
            "X.imatrix.gguf": Weights("imatrix"),
        },
        {"X.Q4_K_M.gguf": "X.mmproj-f16.gguf", "X.Q8_0.gguf": "X.mmproj-f16.gguf"},
    ),
    "a folder for the projector": Layout(
        {"Qwen3-VL-2B-Q4_K_M.gguf": Weights(), "mmproj/model-F16.gguf": Projector()},
        {"Qwen3-VL-2B-Q4_K_M.gguf": "mmproj/model-F16.gguf"},
    ),
    "folders for quantisations and for the projector": Layout(
        {
            "Q4_K_M/model.gguf": Weights(),
            "Q8_0/model.gguf": Weights(),
            "mmproj/F16.gguf": Projector(),
        },
        {"Q4_K_M/model.gguf": "mmproj/F16.gguf", "Q8_0/model.gguf": "mmproj/F16.gguf"},
    ),
    "a projector in each quantisation's folder": Layout(
        {
            "Q4_K_M/model.gguf": Weights(),
            "Q4_K_M/mmproj.gguf": Projector(),
            "Q8_0/model.gguf": Weights(),
            "Q8_0/mmproj.gguf": Projector(),
        },
        {"Q4_K_M/model.gguf": "Q4_K_M/mmproj.gguf", "Q8_0/model.gguf": "Q8_0/mmproj.gguf"},
    ),
    "a projector whose name does not say so": Layout(
        {
            "Qwen2-VL-2B-Instruct-Q4_K_M.gguf": Weights("qwen2vl"),
            "qwen2-vl-2b-instruct-vision.gguf": Projector("qwen2vl_merger"),
        },
        {"Qwen2-VL-2B-Instruct-Q4_K_M.gguf": "qwen2-vl-2b-instruct-vision.gguf"},
    ),
    "llava.cpp: model.gguf and clip.gguf": Layout(
        {"model.gguf": Weights("llama"), "clip.gguf": Projector("mlp", 768)},
        {"model.gguf": "clip.gguf"},
    ),
    "mys: two quantisations, a projector in two precisions": Layout(
        {
            "ggml-model-q4_k.gguf": Weights("llama", name="LLaMA v2"),
            "ggml-model-q5_k.gguf": Weights("llama", name="LLaMA v2"),
            "mmproj-model-f16.gguf": Projector("mlp", 768),
            "mmproj-model-Q4_0.gguf": Projector("mlp", 768, file_type=2),
        },
        {
            "ggml-model-q4_k.gguf": "mmproj-model-f16.gguf",
            "ggml-model-q5_k.gguf": "mmproj-model-f16.gguf",
        },
    ),
    "MiniCPM-V: no width, generic names, two precisions": Layout(
        {
            "ggml-model-Q4_K_M.gguf": Weights("qwen2", name="Model"),
            "mmproj-model-f16.gguf": Projector("resampler", 0),
            "mmproj-model-Q8_0.gguf": Projector("resampler", 0, file_type=7),
        },
        {"ggml-model-Q4_K_M.gguf": "mmproj-model-f16.gguf"},
    ),
    "moondream: -text-model and -mmproj": Layout(
        {
            "moondream2-text-model-f16_ct-vicuna.gguf": Weights("phi2"),
            "moondream2-mmproj-f16-20250414.gguf": Projector("mlp", 2048),
        },
        {"moondream2-text-model-f16_ct-vicuna.gguf": "moondream2-mmproj-f16-20250414.gguf"},
    ),
    "two models of two sizes, each with its projector": Layout(
        {
            "A-7B-Q4_K_M.gguf": Weights(),
            "B-13B-Q4_K_M.gguf": Weights(width=128),
            "A-7B-mmproj-F16.gguf": Projector(),
            "B-13B-mmproj-F16.gguf": Projector(width=128),
        },
        {
            "A-7B-Q4_K_M.gguf": "A-7B-mmproj-F16.gguf",
            "B-13B-Q4_K_M.gguf": "B-13B-mmproj-F16.gguf",
        },
    ),
    "two models of one size, told apart by names (ComfyUI-LLM 31)": Layout(
        {
            "huihui-qwen35-4b-Q8_0.gguf": Weights("qwen35", name="Huihui Qwen3.5 4B"),
            "qwen3.5-4B-Uncensored-Q8_0.gguf": Weights("qwen35"),
            "mmproj-huihui-qwen35-4b-f16.gguf": Projector(),
            "mmproj-qwen3.5-4B-Uncensored-f16.gguf": Projector(),
        },
        {
            "huihui-qwen35-4b-Q8_0.gguf": "mmproj-huihui-qwen35-4b-f16.gguf",
            "qwen3.5-4B-Uncensored-Q8_0.gguf": "mmproj-qwen3.5-4B-Uncensored-f16.gguf",
        },
    ),
    "a tuned model beside its base (VisionCaptioner 13)": Layout(
        {
            "gemma-3-4b-it-Q4_K_M.gguf": Weights("gemma3", name="Gemma 3 4b It"),
            "medgemma-4b-it-Q4_K_M.gguf": Weights("gemma3", name="Medgemma 4b It"),
            "mmproj-model-f16.gguf": Projector("gemma3"),
            "mmproj-medgemma-4b-it-F16.gguf": Projector("gemma3"),
        },
        {
            "gemma-3-4b-it-Q4_K_M.gguf": "mmproj-model-f16.gguf",
            "medgemma-4b-it-Q4_K_M.gguf": "mmproj-medgemma-4b-it-F16.gguf",
        },
    ),
    "a text model beside a vision model of its width": Layout(
        {
            "Qwen2.5-7B-Instruct-Q4_K_M.gguf": Weights("qwen2"),
            f"{_QWEN25}-Q4_K_M.gguf": Weights("qwen2vl"),
            "mmproj-F16.gguf": Projector("qwen2.5vl_merger"),
        },
        {f"{_QWEN25}-Q4_K_M.gguf": "mmproj-F16.gguf"},
        text_only=("Qwen2.5-7B-Instruct-Q4_K_M.gguf",),
    ),
    "a text model beside a LLaVA whose projector says no width": Layout(
        {
            "Llama-3-8B-Q4_K_M.gguf": Weights("llama"),
            "llava-v1.6-7b-Q4_K_M.gguf": Weights("llama"),
            "mmproj-model-f16.gguf": Projector("mlp", 768),
        },
        {"llava-v1.6-7b-Q4_K_M.gguf": "mmproj-model-f16.gguf"},
        text_only=("Llama-3-8B-Q4_K_M.gguf",),
    ),
    "the projector of another width is not taken for the right one": Layout(
        {
            "Qwen3-VL-2B-Q4_K_M.gguf": Weights(),
            "mmproj-Qwen3-VL-2B-F16.gguf": Projector(width=72),
            "mmproj-F16.gguf": Projector(),
        },
        {"Qwen3-VL-2B-Q4_K_M.gguf": "mmproj-F16.gguf"},
    ),
    "a broken projector is skipped for a good one": Layout(
        {
            "Qwen3-VL-2B-Q4_K_M.gguf": Weights(),
            "mmproj-A.gguf": Projector(cut=20),
            "mmproj-F16.gguf": Projector(),
        },
        {"Qwen3-VL-2B-Q4_K_M.gguf": "mmproj-F16.gguf"},
    ),
    "several fit and nothing tells which": Layout(
        {
            "tuned-Q4_K_M.gguf": Weights(),
            "mmproj-spring.gguf": Projector(),
            "mmproj-autumn.gguf": Projector(),
        },
        {},
        {"tuned-Q4_K_M.gguf": frozenset({"mmproj-spring.gguf", "mmproj-autumn.gguf"})},
    ),
    "a projector above the folders of its models": Layout(
        {
            "four bits/model.gguf": Weights(),
            "eight bits/model.gguf": Weights(),
            "mmproj-F16.gguf": Projector(),
        },
        {
            "four bits/model.gguf": "mmproj-F16.gguf",
            "eight bits/model.gguf": "mmproj-F16.gguf",
        },
    ),
    "upper-case endings": Layout(
        {"QWEN.GGUF": Weights(), "MMPROJ-F16.GGUF": Projector()},
        {"QWEN.GGUF": "MMPROJ-F16.GGUF"},
    ),
    "names with spaces, plus signs and other alphabets": Layout(
        {
            "My Model+v1 (Ü) Q4_K_M.gguf": Weights(),
            "mmproj 模型.gguf": Projector(),
        },
        {"My Model+v1 (Ü) Q4_K_M.gguf": "mmproj 模型.gguf"},
    ),
}
"""By a sentence that says what is particular about each."""
