"""SVG → a document that can read nothing, and its pixels through resvg.

The document is parsed as XML (expat, no document type with declarations, UTF-8 or UTF-16 only) and
written anew from a white list of elements and attributes: what an SVG draws stays, what it could
fetch, run or read goes. An SVG inside a data URI is treated alike. Runs in the confined child only.

resvg draws what the `resvg` test suite expects; Qt's renderer draws a subset of SVG 1.2 Tiny.
https://github.com/linebender/resvg
"""

from __future__ import annotations

import base64
import binascii
import gzip
import io
import re
from dataclasses import dataclass, field
from math import ceil
from urllib.parse import unquote_to_bytes
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from PIL import Image

from vizdesk.common.messages import Message, message
from vizdesk.images.errors import ImageError

LONGEST = 1600
MOST_BYTES = 64 << 20  # of one document, also after gunzip
MOST_DEPTH = 256  # nested elements
MOST_NESTED = 3  # SVG in SVG in SVG

SVG_NAMESPACE = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"

# https://www.w3.org/TR/SVG11/eltindex.html without what runs, fetches, embeds pages or animates.
ELEMENTS = frozenset(
    """
    svg g defs symbol use switch a style title desc image path rect circle ellipse line polyline
    polygon text tspan tref textPath linearGradient radialGradient stop pattern clipPath mask
    marker filter view feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix
    feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB
    feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset
    fePointLight feSpecularLighting feSpotLight feTile feTurbulence
    """.split()  # noqa: SIM905 - a list of words is read as words
)
# Left out without a word: they draw nothing.
SILENT = frozenset(("metadata", "title", "desc", "view"))
# Elements of editors (Inkscape, Illustrator) live in namespaces of their own and draw nothing.

# https://www.w3.org/TR/SVG11/attindex.html and the properties of SVG 2 and CSS that resvg reads.
ATTRIBUTES = frozenset(
    """
    alignment-baseline amplitude azimuth background-color baseFrequency baseline-shift bias
    class clip clip-path clip-rule clipPathUnits color color-interpolation color-interpolation-
    filters color-rendering cx cy d dx dy diffuseConstant direction display divisor dominant-
    baseline edgeMode elevation enable-background exponent fill fill-opacity fill-rule filter
    filterRes filterUnits flood-color flood-opacity font font-family font-kerning font-size
    font-size-adjust font-stretch font-style font-variant font-variation-settings font-weight fr
    fx fy glyph-orientation-horizontal glyph-orientation-vertical gradientTransform
    gradientUnits height href id image-rendering in in2 inline-size intercept isolation k1 k2 k3
    k4 kernelMatrix kernelUnitLength kerning lang lengthAdjust letter-spacing lighting-color
    limitingConeAngle marker marker-end marker-mid marker-start markerHeight markerUnits
    markerWidth mask mask-type maskContentUnits maskUnits method mix-blend-mode mode numOctaves
    offset opacity operator order orient overflow paint-order path pathLength
    patternContentUnits patternTransform patternUnits points pointsAtX pointsAtY pointsAtZ
    preserveAlpha preserveAspectRatio primitiveUnits r radius refX refY requiredExtensions
    requiredFeatures result rotate rx ry scale seed shape-inside shape-rendering side slope
    space spacing specularConstant specularExponent spreadMethod startOffset stdDeviation
    stitchTiles stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap
    stroke-linejoin stroke-miterlimit stroke-opacity stroke-width style surfaceScale
    systemLanguage tableValues target targetX targetY text-anchor text-decoration text-rendering
    textLength transform transform-box transform-origin type unicode-bidi values vector-effect
    version viewBox visibility white-space width word-spacing writing-mode x x1 x2
    xChannelSelector y y1 y2 yChannelSelector z
    """.split()  # noqa: SIM905 - a list of words is read as words
)
_RASTER_TYPES = ("image/png", "image/jpeg", "image/jpg", "image/gif", "image/webp")
_URL = re.compile(r"url\(([^)]{0,4096})\)", re.I)
_HIDDEN = re.compile(r"\\|@import|image-set|src\(", re.I)
_ENCODINGS = frozenset(("utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii"))
_DECLARED = re.compile(r"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")


@dataclass
class CleanSvg:
    """The rewritten document, the size it names in pixels (None where it does not), what went."""

    text: str
    size: tuple[float, float] | None
    left_out: frozenset[str]


def is_svg(data: bytes) -> bool:
    """Whether `data` is XML or gzip whose beginning may be that of an SVG document."""
    if data[:2] == b"\x1f\x8b":
        return True
    text = data[:4].lstrip(b"\xef\xbb\xbf")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    return data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") or text == b"<\0"


