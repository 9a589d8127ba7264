"""`vizdesk download` against a hub on this machine, with the real demo model as its files."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.catalog.gguf.layouts import LAYOUTS
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


def test_adding_what_is_on_a_hub_says_how_to_fetch_it(capsys: Captured) -> None:
    code, _, err = vizdesk(capsys, "models", "add", "hf.co/o/r:F16")
    assert code != 0
    assert err == (
        "vizdesk: “hf.co/o/r:F16” is on a hub; fetch it first: vizdesk download “hf.co/o/r:F16”\n"
    )


@pytest.mark.parametrize("link", ["o/r:F16", "hf.co/o/r:f16", "https://huggingface.co/o/r"])
def test_a_pasted_link_is_fetched(
    link: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(HubState(files=files())) as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.endpoint)
        code, out, err = vizdesk(capsys, "download", link, "--yes")
    assert (code, err) == (0, "")
    assert out.startswith("fits: takes about ")
    assert "Added small-F16" in out


def test_where_several_projectors_fit_one_is_named(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = LAYOUTS["several fit and nothing tells which"].build(tmp_path / "published")
    published = {path.name: path.read_bytes() for path in folder.iterdir()}
    with serving(HubState(files=published)) as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.endpoint)
        code, _, err = vizdesk(capsys, "download", "o/r", "--yes")
        assert code == 1
        assert "Several projectors fit tuned-Q4_K_M: mmproj-autumn.gguf, mmproj-spring.gguf." in err
        code, _, err = vizdesk(capsys, "download", "o/r", "--yes", "--projector", "mmproj-x.gguf")
        assert code == 1
        assert "mmproj-x.gguf is no projector of tuned-Q4_K_M" in err
        named = ("--projector", "mmproj-spring.gguf")
        code, out, _ = vizdesk(capsys, "download", "o/r", "--yes", *named)
    assert code == 0
    assert "Downloaded" in out
    assert (paths.models_folder() / "o" / "r" / "mmproj-spring.gguf").is_file()
    assert not (paths.models_folder() / "o" / "r" / "mmproj-autumn.gguf").exists()
