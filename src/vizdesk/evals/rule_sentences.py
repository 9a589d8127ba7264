"""The rule of a check in one plain sentence, shown beside every verdict."""

from __future__ import annotations

from vizdesk.evals.checks import (
    AnyOf,
    Boxes,
    CharacterError,
    Check,
    Date,
    Exact,
    Fields,
    Number,
    OneOf,
    Ordered,
    Pattern,
    SetOf,
    Text,
    Time,
    YesNoCheck,
)

# Of longer lists of choices the rule tells the number only.
MOST_NAMED = 8


def rule(check: Check) -> str:
    """What the answer must be to pass."""
    return f"The answer must {_what(check)}."


def _what(check: Check) -> str:
    match check:
        case Number():
            return f"hold one number, {_number(check)}; words such as “four” count as numbers"
        case YesNoCheck():
            return f"say {'yes' if check.value else 'no'}, and not both"
        case OneOf():
            return f"choose “{check.value}” and {_others(check)}"
        case SetOf():
            return f"list exactly {_names(check.value)}, in any order"
        case Ordered():
            return f"list exactly {_names(check.value)}, in this order"
        case Date():
            return f"name one day, {check.value.day} {check.value:%B %Y}, in any usual form"
        case Time():
            return f"name one time of day, {_time(check)}"
        case Exact():
            return f"be “{check.value}”, character for character"
        case Text():
            return f"be “{check.value}”; case, spacing and kinds of quotes do not matter"
        case CharacterError():
            return (
                f"be “{check.value}” with at most {check.at_most * 100:g} % of its characters"
                " wrong (CER)"
            )
        case Pattern():
            return f"match the regular expression “{check.value}” as a whole"
        case Fields():
            return f"be JSON with {_fields(check)}"
        case Boxes():
            return _boxes(check)
        case AnyOf():
            return " – or ".join(_what(one) for one in check.checks)


def _number(check: Number) -> str:
    if not check.tolerance:
        return f"{check.value}"
    return f"within {check.tolerance} of {check.value}"


def _time(check: Time) -> str:
    off = f", at most {check.tolerance} min off" if check.tolerance else ""
    return f"{check.value}{off}" + (" (morning or evening alike)" if check.hours == 12 else "")


def _fields(check: Fields) -> str:
    fields = ", ".join(f"{key} = {value}" for key, value in check.value.items())
    return fields + (f", numbers within {check.tolerance}" if check.tolerance else "")


def _boxes(check: Boxes) -> str:
    if not check.value:
        return f"find no {' or '.join(check.asked)}"
    boxes = f"{len(check.value)} box" + ("es" if len(check.value) > 1 else "")
    return (
        f"find the {boxes} of {', '.join(check.asked)}: F1 of at least {check.f1:g}, where a box"
        f" counts from an overlap (IoU) of {check.iou:g}"
    )


def _others(check: OneOf) -> str:
    others = [f"“{choice}”" for choice in check.choices if choice != check.value]
    # The 63 other squares of a board say nothing that “choose e4” does not.
    if len(others) > MOST_NAMED:
        return f"no other of the {len(check.choices)} choices"
    return f"none of {', '.join(others)}"


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(f"“{name}”" for name in names)