def clean(data: bytes, name: str, depth: int = 0) -> CleanSvg:
    """The document without anything it could read, fetch or run. Raises ImageError."""
    text = _decoded(_unzipped(data, name), name)
    writer = _Writer(name, depth)
    parser = expat.ParserCreate("utf-8", " ")
    parser.buffer_text = True
    parser.StartElementHandler = writer.start
    parser.EndElementHandler = writer.end
    parser.CharacterDataHandler = writer.text
    parser.EntityDeclHandler = writer.refuse_declaration
    parser.AttlistDeclHandler = writer.refuse_declaration
    parser.ElementDeclHandler = writer.refuse_declaration
    parser.NotationDeclHandler = writer.refuse_declaration
    try:
        parser.Parse(_without_prolog(text), True)
    except expat.ExpatError as error:
        raise ImageError(
            message("{name} is not a whole SVG: {error}.", name=name, error=str(error))
        ) from error
    if not writer.is_svg:
        raise ImageError(message("{name} is XML, but not an SVG.", name=name))
    return CleanSvg("".join(writer.made), writer.size, frozenset(writer.left_out))


def render(data: bytes, name: str) -> tuple[Image.Image, tuple[Message, ...]]:
    """The document as RGBA, its longest side LONGEST pixels, and what was left out."""
    import resvg_py

    document = clean(data, name)
    wide = document.size is None or document.size[0] >= document.size[1]
    try:
        png = _drawn(resvg_py, document.text, wide)
        image = Image.open(io.BytesIO(png), formats=["PNG"])
        if image.height > LONGEST * 4 and wide:
            image = Image.open(io.BytesIO(_drawn(resvg_py, document.text, False)), formats=["PNG"])
        image.load()
    except (ValueError, OSError, Image.DecompressionBombError) as error:
        raise ImageError(
            message("{name} is an SVG that cannot be drawn: {error}.", name=name, error=str(error))
        ) from error
    return image, _notes(document.left_out)


def document_size(data: bytes, name: str) -> tuple[int, int]:
    """Width and height in pixels at which the document is drawn; longest side LONGEST."""
    size = clean(data, name).size
    if size is None:
        return render(data, name)[0].size
    scale = LONGEST / max(size)
    # resvg rounds up.
    return max(1, ceil(size[0] * scale)), max(1, ceil(size[1] * scale))


def _drawn(resvg_py: object, text: str, wide: bool) -> bytes:
    side = {"width": LONGEST} if wide else {"height": LONGEST}
    # resvg takes no DPI for zero, and lengths in millimetres for invalid ones.
    made = resvg_py.svg_to_bytes(svg_string=text, dpi=96.0, **side)  # type: ignore[attr-defined]
    return bytes(made)


def _notes(left_out: frozenset[str]) -> tuple[Message, ...]:
    if not left_out:
        return ()
    return (message("Left out of this SVG: {names}.", names=", ".join(sorted(left_out)[:8])),)


def _unzipped(data: bytes, name: str) -> bytes:
    if data[:2] != b"\x1f\x8b":
        if len(data) > MOST_BYTES:
            raise ImageError(
                message(
                    "{name} is an SVG of more than {most} MB.", name=name, most=MOST_BYTES >> 20
                )
            )
        return data
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            plain = file.read(MOST_BYTES + 1)
    except (OSError, EOFError, ValueError) as error:
        raise ImageError(
            message("{name} is compressed and damaged: {error}.", name=name, error=str(error))
        ) from error
    if len(plain) > MOST_BYTES:
        raise ImageError(
            message("{name} is an SVG of more than {most} MB.", name=name, most=MOST_BYTES >> 20)
        )
    return plain


