"""`vizdesk download` against a hub on this machine, with the real demo model as its files."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.downloads.hub_server import HubState, serving

from vizdesk.__main__ import main
from vizdesk.common import paths, resources

Captured = pytest.CaptureFixture[str]
DEMO = resources.folder() / "demo"
SHAPES = str(resources.folder() / "samples" / "shapes.png")


def vizdesk(capsys: Captured, *words: str) -> tuple[int, str, str]:
    code = main(list(words))
    said = capsys.readouterr()
    return code, said.out, said.err


def files() -> dict[str, bytes]:
    return {
        "small-F16.gguf": (DEMO / "demo-small.gguf").read_bytes(),
        "mmproj-small-F16.gguf": (DEMO / "demo-small-mmproj.gguf").read_bytes(),
    }


def test_a_model_is_listed_fetched_kept_and_answers(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(HubState(files=files())) as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.endpoint)
        code, out, err = vizdesk(capsys, "download", "o/r", "--list")
        assert (code, err) == (0, "")
        assert "licence: apache-2.0" in out
        assert "F16" in out
        assert "with its projector" in out
        assert not paths.models_folder().exists()

        code, _, err = vizdesk(capsys, "download", "o/r")
        assert code == 1
        assert "Add --yes" in err

        code, out, err = vizdesk(capsys, "download", "o/r", "--yes")
        assert (code, err) == (0, "")
        assert "Added small-F16" in out
    folder = paths.models_folder() / "o" / "r"
    assert sorted(path.name for path in folder.iterdir()) == sorted(files())
    code, out, _ = vizdesk(capsys, "compare", SHAPES, "--task", "count", "--model", "small-F16")
    assert code == 0
    assert "4" in out


def test_a_model_of_the_catalogue_is_ready_once_it_was_fetched(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    own = paths.config_folder() / "models"
    own.mkdir(parents=True)
    (own / "mine.toml").write_text(
        '[[card]]\nid = "mine"\nprofile = "demo"\n\n[[card.local]]\nrepo = "o/r"\n'
        'quantisation = "F16"\nweights = { path = "small-F16.gguf" }\n'
        'projector = { path = "mmproj-small-F16.gguf" }\n'
    )
    line = next(one for one in vizdesk(capsys, "models")[1].splitlines() if one.startswith("mine "))
    assert "Download o/r to run mine here." in line
    with serving(HubState(files=files())) as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.endpoint)
        assert vizdesk(capsys, "download", "mine", "--yes")[0] == 0
    line = next(one for one in vizdesk(capsys, "models")[1].splitlines() if one.startswith("mine "))
    assert "ready" in line
    assert vizdesk(capsys, "compare", SHAPES, "--task", "count", "--model", "mine")[0] == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nobody",), "is no model that can be downloaded"),
        (("o/r", "--quant", "Q2_K"), "o/r has several: F16. Choose one with --quant."),
    ],
)
def test_a_wrong_word_is_one_sentence(
    words: tuple[str, ...], said: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(HubState(files=files())) as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.endpoint)
        code, _, err = vizdesk(capsys, "download", *words)
    assert code != 0
    assert said in err
    assert err.count("\n") == 1


def test_offline_says_so(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIZDESK_OFFLINE", "1")
    code, _, err = vizdesk(capsys, "download", "gemma-3-4b", "--yes")
    assert code == 1
    assert "vizdesk is offline." in err
