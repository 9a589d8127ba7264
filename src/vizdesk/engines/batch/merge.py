"""A batch's files of results as replies, by the names of their questions."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from vizdesk.common.messages import message
from vizdesk.comparison.estimates import cost_of
from vizdesk.comparison.events import (
    EngineError,
    Event,
    Finished,
    Measured,
    Notice,
    TextDelta,
    ThinkingDelta,
)
from vizdesk.comparison.models import Price
from vizdesk.comparison.types import Failure, Timing, Usage
from vizdesk.engines.batch.answers import ASK_AGAIN, CANCELLED, EXPIRED
from vizdesk.engines.batch.build import sent_name
from vizdesk.engines.batch.jobs import BatchReply, BatchStatus
from vizdesk.engines.batch.ledger import BatchPart, Ledger
from vizdesk.engines.batch.provider import BatchProvider
from vizdesk.engines.batch.result_files import ResultLine, result_lines
from vizdesk.engines.errors import RequestContext

KINDS: Final = ("output", "error")
# Of a whole batch: too much is under way for this key just now.
_PASSING_CODES: Final = frozenset({"token_limit_exceeded", "rate_limit_exceeded", "server_error"})


@dataclass(frozen=True, slots=True)
class ReplyReader:
    """Reads the replies of a folder's parts. `owners` says which part answers each question last.

    An answer that is there is never given up for a failure: neither for a later line of the same
    question, nor for what a later part has to say of it.
    """

    ledger: Ledger
    provider: BatchProvider
    context: RequestContext
    owners: Mapping[str, int]

    def replies(self, part: BatchPart) -> dict[str, BatchReply]:
        """One reply for every question that `part` owns, whatever its files lack.

        Takes seconds for a large one. Raises OSError.
        """
        owned = {name for name in part.ids if self.owners[name] == part.number}
        own = self._replies_in(part)
        failed = {name for name in owned if own[name].failure is not None}
        earlier = self._earlier_answers(part, failed)
        return {name: earlier.get(name, own[name]) for name in part.ids if name in owned}

    def passing(self) -> dict[str, BatchReply]:
        """By name what got no answer for a reason that may have passed. Raises OSError."""
        return {
            name: reply
            for part in self.ledger.parts.values()
            if part.status is not None
            for name, reply in self.replies(part).items()
            if reply.failure is not None and reply.transient
        }

    def _earlier_answers(self, part: BatchPart, failed: set[str]) -> dict[str, BatchReply]:
        answers: dict[str, BatchReply] = {}
        for other in self.ledger.parts.values():
            if other.number < part.number and other.status and not failed.isdisjoint(other.ids):
                for name, reply in self._replies_in(other).items():
                    if name in failed and reply.failure is None:
                        answers.setdefault(name, reply)
        return answers

    def _replies_in(self, part: BatchPart) -> dict[str, BatchReply]:
        names = {sent_name(self.provider, self.ledger.run, name): name for name in part.ids}
        collected: dict[str, BatchReply] = {}
        for kind in KINDS:
            path = self.ledger.path(part.number, kind)
            if not path.exists():
                continue
            for line in result_lines(path, self.provider):
                name = names.get(line.name)
                if name is None or (name in collected and collected[name].failure is None):
                    continue
                reply = _reply(name, line, path, self.provider, self.context)
                if name not in collected or reply.failure is None:
                    collected[name] = reply
        missing = _missing(part, len(collected))
        return {name: collected.get(name) or missing[name] for name in part.ids}


def priced(
    reply: BatchReply, price: Price | None, factor: float, sampling: Mapping[str, Any]
) -> BatchReply:
    """The reply with what it cost in a batch, and the settings it was asked with."""
    last = reply.finished
    if last is None:
        return reply
    usual = None if price is None else cost_of(price, last.usage)
    cost = None if usual is None else usual * factor
    ended = replace(last, cost_usd=cost, sampling={**sampling, "batch": True})
    return replace(reply, collected=(*reply.collected[:-1], ended))


def _reply(
    name: str, line: ResultLine, path: Path, provider: BatchProvider, context: RequestContext
) -> BatchReply:
    events: list[Event] = []
    try:
        if line.entry is None:
            raise _unreadable(path)
        # What a server sends may have any shape: one odd line costs one question, not the batch.
        try:
            for event in provider.read(line.entry, context):
                events.append(event)
        except (
            ArithmeticError,
            AttributeError,
            LookupError,
            RecursionError,
            TypeError,
            ValueError,
        ):
            raise _unreadable(path) from None
    except EngineError as error:
        again = error.transient or bool(error.unsupported)
        parts = _without_times(events)
        return BatchReply(name, parts, error.failure, again, error.unsupported)
    return BatchReply(name, _without_times(events))


def _unreadable(path: Path) -> EngineError:
    """It may well have been answered and paid for, so it is not asked again by itself."""
    what = message("The batch's answer to this question cannot be read.")
    return EngineError(what, message("It is kept in {path}.", path=str(path)))


def _without_times(events: Sequence[Event]) -> tuple[Event, ...]:
    """Only the words and the last event: nothing was measured, and nobody watched."""
    return tuple(_timeless(events))


def _timeless(events: Sequence[Event]) -> Iterator[Event]:
    for event in events:
        if isinstance(event, Finished):
            yield replace(event, timing=Timing())
        elif isinstance(event, Measured):
            if event.usage != Usage():
                yield Measured(usage=event.usage)
        elif isinstance(event, TextDelta | ThinkingDelta | Notice):
            yield event


def _missing(part: BatchPart, collected: int) -> dict[str, BatchReply]:
    """Replies for the questions that no file answers, with why that may be."""
    by_line = {
        error["line"]: error
        for error in part.errors
        if isinstance(error.get("line"), int) and not isinstance(error["line"], bool)
    }
    general = [error for error in part.errors if not isinstance(error.get("line"), int)]
    lost = part.answered - collected >= len(part.ids) - collected > 0
    return {
        name: _unanswered(name, part, by_line.get(number), bool(by_line), general, lost)
        for number, name in enumerate(part.ids, start=1)
    }


def _unanswered(
    name: str,
    part: BatchPart,
    refused: Mapping[str, Any] | None,
    others_refused: bool,
    general: Sequence[Mapping[str, Any]],
    lost: bool,
) -> BatchReply:
    if lost:
        what = message("The server says that it answered, but gives no answer to this question.")
        return BatchReply(name, failure=Failure(what))
    if refused is not None:
        what = message("The question was refused: {said}", said=str(refused.get("message")))
        todo = message("See the details.")
        return BatchReply(name, failure=Failure(what, todo, json.dumps(refused, default=str)))
    if general:
        what = message("The batch was refused: {said}", said=str(general[0].get("message")))
        passing = str(general[0].get("code")) in _PASSING_CODES
    elif others_refused:
        what, passing = message("The batch was refused because of other questions in it."), True
    else:
        never = message("The batch ended without an answer to this question.")
        reasons = {BatchStatus.EXPIRED: EXPIRED, BatchStatus.CANCELLED: CANCELLED}
        what, passing = reasons.get(part.status or BatchStatus.FAILED, never), True
    return BatchReply(name, failure=Failure(what, ASK_AGAIN), transient=passing)
