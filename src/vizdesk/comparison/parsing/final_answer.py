"""What a reply says in the end: thinking and markup taken off, and where its answer stands."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass

from vizdesk.comparison.parsing.drafts import TAKEN_BACK, without_reasoning
from vizdesk.comparison.parsing.json_recovery import parsed

# No honest answer to a checked question is longer; reading more would only cost time.
LONGEST = 40_000
# Nor are there more white characters side by side: the work of what reads words may grow faster
# than their number.
MOST_BLANKS = 20
BLANKS = re.compile(rf"\s{{{MOST_BLANKS + 1},}}")
MOST_MARKS = 50

SPECIAL = re.compile(r"<\|[a-z_]{1,30}\|>|</?(?:b|i|em|strong|answer|code|p|s|bos|eos)>", re.I)
FENCED = re.compile(r"\A```[\w-]*[ \t]*\n?(.*?)\n?[ \t]*```\Z", re.DOTALL)
FENCE_LINE = re.compile(r"^[ \t]*```[\w-]*[ \t]*$", re.MULTILINE)
EMPHASIS = re.compile(r"(\*{1,3}|(?<!\w)_{1,3}|~~|`{1,2})(?=\S)(.{1,2000}?)(?<=\S)\1(?!\w)")
HEADING = re.compile(r"^[ \t]*#{1,6}[ \t]+", re.MULTILINE)
LATEX_TEXT = re.compile(r"\\(?:text|textbf|mathrm|mathbf|mathit)\{([^{}]{0,400})\}")
LATEX_FRACTION = re.compile(r"\\[dt]?frac\{([^{}]{1,40})\}\{([^{}]{1,40})\}")
LATEX_DEGREE = re.compile(r"\^\{?\\circ\}?|\\degree\b")
LATEX_SPACES = re.compile(r"\\[()\[\],;!]")
# Not “$5 or $6”: a formula has no space inside its signs.
LATEX_FORMULA = re.compile(r"\$\$?(?=\S)([^$\n]{1,400}?)(?<=\S)\$\$?(?!\d)")
BOXED = re.compile(r"\\(?:boxed|fbox)\{([^{}]{0,400})\}")
BOXED_MARK = "\x00"
ANSWER_KEYS = ("answer", "final_answer", "result", "count", "value", "response")

MARK = re.compile(
    r"(?:^|[.!?;][ \t]+)[ \t]*(?:(?:so|thus|therefore|hence)[, ]+)?(?:(?:the|my)[ \t]+)?"
    r"(?P<final>(?:final|correct)[ \t]+)?(?:answer|response|result)"
    r"(?:[ \t]*[:=][ \t]*|[ \t]+is\b[ \t]*:?[ \t]*)(?P<said>[^\n]*\S[^\n]*|\s*\n[^\n]+)",
    re.IGNORECASE | re.MULTILINE,
)
CONCLUSION = re.compile(
    r"\A[|*•\s-]*(?:so|thus|therefore|hence|in total|altogether|in conclusion|overall|total)\b",
    re.IGNORECASE,
)
NEXT_SENTENCE = re.compile(r"(?<=[^\W\d_][.!?])\s+(?=\S)|(?<=[\d)][.!?])\s+(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class FinalAnswer:
    """A reply without thinking and markup.

    `whole` is all of it. `marked` are the places it calls its answer (boxed, “Answer: …”), of the
    strongest kind there is. `lines` are the lines of `whole`. `taken_back`: it corrects itself
    after its first mark or line.
    """

    whole: str
    marked: tuple[str, ...]
    lines: tuple[str, ...]
    taken_back: bool


def final_answer(text: str) -> FinalAnswer:
    """The reply as it is judged; whatever it is, this never raises."""
    text = BLANKS.sub(_fewer_blanks, without_reasoning(text)[:LONGEST])
    with_boxes = _without_markup(text)
    whole = _closed(with_boxes.replace(BOXED_MARK, ""))
    lines = tuple(line.strip() for line in whole.splitlines() if line.strip())
    marked, after = _marked(with_boxes)
    later = after if marked else "\n".join(lines[1:])
    return FinalAnswer(whole, marked, lines, bool(TAKEN_BACK.search(later)))


def _fewer_blanks(blanks: re.Match[str]) -> str:
    return "\n" if "\n" in blanks[0] else blanks[0][:MOST_BLANKS]


def concludes(line: str) -> bool:
    """Whether the line draws a conclusion: “So there are 4.”"""
    return CONCLUSION.match(line) is not None


def first_sentence(text: str) -> str:
    """The text up to the end of its first sentence; 3.5 and “approx. 4” do not end one."""
    return NEXT_SENTENCE.split(text.strip(), maxsplit=1)[0]


def tidy(text: str) -> str:
    """Typed alike: NFC, plain quotes, one kind of space, hyphens and minus signs told apart."""
    text = unicodedata.normalize("NFC", text)
    return text.translate(ALIKE)


ALIKE = {
    **dict.fromkeys(map(ord, "‘’ʼ′"), "'"),
    **dict.fromkeys(map(ord, "“”„″«»"), '"'),
    **dict.fromkeys(map(ord, "‐‑"), "-"),
    **dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\u200a\u3000"), " "),
    **dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"), None),
}


def _without_markup(text: str) -> str:
    fenced = FENCED.match(text)
    text = SPECIAL.sub("", fenced.group(1) if fenced else text)
    text = FENCE_LINE.sub("", text)
    text = _answer_key(text)
    text = LATEX_FRACTION.sub(r" \1/\2", LATEX_TEXT.sub(r"\1", LATEX_DEGREE.sub("°", text)))
    text = BOXED.sub(rf"{BOXED_MARK}\1{BOXED_MARK}", text)
    text = LATEX_FORMULA.sub(r"\1", LATEX_SPACES.sub("", HEADING.sub("", text)))
    for _ in range(3):
        text = EMPHASIS.sub(r"\2", text)
    return tidy(text).strip()


def _answer_key(text: str) -> str:
    """What an object has under “answer”; its reasons beside that are passed over."""
    value = parsed(text.strip())
    if not isinstance(value, dict):
        return text
    named = [only for key, only in value.items() if str(key).casefold() in ANSWER_KEYS]
    if not named and len(value) == 1:
        # {"days": ["Tue", "Thu"]}: a list has no name of its own.
        named = [only for only in value.values() if isinstance(only, list)]
    if len(named) != 1:
        return text
    only = named[0]
    if isinstance(only, bool):
        return "Answer: " + ("yes" if only else "no")
    if isinstance(only, str | int | float):
        return f"Answer: {only}"
    if isinstance(only, list) and all(isinstance(match, str | int | float) for match in only):
        return f"Answer: {json.dumps(only, ensure_ascii=False)}"
    return text


def _marked(text: str) -> tuple[tuple[str, ...], str]:
    """The marked answers of the strongest kind, and what is written after the first of them."""
    pieces = text.split(BOXED_MARK)
    if 3 <= len(pieces) < 2 * MOST_MARKS and len(pieces) % 2:
        denied = any(re.search(r"\b(?:not|never)\W*\Z", piece, re.I) for piece in pieces[:-1:2])
        if not denied:
            return tuple(_closed(piece) for piece in pieces[1::2]), "".join(pieces[2:])
    text = text.replace(BOXED_MARK, "")
    matches = list(MARK.finditer(text))[:MOST_MARKS]
    final = [match for match in matches if match.group("final")]
    chosen = [match for match in (final or matches) if match.group("said").strip()]
    answers = tuple(_closed(_first_line(match.group("said"))) for match in chosen)
    return answers, text[chosen[0].end("said") :] + _rest(chosen[0]) if chosen else ""


def _rest(match: re.Match[str]) -> str:
    answer = match.group("said").strip()
    return " " + answer[len(_first_line(answer)) :]


def _first_line(answer: str) -> str:
    answer = answer.strip()
    return first_sentence(answer.splitlines()[0]) if answer else ""


def _closed(text: str) -> str:
    """Without the quotes around all of it and the full stop behind it."""
    text = text.strip()
    for _ in range(3):
        if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'`":
            text = text[1:-1].strip()
        elif text.endswith(".") and not text.endswith(".."):
            text = text[:-1].rstrip()
    return text
