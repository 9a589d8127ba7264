"""Classes of the whole image: from JSON, marks (“Class: cat”), ranked lists, or plain words.

A class that is denied (“not a dog but a cat”) is not taken, and neither is one of several that a
sentence speaks of where one was asked for: the reply is refused with the reason instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from vizdesk.common.messages import Message, message, plural
from vizdesk.comparison.parsing import problems
from vizdesk.comparison.parsing.answer_line import LONGEST_READ
from vizdesk.comparison.parsing.coordinates import number
from vizdesk.comparison.parsing.corrections import after_correction
from vizdesk.comparison.parsing.entries import plain_key, share
from vizdesk.comparison.parsing.final_answer import FinalAnswer, final_answer, first_sentence, tidy
from vizdesk.comparison.parsing.json_recovery import parsed, recovered
from vizdesk.comparison.parsing.labels import (
    FUNCTION_WORDS,
    PLACEHOLDERS,
    cleaned,
    mentions,
    spelling,
)
from vizdesk.comparison.parsing.negation import affirmed, left_open
from vizdesk.comparison.tasks import Task
from vizdesk.comparison.types import Label, Reading

NO_CLASS = message("The reply names no class.")
DENIED_ONLY = message("The reply only says what it is not.")
A_SENTENCE = message("The reply is a text, from which no one class can be taken.")
NAMES = (
    *("classname", "class", "label", "name", "category", "categoryname", "prediction", "answer"),
    *("predictedclass", "predictedlabel", "classification", "result", "topclass", "bestclass"),
    *(
        "object",
        "objectclass",
        "type",
        "choice",
        "selectedclass",
        "finalanswer",
        "output",
        "species",
    ),
    *("predictedcategory", "identifiedclass", "maincategory", "subject"),
)
LISTS = (
    *("predictedclasses", "classes", "labels", "predictions", "categories", "predictedlabels"),
    *("results", "answers", "detectedclasses", "tags", "visibleclasses", "presentclasses"),
)
SCORES = (
    *("confidence", "score", "probability", "conf", "prob", "certainty", "likelihood", "p"),
    *("percentage", "percent"),
)
# Lists of what an image does not show, or only might.
ABSENT = frozenset(
    {"absent", "notpresent", "missing", "excluded", "negative", "negatives", "notvisible"}
    | {"notfound", "alternatives", "rejected", "ruledout", "absentclasses"}
)
NOT_NAMES = frozenset(
    {*SCORES, *ABSENT, "reason", "reasoning", "explanation", "id", "index", "rank"}
)
# “Absent: dog, bird”
ABSENT_LINE = re.compile(
    r"^[^\w\n]{0,6}(?:absent|not (?:present|visible|found|shown)|missing|excluded|ruled out)"
    r"[*_]{0,3}\s*:[^\n]*$",
    re.IGNORECASE | re.MULTILINE,
)
NOTHING = frozenset(
    {"neither", "none", "nothing", "none of these", "no", "[]", "none of the above", "n/a"}
)
NONE_OF = re.compile(
    r"\b(?:none|neither|not any|no one)\b.{0,30}\b(?:above|these|those|them|listed|given|classes"
    r"|categories|options|labels|list)\b|\bno (?:matching|suitable|such|applicable|listed)\b"
    r"|\bdoes(?: not|n't|n’t) (?:match|fit|belong|contain|show) any\b|\bkeine der\b|\baucune des\b"
    r"|\bninguna de\b|都不|以上都不",
    re.IGNORECASE,
)
MARK = re.compile(
    r"^[^\w\n]{0,6}(?:(?:the|predicted|best|final|top|most likely|main|image|correct|die|la"
    r"|el)\s+){0,2}"
    r"(?:class|label|category|classification|prediction|klasse|kategorie|catégorie|classe|clase"
    r"|categoría|etikett|类别|分类|標籤|标签|分類)(?:\s+(?:name|label|is))?[^\w\n]{0,4}[:：=]\s*(?P<said>\S[^\n]*)$",
    re.IGNORECASE | re.MULTILINE,
)
SCORED = re.compile(
    r"[^\w\n]{0,6}(?:\d{1,2}[.)]\s+)?(?P<name>[^\n|:：()=]{1,80}?)\s*+[*_`]{0,3}+\s*+"
    r"(?:[|:：(=→–—]|->|-\s|(?<=\s)-|(?<=\s)(?=\d?\.\d|[✓✔✅✗✘❌]))\s*+[*_`]{0,3}+\s*+"
    r"(?:(?:probability|confidence|score|prob|conf|p)\s*+[:=]?\s*+)?"
    r"(?P<value>(?:\d++(?:\.\d++)?|\.\d++)\s*+%?|yes|no|true|false|present|absent|not present|ja"
    r"|nein|oui|non|sí|si|✓|✔|✅|✗|✘|❌)"
    r"\s*+[*_`]{0,3}+\s*+[)|.]?\s*+\|?[.\s]*+",
    re.IGNORECASE,
)
AFFIRMING = frozenset({"yes", "true", "present", "ja", "oui", "sí", "si", "✓", "✔", "✅"})
DENYING = frozenset({"no", "false", "absent", "not present", "nein", "non", "✗", "✘", "❌"})
RANKED = re.compile(r"\A\s*(?:\(?\d{1,2}[.):]|#\d)\s*")
BULLET = re.compile(r"\A\s*(?:[-*•·–]|\(?\d{1,2}[.):]|\(?[a-z][.)])\s*", re.IGNORECASE)
TRAILING_SCORE = re.compile(
    r"(?<!\s)\s*+(?:[(\[,:–-]|with)?\s*+(?:probability|confidence|score)?\s*+[:=]?\s*+"
    r"(?<!\d)((?:\d++(?:\.\d++)?|\.\d++)\s*+%?)\s*+(?:confidence|probability)?\s*+[)\]]?\.?\Z",
    re.IGNORECASE,
)
BOLD_LINE = re.compile(r"^[ \t]*\*\*([^*\n]{1,60})\*\*[.!]?[ \t]*$", re.MULTILINE)
ARTICLE = re.compile(r"\A(?:an?|the|ein[e]?|der|die|das|une?|le|la|el|los|some)\s+", re.IGNORECASE)
SHOWS = re.compile(
    r"\A(?:(?:it|that|this|there)['’]s\b"
    r"|(?:(?:this|the|it)\b[^.,;:\n]{0,40}?\s)?(?:this|it|image|picture|photo|photograph|that"
    r"|object|animal|subject|scene)?\s*(?:clearly\s+|most likely\s+|likely\s+)?(?:shows|is|depicts"
    r"|contains|features|displays|portrays|appears to be|looks like|can be classified as"
    r"|would be classified as|is classified as|is best described as|belongs to the class"
    r"|seems to be))\s+(?:(?:an? )?(?:image|picture|photo) of\s+)?(?:(?:an?|the)\s+)?"
    r"(?P<name>[^.,;:\n]{1,40}?)[.!]?\Z",
    re.IGNORECASE,
)
# “It looks like a dog, but it is a cat”: what comes before is of no weight.
TURNS = re.compile(r"\b(?:but|actually|however|in fact|in reality)\b", re.IGNORECASE)
MOST_WORDS = 4
MOST_MENTIONS = 60
MOST = 200
PROBABLE = 0.5


@dataclass(frozen=True, slots=True)
class NamedClass:
    """A class as a reply gives it; `holds`: said to be true or not, None: just named."""

    name: str
    score: float | None = None
    holds: bool | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """The classes a reply means, in order, and why they are fewer than it names."""

    labels: tuple[NamedClass, ...] = ()
    problem: Message | None = None
    none_meant: bool = False


def read_classes(text: str, task: Task) -> Reading:
    """The labels of a reply; those not asked for are kept and named."""
    notes: list[Message] = []
    understood = _from_json(text, task, notes)
    if understood is None:
        understood = _from_words(ABSENT_LINE.sub("", text), task)
    labels = [
        Label(_as_asked(named.name, task.classes), named.score)
        for named in understood.labels[:MOST]
        if named.name.strip()
    ]
    return Reading(labels=tuple(labels), problems=(*_problems(labels, understood, task), *notes))


# --- JSON -----------------------------------------------------------------------------------------


def _from_json(text: str, task: Task, notes: list[Message]) -> Understood | None:
    recovery = recovered(text)
    blocks, corrected = after_correction(recovery.text, recovery.blocks, _can_answer)
    classes: list[NamedClass] = []
    listed = scored = empty = False
    for block in blocks:
        value = block.value
        part = list(_said(value, task))
        if part and part[0] in classes:
            continue  # the same list once more
        classes += part
        listed |= _has_list(value)
        empty |= not part and _has_list(value)
    if not classes:
        return Understood(none_meant=True) if empty else None
    if corrected:
        notes.append(problems.CORRECTED)
    if recovery.cut:
        notes.append(problems.CUT_OFF)
    mended = problems.repaired(recovery.repairs)
    if mended:
        notes.append(mended)
    scored = all(named.score is not None for named in classes)
    return _chosen(classes, task, ranked=scored, listed=listed)


def _can_answer(value: object) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(part, dict | str) for part in value)
    )


def _has_list(value: object) -> bool:
    if isinstance(value, list):
        return not value or any(isinstance(part, str | dict) for part in value)
    return isinstance(value, dict) and any(
        plain_key(key) in LISTS and isinstance(part, list) for key, part in value.items()
    )


def _said(value: Any, task: Task, depth: int = 0) -> Iterable[NamedClass]:  # noqa: ANN401 - any JSON value
    if depth > 3:
        return
    if isinstance(value, str):
        if value[:1] in "{[" and (inner := parsed(value)) is not None:
            yield from _said(inner, task, depth + 1)
        elif value.strip():
            yield NamedClass(value.strip())
    elif isinstance(value, list):
        if depth or any(isinstance(part, dict) for part in value) or _all_names(value):
            for part in value:
                yield from _said(part, task, depth + 1)
    elif isinstance(value, dict):
        yield from _said_by(value, task, depth)


def _all_names(values: Sequence[object]) -> bool:
    return bool(values) and all(isinstance(part, str) and part.strip() for part in values)


def _said_by(entry: Mapping[str, Any], task: Task, depth: int) -> Iterable[NamedClass]:
    plain = {plain_key(key): value for key, value in entry.items()}
    asked = {spelling(name): name for name in task.classes}
    mapped = list(_mapped(entry))
    if asked and mapped and any(spelling(named.name) in asked for named in mapped):
        yield from (named for named in mapped if spelling(named.name) in asked)
        return
    for key in LISTS:
        if isinstance(plain.get(key), list):
            for part in plain[key]:
                yield from _said(part, task, depth + 1)
            return
    name = _name_of(plain)
    if name is not None:
        if name.lower().strip("<>[]") not in PLACEHOLDERS or spelling(name) in asked:
            score = next((share(plain.get(key)) for key in SCORES if key in plain), None)
            yield NamedClass(name, score)
    elif not task.classes and mapped:
        yield from mapped
    else:
        for key, value in plain.items():
            if isinstance(value, dict | list) and key not in NOT_NAMES:
                yield from _said(value, task, depth + 1)


def _name_of(plain: Mapping[str, Any]) -> str | None:
    """The class under the first key that has one."""
    for key in NAMES:
        value = plain.get(key)
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        if isinstance(value, bool) and key in ("answer", "result"):
            return "yes" if value else "no"
        if isinstance(value, str) and value.strip():
            return value.strip()
    return None


def _mapped(entry: Mapping[str, Any]) -> Iterable[NamedClass]:
    """{"cat": 0.9, "dog": 0.1}, {"cat": true, "dog": "no"}"""
    for key, value in entry.items():
        if plain_key(key) in NOT_NAMES or plain_key(key) in (*NAMES, *LISTS):
            continue
        if isinstance(value, bool):
            yield NamedClass(str(key), None, value)
        elif isinstance(value, str) and value.strip().lower() in AFFIRMING | DENYING:
            yield NamedClass(str(key), None, value.strip().lower() in AFFIRMING)
        elif (score := share(value)) is not None:
            yield NamedClass(str(key), score)


def _chosen(
    classes: Sequence[NamedClass], task: Task, *, ranked: bool, listed: bool = False
) -> Understood:
    """Of classes with scores or yes and no: those meant."""
    judged = [named for named in classes if named.holds is not None]
    if judged:
        classes = [named for named in classes if named.holds or named.holds is None]
        return Understood(tuple(classes), none_meant=not classes)
    if len(classes) > 1 and ranked and all(named.score is not None for named in classes):
        if not task.many:
            best = max(classes, key=lambda named: named.score or 0.0)
            return Understood((best,))
        if not listed:
            probable = tuple(named for named in classes if (named.score or 0.0) >= PROBABLE)
            return Understood(probable, none_meant=not probable)
    return Understood(tuple(classes))


# --- Words ----------------------------------------------------------------------------------------


def _from_words(text: str, task: Task) -> Understood:
    answer = final_answer(text)
    for place in (*answer.marked[-1:], *_marked(answer, task)):
        understood = _of_place(place, task)
        if understood is not None:
            return understood
    marks = [match.group("said") for match in MARK.finditer(answer.whole)]
    if task.many and len(marks) > 1:
        return Understood(tuple(_with_score(mark) for mark in marks))
    scored = _scored(answer.whole, task)
    if scored is not None:
        return scored
    if spelling(cleaned(answer.whole)) in NOTHING and not _exact(answer.whole, task.classes):
        return Understood(none_meant=True)
    return _of_classes(answer, task) if task.classes else _free(answer, text, task)


def _marked(answer: FinalAnswer, task: Task) -> list[str]:
    marks = [match.group("said") for match in MARK.finditer(answer.whole)]
    return marks[-1:] if not task.many or len(marks) == 1 else []


def _of_place(place: str, task: Task) -> Understood | None:
    """What a place that is marked as the answer says; None where it says nothing usable."""
    scored = _scored(place, task)
    if scored is not None:
        return scored
    item = _with_score(place)
    if not task.classes:
        parts = _parts(place) if task.many else [item.name]
        names = [part for part in parts if len(part.split()) <= MOST_WORDS]
        return Understood(tuple(NamedClass(name, item.score) for name in names)) if names else None
    exact = _exact(item.name, task.classes)
    if exact:
        return Understood((NamedClass(exact, item.score),))
    if spelling(item.name) in NOTHING or NONE_OF.search(place):
        return Understood(none_meant=True)
    listed = _all_asked(place, task.classes)
    if listed:
        return Understood(tuple(NamedClass(name) for name in listed))
    named = _affirmed(place, task.classes)
    if len(named) == 1 or (named and task.many):
        return Understood(tuple(NamedClass(name) for name in named))
    return None


def _scored(text: str, task: Task) -> Understood | None:
    """Lines (or clauses) that each give a class and a score, or yes and no."""
    lines = [line for line in text.splitlines() if re.search(r"\w", line)]
    entries = [SCORED.fullmatch(line.strip()) for line in lines]
    if len(lines) == 1 or not any(entries):
        clauses = [clause for clause in re.split(r"[,;]\s+", text) if clause.strip()]
        entries = [SCORED.fullmatch(clause.strip()) for clause in clauses]
        if len(entries) < 2 or not all(entries):
            return None
    rows: list[NamedClass] = []
    for entry in entries:
        if entry is None:
            continue
        name, value = cleaned(entry.group("name")), entry.group("value").lower()
        if task.classes and not _exact(name, task.classes):
            continue
        if value in AFFIRMING | DENYING:
            rows.append(NamedClass(name, None, value in AFFIRMING))
        else:
            score = share(value.replace(" ", ""))
            rows.append(NamedClass(name, number(value) if score is None else score))
    if len(rows) < 2:
        return None
    return _chosen(_in_shares(rows), task, ranked=True)


def _in_shares(rows: Sequence[NamedClass]) -> list[NamedClass]:
    """The scores in 0..1; whole per cent where they add up to a hundred, else None."""
    scores = [row.score for row in rows if row.score is not None]
    per_cent = max(scores, default=0) > 1 and abs(sum(scores) - 100) <= 1
    scaled = [row.score / 100 if per_cent and row.score is not None else row.score for row in rows]
    return [
        replace(row, score=score if score is not None and 0 <= score <= 1 else None)
        for row, score in zip(rows, scaled, strict=True)
    ]


def _of_classes(answer: FinalAnswer, task: Task) -> Understood:
    """Which of the classes asked for plain words mean."""
    whole = answer.whole
    if NONE_OF.search(whole):
        named = _affirmed(NONE_OF.sub(" ", whole), task.classes)
        if not named:
            return Understood(none_meant=True)
    listed = _all_asked(whole, task.classes)
    if listed:
        ranked = len(answer.lines) > 1 and all(RANKED.match(line) for line in answer.lines)
        return Understood(
            tuple(NamedClass(name) for name in (listed[:1] if ranked and not task.many else listed))
        )
    if not task.many:
        ends = [_exact(end, task.classes) for end in _ends(answer)]
        bare = list(dict.fromkeys(end for end in ends if end))
        if bare:
            return _one_of(bare)
    named = _affirmed(whole, task.classes) or _last_word(answer, task.classes)
    if len(named) > 1 and not task.many:
        return _one_of(_affirmed(whole, task.classes, firmly=True) or named)
    if named:
        return Understood(tuple(NamedClass(name) for name in named))
    return _of_none_named(answer, task)


def _of_none_named(answer: FinalAnswer, task: Task) -> Understood:
    """Words that affirm none of the classes asked for."""
    whole = answer.whole
    places = mentions(whole[:LONGEST_READ], task.classes)
    if len(whole) > LONGEST_READ or len(places) > MOST_MENTIONS:
        return Understood(problem=A_SENTENCE)
    if places:
        return Understood(problem=DENIED_ONLY)
    if len(answer.lines) == 1 and len(whole.split()) <= MOST_WORDS and not whole.endswith("?"):
        return Understood((_with_score(whole),))
    return Understood()


def _one_of(names: Sequence[str]) -> Understood:
    """The one class named; several are none."""
    return (
        Understood((NamedClass(names[0]),))
        if len(names) == 1
        else Understood(problem=several_named(names))
    )


def _last_word(answer: FinalAnswer, classes: Sequence[str]) -> list[str]:
    """A class such as “on” or “no”, which only the end of a short sentence can mean."""
    if len(answer.lines) != 1 or len(answer.whole.split()) > MOST_WORDS:
        return []
    word = cleaned(answer.whole.split()[-1])
    return [
        name for name in classes if spelling(name) == spelling(word) and word in FUNCTION_WORDS
    ][:1]


def _ends(answer: FinalAnswer) -> list[str]:
    """The first sentence, the words before its first comma, and the last line."""
    if not answer.lines:
        return []
    first = first_sentence(answer.lines[0])
    opening = re.split(r"[,;:–—]|\s-\s", first, maxsplit=1)[0]
    return [first, opening if len(first.split()) > 1 else first, answer.lines[-1]]


def _exact(text: str, classes: Sequence[str]) -> str | None:
    """The class that is all a text names, but for an article, a letter, a number or a score."""
    name = cleaned(BULLET.sub("", tidy(text).strip()))
    for candidate in (
        cleaned(text),
        name,
        ARTICLE.sub("", name),
        cleaned(TRAILING_SCORE.sub("", name)),
    ):
        for asked in classes:
            if spelling(candidate) == spelling(asked):
                return asked
    bare = ARTICLE.sub("", name)
    matches = mentions(bare, classes)
    if len(matches) == 1 and matches[0][0] == 0 and matches[0][1] == len(bare):
        return matches[0][2]
    return None


def _all_asked(text: str, classes: Sequence[str]) -> list[str]:
    """The classes of a text that is a list of nothing else; empty where it is not."""
    parts = _parts(text)
    names = [_exact(part, classes) for part in parts]
    return list(dict.fromkeys(name for name in names if name)) if names and all(names) else []


def _parts(text: str) -> list[str]:
    parts = [
        cleaned(BULLET.sub("", part))
        for part in re.split(r"[,;\n、，；]|\s(?:and|und|et|y|&|\+)\s", text)
    ]
    return [part for part in parts if part]


def _affirmed(text: str, classes: Sequence[str], *, firmly: bool = False) -> list[str]:
    """The classes that a text names without denying them (or leaving them open)."""
    text = tidy(text)
    words = [name for name in classes if spelling(name) not in FUNCTION_WORDS]
    places = mentions(text[:LONGEST_READ], words)
    if len(text) > LONGEST_READ or len(places) > MOST_MENTIONS:
        return []  # a text of which no class stands out
    named: dict[str, None] = {}
    for start, end, name in places:
        if affirmed(text, start, end) and not (firmly and _doubted(text, start, end)):
            named[name] = None
    return list(named)


def _doubted(text: str, start: int, end: int) -> bool:
    before = TURNS.split(text[max(0, start - 60) : start])[-1]
    unlike = re.search(
        r"\b(?:taken for|mistaken for|confused with|similar to|resembl\w+|at first|like|rather than"
        r"|compared (?:to|with)|than)\b[^.;\n]*\Z",
        before,
        re.IGNORECASE,
    )
    return left_open(text, start, end) or unlike is not None


def _free(answer: FinalAnswer, text: str, task: Task) -> Understood:
    """A class in the model's own words."""
    lines = [line for line in answer.lines if re.search(r"\w", line)]
    if not lines:
        return Understood()
    if task.many:
        parts = _parts(answer.whole)
        if all(len(part.split()) <= MOST_WORDS for part in parts):
            return Understood(tuple(NamedClass(part) for part in parts))
    if len(lines) > 1 and all(BULLET.match(line) for line in lines):
        return Understood((_short(lines[0]) or NamedClass(cleaned(lines[0])),))
    bold = BOLD_LINE.findall(text)
    if bold and (name := _short(bold[-1])):
        return Understood((name,))
    short = [named for named in (_short(line) for line in (lines[0], lines[-1])) if named]
    if len(lines) == 1:
        named = _short(first_sentence(lines[0])) or _shown(first_sentence(lines[0]))
        return Understood((named,)) if named else Understood(problem=A_SENTENCE)
    if short and (len(short) == 1 or short[0].name == short[1].name):
        return Understood((short[0],))
    shown = _shown(first_sentence(lines[-1])) or _shown(first_sentence(lines[0]))
    return Understood((shown,)) if shown and not short else Understood(problem=A_SENTENCE)


