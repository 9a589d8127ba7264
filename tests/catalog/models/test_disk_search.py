"""What other programs keep on this disk is found, paired and left alone."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

import gguf
import pytest
from tests.catalog.gguf.gguf_kit import write_projector, write_weights
from tests.counting import MOST_GROWTH, growth_of_calls

from vizdesk.app.container import build_services
from vizdesk.catalog.gguf import header_process
from vizdesk.catalog.gguf.known_places import KnownFolder, Program, known_places
from vizdesk.catalog.models.disk_search import DiskSearchResult, SearchStoppedError, find_models
from vizdesk.common import resources
from vizdesk.comparison.models import GgufPair
from vizdesk.comparison.profiles import load_profiles
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import AnswerState
from vizdesk.images.opening import open_image

FOLDER = resources.folder()
PROFILES = load_profiles(FOLDER / "profiles")
LINKS = pytest.mark.skipif(sys.platform == "win32", reason="links need a right on Windows")


def look(*places: KnownFolder, cards: dict[str, str] | None = None) -> DiskSearchResult:
    return find_models(places, PROFILES, cards)


def in_folder(folder: Path) -> KnownFolder:
    return KnownFolder(Program.FOLDER, folder)


def names(found: DiskSearchResult) -> list[str]:
    pairs = []
    for model in found.models:
        source = model.model.source
        assert isinstance(source, GgufPair)
        assert source.projector is not None
        pairs.append(f"{source.weights.name} + {source.projector.name}")
    return sorted(pairs)


# --- Where each program keeps its files -------------------------------------------------------


@pytest.mark.parametrize(
    ("platform", "environ", "expected"),
    [
        (
            "linux",
            {},
            {
                Program.HUGGING_FACE: [".cache/huggingface/hub"],
                Program.LM_STUDIO: [".lmstudio/models", ".cache/lm-studio/models"],
                Program.LLAMA_CPP: [".cache/llama.cpp"],
                Program.JAN: [".config/Jan/data/llamacpp/models", ".config/Jan/data/models"],
                Program.OLLAMA: [".ollama/models", "/usr/share/ollama/.ollama/models"],
            },
        ),
        (
            "darwin",
            {},
            {
                Program.HUGGING_FACE: [".cache/huggingface/hub"],
                Program.LLAMA_CPP: ["Library/Caches/llama.cpp"],
                Program.JAN: [
                    "Library/Application Support/Jan/data/llamacpp/models",
                    "Library/Application Support/Jan/data/models",
                ],
                Program.OLLAMA: [".ollama/models"],
            },
        ),
        (
            "win32",
            {"LOCALAPPDATA": "/users/me/Local", "APPDATA": "/users/me/Roaming"},
            {
                Program.LLAMA_CPP: ["/users/me/Local/llama.cpp"],
                Program.JAN: [
                    "/users/me/Roaming/Jan/data/llamacpp/models",
                    "/users/me/Roaming/Jan/data/models",
                ],
            },
        ),
        (
            "linux",
            {
                "HF_HOME": "/data/hf",
                "LLAMA_CACHE": "/data/llama",
                "OLLAMA_MODELS": "/data/ollama",
            },
            {
                Program.HUGGING_FACE: ["/data/hf/hub"],
                Program.LLAMA_CPP: ["/data/llama"],
                Program.OLLAMA: ["/data/ollama"],
            },
        ),
        ("linux", {"HF_HUB_CACHE": "/data/hub"}, {Program.HUGGING_FACE: ["/data/hub"]}),
    ],
)
def test_each_program_is_looked_for_where_it_keeps_its_files(
    platform: str, environ: dict[str, str], expected: dict[Program, list[str]]
) -> None:
    home = Path("/home/me")
    found = known_places(Path("/own"), environ, home, platform)
    assert found[0] == KnownFolder(Program.VIZDESK, Path("/own"))
    for program, folders in expected.items():
        wanted = [home / folder for folder in folders]
        assert [one.folder for one in found if one.program is program] == wanted


def folders_of(program: Program, home: Path, platform: str = "linux") -> list[str]:
    """The folders of a program that do not stand at their usual places, below `home`."""
    known = known_places(Path("/own"), {}, home, platform)
    return [str(place.folder.relative_to(home)) for place in known if place.program is program]


@pytest.mark.parametrize(
    "settings",
    [
        ".lmstudio/settings.json",
        ".cache/lm-studio/settings.json",
        ".config/LM Studio/settings.json",
    ],
)
def test_the_folder_lm_studio_is_set_to_is_looked_into(settings: str, tmp_path: Path) -> None:
    (tmp_path / settings).parent.mkdir(parents=True)
    chosen = tmp_path / "big disk" / "models"
    (tmp_path / settings).write_text(json.dumps({"downloadsFolder": str(chosen)}))
    usual = [".lmstudio/models", ".cache/lm-studio/models"]
    assert folders_of(Program.LM_STUDIO, tmp_path) == ["big disk/models", *usual]


def test_lm_studios_home_may_have_been_moved(tmp_path: Path) -> None:
    moved = tmp_path / "moved"
    moved.mkdir()
    (tmp_path / ".lmstudio-home-pointer").write_text(f"{moved}\n")
    (moved / "settings.json").write_text(json.dumps({"downloadsFolder": "~/elsewhere"}))
    assert folders_of(Program.LM_STUDIO, tmp_path)[:2] == ["elsewhere", "moved/models"]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "[" * 100_000, '{"downloadsFolder": 5}', '{"downloadsFolder": ""}']
)
def test_settings_that_say_nothing_leave_the_usual_folders(text: str, tmp_path: Path) -> None:
    (tmp_path / ".lmstudio").mkdir()
    (tmp_path / ".lmstudio" / "settings.json").write_text(text)
    usual = [".lmstudio/models", ".cache/lm-studio/models"]
    assert folders_of(Program.LM_STUDIO, tmp_path) == usual


@pytest.mark.parametrize(
    ("platform", "settings"),
    [
        ("linux", ".config/Jan/settings.json"),
        ("darwin", "Library/Application Support/Jan/settings.json"),
        ("win32", "AppData/Roaming/Jan/settings.json"),
    ],
)
def test_the_folder_jan_was_moved_to_is_looked_into(
    platform: str, settings: str, tmp_path: Path
) -> None:
    (tmp_path / settings).parent.mkdir(parents=True)
    (tmp_path / settings).write_text(json.dumps({"data_folder": str(tmp_path / "jan")}))
    folders = folders_of(Program.JAN, tmp_path, platform)
    assert folders[:2] == ["jan/llamacpp/models", "jan/models"]
    assert len(folders) == 4


def test_a_manifest_of_another_shape_is_passed_over(tmp_path: Path) -> None:
    store = tmp_path / "ollama"
    weights, projector = write_weights(tmp_path / "w.gguf"), write_projector(tmp_path / "p.gguf")
    ollama_store(store, "gemma3", "4b", model=weights, projector=projector)
    library = store / "manifests" / "registry.ollama.ai" / "library"
    for at, text in enumerate(
        ['{"layers": 5}', '{"layers": null}', '{"layers": [7]}', "[" * 100_000, "\0\1", "{}"]
    ):
        (library / f"bad{at}").mkdir()
        (library / f"bad{at}" / "latest").write_text(text)
    outside = {"mediaType": "application/vnd.ollama.image.model", "digest": "sha256:../../w.gguf"}
    (library / "bad0" / "outside").write_text(json.dumps({"layers": [outside]}))
    (store / "manifests" / "loose").write_text(json.dumps({"layers": [outside]}))
    found = look(KnownFolder(Program.OLLAMA, store))
    assert [model.model.name for model in found.models] == ["gemma3:4b"]
    assert found.problems == ()


def test_two_tags_of_the_same_blobs_are_one_model_and_an_adapter_is_told(tmp_path: Path) -> None:
    store = tmp_path / "ollama"
    weights, projector = write_weights(tmp_path / "w.gguf"), write_projector(tmp_path / "p.gguf")
    for tag in ("4b", "latest"):
        ollama_store(store, "gemma3", tag, model=weights, projector=projector)
    ollama_store(store, "tuned", "latest", model=weights, projector=projector, adapter=projector)
    found = look(KnownFolder(Program.OLLAMA, store))
    assert [model.model.name for model in found.models] == ["gemma3:4b"]
    (problem,) = found.problems
    assert problem.startswith("Ollama’s tuned:latest lays an adapter (LoRA) over its weights")


@LINKS
def test_the_hugging_face_cache_is_read_through_its_links(tmp_path: Path) -> None:
    repo = tmp_path / "models--ggml-org--gemma-3-4b-it-GGUF"
    weights = write_weights(repo / "blobs" / "aaa")
    projector = write_projector(repo / "blobs" / "bbb")
    for revision in ("one", "two"):
        snapshot = repo / "snapshots" / revision
        snapshot.mkdir(parents=True)
        (snapshot / "gemma-3-4b-it-Q4_K_M.gguf").symlink_to(weights)
        (snapshot / "mmproj-model-f16.gguf").symlink_to(projector)
    (repo / "snapshots" / "one" / "gone.gguf").symlink_to(repo / "blobs" / "deleted")
    found = look(KnownFolder(Program.HUGGING_FACE, tmp_path))
    assert names(found) == ["gemma-3-4b-it-Q4_K_M.gguf + mmproj-model-f16.gguf"]
    assert found.models[0].program is Program.HUGGING_FACE
    assert found.models[0].model.profile == "gemma-3"


def ollama_store(folder: Path, name: str, tag: str, **blobs: Path) -> None:
    layers = []
    for kind, path in blobs.items():
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        target = folder / "blobs" / f"sha256-{digest}"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
        media = f"application/vnd.ollama.image.{kind}"
        layers.append({"mediaType": media, "digest": f"sha256:{digest}"})
    manifest = folder / "manifests" / "registry.ollama.ai" / "library" / name / tag
    manifest.parent.mkdir(parents=True, exist_ok=True)
    manifest.write_text(json.dumps({"schemaVersion": 2, "layers": layers}))


def test_ollamas_blobs_are_found_by_its_manifests(tmp_path: Path) -> None:
    weights = write_weights(tmp_path / "w.gguf")
    projector = write_projector(tmp_path / "p.gguf")
    store = tmp_path / "ollama"
    ollama_store(store, "gemma3", "4b", model=weights, projector=projector)
    ollama_store(store, "text", "latest", model=write_weights(tmp_path / "t.gguf", name="Text"))
    found = look(KnownFolder(Program.OLLAMA, store))
    assert [model.model.name for model in found.models] == ["gemma3:4b"]
    assert found.text_only == 1
    assert found.problems == ()


def test_ollamas_models_of_one_file_are_told(tmp_path: Path) -> None:
    path = tmp_path / "one.gguf"
    writer = gguf.GGUFWriter(path, "gemma3")
    writer.add_embedding_length(2560)
    writer.add_uint32("gemma3.vision.block_count", 27)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.close()
    store = tmp_path / "ollama"
    ollama_store(store, "gemma3", "12b", model=path)
    found = look(KnownFolder(Program.OLLAMA, store))
    assert found.models == ()
    assert "Ollama’s gemma3:12b keeps weights and projector in one file" in found.problems[0]


# --- What belongs together --------------------------------------------------------------------


def test_every_quantisation_has_the_projector_of_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "lmstudio-community" / "gemma-3-4b-it-GGUF"
    for quantisation in ("Q4_K_M", "Q8_0"):
        write_weights(folder / f"gemma-3-4b-it-{quantisation}.gguf")
    write_projector(folder / "mmproj-model-f16.gguf")
    write_weights(folder / "gemma-3-4b-it-imatrix.gguf")
    other = tmp_path / "someone" / "else"
    write_projector(other / "mmproj-model-f16.gguf", width=1024)
    found = look(in_folder(tmp_path))
    assert names(found) == [
        "gemma-3-4b-it-Q4_K_M.gguf + mmproj-model-f16.gguf",
        "gemma-3-4b-it-Q8_0.gguf + mmproj-model-f16.gguf",
    ]
    for model in found.models:
        assert isinstance(model.model.source, GgufPair)
        assert model.model.source.projector == folder / "mmproj-model-f16.gguf"


def test_in_one_folder_of_many_models_each_has_its_own_projector(tmp_path: Path) -> None:
    """As llama.cpp's cache is."""
    for name, width in (("gemma-3-4b", 2560), ("gemma-3-12b", 3840)):
        write_weights(tmp_path / f"ggml-org_{name}-it-GGUF_{name}-it-Q4_K_M.gguf", width=width)
        write_projector(tmp_path / f"ggml-org_{name}-it-GGUF_mmproj-model-f16.gguf", width=width)
    write_weights(tmp_path / "qwen3-8b.gguf", "qwen3", 4096, "Qwen3 8B")
    found = look(in_folder(tmp_path))
    assert [name.split("_")[1] == name.split(" + ")[1].split("_")[1] for name in names(found)] == [
        True,
        True,
    ]
    assert found.text_only == 1


