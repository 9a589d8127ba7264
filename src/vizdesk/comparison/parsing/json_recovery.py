"""The recovery ladder: JSON out of whatever a model wrote around or instead of it.

Strict parse → first fenced block → outermost list or object → the same, closed where it was cut
off → Python literal → every whole top-level object. Nothing raises; nothing is guessed beyond that.
"""

from __future__ import annotations

import ast
import json
import re
from typing import Any

from vizdesk.common.surrogates import whole_text

FENCE = re.compile(r"```(?:json|JSON)?\s*\n?(.*?)(?:```|\Z)", re.DOTALL)
GLM_BOX = re.compile(r"<\|begin_of_box\|>(.*?)(?:<\|end_of_box\|>|\Z)", re.DOTALL)
# Deeper nesting is no answer; parsers recurse and would give up with an exception.
DEEPEST = 40
# ast.literal_eval compiles what it is given: kept to sizes at which that is quick and safe.
LONGEST_LITERAL = 20_000


def values_in(text: str) -> list[Any] | None:
    """The JSON value the reply holds, as a list of entries; None when there is no JSON in it."""
    block = GLM_BOX.search(text)
    if block:
        text = block.group(1)
    for candidate in _candidates(text):
        value = parsed(candidate)
        if isinstance(value, list | dict):
            return value if isinstance(value, list) else [value]
    return list(whole_objects(text)) or None


def _candidates(text: str) -> list[str]:
    found = [text.strip()]
    fence = FENCE.search(text)
    if fence:
        found.append(fence.group(1).strip())
    for opening, closing in ("[]", "{}"):
        start = text.find(opening)
        if start < 0:
            continue
        end = text.rfind(closing)
        if end > start:
            found.append(text[start : end + 1])
        last = text.rfind("}")
        if opening == "[" and last > start:
            found.append(text[start : last + 1] + "]")
    return found


def parsed(text: str) -> Any:  # noqa: ANN401 - any JSON value
    """`text` as JSON or as a Python literal; None when it is neither."""
    if not text or text[0] not in "[{" or _depth(text) > DEEPEST:
        return None
    try:
        value = json.loads(text, parse_int=_whole, parse_constant=_no_number)
    except (ValueError, RecursionError):
        value = _literal(text)
    return _joined(value) if "\\ud" in text.lower() else value


def _joined(value: Any) -> Any:  # noqa: ANN401
    """The same without half characters, which a reply may hold as escapes."""
    if isinstance(value, str):
        return whole_text(value)
    if isinstance(value, list):
        return [_joined(one) for one in value]
    if isinstance(value, dict):
        return {_joined(key): _joined(one) for key, one in value.items()}
    return value


def _literal(text: str) -> Any:  # noqa: ANN401
    if len(text) > LONGEST_LITERAL or text[-1] not in "]}" or "'" not in text:
        return None
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
        return None


def _whole(digits: str) -> int | float:
    # Python refuses to read integers of more than 4300 digits; no coordinate needs twenty.
    return int(digits) if len(digits) < 20 else float("inf")


def _no_number(name: str) -> None:
    """NaN and Infinity are not JSON; an entry that has one is not used."""


def _depth(text: str) -> int:
    depth = deepest = 0
    for character in text:
        if character in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "]}":
            depth -= 1
    return deepest


def whole_objects(text: str) -> list[Any]:
    """Every complete top-level `{…}` of the text that is valid JSON, in order; one pass."""
    found = []
    depth = start = 0
    quoted = escaped = False
    for at, character in enumerate(text):
        if quoted:
            if escaped:
                escaped = False
            elif character == "\\":
                escaped = True
            elif character == '"':
                quoted = False
        elif character == '"' and depth:
            quoted = True
        elif character == "{":
            start = at if depth == 0 else start
            depth += 1
        elif character == "}" and depth:
            depth -= 1
            if depth == 0:
                value = parsed(text[start : at + 1])
                if isinstance(value, dict):
                    found.append(value)
    return found
