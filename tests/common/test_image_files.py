"""What may be an image is told alike in every door: by its ending, or by its first bytes."""

from __future__ import annotations

import gzip
import io

import pytest
from PIL import Image

from vizdesk.common.image_files import HEAD_BYTES, is_image_data
from vizdesk.images.heif import register_heif
from vizdesk.images.limits import FORMATS

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'


def written(name: str) -> bytes:
    register_heif()
    file = io.BytesIO()
    Image.new("RGB", (16, 16), (200, 30, 30)).save(file, name)
    return file.getvalue()


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "DIB"])
def test_every_promised_format_looks_like_an_image(name: str) -> None:
    assert is_image_data(written(name)[:HEAD_BYTES])


@pytest.mark.parametrize(
    "data",
    [
        SVG.encode(),
        b"\xef\xbb\xbf" + SVG.encode(),
        SVG.encode("utf-16"),
        b'<?xml version="1.0"?>\n<!-- ' + b"long " * 2000 + b"-->" + SVG.encode(),
        SVG.replace("<svg", "<s:svg").encode(),
        gzip.compress(SVG.encode(), mtime=0),
        b"%PDF-1.7\n",
        b"\n\x89PNG\r\n\x1a\n",
        b"MM\0+\0\x08",
        b"\xff\x4f\xff\x51\0",
    ],
)
def test_drawings_documents_and_odd_beginnings_do_too(data: bytes) -> None:
    assert is_image_data(data[:HEAD_BYTES])


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"GGUF\3\0\0\0", b"Dear diary,", b'{"a": 1}', b"<!DOCTYPE html><html></html>"),
        *(b"<annotation><filename>a.jpg</filename></annotation>", b"a,b\n1,2", b"P7\n", b"PK\3\4"),
    ],
)
def test_other_files_do_not(data: bytes) -> None:
    assert not is_image_data(data)
