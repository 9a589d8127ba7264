"""Kosmos-2: <phrase>a cat</phrase><object><patch_index_0044><patch_index_0863></object>.

Indices of a grid of 32 x 32 patches. The corners are the middles of the two patches, but where both
stand in one row or column the patches themselves are the box:
https://github.com/huggingface/transformers/blob/main/src/transformers/models/kosmos2/processing_kosmos2.py
(`patch_index_to_coordinate`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from vizdesk.common.messages import message
from vizdesk.comparison.parsing.forms.box_form import BoxFormat, ReadContext, after_last
from vizdesk.comparison.parsing.raw_entries import Fault, Pair
from vizdesk.comparison.profiles import BoxConvention, BoxForm, BoxScale
from vizdesk.comparison.types import Box

PATCHES = 32
PIECE = re.compile(
    r"<phrase>(?P<name>[^<>]{0,200})</phrase>"
    r"|<object>(?P<body>(?:<patch_index_\d{4}>|</delimiter_of_multi_objects/>)*)(?P<close></object>)?"
)
INDEX = re.compile(r"<patch_index_(\d{4})>")


def read(text: str, context: ReadContext) -> None:
    """Every object with the phrase before it."""
    for piece in PIECE.finditer(text):
        if piece.group("name") is not None:
            context.last_name = piece.group("name").strip() or None
            continue
        for pair in piece.group("body").split("</delimiter_of_multi_objects/>"):
            indices = [int(index) for index in INDEX.findall(pair)]
            if len(indices) != 2 or max(indices) >= PATCHES * PATCHES:
                context.fault(Fault.CUT if piece.group("close") is None else Fault.NOT_FOUR)
            else:
                context.add(context.last_name, _corners(*indices))
        context.last_name = None


def _corners(first: int, last: int) -> tuple[Pair, Pair]:
    (y0, x0), (y1, x1) = divmod(first, PATCHES), divmod(last, PATCHES)
    if x0 == x1 or y0 == y1:
        return (x0 / PATCHES, y0 / PATCHES), ((x1 + 1) / PATCHES, (y1 + 1) / PATCHES)
    return (
        ((x0 + 0.5) / PATCHES, (y0 + 0.5) / PATCHES),
        ((x1 + 0.5) / PATCHES, (y1 + 0.5) / PATCHES),
    )


def write(label: str, box: Box, _four: Sequence[float], _convention: BoxConvention) -> str:
    """The phrase and the two patches in which the corners lie."""
    first = _patch(box.y0) * PATCHES + _patch(box.x0)
    last = _patch(box.y1 - 0.01 / PATCHES) * PATCHES + _patch(box.x1 - 0.01 / PATCHES)
    index = f"<patch_index_{first:04d}><patch_index_{last:04d}>"
    return f"<phrase>{label}</phrase><object>{index}</object>"


def _patch(place: float) -> int:
    return min(PATCHES - 1, max(0, int(place * PATCHES)))


FORMAT = BoxFormat(
    form=BoxForm.PATCH_INDEX,
    title=message("patch numbers"),
    read=read,
    write=write,
    opens=re.compile(r"<patch_index_\d{4}>"),
    whole=after_last("</object>"),
    native=BoxConvention(form=BoxForm.PATCH_INDEX, scale=BoxScale.UNIT),
)
