"""A server that refuses: many images compared, an eval run, and what is left out afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from tests.engines.openai.scripted_server import (
    CHAT_OK,
    Handler,
    Script,
    ScriptedServer,
    answer,
    serve,
)
from tests.runs.run_kit import suite

from vizdesk.cli.main import main

Captured = pytest.CaptureFixture[str]
REFUSED = answer(401, {"error": {"message": "Incorrect API key provided."}})


def strict(handler: Handler) -> None:
    """Refuses a seed."""
    refusal = {"error": {"message": "seed is not supported", "param": "seed"}}
    script: Script = answer(400, refusal) if "seed" in (handler.asked_with or {}) else CHAT_OK
    script(handler)


def vizdesk(capsys: Captured, *words: object) -> tuple[int, str, str]:
    code = main([str(word) for word in words])
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.fixture
def refusing() -> Iterator[ScriptedServer]:
    with serve(REFUSED) as server:
        yield server


def images(folder: Path, count: int) -> list[Path]:
    paths = [folder / f"{at:02}.png" for at in range(count)]
    for at, path in enumerate(paths):
        Image.new("RGB", (32, 24), (at, 9, 9)).save(path)
    return paths


def test_of_24_images_a_refused_key_gets_one(
    capsys: Captured, tmp_path: Path, refusing: ScriptedServer
) -> None:
    paths, model = images(tmp_path, 24), f"m@{refusing.base_url}"
    ask = ("--task", "ask", "--prompt", "What?", "--model", model, "--no-history")
    code, _, err = vizdesk(capsys, "compare", *paths, *ask)
    assert code == 1
    assert len(refusing.seen) == 1
    assert "Stopped: no model is left to ask about 23 of 24 images." in err
    assert f"go on from {paths[1]}." in err


def test_a_run_says_whom_it_asks_no_more_and_how_it_goes_on(
    capsys: Captured, tmp_path: Path, refusing: ScriptedServer
) -> None:
    folder = suite(tmp_path / "numbers", images=8, prompts=3).folder
    with serve(CHAT_OK) as well:
        models = ("--model", f"m@{refusing.base_url}", "--model", f"n@{well.base_url}")
        code, _, err = vizdesk(capsys, "eval", folder, *models)
        assert (len(refusing.seen), len(well.seen)) == (1, 24)
    assert code == 1
    assert err.count("Not asked any more: ") == 1
    assert "Incorrect API key provided." in err
    assert "Stopped: 24 of 48 are left. `vizdesk evals resume" in err
    run = vizdesk(capsys, "evals", "list")[1].split()[0]
    code, _, err = vizdesk(capsys, "evals", "show", run)
    assert "Not asked any more: " in err


def test_what_a_server_refused_is_listed_and_sent_again_when_asked(
    capsys: Captured, tmp_path: Path
) -> None:
    (path,) = images(tmp_path, 1)
    with serve(strict) as server:
        model = f"m@{server.base_url}"
        ask = ("compare", path, "--task", "ask", "--prompt", "What?", "--model", model)
        for questions in (2, 3):  # refused and asked again; then left out at once
            code, out, _ = vizdesk(capsys, *ask, "--no-history")
            assert (code, len(server.seen)) == (0, questions)
            assert "refuses “seed” for this model; it was asked without." in out
    listed = vizdesk(capsys, "endpoints", "refused")[1]
    assert listed.startswith(f"{model}  seed (")
    assert vizdesk(capsys, "endpoints", "refused", "--forget", model)[0] == 0
    assert vizdesk(capsys, "endpoints", "refused")[1] == ""
    assert vizdesk(capsys, "endpoints", "refused", "--forget", "m")[0] == 1
