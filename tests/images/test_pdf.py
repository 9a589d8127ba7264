"""Pages of PDFs are images: drawn by PDFium in the confined child, each its own."""

from __future__ import annotations

import io
from contextlib import suppress
from pathlib import Path

import pytest
from PIL import Image

from vizdesk.images.errors import ImageError
from vizdesk.images.opening import measure, open_bytes, open_image, preview

A4 = (595, 842)
"""In points of 1/72 inch, as a page's size is given."""


def written(pages: list[bytes], size: tuple[int, int] = A4, trailer: bytes = b"") -> bytes:
    """A PDF of one content stream a page."""
    kids = b" ".join(b"%d 0 R" % (3 + 2 * at) for at in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
    ]
    for at, content in enumerate(pages):
        box = b"[0 0 %d %d]" % size
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents %d 0 R >>" % (box, 4 + 2 * at)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    file, places = io.BytesIO(), []
    file.write(b"%PDF-1.4\n")
    for number, body in enumerate(objects, 1):
        places.append(file.tell())
        file.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = file.tell()
    file.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for place in places:
        file.write(b"%010d 00000 n \n" % place)
    file.write(b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (len(objects) + 1, trailer))
    file.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return file.getvalue()


RED, GREEN = b"1 0 0 rg 0 0 298 842 re f", b"0 1 0 rg 0 421 595 421 re f"


def test_each_page_is_an_image_of_200_dots_an_inch(tmp_path: Path) -> None:
    path = tmp_path / "two.pdf"
    path.write_bytes(written([RED, GREEN]))
    first, second = open_image(path), open_image(path, frame=1)
    assert first.pixels.size == (1653, 2339)
    assert (first.ref.frames, first.ref.frame, second.ref.frame) == (2, 0, 1)
    assert second.ref.name == "two.pdf · 2/2"
    assert first.pixels.getpixel((10, 10)) == (255, 0, 0)
    assert first.pixels.getpixel((1600, 10)) == (255, 255, 255), "paper is white"
    assert second.pixels.getpixel((10, 10)) == (0, 255, 0), "the upper half"
    assert second.notes == ("Page 2 of 2, drawn at 200 dpi.",)


def test_a_size_and_a_preview_need_no_whole_page(tmp_path: Path) -> None:
    path = tmp_path / "one.pdf"
    path.write_bytes(written([RED]))
    assert measure(path) == (1653, 2339, "PDF")
    assert preview(path, 400).size == (283, 400)


def test_a_poster_has_fewer_dots_and_says_so() -> None:
    poster = open_bytes(written([RED], (2384, 3370)), "a0.pdf")
    width, height = poster.pixels.size
    assert 24.9e6 < width * height <= 25.1e6
    assert poster.notes == ("Page 1 of 1, drawn at 127 dpi.",)


def test_a_scan_in_a_pdf_keeps_its_place() -> None:
    file = io.BytesIO()
    Image.new("RGB", (300, 200), (0, 0, 255)).save(file, "PDF", resolution=100.0)
    scan = open_bytes(file.getvalue(), "scan.pdf")
    assert scan.pixels.size == (600, 400)
    assert scan.pixels.getpixel((300, 200)) == (0, 0, 254), "JPEG inside"


@pytest.mark.parametrize("before", [b"\n\n", b"\xef\xbb\xbf", b" \t\r\n"])
def test_white_space_before_a_pdf_does_not_hide_it(before: bytes) -> None:
    assert open_bytes(before + written([RED]), "a.pdf").ref.frames == 1


def test_a_pdf_is_known_by_its_bytes_not_its_name() -> None:
    assert open_bytes(written([RED]), "scan.png").pixels.size == (1653, 2339)


LOCKED = (
    b"/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>] "
    b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -44 "
    b"/O <" + b"11" * 32 + b"> /U <" + b"22" * 32 + b"> >>"
)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"%PDF-1.7\n\0\x01\x02", r"a\.pdf is damaged and cannot be opened: .+\."),
        (written([]), r"a\.pdf has no pages\."),
        (
            written([RED], trailer=LOCKED),
            r"a\.pdf is protected by a password\. Save it without one to open it\.",
        ),
    ],
)
def test_a_pdf_that_cannot_be_drawn_says_why(data: bytes, sentence: str) -> None:
    with pytest.raises(ImageError, match=sentence):
        open_bytes(data, "a.pdf")


def test_a_page_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = tmp_path / "two.pdf"
    path.write_bytes(written([RED, GREEN]))
    with pytest.raises(ImageError, match=r"two\.pdf has 2 pages; there is no page 3\."):
        open_image(path, frame=2)


def test_half_a_pdf_costs_one_file(tmp_path: Path) -> None:
    whole = written([RED, GREEN])
    for end in range(0, len(whole), 40):
        with suppress(ImageError):  # or what is left of it is drawn
            open_bytes(b"%PDF-1.4\n" + whole[9:end], "half.pdf")
    assert open_bytes(whole, "whole.pdf").ref.frames == 2
