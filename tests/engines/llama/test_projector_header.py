"""A Gemma 4 projector that forgot its activation is loaded corrected; its file is left alone."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest
from gguf import GGUFReader

from parity import fixture
from vizdesk.common import resources
from vizdesk.engines.llama.worker.projector_header import as_trained, projector_kind

GEMMA_4 = fixture.FOLDER / "gemma-4" / "mmproj.gguf"
DEMO = resources.folder() / "demo" / "demo-small-mmproj.gguf"


def test_the_copy_differs_in_one_word_and_is_gone_afterwards() -> None:
    before = hashlib.sha256(GEMMA_4.read_bytes()).hexdigest()
    with as_trained(str(GEMMA_4)) as path:
        assert path != str(GEMMA_4)
        original, copy = GGUFReader(GEMMA_4), GGUFReader(path)
        assert set(copy.fields) - set(original.fields) == {"clip.use_gelu"}
        assert bool(copy.fields["clip.use_gelu"].contents()) is True
        for one, other in zip(original.tensors, copy.tensors, strict=True):
            assert one.name == other.name
            assert np.array_equal(one.data, other.data)
    assert not Path(path).exists()
    assert hashlib.sha256(GEMMA_4.read_bytes()).hexdigest() == before


def test_a_projector_that_says_all_is_loaded_as_it_is() -> None:
    with as_trained(str(DEMO)) as path:
        assert path == str(DEMO)


def test_a_corrected_projector_is_not_corrected_again(tmp_path: Path) -> None:
    with as_trained(str(GEMMA_4)) as path:
        kept = tmp_path / "said.gguf"
        kept.write_bytes(Path(path).read_bytes())
    with as_trained(str(kept)) as path:
        assert path == str(kept)


def test_kinds_are_read_from_either_key_and_nothing_from_no_gguf(tmp_path: Path) -> None:
    assert projector_kind(str(DEMO)) == "gemma3"
    assert projector_kind(str(GEMMA_4)) == "gemma4v"
    other = tmp_path / "other.gguf"
    other.write_bytes(b"no GGUF at all")
    assert projector_kind(str(other)) == ""
    assert projector_kind(str(tmp_path / "missing.gguf")) == ""


def test_no_room_for_the_copy_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    with pytest.raises(OSError, match="gone"), as_trained(str(GEMMA_4)):
        raise AssertionError("not reached")
