"""The letters of an SVG keep their width where the viewer has other fonts."""

from __future__ import annotations

import re
import unicodedata
from html import unescape

from PySide6.QtGui import QFontMetricsF

from vizdesk.painting.fonts import MONO, mono, plain

# As QSvgGenerator writes it: https://doc.qt.io/qt-6/qsvggenerator.html
_TEXT = re.compile(
    r'(<text [^>]*)font-family="([^"]+)" font-size="([\d.]+)" font-weight="(\d+)"([^>]*)>([^<]*)<'
)


def with_widths(svg: str) -> str:
    """Each text with the width (SVG 2, 11.5 `textLength`) it has in Inter or JetBrains Mono.

    Not from right to left: Inkscape shows nothing of a word with a direction and a width.
    """
    before = (0.0, 0.0)

    def made(match: re.Match[str]) -> str:
        nonlocal before
        place = _place(match[1])
        # Qt writes the pieces of a line as they are read: one further left is read leftwards.
        leftwards = place[1] == before[1] and place[0] < before[0]
        before = place
        return _with_width(match, leftwards=leftwards)

    return _TEXT.sub(made, svg)


def _place(attributes: str) -> tuple[float, float]:
    x, y = (re.search(rf'\b{name}="([-\d.e]+)"', attributes) for name in "xy")
    return (float(x[1]) if x else 0.0, float(y[1]) if y else 0.0)


def _with_width(match: re.Match[str], *, leftwards: bool) -> str:
    before, family, size, weight, after, words = match.groups()
    plainly = unescape(words)
    font = mono(float(size)) if family == MONO else plain(float(size), int(weight))
    width = ""
    if leftwards and not any(character.isalnum() for character in plainly):
        # Brackets and stops between words from right to left: turned round, and mirrored.
        width = 'direction="rtl" unicode-bidi="bidi-override" text-anchor="end"'
    elif plainly.strip() and not any(_from_right(character) for character in plainly):
        wide = QFontMetricsF(font).horizontalAdvance(plainly)
        width = f'textLength="{wide:.2f}" lengthAdjust="spacingAndGlyphs"'
    return (
        f'{before}font-family="{family}" font-size="{size}" font-weight="{weight}" '
        f"{width}{after}>{words}<"
    )


def _from_right(character: str) -> bool:
    return unicodedata.bidirectional(character) in ("R", "AL")
