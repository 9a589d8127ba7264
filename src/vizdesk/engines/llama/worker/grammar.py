"""A JSON schema as a grammar in GBNF, llama.cpp's notation; number ranges are kept.

llama-cpp-python's own converter ignores minimum and maximum and falls back to any JSON for what it
does not know; here an unknown schema is an error. Notation:
https://github.com/ggml-org/llama.cpp/blob/master/grammars/README.md
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from vizdesk.common.messages import Message, message
from vizdesk.engines.llama.worker.protocol import WorkerError

MAX_DEPTH = 12
PRIMITIVES = r"""
ws ::= [ \n\t]{0,20}
string ::= "\"" char* "\""
char ::= [^"\\\x7F\x00-\x1F] | "\\" (["\\/bfnrt] | "u" [0-9a-fA-F]{4})
integer ::= "-"? ("0" | [1-9] [0-9]{0,15})
number ::= integer ("." [0-9]{1,16})?
unit ::= "0" ("." [0-9]{1,6})? | "1" (".0")?
boolean ::= "true" | "false"
null ::= "null"
"""


def gbnf_from_schema(schema: Mapping[str, Any]) -> str:
    """The grammar of exactly the JSON texts that `schema` allows (keys in the given order).

    Raises WorkerError naming what is not supported.
    """
    return f"root ::= ws {_rule(schema, 0)} ws\n{PRIMITIVES.strip()}\n"


def _rule(schema: Mapping[str, Any], depth: int) -> str:
    if depth > MAX_DEPTH:
        raise _unsupported(message("more than 12 levels"))
    if "enum" in schema or "const" in schema:
        return _one_of([_literal(v) for v in schema.get("enum", [schema.get("const")])])
    for key in ("anyOf", "oneOf"):
        if key in schema:
            return _one_of([_rule(option, depth + 1) for option in schema[key]])
    kind = schema.get("type")
    if isinstance(kind, list):
        return _one_of([_rule({**schema, "type": name}, depth + 1) for name in kind])
    return _typed(kind, schema, depth)


def _typed(kind: object, schema: Mapping[str, Any], depth: int) -> str:
    """The rule of a schema that names one type."""
    if kind == "object":
        return _object(schema, depth)
    if kind == "array":
        return _array(schema, depth)
    if kind == "integer":
        return _integer(schema)
    if kind == "number":
        return "unit" if (schema.get("minimum"), schema.get("maximum")) == (0, 1) else "number"
    if kind in ("string", "boolean", "null"):
        return str(kind)
    raise _unsupported(message("type {kind}", kind=repr(kind)))


def _object(schema: Mapping[str, Any], depth: int) -> str:
    properties: Mapping[str, Any] = schema.get("properties", {})
    if not properties:
        raise _unsupported(message("an object without properties"))
    required = set(schema.get("required", properties))
    if required != set(properties):
        raise _unsupported(message("optional properties"))
    pairs = [
        f'{_literal(key)} ws ":" ws {_rule(value, depth + 1)}' for key, value in properties.items()
    ]
    return '("{" ws ' + ' ws "," ws '.join(pairs) + ' ws "}")'


def _array(schema: Mapping[str, Any], depth: int) -> str:
    if not isinstance(schema.get("items"), Mapping):
        raise _unsupported(message("an array without items"))
    item = _rule(schema["items"], depth + 1)
    least, most = int(schema.get("minItems", 0)), schema.get("maxItems")
    if most == 0:
        return '("[" ws "]")'
    upper = "" if most is None else str(int(most) - 1)
    more = f'{item} (ws "," ws {item}){{{max(0, least - 1)},{upper}}}'
    return f'("[" ws {more if least else f"({more})?"} ws "]")'


def _integer(schema: Mapping[str, Any]) -> str:
    low, high = schema.get("minimum"), schema.get("maximum")
    if low is None or high is None or low < 0:
        return "integer"
    return _one_of(_ranges(int(low), int(high)))


def _ranges(low: int, high: int) -> list[str]:
    """Character classes that together spell exactly the integers low..high, without signs."""
    if low > high:
        raise _unsupported(message("the empty range {low}..{high}", low=low, high=high))
    rules = []
    while low <= high:
        block = 1
        while low % (block * 10) == 0 and low + block * 10 - 1 <= high and block * 10 <= low:
            block *= 10
        rules.append(_block(low, high, block))
        low = _after_block(low, high, block)
    return rules


def _after_block(low: int, high: int, block: int) -> int:
    first = low // block % 10
    count = min(9 - first, (high - low + 1) // block - 1)
    return low + (count + 1) * block


def _block(low: int, high: int, block: int) -> str:
    """`prefix [first-last] any digits`, from `low`, in steps of `block`."""
    prefix, first = divmod(low // block, 10)
    last = first + min(9 - first, (high - low + 1) // block - 1)
    head = f'"{prefix}" ' if prefix else ""
    tail = f" [0-9]{{{len(str(block)) - 1}}}" if block > 1 else ""
    return f"{head}[{first}-{last}]{tail}"


def _one_of(rules: list[str]) -> str:
    if not rules:
        raise _unsupported(message("an empty choice"))
    return "(" + " | ".join(rules) + ")"


def _literal(value: Any) -> str:  # noqa: ANN401 - any JSON value
    text = json.dumps(value, ensure_ascii=False)
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _unsupported(thing: Message) -> WorkerError:
    return WorkerError(
        message("This answer format cannot be enforced: {thing}.", thing=thing),
        message("Switch the format constraint off, or use a simpler one."),
    )
