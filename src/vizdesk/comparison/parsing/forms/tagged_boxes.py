"""What <ref>, <box> and <quad> tags and bare name[[…]] lists share, whoever writes them."""

from __future__ import annotations

import re

from vizdesk.comparison.parsing.forms.box_form import ReadContext, numbers_of
from vizdesk.comparison.parsing.raw_entries import Fault

REF_OPEN = r"<\|object_ref_start\|>|<\|ref\|>|<ref>"
REF_CLOSE = r"<\|object_ref_end\|>|<\|/ref\|>|</ref>"
BOX_OPEN = r"<\|box_start\|>|<\|det\|>|<box>|<quad>"
BOX_CLOSE = r"<\|box_end\|>|<\|/det\|>|</box>|</quad>"
PIECE = re.compile(
    rf"(?:{REF_OPEN})(?P<name>[^<>]{{0,200}})(?:{REF_CLOSE})"
    rf"|(?:{BOX_OPEN})(?P<body>(?:[^<]|<\d{{1,5}}>){{0,8000}})(?P<close>{BOX_CLOSE})?"
)
ANY_REF = re.compile(REF_OPEN)
# A tag that the end of the reply cut off, or a name without a box.
OPEN_END = re.compile(rf"(?:(?:{REF_OPEN})[^<>]{{0,200}}|<\|?[a-z_/]{{0,20}})\Z")
# A number of LocateAnything that the end of the reply cut off.
HALF_NUMBER = re.compile(r"<\d{0,5}")
GROUP = re.compile(r"\[([^\[\]]*)\]")
NUMBERS = re.compile(r"[\s\d.,;+-]*")
NOTHING = ("none", "null", "nothing", "n/a", "")
# car[[1, 2, 3, 4], [5, 6, 7, 8]]: what is left where a server drops the tags.
BARE = re.compile(r"\[\[[\d.,\s]{1,400}(?:\]\s{0,9},?\s{0,9}\[[\d.,\s]{1,400}){0,200}\]\]")


def read_tags(text: str, context: ReadContext) -> None:
    """Every box in tags; the name is in the ref before it, or in the words before it."""
    context.has_refs = context.has_refs or ANY_REF.search(text) is not None
    end = 0
    for piece in PIECE.finditer(text):
        if piece.group("name") is not None:
            context.last_name = piece.group("name").strip() or None
            end = piece.end()
            continue
        name = _name(text[end : piece.start()], context)
        end = piece.end()
        if name is Fault.SEVERAL_NAMES:
            context.fault(Fault.SEVERAL_NAMES)
            continue
        body, rest = piece.group("body"), text[piece.end() : piece.end() + 8]
        cut = piece.group("close") is None and (not rest or HALF_NUMBER.fullmatch(rest) is not None)
        read_body(body, name, context, cut=cut)
        end = len(text) if cut else end
    if OPEN_END.search(text, max(end, len(text) - 240)):
        context.fault(Fault.CUT)


def _name(before: str, context: ReadContext) -> str | Fault | None:
    if context.has_refs:
        return context.last_name
    if context.several_named(before):
        return Fault.SEVERAL_NAMES
    name = context.name_in(before, prose=True)
    context.last_name = name or (context.last_name if not before.strip(" ,;\n") else None)
    return context.last_name


def read_body(
    body: str, name: str | Fault | None, context: ReadContext, *, cut: bool = False
) -> None:
    """The boxes inside one pair of tags: [[…], […]], bare numbers, pairs, or <1><2><3><4>."""
    name = name if isinstance(name, str) else None
    if body.strip().lower() in NOTHING:
        if cut:
            context.fault(Fault.CUT)
        context.found.none_meant |= bool(body.strip())
        return
    if "[" not in body:
        if cut:
            context.fault(Fault.CUT)
        else:
            context.add_numbers(name, numbers_of(body))
        return
    for group in GROUP.findall(body):
        if NUMBERS.fullmatch(group):
            context.add_numbers(name, numbers_of(group))
        elif not group.strip():
            continue
        else:
            context.add_numbers(name, numbers_of(group) if "(" in group else ())
    if "[" in GROUP.sub("", body).strip().removeprefix("[") or (
        cut and re.search(r"\[[^\[\]]*\d[^\[\]]*\Z", body)
    ):
        context.fault(Fault.CUT)


def read_bare(text: str, context: ReadContext) -> None:
    """name[[1, 2, 3, 4]] without any tags."""
    end = 0
    for match in BARE.finditer(text):
        before = text[end : match.start()]
        end = match.end()
        if context.several_named(before):
            context.fault(Fault.SEVERAL_NAMES)
            continue
        directly = before[-1:].strip() != ""
        context.last_name = context.name_in(before, prose=not directly)
        read_body(match.group(), context.last_name, context)
    tail = text.rfind("[[")
    if tail >= end:
        context.fault(Fault.CUT)
