"""Plays every reported server behaviour and prints what it ended as: `make reported-servers`.

    python -m tools.reported_servers                    all, seconds shortened twentyfold
    python -m tools.reported_servers --second 1 NAME…   some, in their own time
    python -m tools.reported_servers --serve 8901       only serve them, until interrupted

The table of docs/api-engine.md is made from the same rows (`python -m tools.docs_tables`).
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib

from tests.engines.reported_servers.asking import Outcome, ask_all
from tests.engines.reported_servers.expected import SCENARIOS, Scenario
from tests.engines.reported_servers.scripted_http import reported_servers

from vizdesk.common.formatting import dollars

SHORTENED = 0.05


def line(row: Scenario, outcome: Outcome) -> str:
    """One scenario: whether it ended as it is to, and what it ended as."""
    final = outcome.answer
    differences = outcome.differences(row)
    mark = "·" if not differences else "later" if row.not_yet else "WRONG"
    cost = dollars(final.cost_usd)
    reason = final.finish_reason.value if final.finish_reason else "–"
    ended = f"{final.state.value:6} {outcome.requests}× {reason:14} {cost:>10}"
    shown = f"{mark:5} {row.name:30} {ended}  {final.text[:30]!r} {outcome.failure[:100]}"
    return "\n".join([shown, *(f"        {difference}" for difference in differences)])


async def serve(port: int, second: float) -> None:
    """Serve the scenarios until interrupted."""
    async with reported_servers(second, port=port) as servers:
        print(f"{servers.base_url('NAME')} with a NAME of the table")
        await asyncio.Event().wait()


def main() -> int:
    """1 when a scenario that is to hold does not."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help="scenarios; none: all")
    parser.add_argument("--second", type=float, default=SHORTENED, help="length of a second")
    parser.add_argument("--serve", type=int, metavar="PORT", help="serve them and ask nothing")
    options = parser.parse_args()
    if options.serve is not None:
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(serve(options.serve, options.second))
        return 0
    rows = [row for row in SCENARIOS if not options.names or row.name in options.names]
    outcomes = asyncio.run(ask_all(rows, options.second))
    for row in rows:
        print(line(row, outcomes[row.name]))
    wrong = [row for row in rows if outcomes[row.name].differences(row) and not row.not_yet]
    later = [row for row in rows if outcomes[row.name].differences(row) and row.not_yet]
    print(f"{len(rows)} scenarios: {len(later)} to be mended, {len(wrong)} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
