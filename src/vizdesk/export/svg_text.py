"""The letters of an SVG keep their width where the viewer has other fonts."""

from __future__ import annotations

import re
import unicodedata
from html import unescape

from PySide6.QtGui import QFontMetricsF

from vizdesk.export.fonts import MONO, mono, plain

# As QSvgGenerator writes it: https://doc.qt.io/qt-6/qsvggenerator.html
_TEXT = re.compile(
    r'(<text [^>]*)font-family="([^"]+)" font-size="([\d.]+)" font-weight="(\d+)"([^>]*)>([^<]*)<'
)


def with_widths(svg: str) -> str:
    """Each text with the width (SVG 2, 11.5 `textLength`) it has in Inter or JetBrains Mono."""
    return _TEXT.sub(_with_width, svg)


def _with_width(found: re.Match[str]) -> str:
    before, family, size, weight, after, words = found.groups()
    font = mono(float(size)) if family == MONO else plain(float(size), int(weight))
    wide = QFontMetricsF(font).horizontalAdvance(unescape(words))
    after += _direction(unescape(words))
    width = f'textLength="{wide:.2f}" lengthAdjust="spacingAndGlyphs"' if words.strip() else ""
    return (
        f'{before}font-family="{family}" font-size="{size}" font-weight="{weight}" '
        f"{width}{after}>{words}<"
    )


def _direction(words: str) -> str:
    """Right-to-left words begin at their right end; without this their brackets change sides.

    Qt writes a piece for each direction, and always where its left end is.
    """
    rightwards = any(unicodedata.bidirectional(one) in ("R", "AL") for one in words)
    return ' direction="rtl" text-anchor="end"' if rightwards else ""