def test_a_model_in_shards_is_one_and_a_missing_shard_is_told(tmp_path: Path) -> None:
    whole, torn = tmp_path / "whole", tmp_path / "torn"
    for folder in (whole, torn):
        for number in (1, 2, 3):
            write_weights(folder / f"big-Q4_K_M-0000{number}-of-00003.gguf")
        write_projector(folder / "mmproj-F16.gguf")
    (torn / "big-Q4_K_M-00002-of-00003.gguf").unlink()
    found = look(in_folder(tmp_path))
    assert names(found) == ["big-Q4_K_M-00001-of-00003.gguf + mmproj-F16.gguf"]
    assert len(found.problems) == 1
    assert "not all are there: big-Q4_K_M-00002-of-00003.gguf." in found.problems[0]


def test_a_projector_of_another_model_is_named(tmp_path: Path) -> None:
    write_weights(tmp_path / "gemma-3-4b-it-Q4_K_M.gguf", width=2560)
    write_projector(tmp_path / "mmproj-gemma-3-12b-it.gguf", width=3840)
    found = look(in_folder(tmp_path))
    assert found.models == ()
    assert "was made for a model of width 3840" in found.problems[0]


def test_broken_and_unfinished_files_are_left_out_and_told(tmp_path: Path) -> None:
    good = tmp_path / "good"
    shutil.copytree(FOLDER / "demo", good)
    (tmp_path / "empty.gguf").touch()
    (tmp_path / "text.gguf").write_bytes(b"<!DOCTYPE html>" + b" " * 100)
    cut = tmp_path / "cut"
    shutil.copytree(FOLDER / "demo", cut)
    weights = cut / "demo-large.gguf"
    os.truncate(weights, weights.stat().st_size // 2)
    (tmp_path / "model.gguf.part").write_bytes(b"GGUF")
    found = look(in_folder(tmp_path))
    assert len(found.models) == 3
    said = "\n".join(found.problems)
    assert "is empty" in said
    assert "is not a GGUF file" in said
    assert "“demo-large.gguf” is not whole: 788,608 of 1,577" in said
    assert len(found.problems) == 3


@LINKS
def test_loops_and_locked_folders_stop_nothing(tmp_path: Path) -> None:
    shutil.copytree(FOLDER / "demo", tmp_path / "demo")
    (tmp_path / "demo" / "loop").symlink_to(tmp_path)
    (tmp_path / "again").symlink_to(tmp_path / "demo")
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o000)
    try:
        found = look(in_folder(tmp_path), in_folder(tmp_path / "demo"))
    finally:
        locked.chmod(0o700)
    assert len(found.models) == 2


