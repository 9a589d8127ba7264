"""A model's Markdown as HTML that is ours alone: no tag, address or image of the model's."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape

_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_ITEM = re.compile(r"(?P<indent>\s*)(?P<mark>[-*+]|(?P<number>\d{1,9})[.)])\s+(?P<words>.*)")
_RULE = re.compile(r" {0,3}([-*_])\s*(\1\s*){2,}$")
_DASHES = re.compile(r"\s*+\|?\s*+:?-++:?\s*+(?:\|\s*+:?-++:?\s*+)*+\|?\s*+$")
_INLINE = (
    (re.compile(r"!?\[([^\[\]]{0,500})\]\(([^\s()]{1,500})(?:\s[^()]{0,500})?\)"), r"\1 (\2)"),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"<b>\2</b>"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])(.+?)(?<=[^\s*])\*(?![\w*])"), r"<i>\1</i>"),
    (re.compile(r"(?<![\w_])_(?=[^\s_])(.+?)(?<=[^\s_])_(?![\w_])"), r"<i>\1</i>"),
    (re.compile(r"~~(?=\S)(.+?)(?<=\S)~~"), r"<s>\1</s>"),
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
# Escaped punctuation waits as noncharacters until emphasis is found; no text may hold those.
# https://www.unicode.org/faq/private_use.html#noncharacters
_PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
_ASIDE = {character: chr(0xFDD0 + at) for at, character in enumerate(_PUNCTUATION)}
_BACK = {ord(aside): escape(character) for character, aside in _ASIDE.items()}
_FOREIGN = re.compile("[\ufdd0-\ufdef]")
_DEEPEST = 8  # lists and quotations in one another
_CODE = re.compile(r"((?<!`)`+(?!`))(.+?)(?<!`)\1(?!`)")


def prose_html(markdown: str) -> str:
    """Headings, paragraphs, lists, quotations, code and tables; what else there is stays text."""
    return _blocks(markdown.expandtabs(4).splitlines(), 0)


def _blocks(lines: Sequence[str], depth: int) -> str:
    if depth > _DEEPEST:
        return f"<p>{escape(' '.join(lines))}</p>"
    made: list[str] = []
    at = 0
    while at < len(lines):
        line, start = lines[at], at
        if not line.strip():
            at += 1
        elif fence := _FENCE.match(line):
            at = _end_of_fence(lines, at, fence[1])
            body = lines[start + 1 : at - 1 if _closes(lines[at - 1], fence[1]) else at]
            made.append(f"<pre><code>{escape(chr(10).join(body))}</code></pre>")
        elif heading := _HEADING.match(line):
            level = min(6, len(heading[1]) + 2)  # below the page's own headings
            made.append(f'<h{level} dir="auto">{inline(heading[2])}</h{level}>')
            at += 1
        elif _RULE.match(line):
            made.append("<hr>")
            at += 1
        elif line.lstrip().startswith(">"):
            at = _while(lines, at, lambda candidate: candidate.lstrip().startswith(">"))
            inner = [re.sub(r"^\s*> ?", "", line) for line in lines[start:at]]
            made.append(f"<blockquote>{_blocks(inner, depth + 1)}</blockquote>")
        elif _ITEM.match(line):
            at = _while(
                lines,
                at,
                lambda candidate: bool(_ITEM.match(candidate)) or candidate.startswith("  "),
            )
            made.append(_list(lines[start:at], depth))
        elif "|" in line and at + 1 < len(lines) and _DASHES.match(lines[at + 1]):
            at = _while(lines, at, lambda candidate: "|" in candidate)
            made.append(_table(lines[start:at]))
        else:
            at = _while(lines, at + 1, _goes_on)
            words = "<br>".join(inline(line.strip()) for line in lines[start:at])
            made.append(f'<p dir="auto">{words}</p>')
    return "".join(made)


def _while(lines: Sequence[str], at: int, wanted: Callable[[str], bool]) -> int:
    while at < len(lines) and wanted(lines[at]):
        at += 1
    return at


def _goes_on(line: str) -> bool:
    """Whether a line belongs to the paragraph before it."""
    ends = (_FENCE, _HEADING, _ITEM)
    begins = any(end.match(line) for end in ends) or line.lstrip().startswith(">")
    return bool(line.strip()) and not begins


def _closes(line: str, fence: str) -> bool:
    return line.strip().startswith(fence) and not line.strip(" `~")


def _end_of_fence(lines: Sequence[str], at: int, fence: str) -> int:
    for place in range(at + 1, len(lines)):
        if _closes(lines[place], fence):
            return place + 1
    return len(lines)


def _list(lines: Sequence[str], depth: int) -> str:
    first = _ITEM.match(lines[0])
    assert first is not None
    own, number = len(first["indent"]), first["number"]
    items: list[list[str]] = []
    for line in lines:
        match = _ITEM.match(line)
        if match and len(match["indent"]) <= own:
            items.append([match["words"]])
        else:
            items[-1].append(line[min(own + 2, len(line) - len(line.lstrip())) :])
    inside = "".join(f'<li dir="auto">{_item(item, depth)}</li>' for item in items)
    return f'<ol start="{number}">{inside}</ol>' if number else f"<ul>{inside}</ul>"


def _item(lines: Sequence[str], depth: int) -> str:
    return inline(lines[0]) + _blocks(lines[1:], depth + 1)


def _table(lines: Sequence[str]) -> str:
    rows = [_cells(line) for line in lines]
    head = "".join(f'<th dir="auto">{inline(cell)}</th>' for cell in rows[0])
    body = "".join(
        "<tr>" + "".join(f'<td dir="auto">{inline(cell)}</td>' for cell in row) + "</tr>"
        for row in rows[2:]
    )
    return f'<table class="said"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [word.strip().replace("\\|", "|") for word in re.split(r"(?<!\\)\|", inner)]


def inline(text: str) -> str:
    """One line: code, emphasis and links, with everything else escaped."""
    made, at = [], 0
    for code in _CODE.finditer(text):
        made += [_emphasis(text[at : code.start()]), f"<code>{escape(code[2].strip())}</code>"]
        at = code.end()
    return "".join([*made, _emphasis(text[at:])])


def _emphasis(text: str) -> str:
    aside = _ESCAPED.sub(lambda match: _ASIDE[match[1]], _FOREIGN.sub("\ufffd", text))
    made = escape(aside, quote=False)
    for pattern, form in _INLINE:
        made = pattern.sub(form, made)
    return made.translate(_BACK)
