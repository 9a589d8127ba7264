"""An SVG is drawn as other programs draw it, and reads nothing of this machine."""

from __future__ import annotations

import base64
import gzip
from pathlib import Path

import pytest
from PIL import Image

from vizdesk.images.errors import ImageError
from vizdesk.images.opening import measure, open_bytes, open_image
from vizdesk.images.svg import clean

RED, BLUE, SECRET = (220, 30, 30), (30, 30, 220), (1, 254, 3)
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
BODY = (
    '<rect width="200" height="50" fill="#dc1e1e"/>'
    '<rect y="50" width="200" height="50" fill="#1e1edc"/>'
)


def svg(inside: str = "", prolog: str = "") -> bytes:
    return f'{prolog}{HEAD}width="200" height="100">{BODY}{inside}</svg>'.encode()


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret.png"
    Image.new("RGB", (10, 10), SECRET).save(path)
    return path


def shows_the_secret(image: Image.Image) -> bool:
    colours = image.getcolors(1 << 24)
    assert colours is not None
    return any(colour == SECRET for _, colour in colours)


def test_an_svg_is_drawn_at_a_useful_size(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_bytes(svg())
    image = open_image(tmp_path / "a.svg")
    assert image.pixels.size == (1600, 800)
    assert image.pixels.getpixel((800, 100)) == RED
    assert image.pixels.getpixel((800, 700)) == BLUE
    assert measure(tmp_path / "a.svg") == (1600, 800, "SVG")


@pytest.mark.parametrize(
    "data",
    [
        svg(prolog="\ufeff"),
        svg(prolog="<?xml version='1.0' encoding='UTF-8'?>\n<!-- " + "x" * 5000 + " -->\n"),
        svg(prolog='<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">'),
        svg().decode().encode("utf-16"),
        gzip.compress(svg(), mtime=0),
        svg()
        .replace(b"<svg xmlns=", b"<s:svg xmlns:s=")
        .replace(b"<rect", b"<s:rect")
        .replace(b"</svg>", b"</s:svg>"),
    ],
    ids=["byte order mark", "long comment", "plain doctype", "utf-16", "svgz", "prefix"],
)
def test_every_usual_way_of_writing_one_is_taken(data: bytes) -> None:
    image = open_bytes(data, "a.svg")
    assert image.pixels.size == (1600, 800)
    assert image.pixels.getpixel((800, 700)) == BLUE


@pytest.mark.parametrize("attribute", ["href", "xlink:href"])
@pytest.mark.parametrize("tag", ["image", "feImage", "use"])
def test_references_to_files_are_left_out_and_told(secret: Path, attribute: str, tag: str) -> None:
    link = f'<{tag} {attribute}="{secret.as_uri()}" width="200" height="100"/>'
    image = open_bytes(svg(link), "linked.svg")
    assert not shows_the_secret(image.pixels)
    assert image.notes[0] == "Left out of this SVG: references to other files."


def test_a_relative_path_and_an_absolute_one_read_nothing(secret: Path) -> None:
    for address in (secret.name, str(secret), f"file:{secret}", f"./{secret.name}"):
        link = f'<image href="{address}" width="200" height="100"/>'
        (secret.parent / "a.svg").write_bytes(svg(link))
        assert not shows_the_secret(open_image(secret.parent / "a.svg").pixels)


def test_declared_defaults_and_entities_are_refused(secret: Path) -> None:
    for declaration in (
        f'<!ATTLIST image href CDATA "{secret}">',
        f'<!ENTITY a SYSTEM "{secret.as_uri()}">',
        '<!ENTITY a "&#60;">',
        "<!ELEMENT svg ANY>",
    ):
        prolog = f"<!DOCTYPE svg [{declaration}]>"
        with pytest.raises(ImageError, match="declares entities or attributes of its own"):
            open_bytes(svg(prolog=prolog), "a.svg")


def test_an_svg_inside_a_data_uri_is_treated_alike(secret: Path) -> None:
    inner = svg(f'<image href="{secret}" width="200" height="100"/>')
    uri = "data:image/svg+xml;base64," + base64.b64encode(inner).decode()
    image = open_bytes(svg(f'<image href="{uri}" width="200" height="100"/>'), "a.svg")
    assert not shows_the_secret(image.pixels)
    assert image.pixels.getpixel((800, 700)) == BLUE
    assert "references to other files" in image.notes[0]


def test_an_svg_in_a_data_uri_that_calls_itself_a_png_is_treated_alike(secret: Path) -> None:
    inner = svg(f'<image href="{secret}" width="200" height="100"/>')
    uri = "data:image/png;base64," + base64.b64encode(inner).decode()
    image = open_bytes(svg(f'<image href="{uri}" width="200" height="100"/>'), "a.svg")
    assert not shows_the_secret(image.pixels)


def test_an_image_inside_a_data_uri_is_drawn(secret: Path) -> None:
    uri = "data:image/png;base64," + base64.b64encode(secret.read_bytes()).decode()
    image = open_bytes(svg(f'<image href="{uri}" width="200" height="100"/>'), "a.svg")
    assert shows_the_secret(image.pixels)


@pytest.mark.parametrize("encoding", ["utf-7", "UTF-7", "cp037", "utf-32", "shift_jis"])
def test_other_encodings_than_utf8_and_utf16_are_refused(encoding: str) -> None:
    prolog = f'<?xml version="1.0" encoding="{encoding}"?>'
    with pytest.raises(ImageError, match=r"^a\.svg is an SVG in the encoding "):
        open_bytes(svg(prolog=prolog), "a.svg")


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        ('<script>alert("x")</script>', "script"),
        ("<foreignObject><p>x</p></foreignObject>", "foreignObject"),
        ('<rect onclick="x()" width="1" height="1"/>', "onclick"),
        ('<animate attributeName="x" to="9"/>', "animate"),
        ('<style>@import "x.css"; rect { stroke: none }</style>', "parts of its style"),
        (r'<rect style="fill:u\72l(x.svg#a)" width="1" height="1"/>', "parts of its style"),
        ('<rect fill="url(x.svg#a)" width="1" height="1"/>', "references to other files"),
    ],
)
def test_what_could_run_or_fetch_is_left_out_and_told(inside: str, told: str) -> None:
    image = open_bytes(svg(inside), "a.svg")
    assert image.notes[0] == f"Left out of this SVG: {told}."
    assert image.pixels.getpixel((800, 700)) == BLUE


