"""`vizdesk models`: one's own added, listed, asked and removed, as a person types it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from tests.catalog.gguf.gguf_kit import write_projector, write_weights

from vizdesk.cli.main import main
from vizdesk.common import resources
from vizdesk.common.paths import config_folder

SHAPES = resources.folder() / "samples" / "shapes.png"
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A folder with a copy of the large demo pair, under names of its own."""
    folder = tmp_path / "models"
    folder.mkdir()
    demo = resources.folder() / "demo"
    shutil.copy(demo / "demo-large.gguf", folder / "mine.gguf")
    shutil.copy(demo / "demo-large-mmproj.gguf", folder / "mmproj-mine.gguf")
    return folder


def vizdesk(capsys: Captured, *words: object) -> tuple[int, str, str]:
    code = main([str(word) for word in words])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_an_added_model_is_listed_asked_and_removed(capsys: Captured, copied: Path) -> None:
    code, out, err = vizdesk(
        capsys, "models", "add", copied / "mmproj-mine.gguf", copied / "mine.gguf", "--name", "Mine"
    )
    assert (code, err) == (0, "")
    assert out == "Added mine (Mine, family vizdesk demo)\n"
    for words in (("models",), ("models", "list")):
        code, out, _ = vizdesk(capsys, *words)
        assert code == 0
        assert re.search(r"^mine +on this machine +ready", out, re.MULTILINE)
    code, out, err = vizdesk(capsys, "compare", SHAPES, "--task", "detect", "--model", "mine")
    assert code == 0, err
    assert "Mine · done" in out
    code, out, _ = vizdesk(capsys, "models", "remove", "mine", "--yes")
    assert code == 0
    assert (copied / "mine.gguf").is_file()
    assert "mine " not in vizdesk(capsys, "models")[1]


def test_the_same_files_are_one_entry_however_they_are_named(
    capsys: Captured, copied: Path
) -> None:
    vizdesk(capsys, "models", "add", copied / "mine.gguf")
    code, out, _ = vizdesk(capsys, "models", "add", copied)
    assert code == 0
    assert "is there already: mine" in out
    assert len(list((config_folder() / "models").iterdir())) == 1


def test_a_server_is_added_with_a_profile_of_ones_choice(capsys: Captured) -> None:
    spec = "my-vl@http://127.0.0.1:8080/v1"
    code, out, _ = vizdesk(capsys, "models", "add", spec, "--profile", "qwen3-vl")
    assert code == 0
    assert out.startswith(f"Added {spec} (my-vl, family Alibaba Qwen3-VL")
    assert spec in vizdesk(capsys, "models")[1]


def test_a_file_without_a_chat_template_is_told_of_and_takes_one(
    capsys: Captured, tmp_path: Path
) -> None:
    files = (
        write_weights(tmp_path / "llava.gguf", "llama", 4096, "LLaVA", ""),
        write_projector(tmp_path / "llava-mmproj.gguf", "mlp", 4096),
    )
    code, _, err = vizdesk(capsys, "models", "add", *files, "--template", "no-such")
    assert code == 2
    assert "“no-such” is no chat template" in err
    assert "chatml, vicuna, llama-3, mistral, gemma, phi-3, plain" in err
    own = tmp_path / "own.jinja"
    own.write_text("Q: {{ messages[0]['content'] }} A:")
    _, _, err = vizdesk(capsys, "models", "add", *files, "--template", own)
    assert "chat template" not in err
    (kept,) = (config_folder() / "models").iterdir()
    assert "Q: {{ messages[0]['content'] }} A:" in kept.read_text()
    kept.unlink()
    _, _, err = vizdesk(capsys, "models", "add", *files)
    assert "The file of LLaVA holds no chat template" in err


def test_what_cannot_be_added_is_said_and_the_rest_is_added(
    capsys: Captured, copied: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.gguf"
    broken.write_bytes(b"no model")
    code, out, err = vizdesk(capsys, "models", "add", broken, copied / "mine.gguf")
    assert code == 1
    assert "Added mine" in out
    assert "“broken.gguf” is not a GGUF file." in err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("remove", "gpt-5.5"), "none of the models you added"),
        (("add", "a.gguf", "--profile", "nope"), "unknown profile “nope”; known: "),
        (("paint",), "invalid choice"),
    ],
)
def test_a_mistake_is_one_line(capsys: Captured, words: tuple[str, ...], sentence: str) -> None:
    code, _, err = vizdesk(capsys, "models", *words)
    assert code == 2
    assert err.count("\n") == 1
    assert sentence in err


def test_a_broken_file_of_ones_own_stops_nothing(capsys: Captured) -> None:
    folder = config_folder() / "models"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text('[[model]]\nid = "lost"\nname = "Lost"\nprofile = "gone"\n')
    (folder / "mine2.toml").write_text(
        '[[model]]\nid = "l"\nname = "L"\nprofile = "gone"\nweights = "l.gguf"\n'
    )
    code, out, err = vizdesk(capsys, "models")
    assert code == 0
    assert "demo-large" in out
    assert "mine.toml, line 1: 'base_url' is missing" in err
    assert "There is no profile “gone” for L" in err
