"""What a repository holds, as one chooses from it: sizes, quantisations, licence, gate."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from tests.downloads.hub_server import COMMIT, HubState, serving

from vizdesk.catalog.cards.hub_files import HubFile, HubPair
from vizdesk.catalog.gguf.file_names import quantisation_of
from vizdesk.common.offline import Offline
from vizdesk.downloads.choices import choices_of
from vizdesk.downloads.errors import DownloadError
from vizdesk.downloads.hub import Hub, Repository, hub_endpoint, read_repository
from vizdesk.downloads.pair import Listed, fetch_pair
from vizdesk.downloads.speed import DownloadProgress
from vizdesk.downloads.wording import progress_words


def repository(*names: str, size: int = 100) -> Repository:
    files = tuple(HubFile("o/r", name, size=size + at) for at, name in enumerate(names))
    return Repository("o/r", COMMIT, "apache-2.0", False, files)


def test_a_repository_is_listed_with_sizes_hashes_and_licence() -> None:
    with serving(HubState(files={"a-Q4_0.gguf": b"x" * 10, "mmproj-F16.gguf": b"y" * 5})) as hub:
        found = asyncio.run(Hub(Offline(), hub.endpoint).look_up("o/r"))
    assert (found.licence, found.gated, found.commit) == ("apache-2.0", False, COMMIT)
    assert [(file.path, file.size) for file in found.files] == [
        ("a-Q4_0.gguf", 10),
        ("mmproj-F16.gguf", 5),
    ]
    assert all(len(file.sha256 or "") == 64 for file in found.files)


def test_a_search_says_what_is_gated() -> None:
    with serving(HubState(gated=True)) as hub:
        found = asyncio.run(Hub(Offline(), hub.endpoint).search("gemma 3"))
        assert "search=gemma+3" in hub.seen[0][0]
    (listing,) = found
    assert (listing.repo, listing.downloads, listing.gated) == ("o/r", 12, True)
    assert listing.licence == "apache-2.0"


def test_a_repository_that_is_not_there_is_one_sentence() -> None:
    with (
        serving(HubState()) as hub,
        pytest.raises(DownloadError, match=r"has no who/knows\. Check the name"),
    ):
        asyncio.run(Hub(Offline(), hub.endpoint).look_up("who/knows"))


def test_a_hub_that_is_not_there_is_one_sentence() -> None:
    with pytest.raises(DownloadError, match="does not answer"):
        asyncio.run(Hub(Offline(), "http://127.0.0.1:9").look_up("o/r"))


def test_each_quantisation_is_a_choice_with_the_projector_in_the_best_precision() -> None:
    found = choices_of(
        repository(
            "model-Q4_K_M.gguf",
            "model-Q8_0.gguf",
            "mmproj-model-Q8_0.gguf",
            "mmproj-model-f16.gguf",
            "model-imatrix.gguf",
            "mtp-model.gguf",
        )
    )
    assert [one.quantisation for one in found] == ["Q4_K_M", "Q8_0"]
    assert {one.pair.projector.path for one in found if one.pair.projector} == {
        "mmproj-model-f16.gguf"
    }


def test_shards_are_one_model() -> None:
    names = [f"big-Q4_K_M-0000{n}-of-00003.gguf" for n in (1, 2, 3)]
    (found,) = choices_of(repository(*names, "mmproj-F16.gguf"))
    assert [weight.path for weight in found.pair.weights] == names
    assert found.quantisation == "Q4_K_M"
    assert found.pair.size == 100 + 101 + 102 + 103


def test_each_model_of_a_mixed_repository_has_the_projector_named_like_it() -> None:
    found = choices_of(
        repository(
            "SmolVLM-256M-Q8_0.gguf",
            "SmolVLM-500M-Q8_0.gguf",
            "mmproj-SmolVLM-256M-Q8_0.gguf",
            "mmproj-SmolVLM-500M-Q8_0.gguf",
        )
    )
    for one in found:
        assert one.pair.projector is not None
        assert one.pair.projector.path == f"mmproj-{one.pair.weights[0].path}"


@pytest.mark.parametrize(
    ("name", "quantisation"),
    [
        ("gemma-3-4b-it-Q4_K_M.gguf", "Q4_K_M"),
        ("gemma-4-26B_q4_0-it.gguf", "Q4_0"),
        ("Qwen3-VL-8B-UD-Q4_K_XL.gguf", "UD-Q4_K_XL"),
        ("x-IQ4_XS.gguf", "IQ4_XS"),
        ("moondream2-text-model-f16_ct-vicuna.gguf", "F16"),
        ("ggml-model-bf16.gguf", "BF16"),
        ("LFM2-VL-450M.gguf", ""),
        ("Qwen2.5-VL-7B-Instruct-bf16_q8_0.gguf", "BF16_Q8_0"),
        ("Qwen2.5-VL-7B-Instruct-q8_0.gguf", "Q8_0"),
        ("Qwen3-VL-235B-UD-TQ1_0.gguf", "UD-TQ1_0"),
        ("gpt-oss-20b-mxfp4.gguf", "MXFP4"),
        ("model-fp16.gguf", "F16"),
        ("X.mmproj-Q8_0.gguf", "Q8_0"),
        ("Q4Chess-7B.gguf", ""),
    ],
)
def test_the_quantisation_is_told_by_the_files_name(name: str, quantisation: str) -> None:
    assert quantisation_of(name) == quantisation


def test_whatever_a_hub_leaves_out_is_left_out() -> None:
    found = read_repository("o/r", {"siblings": [{"rfilename": "a.gguf"}, 7, {}], "tags": None})
    assert (found.commit, found.licence, found.gated) == ("main", "", False)
    assert found.files == (HubFile("o/r", "a.gguf"),)
    broken = {"siblings": 5, "tags": 7, "cardData": [], "id": ["x"], "sha": None}
    assert read_repository("o/r", broken) == Repository("o/r", "main", "", False, ())
    tagged = read_repository("o/r", {"tags": ["gguf", "license:gemma"], "gated": "auto"})
    assert (tagged.licence, tagged.gated) == ("gemma", True)


@pytest.mark.parametrize(
    "path",
    [
        "../../../escape.gguf",
        "/etc/x.gguf",
        "a/../../x.gguf",
        "a//x.gguf",
        "./x.gguf",
        "..\\x.gguf",
        "C:x.gguf",
        "a\nb.gguf",
        "a\x1b[31m.gguf",
    ],
)
def test_a_path_that_leaves_the_repositorys_folder_is_no_file_of_it(
    path: str, tmp_path: Path
) -> None:
    entry = {"rfilename": path, "size": 3}
    assert read_repository("o/r", {"siblings": [entry]}).files == ()
    # A catalogue's file may name one too.
    pair = HubPair((HubFile("o/r", path, size=3),), None)
    with pytest.raises(DownloadError, match=r"is no file inside a repository\. Nothing was"):
        asyncio.run(fetch_pair(Hub(Offline()), Listed(pair, {"o/r": COMMIT}), tmp_path / "models"))
    assert not (tmp_path / "models").exists()


def test_the_licences_own_name_is_said_where_it_is_another() -> None:
    card = {"license": "other", "license_name": "gemma-terms"}
    assert read_repository("o/r", {"cardData": card}).licence == "gemma-terms"
    assert read_repository("o/r", {"cardData": {"license": ["mit", "apache-2.0"]}}).licence == (
        "mit, apache-2.0"
    )


def test_a_mirror_takes_the_hubs_place() -> None:
    assert hub_endpoint({"HF_ENDPOINT": "https://mirror.example/"}) == "https://mirror.example"
    assert hub_endpoint({}) == "https://huggingface.co"
    url = Hub(Offline(), "https://mirror.example").url(HubFile("o/r", "a b.gguf"), COMMIT)
    assert url == f"https://mirror.example/o/r/resolve/{COMMIT}/a%20b.gguf"


def test_progress_is_told_in_one_line() -> None:
    half = DownloadProgress(1_200_000_000, 3_300_000_000, 12_000_000, 175)
    assert progress_words(half) == "1.2 GB of 3.3 GB · 36% · 12 MB/s · 3 min left"
    assert progress_words(DownloadProgress(5_000_000, None)) == "5 MB"