def test_a_file_of_the_catalogue_belongs_to_its_card(tmp_path: Path) -> None:
    write_weights(tmp_path / "gemma-3-4b-it-Q4_K_M.gguf")
    write_projector(tmp_path / "mmproj-model-f16.gguf")
    cards = {"gemma-3-4b-it-Q4_K_M.gguf": "gemma-3-4b"}
    assert look(in_folder(tmp_path), cards=cards).models[0].model.card == "gemma-3-4b"


def test_a_model_called_model_has_its_folders_name(tmp_path: Path) -> None:
    write_weights(tmp_path / "my-tuned-gemma" / "model.gguf", name="")
    write_projector(tmp_path / "my-tuned-gemma" / "mmproj.gguf")
    assert look(in_folder(tmp_path)).models[0].model.name == "my-tuned-gemma"


# --- Quick, and without a trace -----------------------------------------------------------------


def with_vocabulary(path: Path, words: int, name: str = "Gemma 3 4b It") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    writer = gguf.GGUFWriter(path, "gemma3")
    writer.add_name(name)
    writer.add_embedding_length(2560)
    writer.add_token_list([f"word {at}" for at in range(words)])
    writer.add_chat_template("x")
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.close()


def test_no_vocabulary_is_walked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes most of the time of reading a file, and no search needs it."""
    with_vocabulary(tmp_path / "large" / "model-Q4_K_M.gguf", 262_144)
    asked: list[dict[str, object]] = []
    ask = header_process.reader.ask

    def counting(path: Path, order: dict[str, object], seconds: float = 5.0) -> dict[str, Any]:
        asked.append(order)
        return ask(path, order, seconds)

    monkeypatch.setattr(header_process.reader, "ask", counting)
    look(in_folder(tmp_path / "large"))
    assert asked
    assert all(order["light"] for order in asked if order["what"] == "metadata")


def test_twice_the_files_are_twice_the_work(tmp_path: Path) -> None:
    def search(files: int) -> None:
        found = find_models([in_folder(tmp_path / str(files))], PROFILES)
        assert found.files == files

    for files in (100, 200):
        for at in range(files):
            folder = tmp_path / str(files) / f"owner-{at % 50}" / f"repo-{at}"
            folder.mkdir(parents=True)
            with_vocabulary(folder / "model-Q4_K_M.gguf", 100, f"Gemma {at}")
    assert growth_of_calls(search, 100) <= MOST_GROWTH


def test_nothing_is_changed(tmp_path: Path) -> None:
    shutil.copytree(FOLDER / "demo", tmp_path / "demo")

    def state() -> dict[str, tuple[str, int]]:
        return {
            str(path): (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
            for path in tmp_path.rglob("*")
            if path.is_file()
        }

    before = state()
    look(in_folder(tmp_path))
    assert state() == before


def test_looking_can_be_stopped(tmp_path: Path) -> None:
    shutil.copytree(FOLDER / "demo", tmp_path / "demo")

    def tell(files: int, folder: Path) -> None:
        raise SearchStoppedError

    with pytest.raises(SearchStoppedError):
        find_models([in_folder(tmp_path)], PROFILES, None, tell)


def test_a_model_of_ollamas_store_really_answers(tmp_path: Path) -> None:
    store = tmp_path / "ollama"
    demo = FOLDER / "demo"
    ollama_store(
        store,
        "demo",
        "small",
        model=demo / "demo-small.gguf",
        projector=demo / "demo-small-mmproj.gguf",
    )
    (found,) = look(KnownFolder(Program.OLLAMA, store)).models

    async def ask() -> AnswerState:
        services = build_services()
        image = open_image(FOLDER / "samples" / "shapes.png")
        try:
            comparison = await services.comparisons.compare(
                image, Task(TaskKind.COUNT), [found.model]
            )
        finally:
            await services.close()
        (answer,) = comparison.answers
        assert answer.failure is None, answer.failure
        return answer.state

    assert asyncio.run(ask()) is AnswerState.DONE
