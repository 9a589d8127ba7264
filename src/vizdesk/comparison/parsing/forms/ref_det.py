"""DeepSeek-VL2 and DeepSeek-OCR: <|ref|>cat<|/ref|><|det|>[[1, 2, 3, 4]]<|/det|>, 0..999.

https://github.com/deepseek-ai/DeepSeek-VL2 (README, visual grounding)
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from vizdesk.common.messages import message
from vizdesk.comparison.parsing.forms.box_form import BoxFormat, ReadContext, after_last
from vizdesk.comparison.parsing.forms.tagged_boxes import read_bare, read_tags
from vizdesk.comparison.profiles import BoxConvention, BoxForm, BoxScale
from vizdesk.comparison.types import Box


def read(text: str, context: ReadContext) -> None:
    """Tags, or the lists alone where a server drops the tags."""
    if FORMAT.opens.search(text):
        read_tags(text, context)
    else:
        read_bare(text, context)


def write(label: str, _box: Box, four: Sequence[float], _convention: BoxConvention) -> str:
    """A name and its box in tags."""
    a, b, c, d = four
    return f"<|ref|>{label}<|/ref|><|det|>[[{a}, {b}, {c}, {d}]]<|/det|>"


FORMAT = BoxFormat(
    form=BoxForm.REF_DET,
    title=message("ref and det tags"),
    read=read,
    write=write,
    opens=re.compile(r"<\|(?:ref|det)\|>"),
    whole=after_last("<|/det|>"),
    native=BoxConvention(form=BoxForm.REF_DET, scale=BoxScale.THOUSAND_LESS_ONE),
)
