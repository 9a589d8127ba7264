"""Files as people drop them become models: in any order, alone, in folders, in parts."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.catalog.gguf.gguf_kit import write_projector, write_weights

from vizdesk.catalog.models.file_recognition import Recognised, recognise
from vizdesk.common import resources
from vizdesk.comparison.models import GgufPair, Model
from vizdesk.comparison.profiles import load_profiles

PROFILES = load_profiles(resources.folder() / "profiles")


def pair(model: Model) -> tuple[str, str]:
    assert isinstance(model.source, GgufPair)
    assert model.source.projector is not None
    return model.source.weights.name, model.source.projector.name


def look(*paths: Path) -> Recognised:
    return recognise(paths, PROFILES)


def test_weights_and_projector_are_told_apart_in_any_order(tmp_path: Path) -> None:
    # Names that say nothing: only the metadata can tell.
    weights = write_weights(tmp_path / "one.gguf")
    projector = write_projector(tmp_path / "two.gguf")
    for paths in ((weights, projector), (projector, weights)):
        found = look(*paths)
        assert [pair(model) for model in found.models] == [("one.gguf", "two.gguf")]
        assert found.problems == found.remarks == ()
        model = found.models[0]
        assert (model.name, model.profile, model.quantisation) == (
            "Gemma 3 4b It",
            "gemma-3",
            "Q4_K_M",
        )
        assert model.image_side == 896


def test_two_models_dropped_at_once_each_get_their_own_projector(tmp_path: Path) -> None:
    small = write_weights(tmp_path / "gemma-3-4b.gguf", width=2560)
    large = write_weights(tmp_path / "gemma-3-12b.gguf", width=3840)
    for_large = write_projector(tmp_path / "mmproj-a.gguf", width=3840)
    for_small = write_projector(tmp_path / "mmproj-b.gguf", width=2560)
    found = look(for_large, small, for_small, large)
    assert [pair(model) for model in found.models] == [
        ("gemma-3-4b.gguf", "mmproj-b.gguf"),
        ("gemma-3-12b.gguf", "mmproj-a.gguf"),
    ]


def test_weights_alone_find_the_projector_beside_them(tmp_path: Path) -> None:
    weights = write_weights(tmp_path / "gemma-3-4b-it-Q4_K_M.gguf")
    write_projector(tmp_path / "mmproj-of-another.gguf", width=3840)
    write_projector(tmp_path / "mmproj-model-f16.gguf")
    found = look(weights)
    assert [pair(model)[1] for model in found.models] == ["mmproj-model-f16.gguf"]
    assert found.remarks == ("Took the projector beside it: “mmproj-model-f16.gguf”.",)


def test_of_several_projectors_the_best_named_is_taken_and_said(tmp_path: Path) -> None:
    weights = write_weights(tmp_path / "gemma-3-4b-it-Q4_K_M.gguf")
    write_projector(tmp_path / "mmproj-gemma-3-4b-it-Q8_0.gguf", q8=True)
    write_projector(tmp_path / "mmproj-gemma-3-4b-it-f16.gguf")
    write_projector(tmp_path / "mmproj-medgemma-f16.gguf")
    found = look(weights)
    assert [pair(model)[1] for model in found.models] == ["mmproj-gemma-3-4b-it-f16.gguf"]
    assert "the best of 3 that fit" in found.remarks[0]


def test_a_projector_alone_finds_its_weights(tmp_path: Path) -> None:
    write_weights(tmp_path / "gemma-3-4b-it-Q4_K_M.gguf")
    write_weights(tmp_path / "other.gguf", width=640)
    found = look(write_projector(tmp_path / "mmproj-model-f16.gguf"))
    assert [pair(model)[0] for model in found.models] == ["gemma-3-4b-it-Q4_K_M.gguf"]
    assert "Took the weights beside it" in found.remarks[0]


def test_a_projector_without_weights_says_what_it_is(tmp_path: Path) -> None:
    found = look(write_projector(tmp_path / "mmproj-model-f16.gguf"))
    assert found.models == ()
    assert "is a projector (mmproj)" in found.problems[0]


def test_a_text_model_is_refused_with_a_sentence(tmp_path: Path) -> None:
    found = look(write_weights(tmp_path / "words.gguf", "llama", 4096, "Words"))
    assert found.models == ()
    assert found.problems[0].startswith("“words.gguf” reads text only")


def test_a_wrong_projector_is_refused_with_both_widths(tmp_path: Path) -> None:
    weights = write_weights(tmp_path / "gemma-3-4b.gguf")
    found = look(weights, write_projector(tmp_path / "a" / "mmproj.gguf", width=3840))
    assert found.models == ()
    assert "made for a model of width 3840" in found.problems[0]
    assert "has width 2560" in found.problems[0]


def test_a_folder_gives_every_model_in_it(tmp_path: Path) -> None:
    folder = tmp_path / "models"
    for number in ("4b", "12b"):
        width = {"4b": 2560, "12b": 3840}[number]
        write_weights(folder / number / f"gemma-3-{number}.gguf", width=width)
        write_projector(folder / number / "mmproj-F16.gguf", width=width)
    (folder / "4b" / "gemma-imatrix.gguf").write_bytes(b"calibration")
    (folder / "notes.txt").write_text("not a model")
    found = look(folder)
    assert [pair(model)[0] for model in found.models] == ["gemma-3-12b.gguf", "gemma-3-4b.gguf"]
    assert found.problems == ()
    assert {
        (model.source.weights.parent, model.source.projector.parent)
        for model in found.models
        if isinstance(model.source, GgufPair) and model.source.projector
    } == {(folder / "4b", folder / "4b"), (folder / "12b", folder / "12b")}


def test_an_empty_folder_is_said(tmp_path: Path) -> None:
    assert look(tmp_path).problems == ("There is no GGUF file in it.",)


def test_shards_are_one_model_of_their_size_together(tmp_path: Path) -> None:
    first = write_weights(tmp_path / "big-00001-of-00003.gguf", name="")
    others = [write_weights(tmp_path / f"big-0000{number}-of-00003.gguf") for number in (2, 3)]
    projector = write_projector(tmp_path / "mmproj-big.gguf")
    size = sum(path.stat().st_size for path in (first, *others, projector))
    for paths in ([tmp_path], sorted(tmp_path.iterdir()), [tmp_path / "big-00002-of-00003.gguf"]):
        found = look(*paths)
        assert [pair(model)[0] for model in found.models] == ["big-00001-of-00003.gguf"]
        model = found.models[0]
        assert model.name == "big"
        assert model.size_bytes == size


def test_a_missing_shard_is_named(tmp_path: Path) -> None:
    write_weights(tmp_path / "big-00001-of-00003.gguf")
    (tmp_path / "big-00003-of-00003.gguf").write_bytes(b"GGUF")
    found = look(tmp_path / "big-00001-of-00003.gguf")
    assert found.models == ()
    assert "big-00002-of-00003.gguf" in found.problems[0]


def test_an_unknown_family_is_asked_in_general_words_and_says_so(tmp_path: Path) -> None:
    weights = write_weights(tmp_path / "x.gguf", "brandnew", name="Brand New")
    found = look(weights, write_projector(tmp_path / "mmproj.gguf", "brandnew_v"))
    assert [model.profile for model in found.models] == ["generic"]
    assert "The family of Brand New is unknown (architecture “brandnew”)" in found.remarks[0]


def test_a_projector_that_does_not_say_whose_it_is_goes_by_its_name(tmp_path: Path) -> None:
    weights = write_weights(tmp_path / "llava-v1.6-7b.gguf", "llama", 4096, "LLaVA")
    write_projector(tmp_path / "mmproj-llava-v1.6-7b-f16.gguf", "mlp", 768)
    write_projector(tmp_path / "mmproj-minicpm-f16.gguf", "resampler", 0)
    assert [pair(model)[1] for model in look(weights).models] == ["mmproj-llava-v1.6-7b-f16.gguf"]


@pytest.mark.parametrize("content", [b"", b"GGUF", b"not a model at all, just words"])
def test_a_file_that_is_no_model_gives_one_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.gguf"
    path.write_bytes(content)
    found = look(path)
    assert found.models == ()
    assert len(found.problems) == 1
    assert "broken.gguf" in found.problems[0]


def test_a_projector_for_sound_is_refused(tmp_path: Path) -> None:
    weights = write_weights(tmp_path / "ultravox.gguf")
    found = look(weights, write_projector(tmp_path / "mmproj.gguf", "ultravox", sees=False))
    assert found.models == ()
    assert "reads no images" in found.problems[0]


def test_the_demo_pair_is_recognised_as_itself(tmp_path: Path) -> None:
    demo = resources.folder() / "demo"
    found = look(demo)
    assert {pair(model) for model in found.models} == {
        ("demo-large.gguf", "demo-large-mmproj.gguf"),
        ("demo-small.gguf", "demo-small-mmproj.gguf"),
    }
    assert {model.profile for model in found.models} == {"demo"}
