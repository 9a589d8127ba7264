"""Which regular expressions may be tried on a reply: those that surely come to an end soon.

Python's `re` backtracks and cannot be stopped; a suite may come from anybody.
https://owasp.org/www-community/attacks/Regular_expression_Denial_of_Service_-_ReDoS
"""

from __future__ import annotations

import math
import re

from vizdesk.common.messages import EMPTY, Message, message

LONGEST_PATTERN = 500
# Every repetition multiplies the ways in which a short answer (200 characters) may be tried: four
# without limit (2^31, less those that overlap) take 1.4 s.
LONGEST_TRIED = 200
MOST_WAYS = 31.0
ATOM = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)
REPEAT = re.compile(r"(?:[*+]|\?|\{(\d*)(,?)(\d*)\})[?+]?")


def danger(pattern: str) -> Message:
    """Why the pattern may take too long, as a clause; empty when it may not."""
    if len(pattern) > LONGEST_PATTERN:
        return message("it is longer than {most} characters", most=LONGEST_PATTERN)
    at, ways = 0, 0.0
    # For each open group: whether what it holds so far can match in several ways.
    groups = [False]
    while at < len(pattern):
        atom = ATOM.match(pattern, at)
        at = atom.end() if atom else at + 1
        text = atom.group() if atom else ""
        several = False
        if text == "(":
            groups.append(False)
            continue
        if text == "|":
            groups[-1] = True
        if text == ")" and len(groups) > 1:
            several = groups.pop()
        repeat = REPEAT.match(pattern, at)
        if repeat:
            at = repeat.end()
            most = _most(repeat)
            if several and most > 1:
                return message("a repeated group holds a repetition or a choice of its own")
            ways += math.log2(_ways(repeat))
        groups[-1] = groups[-1] or several or (repeat is not None and not _exact(repeat))
    if ways > MOST_WAYS:
        return message("it repeats too often (four times * or + are the most)")
    return EMPTY


def _ways(repeat: re.Match[str]) -> int:
    """In how many lengths it may match."""
    if repeat.group()[0] == "?":
        return 2
    if _exact(repeat):
        return 1
    least = min(int(repeat.group(1) or 0), LONGEST_TRIED) if repeat.group()[0] == "{" else 0
    return max(1, min(_most(repeat), LONGEST_TRIED) - least + 1)


def _most(repeat: re.Match[str]) -> int:
    """How often at most; a number of times that is given exactly is no choice."""
    sign = repeat.group()[0]
    if sign == "?":
        return 1
    if sign in "*+" or (repeat.group(2) and not repeat.group(3)):
        return 10**6
    if _exact(repeat) and int(repeat.group(1)) <= 200:
        return 2
    return min(int(repeat.group(3) or repeat.group(1) or 0), 10**6) or 1


def _exact(repeat: re.Match[str]) -> bool:
    return repeat.group()[0] == "{" and not repeat.group(2)
