"""The file names that public repositories give to each family's weights and projector.

A profile is chosen by what files say and by what they are called; a fixture called `model.gguf`
would not notice a name that leads astray.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from parity.fixture import Fixture

Names = tuple[str, str]
"""Weights and projector."""

# As listed by the repositories of ggml-org, bartowski, unsloth, the makers and others (2026).
PUBLISHED: dict[str, tuple[Names, ...]] = {
    "gemma-3": (
        ("gemma-3-4b-it-Q4_K_M.gguf", "mmproj-model-f16.gguf"),
        ("google_gemma-3-27b-it-qat-Q4_0.gguf", "mmproj-google_gemma-3-27b-it-qat-f16.gguf"),
        ("medgemma-4b-it-Q4_K_M.gguf", "mmproj-F16.gguf"),
        ("translategemma-4b-it-Q4_K_M.gguf", "mmproj-F16.gguf"),
    ),
    "gemma-4": (
        ("gemma-4-E2B-it-Q8_0.gguf", "mmproj-gemma-4-E2B-it-bf16.gguf"),
        ("gemma-4-26B-A4B-it-UD-Q4_K_XL.gguf", "mmproj-BF16.gguf"),
    ),
    "glm-4.1v": (
        ("GLM-4.1V-9B-Thinking-Q4_K_M.gguf", "mmproj-GLM-4.1V-9B-Thinking-F16.gguf"),
        ("zai-org_GLM-4.6V-Flash-Q4_K_M.gguf", "mmproj-zai-org_GLM-4.6V-Flash-f16.gguf"),
        ("GLM-4.5V-Q4_K_M-00001-of-00002.gguf", "mmproj-F16.gguf"),
        ("GLM-OCR-Q8_0.gguf", "mmproj-GLM-OCR-Q8_0.gguf"),
    ),
    "internvl": (
        ("InternVL3-1B-Instruct-Q8_0.gguf", "mmproj-InternVL3-1B-Instruct-Q8_0.gguf"),
        ("OpenGVLab_InternVL3_5-8B-Q4_K_M.gguf", "mmproj-OpenGVLab_InternVL3_5-8B-f16.gguf"),
    ),
    "janus-pro": (
        ("Janus-Pro-1B-LM.Q8_0.gguf", "mmproj-Janus-Pro-1B-f16.gguf"),
        ("deepseek-community_Janus-Pro-7B-Q4_K_M.gguf", "mmproj-Janus-Pro-7B-F16.gguf"),
    ),
    "lfm2-vl": (
        ("LFM2-VL-450M-F16.gguf", "mmproj-LFM2-VL-450M-F16.gguf"),
        ("LFM2.5-VL-1.6B-Q4_K_M.gguf", "mmproj-LFM2.5-VL-1.6b-F16.gguf"),
    ),
    "llava-1.5": (
        ("ggml-model-q4_k.gguf", "mmproj-model-f16.gguf"),
        ("llava-v1.5-7b-Q4_K_M.gguf", "llava-v1.5-7b-mmproj-f16.gguf"),
        ("BakLLaVA-1-Q4_K_M.gguf", "mmproj-model-f16.gguf"),
    ),
    "mistral-small": (
        (
            "mistralai_Mistral-Small-3.1-24B-Instruct-2503-Q4_K_M.gguf",
            "mmproj-mistralai_Mistral-Small-3.1-24B-Instruct-2503-f16.gguf",
        ),
        ("Mistral-Small-3.2-24B-Instruct-2506-UD-Q4_K_XL.gguf", "mmproj-F16.gguf"),
        (
            "Ministral-3-3B-Instruct-2512-Q4_K_M.gguf",
            "Ministral-3-3B-Instruct-2512-BF16-mmproj.gguf",
        ),
        ("Magistral-Small-2509-Q4_K_M.gguf", "mmproj-Magistral-Small-2509-F16.gguf"),
        ("Mistral-Medium-3.5-Q2_K.gguf", "mmproj-F16.gguf"),
        ("Devstral-Small-2-24B-Instruct-2512-Q4_K_M.gguf", "mmproj-F16.gguf"),
    ),
    "paligemma-1": (
        ("paligemma-3b-mix-224-text-f16.gguf", "paligemma-3b-mix-224-mmproj-f16.gguf"),
    ),
    "paligemma-2": (("paligemma2-3b-mix-448-text-q8_0.gguf", "mmproj-paligemma2-3b-mix-448.gguf"),),
    "pixtral": (
        (
            "mistral-community_pixtral-12b-Q4_K_M.gguf",
            "mmproj-mistral-community_pixtral-12b-f16.gguf",
        ),
        ("Pixtral-12B-2409-Q4_K_M.gguf", "Pixtral-12B-2409-mmproj-f16.gguf"),
    ),
    "qwen2.5-vl": (
        ("Qwen2.5-VL-3B-Instruct-Q4_K_M.gguf", "mmproj-Qwen2.5-VL-3B-Instruct-Q8_0.gguf"),
        ("Qwen_Qwen2.5-VL-7B-Instruct-Q4_K_M.gguf", "mmproj-Qwen_Qwen2.5-VL-7B-Instruct-f16.gguf"),
    ),
    "qwen3-vl": (
        ("Qwen3-VL-2B-Instruct-Q4_K_M.gguf", "mmproj-F16.gguf"),
        ("Qwen3VL-8B-Instruct-Q4_K_M.gguf", "mmproj-Qwen3VL-8B-Instruct-F16.gguf"),
    ),
    "smolvlm": (
        ("SmolVLM2-256M-Video-Instruct-Q8_0.gguf", "mmproj-SmolVLM2-256M-Video-Instruct-Q8_0.gguf"),
        ("SmolVLM-500M-Instruct-Q8_0.gguf", "mmproj-SmolVLM-500M-Instruct-Q8_0.gguf"),
    ),
}


@contextmanager
def called(made: Fixture, names: Names) -> Iterator[Fixture]:
    """The same fixture under other names, in a folder that goes when the block ends."""
    with TemporaryDirectory(prefix="vizdesk-names-") as folder:
        paths = [Path(folder) / name for name in names]
        for path, source in zip(paths, (made.weights, made.projector), strict=True):
            path.symlink_to(source)
        yield replace(made, files=(paths[0], paths[1]))
