"""Foreign images are decoded in a child that can do nothing else and costs one image at most."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from vizdesk.images import decoder_child
from vizdesk.images.decoder_process import DecoderPool, DecoderProcess
from vizdesk.images.errors import ImageError, ImageTooLarge

ORDER: dict[str, Any] = {"what": "decode", "name": "a.tif", "limit_megapixels": 200.0}


def tiff(width: int = 30, height: int = 20, colour: str = "red") -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(file, "TIFF")
    return file.getvalue()


@pytest.fixture
def decoder() -> Iterator[DecoderProcess]:
    process = DecoderProcess()
    yield process
    process.close()


def test_pixels_come_back_as_they_are(decoder: DecoderProcess) -> None:
    pixels = decoder.ask(ORDER, tiff())
    assert pixels.size == (30, 20)
    assert pixels.data == bytes((255, 0, 0)) * 600


def test_one_child_serves_many_images(decoder: DecoderProcess) -> None:
    children = set()
    for _ in range(5):
        decoder.ask(ORDER, tiff())
        children.add(decoder.pid)
    assert len(children) == 1


def test_a_limit_is_an_error_of_its_own(decoder: DecoderProcess) -> None:
    with pytest.raises(ImageTooLarge) as caught:
        decoder.ask({**ORDER, "limit_megapixels": 0.0001}, tiff())
    assert (caught.value.width, caught.value.height) == (30, 20)


def test_a_child_that_dies_costs_one_image(decoder: DecoderProcess) -> None:
    decoder.ask(ORDER, tiff())
    assert decoder.pid is not None
    os.kill(decoder.pid, 9)
    assert decoder.ask(ORDER, tiff()).size == (30, 20)


def test_a_child_that_takes_too_long_is_stopped_with_a_sentence(decoder: DecoderProcess) -> None:
    decoder.ask(ORDER, tiff())
    assert decoder.pid is not None
    os.kill(decoder.pid, 19)  # SIGSTOP: as if it never came back
    with pytest.raises(ImageError, match=r"^a\.tif took longer than 1 s to decode and was stopped"):
        decoder.ask(ORDER, tiff(), seconds=1.0)
    assert decoder.ask(ORDER, tiff()).size == (30, 20)


def test_more_memory_than_allowed_ends_in_a_sentence(decoder: DecoderProcess) -> None:
    file = io.BytesIO()
    Image.new("1", (30_000, 20_000)).save(file, "TIFF", compression="group4")
    with pytest.raises(ImageError, match=r"1\.5 GB of memory|its decoder ended"):
        decoder.ask({**ORDER, "limit_megapixels": 1000.0}, file.getvalue())
    assert decoder.ask(ORDER, tiff()).size == (30, 20)


@pytest.mark.skipif(sys.platform != "linux", reason="Landlock and namespaces are Linux's")
def test_every_limit_that_linux_has_holds_here(decoder: DecoderProcess) -> None:
    decoder.ask(ORDER, tiff())
    assert "memory" in decoder.limits
    assert "files" in decoder.limits


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
def test_a_child_knows_no_key(decoder: DecoderProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-planted")
    decoder.ask(ORDER, tiff())
    assert b"sk-planted" not in Path(f"/proc/{decoder.pid}/environ").read_bytes()


def test_a_pool_ends_its_children() -> None:
    pool = DecoderPool()
    pool.ask(ORDER, tiff())
    running = [process.pid for process in pool.processes if process.pid is not None]
    assert len(running) == 1
    pool.close()
    assert [process.pid for process in pool.processes] == [None, None]
    with pytest.raises(ProcessLookupError):
        os.kill(running[0], 0)


@pytest.mark.skipif(sys.platform != "linux", reason="Landlock is Linux's")
def test_what_may_be_read_holds_neither_home_nor_the_folder_of_the_start() -> None:
    allowed = decoder_child.readable_folders()
    home = Path.home()
    for secret in (
        home / "photo.png",
        Path.cwd() / "photo.png",
        Path(tempfile.gettempdir(), "photo.png"),
    ):
        assert [folder for folder in allowed if secret.is_relative_to(folder)] == []
