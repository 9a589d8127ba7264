"""Older SmolVLM files do not say how large the image is made; vizdesk knows, and says it."""

from __future__ import annotations

from pathlib import Path

import gguf
import pytest
from tests.parity.rewriting import rewritten

from parity import fixture
from vizdesk.catalog.models.model_parser import image_sizes
from vizdesk.comparison.models import GgufPair
from vizdesk.engines.llama.worker.projector_header import as_trained

KEY = "clip.vision.preproc_image_size"
NEW = fixture.FOLDER / "smolvlm"


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """Today's projector without the key that older converters did not write."""
    return rewritten(NEW / "mmproj.gguf", tmp_path / "mmproj.gguf", without=KEY)


def test_the_image_is_sent_as_large_as_for_a_file_that_says_it(older: Path) -> None:
    said = image_sizes(GgufPair(NEW / "model.gguf", NEW / "mmproj.gguf"))
    assert image_sizes(GgufPair(NEW / "model.gguf", older)) == said


def test_llama_cpp_is_told_what_the_file_forgot(older: Path) -> None:
    said = gguf.GGUFReader(NEW / "mmproj.gguf").fields[KEY].contents()
    with as_trained(str(older)) as path:
        assert path != str(older)
        assert gguf.GGUFReader(path).fields[KEY].contents() == said


def test_a_file_that_says_it_is_loaded_as_it_is() -> None:
    with as_trained(str(NEW / "mmproj.gguf")) as path:
        assert path == str(NEW / "mmproj.gguf")
