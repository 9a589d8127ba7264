"""Which profile a model gets: by its name as the world writes it, else by what its files say."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from vizdesk.common import resources
from vizdesk.comparison.family_match import choose, recognised_by
from vizdesk.comparison.profiles import Match, Profile, load_profiles

PROFILES = load_profiles(resources.folder() / "profiles")

NAMES = {
    "ggml-org/Qwen2.5-VL-7B-Instruct-GGUF": "qwen2.5-vl",
    "qwen/qwen2.5-vl-72b-instruct:free": "qwen2.5-vl",
    "Qwen2.5-Omni-7B": "qwen2.5-vl",
    "ggml-org/Qwen2-VL-2B-Instruct-GGUF": "qwen2-vl",
    "qwen/qwen3-vl-235b-a22b-instruct": "qwen3-vl",
    "Qwen3VL-8B-Instruct-Q4_K_M": "qwen3-vl",
    "unsloth/Qwen3.5-4B-GGUF": "qwen3-vl",
    "google/gemini-3-pro": "gemini",
    "gemini-2.5-flash": "gemini",
    "google/gemma-3-4b-it": "gemma-3",
    "gemma-3-27b-it-qat-q4_0": "gemma-3",
    "gemma-3n-E4B-it": "gemma-3n",
    "google/gemma-4-26B-A4B-it-qat-q4_0-gguf": "gemma-4",
    "gemma-4-E2B-it": "gemma-4",
    "google/paligemma2-3b-mix-448": "paligemma",
    "anthropic/claude-opus-4.8": "claude-large",
    "claude-sonnet-5-5": "claude-large",
    "claude-opus-4-7": "claude-large",
    "claude-sonnet-4-5": "claude",
    "claude-3-5-sonnet-latest": "claude",
    "openai/gpt-4o": "gpt-4",
    "gpt-4.1-mini": "gpt-4",
    "gpt-5": "gpt-legacy",
    "openai/gpt-5.1": "gpt-legacy",
    "openai/gpt-5-mini": "gpt-legacy",
    "openai/gpt-5.4-mini": "gpt",
    "gpt-5.5-2026-04-23": "gpt",
    "gpt-6-astra": "gpt",
    "gpt-5.4-nano": "gpt-nano",
    "openai/gpt-5-nano": "gpt-nano",
    "x-ai/grok-4.6": "grok",
    "thinkingmachines/inkling-1": "grok",
    "mistralai/pixtral-12b": "pixtral",
    "mistralai/pixtral-large-2411": "pixtral",
    "mistralai/mistral-small-3.2-24b-instruct": "mistral-small",
    "Mistral-Small-3.1-24B-Instruct-2503-GGUF": "mistral-small",
    "mistralai/ministral-14b-2512": "mistral-small",
    "mistralai/mistral-large-4-0": "mistral",
    "meta-llama/llama-4-scout": "llama-4",
    "meta-llama/llama-3.2-11b-vision-instruct": "llama-4",
    "meta/muse-spark": "muse",
    "deepseek-ai/deepseek-vl2-small": "deepseek-vl2",
    "deepseek/deepseek-v4-vision": "deepseek-v4",
    "xiaomi/mimo-v2.6": "deepseek-v4",
    "DeepSeek-OCR-Q8_0": "deepseek-ocr",
    "moonshotai/kimi-vl-a3b-thinking": "kimi-vl",
    "moonshotai/kimi-k2.6": "kimi-k2",
    "moonshotai/kimi-k3": "kimi-k3",
    "z-ai/glm-4.5v": "glm-v",
    "zai-org/GLM-4.1V-9B-Thinking": "glm-v",
    "z-ai/glm-5.3-flash": "glm-flash",
    "ggml-org/GLM-OCR-GGUF": "glm-ocr",
    "zai-org/cogvlm2-llama3-chat-19B": "cogvlm",
    "OpenGVLab/InternVL3_5-8B": "internvl3",
    "InternVL2_5-4B": "internvl3",
    "OpenGVLab/InternVL2-8B": "internvl",
    "openbmb/MiniCPM-V-4_5-gguf": "minicpm-v",
    "openbmb/MiniCPM-o-2_6-gguf": "minicpm-v",
    "LiquidAI/LFM2-VL-1.6B-GGUF": "lfm2-vl",
    "LiquidAI/LFM2.5-VL-450M-GGUF": "lfm2.5-vl",
    "HuggingFaceTB/SmolVLM2-2.2B-Instruct": "smolvlm",
    "ibm-granite/granite-vision-3.3-2b-GGUF": "granite-vision",
    "ibm-granite/granite-docling-258M": "docling",
    "llava-v1.6-mistral-7b.Q4_K_M": "llava-next",
    "llava-v1.5-7b-Q4_K_M": "llava",
    "microsoft/Phi-4-multimodal-instruct": "phi-4",
    "rednote-hilab/dots.ocr": "dots-ocr",
    "lightonai/LightOnOCR-2-1B": "lightonocr",
    "PaddlePaddle/PaddleOCR-VL-1.5-GGUF": "paddleocr-vl",
    "tencent/HunyuanOCR": "hunyuan-ocr",
    "nanonets/Nanonets-OCR-s": "nanonets-ocr",
    "allenai/olmOCR-2-7B-1025": "nanonets-ocr",
    "deepseek-ai/Janus-Pro-7B": "janus-pro",
    "ggml-org/moondream2-20250414-GGUF": "moondream",
    "microsoft/Florence-2-large": "florence-2",
    "microsoft/kosmos-2-patch14-224": "kosmos-2",
    "nvidia/LocateAnything-3B": "locate-anything",
    "vizdesk demo, large": "demo",
    "allenai/Molmo-7B-D": "generic",
    "stepfun-ai/step3": "generic",
}

FILES = [
    ("gemma3", "gemma3", "gemma-3"),
    ("gemma3n", "gemma3nv", "gemma-3n"),
    ("gemma4", "gemma4v", "gemma-4"),
    ("qwen2vl", "qwen2vl_merger", "qwen2-vl"),
    ("qwen2vl", "qwen2.5vl_merger", "qwen2.5-vl"),
    ("qwen3vl", "qwen3vl_merger", "qwen3-vl"),
    ("qwen35", "qwen3vl_merger", "qwen3-vl"),
    ("llama", "pixtral", "pixtral"),
    ("llama", "idefics3", "smolvlm"),
    ("qwen3", "internvl", "internvl3"),
    ("qwen3", "resampler", "minicpm-v"),
    ("llama", "mlp", "llava"),
    ("lfm2", "lfm2", "lfm2-vl"),
    ("phi3", "phi4", "phi-4"),
    ("llama4", "llama4", "llama-4"),
    ("granite", "granite4_vision", "granite-vision"),
    ("cogvlm", "cogvlm", "cogvlm"),
    ("glm4", "glm4v", "glm-v"),
    ("deepseek2", "kimivl", "kimi-vl"),
    ("deepseek2-ocr", "deepseekocr", "deepseek-ocr"),
    ("qwen2", "dots_ocr", "dots-ocr"),
    ("qwen3", "lightonocr", "lightonocr"),
    ("paddleocr", "paddleocr", "paddleocr-vl"),
    ("hunyuan_vl", "hunyuanvl", "hunyuan-ocr"),
    ("llama", "yasa2", "generic"),
]


@pytest.mark.parametrize(("name", "family"), NAMES.items())
def test_a_name_chooses_the_family(name: str, family: str) -> None:
    assert choose(PROFILES, name=name).id == family


@pytest.mark.parametrize(("architecture", "projector", "family"), FILES)
def test_files_choose_the_family_where_the_name_says_nothing(
    architecture: str, projector: str, family: str
) -> None:
    chosen = choose(PROFILES, architecture=architecture, projector=projector, name="model ggml")
    assert chosen.id == family


# Names beside or within which another family's name stands.
INSIDE = {
    "medgemma-4b-it-Q4_K_M": "gemma-3",
    "google/medgemma-27b-it": "gemma-3",
    "translategemma-4b-it": "gemma-3",
    "unsloth/translategemma-12b-it-GGUF": "gemma-3",
    "Gemma 3 4b It": "gemma-3",
    "gemma3:4b": "gemma-3",
    "google_gemma-3_27b": "gemma-3",
    "gemma-4b-it": "generic",
    "gemma-40b": "generic",
    "gemma-3.5-4b": "generic",
    "gemma4:12b": "gemma-4",
    "GLM-4-9B-chat-vllm": "generic",
    "glm-4v-9b": "glm-v",
    "GLM-4.6V-Flash": "glm-v",
    "huihui-qwen35-4b": "qwen3-vl",
    "qwen3-57b-a14b": "generic",
    "Qwen2-57B-A14B-Instruct-vl": "generic",
    "qwen_2_5_vl_7b": "qwen2.5-vl",
    "phi-4b": "generic",
    "TinyLlama-4-Chat": "generic",
    "InternVL3.5-38B": "internvl3",
    "moondream3-preview": "moondream",
    "dots_ocr-q8": "dots-ocr",
    "MiniCPM-V2.6": "minicpm-v",
    "Kosmos-2.5": "generic",
}

# What files say, a name that says otherwise or more, and the family.
FACTS_AND_NAMES = [
    ("gemma3", "gemma3", "medgemma-4b-it-Q4_K_M", "gemma-3"),
    ("gemma3", "gemma3", "gemma-4-distilled-into-3", "gemma-3"),
    ("gemma3", "", "gemma-4-lookalike", "gemma-3"),
    ("llama", "idefics3", "qwen3-vl-captions-smol", "smolvlm"),
    ("llama", "idefics3", "granite-docling-258M", "docling"),
    ("qwen2vl", "qwen2.5vl_merger", "gpt-4o-distilled", "qwen2.5-vl"),
    ("qwen2vl", "qwen2vl_merger", "Qwen2.5-VL-tuned", "qwen2-vl"),
    ("qwen2vl", "qwen2.5vl_merger", "Nanonets-OCR-s", "nanonets-ocr"),
    ("qwen2vl", "qwen2vl_merger", "olmOCR-7B-0225", "nanonets-ocr"),
    ("phi2", "mlp", "moondream2", "moondream"),
    ("granite", "mlp", "granite-vision-3.3-2b", "granite-vision"),
    ("gemma2", "janus_pro", "my model", "paligemma"),
    ("llama", "janus_pro", "Janus-Pro-7B", "janus-pro"),
    ("llama", "janus_pro", "my model", "generic"),
    ("mistral3", "pixtral", "Mistral-Small-3.2-24B", "mistral-small"),
    ("glm4", "glm4v", "GLM-OCR", "glm-ocr"),
    ("lfm2", "lfm2", "LFM2.5-VL-1.6B", "lfm2.5-vl"),
    ("qwen2", "internvl", "InternVL2-8B", "internvl"),
    ("qwen2", "internvl", "llava-internvl-mix", "internvl3"),
    ("llama", "yasa2", "llava-next", "llava-next"),
]


@pytest.mark.parametrize(("name", "family"), INSIDE.items())
def test_a_family_is_not_found_inside_a_longer_word_or_number(name: str, family: str) -> None:
    assert choose(PROFILES, name=name).id == family


@pytest.mark.parametrize(("architecture", "projector", "name", "family"), FACTS_AND_NAMES)
def test_what_files_say_outranks_their_names(
    architecture: str, projector: str, name: str, family: str
) -> None:
    chosen = choose(PROFILES, architecture=architecture, projector=projector, name=name)
    assert chosen.id == family


def test_patterns_with_stars_are_for_the_whole_name() -> None:
    """As in the profiles of one's own that version 0.1 read."""
    own = {**PROFILES, "own": Profile("own", "Own", match=Match(names=("*gemma-4b*", "mine-?")))}
    assert choose(own, name="medgemma-4b-it").id == "own"
    assert choose(own, name="mine-3").id == "own"
    assert choose(own, name="mine-33").id == "generic"


