"""Repositories as people publish them: found on a disk, dropped as a file and as a folder."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest
from tests.catalog.gguf.layouts import LAYOUTS, Layout, Projector, Weights

from vizdesk.catalog.gguf.known_places import KnownFolder, Program
from vizdesk.catalog.models.disk_search import find_models
from vizdesk.catalog.models.file_recognition import Recognised, recognise
from vizdesk.common import resources
from vizdesk.comparison.models import GgufPair, Model
from vizdesk.comparison.profiles import load_profiles

PROFILES = load_profiles(resources.folder() / "profiles")
LINKS = pytest.mark.skipif(sys.platform == "win32", reason="links need a right on Windows")
each_layout = pytest.mark.parametrize("layout", LAYOUTS.values(), ids=list(LAYOUTS))


def pairs_of(models: list[Model], folder: Path) -> dict[str, str]:
    pairs = {}
    for model in models:
        assert isinstance(model.source, GgufPair)
        assert model.source.projector is not None
        weights = model.source.weights.relative_to(folder).as_posix()
        pairs[weights] = model.source.projector.relative_to(folder).as_posix()
    return pairs


def choices_of(recognised: Recognised, folder: Path) -> dict[str, frozenset[str]]:
    return {
        choice.weights.path.relative_to(folder).as_posix(): frozenset(
            file.path.relative_to(folder).as_posix() for file in choice.projectors
        )
        for choice in recognised.choices
    }


@each_layout
def test_it_is_found_on_a_disk(layout: Layout, tmp_path: Path) -> None:
    folder = layout.build(tmp_path / "owner" / "repository")
    found = find_models([KnownFolder(Program.FOLDER, tmp_path)], PROFILES)
    clear = [model.model for model in found.models if model.clear]
    assert pairs_of(clear, folder) == layout.pairs
    assert {
        model.model.source.weights.relative_to(folder).as_posix(): frozenset(
            path.relative_to(folder).as_posix() for path in model.projectors
        )
        for model in found.models
        if not model.clear and isinstance(model.model.source, GgufPair)
    } == layout.choose
    assert found.text_only == len(layout.text_only)


@each_layout
def test_each_of_its_weights_dropped_alone_finds_its_projector(
    layout: Layout, tmp_path: Path
) -> None:
    folder = layout.build(tmp_path / "owner" / "repository")
    for weights in [*layout.pairs, *layout.choose]:
        found = recognise([folder / weights], PROFILES)
        if weights in layout.pairs:
            assert pairs_of([*found.models], folder) == {weights: layout.pairs[weights]}
            assert "Took the projector beside it: “" in " ".join(found.remarks)
        else:
            assert found.models == ()
            assert choices_of(found, folder) == {weights: layout.choose[weights]}
        assert found.problems == ()
    for weights in layout.text_only:
        assert len(recognise([folder / weights], PROFILES).problems) == 1


@each_layout
def test_dropped_as_a_folder_it_gives_every_model(layout: Layout, tmp_path: Path) -> None:
    folder = layout.build(tmp_path / "owner" / "repository")
    found = recognise([folder], PROFILES)
    assert pairs_of([*found.models], folder) == layout.pairs
    assert choices_of(found, folder) == layout.choose
    assert len(found.problems) == len(layout.text_only)


@each_layout
def test_each_projector_dropped_with_weights_is_taken_as_chosen(
    layout: Layout, tmp_path: Path
) -> None:
    folder = layout.build(tmp_path / "owner" / "repository")
    for weights, names in layout.choose.items():
        for name in names:
            found = recognise([folder / weights, folder / name], PROFILES)
            assert pairs_of([*found.models], folder) == {weights: name}
            assert (found.choices, found.problems) == ((), ())


def test_a_folder_of_a_quantisation_dropped_alone_finds_the_projector_above_it(
    tmp_path: Path,
) -> None:
    name = "unsloth: shards in folders of quantisations, projectors at the root"
    folder = LAYOUTS[name].build(tmp_path / "repository")
    found = recognise([folder / "UD-Q4_K_XL"], PROFILES)
    weights = "UD-Q4_K_XL/Qwen3-VL-235B-UD-Q4_K_XL-00001-of-00002.gguf"
    assert pairs_of([*found.models], folder) == {weights: "mmproj-F16.gguf"}


def test_what_was_seen_is_said(tmp_path: Path) -> None:
    def problem(layout: Layout, weights: str, name: str) -> str:
        folder = layout.build(tmp_path / name)
        (sentence,) = recognise([folder / weights], PROFILES).problems
        return sentence.replace(str(folder), "FOLDER")

    alone = {"Qwen3-VL-2B-Q4_K_M.gguf": Weights()}
    (weights,) = alone
    text_only = f"“{weights}” reads text only: "
    assert problem(Layout(alone, {}), weights, "alone") == (
        f"{text_only}its projector (mmproj), with which it would see images, is not in FOLDER "
        "(GGUF files there: 1). Add both files together."
    )
    cut = {**alone, "mmproj-F16.gguf": Projector(cut=20)}
    assert problem(Layout(cut, {}), weights, "cut").startswith("“mmproj-F16.gguf” is not whole: ")
    wide = {**alone, "mmproj-F16.gguf": Projector(width=72)}
    assert problem(Layout(wide, {}), weights, "wide") == (
        "The projector “mmproj-F16.gguf” was made for a model of width 72; "
        f"“{weights}” has width 64. Add the one published with these weights."
    )
    other = {**alone, "mmproj-F16.gguf": Projector("gemma3")}
    assert problem(Layout(other, {}), weights, "other") == (
        "The projector “mmproj-F16.gguf” was made for the architecture gemma3; "
        f"“{weights}” is of the architecture qwen3vl. Add the one published with these weights."
    )


def test_a_skipped_projector_is_said(tmp_path: Path) -> None:
    folder = LAYOUTS["a broken projector is skipped for a good one"].build(tmp_path)
    found = recognise([folder / "Qwen3-VL-2B-Q4_K_M.gguf"], PROFILES)
    assert "“mmproj-A.gguf” is not whole: " in found.remarks[0]
    assert found.remarks[1] == "Took the projector beside it: “mmproj-F16.gguf”."


def test_other_precisions_and_other_projectors_are_named(tmp_path: Path) -> None:
    folder = LAYOUTS["mys: two quantisations, a projector in two precisions"].build(tmp_path / "a")
    (remark, *_) = recognise([folder / "ggml-model-q5_k.gguf"], PROFILES).remarks
    assert remark == (
        "Took the projector beside it: “mmproj-model-f16.gguf”, which is there in other "
        "precisions too (mmproj-model-Q4_0.gguf)."
    )
    folder = LAYOUTS["a tuned model beside its base (VisionCaptioner 13)"].build(tmp_path / "b")
    (remark, *_) = recognise([folder / "gemma-3-4b-it-Q4_K_M.gguf"], PROFILES).remarks
    assert remark == (
        "Took the projector beside it: “mmproj-model-f16.gguf”, the best of 2 that fit; "
        "the others: mmproj-medgemma-4b-it-F16.gguf."
    )


# --- Links and revisions --------------------------------------------------------------------------


def cached(folder: Path, *revisions: dict[str, str]) -> Path:
    """A repository in Hugging Face's cache: for each revision its files and their blobs."""
    repository = folder / "models--unsloth--Qwen3-VL-2B-Instruct-GGUF"
    build = Layout(
        {
            "blobs/q4.gguf": Weights(name="Qwen3-VL 2B"),
            "blobs/q8.gguf": Weights(name="Qwen3-VL 2B"),
            "blobs/eyes.gguf": Projector(),
        },
        {},
    )
    build.build(repository)
    for blob in (repository / "blobs").iterdir():
        blob.rename(blob.with_suffix(""))
    for at, files in enumerate(revisions):
        snapshot = repository / "snapshots" / (f"{at}" * 40)
        for name, blob in files.items():
            path = snapshot / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.symlink_to(repository / "blobs" / blob)
    return repository


