"""Every family's tiny model says through vizdesk what it says through transformers."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from parity.comparing import compare
from parity.published_names import PUBLISHED, called
from parity.sending import sent_image
from tests.engines.llama.asking import hear, running_engine

from parity import fixture
from vizdesk.catalog.models.model_spec import gguf_model
from vizdesk.common import resources
from vizdesk.comparison.events import Request
from vizdesk.comparison.models import Sampling
from vizdesk.comparison.profiles import load_profiles

# ggml keeps GELU in a table of halves and multiplies patches as halves; the rest is float32.
LARGEST, RMS, LOGITS, STEPS = 0.005, 0.002, 0.01, 20
LARGEST_FILE = 1_000_000
NAMES = fixture.families()


def test_the_families_of_the_source_pages_have_a_fixture() -> None:
    assert {"gemma-3", "gemma-4"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_fixture_is_small_enough_to_keep(name: str) -> None:
    sizes = [path.stat().st_size for path in (fixture.FOLDER / name).iterdir()]
    assert max(sizes) < LARGEST_FILE


@pytest.mark.parametrize("name", NAMES)
def test_the_model_reads_and_says_what_the_reference_does(name: str) -> None:
    row = compare(name)
    assert row.tokens_equal, "the prompt's tokens differ"
    assert row.size_equal
    assert row.image_tokens == fixture.load(name).reference.image_tokens
    assert row.feature_difference is not None
    assert row.feature_difference < LARGEST
    assert row.feature_rms is not None
    assert row.feature_rms < RMS
    assert row.logit_difference < LOGITS
    assert row.same_steps == row.steps >= STEPS


@pytest.mark.parametrize("name", ["gemma-3", "gemma-4"])
def test_without_our_preparing_the_same_files_say_something_else(name: str) -> None:
    row = compare(name, alone=True)
    assert not row.tokens_equal
    assert row.logit_difference > 10 * LOGITS
    assert row.same_steps < STEPS


@pytest.mark.parametrize("name", NAMES)
def test_the_engine_itself_gives_the_references_text(name: str) -> None:
    profiles = load_profiles(resources.folder() / "profiles")
    with called(fixture.load(name), PUBLISHED[name][0]) as made:
        model = gguf_model(made.weights, made.projector, profiles)
        limit = len(made.reference.generated)
        sampling = Sampling(0.0, 0, limit, thinking=made.reference.thinking)
        request = Request(
            model=replace(model, sampling=sampling),
            prompt=made.reference.prompt,
            image=sent_image(made),
        )

        async def ask() -> tuple[str, int | None]:
            async with running_engine() as engine:
                heard = await hear(engine, request)
                return heard.thinking + heard.text, heard.finished.usage.output_tokens

        text, count = asyncio.run(ask())
    assert count == limit
    assert text == compare(name).text
