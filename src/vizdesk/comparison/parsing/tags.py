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
# InternVL: <ref>cat</ref><box>[[1, 2, 3, 4]]</box>; MiniCPM-V: …<box>1 2 3 4</box>, and <quad> of
# four points, both also without a name.
REF_BOX = re.compile(
    r"(?:<ref>(.{0,200}?)</ref>\s*)?<(?:box|quad)>\s*([\[\]\d\s,.]*)\s*</(?:box|quad)>", re.DOTALL
)
FOUR = re.compile(r"\[\s*([\d.]+)\s*,\s*([\d.]+)\s*,\s*([\d.]+)\s*,\s*([\d.]+)\s*\]")
BOX_TAGS = re.compile(r"([^<>\n]{0,200})<box>((?:\s*<\d{1,4}>){4})\s*</box>")
# Qwen2-VL: <|object_ref_start|>cat<|object_ref_end|><|box_start|>(1,2),(3,4)<|box_end|>, whose
# tokens some servers leave out; HunyuanOCR: the words(1,2),(3,4).
PAIRS = re.compile(r"\(\s*\d{1,4}\s*,\s*\d{1,4}\s*\)\s*,\s*\(\s*\d{1,4}\s*,\s*\d{1,4}\s*\)")
TOKEN = re.compile(r"<[^<>]{0,40}>")
# CogVLM: The cat [[250,400,500,800]] sits beside two dogs [[…;…]].
BRACKETS = re.compile(r"\[\[[\d,;\s]{7,400}\]\]")
# PaddleOCR-VL 1.5: the words<|LOC_119|>… – four points, x before y.
LOC_QUADS = re.compile(r"(?:<\|LOC_\d{1,4}\|>){8}")
LONGEST_NAME = 200
KOSMOS = re.compile(
    r"<phrase>(.{0,200}?)</phrase>\s*<object>((?:<patch_index_\d{4}>|</delimiter_of_multi_objects/>)+)"
    r"</object>",
    re.DOTALL,
)
PATCH = re.compile(r"<patch_index_(\d{4})><patch_index_(\d{4})>")
PATCHES = 32


def tagged(text: str, convention: BoxConvention) -> Iterator[Tagged]:
    """(name, numbers) of every whole box; the numbers still in the family's convention.

    Four numbers are two corners, eight are four points (see `places.box_of`).
    """
    match convention.form:
        case BoxForm.LOC_TOKENS:
            yield from _loc_tokens(text)
        case BoxForm.REF_DET:
            yield from _named_lists(REF_DET, text)
        case BoxForm.REF_BOX | BoxForm.REF_NUMBERS:
            yield from _named_lists(REF_BOX, text)
        case BoxForm.BOX_TAGS:
            for name, numbers in BOX_TAGS.findall(text):
                yield name.strip(" ,;:"), _whole_numbers(numbers)
        case BoxForm.PAIRS:
            yield from _after_names(PAIRS, text)
        case BoxForm.LOC_QUADS:
            yield from _after_names(LOC_QUADS, text)
        case BoxForm.BRACKETS:
            for name, boxes in _before(BRACKETS, text):
                for word in boxes.split(";"):
                    yield name, _whole_numbers(word)
        case BoxForm.PATCH_INDEX:
            yield from _patches(text)
        case BoxForm.JSON | BoxForm.NONE:
            return


def _whole_numbers(text: str) -> list[float]:
    return [float(digits) for digits in re.findall(r"\d+", text)]


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
        # Bare numbers are one box; lists may be several.
        lists = FOUR.findall(boxes) if "[" in boxes else [re.findall(r"[\d.]+", boxes)]
        for numbers in lists:
            try:
                yield name.strip(), [float(n) for n in numbers]
            except ValueError:
                continue


def _after_names(pattern: re.Pattern[str], text: str) -> Iterator[Tagged]:
    """Boxes that follow their name; one without a name has that of the box before it."""
    last = ""
    for name, numbers in _before(pattern, text):
        last = name or last
        yield last, _whole_numbers(numbers)


def _before(pattern: re.Pattern[str], text: str) -> Iterator[tuple[str, str]]:
    """(what the line says before it, the match) of every match: one pass, whatever the text."""
    end = 0
    for found in pattern.finditer(text):
        before = text[max(end, found.start() - LONGEST_NAME) : found.start()]
        yield TOKEN.sub("", before).strip("\n").rpartition("\n")[2].strip(" ,;:."), found.group()
        end = found.end()


def _patches(text: str) -> Iterator[Tagged]:
    """Kosmos-2: indices of the top-left and bottom-right patch of a 32 x 32 grid, in 0..1."""
    for name, objects in KOSMOS.findall(text):
        for first, last in PATCH.findall(objects):
            y0, x0 = divmod(int(first), PATCHES)
            y1, x1 = divmod(int(last), PATCHES)
            corners = (x0, y0, x1 + 1, y1 + 1)
            yield name.strip(), [corner / PATCHES for corner in corners]