def test_what_draws_stays() -> None:
    inside = (
        '<defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient>'
        '<g id="part"><circle r="5"/></g></defs><use xlink:href="#part" x="9"/>'
        '<rect fill="url(#g)" style="stroke:url(#g)" transform="scale(2)"/>'
    )
    document = clean(svg(inside), "a.svg")
    assert document.left_out == frozenset()
    assert 'fill="url(#g)"' in document.text
    assert 'xlink:href="#part"' in document.text
    assert document.size == (200.0, 100.0)


def test_styles_of_a_style_sheet_are_drawn() -> None:
    inside = '<style>.a { fill: #00ff00 }</style><rect class="a" width="200" height="100"/>'
    assert open_bytes(svg(inside), "a.svg").pixels.getpixel((800, 400)) == (0, 255, 0)


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="10mm" height="5mm"', (1600, 800)),
        ('viewBox="0 0 30 60"', (800, 1600)),
        ('width="100%" height="100%" viewBox="0 0 40 20"', (1600, 800)),
        ('width="50" viewBox="0 0 100 300"', (534, 1600)),
    ],
)
def test_the_size_follows_the_document(attributes: str, size: tuple[int, int]) -> None:
    data = f"{HEAD}{attributes}>{BODY}</svg>".encode()
    assert open_bytes(data, "a.svg").pixels.size == size


def test_a_broken_or_foreign_document_is_refused_with_a_sentence() -> None:
    with pytest.raises(ImageError, match=r"^a\.svg is not a whole SVG: "):
        open_bytes(svg()[:-20], "a.svg")
    with pytest.raises(ImageError, match=r"^a\.svg is XML, but not an SVG\.$"):
        open_bytes(b"<html xmlns='http://www.w3.org/2000/svg'/>", "a.svg")
    deep = "<g>" * 300 + "</g>" * 300
    with pytest.raises(ImageError, match="nested deeper than 256 elements"):
        open_bytes(svg(deep), "a.svg")


def test_a_document_that_multiplies_itself_ends_in_a_sentence() -> None:
    groups = ""
    for level in range(1, 12):
        uses = f'<use href="#a{level - 1}"/>' * 10
        groups += f'<g id="a{level}">{uses}</g>'
    inside = f'<defs><g id="a0"><rect width="1" height="1"/></g>{groups}</defs><use href="#a11"/>'
    with pytest.raises(ImageError, match=r"^a\.svg (is an SVG that cannot be drawn|took longer)"):
        open_bytes(svg(inside), "a.svg")