Q4, Q8, EYES = "Qwen3-VL-2B-Q4_K_M.gguf", "Qwen3-VL-2B-Q8_0.gguf", "mmproj-F16.gguf"


@LINKS
@pytest.mark.parametrize(
    ("revisions", "weights"),
    [
        # llama.cpp pull request 21923: an older revision with one blob of the projector
        (({Q8: "q8", EYES: "eyes"}, {Q4: "q4", EYES: "eyes"}), [Q4, Q8]),
        # the projector was fetched later than the weights, at a newer revision
        (({Q8: "q8"}, {EYES: "eyes"}), [Q8]),
        # the same blobs twice
        (({Q8: "q8", EYES: "eyes"}, {Q8: "q8", EYES: "eyes"}), [Q8]),
        # weights first without, then with the projector
        (({Q8: "q8"}, {Q8: "q8", EYES: "eyes"}), [Q8]),
        (({f"UD-Q8/{Q8}": "q8"}, {EYES: "eyes"}), [Q8]),
    ],
)
def test_revisions_in_hugging_faces_cache_are_one_repository(
    revisions: tuple[dict[str, str], ...], weights: list[str], tmp_path: Path
) -> None:
    repository = cached(tmp_path, *revisions)
    found = find_models([KnownFolder(Program.HUGGING_FACE, tmp_path)], PROFILES)
    names = [
        model.model.source.weights.name
        for model in found.models
        if isinstance(model.model.source, GgufPair)
    ]
    assert sorted(names) == weights
    assert (found.text_only, found.problems) == (0, ())
    assert found.files == len({blob for files in revisions for blob in files.values()})
    dropped = recognise([repository], PROFILES)
    assert len(dropped.models) == len(weights)
    assert dropped.problems == ()
    for path in sorted((repository / "snapshots").rglob("Qwen*")):
        assert len(recognise([path], PROFILES).models) == 1


