"""A GGUF file says what it is within milliseconds, and garbage gives a sentence."""

from __future__ import annotations

import struct
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import gguf
import pytest
from benchmarks.random_pair import TINY, write_pair
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.counting import calls_of

from vizdesk.catalog.gguf.header import GgufError, read_header
from vizdesk.catalog.gguf.header_parser import HeaderParser
from vizdesk.catalog.gguf.types import ArrayLength


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A small but complete model and projector."""
    return write_pair(tmp_path_factory.mktemp("pair"), replace(TINY, width=32))


def test_weights_say_what_they_are(pair: tuple[Path, Path]) -> None:
    header = read_header(pair[0])
    assert header.architecture == "gemma3"
    assert header.name == "random weights"
    assert header.quantisation == "F16"
    assert not header.is_projector
    assert header.embedding_length == 32
    assert header.context_length == 1024
    assert header.has_chat_template
    assert header.size_bytes == pair[0].stat().st_size
    assert header.metadata["tokenizer.ggml.tokens"] == ArrayLength(384)
    assert header.metadata["tokenizer.ggml.add_bos_token"] is True


def test_a_projector_says_whose_it_is(pair: tuple[Path, Path]) -> None:
    header = read_header(pair[1])
    assert header.is_projector
    assert header.reads_images
    assert header.projector_type == "gemma3"
    assert (header.image_size, header.patch_size) == (64, 8)
    assert header.embedding_length == TINY.vision_width
    assert header.projection_dim == 32
    assert not header.has_chat_template
    assert header.metadata["clip.vision.image_mean"] == (0.5, 0.5, 0.5)


def with_vocabulary(path: Path, tokens: int) -> Path:
    """Weights with a vocabulary of so many tokens, and a chat template behind it."""
    writer = gguf.GGUFWriter(path, "gemma3")
    writer.add_token_list([f"token number {i}" for i in range(tokens)])
    writer.add_chat_template("{{ messages }}")
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.close()
    return path


def test_each_token_of_a_large_vocabulary_costs_a_single_call(tmp_path: Path) -> None:
    """A quarter of a million tokens are passed over; only their lengths are read."""
    small = with_vocabulary(tmp_path / "small.gguf", 131_072)
    large = with_vocabulary(tmp_path / "large.gguf", 262_144)

    def walk(path: Path) -> None:
        with path.open("rb") as file:
            HeaderParser(file.read, path.name).metadata()

    walk(small)  # what is imported and compiled at first use counts not
    more = calls_of(lambda: walk(large)) - calls_of(lambda: walk(small))
    assert 131_072 <= more <= 131_072 + 20
    assert read_header(large).has_chat_template


def test_no_vocabulary_is_walked_where_only_pairing_is_asked(tmp_path: Path) -> None:
    """It takes most of the time of reading a file, and no search for models needs it."""
    large = with_vocabulary(tmp_path / "large.gguf", 262_144)
    asked = []
    with large.open("rb") as file:

        def fetch(count: int) -> bytes:
            asked.append(count)
            return file.read(count)

        entries = HeaderParser(fetch, large.name).metadata(light=True)
    assert asked == [65_536]
    assert list(entries) == ["general.architecture"]


def header_bytes(*entries: bytes, version: int = 3, count: int | None = None) -> bytes:
    """A GGUF header with hand-made entries."""
    number = len(entries) if count is None else count
    return b"GGUF" + struct.pack("<IQQ", version, 0, number) + b"".join(entries)


def entry(key: bytes, kind: int, value: bytes) -> bytes:
    """One metadata entry."""
    return struct.pack("<Q", len(key)) + key + struct.pack("<I", kind) + value


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is empty"),
        (b"GGUF", "is cut off"),
        (b"PK\x03\x04", "is not a GGUF file"),
        (b"<html>" * 20, "is not a GGUF file"),
        (header_bytes(), "which architecture"),
        (header_bytes(version=1), "1 is too old"),
        (header_bytes(version=99), "version 99"),
        (header_bytes(count=2**60), "number of entries is impossible"),
        (header_bytes(count=5), "is cut off"),
        (header_bytes(entry(b"a", 77, b"")), "unknown type 77"),
        (header_bytes(entry(b"a", 8, struct.pack("<Q", 2**63))), "impossibly long"),
        (header_bytes(entry(b"a", 9, struct.pack("<IQ", 8, 2**60))), "impossibly long"),
        (header_bytes(entry(b"a", 9, struct.pack("<IQ", 4, 2**60))), "is cut off"),
        (header_bytes(entry(b"a", 9, struct.pack("<IQ", 9, 1))), "unknown type 9"),
        (header_bytes(entry(b"a", 9, struct.pack("<IQ", 8, 100))), "is cut off"),
        (header_bytes(entry(b"general.architecture", 4, b"\1\0\0\0")), "which architecture"),
    ],
)
def test_garbage_gives_a_sentence(tmp_path: Path, data: bytes, sentence: str) -> None:
    path = tmp_path / "some.gguf"
    path.write_bytes(data)
    with pytest.raises(GgufError, match=sentence) as caught:
        read_header(path)
    assert "some.gguf" in str(caught.value)
    assert str(caught.value).endswith(".")


def test_a_missing_file_and_a_folder_give_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(GgufError, match="is not there any more"):
        read_header(tmp_path / "gone.gguf")
    with pytest.raises(GgufError, match="cannot be read"):
        read_header(tmp_path)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_no_damage_raises_anything_else(
    pair: tuple[Path, Path], tmp_path: Path, data: st.DataObject
) -> None:
    whole = bytearray(pair[1].read_bytes()[:2000])
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, 900))] ^= data.draw(st.integers(1, 255))
    path = tmp_path / "damaged.gguf"
    path.write_bytes(whole[: data.draw(st.integers(0, 2000))])
    with suppress(GgufError):
        assert read_header(path).architecture
