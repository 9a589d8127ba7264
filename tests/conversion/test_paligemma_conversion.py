"""A published PaliGemma folder becomes a pair that vizdesk runs, or one sentence says why not."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from gguf import GGUFReader
from gguf.quants import dequantize
from tests.conversion.conftest import config, weights, write_folder, write_safetensors
from tests.engines.llama.asking import hear, image, request_for, running_engine

from vizdesk.catalog.gguf.header import read_header
from vizdesk.cli.main import main
from vizdesk.comparison.models import GgufPair
from vizdesk.conversion.errors import ConversionError
from vizdesk.conversion.gguf_file import WeightType
from vizdesk.conversion.paligemma import open_folder


def converted(folder: Path, kind: WeightType = WeightType.F16) -> GgufPair:
    pair = GgufPair(folder / "model.gguf", folder / "mmproj.gguf")
    assert pair.projector is not None
    told: list[float] = []
    open_folder(folder).convert(pair.weights, pair.projector, kind, told.append)
    assert told == sorted(told)
    assert told[-1] == pytest.approx(1)
    return pair


def tensors(path: Path) -> dict[str, np.ndarray]:
    return {
        tensor.name: dequantize(tensor.data, tensor.tensor_type)
        for tensor in GGUFReader(path).tensors
    }


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize("kind", list(WeightType))
def test_both_versions_in_both_types_answer(tmp_path: Path, version: int, kind: WeightType) -> None:
    pair = converted(write_folder(tmp_path / "paligemma-tiny", version), kind)

    async def ask() -> int | None:
        async with running_engine() as engine:
            shown = image(side=56)
            await hear(engine, request_for(pair, "caption en", shown=shown, tokens=6))
            heard = await hear(engine, request_for(pair, "ocr", shown=shown, tokens=6))
            return heard.finished.usage.image_tokens

    assert asyncio.run(ask()) == 16


def test_the_weights_are_the_published_ones(folder: Path) -> None:
    pair = converted(folder)
    published = weights(1, 317)
    text, tower = tensors(pair.weights), tensors(pair.projector or Path())
    name = "language_model.model."
    assert np.allclose(
        text["token_embd.weight"], published[f"{name}embed_tokens.weight"], rtol=0.01
    )
    assert np.allclose(text["output_norm.weight"], published[f"{name}norm.weight"] + 1, rtol=0.01)
    line = published["multi_modal_projector.linear.weight"]
    assert np.allclose(tower["mm.0.weight"], np.concatenate([line, -line]), rtol=0.01)


def test_both_files_say_what_they_are(folder: Path) -> None:
    pair = converted(folder, WeightType.Q8_0)
    model, projector = read_header(pair.weights), read_header(pair.projector or Path())
    assert (model.architecture, model.name) == ("gemma", "paligemma-tiny")
    assert model.metadata["vizdesk.family"] == "paligemma"
    assert (projector.projector_type, projector.image_size) == ("janus_pro", 56)
    assert projector.projection_dim == model.embedding_length


def test_the_command_line_converts_and_then_asks(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = [
        sys.executable,
        "-m",
        "vizdesk",
        "convert",
        "paligemma",
        str(folder),
        "--out",
        str(out),
    ]
    done = subprocess.run([*command, "--type", "q8_0"], capture_output=True, text=True, check=True)
    assert "Converting: 100 %" in done.stderr
    model, projector = out / "paligemma-tiny-Q8_0.gguf", out / "mmproj-paligemma-tiny-Q8_0.gguf"
    assert f"--model {model}+{projector}" in done.stdout
    assert sorted(path.name for path in out.iterdir()) == [projector.name, model.name]
    image_file = tmp_path / "picture.png"
    image_file.write_bytes(image().data)
    record = tmp_path / "record.json"
    asked = [sys.executable, "-m", "vizdesk", "compare", str(image_file), "--task", "caption"]
    asked += ["--model", f"{model}+{projector}", "--json", str(record)]
    # The weights are random: 485 tokens without a visible word, which is no answer.
    done = subprocess.run(asked, capture_output=True, text=True)
    assert done.returncode == 1
    assert "wrote no answer within its token limit" in done.stderr
    answer = json.loads(record.read_text())["answers"][0]
    assert answer["usage"]["output_tokens"] == 485
    assert answer["sent"]["prompt"] == "caption en"
    assert answer["sent"]["width"] == answer["sent"]["height"] == 56


def test_files_that_are_there_are_not_replaced_unasked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["convert", "paligemma", str(folder)]) == 0
    assert main(["convert", "paligemma", str(folder)]) == 1
    assert "Use --force to replace it." in capsys.readouterr().err
    assert main(["convert", "paligemma", str(folder), "--force"]) == 0


def test_a_missing_shard_is_named(folder: Path) -> None:
    (folder / "model-2.safetensors").unlink()
    with pytest.raises(ConversionError, match=r"“model-2.safetensors” is missing"):
        open_folder(folder)


def test_a_cut_off_shard_is_told_before_anything_is_written(folder: Path) -> None:
    shard = folder / "model-1.safetensors"
    shard.write_bytes(shard.read_bytes()[:-100])
    with pytest.raises(ConversionError, match=r"“model-1.safetensors” is cut off"):
        open_folder(folder)


def test_a_damaged_header_is_told(folder: Path) -> None:
    (folder / "model-1.safetensors").write_bytes(b"\xff" * 64)
    with pytest.raises(ConversionError, match="no safetensors file"):
        open_folder(folder)


def test_quantised_weights_are_refused(folder: Path) -> None:
    write_safetensors(folder / "model-1.safetensors", {"x": np.zeros((2, 2), np.float32)}, "U8")
    with pytest.raises(ConversionError, match="U8 weights"):
        open_folder(folder)


@pytest.mark.parametrize("name", ["config.json", "tokenizer.model", "tokenizer.json"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ConversionError, match=name):
        open_folder(folder)


def test_another_family_is_refused(folder: Path) -> None:
    other = {**config(1, 317), "model_type": "llava"}
    (folder / "config.json").write_text(json.dumps(other))
    with pytest.raises(ConversionError, match="holds llava, not PaliGemma"):
        open_folder(folder)


def test_a_full_disk_leaves_nothing_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = type("Usage", (), {"free": 10})
    monkeypatch.setattr("shutil.disk_usage", lambda _folder: usage)
    before = sorted(folder.iterdir())
    with pytest.raises(ConversionError, match="no room"):
        converted(folder)
    assert sorted(folder.iterdir()) == before
