"""What one line of a reply says, and which of its lines is the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from vizdesk.common.messages import EMPTY, Message, message
from vizdesk.comparison.parsing.final_answer import FinalAnswer, concludes


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """What was read from some words.

    `values` are the different values affirmed there, written alike; `bare`: the words are nothing
    else. `doubt` says why a value cannot be taken as an answer (“a limit, not a number”).
    """

    values: tuple[str, ...] = ()
    bare: bool = False
    doubt: Message = EMPTY

    @property
    def one(self) -> str | None:
        """The value, where there is exactly one without doubt."""
        return self.values[0] if len(self.values) == 1 and not self.doubt else None


Reader = Callable[[str], AnswerLine]

# A reply of which so much would have to be read has no answer that stands out.
LONGEST_READ = 4_000


def within_reason(read: Reader, text: str) -> AnswerLine:
    """What `read` finds, in a text short enough to be an answer."""
    if len(text) > LONGEST_READ:
        return AnswerLine((), False, message("it is too long to be read as an answer"))
    return read(text)


def answer_in(answer: FinalAnswer, reader: Reader) -> AnswerLine:
    """What the reply says in the end, as `reader` reads a line.

    The marked answer, if there is one; else a first or last line that is nothing but an answer;
    else everything. Whatever speaks, all of it must agree.
    """

    def read(text: str) -> AnswerLine:
        return within_reason(reader, text)

    if answer.marked:
        return _settled([read(line) for line in answer.marked], answer.taken_back)
    if len(answer.lines) <= 1:
        return read(answer.whole)
    first, last = read(answer.lines[0]), read(answer.lines[-1])
    final = last.bare or concludes(answer.lines[-1])
    if not first.bare and not final:
        everything = read(answer.whole)
        return AnswerLine(everything.values, False, everything.doubt)
    if not first.bare:
        return AnswerLine(last.values, False, last.doubt)
    return _settled([first, last] if final else [first], answer.taken_back)


def _settled(lines: list[AnswerLine], taken_back: bool) -> AnswerLine:
    values = tuple(dict.fromkeys(value for item in lines for value in item.values))
    doubt = next((line.doubt for line in lines if line.doubt), EMPTY)
    if taken_back and not doubt:
        doubt = message("the reply takes back what it said")
    return AnswerLine(values, False, doubt)
