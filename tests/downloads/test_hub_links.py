"""What people paste is understood: addresses, short forms, commands of other programs."""

from __future__ import annotations

import asyncio

import pytest

from vizdesk.catalog.cards.hub_files import HubFile, HubPair
from vizdesk.common.offline import Offline
from vizdesk.downloads.choices import Choice, matching
from vizdesk.downloads.errors import DownloadError
from vizdesk.downloads.hub import Hub
from vizdesk.downloads.hub_link import HubLink, read_link

REPO = "unsloth/Qwen3-VL-2B-Instruct-GGUF"
FILE = "Qwen3-VL-2B-Instruct-Q4_K_M.gguf"
PLAIN = HubLink(REPO)

LINKS = {
    REPO: PLAIN,
    f"  {REPO}/ ": PLAIN,
    f"<https://huggingface.co/{REPO}>": PLAIN,
    f"https://huggingface.co/{REPO}": PLAIN,
    f"HTTPS://HuggingFace.co/{REPO}": PLAIN,
    f"http://www.huggingface.co/{REPO}/": PLAIN,
    f"huggingface.co/{REPO}": PLAIN,
    f"https://hf.co/{REPO}": PLAIN,
    f"hf.co/{REPO}": PLAIN,
    f"hf://{REPO}": PLAIN,
    f"hf://models/{REPO}": PLAIN,
    f"https://hf-mirror.com/{REPO}": PLAIN,
    f"http://127.0.0.1:8765/{REPO}": PLAIN,
    f"https://huggingface.co/{REPO}.git": PLAIN,
    f"https://huggingface.co/{REPO}/tree/main": PLAIN,
    f"https://huggingface.co/{REPO}/discussions/3": PLAIN,
    f"https://huggingface.co/{REPO}?library=llama.cpp": PLAIN,
    f"https://huggingface.co/{REPO}#how-to": PLAIN,
    f"https://huggingface.co/api/models/{REPO}?blobs=true": PLAIN,
    f"{REPO}:Q4_K_M": HubLink(REPO, quantisation="Q4_K_M"),
    f"hf.co/{REPO}:UD-Q4_K_XL": HubLink(REPO, quantisation="UD-Q4_K_XL"),
    f"{REPO}:latest": PLAIN,
    f"{REPO}:{FILE}": HubLink(REPO, quantisation=FILE),
    f"{REPO}/{FILE}": HubLink(REPO, path=FILE),
    f"{REPO}@main": PLAIN,
    f"{REPO}@v1.1": HubLink(REPO, revision="v1.1"),
    f"https://huggingface.co/{REPO}/blob/main/{FILE}": HubLink(REPO, path=FILE),
    f"https://huggingface.co/{REPO}/resolve/main/{FILE}?download=true": HubLink(REPO, path=FILE),
    f"https://huggingface.co/{REPO}?show_file_info={FILE}": HubLink(REPO, path=FILE),
    f"https://huggingface.co/{REPO}/tree/main/UD-Q4_K_XL": HubLink(REPO, path="UD-Q4_K_XL"),
    f"https://huggingface.co/{REPO}/resolve/v2/a%20b/x.gguf": HubLink(REPO, "v2", "a b/x.gguf"),
    f"https://huggingface.co/{REPO}/tree/refs%2Fpr%2F1": HubLink(REPO, "refs/pr/1"),
    f"https://huggingface.co/{REPO}/blob/refs/pr/1/x.gguf": HubLink(REPO, "refs/pr/1", "x.gguf"),
    f"https://huggingface.co/{REPO}/blob/main/../../x.gguf": PLAIN,
    f"llama-server -hf {REPO}:Q4_K_M --port 1": HubLink(REPO, quantisation="Q4_K_M"),
    f"llama-mtmd-cli --hf-repo {REPO}": PLAIN,
    f"ollama run hf.co/{REPO}:Q8_0": HubLink(REPO, quantisation="Q8_0"),
    f"hf download {REPO}": PLAIN,
    f"huggingface-cli download {REPO} {FILE} --local-dir .": HubLink(REPO, path=FILE),
    f'hf download {REPO} --include "*Q4_K_M*"': HubLink(REPO, quantisation="Q4_K_M"),
    f"hf download {REPO} --revision v2": HubLink(REPO, revision="v2"),
    f"git clone https://huggingface.co/{REPO}": PLAIN,
    f"lmstudio://open_from_hf?model={REPO}&file={FILE}": HubLink(REPO, path=FILE),
    f"lms get {REPO}": PLAIN,
    f"{REPO} Q4_K_M": HubLink(REPO, quantisation="Q4_K_M"),
    f"hf.co/{REPO}/BF16/x-00001-of-00002.gguf": HubLink(REPO, path="BF16/x-00001-of-00002.gguf"),
    f"https://huggingface.co/{REPO}:Q8_0": HubLink(REPO, quantisation="Q8_0"),
}


