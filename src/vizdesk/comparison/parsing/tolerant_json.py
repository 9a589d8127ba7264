"""The repair rung: one JSON value as models write it, with what had to be mended and what is cut.

Reads what strict JSON refuses: comments, trailing and missing commas, Python and JavaScript
literals, single, typographic, doubled, escaped, full-width or missing quotes, tuples, raw line
breaks, unescaped quotes inside a text, single backslashes of LaTeX, and text that ends too early.
Nothing is completed: a text or number that the end cuts off is left out and its object is marked.
Every character is looked at a bounded number of times, so the work is linear.
"""

from __future__ import annotations

import json
import math
import re
from enum import Enum
from typing import Any

# Deeper nesting is no answer; the parser recurses.
DEEPEST = 40
# Words longer than this without quotes are prose.
LONGEST_WORD = 80
# Digits of a number: float() holds up to 308.
LONGEST_NUMBER = 300


class Repair(Enum):
    """What the repair rung mended; the values are words for people."""

    PYTHON = "written as Python"
    COMMENT = "comments"
    TRAILING_COMMA = "commas too many"
    MISSING_COMMA = "missing commas"
    MISSING_COLON = "missing colons"
    MISSING_QUOTE = "missing quotes"
    OTHER_QUOTES = "other quotation marks"
    INNER_QUOTES = "unescaped quotation marks"
    BACKSLASH = "single backslashes"
    LINE_BREAK = "raw line breaks"
    BRACKET = "missing brackets"
    NUMBER = "numbers as JSON does not write them"
    ELLIPSIS = "left out with “…”"
    PUNCTUATION = "full-width punctuation"


class LooseDict(dict[str, Any]):
    """An object that was mended. `damaged`: a part of it could not be read.

    `cut_key` is the key whose value stands at the very end of the text and may be cut off.
    """

    damaged = False
    cut_key: str | None = None


class LooseList(list[Any]):
    """A list that was mended. `open`: its closing bracket is missing."""

    open = False


class NotJsonError(ValueError):
    """What stands after the bracket is prose, as found at the place `reached`."""

    def __init__(self, why: str, reached: int) -> None:
        super().__init__(why)
        self.reached = reached


class TooDeepError(NotJsonError):
    """Brackets are nested deeper than any answer."""