def test_every_family_is_chosen_by_some_name() -> None:
    assert set(NAMES.values()) == set(PROFILES)


def test_no_two_families_claim_the_same_projector_or_pattern() -> None:
    for claims in (
        [key for profile in PROFILES.values() for key in profile.match.projectors],
        [pattern for profile in PROFILES.values() for pattern in profile.match.names],
    ):
        assert [key for key, times in Counter(claims).items() if times > 1] == []


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"name": "ggml-org/Qwen3-VL-8B"}, "its name has “qwen3-vl” in it"),
        ({"projector": "qwen3vl_merger"}, "its projector says “qwen3vl_merger”"),
        ({"architecture": "qwen3vl"}, "its weights say “qwen3vl”"),
        ({"name": "molmo"}, ""),
        (
            {"name": "Qwen3-VL-8B", "projector": "qwen3vl_merger"},
            "its projector says “qwen3vl_merger”",
        ),
    ],
)
def test_the_reason_is_said(facts: dict[str, str], words: str) -> None:
    assert recognised_by(PROFILES["qwen3-vl"].match, **facts) == words


def test_the_projectors_are_those_that_llama_cpp_knows() -> None:
    """From PROJECTOR_TYPE_NAMES in llama.cpp tools/mtmd/clip-impl.h, 2026-10-01."""
    known = set((Path(__file__).parent / "projectors.txt").read_text().split())
    matches = [profile.match for profile in PROFILES.values()]
    claimed = {key for match in matches for key in (*match.projectors, *match.shared_projectors)}
    assert claimed <= known
