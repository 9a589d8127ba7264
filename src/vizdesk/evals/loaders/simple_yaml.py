"""YAML as configurations of tests are written: maps, lists, texts. Everything else is refused.

Of YAML 1.2 (https://yaml.org/spec/1.2.2/): block and flow maps and lists, plain, quoted and block
texts, comments. Anchors, tags, several documents and multi-line plain texts raise ValueError.
"""

from __future__ import annotations

import re
from typing import Any

KEY = re.compile(
    r"""(?P<key>"[^"]*"|'[^']*'|[^\s\[\]{},#&*!|>'"%@`-][^#]*?|-[^\s#][^#]*?)\s*:(?:\s+|$)"""
)
PLAIN_END = re.compile(r"\s+#.*$")
DEEPEST = 40


def read_yaml(text: str) -> Any:  # noqa: ANN401 - any YAML value
    """The value of the document. Raises ValueError, with the line, for what is not read here."""
    lines = text.replace("\t", "    ").splitlines()
    if lines and lines[0].strip() == "---":
        lines[0] = ""
    reader = _Reader(lines)
    value = reader.block(0, 0)
    if reader.at < len(lines) and reader.peek() is not None:
        reader.refuse()
    return value


class _Reader:
    """Reads lines one after another; `at` is the next."""

    def __init__(self, lines: list[str]) -> None:
        self.lines, self.at = lines, 0

    def refuse(self) -> None:
        """Raise ValueError for the line that is next."""
        raise ValueError(f"line {self.at + 1} is YAML of a kind that is not read")

    def peek(self) -> tuple[int, str] | None:
        """Indent and text of the next line that holds anything."""
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.strip() and not line.lstrip().startswith("#"):
                return len(line) - len(line.lstrip()), line.strip()
            self.at += 1
        return None

    def block(self, least: int, depth: int) -> Any:  # noqa: ANN401 - any YAML value
        """The map, list or text whose lines are indented by at least so much."""
        ahead = self.peek()
        if ahead is None or ahead[0] < least:
            return None
        if depth > DEEPEST:
            self.refuse()
        indent, text = ahead
        if text == "-" or text.startswith("- "):
            return self._list(indent, depth)
        if KEY.match(text):
            return self._map(indent, depth)
        self.at += 1
        return self._scalar(text, indent)

    def _list(self, indent: int, depth: int) -> list[Any]:
        values = []
        while (ahead := self.peek()) and ahead[0] == indent:
            text = ahead[1]
            if text != "-" and not text.startswith("- "):
                break
            rest = text[1:].lstrip()
            if not rest:
                self.at += 1
                values.append(self.block(indent + 1, depth + 1))
                continue
            if rest[0] in "|>":
                self.at += 1
                values.append(self._text_block(rest, indent))
                continue
            # What stands behind the dash begins a block of its own there.
            inside = indent + len(text) - len(rest)
            line = self.lines[self.at]
            self.lines[self.at] = " " * inside + line.lstrip()[len(text) - len(rest) :]
            values.append(self.block(inside, depth + 1))
        return values

    def _map(self, indent: int, depth: int) -> dict[str, Any]:
        table: dict[str, Any] = {}
        while (ahead := self.peek()) and ahead[0] == indent:
            match = KEY.match(ahead[1])
            if match is None:
                self.refuse()
                break
            key, rest = match["key"].strip("\"'"), ahead[1][match.end() :]
            self.at += 1
            if rest and not rest.startswith("#"):
                table[key] = self._scalar(rest, indent)
                continue
            following = self.peek()
            # A list may stand as far left as its key.
            listed = following is not None and following[1].startswith("-")
            table[key] = self.block(indent if listed else indent + 1, depth + 1)
        return table

    def _scalar(self, text: str, indent: int) -> Any:  # noqa: ANN401 - any YAML value
        if text[0] in "|>":
            return self._text_block(text, indent)
        if text[0] in "[{":
            while not _closed(text) and self.at < len(self.lines):
                text += " " + self.lines[self.at].strip()
                self.at += 1
            value, rest = _flow(text, 0)
            if rest.strip() and not rest.strip().startswith("#"):
                self.refuse()
            return value
        if text[0] in "\"'":
            value, rest = _quoted(text)
            if rest.strip() and not rest.strip().startswith("#"):
                self.refuse()
            return value
        if text[0] in "&*!%@`":
            self.refuse()
        return _plain(PLAIN_END.sub("", text))

    def _text_block(self, text: str, indent: int) -> str:
        lines: list[str] = []
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.strip() and len(line) - len(line.lstrip()) <= indent:
                break
            lines.append(line)
            self.at += 1
        left = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
        cut = [line[left:].rstrip() for line in lines]
        return ("\n" if text[0] == "|" else " ").join(cut).strip()


def _closed(text: str) -> bool:
    bare = re.sub(r"\"(?:\\.|[^\"\\])*\"|'[^']*'", "", text)
    return bare.count("[") == bare.count("]") and bare.count("{") == bare.count("}")


def _quoted(text: str) -> tuple[str, str]:
    """A quoted text at the start and what stands behind it."""
    if text[0] == "'":
        match = re.match(r"'((?:[^']|'')*)'", text)
        if match:
            return match[1].replace("''", "'"), text[match.end() :]
    else:
        match = re.match(r"\"((?:\\.|[^\"\\])*)\"", text)
        if match:
            words = match[1].replace('\\"', '"').replace("\\n", "\n").replace("\\\\", "\\")
            return words, text[match.end() :]
    raise ValueError("a quote is not closed")


def _flow(text: str, depth: int) -> tuple[Any, str]:
    """A flow value at the start and what stands behind it."""
    text = text.lstrip()
    if depth > DEEPEST or not text:
        raise ValueError("a bracket is not closed")
    if text[0] == "[":
        values, text = [], text[1:].lstrip()
        while not text.startswith("]"):
            value, text = _flow(text, depth + 1)
            values.append(value)
            text = text.lstrip().removeprefix(",").lstrip()
        return values, text[1:]
    if text[0] == "{":
        table, text = {}, text[1:].lstrip()
        while not text.startswith("}"):
            key, text = _flow(text, depth + 1)
            value = None
            if text.lstrip().startswith(":"):
                value, text = _flow(text.lstrip()[1:], depth + 1)
            table[str(key)] = value
            text = text.lstrip().removeprefix(",").lstrip()
        return table, text[1:]
    if text[0] in "\"'":
        return _quoted(text)
    match = re.match(r"(?:[^,\[\]{}:]|:(?!\s|$))+", text)
    if match is None:
        raise ValueError("a bracket is not closed")
    return _plain(match[0].strip()), text[match.end() :]


def _plain(text: str) -> Any:  # noqa: ANN401 - any YAML value
    text = text.strip()
    constants = {"true": True, "false": False, "null": None, "~": None, "": None}
    if text.casefold() in constants:
        return constants[text.casefold()]
    if re.fullmatch(r"[+-]?\d{1,15}", text):
        return int(text)
    if re.fullmatch(r"[+-]?\d+\.\d+(?:[eE][+-]?\d{1,3})?", text):
        return float(text)
    return text
