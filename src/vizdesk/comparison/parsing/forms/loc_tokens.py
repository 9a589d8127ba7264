"""Location tokens: PaliGemma's <loc0102>×4 cat (y first, 0..1023), Florence-2's cat<loc_52>×4.

PaliGemma: https://ai.google.dev/gemma/docs/paligemma/prompt-system-instructions; a box is four
tokens, then 16 <seg> codes of a mask that only its own VQ-VAE decodes, then the name, “;” between.
Florence-2: https://huggingface.co/microsoft/Florence-2-large/blob/main/processing_florence2.py;
1000 bins whose middle is meant, the name first; boxes of one name stand one after the other, eight
tokens may be a quad (OCR with region), more are the vertices of an outline.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from vizdesk.common.messages import message
from vizdesk.comparison.parsing import problems
from vizdesk.comparison.parsing.forms.box_form import BoxFormat, ReadContext, numbers_of
from vizdesk.comparison.parsing.raw_entries import Fault, Pair, RawPolygon, paired
from vizdesk.comparison.profiles import BoxConvention, BoxForm, BoxScale
from vizdesk.comparison.types import Box

PALIGEMMA = re.compile(r"((?:<loc\d{1,5}>[ ]?)+)((?:<seg\d{1,4}>[ ]?)*)([^<;\n]{0,200})")
FLORENCE = re.compile(r"(?:<loc_\d{1,5}>)+")
# A token that the end of the reply cut off.
HALF = re.compile(r"<(?:l(?:o(?:c(?:_?\d{0,5})?)?)?)?\Z")
FLORENCE_MARKS = re.compile(r"</?(?:s|pad|poly|sep|and|od|ocr|grounding)>", re.IGNORECASE)
BIN_MIDDLE = 0.5


def read(text: str, context: ReadContext) -> None:
    """Reads either kind, by its tokens."""
    if "<loc_" in text:
        _florence(text, context)
    else:
        _paligemma(text, context)


def _paligemma(text: str, context: ReadContext) -> None:
    for match in PALIGEMMA.finditer(text):
        tokens, segments, name = match.groups()
        numbers = numbers_of(tokens)
        if len(numbers) != 4:
            context.fault(Fault.NOT_FOUR)
            continue
        if segments:
            context.found.note(problems.MASKS_NOT_DRAWN)
        context.add(name.strip(" ;,.\t") or None, paired(numbers))
    if HALF.search(text) and text.rstrip()[-1:] != ">":
        context.fault(Fault.CUT)


def _florence(text: str, context: ReadContext) -> None:
    end = 0
    for match in FLORENCE.finditer(text):
        before = text[end : match.start()]
        end = match.end()
        words = FLORENCE_MARKS.sub("", before).strip()
        context.last_name = words[-200:] or context.last_name
        pairs = [number + BIN_MIDDLE for number in numbers_of(match.group())]
        _run(pairs, "<poly>" in before or "<sep>" in before, context)
    if HALF.search(text) and not text.endswith(">"):
        context.fault(Fault.CUT)


def _run(numbers: list[float], outlined: bool, context: ReadContext) -> None:
    """A run of tokens: one box or several of one name, a quad, or the vertices of an outline."""
    if len(numbers) % 2 or len(numbers) < 4:
        context.fault(Fault.NOT_FOUR)
        return
    groups = [paired(numbers[at : at + 4]) for at in range(0, len(numbers), 4)]
    boxes = len(numbers) % 4 == 0 and all(_proper(group) for group in groups)
    if boxes and not outlined:
        for group in groups:
            context.add(context.last_name, group)
    elif len(numbers) == 8 and not outlined:
        context.add(context.last_name, paired(numbers))
    elif len(numbers) == 4:
        context.add(context.last_name, groups[0])
    else:
        name = context.last_name or "object"
        context.found.polygons.append(RawPolygon(name, paired(numbers), y_first=False))


def _proper(group: Sequence[Pair]) -> bool:
    (x0, y0), (x1, y1) = group
    return x0 < x1 and y0 < y1


def write(label: str, _box: Box, four: Sequence[float], convention: BoxConvention) -> str:
    """PaliGemma's tokens in its scale, else Florence-2's."""
    if convention.scale is BoxScale.LOC_1024:
        return "".join(f"<loc{min(number, 1023):04.0f}>" for number in four) + f" {label}"
    return label + "".join(f"<loc_{min(number, 999):.0f}>" for number in four)


def _whole(text: str, start: int) -> int:
    """PaliGemma: behind the last “;” or line; Florence-2: behind the last run that words follow."""
    if "<loc_" not in text[start:]:
        return max(text.rfind(";", start), text.rfind("\n", start), start - 1) + 1
    end = text.rfind(">", start) + 1
    return end if start < end < len(text) and text[end] != "<" else start


FORMAT = BoxFormat(
    form=BoxForm.LOC_TOKENS,
    title=message("location tokens"),
    read=read,
    write=write,
    opens=re.compile(r"<loc_?\d{1,4}>"),
    whole=_whole,
)
