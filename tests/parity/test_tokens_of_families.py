"""What a person types becomes the tokens the model was trained on, in every script."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from parity.comparing import ROOT

from parity import fixture

SPELLED = tuple(path.parent.name for path in sorted(fixture.FOLDER.glob("*/tokens.json")))


def test_every_kind_of_tokeniser_is_compared() -> None:
    assert {"gemma-3", "gemma-4", "qwen2.5-vl", "qwen3-vl", "smolvlm", "internvl"} <= set(SPELLED)


@pytest.mark.parametrize("name", SPELLED)
def test_typed_words_become_the_references_tokens(name: str) -> None:
    command = [sys.executable, "-m", "parity.spelling", name]
    run = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    got = json.loads(run.stdout)
    for text, wanted in fixture.load_tokens(name).items():
        assert got[text] == wanted, text