@pytest.mark.parametrize(("text", "link"), LINKS.items())
def test_a_link_names_its_repository_and_what_of_it_is_meant(text: str, link: HubLink) -> None:
    assert read_link(text, "http://127.0.0.1:8765") == link


@pytest.mark.parametrize(
    "text",
    [
        "",
        "gemma",
        "gemma 3 4b",
        "qwen/",
        "a/b/c",
        "and/or maybe",
        "../x",
        "a/..",
        "a--b/c",
        "owner/name with words",
        'unbalanced " quote',
        "https://huggingface.co/models?search=gemma",
        "https://huggingface.co",
    ],
)
def test_anything_else_is_words_to_search_by(text: str) -> None:
    assert read_link(text) is None


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("https://example.org/a/b", "https://example.org/a/b is not on Hugging Face."),
        ("https://huggingface.co.example.org/a/b", "is not on Hugging Face."),
        ("https://me@example.org/huggingface.co/a/b", "is not on Hugging Face."),
        ("http://[", "is not on Hugging Face."),
        ("https://huggingface.co:99999/a/b", "is not on Hugging Face."),
        ("file:///etc/passwd", "file:///etc/passwd is not on Hugging Face."),
        ("https://huggingface.co/datasets/a/b", "is no repository of a model."),
        ("https://huggingface.co/spaces/a/b", "is no repository of a model."),
        ("https://huggingface.co/unsloth", "is no repository of a model."),
    ],
)
def test_an_address_that_is_no_model_is_one_sentence(address: str, said: str) -> None:
    with pytest.raises(DownloadError, match=said.replace(".", r"\.")):
        read_link(address)


@pytest.mark.parametrize("endpoint", ["http://[", "http://127.0.0.1:99999", "::", "file:///etc"])
def test_a_mirror_whose_address_is_none_is_one_sentence(endpoint: str) -> None:
    assert read_link("https://hf.co/a/b", endpoint) == HubLink("a/b")
    with pytest.raises(DownloadError, match=r"does not answer \(.*\)\. Check the connection"):
        asyncio.run(Hub(Offline(), endpoint).look_up("a/b"))


def choice(path: str, quantisation: str, *projectors: str) -> Choice:
    files = tuple(HubFile(REPO, name) for name in projectors)
    pair = HubPair((HubFile(REPO, path),), files[0] if files else None)
    return Choice(path.split("/")[-1].removesuffix(".gguf"), quantisation, pair, files)


CHOICES = [
    choice("A-7B-Q8_0.gguf", "Q8_0", "mmproj-F16.gguf", "mmproj-BF16.gguf"),
    choice("A-7B-BF16_Q8_0.gguf", "BF16_Q8_0", "mmproj-F16.gguf", "mmproj-BF16.gguf"),
    choice("UD-Q4_K_XL/A-7B-UD-Q4_K_XL.gguf", "UD-Q4_K_XL", "mmproj-F16.gguf"),
]


@pytest.mark.parametrize(
    ("link", "names"),
    [
        (PLAIN, ["A-7B-Q8_0", "A-7B-BF16_Q8_0", "A-7B-UD-Q4_K_XL"]),
        (HubLink(REPO, quantisation="q8_0"), ["A-7B-Q8_0"]),
        (HubLink(REPO, quantisation="Q4_K_XL"), ["A-7B-UD-Q4_K_XL"]),
        (HubLink(REPO, quantisation="A-7B-Q8_0.gguf"), ["A-7B-Q8_0"]),
        (HubLink(REPO, quantisation="Q2_K"), []),
        (HubLink(REPO, path="UD-Q4_K_XL"), ["A-7B-UD-Q4_K_XL"]),
        (HubLink(REPO, path="A-7B-Q8_0.gguf"), ["A-7B-Q8_0"]),
        (HubLink(REPO, path="mmproj-BF16.gguf"), ["A-7B-Q8_0", "A-7B-BF16_Q8_0"]),
        (HubLink(REPO, path="README.md"), ["A-7B-Q8_0", "A-7B-BF16_Q8_0", "A-7B-UD-Q4_K_XL"]),
    ],
)
def test_what_a_link_means_is_chosen(link: HubLink, names: list[str]) -> None:
    assert [choice.name for choice in matching(CHOICES, link)] == names


def test_a_projector_that_is_named_is_taken() -> None:
    for found in matching(CHOICES, HubLink(REPO, path="mmproj-BF16.gguf")):
        assert found.pair.projector == HubFile(REPO, "mmproj-BF16.gguf")
