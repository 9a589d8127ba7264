"""Boxes that are written in tags and special tokens rather than in JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vizdesk.comparison.profiles import BoxConvention, BoxForm

Tagged = tuple[str, list[float]]

# PaliGemma: <loc0102><loc0051><loc0512><loc0700> cat ; … – y0 x0 y1 x1, then <seg…>, then the name.
PALIGEMMA = re.compile(r"((?:<loc\d{4}>){4})((?:<seg\d{3}>)*)\s*([^<;\n]*)")
LOC = re.compile(r"<loc_?(\d{1,4})>")
# Florence-2: car<loc_52><loc_332><loc_932><loc_774> – the name comes first.
FLORENCE = re.compile(r"([^<>]*)((?:<loc_\d{1,3}>){4})")
REF_DET = re.compile(
    r"<\|ref\|>(.{0,200}?)<\|/ref\|>\s*<\|det\|>\s*(\[[\[\]\d\s,.]*\])\s*<\|/det\|>", re.DOTALL
)
REF_BOX = re.compile(r"<ref>(.{0,200}?)</ref>\s*<box>\s*(\[[\[\]\d\s,.]*\])\s*</box>", re.DOTALL)
FOUR = re.compile(r"\[\s*([\d.]+)\s*,\s*([\d.]+)\s*,\s*([\d.]+)\s*,\s*([\d.]+)\s*\]")
BOX_TAGS = re.compile(r"([^<>\n]{0,200})<box>((?:\s*<\d{1,4}>){4})\s*</box>")
KOSMOS = re.compile(
    r"<phrase>(.{0,200}?)</phrase>\s*<object>((?:<patch_index_\d{4}>|</delimiter_of_multi_objects/>)+)"
    r"</object>",
    re.DOTALL,
)
PATCH = re.compile(r"<patch_index_(\d{4})><patch_index_(\d{4})>")
PATCHES = 32


def tagged(text: str, convention: BoxConvention) -> Iterator[Tagged]:
    """(name, four numbers) of every whole box; the numbers still in the family's convention."""
    match convention.form:
        case BoxForm.LOC_TOKENS:
            yield from _loc_tokens(text)
        case BoxForm.REF_DET:
            yield from _named_lists(REF_DET, text)
        case BoxForm.REF_BOX:
            yield from _named_lists(REF_BOX, text)
        case BoxForm.BOX_TAGS:
            for name, numbers in BOX_TAGS.findall(text):
                yield name.strip(" ,;:"), [float(n) for n in re.findall(r"\d+", numbers)]
        case BoxForm.PATCH_INDEX:
            yield from _patches(text)
        case BoxForm.JSON | BoxForm.NONE:
            return


def _loc_tokens(text: str) -> Iterator[Tagged]:
    if "<loc_" in text:
        name = ""
        for before, four in FLORENCE.findall(text):
            name = before.strip() or name
            yield name, [float(n) for n in LOC.findall(four)]
        return
    for four, _segments, name in PALIGEMMA.findall(text):
        yield name.strip(), [float(n) for n in LOC.findall(four)]


def _named_lists(pattern: re.Pattern[str], text: str) -> Iterator[Tagged]:
    for name, boxes in pattern.findall(text):
        for four in FOUR.findall(boxes):
            try:
                yield name.strip(), [float(n) for n in four]
            except ValueError:
                continue


def _patches(text: str) -> Iterator[Tagged]:
    """Kosmos-2: indices of the top-left and bottom-right patch of a 32 x 32 grid, in 0..1."""
    for name, objects in KOSMOS.findall(text):
        for first, last in PATCH.findall(objects):
            y0, x0 = divmod(int(first), PATCHES)
            y1, x1 = divmod(int(last), PATCHES)
            corners = (x0, y0, x1 + 1, y1 + 1)
            yield name.strip(), [corner / PATCHES for corner in corners]
