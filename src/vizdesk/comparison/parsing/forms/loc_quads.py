"""PaddleOCR-VL: the words<|LOC_119|>×8, four points around them, x before y, 0..1000.

https://github.com/PaddlePaddle/PaddleOCR (PaddleOCR-VL-1.5, spotting)
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from vizdesk.common.messages import message
from vizdesk.comparison.parsing.forms.box_form import BoxFormat, ReadContext, numbers_of
from vizdesk.comparison.parsing.raw_entries import Fault, paired
from vizdesk.comparison.profiles import BoxConvention, BoxForm
from vizdesk.comparison.types import Box

RUN = re.compile(r"(?:<\|LOC_\d{1,5}\|>)+")
MARKS = re.compile(r"<\|[A-Z_]{2,20}\|>")
HALF = re.compile(r"<\|?L?O?C?_?\d{0,5}\|?\Z")
LONGEST_TEXT = 400


def read(text: str, context: ReadContext) -> None:
    """Every run of eight tokens and the line of text before it."""
    end = 0
    for match in RUN.finditer(text):
        before = text[max(end, match.start() - LONGEST_TEXT) : match.start()]
        end = match.end()
        words = MARKS.sub("", before).strip("\n").rpartition("\n")[2].strip()
        numbers = numbers_of(match.group())
        if len(numbers) != 8:
            context.fault(Fault.NOT_FOUR)
        else:
            context.add(words or None, paired(numbers))
    tail = HALF.search(text, max(0, len(text) - 12))
    if tail and tail.group():
        context.fault(Fault.CUT)


def write(label: str, _box: Box, four: Sequence[float], _convention: BoxConvention) -> str:
    """The words and four points."""
    a, b, c, d = four
    return label + "".join(f"<|LOC_{number:.0f}|>" for number in (a, b, c, b, c, d, a, d))


def _whole(text: str, start: int) -> int:
    """Up to the last run that something follows."""
    at = text.rfind("|>", start)
    end = at + 2 if at >= 0 else start
    return end if start < end < len(text) and text[end] != "<" else start


FORMAT = BoxFormat(
    form=BoxForm.LOC_QUADS,
    title=message("location tokens, four points"),
    read=read,
    write=write,
    opens=re.compile(r"<\|LOC_\d"),
    whole=_whole,
)
