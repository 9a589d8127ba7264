"""What a person types becomes the tokens the model was trained on, in every script."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from parity.comparing import ROOT

from parity import fixture


@pytest.mark.parametrize("name", fixture.families())
def test_typed_words_become_the_references_tokens(name: str) -> None:
    command = [sys.executable, "-m", "parity.spelling", name]
    run = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    got = json.loads(run.stdout)
    for text, wanted in fixture.load_tokens(name).items():
        assert got[text] == wanted, text
