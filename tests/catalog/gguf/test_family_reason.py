"""Why a model is asked as the family it is: said from its name, its files, or the list."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from vizdesk.catalog.gguf.family_reason import family_reason
from vizdesk.catalog.models.model_spec import endpoint_model, gguf_model
from vizdesk.common import resources
from vizdesk.comparison.models import GgufPair
from vizdesk.comparison.profiles import load_profiles

FOLDER = resources.folder()
PROFILES = load_profiles(FOLDER / "profiles")
DEMO = gguf_model(
    FOLDER / "demo" / "demo-small.gguf", FOLDER / "demo" / "demo-small-mmproj.gguf", PROFILES
)


def test_a_name_is_the_reason() -> None:
    assert (
        family_reason(DEMO, PROFILES["demo"]) == "Chosen because its name has “vizdesk…demo” in it."
    )
    grok = endpoint_model("x-ai/grok-4.6", "https://openrouter.ai/api/v1", PROFILES)
    assert family_reason(grok, PROFILES["grok"]) == "Chosen because its name has “grok-” in it."


def test_what_the_files_say_is_the_reason_where_the_name_says_nothing() -> None:
    assert family_reason(DEMO, PROFILES["gemma-3"]) == (
        "Chosen because its projector says “gemma3”."
    )


def test_nothing_known_is_said_so() -> None:
    molmo = endpoint_model("molmo", "http://127.0.0.1:1/v1", PROFILES)
    assert family_reason(molmo, PROFILES["generic"]).startswith("Neither its name nor its files")
    assert family_reason(molmo, PROFILES["gemini"]) == "Named in the list of models."


def test_a_file_that_is_gone_or_broken_is_judged_by_its_name(tmp_path: Path) -> None:
    broken = tmp_path / "gemma-3-4b.gguf"
    broken.write_bytes(b"GGUF\x00")
    for weights in (broken, tmp_path / "gemma-3-gone.gguf"):
        model = replace(DEMO, name="x", source=GgufPair(weights, tmp_path / "gone.gguf"))
        assert "“gemma-3”" in family_reason(model, PROFILES["gemma-3"])
