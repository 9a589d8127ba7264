"""Sentences about a reply, in one place: what was not used, assumed, mended or cut."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from vizdesk.common.messages import Message, joined, message, plural, verbatim
from vizdesk.comparison.parsing.labels import mentions
from vizdesk.comparison.parsing.raw_entries import Fault
from vizdesk.comparison.parsing.tolerant_json import Repair

NOTHING_WRITTEN = message("The model wrote nothing.")
ONLY_REASONING = message("The model wrote only reasoning, no answer.")
NO_BOXES = message("The reply has no boxes in it.")
CUT_OFF = message("The reply ends before its JSON does; what was cut off is left out.")
CORRECTED = message("The reply corrects itself; only what follows the correction is used.")
GIVEN_UP = message("The reply is too garbled to be read to its end.")
LEFT_OUT = message("The reply leaves entries out with “…”.")
POINTS = message("The reply gives points, not boxes.")
OUTLINES = message("The reply gives outlines, not boxes.")
TEMPLATE = message("The reply repeats the form that was asked for instead of filling it in.")
ONE_CLASS = message("Boxes without a name are taken for the one class that was asked for.")
CLAMPED = message("Boxes that reach far past the edge are cut off there.")
TURNED = message("A box has its corners in the other order; they were put right.")
ALL_IN_A_CORNER = message(
    "All boxes lie in the first tenth of the image; the numbers may be per cent."
)
MASKS_NOT_DRAWN = message("Masks whose code only the family’s own decoder knows are not drawn.")
BAD_MASK = message("A mask could not be read.")
X_FIRST = message("“bbox_2d” is Qwen’s key: read as x before y.")

REPAIR_WORDS: dict[Repair, Message] = {
    Repair.COMMENT: message("comments"),
    Repair.TRAILING_COMMA: message("commas too many"),
    Repair.MISSING_COMMA: message("missing commas"),
    Repair.MISSING_COLON: message("missing colons"),
    Repair.MISSING_QUOTE: message("missing quotation marks"),
    Repair.OTHER_QUOTES: message("other quotation marks"),
    Repair.INNER_QUOTES: message("quotation marks inside a text"),
    Repair.BACKSLASH: message("single backslashes"),
    Repair.LINE_BREAK: message("line breaks inside a text"),
    Repair.BRACKET: message("missing brackets"),
    Repair.NUMBER: message("values that JSON does not have"),
    Repair.PUNCTUATION: message("full-width punctuation"),
}

FAULTS: dict[Fault, Callable[[int], Message]] = {
    Fault.NO_OBJECT: lambda n: plural("{n} is no object", "{n} are no objects", n),
    Fault.NO_BOX: lambda n: plural("{n} has no box", "{n} have no box", n),
    Fault.NOT_FOUR: lambda n: plural(
        "{n} has a box that is not four numbers", "{n} have a box that is not four numbers", n
    ),
    Fault.NO_LABEL: lambda n: plural("{n} has no label", "{n} have no label", n),
    Fault.NO_AREA: lambda n: plural("{n} has a box without area", "{n} have a box without area", n),
    Fault.CUT: lambda n: plural("{n} is cut off", "{n} are cut off", n),
    Fault.BROKEN: lambda n: plural("{n} cannot be read", "{n} cannot be read", n),
    Fault.SEVERAL_NAMES: lambda n: plural(
        "{n} has several names before its box", "{n} have several names before their box", n
    ),
    Fault.MIXED_SCALE: lambda n: plural(
        "{n} has numbers of another scale than the rest",
        "{n} have numbers of another scale than the rest",
        n,
    ),
    Fault.OUTSIDE: lambda n: plural("{n} lies outside the image", "{n} lie outside the image", n),
    Fault.TINY: lambda n: plural(
        "{n} has a box under 2 pixels", "{n} have a box under 2 pixels", n
    ),
    Fault.REVERSED: lambda n: plural(
        "{n} has its second corner left of or above the first (it may be x, y, width, height)",
        "{n} have their second corner left of or above the first (they may be x, y, width, height)",
        n,
    ),
    Fault.UNSURE_SCALE: lambda n: plural(
        "{n} cannot be placed, as the numbers are too large for this family and fit several scales",
        "{n} cannot be placed, as the numbers are too large for this family and fit several scales",
        n,
    ),
    Fault.OTHER_FORM: lambda n: plural(
        "{n} is written in the form of another family, whose scale is not known",
        "{n} are written in the form of another family, whose scale is not known",
        n,
    ),
    Fault.UNEVEN_LISTS: lambda n: plural(
        "{n} stands in a list that is not as long as its list of names",
        "{n} stand in a list that is not as long as its list of names",
        n,
    ),
    Fault.POINT_NOT_TWO: lambda n: plural(
        "{n} has a point that is not two numbers", "{n} have a point that is not two numbers", n
    ),
}


def repaired(repairs: Iterable[Repair]) -> Message | None:
    """“Repaired: comments, missing commas.”; None where nothing worth a word was mended."""
    words = [
        REPAIR_WORDS[repair] for repair in Repair if repair in set(repairs) & set(REPAIR_WORDS)
    ]
    if not words:
        return None
    return message("The JSON of the reply was repaired: {what}.", what=joined(words, ", "))


def used(count: int, total: int, faults: Counter[Fault]) -> Message | None:
    """“2 of 5 entries used: 3 have no label.”; None where every entry was used."""
    wrong = [FAULTS[fault](number) for fault, number in faults.items() if number]
    if not wrong:
        return None
    return message(
        "{used} of {total} entries used: {wrong}.",
        used=count,
        total=total,
        wrong=joined(wrong, ", "),
    )


def quoted(names: Iterable[str]) -> Message:
    """“cat”, “dog”"""
    return verbatim(", ".join(f"“{name}”" for name in names))


def not_asked_for(names: Iterable[str]) -> Message:
    """Which names nobody asked for."""
    return message("Not asked for: {names}.", names=quoted(names))


def read_as_form(title: Message) -> Message:
    """The reply is in a form that is not the family's own."""
    return message("Read as another form than the family’s own: {form}.", form=title)


EMPTY_WORDS = re.compile(
    r"(?:none|nothing|no (?:objects?|boxes|detections?|results?)(?: (?:were |was )?(?:found"
    r"|detected))?"
    r"|not (?:found|present|visible)|n/?a|keine?|aucune?|ninguno|无|没有)",
    re.IGNORECASE,
)
DENIED = (
    r"(?:there (?:is|are|was|were)(?: no|n't any|n’t any| not any)|no|i (?:do not|don't|don’t"
    r"|cannot"
    r"|can't|can’t) (?:see|find|detect) (?:any|a|an)|i (?:see|found|find|detected?) no)"
)


def says_nothing(text: str, classes: Sequence[str]) -> bool:
    """Whether a short reply without a box says that there is nothing to find."""
    words = text.strip().strip("`*_\"'. \n")
    if EMPTY_WORDS.fullmatch(words):
        return True
    if len(words) > 200 or "\n" in words or not classes:
        return False
    sentence = re.match(rf"{DENIED}\b\s*(.*)", words, re.IGNORECASE)
    if sentence is None:
        return False
    denied = {name for _, _, name in mentions(sentence.group(1), classes)}
    return denied == set(classes)