def _short(line: str) -> NamedClass | None:
    """A line that is nothing but a name of a few words."""
    named = _with_score(line)
    name = ARTICLE.sub("", named.name)
    words = name.split()
    is_name = 0 < len(words) <= MOST_WORDS and not re.search(
        r"[.!?:]\s|\b(?:is|are|has|shows?|was)\b|['’]s\s", name
    )
    return NamedClass(name, named.score) if is_name else None


def _shown(sentence: str) -> NamedClass | None:
    """“The image shows a cat.” → cat"""
    match = SHOWS.match(sentence.strip())
    if match is None or re.search(r"\b(?:not|no|never|or|and)\b", match.group("name"), re.I):
        return None
    name = cleaned(match.group("name"))
    return NamedClass(name) if 0 < len(name.split()) <= MOST_WORDS else None


def _with_score(text: str) -> NamedClass:
    """“cat (0.93)” → cat, 0.93"""
    match = TRAILING_SCORE.search(text)
    if match and match.start():
        digits = match.group(1).replace(" ", "")
        score = share(digits) if "%" in digits or "." in digits else None
        if score is not None:
            return NamedClass(cleaned(BULLET.sub("", text[: match.start()])), score)
    return NamedClass(cleaned(BULLET.sub("", text)))


def _as_asked(name: str, classes: Sequence[str]) -> str:
    return _exact(name, classes) or name


# --- What is said of it ---------------------------------------------------------------------------


def several_named(names: Sequence[str]) -> Message:
    """A sentence that speaks of several classes where one was asked for."""
    return message(
        "The reply speaks of several classes, none of them as its answer: {names}.",
        names=problems.quoted(names),
    )


def _problems(labels: Sequence[Label], understood: Understood, task: Task) -> list[Message]:
    told: list[Message] = []
    if understood.problem:
        told.append(understood.problem)
    elif not labels and not understood.none_meant:
        told.append(NO_CLASS)
    if task.classes:
        other = [label.label for label in labels if label.label not in task.classes]
        if other:
            told.append(message("Not in the list: {names}.", names=problems.quoted(other)))
        if len(labels) > 1 and not task.many:
            told.append(
                plural(
                    "{n} class named where one was asked for.",
                    "{n} classes named where one was asked for.",
                    len(labels),
                )
            )
    return told