def _decoded(data: bytes, name: str) -> str:
    """Text of UTF-8 or UTF-16, by byte order mark, null bytes or declaration; nothing else."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    elif data[:4] == b"<\0?\0" or data[:4] == b"<\0s\0":
        encoding = "utf-16-le"
    elif data[:4] == b"\0<\0?" or data[:4] == b"\0<\0s":
        encoding = "utf-16-be"
    else:
        encoding = "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeError as error:
        raise ImageError(
            message("{name} is an SVG in an encoding that is not UTF-8 or UTF-16.", name=name)
        ) from error
    declared = _DECLARED.match(text)
    if declared and declared.group(1).lower() not in _ENCODINGS:
        raise ImageError(
            message(
                "{name} is an SVG in the encoding {encoding}, not UTF-8.",
                name=name,
                encoding=declared.group(1),
            )
        )
    return text


def _without_prolog(text: str) -> bytes:
    """The document as UTF-8 without its XML declaration, which may name another encoding."""
    text = text.lstrip("\ufeff \t\r\n")
    if text.startswith("<?xml"):
        _, _, text = text.partition("?>")
    return text.lstrip().encode("utf-8", "replace")


@dataclass
class _Writer:
    """Writes the document anew while expat reads it."""

    name: str
    depth: int
    made: list[str] = field(default_factory=list)
    left_out: set[str] = field(default_factory=set)
    is_svg: bool = False
    size: tuple[float, float] | None = None
    _open: list[str] = field(default_factory=list)
    _skipped: int = 0
    _style: list[str] | None = None

    def refuse_declaration(self, *_: object) -> None:
        raise ImageError(
            message(
                "{name} declares entities or attributes of its own: not opened.", name=self.name
            )
        )

    def start(self, full: str, attributes: dict[str, str]) -> None:
        namespace, _, tag = full.rpartition(" ")
        if self._skipped:
            self._skipped += 1
            return
        if namespace not in ("", SVG_NAMESPACE) or tag not in ELEMENTS:
            if namespace in ("", SVG_NAMESPACE) and tag not in SILENT:
                self.left_out.add(tag)
            self._skipped = 1
            return
        if len(self._open) >= MOST_DEPTH:
            raise ImageError(
                message(
                    "{name} is nested deeper than {most} elements.",
                    name=self.name,
                    most=MOST_DEPTH,
                )
            )
        first = not self._open
        if first:
            self.is_svg = tag == "svg"
            self.size = _named_size(attributes)
        kept = self._kept(tag, attributes)
        if first:
            kept = [f'xmlns="{SVG_NAMESPACE}"', f'xmlns:xlink="{XLINK}"', *kept]
        self._open.append(tag)
        self.made.append(f"<{' '.join([tag, *kept])}>")
        if tag == "style":
            self._style = []

    def text(self, data: str) -> None:
        if self._skipped or not self._open:
            return
        if self._style is not None:
            self._style.append(data)
        else:
            self.made.append(escape(data))

    def end(self, full: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        tag = self._open.pop()
        if tag == "style" and self._style is not None:
            self.made.append(escape(self._clean_css("".join(self._style))))
            self._style = None
        self.made.append(f"</{tag}>")

    def _kept(self, tag: str, attributes: dict[str, str]) -> list[str]:
        kept = []
        for full, value in attributes.items():
            namespace, _, key = full.rpartition(" ")
            if key == "href" and namespace in ("", XLINK):
                target = self._target(tag, value)
                if target is not None:
                    kept.append(f"xlink:href={quoteattr(target)}")
            elif namespace == XML and key in ("space", "lang"):
                kept.append(f"xml:{key}={quoteattr(value)}")
            elif namespace == "" and key in ATTRIBUTES:
                kept.append(f"{key}={quoteattr(self._clean_css(value))}")
            elif namespace == "" and key.lower().startswith("on"):
                self.left_out.add(key)
        return kept

    def _target(self, tag: str, value: str) -> str | None:
        """What a reference may point at: a part of this document, or data inside it."""
        value = value.strip()
        if value.startswith("#"):
            return value
        if tag in ("image", "feImage") and value[:5].lower() == "data:":
            inside = self._clean_data(value)
            if inside is not None:
                return inside
        if tag != "a":
            self.left_out.add("references to other files")
        return None

    def _clean_data(self, uri: str) -> str | None:
        head, comma, body = uri[5:].partition(",")
        kind, *parameters = (part.strip().lower() for part in head.split(";"))
        try:
            if "base64" in parameters:
                data = base64.b64decode(re.sub(r"\s+", "", body), validate=True)
            else:
                data = unquote_to_bytes(body)
        except (binascii.Error, ValueError):
            return None
        if not comma:
            return None
        if kind == "image/svg+xml" or is_svg(data):
            if self.depth + 1 >= MOST_NESTED:
                return None
            try:
                inner = clean(data, self.name, self.depth + 1)
            except ImageError:
                return None
            self.left_out |= inner.left_out
            encoded = base64.b64encode(inner.text.encode()).decode("ascii")
            return f"data:image/svg+xml;base64,{encoded}"
        if kind not in _RASTER_TYPES:
            return None
        return f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}"

    def _clean_css(self, css: str) -> str:
        """Style or value without references outside the document; escapes could hide them."""
        if _HIDDEN.search(css):
            css = _HIDDEN.sub("", css)
            self.left_out.add("parts of its style")

        def inside(match: re.Match[str]) -> str:
            if match.group(1).strip(" \t\r\n\"'").startswith("#"):
                return match.group(0)
            self.left_out.add("references to other files")
            return "none"

        return _URL.sub(inside, css)


# https://www.w3.org/TR/css-values-3/#absolute-lengths, at 96 px to the inch.
_UNITS = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}
_LENGTH = re.compile(r"\s*\+?([0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]{1,3})?)(px|pt|pc|mm|cm|in|)\s*")


def _named_size(attributes: dict[str, str]) -> tuple[float, float] | None:
    width, height = _length(attributes.get("width")), _length(attributes.get("height"))
    box = _view_box(attributes.get("viewBox"))
    if width and height:
        return width, height
    if box is None:
        return None
    if width:
        return width, width * box[1] / box[0]
    return (height * box[0] / box[1], height) if height else box


def _length(value: str | None) -> float | None:
    match = _LENGTH.fullmatch(value or "")
    if match is None:
        return None
    pixels = float(match.group(1)) * _UNITS[match.group(2)]
    return pixels if 0 < pixels < 1e9 else None


def _view_box(value: str | None) -> tuple[float, float] | None:
    try:
        _, _, width, height = (float(part) for part in re.split(r"[\s,]+", (value or "").strip()))
    except ValueError:
        return None
    return (width, height) if 0 < width < 1e9 and 0 < height < 1e9 else None
