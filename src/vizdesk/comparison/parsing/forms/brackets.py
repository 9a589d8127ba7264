"""CogVLM: “The cat [[250,400,500,800]] sits beside two dogs [[…;…]].”, 0..999 as three digits.

https://github.com/THUDM/CogVLM (grounding prompts). The name is the class that the words since the
box before speak of; where they speak of several, none is taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from vizdesk.common.messages import message
from vizdesk.comparison.parsing.forms.box_form import BoxFormat, ReadContext, after_last, numbers_of
from vizdesk.comparison.parsing.raw_entries import Fault
from vizdesk.comparison.profiles import BoxConvention, BoxForm
from vizdesk.comparison.types import Box

BRACKETS = re.compile(
    r"\[\[([\d.,;\s]{1,400}(?:\]\s{0,9}[,;]?\s{0,9}\[[\d.,;\s]{1,400}){0,200})\]\]"
)
LONGEST_NAME = 200


def read(text: str, context: ReadContext) -> None:
    """Every pair of double brackets; boxes in one are parted by “;”."""
    end = 0
    for match in BRACKETS.finditer(text):
        before = text[max(end, match.start() - LONGEST_NAME) : match.start()]
        end = match.end()
        if context.several_named(before):
            context.fault(Fault.SEVERAL_NAMES)
            continue
        name = context.name_in(before, prose=False)
        one_class = len(context.classes) == 1 and name not in context.classes
        context.last_name = None if one_class else name or context.last_name
        for box in re.split(r";|\]\s*,?\s*\[", match.group(1)):
            context.add_numbers(context.last_name, numbers_of(box))
    if text.rfind("[[") >= end:
        context.fault(Fault.CUT)


def write(label: str, _box: Box, four: Sequence[float], _convention: BoxConvention) -> str:
    """The words and a box of three digits each."""
    a, b, c, d = four
    return f"{label} [[{a:03.0f},{b:03.0f},{c:03.0f},{d:03.0f}]]"


FORMAT = BoxFormat(
    form=BoxForm.BRACKETS,
    title=message("double square brackets"),
    read=read,
    write=write,
    opens=re.compile(r"\[\[\s*\d"),
    whole=after_last("]]"),
    native=BoxConvention(form=BoxForm.BRACKETS),
)
