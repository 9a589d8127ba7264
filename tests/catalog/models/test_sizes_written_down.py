"""A start reads no header of a person's own model whose projector is still the same file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.catalog.gguf.gguf_kit import write_projector, write_weights

from vizdesk.catalog.gguf import header_process
from vizdesk.catalog.models.file_recognition import recognise
from vizdesk.catalog.models.user_models import UserModels
from vizdesk.common import resources
from vizdesk.comparison.profiles import load_profiles

PROFILES = load_profiles(resources.folder() / "profiles")


@pytest.fixture
def kept(tmp_path: Path) -> UserModels:
    """The folder of a person's own models, with one in it."""
    files = [write_weights(tmp_path / "w.gguf"), write_projector(tmp_path / "p.gguf")]
    (model,) = recognise(files, PROFILES).models
    assert model.image_side == 896
    kept = UserModels(tmp_path / "models")
    kept.keep(model)
    return kept


def asked_headers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files whose headers are asked for from now on."""
    asked: list[str] = []
    ask = header_process.reader.ask

    def noting(path: Path, order: dict[str, object], seconds: float = 5.0) -> dict[str, object]:
        asked.append(path.name)
        return ask(path, order, seconds)

    monkeypatch.setattr(header_process.reader, "ask", noting)
    return asked


def test_no_header_is_read_at_a_start(kept: UserModels, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = asked_headers(monkeypatch)
    models, problems = kept.load(())
    assert (models[0].image_side, problems, asked) == (896, (), [])


def test_another_projector_of_that_name_is_read(
    kept: UserModels, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = asked_headers(monkeypatch)
    os.utime(tmp_path / "p.gguf", ns=(1, 1))
    assert kept.load(())[0][0].image_side == 896
    assert asked == ["p.gguf"]


def test_a_table_that_somebody_spoiled_is_read_anew(kept: UserModels) -> None:
    (file,) = kept.folder.iterdir()
    file.write_text(file.read_text().replace("side = 896", 'side = "wide"'))
    assert kept.load(())[0][0].image_side == 896
