"""A model's Markdown made harmless: images become links, HTML stays words."""

from __future__ import annotations

import re

# What stands between equal runs of backticks is code, and stays as it is.
_CODE = re.compile(r"(?P<ticks>(?<!`)`+(?!`)).+?(?<!`)(?P=ticks)(?!`)")
_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})")


def without_images(markdown: str) -> str:
    """`![words](address)` as a link: nothing is fetched, and the words are not lost."""
    return markdown.replace("![", "[")


def quoted(markdown: str) -> str:
    """`markdown` as a quotation in another document: its headings, lists and tables stay its own.

    HTML in it is shown, not obeyed; what it leaves open ends with the quotation.
    """
    lines, closing = [], ""
    for line in markdown.splitlines():
        fence = _FENCE.match(line)
        inside = bool(closing)
        if fence and not inside:
            closing = fence["fence"]
        elif fence and fence["fence"].startswith(closing) and not line.strip(" `~"):
            closing = ""
        lines.append(f"> {line if inside or fence else _harmless(line)}".rstrip())
    return "\n".join(lines)


def _harmless(line: str) -> str:
    found, at = [], 0
    for code in _CODE.finditer(line):
        found += [_words(line[at : code.start()]), code[0]]
        at = code.end()
    return "".join([*found, _words(line[at:])])


def _words(text: str) -> str:
    return without_images(text).replace("<", "&lt;")
