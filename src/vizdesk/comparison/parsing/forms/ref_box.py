"""InternVL: <ref>cat</ref><box>[[1, 2, 3, 4]]</box>, 0..1000; servers drop the tags at times.

https://internvl.readthedocs.io/en/latest/get_started/chat_data_format.html (grounding data)
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from vizdesk.common.messages import message
from vizdesk.comparison.parsing.forms.box_form import BoxFormat, ReadContext, after_last
from vizdesk.comparison.parsing.forms.tagged_boxes import read_bare, read_tags
from vizdesk.comparison.profiles import BoxConvention, BoxForm
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
    return f"<ref>{label}</ref><box>[[{a}, {b}, {c}, {d}]]</box>"


FORMAT = BoxFormat(
    form=BoxForm.REF_BOX,
    title=message("ref and box tags"),
    read=read,
    write=write,
    opens=re.compile(r"<(?:ref|box|quad)>(?!\s*<\d)"),
    whole=lambda text, start: max(
        after_last("</box>")(text, start), after_last("</quad>")(text, start)
    ),
    native=BoxConvention(form=BoxForm.REF_BOX),
)
