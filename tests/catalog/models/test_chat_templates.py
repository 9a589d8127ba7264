"""A model whose file holds no chat template is told of when it is added, with a choice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.catalog.gguf.gguf_kit import write_projector, write_weights

from vizdesk.catalog.models.chat_templates import (
    KNOWN,
    suggested,
    template_source,
    without_template,
)
from vizdesk.catalog.models.file_recognition import recognise
from vizdesk.catalog.models.user_models import UserModels
from vizdesk.common import resources
from vizdesk.comparison.models import GgufPair
from vizdesk.comparison.profiles import load_profiles
from vizdesk.engines.llama.worker.image_placeholders import marks_of
from vizdesk.engines.llama.worker.template import ChatTemplate, Question

PROFILES = load_profiles(resources.folder() / "profiles")
SENTENCE = (
    "The file of LLaMA v2 holds no chat template, so it is unknown how it was trained to be "
    "asked: choose one for it."
)


def llava(folder: Path, template: str = "") -> GgufPair:
    """LLaVA 1.5 as it was published: the weights say nothing of turns."""
    return GgufPair(
        write_weights(folder / "ggml-model-q4_k.gguf", "llama", 4096, "LLaMA v2", template),
        write_projector(folder / "mmproj-model-f16.gguf", "mlp", 4096),
    )


def test_a_model_without_a_chat_template_is_told_of_when_it_is_added(tmp_path: Path) -> None:
    pair = llava(tmp_path)
    assert pair.projector is not None
    recognised = recognise([pair.weights, pair.projector], PROFILES)
    assert SENTENCE in map(str, recognised.remarks)
    header = without_template(pair)
    assert header is not None
    assert suggested(header.architecture).id == "vicuna"


def test_a_model_with_one_is_not(tmp_path: Path) -> None:
    pair = llava(tmp_path, "{{ messages }}")
    assert pair.projector is not None
    assert SENTENCE not in map(str, recognise([pair.weights, pair.projector], PROFILES).remarks)
    assert without_template(pair) is None


def test_a_paligemma_needs_none(tmp_path: Path) -> None:
    pair = GgufPair(
        write_weights(tmp_path / "w.gguf", "gemma2", 2304, "PaliGemma 2", ""),
        write_projector(tmp_path / "p.gguf", "janus_pro", 2304),
    )
    assert without_template(pair) is None


LAYOUTS = {
    "chatml": "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\n[P]\nWhat?<|im_end|>\n"
    "<|im_start|>assistant\n",
    "vicuna": "<s>Be brief. USER: [P]\nWhat? ASSISTANT:",
    "llama-3": "<s><|start_header_id|>system<|end_header_id|>\n\nBe brief.<|eot_id|>"
    "<|start_header_id|>user<|end_header_id|>\n\n[P]\nWhat?<|eot_id|>"
    "<|start_header_id|>assistant<|end_header_id|>\n\n",
    "mistral": "<s>[INST] Be brief. [/INST][INST] [P]\nWhat? [/INST]",
    "gemma": "<s><start_of_turn>user\nBe brief.<end_of_turn>\n<start_of_turn>user\n[P]\nWhat?"
    "<end_of_turn>\n<start_of_turn>model\n",
    "phi-3": "<|system|>\nBe brief.<|end|>\n<|user|>\n[P]\nWhat?<|end|>\n<|assistant|>\n",
    "plain": "<s>Be brief.\nQuestion: [P]\nWhat?\nAnswer:",
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_known_template_gives_the_familys_turns(name: str) -> None:
    template = ChatTemplate(template_source(name), "<s>", "</s>", marks_of("mlp"))
    parts = template.render(Question("What?", "Be brief."))
    assert "".join("[P]" if part.image else part.text for part in parts) == LAYOUTS[name]


def test_every_known_template_has_a_layout_here() -> None:
    assert {template.id for template in KNOWN} == set(LAYOUTS)


def test_ones_own_source_is_taken_as_it_is() -> None:
    assert template_source("{{ messages[0]['content'] }}") == "{{ messages[0]['content'] }}"
    assert template_source("") == ""


def test_the_choice_is_kept_with_the_model(tmp_path: Path) -> None:
    pair = llava(tmp_path)
    assert pair.projector is not None
    (model,) = recognise([pair.weights, pair.projector], PROFILES).models
    own = '{{ bos_token }}"""\n{{ messages[0].content }}\\'
    kept = UserModels(tmp_path / "models")
    for number, chosen in enumerate(("vicuna", own, "")):
        kept.keep(replace(model, id=f"m{number}", chat_template=chosen))
    models, problems = kept.load(())
    assert problems == ()
    assert [model.chat_template for model in models] == ["vicuna", own, ""]
