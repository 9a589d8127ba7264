"""What a form of boxes is: how it is read, how it is written, and what it is when met elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from vizdesk.common.messages import Message
from vizdesk.comparison.parsing import problems
from vizdesk.comparison.parsing.labels import as_asked, cleaned, mentions
from vizdesk.comparison.parsing.raw_entries import Fault, Pair, RawBox, RawEntries, paired
from vizdesk.comparison.profiles import BoxConvention, BoxForm
from vizdesk.comparison.types import Box

DIGITS = re.compile(r"-?\d+(?:\.\d+)?")
TOKEN = re.compile(r"<[^<>\n]{0,40}>")
MOST_WORDS_OF_A_NAME = 5


@dataclass(slots=True)
class ReadContext:
    """What reading goes by: the family's convention and the classes asked for.

    `last_name` is the name of the box before, which boxes without a name share; it is carried from
    one piece of a growing reply to the next.
    """

    convention: BoxConvention
    classes: Sequence[str] = ()
    last_name: str | None = None
    found: RawEntries = field(default_factory=RawEntries)
    has_refs: bool = False

    def add(self, label: str | None, pairs: Sequence[Pair]) -> None:
        """Take a whole box; without a name it is of the one class asked for, or a fault."""
        label = label or self._one_class()
        if label is None:
            self.found.faults[Fault.NO_LABEL] += 1
            return
        self.found.boxes.append(RawBox(as_asked(label, self.classes), tuple(pairs)))

    def add_numbers(self, label: str | None, numbers: Sequence[float]) -> None:
        """Take a box of four numbers, or of four points; other numbers are a fault."""
        if len(numbers) not in (4, 8):
            self.fault(Fault.NOT_FOUR)
        else:
            self.add(label, paired(numbers))

    def fault(self, fault: Fault) -> None:
        """Count an entry that cannot be used."""
        self.found.faults[fault] += 1

    def _one_class(self) -> str | None:
        if len(self.classes) == 1:
            self.found.note(problems.ONE_CLASS)
            return self.classes[0]
        return None

    def name_in(self, before: str, *, prose: bool) -> str | None:
        """The name that the words before a box give it; None where they give none.

        Of several classes named there none is taken (a fault is counted by `named`).
        """
        line = TOKEN.sub("", before).strip().rpartition("\n")[2]
        named = {name for _, _, name in mentions(line, self.classes)}
        if len(named) == 1:
            return named.pop()
        words = cleaned(re.sub(r"\A[\s\])},;]+|[\s:\[({]+\Z", "", line))
        if not words or len(named) > 1 or len(words) > 200:
            return None
        if prose and (len(words.split()) > MOST_WORDS_OF_A_NAME or len(self.classes) == 1):
            return None
        return words

    def several_named(self, before: str) -> bool:
        """Whether the words before a box name several of the classes asked for."""
        line = TOKEN.sub("", before).strip().rpartition("\n")[2]
        return len({name for _, _, name in mentions(line, self.classes)}) > 1


Read = Callable[[str, ReadContext], None]
Write = Callable[[str, Box, Sequence[float], BoxConvention], str]


@dataclass(frozen=True, slots=True)
class BoxFormat:
    """A form of boxes, registered in forms/__init__.py.

    `title` is its name on the window's profile page. `read` adds what a text says to a context;
    `write` gives what the family would write for a box (its four numbers in the family's order and
    scale). `opens` is found in every text that holds the form. `whole` gives, for a growing text,
    the place up to which its boxes are whole, or a place not behind `start`. `native` is the
    convention of the form where a model of another family uses it; None: not known.
    """

    form: BoxForm
    title: Message
    read: Read
    write: Write
    opens: re.Pattern[str]
    whole: Callable[[str, int], int]
    native: BoxConvention | None = None


def after_last(mark: str) -> Callable[[str, int], int]:
    """Boxes are whole up to the last closing mark."""

    def place(text: str, start: int) -> int:
        at = text.rfind(mark, start)
        return at + len(mark) if at >= 0 else start

    return place


def numbers_of(text: str) -> list[float]:
    """All numbers of a text."""
    return [float(digits) for digits in DIGITS.findall(text)]
