"""JSON entries: [{"box_2d": [100, 200, 300, 400], "label": "cat"}]; Gemini, Qwen, GPT, others."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from vizdesk.common.messages import message
from vizdesk.comparison.parsing import problems
from vizdesk.comparison.parsing.corrections import after_correction
from vizdesk.comparison.parsing.entries import BOX_KEYS, EntryReader, plain_key
from vizdesk.comparison.parsing.forms.box_form import BoxFormat, ReadContext
from vizdesk.comparison.parsing.json_recovery import Block, Recovered, recovered
from vizdesk.comparison.parsing.labels import PLACEHOLDERS, cleaned
from vizdesk.comparison.parsing.raw_entries import Fault
from vizdesk.comparison.parsing.tolerant_json import LooseDict, LooseList, Repair
from vizdesk.comparison.profiles import BoxConvention, BoxForm
from vizdesk.comparison.types import Box

# “label: cat” on a line of its own, as YAML has it.
NAME_LINE = re.compile(
    r"^[ \t>*-]*[\"']?(?:label|name|class|category"
    r"|object)[\"']?[*]*[ \t]*[:=][ \t]*(\S[^\n]{0,199})$",
    re.IGNORECASE | re.MULTILINE,
)
KEY_BEFORE = re.compile(r"[\"'*]{0,2}([A-Za-z_][\w -]{0,30}?)[\"'*]{0,2}\s*[:=]\s*[*\s]*\Z")


def read(text: str, context: ReadContext) -> None:
    """Adds every entry of every block of JSON to the context."""
    recovery = recovered(text)
    blocks, corrected = after_correction(recovery.text, recovery.blocks, _has_places)
    reader = EntryReader(context.convention, context.classes, context.found)
    before = (
        recovery.blocks[recovery.blocks.index(blocks[0]) - 1].end if corrected and blocks else 0
    )
    for at, block in enumerate(blocks):
        following = blocks[at + 1].start if at + 1 < len(blocks) else len(recovery.text)
        if not any(block.value == earlier.value for earlier in blocks[max(0, at - 8) : at]):
            _read_block(
                block,
                recovery.text[before : block.start],
                recovery.text[block.end : following],
                reader,
                context,
            )
        before = block.end
    if corrected:
        context.found.note(problems.CORRECTED)
    if reader.templates and context.found.empty:
        context.found.note(problems.TEMPLATE)
    context.found.none_meant |= _empty(blocks)
    note_recovery(recovery, context)


def note_recovery(recovery: Recovered, context: ReadContext) -> None:
    """Says what was mended, cut or given up."""
    if recovery.given_up:
        context.found.note(problems.GIVEN_UP)
    if context.found.empty:
        return
    if recovery.cut:
        context.found.note(problems.CUT_OFF)
    if Repair.ELLIPSIS in recovery.repairs:
        context.found.note(problems.LEFT_OUT)
    mended = problems.repaired(recovery.repairs - ({Repair.BRACKET} if recovery.cut else set()))
    if mended:
        context.found.note(mended)


def _has_places(value: object) -> bool:
    """Whether a block says where something is (a footnote [1] does not)."""
    if isinstance(value, list):
        return any(isinstance(part, dict | list) for part in value) or len(value) in (4, 8)
    return bool(value)


def _empty(blocks: Sequence[Block]) -> bool:
    """Whether the JSON says in so many words that there is nothing: [], {"detections": []}."""
    return any(
        not block.cut
        and (
            (isinstance(block.value, list) and not block.value)
            or (
                isinstance(block.value, dict)
                and (any(part == [] for part in block.value.values()) or not block.value)
            )
        )
        for block in blocks
    )


def _read_block(
    block: Block, before: str, after: str, reader: EntryReader, context: ReadContext
) -> None:
    value = block.value
    if isinstance(value, list) and not any(isinstance(part, dict) for part in value):
        _read_bare(value, before, after, reader, context)
        return
    if isinstance(value, LooseDict) and value.damaged and len(value) == 0:
        context.fault(Fault.BROKEN)
        return
    reader.read(value)


def _read_bare(
    value: list[object], before: str, after: str, reader: EntryReader, context: ReadContext
) -> None:
    """[1, 2, 3, 4] in words: its name is what stands before it."""
    numbers = value and all(isinstance(part, int | float | list) for part in value)
    if not numbers or (len(value) not in (4, 8) and not isinstance(value[0], list)):
        # A footnote, a size, a list of words; a list that was cut off is a box cut off.
        if isinstance(value, LooseList) and value.open and value and context.found.boxes:
            context.fault(Fault.CUT)
        return
    if context.several_named(before):
        context.fault(Fault.SEVERAL_NAMES)
        return
    reader.read(value, _name_around(before, after, context))


def _name_around(before: str, after: str, context: ReadContext) -> str | None:
    line = before.rpartition("\n")[2]
    key = KEY_BEFORE.search(line)
    if key and plain_key(key.group(1)) in BOX_KEYS:
        names = NAME_LINE.findall(before)
        if not context.found.boxes and not names:
            context.has_refs = True  # here the names come after the boxes
        if context.has_refs:
            names = NAME_LINE.findall(after)[:1]
        return cleaned(names[-1]) if names else None
    directly = line[-1:] in (":", "|") or (line[-1:].strip() != "" and line[-1:] not in "([{>")
    named = context.name_in(line, prose=not directly and "]" not in line)
    if (
        named
        and not context.classes
        and not directly
        and not line.rstrip().endswith((":", "|", "**"))
    ):
        return None
    return None if named is None or named.lower() in PLACEHOLDERS else named


def write(label: str, _box: Box, four: Sequence[float], convention: BoxConvention) -> str:
    """One entry."""
    places = (
        dict(zip(convention.flat_keys, four, strict=True))
        if convention.flat_keys
        else {convention.box_keys[0]: list(four)}
    )
    return json.dumps({**places, convention.label_keys[0]: label}, ensure_ascii=False)


FORMAT = BoxFormat(
    form=BoxForm.JSON,
    title=message("JSON"),
    read=read,
    write=write,
    opens=re.compile(r"[\[{［｛]"),
    whole=lambda _text, start: start,
)
