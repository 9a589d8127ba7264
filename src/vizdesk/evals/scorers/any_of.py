"""Any of several checks: the best verdict counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from vizdesk.common.messages import Message, message
from vizdesk.evals.check_kind import AnyKind, CheckKind, Key, Reply, kind_in, read_in, write_in
from vizdesk.evals.check_values import shown, table_json
from vizdesk.evals.checks import AnyOf, Text
from vizdesk.evals.errors import CheckError
from vizdesk.evals.verdicts import Verdict, VerdictState

# What says most about a reply that passes none of several checks.
TELLING = (
    VerdictState.RIGHT,
    VerdictState.AMBIGUOUS,
    VerdictState.WRONG,
    VerdictState.REFUSED,
    VerdictState.UNREADABLE,
    VerdictState.EMPTY,
)


def any_of_kind(kinds: Callable[[], Sequence[AnyKind]]) -> CheckKind[AnyOf]:
    """The kind; `kinds` are those its checks may be of, asked when a check is read or judged."""

    def read(data: Mapping[str, Any]) -> AnyOf:
        checks = data["checks"]
        if not isinstance(checks, list | tuple):
            raise CheckError(
                message("“checks” must be a list of checks, not {value}", value=shown(checks))
            )
        if any(isinstance(check, Mapping) and check.get("kind") == "any_of" for check in checks):
            raise CheckError(message("“checks” may hold neither “any_of” nor “boxes”"))
        return AnyOf(tuple(read_in(kinds(), check) for check in checks))

    def judge(check: AnyOf, reply: Reply) -> Verdict:
        verdicts = [kind_in(kinds(), part).judge(part, reply) for part in check.checks]
        best = min(verdicts, key=lambda verdict: (not verdict.strict, TELLING.index(verdict.state)))
        return replace(best, lenient=any(verdict.lenient for verdict in verdicts))

    def rule(check: AnyOf) -> Message:
        first, *rest = (kind_in(kinds(), part).rule(part) for part in check.checks)
        for part in rest:
            first = message("{rule} – or {other}", rule=first, other=part)
        return first

    return CheckKind(
        name="any_of",
        check=AnyOf,
        example=AnyOf((Text("tap"), Text("faucet"))),
        meaning="one of these passes (not `boxes`)",
        keys=(Key("checks", from_table=table_json("any_of")),),
        read=read,
        write=lambda check: {"checks": [write_in(kinds(), part) for part in check.checks]},
        rule=rule,
        judge=judge,
    )
