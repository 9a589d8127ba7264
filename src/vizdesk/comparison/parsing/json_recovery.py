"""The ladder of JSON recovery: every value a reply holds, wherever and however it is written.

1. the reply is itself a JSON text that holds JSON: unwrapped;
2. strict JSON from the bracket that opens first, anywhere in the words;
3. the repair rung (tolerant_json) from that same bracket;
4. a bracket that opens prose is passed over.
All blocks count: fences, lists one after the other, JSON lines. Nothing raises, nothing is guessed
beyond what `Repair` names, and the work is linear in the length of the reply.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from vizdesk.common.surrogates import whole_text
from vizdesk.comparison.parsing.drafts import answer_part
from vizdesk.comparison.parsing.tolerant_json import (
    DECODER,
    DEEPEST,
    LATEX,
    NotJsonError,
    Repair,
    TolerantParser,
    TooDeepError,
    plain,
    strict_value_at,
)

BRACKET = re.compile(r"[\[{［｛]")
# GLM-4.xV: https://huggingface.co/zai-org/GLM-4.5V (grounding)
GLM_MARKS = re.compile(r"<\|begin_of_box\|>(?:(?!<\|end_of_box\|>).)*", re.DOTALL)
RUN_OF_BRACKETS = re.compile(rf"[\[{{]{{{DEEPEST},}}")
# How much text may be looked at in vain, in lengths of the reply, before the rest is given up.
MOST_IN_VAIN = 4
# Written so on purpose by models that think in Python: not worth a word.
SILENT = frozenset({Repair.PYTHON})


@dataclass(frozen=True, slots=True)
class Block:
    """One JSON value at `text[start:end]`; `cut`: the reply ends before the value does."""

    value: Any
    start: int
    end: int
    repairs: frozenset[Repair] = frozenset()
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Recovered:
    """All JSON of a reply, in order. The places count in `text`; `given_up`: too garbled."""

    text: str
    blocks: tuple[Block, ...] = ()
    given_up: bool = False
    repairs: frozenset[Repair] = field(default=frozenset())

    @property
    def cut(self) -> bool:
        """Whether the last value is cut off by the end of the reply."""
        return any(block.cut for block in self.blocks)


def recovered(text: str) -> Recovered:
    """Every JSON value of `text`, from which reasoning has been taken off already."""
    text = _unwrapped(text)
    parser, blocks, in_vain = TolerantParser(text), list[Block](), 0
    at, most = 0, MOST_IN_VAIN * len(text) + 10_000
    while bracket := BRACKET.search(text, at):
        start = bracket.start()
        run = RUN_OF_BRACKETS.match(text, start)
        if run:
            at = run.end()
            continue
        try:
            block = _block(text, start, parser)
        except NotJsonError as error:
            in_vain += error.reached - start
            if in_vain > most:
                return Recovered(text, tuple(blocks), given_up=True)
            at = error.reached + 1 if isinstance(error, TooDeepError) else start + 1
            continue
        blocks.append(block)
        at = max(block.end, start + 1)
    blocks = _in_marks(text, blocks)
    repairs = frozenset(repair for block in blocks for repair in block.repairs)
    return Recovered(text, tuple(blocks), repairs=repairs)


def _in_marks(text: str, blocks: list[Block]) -> list[Block]:
    """Where a reply marks its answers as GLM does, the blocks inside the marks."""
    spans = [match.span() for match in GLM_MARKS.finditer(text)]
    if not spans:
        return blocks
    inside = [block for block in blocks if any(a <= block.start < b for a, b in spans)]
    return inside or blocks


def _block(text: str, start: int, parser: TolerantParser) -> Block:
    if text[start] in "[{":
        try:
            value, end = strict_value_at(text, start)
        except (ValueError, RecursionError):
            pass
        else:
            if not LATEX.search(text, start, end):
                return Block(_joined(value, text[start:end]), start, end)
    value, end = parser.read(start)
    return Block(_joined(value, text[start:end]), start, end, frozenset(parser.repairs), parser.cut)


def _unwrapped(text: str) -> str:
    """A reply that is one JSON text which holds JSON is what that text holds."""
    for _ in range(2):
        stripped = text.strip()
        if not (len(stripped) > 3 and stripped[0] == stripped[-1] == '"' and "\\" in stripped):
            return text
        try:
            inner = DECODER.decode(stripped)
        except (ValueError, RecursionError):
            return text
        if not isinstance(inner, str) or not BRACKET.search(inner):
            return text
        text = inner
    return text


def _joined(value: Any, text: str) -> Any:  # noqa: ANN401 - any JSON value
    """The same without half characters, which a reply may hold as escapes."""
    return _whole(value) if "\\ud" in text.lower() or not _encodable(text) else value


def _encodable(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _whole(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, str):
        return whole_text(value)
    if isinstance(value, list):
        for at, part in enumerate(value):
            value[at] = _whole(part)
        return value
    if isinstance(value, dict):
        parts = [(_whole(key), _whole(part)) for key, part in value.items()]
        value.clear()
        value.update(parts)
        return value
    return value


# --- What evals ask for ---------------------------------------------------------------------------


def values_in(text: str) -> list[Any] | None:
    """All entries of the JSON in a reply, lists joined; None when there is no JSON in it."""
    blocks = recovered(answer_part(text).text).blocks
    if not blocks:
        return None
    entries: list[Any] = []
    for value in _different(block.value for block in blocks):
        entries += value if isinstance(value, list) else [value]
    return [plain(entry) for entry in entries]


def parsed(text: str) -> Any:  # noqa: ANN401 - any JSON value
    """The list or object that is all of `text`; None where it is anything else."""
    stripped = text.strip()
    if not stripped or stripped[0] not in "[{":
        return None
    blocks = recovered(stripped).blocks
    only = blocks[0] if len(blocks) == 1 else None
    if only is None or only.start or only.cut or stripped[only.end :].strip(" \n,;."):
        return None
    return plain(only.value)


def _different(values: Iterator[Any]) -> Iterator[Any]:
    """The values without one that says the same as one before it."""
    seen: list[Any] = []
    for value in values:
        if value not in seen[-8:]:
            seen.append(value)
            yield value