OPEN_OBJECT, CLOSE_OBJECT = "{｛", "}｝"
OPEN_LIST, CLOSE_LIST = "[［(（", "]］)）"
OPENERS = OPEN_OBJECT + "[［"
COMMAS = ",，、;；"
COLONS = ":："
SPACE = re.compile(r"[\s\u3000\u00a0\ufeff\u200b]+")
COMMENT = re.compile(r"//[^\n]*|/\*.*?(?:\*/|\Z)|\#[^\n]*|<!--.*?(?:-->|\Z)", re.DOTALL)
NUMBER = re.compile(r"[+-]?(?:\d+(?:_\d+)*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?")
AFTER_NUMBER = re.compile(r"[\s,，、;；:：\]］)）}｝]|//|/\*|\#|\Z")
WORD = re.compile(r"[^\s\d,，:：;\[\]{}()\"'“”‘’「」|<>`][^,，:：\[\]{}()\"“”\n|<>`｝］（）]{0,80}")
KEY_AHEAD = re.compile(
    r"\s*(?:[\"'“”‘’]{1,2}|\\\")?[A-Za-z_][\w -]{0,40}(?:[\"'“”‘’]{1,2}|\\\")?\s*[:：]"
)
QUOTED_KEY_AHEAD = re.compile(r"[\"'“”][A-Za-z_][\w -]{0,40}[\"'“”]\s*[:：]")
VALUE_AHEAD = re.compile(
    r"\s*(?:[\"'“‘\[\]{}(+\-.…\d/#｛［］｝]|null|None|true|false|True|False|NaN|\Z)"
)
ELLIPSIS = re.compile(r"\.{3,}|…+")
CONSTANTS: dict[str, Any] = {
    **dict.fromkeys(("null", "None", "undefined", "nil", "NaN", "nan", "NULL", "Null"), None),
    **dict.fromkeys(("Infinity", "inf", "-Infinity"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
PYTHON_CONSTANTS = ("None", "True", "False")
QUOTES = {'"': '"', "'": "'", "“": "”", "”": "”", "„": "“", "«": "»", "‘": "’", "’": "’"}
QUOTES |= {"「": "」", "『": "』", "＂": "＂", "`": "`"}
# What may close a text that was opened with the quote.
CLOSERS = {"“": '”“"', "”": '”“"', "‘": "’‘'", "’": "’‘'", "„": "“”"}
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "/": "/", "\\": "\\", '"': '"', "'": "'"}
# A backslash that begins one of these is LaTeX's, though JSON would read \t, \n, \r, \b or \f.
LATEX_COMMAND = re.compile(
    r"(?:[bf][a-z]|(?:nu|nabla|neq|notin|not|tau|theta|times|text(?:bf|it|rm)?|tfrac|tan|rho"
    r"|right(?:arrow)?|rangle)(?![a-z]))"
)
LATEX = re.compile(r"(?<!\\)(?:\\\\)*\\" + LATEX_COMMAND.pattern)
_MISSING = object()


class TolerantParser:
    """Reads one value of `text` from a bracket on; see `read`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.end = len(text)
        self.repairs: dict[Repair, int] = {}
        self.last_number = (-1, -1)
        self.cut = False

    def read(self, at: int) -> tuple[Any, int]:
        """The object or list that opens at `at`, and the place behind it.

        Raises NotJsonError where the bracket belongs to prose.
        """
        self.repairs, self.cut = {}, False
        return self._value(at, 0)

    # --- Values ------------------------------------------------------------------------------

    def _value(self, at: int, depth: int) -> tuple[Any, int]:
        character = self.text[at : at + 1]
        if character and character in OPEN_OBJECT:
            return self._object(at, depth)
        if character and character in OPEN_LIST:
            return self._list(at, depth)
        return self._scalar(at)

    def _object(self, at: int, depth: int) -> tuple[LooseDict, int]:
        if depth >= DEEPEST:
            raise TooDeepError("nested too deep", at)
        self._note_width(at)
        made, at = LooseDict(), at + 1
        comma = True
        while True:
            at = self._separators(at)
            character = self.text[at : at + 1]
            if not character or self._fence(at):
                self._opened_too_long(made)
                return made, at
            if character in CLOSE_OBJECT:
                self._note_width(at)
                return made, at + 1
            if character in CLOSE_LIST:
                self._mend(Repair.BRACKET)
                return made, at
            ellipsis = ELLIPSIS.match(self.text, at)
            if ellipsis:
                self._mend(Repair.ELLIPSIS)
                at = ellipsis.end()
                continue
            at = self._member(made, at, depth, comma)
            after = self._blank(at)
            comma = self.text[after : after + 1] in (*COMMAS, "")
            if not comma and self.text[after : after + 1] not in CLOSE_OBJECT + CLOSE_LIST:
                self._mend(Repair.MISSING_COMMA)

    def _opened_too_long(self, made: LooseDict) -> None:
        self.cut = True
        self._mend(Repair.BRACKET)

    def _member(self, made: LooseDict, at: int, depth: int, comma: bool) -> int:
        """One key and its value; `made` is marked where either cannot be read."""
        start = at
        number = NUMBER.match(self.text, at)
        if made and number and self._blank_before_comma(number.end()):
            return self._decimal_comma(made, number)
        key, at, whole = self._key(at)
        if key is None:
            if not made and depth == 0 and not made.damaged:
                raise NotJsonError("no key", at)
            made.damaged = True
            return self._skip(max(at, start))
        if not whole:
            made.damaged = self.cut = True
            return at
        at = self._blank(at)
        character = self.text[at : at + 1]
        if character and character in COLONS:
            self._note_width(at)
            at = self._blank(at + 1)
        elif self.text.startswith("=>", at):
            at = self._blank(at + 2)
        elif character == "=":
            at = self._blank(at + 1)
        elif character and character in '[{"“' and (made or comma):
            self._mend(Repair.MISSING_COLON)
        else:
            if not made and depth == 0 and not made.damaged and not QUOTES.get(self.text[start]):
                raise NotJsonError("no colon", at)
            made.damaged = True
            self.cut |= not character
            return at
        return self._member_value(made, key, at, depth)

    def _member_value(self, made: LooseDict, key: str, at: int, depth: int) -> int:
        character = self.text[at : at + 1]
        if not character or self._fence(at):
            made.damaged = self.cut = True
            return at
        if character in CLOSE_OBJECT + CLOSE_LIST + COMMAS:
            made.damaged = True
            return at
        value, at = self._value(at, depth + 1)
        if value is _MISSING:
            made.damaged = True
            return self._skip(at)
        if at >= self.end and not isinstance(value, str | dict | list):
            made.cut_key = key
        made[key] = value
        return at

    def _list(self, at: int, depth: int) -> tuple[LooseList, int]:
        if depth >= DEEPEST:
            raise TooDeepError("nested too deep", at)
        if self.text[at] in "(（":
            self._mend(Repair.PYTHON)
        self._note_width(at)
        made, at = LooseList(), at + 1
        while True:
            at = self._separators(at)
            character = self.text[at : at + 1]
            if not character or self._fence(at):
                made.open = self.cut = True
                self._mend(Repair.BRACKET)
                return made, at
            if character in CLOSE_LIST:
                self._note_width(at)
                return made, at + 1
            if character in CLOSE_OBJECT:
                closed = self._stray_brace(made, at)
                if closed:
                    made.open = True
                    return made, at
                at += 1
                continue
            if ELLIPSIS.match(self.text, at):
                self._mend(Repair.ELLIPSIS)
                at = ELLIPSIS.match(self.text, at).end()  # type: ignore[union-attr]
                continue
            if made and QUOTED_KEY_AHEAD.match(self.text, at):
                # [1, 2, 3, 4, "label": … : the list was not closed.
                made.open = True
                self._mend(Repair.BRACKET)
                return made, at
            at = self._element(made, at, depth)

    def _stray_brace(self, made: LooseList, at: int) -> bool:
        """Whether a } inside a list ends what holds the list, rather than being one too many."""
        self._mend(Repair.BRACKET)
        return not (made and isinstance(made[-1], dict))

    def _element(self, made: LooseList, at: int, depth: int) -> int:
        value, after = self._value(at, depth + 1)
        if value is _MISSING:
            if after >= self.end:
                made.open = self.cut = True
                return after
            if not made and depth == 0:
                raise NotJsonError("no value", after)
            made.append(LooseDict())
            made[-1].damaged = True
            return self._skip(max(after, at + 1))
        if after >= self.end and isinstance(value, int | float) and not isinstance(value, bool):
            # The end may have cut digits off.
            made.open = self.cut = True
            return after
        made.append(value)
        blank = self._blank(after)
        following = self.text[blank : blank + 1]
        if following and following not in COMMAS + CLOSE_LIST + CLOSE_OBJECT:
            if isinstance(value, str) and depth == 0 and len(made) == 1:
                raise NotJsonError("prose in brackets", after)
            self._mend(Repair.MISSING_COMMA)
        return after

    # --- Keys and scalars ----------------------------------------------------------------------

    def _key(self, at: int) -> tuple[str | None, int, bool]:
        """(key, place behind it, whether it is whole)."""
        character = self.text[at]
        if character in QUOTES or self.text.startswith('\\"', at):
            value, after, whole = self._quoted(at, key=True)
            return value, after, whole
        word = WORD.match(self.text, at)
        if word is None:
            number = NUMBER.match(self.text, at)
            return (number.group(), number.end(), True) if number else (None, at + 1, True)
        self._mend(Repair.MISSING_QUOTE)
        return word.group().strip(), word.end(), word.end() < self.end

    def _blank_before_comma(self, at: int) -> bool:
        """Whether a figure that ends here is no key: no colon follows."""
        return self.text[(after := self._blank(at)) : after + 1] in (*COMMAS, *CLOSE_OBJECT)

    def _decimal_comma(self, made: LooseDict, number: re.Match[str]) -> int:
        """“1,5” without quotes is kept as it is written: it may be one number or two."""
        self._mend(Repair.NUMBER)
        start, end = self.last_number
        if end + 1 == number.start():
            made[next(reversed(made))] = self.text[start : number.end()]
            self.last_number = (start, number.end())
        else:
            made.damaged = True
        return number.end()

    def _scalar(self, at: int) -> tuple[Any, int]:
        if at >= self.end:
            return _MISSING, at
        character = self.text[at]
        if character in QUOTES or self.text.startswith('\\"', at):
            value, after, whole = self._quoted(at, key=False)
            if not whole:
                self.cut = True
                return _MISSING, self.end
            return value, after
        number = NUMBER.match(self.text, at)
        if number and AFTER_NUMBER.match(self.text, number.end()):
            self.last_number = number.span()
            return self._number(number.group()), number.end()
        word = WORD.match(self.text, at) or (
            number and re.compile(r"[^,\]\}\n]{1,80}").match(self.text, at)
        )
        if not word:
            return _MISSING, at
        return self._word(word.group().rstrip(), at)

    def _word(self, word: str, at: int) -> tuple[Any, int]:
        after = at + len(word)
        if word in CONSTANTS:
            strict = word in ("null", "true", "false")
            if not strict:
                self._mend(Repair.PYTHON if word in PYTHON_CONSTANTS else Repair.NUMBER)
            return CONSTANTS[word], after
        if after >= self.end:
            self.cut = True
            return _MISSING, after
        self._mend(Repair.MISSING_QUOTE)
        return word, after

    def _number(self, digits: str) -> int | float | None:
        plain = digits.replace("_", "")
        if plain[0] == "+" or re.match(r"-?0\d|-?\.|.*\.\Z", plain):
            self._mend(Repair.NUMBER)
        if len(plain) > LONGEST_NUMBER:
            return None
        try:
            return int(plain)
        except ValueError:
            value = float(plain)
            return value if abs(value) != float("inf") else None

    # --- Texts in quotes -------------------------------------------------------------------------

    def _quoted(self, at: int, *, key: bool) -> tuple[str, int, bool]:
        """(the text, the place behind its closing quote, whether it was closed)."""
        opener = self.text[at]
        if self.text.startswith('\\"', at):
            self._mend(Repair.OTHER_QUOTES)
            close = self.text.find('\\"', at + 2)
            if close < 0:
                return self.text[at + 2 :], self.end, False
            return self.text[at + 2 : close], close + 2, True
        doubled = opener * 2
        if self.text.startswith(doubled, at) and re.match(r"\w", self.text[at + 2 : at + 3]):
            self._mend(Repair.OTHER_QUOTES)
            close = self.text.find(doubled, at + 2)
            if close < 0:
                return self.text[at + 2 :], self.end, False
            return self.text[at + 2 : close], close + 2, True
        if opener != '"':
            self._mend(Repair.PYTHON if opener == "'" else Repair.OTHER_QUOTES)
        return self._until_closed(at, CLOSERS.get(opener, QUOTES[opener]), key)

    def _until_closed(self, at: int, closers: str, key: bool) -> tuple[str, int, bool]:
        stop = _stops(closers)
        place, pieces, inner = at + 1, list[str](), False
        while True:
            match = stop.search(self.text, place)
            if match is None:
                return "".join((*pieces, self.text[place:])), self.end, False
            pieces.append(self.text[place : match.start()])
            here = match.start()
            character = match.group()
            if character == "\\":
                piece, place = self._escape(here)
                pieces.append(piece)
                continue
            if character == "\n":
                self._mend(Repair.LINE_BREAK)
                pieces.append(character)
                place = here + 1
                if key:
                    return "".join(pieces), place, True
                continue
            if self._closes(here, key):
                if inner:
                    self._mend(Repair.INNER_QUOTES)
                return "".join(pieces), here + 1, True
            if not key and QUOTED_KEY_AHEAD.match(self.text, here):
                return self._unclosed("".join(pieces), at + 1)
            pieces.append(character)
            place, inner = here + 1, True

    def _unclosed(self, text: str, start: int) -> tuple[str, int, bool]:
        """A text without its closing quote ends before the bracket, comma or line behind it."""
        self._mend(Repair.MISSING_QUOTE)
        ends = re.search(r"\s*[,}\]\n]", text)
        if ends is None:
            return text, start + len(text), True
        return text[: ends.start()], start + ends.start(), True

    def _closes(self, at: int, key: bool) -> bool:
        """Whether the quote at `at` closes its text, by what comes after it."""
        after = self._blank(at + 1)
        following = self.text[after : after + 1]
        if not following or following in CLOSE_OBJECT + CLOSE_LIST:
            return True
        if key:
            return following in COLONS or following in "=[{" or following in COMMAS
        if following in COMMAS:
            ahead = after + 1
            return bool(
                KEY_AHEAD.match(self.text, ahead)
                or VALUE_AHEAD.match(self.text, ahead)
                or SPACE.fullmatch(self.text, ahead)
            )
        if self.text.startswith(("//", "/*", "#", "```"), after):
            return True
        # A missing comma: the next key follows on.
        return QUOTED_KEY_AHEAD.match(self.text, after) is not None and after > at + 1

    def _escape(self, at: int) -> tuple[str, int]:
        following = self.text[at + 1 : at + 2]
        if following == "u":
            digits = self.text[at + 2 : at + 6]
            if re.fullmatch(r"[0-9a-fA-F]{4}", digits):
                return chr(int(digits, 16)), at + 6
        elif following in ESCAPES and following and not LATEX_COMMAND.match(self.text, at + 1):
            return ESCAPES[following], at + 2
        # Not JSON's: the backslash stays, as in \alpha.
        self._mend(Repair.BACKSLASH)
        return "\\" + following, at + 1 + len(following)

    # --- Blanks and bookkeeping ------------------------------------------------------------------

    def _blank(self, at: int) -> int:
        """The place after spaces and comments."""
        while True:
            space = SPACE.match(self.text, at)
            if space:
                at = space.end()
            comment = COMMENT.match(self.text, at)
            if comment is None:
                return at
            self._mend(Repair.COMMENT)
            at = comment.end()

    def _separators(self, at: int) -> int:
        """The place after spaces, comments and any commas."""
        commas = 0
        at = self._blank(at)
        while self.text[at : at + 1] and self.text[at] in COMMAS:
            self._note_width(at)
            commas += 1
            at = self._blank(at + 1)
        closing = self.text[at : at + 1]
        if commas > 1 or (commas and closing and closing in CLOSE_OBJECT + CLOSE_LIST):
            self._mend(Repair.TRAILING_COMMA)
        return at

    def _skip(self, at: int) -> int:
        """Past what cannot be read: to the next comma or closing bracket."""
        match = re.compile(r"[,\]}\n]").search(self.text, at)
        return match.start() if match else self.end

    def _fence(self, at: int) -> bool:
        return self.text.startswith("```", at)

    def _note_width(self, at: int) -> None:
        if not self.text[at].isascii():
            self._mend(Repair.PUNCTUATION)

    def _mend(self, repair: Repair) -> None:
        self.repairs[repair] = self.repairs.get(repair, 0) + 1


_STOPS: dict[str, re.Pattern[str]] = {
    closers: re.compile(rf"[\\\n{re.escape(closers)}]")
    for closers in {*QUOTES.values(), *CLOSERS.values()}
}


def _stops(closers: str) -> re.Pattern[str]:
    return _STOPS[closers]


def plain(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """The value in plain dicts and lists, as `json` would give it."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value if part is not _MISSING]
    return value


def _whole(digits: str) -> int | None:
    # A longer number is no number of anything, and none that float() can hold.
    return int(digits) if len(digits) <= LONGEST_NUMBER else None


def _real(digits: str) -> float | None:
    value = float(digits)
    return value if math.isfinite(value) else None


def _no_number(name: str) -> None:
    """NaN and Infinity are not JSON; they count as null."""


DECODER = json.JSONDecoder(parse_int=_whole, parse_float=_real, parse_constant=_no_number)


def strict_value(text: str) -> Any:  # noqa: ANN401
    """`text` as strict JSON without NaN; raises ValueError (also where it is nested too deep)."""
    try:
        return DECODER.decode(text)
    except RecursionError as error:
        raise ValueError("nested too deep") from error


# The strict decoder is given this many characters first, then four times as many, and so on.
_FIRST_WINDOW = 1024
# An error so near to the end of a window may be the window's: no token but a text is longer.
_LONGEST_TOKEN = LONGEST_NUMBER + 16


def strict_value_at(text: str, at: int) -> tuple[Any, int]:
    """The strict JSON value that begins at `at`, and the place behind it.

    Raises ValueError where there is none, RecursionError where it is nested too deep. The decoder
    sees a window of the text: the error it makes counts the lines of all that stands before it,
    which for a long list of broken values is a time with the square of its length.
    https://github.com/python/cpython/blob/3.11/Lib/json/decoder.py (JSONDecodeError)
    """
    size = _FIRST_WINDOW
    while True:
        window = text[at : at + size]
        try:
            value, end = DECODER.raw_decode(window)
        except json.JSONDecodeError as error:
            near_end = error.pos >= len(window) - _LONGEST_TOKEN
            if at + size >= len(text) or not (near_end or error.msg.startswith("Unterminated")):
                raise
            size *= 4
        else:
            return value, at + end
