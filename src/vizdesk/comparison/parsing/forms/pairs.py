"""Pairs of corners: Qwen2-VL's <|box_start|>(1,2),(3,4)<|box_end|>, HunyuanOCR's words(1,2),(3,4).

Qwen2-VL: https://qwenlm.github.io/blog/qwen2-vl/ and its processor's special tokens; Qwen-VL writes
<ref>cat</ref><box>(1,2),(3,4)</box> (https://github.com/QwenLM/Qwen-VL). Words between objects are
no names where names stand in tags. HunyuanOCR: README, spotting. All 0..1000.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from vizdesk.common.messages import message
from vizdesk.comparison.parsing.forms.box_form import BoxFormat, ReadContext, numbers_of
from vizdesk.comparison.parsing.forms.tagged_boxes import ANY_REF, REF_CLOSE, REF_OPEN
from vizdesk.comparison.parsing.raw_entries import Fault
from vizdesk.comparison.profiles import BoxConvention, BoxForm
from vizdesk.comparison.types import Box

NUMBER = r"\s*-?\d{1,5}(?:\.\d+)?\s*"
PAIR = rf"\({NUMBER},{NUMBER}\)"
PIECE = re.compile(
    rf"(?:{REF_OPEN})(?P<name>[^<>]{{0,200}})(?:{REF_CLOSE})|(?P<box>{PAIR}\s*,?\s*{PAIR})"
)
FULL = re.compile(rf"{PAIR}\s*,?\s*{PAIR}")
BOX_START = re.compile(r"<\|box_start\|>|<box>")
# The beginning of a box at the end of the reply.
HALF = re.compile(
    r"(?:(?:<\|box_start\|>|<box>)[\s\d,.()]*|<\|?(?:b(?:o(?:x(?:_(?:s[tar]{0,4})?)?)?)?)?"
    r"|\([\s\d,.]*\)\s*,?\s*\(?[\s\d,.]*|\([\s\d,.]*)\Z"
)
LONGEST_TEXT = 200


def read(text: str, context: ReadContext) -> None:
    """Every pair of corners, its name in a tag before it or in the words of its line."""
    context.has_refs = context.has_refs or ANY_REF.search(text) is not None
    tagged = BOX_START.search(text) is not None
    end = boxes = 0
    for piece in PIECE.finditer(text):
        if piece.group("name") is not None:
            context.last_name = piece.group("name").strip() or None
            end = piece.end()
            continue
        boxes += 1
        before = text[max(end, piece.start() - LONGEST_TEXT) : piece.start()]
        end = piece.end()
        if not context.has_refs:
            if tagged and context.several_named(before):
                context.fault(Fault.SEVERAL_NAMES)
                continue
            # Without tags the whole line is the text that stands there, as in spotting.
            name = context.name_in(before, prose=True) if tagged else _line(before, context)
            context.last_name = name or (context.last_name if not _words(before) else None)
        context.add_numbers(context.last_name, numbers_of(piece.group("box")))
    short = len(BOX_START.findall(text)) - boxes
    if HALF.search(text, max(end, len(text) - 120)) and end < len(text):
        context.fault(Fault.CUT)
        short -= 1
    for _ in range(max(0, short)):
        context.fault(Fault.NOT_FOUR)


def _words(before: str) -> str:
    return re.sub(r"<[^<>\n]{0,40}>|[\s,;.\])]", "", before)


def _line(before: str, context: ReadContext) -> str | None:
    if context.classes:
        named = context.name_in(before, prose=len(context.classes) == 1)
        if named:
            return named
    line = re.sub(r"<[^<>]{0,40}>", "", before).strip("\n").rpartition("\n")[2]
    return re.sub(r"\A[\s,;.\])]+|[\s,;:.\[]+\Z", "", line) or None


def write(label: str, _box: Box, four: Sequence[float], _convention: BoxConvention) -> str:
    """The words and two corners."""
    a, b, c, d = four
    return f"{label}({a},{b}),({c},{d})"


def _whole(text: str, start: int) -> int:
    end = start
    for match in FULL.finditer(text, start):
        end = match.end()
    return end


FORMAT = BoxFormat(
    form=BoxForm.PAIRS,
    title=message("pairs in round brackets"),
    read=read,
    write=write,
    opens=FULL,
    whole=_whole,
    native=BoxConvention(form=BoxForm.PAIRS),
)
