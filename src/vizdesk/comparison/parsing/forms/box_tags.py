"""LocateAnything: <ref>cat</ref><box><1><2><3><4></box>, 0..1000, the name also without tags.

https://huggingface.co/nvidia/LocateAnything-3B (model card); <box>none</box> means nothing there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from vizdesk.common.messages import message
from vizdesk.comparison.parsing.forms.box_form import BoxFormat, after_last
from vizdesk.comparison.parsing.forms.tagged_boxes import read_tags
from vizdesk.comparison.profiles import BoxConvention, BoxForm
from vizdesk.comparison.types import Box

read = read_tags


def write(label: str, _box: Box, four: Sequence[float], _convention: BoxConvention) -> str:
    """A name and four tags of numbers."""
    a, b, c, d = four
    return f"<ref>{label}</ref><box><{a}><{b}><{c}><{d}></box>"


FORMAT = BoxFormat(
    form=BoxForm.BOX_TAGS,
    title=message("box tags"),
    read=read,
    write=write,
    opens=re.compile(r"<box>\s*<\d{1,5}>|<box>\s*none\s*</box>"),
    whole=after_last("</box>"),
    native=BoxConvention(form=BoxForm.BOX_TAGS),
)
