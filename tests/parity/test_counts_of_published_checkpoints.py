"""Images of 13 sizes are sent as the published checkpoints' own processors make them.

tests/parity/sizes.json holds what transformers says of each (parity/sizes.py).
"""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from parity.comparing import ROOT
from parity.sizes import FILE, SIZES

from vizdesk.common import resources
from vizdesk.comparison.profiles import Profile, load_profiles, with_published_limits
from vizdesk.images.resize_rules import sent_size

REFERENCE: dict[str, dict[str, list[int]]] = json.loads(FILE.read_text(encoding="utf-8"))
PROFILES = load_profiles(resources.folder() / "profiles")
# Sides and longest edges that the projectors of the published files state.
SIDES = {"gemma-3": 896, "internvl3": 448, "lfm2-vl": 256, "lfm2.5-vl": 256}
EDGES = {"smolvlm": 2048}
# Fixtures with the published sizes of patches and cells, so that llama.cpp counts as for real.
COUNTED = {
    "gemma-4": "gemma-4",
    "glm-4.1v": "glm-v",
    "lfm2-vl": "lfm2-vl",
    "mistral-small": "mistral-small",
    "pixtral": "pixtral",
    "qwen2.5-vl": "qwen2.5-vl",
    "qwen3-vl": "qwen3-vl",
}


def profile_of(family: str) -> Profile:
    name, _, published = family.partition(", ")
    return with_published_limits(PROFILES[name]) if published else PROFILES[name]


def test_thirteen_sizes_are_compared() -> None:
    wanted = {f"{wide}x{high}" for wide, high in SIZES}
    assert len(wanted) == 13
    assert all(set(sizes) == wanted for sizes in REFERENCE.values())


@pytest.mark.parametrize("family", REFERENCE)
def test_each_size_is_sent_as_the_reference_makes_it(family: str) -> None:
    rule, name = profile_of(family).image, family.partition(",")[0]
    ours = {
        f"{wide}x{high}": sent_size((wide, high), rule, SIDES.get(name), EDGES.get(name))
        for wide, high in SIZES
    }
    assert ours == {size: (wide, high) for size, (wide, high, _) in REFERENCE[family].items()}


@pytest.mark.parametrize("family", COUNTED)
def test_llama_cpp_counts_the_references_tokens(family: str) -> None:
    command = [sys.executable, "-m", "parity.counts", family, COUNTED[family]]
    run = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    assert json.loads(run.stdout) == {
        size: tokens for size, (_, _, tokens) in REFERENCE[COUNTED[family]].items()
    }


def test_a_page_of_small_print_gets_what_its_makers_publish_when_that_is_set() -> None:
    page = "2480x3508"
    assert REFERENCE["qwen2.5-vl"][page][2] == 2014
    assert REFERENCE["qwen2.5-vl, as published"][page][2] == 11125