@LINKS
def test_a_blob_that_is_dropped_is_known_by_its_link(tmp_path: Path) -> None:
    """As file managers that follow links hand it over."""
    repository = cached(tmp_path, {f"UD-Q8/{Q8}": "q8", EYES: "eyes"})
    for blob in ("q8", "eyes"):
        (model,) = recognise([repository / "blobs" / blob], PROFILES).models
        assert isinstance(model.source, GgufPair)
        assert model.source.weights.name == Q8
        assert model.source.projector is not None
        assert model.source.projector.name == EYES


def test_weights_in_any_folder_get_the_projector_of_their_family_above(tmp_path: Path) -> None:
    files = {
        "7b 4 bit/llava-model.gguf": Weights("llama"),
        "text/words.gguf": Weights("llama"),
        "mmproj-model-f16.gguf": Projector("mlp", 768),
    }
    folder = Layout(files, {}).build(tmp_path)
    found = find_models([KnownFolder(Program.FOLDER, folder)], PROFILES)
    models = [model.model for model in found.models]
    assert pairs_of(models, folder) == {"7b 4 bit/llava-model.gguf": "mmproj-model-f16.gguf"}
    assert found.text_only == 1


@LINKS
@pytest.mark.parametrize("link", [os.link, os.symlink])
def test_a_projector_linked_into_two_folders_is_in_both(link: object, tmp_path: Path) -> None:
    folders = {
        name: Layout({f"Qwen3-VL-2B-{name}.gguf": Weights()}, {}).build(tmp_path / f"m-{name}")
        for name in ("Q4_K_M", "Q8_0")
    }
    Layout({"mmproj-F16.gguf": Projector()}, {}).build(folders["Q4_K_M"])
    link(folders["Q4_K_M"] / "mmproj-F16.gguf", folders["Q8_0"] / "mmproj-F16.gguf")  # type: ignore[operator]
    found = find_models([KnownFolder(Program.LM_STUDIO, tmp_path)], PROFILES)
    for model in found.models:
        assert isinstance(model.model.source, GgufPair)
        assert model.model.source.projector == model.model.source.weights.parent / "mmproj-F16.gguf"
    assert (len(found.models), found.text_only, found.files) == (2, 0, 3)


@LINKS
def test_weights_linked_from_a_second_place_are_listed_once(tmp_path: Path) -> None:
    first = Layout({"m-Q4_0.gguf": Weights(), "mmproj.gguf": Projector()}, {}).build(tmp_path / "a")
    second = tmp_path / "b"
    second.mkdir()
    os.link(first / "m-Q4_0.gguf", second / "m-Q4_0.gguf")
    places = [KnownFolder(Program.JAN, second), KnownFolder(Program.LM_STUDIO, first)]
    found = find_models(places, PROFILES)
    assert [model.program for model in found.models] == [Program.LM_STUDIO]
    assert (found.text_only, found.files) == (0, 2)


def test_a_projector_of_a_sibling_repository_is_not_taken(tmp_path: Path) -> None:
    Layout({"llava-13b-Q4_K_M.gguf": Weights("llama")}, {}).build(tmp_path / "o" / "text")
    whole = {"llava-7b-Q4_K_M.gguf": Weights("llama"), "mmproj-f16.gguf": Projector("mlp", 768)}
    Layout(whole, {}).build(tmp_path / "o" / "seeing")
    found = find_models([KnownFolder(Program.FOLDER, tmp_path)], PROFILES)
    assert len(found.models) == 1
    assert found.text_only == 1


def test_an_adapter_is_no_model(tmp_path: Path) -> None:
    from tests.catalog.gguf.gguf_kit import write_adapter

    path = write_adapter(tmp_path / "lora.gguf")
    found = recognise([path], PROFILES)
    assert found.models == ()
    assert found.problems == ("“lora.gguf” is no model but “adapter”.",)


def test_a_file_that_says_it_has_ninety_thousand_parts_is_one_short_sentence(
    tmp_path: Path,
) -> None:
    shutil.copy(
        LAYOUTS["upper-case endings"].build(tmp_path / "x") / "QWEN.GGUF",
        tmp_path / "big-00001-of-90000.gguf",
    )
    (problem,) = recognise([tmp_path / "big-00001-of-90000.gguf"], PROFILES).problems
    assert len(problem) < 300
    assert "is one of 90000 files, and not all are there: big-00002-of-90000.gguf" in problem


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("Qwen3-VL-2B-UD-Q4_K_XL.gguf", "UD-Q4_K_XL"),
        ("Qwen3-VL-2B-bf16_q8_0.gguf", "BF16_Q8_0"),
        ("UD-IQ2_M/model.gguf", "UD-IQ2_M"),
        ("model.gguf", "Q4_K_M"),
        ("gemma-3-qat-q4_0-gguf/model.gguf", "Q4_K_M"),
    ],
)
def test_quantisations_are_told_apart_as_their_publisher_calls_them(
    path: str, label: str, tmp_path: Path
) -> None:
    """All of these say Q4_K_M in their headers: GGUF has no number for the others."""
    Layout({path: Weights(), "mmproj.gguf": Projector()}, {}).build(tmp_path)
    (model,) = recognise([tmp_path / path, tmp_path / "mmproj.gguf"], PROFILES).models
    assert model.quantisation == label
