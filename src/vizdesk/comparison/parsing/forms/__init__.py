"""The registry of box forms. A form is one module with `read` and `write`, and one line here."""

from __future__ import annotations

from vizdesk.comparison.parsing.forms import (
    box_tags,
    brackets,
    json_entries,
    loc_quads,
    loc_tokens,
    pairs,
    patch_index,
    ref_box,
    ref_det,
    ref_numbers,
)
from vizdesk.comparison.parsing.forms.box_form import BoxFormat, ReadContext
from vizdesk.comparison.profiles import BoxForm

FORMATS: dict[BoxForm, BoxFormat] = {
    module.FORMAT.form: module.FORMAT
    for module in (
        json_entries,
        loc_tokens,
        ref_det,
        ref_box,
        ref_numbers,
        box_tags,
        pairs,
        brackets,
        loc_quads,
        patch_index,
    )
}

__all__ = ["FORMATS", "BoxFormat", "ReadContext"]
