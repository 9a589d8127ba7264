"""JSON: the fields that are wanted, with their values."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from vizdesk.analysis.typed_values import equal_values, exact
from vizdesk.common.messages import Message, joined, message, verbatim
from vizdesk.common.translation import QT_TRANSLATE_NOOP
from vizdesk.comparison.parsing.drafts import without_reasoning
from vizdesk.comparison.parsing.final_answer import FENCED
from vizdesk.comparison.parsing.structures import object_in
from vizdesk.evals.check_kind import CheckKind, FormOption, Key
from vizdesk.evals.check_values import json_number, shown, table_json, table_number
from vizdesk.evals.checks import Fields
from vizdesk.evals.errors import CheckError
from vizdesk.evals.verdicts import Verdict, VerdictState

SHOWN = 120
THE_OBJECT = message("the object")


def judge_fields(check: Fields, text: str) -> Verdict:
    """The verdict on an object. Strict: it alone, no other field, values of the same type.

    Lenient: within a sentence, with further fields, numbers and yes/no as text.
    """
    text = without_reasoning(text)
    fenced = FENCED.match(text)
    whole = _is_json((fenced.group(1) if fenced else text).strip())
    answer = object_in(text, tuple(check.value))
    if answer.value is None or answer.several > 1 or answer.cut:
        several = answer.several > 1
        state = VerdictState.AMBIGUOUS if several else VerdictState.UNREADABLE
        if answer.cut:
            why = message("The reply ends within its JSON object.")
        elif several:
            why = message("The reply holds {n} objects.", n=answer.several)
        else:
            why = message("The reply holds no JSON object.")
        return Verdict(False, False, "", why, state)
    tolerance, wanted = exact(check.tolerance), check.value
    shown = _shown(answer.value)
    wrong = list(differences(wanted, answer.value, tolerance, strict=False))
    if wrong:
        why = (
            message("{difference} ({n} more).", difference=wrong[0], n=len(wrong) - 1)
            if len(wrong) > 1
            else message("{difference}.", difference=wrong[0])
        )
        return Verdict(False, False, shown, why, VerdictState.WRONG)
    loose = list(differences(wanted, answer.value, tolerance, strict=True))
    strict = whole and not loose
    why = message("Every field is right.")
    if loose:
        why = joined((why, message("Not strictly: {what}.", what=loose[0])))
    elif not strict:
        why = joined((why, message("It is not the object alone, as JSON is written.")))
    return Verdict(strict, True, shown, why, VerdictState.RIGHT)


def differences(
    wanted: Any,  # noqa: ANN401 - any JSON value
    read: Any,  # noqa: ANN401
    tolerance: Fraction,
    *,
    strict: bool,
    place: Message = THE_OBJECT,
) -> Iterator[Message]:
    """What differs, one clause each: “total is 12, not 12.5”."""
    if isinstance(wanted, dict):
        if not isinstance(read, dict):
            yield message("{place} is no object", place=place)
            return
        for key, value in wanted.items():
            if key not in read:
                yield message("“{key}” is missing", key=key)
            else:
                yield from differences(
                    value, read[key], tolerance, strict=strict, place=verbatim(key)
                )
        if strict:
            yield from (
                message("“{key}” was not asked for", key=key) for key in read if key not in wanted
            )
    elif isinstance(wanted, list):
        if not isinstance(read, list) or len(read) != len(wanted):
            yield message("{place} is no list of {n}", place=place, n=len(wanted))
            return
        for at, (a, b) in enumerate(zip(wanted, read, strict=True), 1):
            yield from differences(
                a, b, tolerance, strict=strict, place=message("{place} {at}", place=place, at=at)
            )
    elif not equal_values(wanted, read, tolerance, strict=strict):
        yield message(
            "{place} is {read}, not {wanted}",
            place=place,
            read=_shown(read),
            wanted=_shown(wanted),
        )


def _is_json(text: str) -> bool:
    """Whether all of it is one object, as JSON has it: 'single quotes' are Python's."""
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False


def _shown(value: object) -> str:
    text = str(value)
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def _read_fields(data: Mapping[str, Any]) -> Fields:
    value = data["value"]
    if not isinstance(value, Mapping):
        raise CheckError(message("“value” must be an object, not {value}", value=shown(value)))
    try:
        written = json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True)
    except (ValueError, RecursionError, TypeError):
        raise CheckError(message("“value” holds something that JSON has no word for")) from None
    return Fields(written, json_number(data.get("tolerance", 0), "tolerance"))


def _rule(check: Fields) -> Message:
    fields = ", ".join(f"{key} = {value}" for key, value in check.value.items())
    if check.tolerance:
        return message(
            "be JSON with {fields}, numbers within {tolerance}",
            fields=fields,
            tolerance=f"{check.tolerance}",
        )
    return message("be JSON with {fields}", fields=fields)


FIELDS = CheckKind(
    name="json",
    check=Fields,
    example=Fields('{"total": 12.5}', 0.01),
    meaning="an object with these fields; lists in order",
    keys=(
        Key("value", from_table=table_json("json")),
        Key("tolerance", required=False, from_table=table_number),
    ),
    read=_read_fields,
    write=lambda check: {"value": check.value, "tolerance": check.tolerance},
    rule=_rule,
    judge=lambda check, reply: judge_fields(check, reply.text),
    title=QT_TRANSLATE_NOOP("check kinds", "a JSON object"),
    option=FormOption("tolerance", QT_TRANSLATE_NOOP("check kinds", "Tolerance"), "0"),
)
