"""Every kind of check; a new one is a module and a line of `CHECK_KINDS` (CONTRIBUTING.md).

Suites, results, the rule shown beside a verdict, scoring, and the window's form read it here.
"""

from __future__ import annotations

from typing import Any

from vizdesk.common.messages import Message, message
from vizdesk.evals.check_kind import AnyKind, kind_in, read_in, write_in
from vizdesk.evals.checks import Check
from vizdesk.evals.scorers.any_of import any_of_kind
from vizdesk.evals.scorers.boxes import BOXES
from vizdesk.evals.scorers.choices import ONE_OF, YES_NO
from vizdesk.evals.scorers.dates import DATE
from vizdesk.evals.scorers.fields import FIELDS
from vizdesk.evals.scorers.lists import ORDERED, SET
from vizdesk.evals.scorers.numbers import NUMBER
from vizdesk.evals.scorers.texts import CHARACTER_ERROR, EXACT, PATTERN, TEXT
from vizdesk.evals.scorers.times import TIME

CHECK_KINDS: tuple[AnyKind, ...] = (
    NUMBER,
    YES_NO,
    ONE_OF,
    TEXT,
    EXACT,
    SET,
    ORDERED,
    DATE,
    TIME,
    CHARACTER_ERROR,
    PATTERN,
    FIELDS,
    BOXES,
    any_of_kind(lambda: CHECK_KINDS),
)
"""In the order in which the window's form offers them."""


def kind_of(check: Check) -> AnyKind:
    """The kind of a check."""
    return kind_in(CHECK_KINDS, check)


def from_json(data: object) -> Check:
    """The check that `data` says. Raises ValueError saying which key is wrong, and what it needs.

    `{"kind": "number", "value": 4, "tolerance": 0}`; every kind and its keys are in docs/evals.md.
    """
    return read_in(CHECK_KINDS, data)


def to_json(check: Check) -> dict[str, Any]:
    """The JSON object of a check; `from_json` turned round."""
    return write_in(CHECK_KINDS, check)


def rule(check: Check) -> Message:
    """What the answer must be to pass, in one plain sentence, shown beside every verdict."""
    return message("The answer must {rule}.", rule=kind_of(check).rule(check))
