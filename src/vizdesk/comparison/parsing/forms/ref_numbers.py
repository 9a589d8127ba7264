"""MiniCPM-V: <ref>cat</ref><box>1 2 3 4</box>, 0..1000, several boxes after one name.

https://github.com/OpenBMB/MiniCPM-V (grounding with MiniCPM-V 2.6, finetune readme)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vizdesk.common.messages import message
from vizdesk.comparison.parsing.forms import ref_box
from vizdesk.comparison.profiles import BoxConvention, BoxForm
from vizdesk.comparison.types import Box

read = ref_box.read


def write(label: str, _box: Box, four: Sequence[float], _convention: BoxConvention) -> str:
    """A name and its four numbers in tags."""
    a, b, c, d = four
    return f"<ref>{label}</ref><box>{a} {b} {c} {d}</box>"


FORMAT = replace(
    ref_box.FORMAT,
    form=BoxForm.REF_NUMBERS,
    title=message("ref and box tags, bare numbers"),
    write=write,
    native=None,
)
