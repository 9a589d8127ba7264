"""InternVL's position embeddings reach llama.cpp in the order in which it adds them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
from gguf import GGUFReader
from numpy.typing import NDArray

from parity import fixture
from vizdesk.engines.llama.worker.projector_header import as_trained

FILE = fixture.FOLDER / "internvl" / "mmproj.gguf"
POSITIONS = "v.position_embd.weight"


def tensors(path: Path | str) -> dict[str, NDArray[np.float32]]:
    return {tensor.name: np.array(tensor.data) for tensor in GGUFReader(path).tensors}


def test_the_class_tokens_row_goes_last_and_nothing_else_changes() -> None:
    before, digest = tensors(FILE), hashlib.sha256(FILE.read_bytes()).hexdigest()
    with as_trained(str(FILE)) as path:
        after = tensors(path)
    rows, moved = before.pop(POSITIONS).squeeze(), after.pop(POSITIONS).squeeze()
    assert np.array_equal(moved, np.concatenate([rows[1:], rows[:1]]))
    assert before.keys() == after.keys()
    assert all(np.array_equal(before[name].squeeze(), after[name].squeeze()) for name in before)
    assert hashlib.sha256(FILE.read_bytes()).hexdigest() == digest


def test_a_copy_put_right_is_left_alone(tmp_path: Path) -> None:
    kept = tmp_path / "mmproj.gguf"
    with as_trained(str(FILE)) as path:
        kept.write_bytes(Path(path).read_bytes())
    with as_trained(str(kept)) as path:
        assert path == str(kept)
